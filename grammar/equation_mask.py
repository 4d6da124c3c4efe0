"""A sentence with signs in the place of its amounts, so that frames of words can be laid over it.

Periods are left out, and so are words that say nothing of how amounts belong together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from grammar.equation_word import Language
from grammar.period import periods
from grammar.quantity import Quantity, quantities
from grammar.text import Folded

_PLACES = 6_000  # amounts that can be told apart
_FIRST = 0xE000
_ONLY_HAN = re.compile(r"[\u4e00-\u9fff\s]+")


class Mark(NamedTuple):
    """A character of the masked text: an amount, or a letter, with its place in the folded one."""

    character: str
    start: int
    end: int


class Masked(NamedTuple):
    """A masked sentence.

    Attributes:
        folded: The sentence. `text`: the masked one, a character for each of `marks`. `amounts`: by their signs.
    """

    folded: Folded
    text: str
    marks: Sequence[Mark]
    amounts: dict[str, Quantity]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the places in the folded sentence of a stretch of the masked one."""
        return self.marks[start].start, self.marks[end - 1].end


def masked(folded: Folded, today: date, words: Language) -> Masked:
    """Put a sign in the place of each amount, and leave out periods and what may stand beside them."""
    text = folded.text
    found = _amounts(text, today, words)
    amounts = {chr(_FIRST + place): one for place, one in enumerate(found[0])}
    marks = _marks(text, amounts, found[1])
    whole = "".join(mark.character for mark in marks)
    gone = {place for match in words.dropped.finditer(whole) for place in range(match.start(), match.end())}
    kept = [mark for place, mark in enumerate(marks) if place not in gone]
    return Masked(folded, "".join(mark.character for mark in kept), kept, amounts)


def _amounts(text: str, today: date, words: Language) -> tuple[list[Quantity], dict[int, int]]:
    """Find the amounts, none joined to a range by `from` and `to`, and the places of periods."""
    spans = [(one.start, one.end) for one in periods(text, today)]
    apart = list(text)
    for match in words.joins.finditer(text):
        apart[match.start() : match.end()] = "\n" * len(match[0])
    for start, end in spans:
        apart[start:end] = "\n" * (end - start)
    return _unhedged(quantities("".join(apart).replace("\n", ";"))[:_PLACES], text), dict(spans)


def _marks(text: str, amounts: dict[str, Quantity], period: dict[int, int]) -> list[Mark]:
    starts = {one.start: (sign, one) for sign, one in amounts.items()}
    marks: list[Mark] = []
    place = 0
    while place < len(text):
        if place in starts:
            sign, one = starts[place]
            marks.append(Mark(sign, place, one.end))
            place = one.end
        elif place in period:
            marks.append(Mark("\x00", place, period[place]))
            place = period[place]
        else:
            marks.append(Mark(text[place], place, place + 1))
            place += 1
    return marks


def _unhedged(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """Read `more than` between two amounts as what compares them, not as the second's bound."""
    plain: list[Quantity] = []
    for one in found:
        digits = _digits(one)
        begin = digits - (digits > 0 and one.printed[digits - 1] in "$¥€£")
        follows = bool(plain) and not text[plain[-1].end : one.start].strip()
        if 0 < begin < len(one.printed) and (follows if one.hedge else _ONLY_HAN.fullmatch(one.printed[:begin])):
            try:
                bare = Quantity.read(one.printed[begin:])
            except ValueError:
                bare = one
            plain.append(replace(bare, start=one.start + begin, end=one.end))
        else:
            plain.append(one)
    return plain


def alike(first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """Give an amount the scale and unit of its neighbour where it has none itself: `from 2 to 3.76bn`."""
    if first.value is None or second.value is None:
        return first, second
    if is_bare(first) and not is_bare(second):
        return _with_ending(first, second), second
    if is_bare(second) and not is_bare(first):
        return first, _with_ending(second, first)
    return first, second


def is_bare(quantity: Quantity) -> bool:
    """Tell whether an amount is a number without a scale or a unit of its own."""
    return not re.search(r"[^\d.,\s$-]", quantity.printed[_digits(quantity) :]) and quantity.unit in ("", "USD")


def _digits(quantity: Quantity) -> int:
    found = re.search(r"\d", quantity.printed)
    return found.start() if found else len(quantity.printed)


def _with_ending(bare: Quantity, other: Quantity) -> Quantity:
    ending = re.sub(r"^[^\d]*[\d.,]+", "", other.printed)
    sign = "" if bare.unit or other.unit != "USD" or "$" not in other.printed else "$"
    try:
        return Quantity.read(f"{sign}{bare.printed[: _digits(bare)]}{bare.printed[_digits(bare) :]}{ending}".strip())
    except ValueError:
        return bare
