"""Waiting for a server that is not there, but not longer than until the bot is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.ratelimit import name_of, seconds_of

log = structlog.get_logger(__name__)

Result = TypeVar("Result")

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0


async def insisted(action: Callable[[], Awaitable[Any]], stop: asyncio.Event) -> bool:
    """Do something, again with growing pauses while Telegram is not there.

    Returns:
        Whether it was done; if not, the bot was told to stop.
    """
    pause = FIRST_PAUSE
    while not stop.is_set():
        try:
            await until(stop, action())
        except InvalidToken:
            raise
        except TelegramError as error:
            await rest(error, pause, stop)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return not stop.is_set()
    return False


async def rest(error: TelegramError, pause: float, stop: asyncio.Event) -> None:
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


async def until(stop: asyncio.Event, action: Awaitable[Result]) -> Result | None:
    """Await an action, but not longer than until the bot is told to stop."""
    doing, stopping = asyncio.ensure_future(action), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return doing.result() if doing.done() else None
    finally:
        for task in (doing, stopping):
            task.cancel()
        await asyncio.wait({doing, stopping})
