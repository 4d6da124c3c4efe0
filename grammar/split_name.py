"""Names said in two pieces: `local government bonds, what's the rate on those?`, `地方債現在利率多少`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from grammar.lexer import Token
from grammar.lexicon import Lexicon, Meaning

_MOST_WORDS = 4
_SAID = frozenset("be what how_much how which pronoun openers attain yes_no have hedge:over ledger say".split())
_CLOSES = frozenset({"break", "skip"})
_NO_PIECE = frozenset({"break", "stop", "skip", "quantity", "period"})


def rejoined(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Read the two pieces of a name as the name, where one of them is not read by itself and nothing is named between."""
    if not any(token.kind == "unread" for token in tokens):
        return tokens
    begun = lexicon.begun_pieces
    kept: list[Token] = []
    index, size = 0, len(tokens)
    while index < size:
        token = tokens[index]
        may_begin = token.text in begun or token.text.removesuffix("s") in begun
        joined = _joined(tokens, index, lexicon) if may_begin and token.kind not in _NO_PIECE else None
        kept += joined[0] if joined is not None else [token]
        index = joined[1] if joined is not None else index + 1
    return kept


def _joined(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> tuple[list[Token], int] | None:
    """The tokens from a first piece on, with the second read as the whole name, and the place behind; None for no pair."""
    begun = lexicon.begun_pieces
    ends = [start + 1]
    for end in range(start + 2, min(len(tokens), start + _MOST_WORDS) + 1):
        if _text(tokens[start:end]) not in begun:
            break
        ends.append(end)
    for end in reversed(ends):
        seconds = lexicon.pieces.get(_text(tokens[start:end]))
        found = _second(tokens, (start, end), seconds) if seconds else None
        if found is not None:
            return found
    return None


def _second(
    tokens: Sequence[Token], first: tuple[int, int], seconds: Mapping[str, Meaning]
) -> tuple[list[Token], int] | None:
    start, end = first
    for begin in range(end, len(tokens)):
        for stop in range(min(len(tokens), begin + _MOST_WORDS), begin, -1):
            whole = _text(tokens[begin:stop])
            meaning = seconds.get(whole)
            if meaning is None or begin == end:
                continue
            if any(token.kind == "unread" for token in (*tokens[start:end], *tokens[begin:stop])):
                name = Token("name", tokens[begin].start, tokens[stop - 1].end, whole, meaning)
                return [*tokens[end:begin], name], stop
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
