"""Text → semantic tokens: the reading of a text as names, function words, periods and quantities that leaves least unread.

All surfaces are found at once, overlapping; a shortest path through them then decides. So a longer name wins over the
shorter one inside it, whichever starts first, and the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from grammar.lexicon import Lexicon, Meaning, Surface, Symbol
from grammar.period import PeriodMention, periods
from grammar.quantity import Quantity, quantities
from grammar.text import is_han

_LETTER = "[a-z0-9\u00df-\u00f6\u00f8-\u024f]"  # the sign ÷ stands among the letters
_LATIN = re.compile(rf"{_LETTER}+(?:['.&+_-]{_LETTER}+)*")
_MENTION = re.compile(
    r"@[a-z0-9_]{2,}|@[\u3400-\u9fff]+(?=\s)|https?://\S+|t\.me/\S+|www\.\S+|(?<![\d:.])\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?"
)
_AMOUNT = re.compile(
    r"[-+]?(?:[a-z]{0,3}[$€£¥₩₹]|usd|rmb|hkd|ntd|eur|gbp|jpy|cny)?\s?[\d.〇零一二两三四五六七八九十百千万亿兆半几数]"
    r"|\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|half) (?:hundred |a )?"
    r"(?:million|billion|trillion)|a (?:million|billion|trillion))"
)
_HASHTAG = re.compile(r"#\w*$")
_LONGEST_HASHTAG = 20
_STOPS = ".!?;。！？；\n…"
_BREAKS = ',，、:()（）[]【】{}|·•"*_`<>/\\^=~—#'
_QUESTION_MARKS = "?？"


NO_MEANING = Meaning()
_UNREAD = Meaning(may_block=True)
_QUESTION = Meaning.of((), {"question"})


class Token(NamedTuple):
    """A stretch of folded text and what it was read as.

    Attributes:
        kind: `name word period quantity unread break stop skip`.
        meaning: What its surface means.
    """

    kind: str
    start: int
    end: int
    text: str
    meaning: Meaning = NO_MEANING
    period: PeriodMention | None = None
    quantity: Quantity | None = None

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """What a name stands for."""
        return self.meaning.symbols

    @property
    def classes(self) -> frozenset[str]:
        """Classes of function words."""
        return self.meaning.classes

    def has(self, *classes: str) -> bool:
        """Tell whether the token is a function word of one of some classes."""
        known = self.meaning.classes
        return bool(known) and not known.isdisjoint(classes)

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of the symbols of one kind."""
        return self.meaning.ids.get(kind, ())

    @property
    def is_slot(self) -> bool:
        """Tell whether the token fills a slot of a figure."""
        return self.meaning.is_slot

    @property
    def is_noise(self) -> bool:
        """Tell whether the token says nothing but filler."""
        return self.meaning.is_noise


_PERIOD = Surface("period", Meaning(is_slot=True), 0.5)
_QUANTITY = Surface("quantity", NO_MEANING, 0.6)
_SKIP = Surface("skip", NO_MEANING, 0.0)
_RUN_COST = 1.0
_UNREAD_WORD = 8.0
_UNREAD_HAN = 4.0
_A_FIGURE = 1000
_PUNCTUATION = 1.5  # an operator among the words (/ ÷ ->) costs less
_ALONE = {" ": 0.0, **dict.fromkeys(_STOPS + _BREAKS, _PUNCTUATION)}  # what it costs to leave these unread

_token = partial(tuple.__new__, Token)  # for the many of a text: of all fields, in order


_Edge = tuple[int, Surface, PeriodMention | Quantity | None]
"""One way to read on from a place: where it ends, what it is, and the period or amount itself."""


