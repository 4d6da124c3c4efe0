"""The Telegram application: how it is put together, and how it runs, by polling or by webhook."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import secrets
import signal
import socket
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import structlog
from telegram.error import InvalidToken
from telegram.ext import Application, ApplicationBuilder

from bot.admission import Admission
from bot.database import UnusableError
from bot.desks import Desks
from bot.duty import Duties
from bot.edition import Editions
from bot.gallery import Gallery
from bot.handlers import App, InOrder, Respond, register
from bot.health import pulse
from bot.intake import Intake
from bot.journal import Journal
from bot.log import configure_logging, quieten, where
from bot.patience import insisted
from bot.polling import poll
from bot.ratelimit import RateLimiter, name_of
from bot.service import serve
from bot.settings import Settings, SettingsError
from bot.shared import Shared, agreement
from bot.status import shown
from bot.store import Store, opened
from bot.transport import Transport
from bot.upkeep import Upkeep

log = structlog.get_logger(__name__)

OK, UNUSABLE, FAILED = 0, os.EX_CONFIG, os.EX_SOFTWARE
DOING = {"polling": "the bot is polling", "webhook": "the bot is listening"}


def build_application(settings: Settings, desks: Desks, shared: Shared | None = None) -> App:
    """Put the application together, for polling as for a webhook; nothing is sent yet.

    Args:
        settings: Where Telegram is, and the token.
        desks: What answers.
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
    register(application, desks)
    return application


def _check(settings: Settings) -> str:
    """Return the token."""
    if not settings.bot_token:
        raise SettingsError("BOT_TOKEN is required: get one from @BotFather")
    return settings.bot_token.get_secret_value()


async def run_polling(settings: Settings, respond: Respond | Editions, *, stop: asyncio.Event | None = None) -> int:
    """Run until SIGTERM or SIGINT, or until `stop` is set.

    A server that can't be reached is waited for; what was begun is finished before the end.

    Returns:
        The exit code: 0, or 78 (EX_CONFIG) where the token is missing or refused.
    """

    async def introduce(upkeep: Upkeep) -> None:
        await upkeep.bot.delete_webhook()  # polling gets a 409 while one is set

    async def work(intake: Intake, stop: asyncio.Event) -> None:
        await intake.start(alone=settings.redis_url is None)
        await poll(intake, stop)

    return await _run(settings, respond, introduce, work, stop or asyncio.Event())


async def run_webhook(settings: Settings, respond: Respond | Editions, *, stop: asyncio.Event | None = None) -> int:
    """Take updates at /telegram of LISTEN, until told to stop; any number of such processes may run.

    Returns:
        As `run_polling`.
    """

    async def work(intake: Intake, stop: asyncio.Event) -> None:
        await intake.start(alone=False)
        await serve(intake, settings, stop, Gallery.of(settings, respond))

    return await _run(settings, respond, Upkeep.set_webhook, work, stop or asyncio.Event())


async def _run(
    settings: Settings,
    respond: Respond | Editions,
    introduce: Callable[[Upkeep], Awaitable[None]],
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
                desks, duties = Desks(settings, respond, store), Duties(store.batch, owner)
                application = build_application(settings, desks, shared)
                admission = Admission(application.bot, desks, shared)
                pruned = partial(_pruned, store, duties)
                intake = Intake(
                    application,
                    Journal(store.batch, owner),
                    shared,
                    pruned,
                    admission,
                    store.warm if store.is_far else None,
                )
                upkeep = Upkeep(application.bot, settings, desks, store, duties)
                try:
                    async with shown(intake, settings.status_listen):
                        if await _introduced(application, upkeep, introduce, stop):
                            gc.collect()
                            gc.freeze()  # ledgers and words stay: looking through them again would stop answers
                            async with upkeep.going_on():
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


async def _pruned(store: Store, duties: Duties) -> None:
    """Forget what has expired."""
    await store.prune()
    await duties.prune()


async def _introduced(
    application: App, upkeep: Upkeep, introduce: Callable[[Upkeep], Awaitable[None]], stop: asyncio.Event
) -> bool:
    """Introduce the bot to the server, for as long as it takes; tell whether it may begin."""

    async def begin() -> None:
        await application.initialize()
        await introduce(upkeep)

    if not await insisted(begin, stop):
        return False
    settings = upkeep.settings
    log.info(DOING[settings.mode], bot=f"@{application.bot.username}", server=settings.telegram_api_url)
    await upkeep.announce()
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
