"""The lexicon: from the words that people use to the symbols that they mean.

Names come from ledgers and arrive here as entries; function words come from `languages/`. One automaton finds both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from grammar.text import fold
from grammar.vocabulary import is_latin, vocabulary

_SHORTEST_JOINED = 6  # letters that a name of several words must have to be found without its spaces
_SHORTEST_PLURAL = 4
_SHORTEST_GLUED = 3
_LONG_WORD = 7


@dataclass(frozen=True, slots=True, order=True)
class Symbol:
    """What a name stands for.

    Attributes:
        kind: `entity group measure channel speaker level territory`; `short` for a character that stands for an entity
            only in runs (中美日).
        id: The ledger's id; for a level `measure:level`.
    """

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a surface means.

    Attributes:
        symbols: What a name stands for; `ids` the same by kind.
        classes: Classes of function words.
        is_slot: Whether it fills a slot of a figure.
    """

    symbols: tuple[Symbol, ...] = ()
    classes: frozenset[str] = frozenset()
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_slot: bool = False

    @classmethod
    def of(cls, symbols: Iterable[Symbol], classes: Iterable[str] = ()) -> Meaning:
        """Return the meaning of a surface, with what follows from its symbols and classes."""
        kept = tuple(symbols)
        ids: dict[str, tuple[str, ...]] = {}
        for symbol in kept:
            ids[symbol.kind] = (*ids.get(symbol.kind, ()), symbol.id)
        named = frozenset(classes)
        slot = bool(_SLOT_KINDS & ids.keys()) or any(name.startswith(_SLOT_CLASSES) for name in named)
        return cls(kept, named, ids, slot)


_SLOT_KINDS = frozenset({"entity", "measure", "group", "channel", "speaker"})
_SLOT_CLASSES = ("verb:", "channel:", "unit:", "per_", "annualised", "compound_growth")


class Match(NamedTuple):
    """A surface found in a text: its folded span and what it means."""

    start: int
    end: int
    meaning: Meaning


