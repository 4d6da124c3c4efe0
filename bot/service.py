"""The web endpoints: /telegram takes updates, /picture serves pictures; the others are for those who run the bot."""

from __future__ import annotations

import asyncio
import hmac
from typing import TYPE_CHECKING, Any

import structlog
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update

from bot.allowed import ALLOWED
from bot.gallery import AGE, PATH, TYPE
from bot.intake import Intake, Taken
from bot.ratelimit import name_of
from bot.status import Status, server_of
from bot.wire import read_json

if TYPE_CHECKING:
    from starlette.requests import Request
    from telegram import Bot

    from bot.gallery import Gallery
    from bot.settings import Settings

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
MAX_BODY = 1 << 20  # an update is a few kilobytes
BODY_SECONDS = 10.0  # for a body to come in
MAX_ID = 1 << 63
AGAIN = {"Retry-After": "1"}
CONNECTIONS = 100  # deliveries at once: the most that Telegram allows


class TooLargeError(Exception):
    """A body beyond all measure."""


class Service:
    """The endpoints of one process.

    Args:
        intake: Where updates go.
        secret: What only Telegram knows.
        gallery: Draws the pictures that Telegram fetches.
    """

    def __init__(self, intake: Intake, secret: str, gallery: Gallery | None = None) -> None:
        self.intake, self.gallery = intake, gallery
        self._secret = secret.encode()
        self.application = Starlette(
            routes=[
                Route("/telegram", self.telegram, methods=["POST"]),
                Route(f"{PATH}{{name}}", self.picture),
                *Status(intake).routes,
            ]
        )

    async def telegram(self, request: Request) -> Response:
        """Take an update: 200 once it is answered or recorded, 503 where neither is possible now."""
        given = request.headers.get(SECRET_HEADER, "").encode("latin-1", "replace")
        if not hmac.compare_digest(given, self._secret):
            return Response(status_code=401)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _body(request)
            data = read_json(body)
        except TooLargeError:
            return Response(status_code=413)
        except TimeoutError:
            return Response(status_code=408, headers={"Connection": "close"})
        except (ValueError, RecursionError, ClientDisconnect):
            return Response(status_code=400)
        if not _is_update(data):
            return Response(status_code=400)
        try:
            update = Update.de_json(data, self.intake.application.bot)
        except Exception as error:  # noqa: BLE001 - sent again and again, it would block its chat
            log.warning("an update could not be read", error=name_of(error), update=data["update_id"])
            return Response()
        if self.intake.closing:
            return Response(status_code=503, headers=AGAIN)
        taken = await self.intake.take(update, body.decode)
        if taken not in {Taken.ANSWERED, Taken.RECORDED, Taken.DROPPED}:
            return Response(status_code=503, headers=AGAIN)
        if taken is not Taken.ANSWERED:
            return Response()
        self.intake.confirming(1)
        return Response(background=BackgroundTask(self._confirmed))

    async def _confirmed(self) -> None:
        """Note that a response is out."""
        self.intake.confirming(-1)

    async def picture(self, request: Request) -> Response:
        """Return a picture whose address this bot has made."""
        png = await self.gallery.png(request.path_params["name"]) if self.gallery else None
        if png is None:
            return Response(status_code=404)
        return Response(png, media_type=TYPE, headers={"Cache-Control": f"public, max-age={AGE}, immutable"})


async def _body(request: Request) -> bytes:
    """Read a body, but not one beyond all measure, whatever its header says."""
    announced = request.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced[:20]) > MAX_BODY:
        raise TooLargeError
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_BODY:
            raise TooLargeError
        parts.append(part)
    return b"".join(parts)


def _is_update(data: Any) -> bool:
    number = data.get("update_id") if isinstance(data, dict) else None
    return isinstance(number, int) and not isinstance(number, bool) and 0 < number < MAX_ID


async def set_webhook(bot: Bot, settings: Settings) -> None:
    """Tell Telegram where to send updates, unless it knows: setting it again would disturb other replicas."""
    info = await bot.get_webhook_info()
    refused = "401" in (info.last_error_message or "")  # the secret was changed
    if info.url == settings.webhook_url and set(info.allowed_updates or ()) == set(ALLOWED) and not refused:
        return
    await bot.set_webhook(
        settings.webhook_url or "",
        allowed_updates=ALLOWED,
        secret_token=_secret_of(settings),
        max_connections=CONNECTIONS,
    )


async def serve(intake: Intake, settings: Settings, stop: asyncio.Event, gallery: Gallery | None = None) -> None:
    """Serve until told to stop; what was begun is finished."""
    service = Service(intake, _secret_of(settings), gallery)
    server = server_of(service.application, host=settings.host, port=settings.port)
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stopping.cancel()
    await intake.close()
    await serving
    log.info("the bot has stopped")


def _secret_of(settings: Settings) -> str:
    return settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
