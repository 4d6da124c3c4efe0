"""Pressed buttons: they show more of an answer, vary it, draw it, ask what is next, or report that it is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import structlog
from telegram import Message, Update
from telegram.error import BadRequest

from bot.delivery import Place, brief, edit, edit_card, in_private, laid_out, send
from bot.handlers import feedback
from bot.handlers.asked import cut
from bot.handlers.desk import Surface
from bot.handlers.keyboard import CARD, GROUP, PRIVATE, Press, keyboard, origin_of, place_of_query, read, reasons
from bot.handlers.picture import draw
from bot.handlers.posting import marked, post
from bot.handlers.sentences import say
from bot.handling import note
from bot.markup import pages, words_of
from bot.offers import before
from bot.reply import CHART
from bot.state import State, sum_of

if TYPE_CHECKING:
    from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, User
    from telegram.ext import ContextTypes

    from bot.handlers.desk import Desk
    from bot.reply import Reply

log = structlog.get_logger(__name__)

STRETCH = re.compile(r"~(\d+)\.(\d*)\.([0-9a-f]+)")


class StaleError(Exception):
    """What a button is about is gone; the message is the id of the sentence that says so."""


async def on_press(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Do what a button promises."""
    query = update.callback_query
    if not query:
        return
    message = query.message if isinstance(query.message, Message) else None
    press = read(query.data or "")
    if not press:
        await on_strange_press(desk, update, context)
        return
    try:
        text = await _text(press.place, message, desk.state, context.bot.bot)
    except StaleError as stale:
        locale = await desk.locale(query.from_user.id, query.from_user)
        await query.answer(say(locale, str(stale)))
        return
    if press.verb == "r":
        await query.answer()
        await _rebutton(query, reasons(press))
        return
    reply = note(desk.respond(text, press.locale, "message", ""))
    if press.verb.startswith("f"):
        await feedback.on_reason(desk, query, press, reply, context.bot)
    elif press.verb == "c" and message:
        await query.answer()
        surface = PRIVATE if message.chat.type == "private" else GROUP
        await draw(desk, Place.of(message, context.bot), message.message_id, reply, surface)
        return
    else:
        await query.answer()
    if press.verb == "m":
        await _show_others(desk, context.bot, query, press, reply)
    else:
        await _show(desk, context.bot, query, press, reply, text)


async def on_strange_press(desk: Desk, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a button of an older version."""
    if query := update.callback_query:
        await query.answer(say(await desk.locale(query.from_user.id, query.from_user), "button-expired"))


async def _show(  # noqa: PLR0913, PLR0917 - a pressed button and the answer to what it asks
    desk: Desk, bot: Bot, query: CallbackQuery, press: Press, reply: Reply, text: str
) -> None:
    """Put a reply where the pressed button is; a new question in a private chat gets a message of its own."""
    message = query.message if isinstance(query.message, Message) else None
    surface = _surface(message)
    shown_now = message.reply_markup if message else None
    origin = origin_of(shown_now) if press.verb == "w" else await place_of_query(_varied(text), desk.state)
    chart = desk.has_chart(reply)
    place = press.place
    if surface == PRIVATE and press.verb in "qw" and reply.has_substance:
        await desk.state.set_antecedent(query.from_user.id, query.from_user.id, reply.topic)
    if message is None:
        if query.inline_message_id:
            await _show_on_card(desk, bot, query.inline_message_id, press, reply, text)
        return
    where = Place.of(message, bot)
    if surface == PRIVATE and press.verb == "q":
        buttons = await keyboard(reply, place, desk.state, surface=PRIVATE, chart=chart)
        sent = await send(where, pages(in_private(reply)), markup=buttons)
        await post(desk, reply, PRIVATE, chat=where.chat_id, messages=sent)
        return
    reply, mark = await marked(desk, reply, chat=where.chat_id, message=message.message_id)
    link = await desk.link(reply, bot) if surface == GROUP else ""
    whole = laid_out(Surface(surface).blocks(reply, press.shown), press.shown)
    page = min(press.page, len(whole) - 1)
    buttons = await keyboard(
        reply,
        place,
        desk.state,
        surface=surface,
        shown=press.shown,
        chart=chart,
        link=link,
        origin=origin,
        sheet=(page, len(whole)),
    )
    if not await edit(where, message.message_id, whole[page], buttons):
        await send(where, (whole[page],), markup=buttons)  # the group has become a supergroup
    await post(
        desk,
        reply,
        surface,
        chat=where.chat_id,
        messages=(message.message_id,),
        shown=press.shown,
        instead=True,
        mark=mark,
    )


def _surface(message: Message | None) -> str:
    return CARD if message is None else PRIVATE if message.chat.type == "private" else GROUP


def _varied(text: str) -> str:
    """Return the question that a what-if varies: the way back to it stands under every view of it."""
    return before(text) if text.startswith("if(") else ""


async def _show_others(desk: Desk, bot: Bot, query: CallbackQuery, press: Press, reply: Reply) -> None:
    """Put the buttons that have no room at first in the place of those that are there."""
    message = query.message if isinstance(query.message, Message) else None
    surface = _surface(message)
    link = await desk.link(reply, bot) if surface == GROUP else ""
    if buttons := await keyboard(reply, press.place, desk.state, surface=surface, link=link, more=True):
        await _rebutton(query, buttons)


async def _show_on_card(  # noqa: PLR0913, PLR0917 - a card, and what is to stand on it
    desk: Desk, bot: Bot, card_id: str, press: Press, reply: Reply, text: str
) -> None:
    """Put a reply on a card; its buttons alone know what stood there before."""
    reply, mark = await marked(desk, reply, card=card_id)
    picture = desk.chart_address(reply)
    drawn = picture if CHART in press.shown else ""
    origin = press.place if drawn else press.origin or await place_of_query(before(text), desk.state)
    whole = laid_out(brief(reply, press.shown), press.shown)
    page = min(press.page, len(whole) - 1)
    buttons = await keyboard(
        reply,
        press.place,
        desk.state,
        surface=CARD,
        shown=press.shown,
        chart=bool(picture),
        origin=origin,
        sheet=(page, len(whole)),
    )
    await edit_card(bot, card_id, whole[page], buttons, drawn)
    await post(desk, reply, CARD, card=card_id, shown=press.shown, instead=True, mark=mark)


async def _rebutton(query: CallbackQuery, buttons: InlineKeyboardMarkup) -> None:
    """Replace the buttons alone; that they are there already is fine."""
    try:
        await query.edit_message_reply_markup(buttons)
    except BadRequest as error:
        log.info("the buttons stay as they are", error=type(error).__name__)


async def _text(place: str, message: Message | None, state: State, me: User) -> str:
    """Read the question again from where it stands."""
    if place.startswith("="):
        return place[1:]
    if place.startswith("#"):
        if query := await state.query(place[1:]):
            return query
        raise StaleError("button-expired")
    stretch, target = STRETCH.fullmatch(place), message.reply_to_message if message else None
    if not stretch or not target:
        raise StaleError("button-expired")
    end = int(stretch[2]) if stretch[2] else len(words_of(target))
    asked = cut(target, (int(stretch[1]), end), me)
    if not asked or sum_of(asked.text) != int(stretch[3], 16):
        raise StaleError("button-changed")
    return asked.text
