"""The Telegram application: how it is put together, and how it runs by polling."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, TypeVar

import httpx
import structlog
from httpx_aiohttp import AiohttpTransport
from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder
from telegram.request import HTTPXRequest

from bot.handlers import App, Desk, InOrder, Respond, register
from bot.handlers.menu import announce
from bot.ratelimit import RateLimiter, name_of, seconds_of
from bot.settings import Settings, SettingsError
from bot.state import InProcess, State

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = structlog.get_logger(__name__)

Result = TypeVar("Result")

# Telegram remembers the last list it was given, so it is given always (telegram.md, fact 10).
ALLOWED = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.GUEST_MESSAGE,
    Update.INLINE_QUERY,
    Update.CALLBACK_QUERY,
)

CONNECTIONS = 64
POLL = 25  # seconds that a poll waits for updates; Telegram cuts it at 50
BATCH = 100
GRACE = 1.0  # seconds that a batch may take before the next one is fetched, which confirms it
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
FAREWELL = 10.0  # seconds for what is still being answered when the bot is told to stop
MOST_OPEN = 5_000  # updates being handled; beyond, none are fetched

OK, UNUSABLE = 0, os.EX_CONFIG


class Transport(HTTPXRequest):
    """HTTP by aiohttp: the default client's pool collapses under load (telegram.md, fact 7)."""

    def __init__(self, connections: int = CONNECTIONS) -> None:
        transport = AiohttpTransport(limits=httpx.Limits(max_connections=connections))
        super().__init__(connection_pool_size=connections, httpx_kwargs={"transport": transport})

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


def build_application(settings: Settings, respond: Respond, state: State | None = None) -> App:
    """Put the application together, for polling as for a webhook; nothing is sent yet.

    Args:
        settings: Where Telegram is, and the token.
        respond: The line itself: text, language for a text that does not tell its own, mode.
        state: What is remembered between messages; kept in this process if not given.

    Raises:
        SettingsError: There is no token.
    """
    if not settings.bot_token:
        raise SettingsError("BOT_TOKEN is required: get one from @BotFather")
    quieten()
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = Application.builder()
    application: App = (
        builder.token(settings.bot_token.get_secret_value())
        .base_url(f"{settings.telegram_api_url}/bot")
        .base_file_url(f"{settings.telegram_api_url}/file/bot")
        .request(Transport())
        .get_updates_request(Transport(2))
        .rate_limiter(RateLimiter())
        .concurrent_updates(InOrder())
        .updater(None)
        .job_queue(None)
        .build()
    )
    register(application, Desk(respond, state or InProcess(), admin_chat=settings.admin_chat))
    return application


def quieten() -> None:
    """Keep other people's libraries from logging addresses, which hold the token, and messages."""
    for name in ("httpx", "httpcore", "aiohttp", "telegram", "asyncio"):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger(name).level))


def configure_logging(level: str) -> None:
    """Log one line an event to the standard error stream, unless the program has its own way."""
    if structlog.is_configured():
        return
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper("iso", utc=True),
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        # Looked up at each line: whoever redirects the stream is heard.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


async def run_polling(settings: Settings, respond: Respond, *, stop: asyncio.Event | None = None) -> int:
    """Run until SIGTERM or SIGINT, or until `stop` is set.

    A server that can't be reached is waited for; what was begun is finished before the end.

    Returns:
        The exit code: 0, or 78 (EX_CONFIG) where the token is missing or refused.
    """
    configure_logging(settings.log_level)
    stop = stop or asyncio.Event()
    try:
        application = build_application(settings, respond)
    except SettingsError as error:
        log.error(str(error))  # noqa: TRY400 - one line, no traceback
        return UNUSABLE
    with _stopped_by_signals(stop):
        try:
            if await _started(application, settings, stop):
                await _poll(application, stop)
        except InvalidToken:
            log.error("BOT_TOKEN is refused: check it with @BotFather", server=settings.telegram_api_url)  # noqa: TRY400
            return UNUSABLE
        finally:
            await _shut_down(application)
    return OK


