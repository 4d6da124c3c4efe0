"""Repair: words one slip away from a word that is known.

A repair is taken only where one candidate is nearest, by a distance that grows with the length of the word; it is always
reported, so that the reply can say how it was read. What is less plain is a guess: it may be offered.
"""

from __future__ import annotations

from datetime import date
from itertools import islice, product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from grammar.lexer import Token, tokens
from grammar.lexicon import SHORTEST_MENDED_HAN, Lexicon
from grammar.text import Folded, fold
from grammar.utterance import Repair

_SHORTEST = 4
_LONG = 8
_SHORTEST_GUESS = 3
MOST_GUESSES = 4
_READ = frozenset({"name", "period", "quantity"})


def repaired(folded: Folded, found: list[Token], lexicon: Lexicon) -> tuple[Folded, tuple[Repair, ...]]:
    """Return the text with its slips mended, and what was mended; the same text where nothing was."""
    changes: list[tuple[int, int, str]] = []
    for token in found:
        if token.kind != "unread":
            continue
        if token.text.isascii():
            stem = token.text.removesuffix("'s")  # microsfot's
            word = _latin(stem, lexicon)
            if word:
                changes.append((token.start, token.start + len(stem), word))
        else:
            change = _han(folded.text, token, lexicon)
            if change and not (changes and changes[-1][1] > change[0]):
                changes.append(change)
    if not changes:
        return folded, ()
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    repairs = []
    for start, end, word in changes:
        pieces += folded.text[position:start], word
        offsets += folded.offsets[position:start]
        offsets += _spread(folded, start, end, len(word))
        repairs.append(Repair(folded.quote(start, end), word))
        position = end
    pieces.append(folded.text[position:])
    offsets += folded.offsets[position:]
    return Folded(folded.original, "".join(pieces), tuple(offsets)), tuple(repairs)


def _spread(folded: Folded, start: int, end: int, size: int) -> list[int]:
    """Give each letter of a mended word a place in the word that was written."""
    first, last = folded.offsets[start], folded.offsets[end - 1]
    return [first + (last - first) * index // max(1, size - 1) for index in range(size)]


def _latin(word: str, lexicon: Lexicon) -> str | None:
    if len(word) < _SHORTEST or not word.isalpha() or word in lexicon.words or word.rstrip("s") in lexicon.words:
        return None
    allowed = 1 if len(word) < _LONG else 2
    words = lexicon.repairable.get(word[0], ())
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    if not found:
        return None
    nearest = min(distance for _, distance, _ in found)
    best = [candidate for candidate, distance, _ in found if distance == nearest]
    names = [candidate for candidate in best if candidate in lexicon.name_words]
    candidates = names or best
    stems = {candidate.rstrip("s") for candidate in candidates}
    return min(candidates, key=len) if len(stems) == 1 else None


def _han(text: str, token: Token, lexicon: Lexicon) -> tuple[int, int, str] | None:
    """Find the one name that differs from the text around an unread ideograph in that character alone."""
    if token.end - token.start > 1:
        return None
    gapped = lexicon.gapped_han_names
    place = token.start
    before, behind = text[max(0, place - 2) : place], text[place + 1 : place + 3]
    if before not in gapped.pairs and behind not in gapped.pairs:
        return None
    first, last = before[-1:], behind[:1]
    if gapped.beside.isdisjoint(((first, last), ("", last), (first, ""))):
        return None
    for size in gapped.sizes:  # the longest first
        if size < SHORTEST_MENDED_HAN:
            return None
        found: set[tuple[int, str]] = set()
        for start in range(max(0, place - size + 1), min(place, len(text) - size) + 1):
            names = gapped.names.get((text[start:place], text[place + 1 : start + size]))
            if names:
                found.update((start, name) for name in names)
        if found:
            start, name = found.pop()
            return (start, start + size, name) if not found else None
    return None


def guesses(text: str, lexicon: Lexicon, today: date) -> tuple[tuple[str, str], ...]:
    """Return what a text may have been meant to be where a slip is not plain: to be offered, never taken.

    Returns:
        Pairs of the text with its unread words exchanged, and the words that stand there now; at most four.
    """
    folded = fold(text)
    folded, _ = repaired(folded, tokens(folded.text, lexicon, today), lexicon)
    found = tokens(folded.text, lexicon, today)
    nearby = {
        change
        for token in found
        if token.kind == "unread"
        for change in (
            _near_latin(token, lexicon) if token.text.isascii() else _near_han(folded.text, token, found, lexicon)
        )
    }
    places: dict[tuple[int, int], list[str]] = {}
    for start, end, word in sorted(nearby):
        places.setdefault((start, end), []).append(word)
    made = []
    for chosen in islice(product(*places.values()), MOST_GUESSES) if places else ():
        whole = folded.text
        for (start, end), word in reversed(list(zip(places, chosen, strict=True))):
            whole = whole[:start] + word + whole[end:]
        made.append((whole, " ".join(chosen)))
    return tuple(made)


def _near_han(text: str, token: Token, found: list[Token], lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Return the names that differ from the text around an unread ideograph in it alone.

    They stand beside something that was read: 家庭负债 is no slip of 净负债, whatever precedes it.
    """
    gapped = lexicon.gapped_han_names
    ends = {0} | {one.end for one in found if one.kind in _READ}
    return [
        (start, start + size, name)
        for size in gapped.sizes
        if size >= _SHORTEST_GUESS
        for place in range(token.start, token.end)
        for start in range(max(0, place - size + 1), min(place, len(text) - size) + 1)
        if start in ends
        for name in gapped.names.get((text[start:place], text[place + 1 : start + size]), ())
    ][:MOST_GUESSES]


def _near_latin(token: Token, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Return the words of names that are nearest to an unread word."""
    if len(token.text) < _SHORTEST_GUESS or not token.text.isalpha():
        return []
    allowed = 1 if len(token.text) < _SHORTEST + 1 else 2
    near = [
        (candidate, distance)
        for candidate, distance, _ in process.extract(
            token.text, lexicon.name_words, scorer=OSA.distance, score_cutoff=allowed, limit=None
        )
        if candidate[0] == token.text[0] and len(candidate) >= _SHORTEST
    ]
    nearest = min((distance for _, distance in near), default=0)
    best = {candidate for candidate, distance in near if distance == nearest}
    return [(token.start, token.end, one) for one in sorted(best) if not (one.endswith("s") and one[:-1] in best)]
