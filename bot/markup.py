"""Text for Telegram: entities instead of markup, so that nobody's words are ever read as tags.

Lengths and offsets are UTF-16 code units, as Telegram counts entities; a text of 4,096 of them always fits.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import MessageEntity, ReplyParameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from telegram import Message

MAX_TEXT = 4_096
MAX_QUOTE = 1_024
MAX_CAPTION = 1_024
GAP = "\n\n"
# Where a text may be cut, the best place first.
BREAKS = ("\n\n", "\n", "。", "；", ". ", "; ", "，", ", ", " ")
LONGEST_CLUSTER = 16  # code points that may belong to one visible character
JOINER, SELECTORS = "\u200d", ("\ufe0e", "\ufe0f")
FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))  # regional indicators: two of them make a flag
SKIN = ("\U0001f3fb", "\U0001f3ff")

# Telegram finds a quote only if these agree with the message ("Bot API: ReplyParameters").
QUOTED = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or more of plain text; a folded one shows three lines until it is tapped."""

    text: str
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One message: its text and what is folded in it."""

    text: str
    entities: tuple[MessageEntity, ...] = ()


def units(text: str) -> int:
    """Count UTF-16 code units.

    >>> units("帳本"), units("😀")
    (2, 2)
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pages(blocks: Iterable[Block], limit: int = MAX_TEXT) -> tuple[Page, ...]:
    """Lay blocks out over as few messages as they need; a block too long for one goes on in the next."""
    done: list[Page] = []
    page = Page("")
    for block in blocks:
        text = block.text.strip()
        while text:
            room = limit - units(page.text + GAP if page.text else "")
            if units(text) > room and page.text and room < limit // 3:
                done.append(page)
                page = Page("")
                continue
            piece = split(text, room)[0] if units(text) > room else text
            page = _appended(page, Block(piece, block.folded))
            text = text[len(piece) :].lstrip()
            if text:
                done.append(page)
                page = Page("")
    return (*done, page) if page.text else tuple(done)


def card(blocks: Iterable[Block], limit: int = MAX_TEXT, rest: str = "…") -> Page:
    """Lay blocks out in one message; what does not fit is left out, and a last line says so.

    Args:
        blocks: What is to be said.
        limit: Of the message, in units.
        rest: The last line where something is left out.
    """
    whole = [*blocks]
    laid_out = pages(whole, limit)
    if len(laid_out) < 2:
        return next(iter(laid_out), Page(""))
    return _appended(pages(whole, limit - units(GAP + rest))[0], Block(rest))


def split(text: str, limit: int = MAX_TEXT) -> list[str]:
    """Cut a text into pieces of at most `limit` units: between paragraphs, lines, sentences or words if it can be.

    >>> split("one two three", 8)
    ['one two', 'three']
    """
    pieces, rest = [], text.strip()
    while units(rest) > limit:
        cut = _cut(rest, limit)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [piece for piece in (*pieces, rest) if piece]


def _appended(page: Page, block: Block) -> Page:
    before = page.text + GAP if page.text else ""
    text = before + block.text
    if not block.folded:
        return Page(text, page.entities)
    fold = MessageEntity(MessageEntity.EXPANDABLE_BLOCKQUOTE, units(before), units(block.text))
    return Page(text, (*page.entities, fold))


def _cut(text: str, limit: int) -> int:
    """Return where to cut: the last good place in the second half of what fits, or the last whole character."""
    end, used = 0, 0
    for character in text:
        used += units(character)
        if used > limit:
            break
        end += 1
    for mark in BREAKS:
        place = text.rfind(mark, end // 2, end)
        if place > 0:
            return place + len(mark)
    cut = end
    while cut > max(end - LONGEST_CLUSTER, 1) and _belongs_together(text, cut):
        cut -= 1
    return cut if cut > max(end - LONGEST_CLUSTER, 1) else end


def _belongs_together(text: str, cut: int) -> bool:
    before, after = text[cut - 1], text[cut]
    tied = JOINER in (before, after) or after in SELECTORS or SKIN[0] <= after <= SKIN[1]
    return tied or bool(unicodedata.combining(after)) or (after in FLAGS and _half_a_flag(text[:cut]))


def _half_a_flag(text: str) -> bool:
    """Tell whether a text ends in the first of the two letters that make a flag."""
    return len(text) % 2 != len(text.rstrip(FLAGS)) % 2


def words_of(message: Message) -> str:
    """Return the text of a message, or its caption."""
    return message.text or message.caption or ""


def entities_of(message: Message) -> Sequence[MessageEntity]:
    """Return the entities of `words_of`."""
    return message.entities if message.text else message.caption_entities


def at_unit(text: str, offset: int) -> int:
    """Return the character that stands at a UTF-16 offset.

    >>> at_unit("😀ab", 3)
    2
    """
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * offset].decode("utf-16-le", "ignore"))


def answering(message: Message, words: str = "", near: int = 0) -> ReplyParameters:
    """Return what makes a message a reply, quoting words of the answered message where they stand in it.

    Args:
        message: What is answered.
        words: What to quote, an exact part of it; longer than 1,024 units its beginning is quoted, and words that do
            not stand in the message are not quoted at all.
        near: The character from which the words are looked for.
    """
    text = words_of(message)
    quote = next(iter(split(words, MAX_QUOTE)), "")
    start = text.find(quote, near)
    start = start if start >= 0 else text.find(quote)
    if not quote or start < 0:
        return ReplyParameters(message.message_id, allow_sending_without_reply=True)
    offset = units(text[:start])
    return ReplyParameters(
        message.message_id,
        allow_sending_without_reply=True,
        quote=quote,
        quote_position=offset,
        quote_entities=tuple(_clipped(entities_of(message), offset, offset + units(quote))) or None,
    )


def _clipped(entities: Sequence[MessageEntity], low: int, high: int) -> Iterator[MessageEntity]:
    """Return the styles of a part of a text, counted from where the part begins."""
    for entity in entities:
        start, end = max(entity.offset, low), min(entity.offset + entity.length, high)
        if entity.type in QUOTED and start < end:
            yield MessageEntity(
                entity.type,
                start - low,
                end - start,
                custom_emoji_id=entity.custom_emoji_id,
                unix_time=entity.unix_time,
                date_time_format=entity.date_time_format,
            )
