"""Text → semantic tokens: the reading of a text as names, function words, periods and quantities that leaves least unread.

All surfaces are found at once, overlapping; a shortest path through them then decides. So a longer name wins over the
shorter one inside it, whichever starts first, and the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from grammar.lexicon import Lexicon, Symbol
from grammar.period import PeriodMention, periods
from grammar.quantity import Quantity, quantities
from grammar.text import is_han

_LATIN = re.compile(r"[a-z0-9\u00df-\u024f][a-z0-9\u00df-\u024f]*(?:['.&+_-][a-z0-9\u00df-\u024f]+)*")
_MENTION = re.compile(r"@[a-z0-9_]{2,}|https?://\S+|t\.me/\S+|www\.\S+")
_AMOUNT = re.compile(
    r"[-+]?(?:[a-z]{0,3}[$€£¥₩₹]|usd|rmb|hkd|ntd|eur|gbp|jpy|cny)?\s?[\d.〇零一二两三四五六七八九十百千万亿兆半几数]"
)
_STOPS = ".!?;。！？；\n…"
_BREAKS = ',，、:()（）[]【】{}|·•"*_`<>/\\^=~—#'
_QUESTION_MARKS = "?？"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of folded text and what it was read as.

    Attributes:
        kind: `name word period quantity unread break stop skip`.
        classes: Classes of function words.
        symbols: What a name stands for.
    """

    kind: str
    start: int
    end: int
    text: str
    symbols: tuple[Symbol, ...] = ()
    classes: frozenset[str] = frozenset()
    period: PeriodMention | None = None
    quantity: Quantity | None = None

    def has(self, *classes: str) -> bool:
        """Tell whether the token is a function word of one of some classes."""
        return any(name in self.classes for name in classes)

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of the symbols of one kind."""
        return tuple(symbol.id for symbol in self.symbols if symbol.kind == kind)

    @property
    def is_noise(self) -> bool:
        """Tell whether the token says nothing but filler."""
        return self.kind == "word" and not self.symbols and self.classes <= _FILLER


_FILLER = frozenset({"noise", "openers", "closers", "chatter"})
_COST = {"period": 0.5, "quantity": 0.6, "name": 1.0, "word": 1.1}
_UNREAD_WORD = 8.0
_UNREAD_HAN = 4.0
_LONE_HAN = 0.9  # what one character alone costs more than a word of several
_A_FIGURE = 1000
_PUNCTUATION = 1.5  # an operator among the words (/ ÷ ->) costs less
_NONE: frozenset[str] = frozenset()


def tokens(folded: str, lexicon: Lexicon, today: date) -> list[Token]:
    """Read a folded text as tokens; together they cover it, spaces apart."""
    starts: dict[int, list[tuple[float, Token]]] = {}
    masked = folded
    for mention in periods(folded, today):
        token = Token("period", mention.start, mention.end, folded[mention.start : mention.end], period=mention)
        starts.setdefault(mention.start, []).append((_COST["period"], token))
        masked = masked[: mention.start] + "\x00" * (mention.end - mention.start) + masked[mention.end :]
    for match in _MENTION.finditer(masked):
        token = Token("skip", match.start(), match.end(), match[0])
        starts.setdefault(match.start(), []).append((0.0, token))
        masked = masked[: match.start()] + "\x00" * (match.end() - match.start()) + masked[match.end() :]
    for quantity in quantities(masked):
        if _is_mere_word(quantity):
            continue
        for read in (quantity, _without_filler(quantity)):
            token = Token("quantity", read.start, read.end, read.printed, quantity=read)
            starts.setdefault(read.start, []).append((_COST["quantity"], token))
    for match_ in lexicon.find(folded):
        kind = "name" if any(symbol.kind != "short" for symbol in match_.symbols) else "word" if match_.classes else ""
        if kind:
            token = Token(
                kind, match_.start, match_.end, folded[match_.start : match_.end], match_.symbols, match_.classes
            )
            starts.setdefault(match_.start, []).append((_cost(token), token))
    for token in _runs_of_shorts(folded, lexicon):
        starts.setdefault(token.start, []).append((_COST["name"], token))
    return _shortest_path(folded, starts)


def _without_filler(quantity: Quantity) -> Quantity:
    """The amount without words in front that change nothing: 到 in 收到4.938億 is the verb's."""
    amount = _AMOUNT.search(quantity.printed)
    if quantity.hedge or amount is None or not amount.start():
        return quantity
    return replace(quantity, start=quantity.start + amount.start(), printed=quantity.printed[amount.start() :])


