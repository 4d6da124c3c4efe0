"""Leaning words: what a message asks of the answer before it (`source?`, `how?`, `and the year before?`), found as phrases.

They are words only where something was said before; elsewhere they are read, or left unread, like any others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from grammar.clause import is_filled
from grammar.expression import Figure
from grammar.lexer import Token
from grammar.vocabulary import is_latin, vocabulary

LONGEST = 80  # characters of a message that leans on another
LOOKS = frozenset("sources derivation why chart meaning details".split())
_SECTIONS = frozenset({"sources", "derivation", "chart"})
_BESIDE = "beside"
_SAYS = {
    "why": ("why", "which_true"),
    "derivation": ("how",),
    "meaning": ("define",),
}  # classes of longer words that say so
_MEANS = frozenset(  # words that say more than filler does
    "not or if versus compared more_than less_than highest lowest best worst rank growth decline sum for_each rude".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A leaning word in a folded text."""

    kind: str
    start: int
    end: int
    text: str

    def covers(self, token: Token) -> bool:
        """Tell whether a token lies inside it."""
        return self.start <= token.start and token.end <= self.end

    def touches(self, token: Token) -> bool:
        """Tell whether a token shares a character with it."""
        return token.start < self.end and self.start < token.end


@cache
def _finder() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = vocabulary().follow_ups
    return AhoCorasick(list(words), matchkind=MatchKind.Standard), tuple(words.values())


def phrases_in(folded: str) -> list[Phrase]:
    """Find the leaning words of a text, the longest at each place."""
    finder, kinds = _finder()
    found = [
        Phrase(kinds[index], start, end, folded[start:end])
        for index, start, end in finder.find_matches_as_indexes(folded, overlapping=True)
        if _stands_alone(folded, start, end)
    ]
    kept: list[Phrase] = []
    for phrase in sorted(found, key=lambda one: (one.start, -one.end, one.kind == _BESIDE)):
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Tell whether a Latin phrase begins and ends with whole words."""
    glued = start and is_latin(folded[start]) and is_latin(folded[start - 1])
    return not glued and not (end < len(folded) and is_latin(folded[end - 1]) and is_latin(folded[end]))


def looks_in(folded: str, tokens: Sequence[Token], before: Sequence[Figure] = ()) -> tuple[str, ...]:
    """Return what a text wants to see of the answer before, where it wants nothing else.

    Args:
        folded: The text.
        tokens: As they were read.
        before: The figures that were asked about: to name them again asks for nothing else.
    """
    found = phrases_in(folded)
    kinds = tuple(dict.fromkeys(phrase.kind for phrase in found if phrase.kind in LOOKS))
    if not kinds or any(phrase.kind not in LOOKS and phrase.kind != _BESIDE for phrase in found):
        return ()
    rest = [token for token in tokens if not _is_beside(token, found)]
    if any(token.has("chatter") for token in tokens) and not any(
        token.has("question", "openers", "say") for token in tokens
    ):
        return ()  # `thanks for the source`
    names = [token for token in rest if is_filled(token)]
    if len(names) < len(rest) or (names and not (_SECTIONS & {*kinds} and _are_known(names, before))):
        return ()
    return kinds


def rest_of(tokens: Sequence[Token], phrases: Sequence[Phrase]) -> tuple[Token, ...]:
    """Return the tokens beside some phrases."""
    return tuple(token for token in tokens if not any(phrase.touches(token) for phrase in phrases))


def _is_beside(token: Token, found: Sequence[Phrase]) -> bool:
    """Tell whether a token is a leaning word, or says nothing beside one."""
    if token.kind in ("stop", "break", "skip") or any(phrase.covers(token) for phrase in found):
        return True
    touching = [phrase for phrase in found if phrase.touches(token)]
    if token.kind == "word" and not is_filled(token):
        asks_why = any(phrase.kind == "why" for phrase in found)
        means = token.classes & _MEANS - ({"not"} if asks_why else set())
        inside = any(token.has(*_SAYS.get(phrase.kind, ())) for phrase in touching)
        return not means and (not touching or token.is_noise or inside)
    return token.kind == "unread" and token.end - token.start == sum(
        min(phrase.end, token.end) - max(phrase.start, token.start) for phrase in touching
    )


def _are_known(names: Sequence[Token], before: Sequence[Figure]) -> bool:
    """Tell whether all that is named was asked about before."""
    if any(token.quantity is not None for token in names):
        return False
    return all(
        any(
            {*token.ids("entity")} <= {*figure.entity}
            and (not token.ids("measure") or {*token.ids("measure")} & {*figure.measure})
            and (token.period is None or token.period.period == figure.period)
            and token.ids("group") == ()
            for figure in before
        )
        for token in names
    )
