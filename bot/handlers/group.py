"""Groups: silent unless called; then brief, as a reply that quotes the words it judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from telegram import ReactionTypeEmoji
from telegram.error import TelegramError

from bot.delivery import DERIVATION, SOURCES, brief, rewrite, send
from bot.handlers.asked import is_called, mentions, own, pointed
from bot.handlers.buttons import brief_buttons, place_of
from bot.handlers.desk import has_substance, show_typing, thread_of
from bot.handlers.memory import Answered, sum_of
from bot.handlers.private import consult, is_card
from bot.handlers.sentences import say
from bot.markup import Block, answering, pages, words_of

if TYPE_CHECKING:
    from telegram import Bot, Message, Update
    from telegram.ext import ContextTypes

    from bot.handlers.asked import Asked
    from bot.handlers.desk import Desk

log = structlog.get_logger(__name__)

SEEN = "👌"


async def on_message(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a mention or a reply to the bot; anything else is none of its business."""
    message, me = update.message, context.bot.bot
    if not message or is_card(message, me.id) or not is_called(message, me):
        return
    candidates = _candidates(message, context)
    if candidates or mentions(message, me):
        await answer(desk, context.bot, message, candidates, quiet=not mentions(message, me))


async def on_check(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Check the replied-to message, or the part of it that is marked, or the words after the command."""
    if message := update.message:
        await answer(desk, context.bot, message, _candidates(message, context, pointed_first=True), usage="check-usage")


async def on_ask(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer the words after the command, or the replied-to message."""
    if message := update.message:
        await answer(desk, context.bot, message, _candidates(message, context), usage="ask-usage")


async def on_edited(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Let an answer that was given follow its question; an edit asks nothing by itself."""
    message = update.edited_message
    known = desk.memory.answers.get((message.chat_id, message.message_id)) if message else None
    if not message or not known or known.sum == sum_of(words_of(message)):
        return
    is_check = words_of(message).lower().startswith("/check")
    candidates = _candidates(message, context, pointed_first=is_check)
    if candidates:
        await answer(desk, context.bot, message, candidates, known=known, quiet=True)


async def answer(  # noqa: PLR0913 - who asks, where, what, and three ways in
    desk: Desk,
    bot: Bot,
    message: Message,
    candidates: list[Asked],
    *,
    usage: str = "nothing-to-check",
    quiet: bool = False,
    known: Answered | None = None,
) -> None:
    """Answer the first candidate that says something; else one short line, or a reaction where none was called for."""
    if not candidates:
        await _line(desk, bot, message, usage)
        return
    await show_typing(bot, message, candidates[0].text)
    asked, reply = consult(desk, message, candidates)
    if not has_substance(reply):
        await (_nod(bot, message) if quiet else _line(desk, bot, message, "nothing-to-check", reply.locale))
        return
    place = place_of(asked)
    shown = frozenset() if place else frozenset({DERIVATION, SOURCES})  # no button could ask for them
    laid_out, markup = pages(brief(reply, shown)), brief_buttons(reply, place, desk.memory, shown)
    thread = thread_of(message)
    if known:
        sent = await rewrite(bot, message.chat_id, known.messages, laid_out, markup=markup, thread=thread)
    else:
        near = asked.span[0] if asked.span else 0
        quoting = answering(asked.message, reply.quote, near)
        sent = await send(bot, message.chat_id, laid_out, reply=quoting, markup=markup, thread=thread)
    desk.memory.answers.put((message.chat_id, message.message_id), Answered(sent, sum_of(words_of(message))))


def _candidates(message: Message, context: ContextTypes.DEFAULT_TYPE, *, pointed_first: bool = False) -> list[Asked]:
    found = [own(message, context.bot.bot), pointed(message, context.bot.bot)]
    return [asked for asked in (reversed(found) if pointed_first else found) if asked]


async def _line(desk: Desk, bot: Bot, message: Message, sentence: str, locale: str = "") -> None:
    locale = locale or desk.locale(message.chat_id, message.from_user)
    text = say(locale, sentence, example=say(locale, "example-question"))
    await send(bot, message.chat_id, pages([Block(text)]), reply=answering(message), thread=thread_of(message))


async def _nod(bot: Bot, message: Message) -> None:
    """React instead of speaking; a group may not allow it."""
    try:
        await bot.set_message_reaction(message.chat_id, message.message_id, [ReactionTypeEmoji(SEEN)])
    except TelegramError as error:
        log.info("no reaction", error=type(error).__name__)