class Lexicon:
    """Surfaces and what they mean, ready to be found in folded text.

    Args:
        names: Surface (in any script and case) → symbols. One surface may mean several things; reading keeps them all.
        roles: Entity, measure and other facts that binding needs, see `knowledge.names`.
    """

    def __init__(self, names: Iterable[tuple[str, Symbol]], facts: Mapping[str, LexicalFacts] | None = None) -> None:
        self.facts = dict(facts or {})
        table: dict[str, tuple[set[Symbol], frozenset[str]]] = {
            surface: (set(), classes) for surface, classes in vocabulary().words.items() if surface
        }
        self.display: dict[str, str] = {}
        for surface, symbol in names:
            folded = fold(surface).text.strip()
            if not folded:
                continue
            for variant in _variants(folded):
                self.display.setdefault(variant, surface)
                table.setdefault(variant, (set(), frozenset()))[0].add(symbol)
        self._surfaces = sorted(table)
        self._meanings = [Meaning.of(sorted(table[surface][0]), table[surface][1]) for surface in self._surfaces]
        self._automaton = AhoCorasick(self._surfaces, matchkind=MatchKind.Standard)

    def find(self, folded: str) -> list[Match]:
        """Find all surfaces, overlapping ones too; Latin ones only as whole words, with or without a plural s."""
        found = []
        size = len(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and is_latin(folded[start]) and is_latin(folded[start - 1]) and "a" <= folded[start] <= "z":
                if "a" <= folded[start - 1] <= "z" or folded[start - 1].isdigit():
                    continue
            meaning = self._meanings[index]
            symbols = meaning.symbols
            glued = symbols and end - start >= _SHORTEST_GLUED and end < size and folded[end].isdigit()  # OpenAI2024年
            if end < size and is_latin(folded[end - 1]) and is_latin(folded[end]) and not glued:
                plural = symbols and folded[end] == "s" and end - start >= _SHORTEST_PLURAL
                if not plural or (end + 1 < size and is_latin(folded[end + 1])):
                    continue
                end += 1  # noqa: PLW2901 - the plural belongs to the name
            found.append(Match(start, end, meaning))
        return found

    @cached_property
    def shorts(self) -> dict[str, Symbol]:
        """The single characters that stand for an entity in runs."""
        return dict(self.surfaces("short"))

    @cached_property
    def short_runs(self) -> re.Pattern[str] | None:
        """What finds runs of them; None where no ledger has any."""
        return re.compile(f"[{re.escape(''.join(self.shorts))}]{{2,}}") if self.shorts else None

    @cached_property
    def words(self) -> frozenset[str]:
        """All Latin words that occur in names and function words: what a typo may have been meant to be."""
        parts = (part for surface in self._surfaces for part in surface.replace("-", " ").split())
        return frozenset(part for part in parts if part.isascii() and part.isalpha())

    @cached_property
    def repairable(self) -> frozenset[str]:
        """What a slip may be mended to: words of names, and the longer function words; short ones are too near to others."""
        return self.name_words | frozenset(
            word for word in vocabulary().words if word.isalpha() and len(word) >= _LONG_WORD
        )

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The Latin words that occur in names."""
        parts = (
            part
            for surface, meaning in zip(self._surfaces, self._meanings, strict=True)
            if meaning.ids.keys() & {"entity", "measure"}
            for part in surface.replace("-", " ").split()
        )
        return frozenset(part for part in parts if part.isascii() and part.isalpha())

    @cached_property
    def gapped_han_names(self) -> tuple[dict[tuple[str, str], tuple[str, ...]], tuple[int, ...], frozenset[str]]:
        """The Chinese names by what stands before and behind each of their characters.

        With it their lengths, the longest first, and all pairs of neighbouring characters in them.
        """
        names = [
            surface
            for surface, meaning in zip(self._surfaces, self._meanings, strict=True)
            if not surface.isascii() and meaning.ids.keys() & {"entity", "measure"}
        ]
        gapped: dict[tuple[str, str], tuple[str, ...]] = {}
        for name in names:
            for place in range(len(name)):
                key = (name[:place], name[place + 1 :])
                gapped[key] = (*gapped.get(key, ()), name)
        sizes = tuple(sorted({len(name) for name in names}, reverse=True))
        return gapped, sizes, frozenset(a + b for name in names for a, b in pairwise(name))

    def surfaces(self, *kinds: str) -> list[tuple[str, Symbol]]:
        """Return all surfaces of names of some kinds with their symbols."""
        return [
            (surface, symbol)
            for surface, meaning in zip(self._surfaces, self._meanings, strict=True)
            for symbol in meaning.symbols
            if symbol.kind in kinds
        ]


@dataclass(frozen=True, slots=True)
class LexicalFacts:
    """What binding needs to know of a measure or an entity, and only that.

    Attributes:
        kind: Of an entity: `company government world`; of a measure: `flow stock rate ordinal`.
        unit: Of a measure: ISO 4217 code, `percent`, `ratio`, `level`.
        per: Of a measure: the period in its unit.
        denominator: Of a measure: what it is a share of.
        base: Measures whose mention beside this one adds nothing; `counterpart`: the entity of which the same holds.
        is_denominator: Whether other measures are shares of this one.
        shares: Of a measure in money: denominator → the measure that is its share of that (interest, gdp → interest_to_gdp).
        growth_of: Of a rate: the measure whose growth it is.
        roles: What a bare verb may say to mean this measure.
        members: Of a group: its entities.
    """

    kind: str = ""
    unit: str = ""
    per: str | None = None
    denominator: str | None = None
    base: frozenset[str] = frozenset()
    counterpart: str | None = None
    is_denominator: bool = False
    shares: tuple[tuple[str, str], ...] = ()
    growth_of: str | None = None
    roles: frozenset[str] = frozenset()
    members: tuple[str, ...] = ()


def _variants(folded: str) -> set[str]:
    """A name of several Latin words is also found hyphenated, and, if long enough, written together."""
    variants = {folded}
    if " " in folded:
        variants.add(folded.replace(" ", "-"))
        if len(folded) >= _SHORTEST_JOINED:
            variants.add(folded.replace(" ", ""))
    if "-" in folded:
        variants.add(folded.replace("-", " "))
    return variants
