"""Groups: silent unless called; then brief, as a reply that quotes the words it judges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog
from telegram import ReactionTypeEmoji
from telegram.error import TelegramError

from bot.delivery import DERIVATION, SOURCES, Place, brief, rewrite, send
from bot.handlers.asked import is_called, is_card, mentions, own, pointed
from bot.handlers.buttons import brief_buttons, place_of
from bot.handlers.desk import Call, consult, has_substance, show_typing
from bot.handlers.memory import Answered, sum_of
from bot.handlers.sentences import say
from bot.markup import Block, answering, pages, words_of

if TYPE_CHECKING:
    from telegram import Bot, Message, Update, User
    from telegram.ext import ContextTypes

    from bot.handlers.desk import Desk

log = structlog.get_logger(__name__)

SEEN = "👌"


async def on_message(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a mention or a reply to the bot; anything else is none of its business."""
    message, me = update.message, context.bot.bot
    if message and is_called(message, me) and not is_card(message, me):
        await answer(desk, context.bot, _call(message, me))


async def on_check(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Check the replied-to message, or the part of it that is marked, or the words after the command."""
    if update.message:
        await answer(desk, context.bot, _call(update.message, context.bot.bot, "check"))


async def on_ask(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer the words after the command, or the replied-to message."""
    if update.message:
        await answer(desk, context.bot, _call(update.message, context.bot.bot, "ask"))


async def on_edited(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Let an answer that was given follow its question; an edit asks nothing by itself."""
    message = update.edited_message
    known = desk.memory.answers.get((message.chat_id, message.message_id)) if message else None
    if not message or not known or known.sum == sum_of(words_of(message)):
        return
    command = next((name for name in ("check", "ask") if words_of(message).lower().startswith(f"/{name}")), "")
    call = _call(message, context.bot.bot, command)
    if call.candidates:
        await answer(desk, context.bot, replace(call, known=known))


async def answer(desk: Desk, bot: Bot, call: Call) -> None:
    """Answer the first candidate that says something; else one short line, or a reaction where none was called for."""
    message, where = call.message, Place.of(call.message, bot)
    if not call.candidates:
        await (_nod(where, message) if call.quiet else _line(desk, where, message, call.usage))
        return
    await show_typing(where, call.candidates[0].text)
    asked, reply = consult(desk, call)
    if call.known and not has_substance(reply):
        return
    if not has_substance(reply):
        await (_nod(where, message) if call.quiet else _line(desk, where, message, "nothing-to-check", reply.locale))
        return
    place = place_of(asked)
    shown = frozenset() if place else frozenset({DERIVATION, SOURCES})  # no button could ask for them
    laid_out, markup = pages(brief(reply, shown)), brief_buttons(reply, place, desk.memory, shown)
    if call.known:
        sent = await rewrite(where, call.known.messages, laid_out, markup=markup)
    else:
        quoting = answering(asked.message, reply.quote, asked.start)
        sent = await send(where, laid_out, reply=quoting, markup=markup)
    desk.memory.answers.put((message.chat_id, message.message_id), Answered(sent, sum_of(words_of(message))))


def _call(message: Message, me: User, command: str = "") -> Call:
    """Find what a call is about; /check points before it speaks, everything else the other way round."""
    found = [own(message, me), pointed(message, me)]
    found = found[::-1] if command == "check" else found
    call = Call.of(message, *found, usage=f"{command}-usage" if command else "nothing-to-check")
    return replace(call, quiet=not command and not mentions(message, me))


async def _line(desk: Desk, place: Place, message: Message, sentence: str, locale: str = "") -> None:
    locale = locale or desk.locale(message.chat_id, message.from_user)
    text = say(locale, sentence, example=say(locale, "example-question"))
    await send(place, pages([Block(text)]), reply=answering(message))


async def _nod(place: Place, message: Message) -> None:
    """React instead of speaking; a group may not allow it."""
    try:
        await place.bot.set_message_reaction(place.chat_id, message.message_id, [ReactionTypeEmoji(SEEN)])
    except TelegramError as error:
        log.info("no reaction", error=type(error).__name__)
