"""The Telegram application: how it is put together, and how it runs, by polling or by webhook."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import signal
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import structlog
from httpx_aiohttp import AiohttpTransport
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ExtBot
from telegram.request import HTTPXRequest

from bot.charts import Charts
from bot.database import UnusableError
from bot.gallery import Gallery
from bot.handlers import App, Desk, InOrder, Respond, register
from bot.handlers.menu import announce
from bot.health import pulse
from bot.intake import Intake
from bot.journal import Journal
from bot.log import configure_logging, quieten, where
from bot.patience import insisted
from bot.polling import poll
from bot.ratelimit import RateLimiter, name_of
from bot.respond import Responder
from bot.service import serve, set_webhook
from bot.settings import Settings, SettingsError
from bot.shared import Shared, agreement
from bot.state import InProcess, State
from bot.status import shown
from bot.store import opened

log = structlog.get_logger(__name__)

CONNECTIONS = 64
POOL_SECONDS = 60.0

OK, UNUSABLE, FAILED = 0, os.EX_CONFIG, os.EX_SOFTWARE
DOING = {"polling": "the bot is polling", "webhook": "the bot is listening"}


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
            read = json.loads(payload)
        except ValueError:
            raise TelegramError("Invalid server response") from None
        if not isinstance(read, dict):
            raise TelegramError("Invalid server response")
        return read


def build_application(
    settings: Settings, respond: Respond, state: State | None = None, shared: Shared | None = None
) -> App:
    """Put the application together, for polling as for a webhook; nothing is sent yet.

    Args:
        settings: Where Telegram is, and the token.
        respond: The line itself: text, language for a text that does not tell its own, mode.
        state: What is remembered between messages; kept in this process if not given.
        shared: What several replicas agree on; this process alone if not given.

    Raises:
        SettingsError: There is no token.
    """
    token = _check(settings)
    quieten()
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = Application.builder()
    application: App = (
        builder.token(token)
        .base_url(f"{settings.telegram_api_url}/bot")
        .base_file_url(f"{settings.telegram_api_url}/file/bot")
        .request(Transport())
        .get_updates_request(Transport(2))
        .rate_limiter(RateLimiter(shared=shared, bulk_rate=settings.bulk_rate))
        .concurrent_updates(InOrder())
        .updater(None)
        .job_queue(None)
        .build()
    )
    charts = Charts(respond.knowledge) if isinstance(respond, Responder) else None
    desk = Desk(respond, state or InProcess(), charts, settings.admin_chat, Gallery.of(settings, respond))
    register(application, desk)
    return application


def _check(settings: Settings) -> str:
    """Return the token."""
    if not settings.bot_token:
        raise SettingsError("BOT_TOKEN is required: get one from @BotFather")
    return settings.bot_token.get_secret_value()


async def run_polling(settings: Settings, respond: Respond, *, stop: asyncio.Event | None = None) -> int:
    """Run until SIGTERM or SIGINT, or until `stop` is set.

    A server that can't be reached is waited for; what was begun is finished before the end.

    Returns:
        The exit code: 0, or 78 (EX_CONFIG) where the token is missing or refused.
    """

    async def introduce(bot: ExtBot[Any]) -> None:
        await bot.delete_webhook()  # polling gets a 409 while one is set

    async def work(intake: Intake, stop: asyncio.Event) -> None:
        await intake.start(alone=settings.redis_url is None)
        await poll(intake, stop)

    return await _run(settings, respond, introduce, work, stop or asyncio.Event())


async def run_webhook(settings: Settings, respond: Respond, *, stop: asyncio.Event | None = None) -> int:
    """Take updates at /telegram of LISTEN, until told to stop; any number of such processes may run.

    Returns:
        As `run_polling`.
    """

    async def introduce(bot: ExtBot[Any]) -> None:
        await set_webhook(bot, settings)

    async def work(intake: Intake, stop: asyncio.Event) -> None:
        await intake.start(alone=False)
        await serve(intake, settings, stop, Gallery.of(settings, respond))

    return await _run(settings, respond, introduce, work, stop or asyncio.Event())


async def _run(
    settings: Settings,
    respond: Respond,
    introduce: Callable[[ExtBot[Any]], Awaitable[None]],
    work: Callable[[Intake, asyncio.Event], Awaitable[None]],
    stop: asyncio.Event,
) -> int:
    configure_logging(settings.log_level)
    owner = f"{socket.gethostname()[:24]}-{os.getpid()}-{secrets.token_hex(4)}"
    with _stopped_by_signals(stop):
        try:
            _check(settings)
            async with (
                pulse(),
                opened(settings.database_url) as store,
                agreement(settings.redis_url, owner) as shared,
            ):
                application = build_application(settings, respond, store, shared)
                intake = Intake(application, Journal(store.batch, owner), shared, store)
                try:
                    async with shown(intake, settings.status_listen):
                        if await _introduced(application, settings, introduce, stop):
                            await work(intake, stop)
                finally:
                    await _shut_down(application)
        except (SettingsError, UnusableError) as error:
            log.error(str(error))  # noqa: TRY400 - one line, no traceback
            return UNUSABLE
        except InvalidToken:
            log.error("BOT_TOKEN is refused: check it with @BotFather", server=settings.telegram_api_url)  # noqa: TRY400
            return UNUSABLE
        except Exception as error:  # noqa: BLE001 - a traceback could print the token, or somebody's words
            log.error("the bot has failed", error=name_of(error), at=where(error))  # noqa: TRY400
            return FAILED
    return OK


async def _introduced(
    application: App, settings: Settings, introduce: Callable[[ExtBot[Any]], Awaitable[None]], stop: asyncio.Event
) -> bool:
    """Introduce the bot to the server, for as long as it takes; tell whether it may begin."""

    async def begin() -> None:
        await application.initialize()
        await introduce(application.bot)

    if not await insisted(begin, stop):
        return False
    log.info(DOING[settings.mode], bot=f"@{application.bot.username}", server=settings.telegram_api_url)
    try:
        await announce(application.bot)
    except InvalidToken:
        raise
    except TelegramError as error:
        log.warning("the menus of commands could not be set", error=name_of(error))
    return True


@contextlib.contextmanager
def _stopped_by_signals(stop: asyncio.Event) -> Any:
    """Set `stop` on SIGTERM and SIGINT; only the main thread can."""
    loop = asyncio.get_running_loop()
    caught = []
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, stop.set)
            caught.append(number)
    try:
        yield
    finally:
        for number in caught:
            loop.remove_signal_handler(number)


async def _shut_down(application: App) -> None:
    """Close connections, also those of an application that never got to its start."""
    await application.shutdown()
    await application.bot.shutdown()