def tokens(folded: str, lexicon: Lexicon, today: date) -> list[Token]:
    """Read a folded text as tokens; together they cover it, spaces apart."""
    edges: list[list[_Edge] | None] = [None] * len(folded)
    hidden: list[tuple[int, int]] = []
    hedges: dict[int, int] = {}

    def offer(start: int, edge: _Edge) -> None:
        if (ways := edges[start]) is None:
            edges[start] = [edge]
        else:
            ways.append(edge)

    for mention in periods(folded, today):
        offer(mention.start, (mention.end, _PERIOD, mention))
        hidden.append((mention.start, mention.end))
    for match in _MENTION.finditer(folded):
        offer(match.start(), (match.end(), _SKIP, None))
        hidden.append(match.span())
    for quantity in quantities(_masked(folded, hidden)):
        if _is_mere_word(quantity) or _is_how_much(quantity):
            continue
        offer(quantity.start, (quantity.end, _QUANTITY, quantity))
        hedges |= _hedge_of(quantity)
        bare = _without_filler(quantity)
        if bare is not quantity:
            offer(bare.start, (bare.end, _QUANTITY, bare))
    for start, end, surface in lexicon.find(folded):
        if (ways := edges[start]) is None:
            edges[start] = [(end, surface, None)]
        else:
            ways.append((end, surface, None))
        if end in hedges and surface.kind == "name":
            for amount in quantities(folded[end : hedges[end]]):
                moved = replace(amount, start=amount.start + end, end=amount.end + end)
                offer(moved.start, (moved.end, _QUANTITY, moved))
    for start, end, meaning in _runs_of_shorts(folded, lexicon):
        offer(start, (end, Surface("name", meaning, _RUN_COST), None))
    return _shortest_path(folded, edges)


def _masked(folded: str, hidden: Sequence[tuple[int, int]]) -> str:
    """Blank out stretches, so that no amount is read in them."""
    if not hidden:
        return folded
    pieces: list[str] = []
    position = 0
    for start, end in sorted(hidden):
        if start >= position:
            pieces += folded[position:start], "\x00" * (end - start)
            position = end
    pieces.append(folded[position:])
    return "".join(pieces)


def _without_filler(quantity: Quantity) -> Quantity:
    """The amount without words in front that change nothing: 到 in 收到4.938億 is the verb's."""
    amount = _AMOUNT.search(quantity.printed)
    if quantity.hedge or amount is None or not amount.start():
        return quantity
    return replace(quantity, start=quantity.start + amount.start(), printed=quantity.printed[amount.start() :])


def _hedge_of(quantity: Quantity) -> dict[int, int]:
    """Where a name may end inside the hedge of an amount (`roll over $9tn`), and where the amount ends."""
    amount = _AMOUNT.search(quantity.printed) if quantity.hedge else None
    if amount is None:
        return {}
    return dict.fromkeys(range(quantity.start + 1, quantity.start + amount.start() + 1), quantity.end)


def _is_mere_word(quantity: Quantity) -> bool:
    """`the one with …`, 一个: a small number word without a unit is a word like another."""
    bare = not quantity.unit and not any(character.isdigit() for character in quantity.printed)
    return bare and (quantity.value is None or abs(quantity.value) < _A_FIGURE)


def _is_how_much(quantity: Quantity) -> bool:
    """几亿 asks more often than it states."""
    return quantity.value is None and not quantity.hedge and quantity.printed.lstrip("到有达 ").startswith("几")


def _runs_of_shorts(folded: str, lexicon: Lexicon) -> list[tuple[int, int, Meaning]]:
    """Find runs such as 中美日: each character stands for an entity, but only in company."""
    if lexicon.short_runs is None:
        return []
    found = []
    for match in lexicon.short_runs.finditer(folded):
        symbols = tuple(Symbol("entity", lexicon.shorts[character].id) for character in match[0])
        if len(set(symbols)) == len(symbols):
            found.append((*match.span(), Meaning.of(symbols)))
    return found


