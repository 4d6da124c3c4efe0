"""Who may call: programs of this machine and the server's own page, but no other page in the same browser.

A page from elsewhere can send requests here. It shows itself by where it comes from (Fetch Standard: the `Origin`
header; Fetch Metadata: `Sec-Fetch-Site`), or, where its own name has been made to lead here (DNS rebinding), by the
name in `Host`: whoever means this server calls it by an address, as localhost, or by the name that it listens at.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN = frozenset({"same-origin", "none"})  # "none": typed in, or from a bookmark
CALLED = re.compile(r"(?:\[(?P<address>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::\d{1,5})?")
FRONT = "/"  # may be come to by a link from anywhere; it changes nothing and can't be framed


def guard(host: str) -> Middleware:
    """Return a middleware that refuses what other pages send.

    Args:
        host: The name that the server listens at.
    """

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if is_own_name(request.headers.get("Host", ""), host) and is_own_page(request.headers, request.path):
            return await handler(request)
        said = "Forbidden: this server answers its own page and programs, by an address or as localhost"
        return web.json_response({"ok": False, "error_code": 403, "description": said}, status=403)

    return guarded


def is_own_name(called: str, host: str) -> bool:
    """Tell whether the name in `Host` is one that can't have been made to lead here.

    >>> [is_own_name(called, "0.0.0.0") for called in ("127.0.0.1:8090", "[::1]", "localhost:1", "example.org:8090")]
    [True, True, True, False]
    """
    found = CALLED.fullmatch(called.lower())
    if not found:
        return False
    name = found["address"] or found["name"]
    if name == host.lower() or name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_own_page(headers: Mapping[str, str], path: str) -> bool:
    """Tell whether a request comes from no page, or from this server's own."""
    origin = headers.get("Origin")
    if origin is not None and origin.lower().partition("://")[2] != headers.get("Host", "").lower():
        return False
    return path == FRONT or headers.get("Sec-Fetch-Site", "none") in OWN
