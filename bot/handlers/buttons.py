"""Buttons under an answer: derivation and sources where the answer is brief, and what can be asked next.

A button's data is at most 64 bytes and needs no memory: `d` (derivation), `s` (sources), `b` (both) or `q` (a
question), a letter for the language, and where the question stands:

    ~12.40.9f3c2a10   these characters of the message that the answer replies to (to its end where the second number
                      lacks), and the sum of their text
    =openai.revenue@2025-S1   the question itself
    #0f3a…            a question too long for a button, by its key in the memory
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters, Update

from bot.delivery import DERIVATION, SOURCES, Place, brief, edit, edit_card, full, sections, send
from bot.handlers.asked import cut
from bot.handlers.memory import Memory, sum_of
from bot.handlers.sentences import say
from bot.markup import card, pages, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from telegram import User
    from telegram.ext import ContextTypes

    from bot.handlers.asked import Asked
    from bot.handlers.desk import Desk
    from bot.reply import Reply, Suggestion

MAX_DATA = 64
MAX_OFFERED, MAX_OFFERED_BRIEF = 6, 4
SHORT_LABEL, MAX_LABEL = 18, 60
PATTERN = re.compile(r"(?P<verb>[dsbq])(?P<locale>[ets])(?P<place>[~=#].+)", re.DOTALL)
STRETCH = re.compile(r"~(\d+)\.(\d*)\.([0-9a-f]+)")
LETTERS = {"en": "e", "zh-Hant": "t", "zh-Hans": "s"}
LOCALES = {letter: locale for locale, letter in LETTERS.items()}
SHOWN = {"d": frozenset({DERIVATION}), "s": frozenset({SOURCES}), "b": frozenset({DERIVATION, SOURCES})}
# Kinds whose suggestions are part of the answer: in a group others are left out.
OFFERED_IN_GROUPS = frozenset({"choice", "suggestions", "gap"})


class StaleError(Exception):
    """What a button is about is gone; the message is the id of the sentence that says so."""


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: the sections to show, or none for a question; the language; where the question stands."""

    shown: frozenset[str]
    locale: str
    place: str


def place_of(asked: Asked) -> str:
    """Return where a question stands as a button's data, or nothing where no button can say it."""
    if asked.span:
        start, end = asked.span
        stop = end if end < len(words_of(asked.message)) else ""
        return f"~{start}.{stop}.{sum_of(asked.text):x}"
    return f"={asked.text}" if len(asked.text.encode()) < MAX_DATA - 2 else ""


def place_of_query(query: str, memory: Memory) -> str:
    """Return the same for a canonical question."""
    return f"={query}" if len(query.encode()) < MAX_DATA - 2 else f"#{memory.keep(query)}"


def brief_buttons(
    reply: Reply, place: str, memory: Memory, shown: frozenset[str] = frozenset()
) -> InlineKeyboardMarkup | None:
    """Return the buttons of a group's answer: what is not shown yet, and the options where it asks back."""
    letter = LETTERS.get(reply.locale, "e")
    row = []
    for name, verb, text in ((DERIVATION, "d", reply.derivation), (SOURCES, "s", reply.sources)):
        if place and text and name not in shown:
            data = ("b" if shown else verb) + letter + place
            row.append(InlineKeyboardButton(say(reply.locale, f"button-{name}"), callback_data=data))
    offered = reply.suggestions[:MAX_OFFERED_BRIEF] if reply.kind in OFFERED_IN_GROUPS else ()
    return _markup([row, *_offers(offered, letter, memory)])


def full_buttons(reply: Reply, memory: Memory) -> InlineKeyboardMarkup | None:
    """Return the buttons of a private answer: what can be asked next."""
    return _markup(_offers(reply.suggestions[:MAX_OFFERED], LETTERS.get(reply.locale, "e"), memory))


async def on_press(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Show what a button promises: in the answer itself, or as a new one in a private chat."""
    query = update.callback_query
    if not query:
        return
    message = query.message if isinstance(query.message, Message) else None
    try:
        press = _read(query.data or "")
        text = _text(press.place, message, desk.memory, context.bot.bot)
    except StaleError as stale:
        locale = desk.locale(query.from_user.id, query.from_user)
        await query.answer(say(locale, str(stale)))
        return
    reply = desk.respond(text, press.locale, "message")
    await query.answer()
    if message and message.chat.type == "private":
        markup = full_buttons(reply, desk.memory)
        await send(Place.of(message, context.bot), pages(full(reply)), markup=markup)
    elif message:
        markup = brief_buttons(reply, press.place, desk.memory, press.shown)
        await _extend(Place.of(message, context.bot), message.message_id, reply, press.shown, markup)
    elif query.inline_message_id:
        markup = full_buttons(reply, desk.memory) if reply.kind == "choice" else None
        await edit_card(context.bot, query.inline_message_id, card(full(reply)), markup)


async def on_strange_press(desk: Desk, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a button of an older version."""
    if query := update.callback_query:
        await query.answer(say(desk.locale(query.from_user.id, query.from_user), "button-expired"))


async def _extend(
    place: Place, message_id: int, reply: Reply, shown: frozenset[str], markup: InlineKeyboardMarkup | None
) -> None:
    """Put a section into a group's answer; one too long for it follows as a reply to it."""
    whole = pages(brief(reply, shown))
    await edit(place, message_id, whole[0] if len(whole) == 1 else card(brief(reply)), markup)
    if len(whole) > 1:
        answer = ReplyParameters(message_id, allow_sending_without_reply=True)
        await send(place, pages(sections(reply, shown)), reply=answer)


def _read(data: str) -> Press:
    found = PATTERN.fullmatch(data)
    if not found:
        raise StaleError("button-expired")
    return Press(SHOWN.get(found["verb"], frozenset()), LOCALES[found["locale"]], found["place"])


def _text(place: str, message: Message | None, memory: Memory, me: User) -> str:
    """Read the question again from where it stands."""
    if place.startswith("="):
        return place[1:]
    if place.startswith("#"):
        if query := memory.queries.get(place[1:]):
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


def _offers(offered: Sequence[Suggestion], letter: str, memory: Memory) -> Iterator[list[InlineKeyboardButton]]:
    """Lay suggestions out, two short ones in a row."""
    row: list[InlineKeyboardButton] = []
    for suggestion in offered:
        label = suggestion.label if len(suggestion.label) <= MAX_LABEL else suggestion.label[: MAX_LABEL - 1] + "…"
        button = InlineKeyboardButton(label, callback_data=f"q{letter}{place_of_query(suggestion.query, memory)}")
        if row and (len(row) > 1 or len(label) > SHORT_LABEL or len(row[0].text) > SHORT_LABEL):
            yield row
            row = []
        row.append(button)
    yield row


def _markup(rows: Iterable[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None