def _shortest_path(folded: str, edges: Sequence[Sequence[_Edge] | None]) -> list[Token]:
    """Choose the tokens that cover the text at the lowest cost; what no token covers is read by its characters."""
    size = len(folded)
    infinite = float("inf")
    best = [infinite] * (size + 1)
    back: list[tuple[int, _Edge | None]] = [(0, None)] * (size + 1)  # where the token that ends here begins
    best[0] = 0.0
    for position, (ways, character) in enumerate(zip(edges, folded, strict=True)):
        here = best[position]
        if here == infinite:
            continue
        if ways is not None:
            for edge in ways:
                end, cost = edge[0], here + edge[1].cost
                if cost < best[end]:
                    best[end], back[end] = cost, (position, edge)
        if "\u4e00" <= character <= "\u9fff":  # most often by far, so without a call
            cost, end = here + _UNREAD_HAN, position + 1
        elif character in _ALONE:
            cost, end = here + _ALONE[character], position + 1
        else:
            cost, end = _unread(folded, position)
            cost += here
        if cost < best[end]:
            best[end], back[end] = cost, (position, None)
    path: list[tuple[int, int, _Edge | None]] = []
    position = size
    while position:
        start, chosen = back[position]
        path.append((start, position, chosen))
        position = start
    path.reverse()
    return _along(folded, path)


def _along(folded: str, path: Sequence[tuple[int, int, _Edge | None]]) -> list[Token]:
    """Make tokens of the stretches of a path; neighbouring unread ideographs are one."""
    found: list[Token] = []
    run = 0  # the length of the unread stretch that the last ideographs belong to
    tagged = "#" in folded
    for start, end, edge in path:
        if edge is not None:
            if run:
                found.append(_token(("unread", start - run, start, folded[start - run : start], _UNREAD, None, None)))
                run = 0
            _, surface, read = edge
            if isinstance(read, Quantity):
                found.append(_token(("quantity", start, end, read.printed, NO_MEANING, None, read)))
            else:
                found.append(_token((surface.kind, start, end, folded[start:end], surface.meaning, read, None)))
            continue
        if _is_unread_han(folded, start, tagged=tagged):
            if not run and found and found[-1].kind == "unread" and found[-1].end == start:
                run = start - found.pop().start
            run += end - start
            continue
        if run:
            found.append(_token(("unread", start - run, start, folded[start - run : start], _UNREAD, None, None)))
            run = 0
        if folded[start] != " ":
            found.append(_fallback(folded, start, end, tagged=tagged))
    if run:
        found.append(Token("unread", len(folded) - run, len(folded), folded[-run:], _UNREAD))
    return found


def _is_unread_han(folded: str, start: int, *, tagged: bool) -> bool:
    character = folded[start]
    if character < "\u3400" or not is_han(character):
        return False
    return not (tagged and _is_tagged(folded, start))


def _is_tagged(folded: str, start: int) -> bool:
    """Tell whether what begins here is part of a hashtag that names nothing known."""
    opens = folded.rfind("#", max(0, start - _LONGEST_HASHTAG), start)
    return opens >= 0 and _HASHTAG.match(folded, opens, start) is not None


def _unread(folded: str, position: int) -> tuple[float, int]:
    """What it costs to leave the stretch that begins here unread, and where it ends."""
    word = _LATIN.match(folded, position)
    if word:
        return _UNREAD_WORD, word.end()
    character = folded[position]
    if is_han(character):
        return _UNREAD_HAN, position + 1
    if character.isalpha():
        end = position + 1
        while end < len(folded) and folded[end].isalpha() and not is_han(folded[end]) and not folded[end].isascii():
            end += 1
        return _UNREAD_WORD, end
    return _PUNCTUATION, position + 1


def _fallback(folded: str, start: int, end: int, *, tagged: bool) -> Token:
    """A stretch that no token covers: an unread word, or punctuation."""
    text = folded[start:end]
    character = text[0]
    if character in _STOPS:
        following = folded[end : end + 1]
        kind = "break" if character == "." and (following.isalnum() or following == ".") else "stop"
        return Token(kind, start, end, text, _QUESTION if character in _QUESTION_MARKS else NO_MEANING)
    if character in _BREAKS:
        return Token("break", start, end, text)
    if not (tagged and _is_tagged(folded, start)) and (character.isalpha() or _LATIN.match(character)):
        return Token("unread", start, end, text, _UNREAD)
    return Token("skip", start, end, text)
