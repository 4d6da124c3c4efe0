"""When a handler fails: one polite line to whoever asked, one line in the log, a traceback to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from telegram import InlineQueryResultArticle, InputTextMessageContent, Update
from telegram.constants import ChatType
from telegram.error import Forbidden, TelegramError

from bot import metrics
from bot.delivery import Place, send
from bot.handlers.aside import whisper
from bot.handlers.sentences import say
from bot.handling import current
from bot.log import where
from bot.markup import Block, pages
from bot.ratelimit import name_of

if TYPE_CHECKING:
    from telegram.ext import ContextTypes

    from bot.handlers.desk import Desk

log = structlog.get_logger(__name__)


async def on_error(desk: Desk, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say that the bot could not answer; to nobody if nobody asked or the bot may not speak there."""
    error = context.error or Exception()
    number = update.update_id if isinstance(update, Update) else 0
    if isinstance(error, Forbidden):
        log.info("the bot may not write here", update=number)
        return
    metrics.FAILURES.labels(type(error).__name__).inc()
    log.error("a handler failed", error=name_of(error), at=where(error), update=number)
    one = current()
    if not isinstance(update, Update) or (one and one.failed and one.again):
        return  # the latter: Telegram was not to be reached, and the whole update is tried again
    try:
        await _apologise(desk, update, context)
    except TelegramError as second:
        log.warning("the apology failed too", error=name_of(second), update=number)


async def _apologise(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    chat = update.effective_chat
    person = update.effective_user
    said = say(await desk.locale(chat.id if chat else 0, person), "failed")
    if update.callback_query:
        await update.callback_query.answer(said)
    elif update.inline_query:
        await update.inline_query.answer([], cache_time=0, is_personal=True)
    elif update.guest_message and update.guest_message.guest_query_id:
        article = InlineQueryResultArticle("failed", said, InputTextMessageContent(said))
        await context.bot.answer_guest_query(update.guest_message.guest_query_id, article)
    elif update.message:
        message, place = update.message, Place.of(update.message, context.bot)
        if message.chat.type == ChatType.PRIVATE:
            await send(place, pages([Block(said)]))
        else:
            await whisper(place, message, said)
