"""Polling: updates are fetched, and the next fetch confirms what is answered or recorded."""

from __future__ import annotations

import asyncio
import contextlib

import structlog
from telegram import Update
from telegram.error import InvalidToken, TelegramError

from bot.allowed import ALLOWED
from bot.intake import Intake, Taken
from bot.patience import FIRST_PAUSE, LONGEST_PAUSE, rest, until

log = structlog.get_logger(__name__)

POLL = 25  # seconds that a poll waits for updates; Telegram cuts it at 50
BATCH = 100
MOST_OPEN = 5_000  # updates being handled; beyond, none are fetched


async def poll(intake: Intake, stop: asyncio.Event) -> None:
    """Fetch updates and have them handled, until told to stop.

    The next poll confirms a batch to Telegram, so it waits until each of it is answered or recorded: one slow chat
    must not hold up the others, and a bot that is killed gets the rest again.
    """
    bot, offset, pause, done = intake.application.bot, 0, FIRST_PAUSE, 0
    while not stop.is_set():
        try:
            fetched = bot.get_updates(offset, BATCH, POLL, allowed_updates=ALLOWED)
            updates = await until(stop, fetched) or ()
            intake.confirming(-done)
            done = 0
        except InvalidToken:
            raise
        except TelegramError as error:
            await rest(error, pause, stop)
            pause = min(pause * 2, LONGEST_PAUSE)
            continue
        pause = FIRST_PAUSE
        if updates:
            free, done = await _taken(intake, updates, stop)
            offset = max(offset, free)  # an older one may have come again
        while len(intake.opened) > MOST_OPEN:
            await asyncio.wait([one.task for one in intake.opened.values()], return_when=asyncio.FIRST_COMPLETED)
    late = await intake.close()
    if offset := min(late, default=offset):
        with contextlib.suppress(TelegramError):
            await bot.get_updates(offset, 1, 0, allowed_updates=ALLOWED)
    log.info("the bot has stopped")


async def _taken(intake: Intake, updates: tuple[Update, ...], stop: asyncio.Event) -> tuple[int, int]:
    """Return the offset that confirms what may be confirmed, and how many of it are done with."""
    answered = 0
    tasks = {asyncio.create_task(intake.take(update, update.to_json)): update.update_id for update in updates}
    stopping = asyncio.create_task(stop.wait())
    pending: set[asyncio.Task[Taken]] = set(tasks)
    while pending and not stopping.done():
        done, _ = await asyncio.wait({*pending, stopping}, return_when=asyncio.FIRST_COMPLETED)
        pending -= done
        now = sum(task is not stopping and task.result() is Taken.ANSWERED for task in done)
        intake.confirming(now)
        answered += now
    stopping.cancel()
    for task in pending:
        task.cancel()  # not the handling itself: intake.close waits for that
    open_still = [
        number for task, number in tasks.items() if task in pending or task.result() in {Taken.BUSY, Taken.REFUSED}
    ]
    if not stop.is_set() and open_still:
        await asyncio.sleep(1)
    return max(tasks.values()) + 1 if not open_still or stop.is_set() else min(open_still), answered
