"""Groups: silent unless called; then brief, as a reply that quotes the words it judges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.delivery import Place, brief, rewrite, send
from bot.handlers import watch
from bot.handlers.antecedent import antecedent_of
from bot.handlers.aside import react, whisper
from bot.handlers.asked import is_bot, is_called, is_card, mentions, own, pointed, replies_to
from bot.handlers.desk import Call, consult, show_typing
from bot.handlers.keyboard import GROUP, keyboard, place_of, place_of_query
from bot.handlers.picture import draw
from bot.handlers.posting import post
from bot.handlers.sentences import say
from bot.markup import answering, pages, words_of
from bot.reply import CHART, DERIVATION, SOURCES
from bot.state import Answered, sum_of

if TYPE_CHECKING:
    from telegram import Bot, Message, Update, User
    from telegram.ext import ContextTypes

    from bot.handlers.desk import Desk


async def on_message(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a mention or a reply to the bot; anything else is none of its business, unless the group is watched."""
    message, me = update.message, context.bot.bot
    if not message or is_bot(message) or is_card(message, me):
        return
    if is_called(message, me):
        await answer(desk, context.bot, await _call(desk, message, me))
    else:
        await watch.on_overheard(desk, context.bot, message)


async def on_check(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Check the replied-to message, or the part of it that is marked, or the words after the command."""
    if update.message and not is_bot(update.message):
        await answer(desk, context.bot, await _call(desk, update.message, context.bot.bot, "check"))


async def on_ask(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer the words after the command, or the replied-to message."""
    if update.message and not is_bot(update.message):
        await answer(desk, context.bot, await _call(desk, update.message, context.bot.bot, "ask"))


async def on_edited(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Let an answer that was given follow its question; an edit asks nothing by itself."""
    message = update.edited_message
    known = await desk.state.answered(message.chat_id, message.message_id) if message else None
    if not message or not known or known.sum == sum_of(words_of(message)):
        return
    command = next((name for name in ("check", "ask") if words_of(message).lower().startswith(f"/{name}")), "")
    call = await _call(desk, message, context.bot.bot, command)
    if call.candidates:
        await answer(desk, context.bot, replace(call, known=known))


async def on_migrated(desk: Desk, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Take along what is known of a group that became a supergroup."""
    if update.message and update.message.migrate_to_chat_id:
        await desk.state.migrate(update.message.chat_id, update.message.migrate_to_chat_id)


async def answer(desk: Desk, bot: Bot, call: Call) -> None:
    """Answer the first candidate that says something; else a word to the caller alone, or a reaction."""
    message, where = call.message, Place.of(call.message, bot)
    if not call.candidates:
        await (react(where, message) if call.quiet else _aside(desk, where, message, call.usage))
        return
    await show_typing(where, call.candidates[0].text)
    asked, reply = await consult(desk, call)
    if call.known and not reply.has_substance:
        return
    if not reply.has_substance:
        await (react(where, message) if call.quiet else _aside(desk, where, message, "nothing-to-check", reply.locale))
        return
    if CHART in reply.shown and not call.known:
        await draw(desk, where, message.message_id, reply, GROUP)
        return
    place = place_of(asked)
    if call.before and not await desk.stands_alone(asked, reply):
        place = await place_of_query(reply.question, desk.state)
    shown = reply.shown if place else frozenset({DERIVATION, SOURCES})  # no button could ask for them
    laid_out = pages(brief(reply, shown))
    buttons = await keyboard(
        reply,
        place,
        desk.state,
        surface=GROUP,
        shown=shown,
        chart=desk.has_chart(reply),
        link=await desk.link(reply, bot),
    )
    if call.known:
        sent = await rewrite(where, call.known.messages, laid_out, markup=buttons)
    else:
        quoting = answering(asked.message, reply.quote, asked.start)
        sent = await send(where, laid_out, reply=quoting, markup=buttons)
    await desk.state.set_answered(message.chat_id, message.message_id, Answered(sent, sum_of(words_of(message))))
    await post(desk, reply, GROUP, chat=where.chat_id, messages=sent, shown=shown, instead=bool(call.known))


async def _call(desk: Desk, message: Message, me: User, command: str = "") -> Call:
    """Find what a call is about; /check points before it speaks, everything else the other way round."""
    found = [own(message, me), pointed(message, me)]
    found = found[::-1] if command == "check" else found
    call = Call.of(message, *found, usage=f"{command}-usage" if command else "nothing-to-check")
    quiet = not command and not mentions(message, me)
    follows = command != "check" or replies_to(message, me)
    return replace(call, quiet=quiet, before=await antecedent_of(desk, message, me) if follows else "")


async def _aside(desk: Desk, place: Place, message: Message, sentence: str, locale: str = "") -> None:
    locale = locale or await desk.locale(message.chat_id, message.from_user)
    await whisper(place, message, say(locale, sentence, example=say(locale, "example-question")))