async def _started(application: App, settings: Settings, stop: asyncio.Event) -> bool:
    """Introduce the bot to the server, for as long as it takes."""

    async def introduce() -> None:
        await application.initialize()
        await application.bot.delete_webhook()  # polling gets a 409 while one is set

    if not await _insisted(introduce, stop):
        return False
    log.info("the bot is polling", bot=f"@{application.bot.username}", server=settings.telegram_api_url)
    try:
        await announce(application.bot)
    except InvalidToken:
        raise
    except TelegramError as error:
        log.warning("the menus of commands could not be set", error=name_of(error))
    return True


async def _insisted(action: Callable[[], Awaitable[Any]], stop: asyncio.Event) -> bool:
    """Do something, again with growing pauses while Telegram is not there.

    Returns:
        Whether it was done; if not, the bot was told to stop.
    """
    pause = FIRST_PAUSE
    while not stop.is_set():
        try:
            await _until(stop, action())
        except InvalidToken:
            raise
        except TelegramError as error:
            await _rest(error, pause, stop)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return not stop.is_set()
    return False


async def _poll(application: App, stop: asyncio.Event) -> None:
    """Fetch updates and have them handled, until told to stop.

    The next poll confirms a batch to Telegram, so it waits until the batch is answered, but no longer than GRACE:
    one slow chat must not hold up the others. A bot that is killed gets the batch again.
    """
    offset, pause, opened = 0, FIRST_PAUSE, dict[asyncio.Task[None], int]()
    while not stop.is_set():
        try:
            fetched = application.bot.get_updates(offset, BATCH, POLL, allowed_updates=ALLOWED)
            updates = await _until(stop, fetched) or ()
        except InvalidToken:
            raise
        except TelegramError as error:
            await _rest(error, pause, stop)
            pause = min(pause * 2, LONGEST_PAUSE)
            continue
        pause = FIRST_PAUSE
        tasks = {asyncio.create_task(_handle(application, update)): update.update_id for update in updates}
        if tasks:
            offset = max(tasks.values()) + 1
            await asyncio.wait(tasks, timeout=GRACE)
        opened = {task: number for task, number in (opened | tasks).items() if not task.done()}
        if len(opened) > MOST_OPEN:
            await asyncio.wait(opened, return_when=asyncio.FIRST_COMPLETED)
    await _finish(application, opened, offset)


async def _handle(application: App, update: Update) -> None:
    """Handle one update; errors of handlers end in the error handler, this is for what goes wrong around them."""
    try:
        await application.update_processor.process_update(update, application.process_update(update))
    except Exception as error:  # noqa: BLE001 - the bot goes on
        log.error("an update was not handled", error=name_of(error), update=update.update_id)  # noqa: TRY400


async def _finish(application: App, opened: dict[asyncio.Task[None], int], offset: int) -> None:
    """Let what was begun come to its end, then confirm it; what is not answered by then comes again."""
    late: set[asyncio.Task[None]] = set()
    if opened:
        _done, late = await asyncio.wait(opened, timeout=FAREWELL)
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late)
        log.warning("some updates were left unanswered", updates=len(late))
    offset = min((opened[task] for task in late), default=offset)
    if offset:
        with contextlib.suppress(TelegramError):
            await application.bot.get_updates(offset, 1, 0, allowed_updates=ALLOWED)
    log.info("the bot has stopped")


async def _rest(error: TelegramError, pause: float, stop: asyncio.Event) -> None:
    """Say what is wrong and wait: as long as Telegram asks, or `pause`."""
    match error:
        case RetryAfter():
            pause = seconds_of(error)
            log.warning("Telegram asks for a pause", seconds=pause)
        case Conflict():
            log.warning("another bot is polling with this token, or a webhook is set", again_in=pause)
        case _:
            log.warning("Telegram can't be reached", error=name_of(error), again_in=pause)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), pause)


async def _until(stop: asyncio.Event, action: Awaitable[Result]) -> Result | None:
    """Await an action, but not longer than until the bot is told to stop."""
    doing, stopping = asyncio.ensure_future(action), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return doing.result() if doing.done() else None
    finally:
        for task in (doing, stopping):
            task.cancel()
        await asyncio.wait({doing, stopping})


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