def _is_mere_word(quantity: Quantity) -> bool:
    """`the one with …`, 一个: a small number word without a unit is a word like another."""
    bare = not quantity.unit and not any(character.isdigit() for character in quantity.printed)
    return bare and (quantity.value is None or abs(quantity.value) < _A_FIGURE)


def _cost(token: Token) -> float:
    cost = _COST[token.kind]
    if all(symbol.kind == "territory" for symbol in token.symbols) and token.kind == "name":
        cost += 0.3
    if token.is_noise:
        cost += 0.2
    if token.end - token.start == 1 and is_han(token.text):
        cost += _LONE_HAN
    return cost


def _runs_of_shorts(folded: str, lexicon: Lexicon) -> list[Token]:
    """Find runs such as 中美日: each character stands for an entity, but only in company."""
    if lexicon.short_runs is None:
        return []
    found = []
    for match in lexicon.short_runs.finditer(folded):
        symbols = tuple(Symbol("entity", lexicon.shorts[character].id) for character in match[0])
        if len(set(symbols)) == len(symbols):
            found.append(Token("name", match.start(), match.end(), match[0], symbols))
    return found


def _shortest_path(folded: str, starts: dict[int, list[tuple[float, Token]]]) -> list[Token]:
    size = len(folded)
    infinite = float("inf")
    best: list[float] = [infinite] * (size + 1)
    back: list[Token | None] = [None] * (size + 1)
    best[0] = 0.0
    for position in range(size):
        here = best[position]
        if here == infinite:
            continue
        for cost, token in starts.get(position, ()):
            if here + cost < best[token.end]:
                best[token.end], back[token.end] = here + cost, token
        cost, token = _fallback(folded, position)
        if here + cost < best[token.end]:
            best[token.end], back[token.end] = here + cost, token
    path: list[Token] = []
    position = size
    while position:
        token_ = back[position]
        assert token_ is not None  # noqa: S101 - every position can be reached by fallbacks
        if token_.text != " ":
            path.append(token_)
        position = token_.start
    path.reverse()
    return _joined(folded, path)


def _fallback(folded: str, position: int) -> tuple[float, Token]:
    character = folded[position]
    if character == " ":
        return 0.0, Token("skip", position, position + 1, " ")
    if is_han(character):
        return _UNREAD_HAN, Token("unread", position, position + 1, character)
    word = _LATIN.match(folded, position)
    if word:
        return _UNREAD_WORD, Token("unread", position, word.end(), word[0])
    if character in _STOPS:
        following = folded[position + 1 : position + 2]
        kind = "break" if character == "." and (following.isalnum() or following == ".") else "stop"
        classes = frozenset({"question"}) if character in _QUESTION_MARKS else _NONE
        return _PUNCTUATION, Token(kind, position, position + 1, character, classes=classes)
    if character in _BREAKS:
        return _PUNCTUATION, Token("break", position, position + 1, character)
    if character.isalpha():
        end = position + 1
        while end < len(folded) and folded[end].isalpha() and not is_han(folded[end]) and not folded[end].isascii():
            end += 1
        return _UNREAD_WORD, Token("unread", position, end, folded[position:end])
    return 0.1, Token("skip", position, position + 1, character)


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
            joined[-1] = replace(last, end=token.end, text=folded[last.start : token.end])
        else:
            joined.append(token)
    return joined
