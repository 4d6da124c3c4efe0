"""Text → semantic tokens: the reading of a text as names, function words, periods and quantities that leaves least unread.

All surfaces are found at once, overlapping; a shortest path through them then decides. So a longer name wins over the
shorter one inside it, whichever starts first, and the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from grammar.lexicon import Lexicon, Meaning, Symbol
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
)
_HASHTAG = re.compile(r"#\w*$")
_LONGEST_HASHTAG = 20
_STOPS = ".!?;。！？；\n…"
_BREAKS = ',，、:()（）[]【】{}|·•"*_`<>/\\^=~—#'
_QUESTION_MARKS = "?？"


NO_MEANING = Meaning()
_PERIOD = Meaning(is_slot=True)
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


_PERIOD_COST, _QUANTITY_COST, _RUN_COST = 0.5, 0.6, 1.0
_UNREAD_WORD = 8.0
_UNREAD_HAN = 4.0
_A_FIGURE = 1000
_PUNCTUATION = 1.5  # an operator among the words (/ ÷ ->) costs less
_PUNCTUATION_MARKS = frozenset(_STOPS + _BREAKS)

_Edge = tuple[float, int, str, Meaning, PeriodMention | None, Quantity | None]
"""One way to read on from a place: its cost, the place behind it, and the token that it would be."""


class _Lattice:
    """All ways to read a text, by the place where they begin."""

    def __init__(self, folded: str) -> None:
        self.edges: list[list[_Edge] | None] = [None] * len(folded)

    def add(self, start: int, edge: _Edge) -> None:
        """Offer to read on from a place in some way."""
        edges = self.edges[start]
        if edges is None:
            self.edges[start] = [edge]
        else:
            edges.append(edge)

    def add_quantity(self, quantity: Quantity) -> None:
        """Offer to read an amount."""
        self.add(quantity.start, (_QUANTITY_COST, quantity.end, "quantity", NO_MEANING, None, quantity))


def tokens(folded: str, lexicon: Lexicon, today: date) -> list[Token]:
    """Read a folded text as tokens; together they cover it, spaces apart."""
    lattice = _Lattice(folded)
    hidden: list[tuple[int, int]] = []
    for mention in periods(folded, today):
        lattice.add(mention.start, (_PERIOD_COST, mention.end, "period", _PERIOD, mention, None))
        hidden.append((mention.start, mention.end))
    for match in _MENTION.finditer(folded):
        lattice.add(match.start(), (0.0, match.end(), "skip", NO_MEANING, None, None))
        hidden.append(match.span())
    hedges: dict[int, int] = {}
    for quantity in quantities(_masked(folded, hidden)):
        if _is_mere_word(quantity) or _is_how_much(quantity):
            continue
        lattice.add_quantity(quantity)
        hedges |= _hedge_of(quantity)
        bare = _without_filler(quantity)
        if bare is not quantity:
            lattice.add_quantity(bare)
    for start, end, kind, meaning, cost in lexicon.find(folded):
        lattice.add(start, (cost, end, kind, meaning, None, None))
        if end in hedges and kind == "name":
            for amount in quantities(folded[end : hedges[end]]):
                lattice.add_quantity(replace(amount, start=amount.start + end, end=amount.end + end))
    _add_runs_of_shorts(lattice, folded, lexicon)
    return _shortest_path(folded, lattice.edges)


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


def _add_runs_of_shorts(lattice: _Lattice, folded: str, lexicon: Lexicon) -> None:
    """Find runs such as 中美日: each character stands for an entity, but only in company."""
    if lexicon.short_runs is None:
        return
    for match in lexicon.short_runs.finditer(folded):
        symbols = tuple(Symbol("entity", lexicon.shorts[character].id) for character in match[0])
        if len(set(symbols)) == len(symbols):
            lattice.add(match.start(), (_RUN_COST, match.end(), "name", Meaning.of(symbols), None, None))


def _shortest_path(folded: str, edges: Sequence[Sequence[_Edge] | None]) -> list[Token]:
    """Choose the tokens that cover the text at the lowest cost; what no token covers is read by its characters."""
    size = len(folded)
    infinite = float("inf")
    best = [infinite] * (size + 1)
    back: list[tuple[int, _Edge | None]] = [(0, None)] * (size + 1)  # where the token that ends here begins
    best[0] = 0.0
    for position, here in enumerate(best):  # the list is filled while it is gone through
        if here == infinite or position == size:
            continue
        found = edges[position]
        if found is not None:
            for edge in found:
                cost, end = here + edge[0], edge[1]
                if cost < best[end]:
                    best[end], back[end] = cost, (position, edge)
        cost, end = _unread(folded, position)
        cost += here
        if cost < best[end]:
            best[end], back[end] = cost, (position, None)
    path: list[Token] = []
    position = size
    while position:
        start, chosen = back[position]
        if chosen is not None:
            _, end, kind, meaning, period, quantity = chosen
            text = quantity.printed if quantity is not None else folded[start:end]
            path.append(Token(kind, start, end, text, meaning, period, quantity))
        elif folded[start:position] != " ":
            path.append(_fallback(folded, start, position))
        position = start
    path.reverse()
    return _joined(folded, path)


def _unread(folded: str, position: int) -> tuple[float, int]:
    """What it costs to leave the stretch that begins here unread, and where it ends."""
    character = folded[position]
    if character == " ":
        return 0.0, position + 1
    if is_han(character):
        return _UNREAD_HAN, position + 1
    word = _LATIN.match(folded, position) if character.isalnum() else None
    if word:
        return _UNREAD_WORD, word.end()
    if character in _PUNCTUATION_MARKS:
        return _PUNCTUATION, position + 1
    if character.isalpha():
        end = position + 1
        while end < len(folded) and folded[end].isalpha() and not is_han(folded[end]) and not folded[end].isascii():
            end += 1
        return _UNREAD_WORD, end
    return _PUNCTUATION, position + 1


def _fallback(folded: str, start: int, end: int) -> Token:
    """A stretch that no token covers: an unread word, or punctuation."""
    text = folded[start:end]
    character = text[0]
    if character in _STOPS:
        following = folded[end : end + 1]
        kind = "break" if character == "." and (following.isalnum() or following == ".") else "stop"
        return Token(kind, start, end, text, _QUESTION if character in _QUESTION_MARKS else NO_MEANING)
    if character in _BREAKS:
        return Token("break", start, end, text)
    if _HASHTAG.search(folded, max(0, start - _LONGEST_HASHTAG), start):  # one that names nothing known
        return Token("skip", start, end, text)
    if is_han(character) or character.isalpha() or _LATIN.match(character):
        return Token("unread", start, end, text, _UNREAD)
    return Token("skip", start, end, text)


def _joined(folded: str, path: list[Token]) -> list[Token]:
    """Join neighbouring unread ideographs to one token."""
    joined: list[Token] = []
    for token in path:
        last = joined[-1] if joined else None
        if (
            token.kind == "unread"
            and last
            and last.kind == "unread"
            and last.end == token.start
            and is_han(token.text[0])
        ):
            joined[-1] = last._replace(end=token.end, text=folded[last.start : token.end])
        else:
            joined.append(token)
    return joined
