"""Names said in two pieces: `local government bonds, what's the rate on those?`, `地方債現在利率多少`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from grammar.lexer import Token
from grammar.lexicon import Lexicon, Meaning

_MOST_WORDS = 4
_SAID = frozenset("be what how_much how which pronoun openers attain yes_no have hedge:over ledger say".split())
_CLOSES = frozenset({"break", "skip"})


def rejoined(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Read the two pieces of a name as the name, where one of them is not read by itself and nothing is named between."""
    if not any(token.kind == "unread" for token in tokens):
        return tokens
    pieces = lexicon.pieces
    for start, token in enumerate(tokens):
        if token.kind in ("break", "stop", "skip", "quantity", "period"):
            continue
        for end in range(min(len(tokens), start + _MOST_WORDS), start, -1):
            seconds = pieces.get(_text(tokens[start:end]))
            if seconds:
                found = _second(tokens, (start, end), seconds)
                if found is not None:
                    return rejoined(found, lexicon)
    return tokens


def _second(tokens: list[Token], first: tuple[int, int], seconds: Mapping[str, Meaning]) -> list[Token] | None:
    """The tokens with the second piece read as the whole name; None where it does not follow."""
    start, end = first
    for begin in range(end, len(tokens)):
        for stop in range(min(len(tokens), begin + _MOST_WORDS), begin, -1):
            meaning = seconds.get(_text(tokens[begin:stop]))
            unread = any(token.kind == "unread" for token in (*tokens[start:end], *tokens[begin:stop]))
            if meaning is not None and unread and begin > end:
                whole = _text(tokens[begin:stop])
                name = Token("name", tokens[begin].start, tokens[stop - 1].end, whole, meaning)
                return [*tokens[:start], *tokens[end:begin], name, *tokens[stop:]]
        if not _may_stand_between(tokens[begin]):
            return None
    return None


def _may_stand_between(token: Token) -> bool:
    if token.kind in _CLOSES or token.is_noise:
        return True
    return not token.is_slot and token.quantity is None and not _SAID.isdisjoint(token.classes)


def _text(tokens: Sequence[Token]) -> str:
    """The words of a piece as names are written, without the plural at their end."""
    text = tokens[0].text
    for before, token in pairwise(tokens):
        text += (" " if token.start > before.end else "") + token.text
    return text.removesuffix("s") if len(text) > _SHORTEST_PLURAL else text


_SHORTEST_PLURAL = 4
