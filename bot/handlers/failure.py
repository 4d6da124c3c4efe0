"""When a handler fails: one polite line to whoever asked, one line in the log, a traceback to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError

from bot import metrics
from bot.handlers.word import word
from bot.handling import current
from bot.log import where
from bot.ratelimit import name_of

if TYPE_CHECKING:
    from telegram.ext import ContextTypes

    from bot.handlers.desk import Desk

log = structlog.get_logger(__name__)

# What Telegram says, in lower case, where a group or a topic of it lets the bot read but not write.
SHUT = ("not enough rights", "have no rights", "topic_closed", "chat_write_forbidden")


async def on_error(desk: Desk, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say that the bot could not answer; to nobody if nobody asked or the bot may not speak there."""
    error = context.error or Exception()
    number = update.update_id if isinstance(update, Update) else 0
    if isinstance(error, Forbidden) or (isinstance(error, BadRequest) and error.message.lower().startswith(SHUT)):
        log.info("the bot may not write here", update=number)
        return
    one = current()
    again = bool(one and one.failed and one.again)  # Telegram was not to be reached: the whole update is tried again
    if again and isinstance(error, TelegramError):
        return  # the log says so
    metrics.FAILURES.labels(type(error).__name__).inc()
    log.error("a handler failed", error=name_of(error), at=where(error), update=number)
    if again or not isinstance(update, Update):
        return
    try:
        await word(desk, context.bot, update, "failed")
    except TelegramError as second:
        log.warning("the apology failed too", error=name_of(second), update=number)
