"""The way to Telegram's server."""

from __future__ import annotations

from typing import Any

import httpx
from httpx_aiohttp import AiohttpTransport
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.wire import read_json

CONNECTIONS = 64
POOL_SECONDS = 60.0


class Transport(HTTPXRequest):
    """HTTP by aiohttp: the default client's pool collapses under load (telegram.md, fact 7)."""

    def __init__(self, connections: int = CONNECTIONS) -> None:
        transport = AiohttpTransport(limits=httpx.Limits(max_connections=connections))
        # A call that waits for a free connection has not failed.
        super().__init__(
            connection_pool_size=connections, pool_timeout=POOL_SECONDS, httpx_kwargs={"transport": transport}
        )

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
