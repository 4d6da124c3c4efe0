"""What the ledgers rest on: a short list to leaf through, and each source with its words; or the sources of one answer."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard
from telegram import Message
from telegram.constants import ChatType

from bot.delivery import Place, edit, filled, send
from bot.handlers.asked import own, pointed
from bot.handlers.keyboard import turning
from bot.handlers.link import LETTERS, LOCALES
from bot.handlers.sentences import say
from bot.handlers.telling import tell
from bot.markup import Block, answering, card, pages

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import ContextTypes

    from bot.handlers.desk import Desk
    from bot.reply import Reply

SHELF = 6  # sources on a page
WIDE = 6  # numbers in a row
PRESS = re.compile(r"S(?P<locale>[ets])(?P<page>\d{1,3})(?:\.(?P<name>\w{1,50}))?")


async def on_sources(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """List what the ledgers rest on, or the sources of one answer: of the words given, or of the replied-to message."""
    message = update.message
    if not message:
        return
    me = context.bot.bot
    asked = own(message, me) or pointed(message, me)
    parameters = None if message.chat.type == ChatType.PRIVATE else answering(message)
    if asked is None:
        listed = desk.respond("", await desk.locale(message.chat_id, message.from_user), "sources", "")
        text, buttons = _list(listed, 0)
        await send(Place.of(message, context.bot), pages([Block(text)]), reply=parameters, markup=buttons)
        return
    reply = await desk.ask(asked.text, message)
    if not reply.sources:
        await tell(context.bot, message, say(reply.locale, "sources-none"))
        return
    blocks = filled(Block(reply.short), Block(reply.sources, folded=True))
    await send(Place.of(message, context.bot), pages(blocks), reply=parameters)


async def on_sources_press(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Turn to another page of the list, open a source, or close it again."""
    query = update.callback_query
    message = query.message if query else None
    found = PRESS.fullmatch(query.data or "") if query else None
    if not query or not found or not isinstance(message, Message):
        return
    await query.answer()
    locale, page, name = LOCALES[found["locale"]], int(found["page"]), found["name"] or ""
    reply = desk.respond("", locale, "sources", "")
    if name in {one.query for one in reply.suggestions}:
        first, _, words = desk.respond(name, locale, "sources", "").sources.partition("\n")
        blocks = [Block(first), Block(dedent(words), folded=True)]
        back = Button(say(locale, "button-back"), callback_data=f"S{found['locale']}{page}")
        buttons = Keyboard([[back]])
    else:
        text, buttons = _list(reply, page)
        blocks = [Block(text)]
    await edit(Place.of(message, context.bot), message.message_id, card(blocks), buttons)


def _list(reply: Reply, page: int) -> tuple[str, Keyboard]:
    """Lay out a page of the list: a line for each source, and a button with its number."""
    letter, sources = LETTERS.get(reply.locale, "e"), reply.suggestions
    count = max(-(-len(sources) // SHELF), 1)
    page = min(page, count - 1)
    first = page * SHELF
    on_page = sources[first : first + SHELF]
    numbers = [
        Button(str(number), callback_data=f"S{letter}{page}.{one.query}")
        for number, one in enumerate(on_page, first + 1)
    ]
    rows = [numbers[start : start + WIDE] for start in range(0, len(numbers), WIDE)]
    turns = turning((page, count), lambda to: f"S{letter}{to}")
    return "\n".join([reply.short, "", *(one.label for one in on_page)]), Keyboard(
        [row for row in (*rows, turns) if row]
    )
