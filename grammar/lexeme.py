"""Lexemes: the words and signs that amounts are made of, found in one pass over a folded text.

One surface may play several roles (`to` joins the ends of a range and stands before an amount; 多 says "more" and sets a
bound): a lexeme carries all of them, and whoever reads an amount asks for the role that the place allows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from grammar.currency import currencies
from grammar.english_numeral import LINKS, PARTS, WORDS
from grammar.han_numeral import SIGNS
from grammar.numeral import DIGITS, LETTER_SCALES
from grammar.vocabulary import is_latin, vocabulary

_SCALE = "|".join(sorted(LETTER_SCALES, key=len, reverse=True))
_DIGITS = re.compile(rf"({DIGITS})(?:\s?({_SCALE})(?![a-z0-9])|(?<=\d\d)(g)(?![a-z0-9]))?")
_ADDRESS = re.compile(r"(?:https?://|www\.|t\.me/)\S+|@[a-z0-9_]{2,}")
_TELEPHONE = re.compile(r"(?<![\w.])\+?\d[\d/]*(?:-\d[\d/]*){2,}(?!\w)")
_MILLIONS = ("USD", "EUR", "GBP", "CHF", "SEK", "NOK", "DKK", "AUD", "CAD", "CNY", "HKD", "JPY")
_GLUED = frozenset({"currency", "unit", "scale", "parts"})  # roles of words that may stand on a digit


class Lexeme(NamedTuple):
    """A word or sign of amounts.

    Attributes:
        start: First character in the folded text; `end`: the one after the last.
        text: What stands there; of a number in digits without its letter scale.
        roles: What it may be, each with what it then says (a currency's code, the kind of a hedge).
    """

    start: int
    end: int
    text: str
    roles: Mapping[str, str]
    begins_amount: bool  # whether it may


_BEGINNING = frozenset({"digits", "han", "word", "half", "part", "currency", "sign", "doubling", "half_of"})


def lexemes(folded: str) -> list[Lexeme]:
    """Find the lexemes of a folded text in order; Latin ones only as whole words."""
    automaton, surfaces = _automaton()
    size = len(folded)
    hidden = _hidden(folded)
    found = []
    for index, start, end in automaton.find_matches_as_indexes(folded):
        surface, roles, begins, latin_first, latin_last = surfaces[index]
        if hidden and any(first <= start < last for first, last in hidden):
            continue
        if latin_first and start:
            before = folded[start - 1]
            if "a" <= before <= "z" or ("0" <= before <= "9" and not _GLUED & roles.keys()):
                continue
        if latin_last and end < size and "a" <= folded[end] <= "z":
            continue
        found.append(Lexeme(start, end, surface, roles, begins))
    numbers = [
        _in_digits(match)
        for match in _DIGITS.finditer(folded)
        if not (hidden and any(first <= match.start() < last for first, last in hidden))
    ]
    if not numbers:
        return found
    if not found:
        return numbers
    return _apart(found + numbers)


def _apart(found: list[Lexeme]) -> list[Lexeme]:
    """Put lexemes in order and leave out those inside another one: the comma in 1,000."""
    found.sort(key=itemgetter(0))
    kept: list[Lexeme] = []
    end = 0
    for one in found:
        if one.start >= end:
            kept.append(one)
            end = one.end
        elif one.start == kept[-1].start and one.end > end:
            kept[-1] = one
            end = one.end
    return kept


def _in_digits(match: re.Match[str]) -> Lexeme:
    number, scale, giga = match.groups()
    start, end = match.span()
    if giga and "." in number:  # 5.02G; 100g are grams, and 5G is a network
        return Lexeme(start, end, number, _LETTERS["bn"], begins_amount=True)
    return Lexeme(start, match.end(1) if giga else end, number, _LETTERS[scale], begins_amount=True)


_LETTERS: dict[str | None, dict[str, str]] = {
    None: {"digits": ""},
    **{name: {"digits": "", "letters": str(power)} for name, power in LETTER_SCALES.items()},
}


def _hidden(folded: str) -> list[tuple[int, int]]:
    """The places where numbers are no amounts: addresses, names of accounts, telephone numbers."""
    found = []
    if "://" in folded or "www." in folded or "t.me" in folded or "@" in folded:
        found += [match.span() for match in _ADDRESS.finditer(folded)]
    if folded.count("-") > 1:
        found += [match.span() for match in _TELEPHONE.finditer(folded)]
    return found


@cache
def _automaton() -> tuple[AhoCorasick, list[tuple[str, dict[str, str], bool, bool, bool]]]:
    table: dict[str, dict[str, str]] = {}

    def add(role: str, surfaces: Mapping[str, str]) -> None:
        for surface, meaning in surfaces.items():
            if len(surface) > 1 or not is_latin(surface):
                table.setdefault(surface, {}).setdefault(role, meaning)

    words = vocabulary()
    add("word", dict.fromkeys(WORDS | LINKS, ""))
    add("part", {word: str(value) for word, value in PARTS.items()})
    add("half", {"half": ""})
    add("han", dict.fromkeys(SIGNS, ""))
    add("han", {"个亿": "亿", "个万": "万"})
    add("currency", currencies())
    add("subunit", words.subunits)
    for code in _MILLIONS:  # MEUR 34: millions of euros
        add("currency", {f"m{code.lower()}": code})
        add("millions", {f"m{code.lower()}": "6"})
    add("unit", words.units)
    add("doubling", words.doublings)
    add("before", words.hedges_before)
    add("after", words.hedges_after)
    for role, surfaces in words.amounts.items():
        add(role, surfaces)
    add("join", dict.fromkeys(words.range_joins, ""))
    add("opens", dict.fromkeys(words.range_opens, ""))
    rows = [
        (surface, roles, bool(roles.keys() & _BEGINNING), "a" <= surface[0] <= "z", is_latin(surface[-1]))
        for surface, roles in sorted(table.items())
    ]
    return AhoCorasick([row[0] for row in rows], matchkind=MatchKind.LeftmostLongest), rows


_SPACED = re.compile(rf"(?<=[{SIGNS}分之成个负]) (?=[{SIGNS}分之成个])|(?<=\d) (?=个百|分之|点\s?[{SIGNS}])")


def _parts_amounts(folded: str, space: int) -> bool:
    """Tell whether a space stands between two amounts: `50亿 一年`, not `三亿 五千万`."""
    return folded[space - 1] in _GREAT and not _GOES_ON.match(folded, space + 1)


_GREAT = frozenset("万亿兆")
_GOES_ON = re.compile(r"[〇零一二两三四五六七八九] ?[十百千万亿兆]|[十百千万亿]|零")


def squeezed(folded: str) -> tuple[str, list[int] | None]:
    """Take the spaces out of Chinese numerals that are written with them: 四 十 三 亿.

    Returns:
        The text, and for each of its characters and its end the place in the folded text; None where nothing changed.
    """
    if " " not in folded or not _SPACED.search(folded):
        return folded, None
    dropped = {match.start() for match in _SPACED.finditer(folded) if not _parts_amounts(folded, match.start())}
    places = [place for place in range(len(folded) + 1) if place not in dropped]
    return "".join(folded[place] for place in places[:-1]), places
