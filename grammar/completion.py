"""Completion: what a text that is still being typed can become."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from grammar.clause import Clause, operator_of
from grammar.expression import Figure
from grammar.lexer import Token, tokens
from grammar.lexicon import Lexicon, Meaning, Symbol
from grammar.parser import accepted
from grammar.slots import bind
from grammar.text import fold
from grammar.vocabulary import vocabulary

_DIGITS = re.compile(r"(?:19|20)?\d{0,2}$|(?:19|20)\d\d-?[sqh]?\d?$")


@dataclass(frozen=True, slots=True)
class Completion:
    """What the words typed so far allow.

    Attributes:
        entities: Ids that they name or begin to name; `measures` likewise; empty where they say nothing of it.
        period: The period that they name, as ledgers write it, or its beginning; empty where they name none.
        possible: Whether anything can still become true: False where a word is neither known nor the beginning of one.
        typed: The words before the unfinished one, as they were typed.
        names: What the unfinished word may name.
        operators: Function words that it may be, where the grammar accepts one: `v` may become `versus`.
        before: What stands before an operator behind which the grammar accepts another operand.
        asks: Whether more than names and a period was typed.
    """

    entities: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    period: str = ""
    possible: bool = True
    typed: str = ""
    names: tuple[Symbol, ...] = ()
    operators: tuple[str, ...] = ()
    before: Figure | None = None
    asks: bool = False


class Index:
    """Names and operators in order, for finding those that begin with some letters."""

    def __init__(self, lexicon: Lexicon) -> None:
        pairs = sorted(lexicon.surfaces("entity", "measure"))
        self._surfaces = [surface for surface, _ in pairs]
        self._symbols = [symbol for _, symbol in pairs]
        operators = ((word, operator_of(classes)) for word, classes in vocabulary().words.items())
        self._operators = sorted((word, name) for word, name in operators if name in _BINARY and word.isalpha())

    def starting_with(self, prefix: str) -> set[Symbol]:
        """Return the symbols of all surfaces that begin with a prefix."""
        place = bisect_left(self._surfaces, prefix)
        found = set()
        while place < len(self._surfaces) and self._surfaces[place].startswith(prefix):
            found.add(self._symbols[place])
            place += 1
        return found

    def operators(self, prefix: str, names: frozenset[str]) -> tuple[str, ...]:
        """Return the shortest word of each of some operators that begins with a prefix."""
        found: dict[str, str] = {}
        place = bisect_left(self._operators, (prefix, ""))
        while place < len(self._operators) and self._operators[place][0].startswith(prefix):
            word, name = self._operators[place]
            if name in names and len(word) < len(found.get(name, word + " ")):
                found[name] = word
            place += 1
        return tuple(found.values())


_BINARY = frozenset({"VS", "MINUS", "PLUS", "OVER"})
_OPEN = Token("name", 0, 0, "", Meaning(is_slot=True, is_name=True))  # the operand that is still to come


def complete(text: str, lexicon: Lexicon, index: Index, today: date) -> Completion:
    """Read an unfinished text; its last word may be the beginning of a name, of a period, or of an operator."""
    written = fold(text.strip())
    folded = written.text
    found = tokens(folded, lexicon, today)
    if not folded:
        return Completion()
    whole, fragment = _split(found, folded)
    if fragment or not folded.isascii():
        whole, fragment = _begun_before(folded, found, index) or (whole, fragment)
    if any(token.kind == "unread" for token in whole):
        return Completion(possible=False)
    entities = frozenset(entity for token in whole for entity in token.ids("entity"))
    measures = frozenset(measure for token in whole for measure in token.ids("measure"))
    period = next((str(token.period.period) for token in whole if token.period), "")
    typed = written.quote(0, len(folded) - len(fragment)) if fragment else written.original
    clause = Clause(tuple(whole), lexicon.facts)
    asks = any(token.quantity or (token.classes and not token.meaning.is_noise) for token in whole)
    plain = Completion(entities, measures, period, typed=typed, before=_before(clause), asks=asks)
    if not fragment:
        return plain
    if _DIGITS.fullmatch(fragment):
        return replace(plain, period=period or fragment)
    names = index.starting_with(fragment)
    follow = accepted(tuple(name for name, _ in clause.groups()))
    operators = index.operators(fragment, follow) if clause.slots else ()
    if not names:
        return replace(plain, operators=operators, possible=bool(operators))
    named = {symbol.id for symbol in names if symbol.kind == "entity"}
    started = {symbol.id for symbol in names if symbol.kind == "measure"}
    entities = entities or frozenset(named)
    if not measures and (entities != named or not named):
        measures = frozenset(started)
    return replace(plain, entities=entities, measures=measures, names=tuple(sorted(names)), operators=operators)


def _before(clause: Clause) -> Figure | None:
    """The operand before an operator at the end, where the grammar accepts another one behind it."""
    groups = Clause((*clause.tokens, _OPEN), clause.facts).groups()
    *earlier, last = groups or [("", [])]
    if len(earlier) < 2 or last[1] != [_OPEN] or earlier[-1][0] == "OPERAND":
        return None
    if "OPERAND" not in accepted(tuple(name for name, _ in earlier)) or earlier[-2][0] != "OPERAND":
        return None
    return bind(earlier[-2][1], clause.facts).figure()


_LONGEST_HAN, _LONGEST_LATIN = 8, 30


def _begun_before(folded: str, found: list[Token], index: Index) -> tuple[list[Token], str] | None:
    """Begin the last name where its first words were read as others: 地方债, 总负, net d."""
    for token in found:
        longest = _LONGEST_LATIN if token.text.isascii() else _LONGEST_HAN
        if len(folded) - token.start > longest or token.kind in ("period", "quantity", "break", "stop"):
            continue
        if index.starting_with(folded[token.start :]):
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
