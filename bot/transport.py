"""The way to Telegram's server."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import aiohttp
import httpx
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.wire import read_json

CONNECTIONS = 64
POOL_SECONDS = 60.0  # a call that waits for a free connection has not failed
SECONDS = 5.0  # for a connection to come about, and for an answer to begin or go on
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Transport(BaseRequest):
    """HTTP by aiohttp: the default client costs more than all else together, and its pool collapses under load.

    Args:
        connections: The most at once.
    """

    def __init__(self, connections: int = CONNECTIONS) -> None:
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds for an answer."""
        return SECONDS

    async def initialize(self) -> None:
        """Open."""
        if self._session is None:
            # The authorities that are trusted come with a package: not every system has its own.
            connector = aiohttp.TCPConnector(limit=self._connections, ssl=httpx.create_ssl_context())
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), headers={"User-Agent": self.USER_AGENT}
            )

    async def shutdown(self) -> None:
        """Close."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917 - the base class says so
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - aiohttp knows none
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make a call.

        Returns:
            The status and the body of the answer.

        Raises:
            NetworkError: There is no answer; what went wrong is its cause.
        """
        if self._session is None:
            raise RuntimeError("the transport is not open")
        body, headers = _body(request_data)
        timeout = _timeout(
            _given(pool_timeout, POOL_SECONDS), _given(connect_timeout, SECONDS), _given(read_timeout, SECONDS)
        )
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:  # its words hold the address, and that the token
            raise NetworkError(type(error).__name__) from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; unlike the base class, don't log one that is no JSON: it holds people's words."""
        try:
            read = read_json(payload)
        except (ValueError, RecursionError):
            raise TelegramError("Invalid server response") from None
        if not isinstance(read, dict):
            raise TelegramError("Invalid server response")
        return read


def _body(given: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """Return what a call carries, as a form; with its kind, unless the form knows it itself."""
    if given is None:
        return None, {}
    if not given.contains_files:
        return URL.build(query=given.json_parameters).raw_query_string.encode(), FORM
    form = aiohttp.FormData(given.json_parameters)
    for name, (filename, content, kind) in given.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}


def _given(seconds: Any, otherwise: float) -> float | None:
    """Return a time that a call may take; none means for ever."""
    return otherwise if seconds is BaseRequest.DEFAULT_NONE else seconds


@lru_cache(64)
def _timeout(pool: float | None, connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(connect=pool, sock_connect=connect, sock_read=read)
