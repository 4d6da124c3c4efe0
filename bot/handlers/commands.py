"""The commands that are about the bot itself: /start /help /coverage /privacy /forget."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from telegram.constants import ChatType

from bot.delivery import Place, filled, in_private, send
from bot.handlers.asked import own
from bot.handlers.desk import Surface
from bot.handlers.keyboard import GROUP, PRIVATE, keyboard, place_of_query
from bot.handlers.link import opened
from bot.handlers.posting import post
from bot.handlers.sentences import say
from bot.handlers.standing import may_set
from bot.handlers.telling import tell
from bot.markup import Block, answering, pages
from bot.privacy import told

if TYPE_CHECKING:
    from telegram import Message, Update
    from telegram.ext import ContextTypes

    from bot.handlers.desk import Desk


async def on_start(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say in two lines what the bot does, with examples to tap; open what a deep link carries; in a group, say how."""
    message = update.message
    if not message:
        return
    payload = own(message, context.bot.bot)
    if message.chat.type != ChatType.PRIVATE or (payload and payload.text == "help"):
        await on_help(desk, update, context)
        return
    if payload and await _open(desk, message, payload.text, context):
        return
    locale = await desk.locale(message.chat_id, message.from_user)
    reply = desk.respond("", locale, "start", "")
    buttons = await keyboard(replace(reply, locale=locale), "", desk.state, surface=PRIVATE)
    await send(Place.of(message, context.bot), pages([Block(say(locale, "start"))]), markup=buttons)


async def on_help(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say how to use the bot here."""
    message = update.message
    if not message:
        return
    locale, name = await desk.locale(message.chat_id, message.from_user), f"@{context.bot.username}"
    if message.chat.type != ChatType.PRIVATE:
        await tell(context.bot, message, say(locale, "help-group", bot=name))
        return
    reply = desk.respond("", locale, "help", "")
    blocks = filled(Block(say(locale, "help", bot=name)), Block(reply.details))
    buttons = await keyboard(replace(reply, locale=locale), "", desk.state, surface=PRIVATE)
    await send(Place.of(message, context.bot), pages(blocks), markup=buttons)


async def on_coverage(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """List what the ledgers hold, with a button for each subject; with words behind the command, what is held on them."""
    message = update.message
    if not message:
        return
    private, asked = message.chat.type == ChatType.PRIVATE, own(message, context.bot.bot)
    where, parameters = Place.of(message, context.bot), None if private else answering(message)
    held = await desk.ask(asked.text, message) if asked else None
    if held and held.has_substance:
        surface = PRIVATE if private else GROUP
        place = await place_of_query(held.question, desk.state)
        buttons = await keyboard(held, place, desk.state, surface=surface, chart=desk.has_chart(held))
        sent = await send(where, pages(Surface(surface).blocks(held, frozenset())), reply=parameters, markup=buttons)
        await post(desk, held, surface, chat=where.chat_id, messages=sent)
        return
    reply = desk.respond("", await desk.locale(message.chat_id, message.from_user), "coverage", "")
    buttons = await keyboard(reply, "", desk.state, surface=PRIVATE if private else GROUP)
    blocks = filled(Block(reply.short), Block(reply.details, folded=True))
    await send(where, pages(blocks), reply=parameters, markup=buttons)


async def on_privacy(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what is kept, for how long, and how to delete it."""
    if message := update.message:
        await tell(context.bot, message, told(await desk.locale(message.chat_id, message.from_user)))


async def on_forget(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Delete what is kept of this chat; in a group, administrators only."""
    message = update.message
    if not message:
        return
    locale = await desk.locale(message.chat_id, message.from_user)
    if not await may_set(context.bot, message):
        await tell(context.bot, message, say(locale, "forget-admins"))
        return
    await desk.state.forget(message.chat_id, message.from_user.id if message.from_user else 0)
    await tell(context.bot, message, say(locale, "forget-done"))


async def _open(desk: Desk, message: Message, payload: str, context: ContextTypes.DEFAULT_TYPE) -> bool:
    """Answer the question of a deep link; False where it carries none that can be answered."""
    query, locale = await opened(payload, desk.state)
    if not query:
        return False
    reply = desk.respond(query, locale, "message", "")
    if reply.topic:
        await desk.state.set_antecedent(message.chat_id, message.chat_id, reply.topic)
    place = await place_of_query(query, desk.state)
    buttons = await keyboard(reply, place, desk.state, surface=PRIVATE, chart=desk.has_chart(reply))
    sent = await send(Place.of(message, context.bot), pages(in_private(reply)), markup=buttons)
    await post(desk, reply, PRIVATE, chat=message.chat_id, messages=sent)
    return True
