"""Completion: what a text that is still being typed can become."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from grammar.lexer import Token, tokens
from grammar.lexicon import Lexicon, Symbol
from grammar.text import fold

_DIGITS = re.compile(r"(?:19|20)?\d{0,2}$|(?:19|20)\d\d-?[sqh]?\d?$")
_FEWEST = 1


@dataclass(frozen=True, slots=True)
class Completion:
    """What the words typed so far allow.

    Attributes:
        entities: Ids that they name or begin to name; `measures` likewise; empty where they say nothing of it.
        period: The period that they name, as ledgers write it, or its beginning; empty where they name none.
        possible: Whether anything can still become true: False where a word is neither known nor the beginning of one.
    """

    entities: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    period: str = ""
    possible: bool = True


class Index:
    """The surfaces of names in order, for finding those that begin with some letters."""

    def __init__(self, lexicon: Lexicon) -> None:
        pairs = sorted(lexicon.surfaces("entity", "measure"))
        self._surfaces = [surface for surface, _ in pairs]
        self._symbols = [symbol for _, symbol in pairs]

    def starting_with(self, prefix: str) -> set[Symbol]:
        """Return the symbols of all surfaces that begin with a prefix."""
        place = bisect_left(self._surfaces, prefix)
        found = set()
        while place < len(self._surfaces) and self._surfaces[place].startswith(prefix):
            found.add(self._symbols[place])
            place += 1
        return found


def complete(text: str, lexicon: Lexicon, index: Index, today: date) -> Completion:
    """Read an unfinished text; its last word may be the beginning of a name or of a period."""
    folded = fold(text).text.strip()
    found = tokens(folded, lexicon, today)
    if not folded:
        return Completion()
    whole, fragment = _split(found, folded)
    if not fragment or not (index.starting_with(fragment) or _DIGITS.fullmatch(fragment)):
        whole, fragment = _cut_inside(folded, found, index) or (whole, fragment)
    entities = {entity for token in whole for entity in token.ids("entity")}
    measures = {measure for token in whole for measure in token.ids("measure")}
    period = next((str(token.period.period) for token in whole if token.period), "")
    if any(token.kind == "unread" for token in whole):
        return Completion(possible=False)
    if fragment:
        if _DIGITS.fullmatch(fragment):
            period = period or fragment
        else:
            symbols = index.starting_with(fragment)
            if not symbols:
                return Completion(possible=False)
            named = {symbol.id for symbol in symbols if symbol.kind == "entity"}
            entities = entities or named
            started = {symbol.id for symbol in symbols if symbol.kind == "measure"}
            measures = measures or (started if not (named and not entities - named) or entities != named else set())
    return Completion(frozenset(entities), frozenset(measures), period)


_LONGEST_FRAGMENT = 8


def _cut_inside(folded: str, found: list[Token], index: Index) -> tuple[list[Token], str] | None:
    """Begin the last name where its first characters were read as words of their own: 地方债, 总负."""
    for token in found:
        if len(folded) - token.start > _LONGEST_FRAGMENT or token.text.isascii():
            continue
        if index.starting_with(folded[token.start :]) and token.kind != "period":
            return [one for one in found if one.end <= token.start], folded[token.start :]
    return None


def _split(found: list[Token], folded: str) -> tuple[list[Token], str]:
    """Separate the last word, if it is no whole name yet, from what is complete."""
    if not found:
        return [], folded
    last = found[-1]
    if last.kind == "unread" or (last.kind == "quantity" and _DIGITS.fullmatch(last.text)):
        start = last.start
        kept = found[:-1]
        while (
            kept
            and kept[-1].end == start
            and kept[-1].kind in ("unread", "word", "name")
            and not kept[-1].text.isascii()
        ):
            if kept[-1].kind == "name":  # 財政 in 財政空: a name that begins before is tried with it first
                break
            start = kept[-1].start
            kept = kept[:-1]
        return kept, folded[start:]
    if last.kind == "word" and not last.symbols and last.text.isascii() and last.is_noise:
        return found[:-1], last.text
    return found, ""
