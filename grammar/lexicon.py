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

from grammar.text import fold, is_han
from grammar.vocabulary import is_latin, vocabulary

_SHORTEST_JOINED = 6  # letters that a name of several words must have to be found without its spaces
_SHORTEST_PLURAL = 4
_SHORTEST_GLUED = 3
_LONG_WORD = 7
_SHORTEST_PIECE = 2
_SHORTEST_REPAIR = 4
SHORTEST_MENDED_HAN = 4  # 政府最 is not 政府债


@dataclass(frozen=True, slots=True, order=True)
class Symbol:
    """What a name stands for.

    Attributes:
        kind: `entity group measure channel speaker level topic territory`; `short` for a character that stands for an entity
            only in runs (中美日).
        id: The ledger's id; for a level `measure:level`.
    """

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a surface means, and what follows from that; all of it is known before any text is read.

    Attributes:
        symbols: What a name stands for; `ids` the same by kind.
        classes: Classes of function words.
        is_slot: Whether it fills a slot of a figure; `said` is then what its classes say of the figure: family → value.
        is_name: Whether it names an entity, a group or a measure; `is_verb`: whether it may stand for a measure.
        is_noise: Whether it says nothing but filler.
        may_block: Whether it may change what is asked without our reading it (`block` of a clause decides).
        is_lone: Whether it is a filler character that may be a part of a word (中 位 数); particles never are.
    """

    symbols: tuple[Symbol, ...] = ()
    classes: frozenset[str] = frozenset()
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_slot: bool = False
    is_name: bool = False
    is_verb: bool = False
    is_noise: bool = False
    may_block: bool = False
    is_lone: bool = False
    said: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, symbols: Iterable[Symbol], classes: Iterable[str] = (), surface: str = "") -> Meaning:
        """Return the meaning of a surface, with what follows from its symbols and classes."""
        kept = tuple(symbols)
        ids: dict[str, tuple[str, ...]] = {}
        for symbol in kept:
            ids[symbol.kind] = (*ids.get(symbol.kind, ()), symbol.id)
        named = frozenset(classes) | ({GRADED} if "level" in ids else frozenset())
        said = tuple(
            (name.partition(":")[0], name.partition(":")[2]) for name in sorted(named) if name.startswith(_SLOT_CLASSES)
        )
        noise = bool(named) and not kept and named <= _FILLER
        lone = noise and len(surface) == 1 and is_han(surface) and surface not in _PARTICLES
        return cls(
            kept,
            named,
            ids,
            is_slot=bool(said or _SLOT_KINDS & ids.keys()),
            is_name=bool(_NAMING & ids.keys()),
            is_verb=any(family == "verb" for family, _ in said),
            is_noise=noise,
            is_lone=lone,
            may_block=lone or (bool(ids) and ids.keys() <= _WITHOUT_FIGURES) or bool(named & _BLOCKING),
            said=said,
        )

    @property
    def kind(self) -> str:
        """`name`, `word`, or empty for a character that stands for something in company only."""
        return "name" if self.ids and self.ids.keys() != _SHORT else "word" if self.classes else ""


_SLOT_KINDS = frozenset({"entity", "measure", "group", "channel", "speaker"})
_NAMING = frozenset({"entity", "measure", "group"})
_SLOT_CLASSES = ("verb:", "channel:", "unit:", "per_", "annualised", "compound_growth")
_SHORT = {"short"}
GRADED = "graded"  # the class of words that may be levels
PACED = "paced"  # the class of words for what is measured by the day
_BLOCKING = frozenset("aside comes_first duration for_each left_out rude scale stretch term_year unchanged".split())
_WITHOUT_FIGURES = frozenset({"territory", "topic"})  # names of what no figure is held on
_FILLER = frozenset(
    "all_alike by_amount chatter closers converted denial from_there grants idiom lowered meant must noise of_all openers "
    "pace raised respectively same_period state to_period where".split()
)
_PARTICLES = (  # ideographs that stand alone, never inside a word that was missed
    "的了吗呢啊阿喔吧嘛么哦呀是有在也都就才还又再只会要能可请问我你他她它们这那不没到"
    "着过给把被和与跟想说讲查求哈嘿唉哎嗯欸诶啦耶哇急得地所者等捏呃咧哩喽哟呗罗齁蛤嗨看用以"
)


@dataclass(frozen=True, slots=True)
class Surface:
    """A surface as reading needs it: what it is, how dear it is to read it so, and what it may not touch.

    Attributes:
        kind: Of the token that it makes.
        cost: What a path through the text pays for it.
    """

    kind: str
    meaning: Meaning
    cost: float
    begins_word: bool = False  # with a letter a to z
    ends_word: bool = False  # with such a letter or a digit
    glues: bool = False  # to a digit behind it: OpenAI2024年
    has_plural: bool = False

    @classmethod
    def of(cls, surface: str, meaning: Meaning) -> Surface:
        """Return a surface with what follows from its letters."""
        cost = _COST.get(meaning.kind, 0.0)
        if meaning.ids.keys() == {"territory"}:
            cost += 0.3
        elif meaning.is_noise:
            cost += 0.2
        if len(surface) == 1 and is_han(surface):
            cost += _LONE_HAN
        return cls(
            meaning.kind,
            meaning,
            cost,
            "a" <= surface[0] <= "z",
            is_latin(surface[-1]),
            bool(meaning.symbols) and len(surface) >= _SHORTEST_GLUED,
            bool(meaning.symbols) and len(surface) >= _SHORTEST_PLURAL,
        )


_COST = {"name": 1.0, "word": 1.1}
_LONE_HAN = 0.9  # what one character alone costs more than a word of several
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class Lexicon:
    """Surfaces and what they mean, ready to be found in folded text.

    Args:
        names: Surface (in any script and case) → symbols. One surface may mean several things; reading keeps them all.
        roles: Entity, measure and other facts that binding needs, see `knowledge.names`.
    """

    def __init__(self, names: Iterable[tuple[str, Symbol]], facts: Mapping[str, LexicalFacts] | None = None) -> None:
        self.facts = FactTable(facts or {})
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
        paced = _Paces(self.facts)
        self._meanings = [
            Meaning.of(sorted(symbols), classes | paced.classes(symbols, classes), surface)
            for surface, (symbols, classes) in sorted(table.items())
        ]
        self._found = [Surface.of(*pair) for pair in zip(self._surfaces, self._meanings, strict=True)]
        self._automaton = AhoCorasick(self._surfaces, matchkind=MatchKind.Standard)

    def find(self, folded: str) -> list[tuple[int, int, Surface]]:
        """Find all surfaces, overlapping ones too; Latin ones only as whole words, with or without a plural s.

        Returns:
            Where each starts and ends in the folded text, and what it is.
        """
        found = []
        text = folded + "  "  # so that there always is a character behind
        surfaces = self._found
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            surface = surfaces[index]
            if surface.begins_word and start and text[start - 1] in _LATIN:
                continue
            if surface.ends_word and (behind := text[end]) in _LATIN and not (surface.glues and behind.isdigit()):
                if behind != "s" or not surface.has_plural or text[end + 1] in _LATIN:
                    continue
                end += 1  # noqa: PLW2901 - the plural belongs to the name
            if surface.kind:
                found.append((start, end, surface))
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
    def repairable(self) -> dict[str, tuple[str, ...]]:
        """What a slip may be mended to, by first letter: words of names, and the longer function words.

        Short ones are too near to others.
        """
        long_words = {word for word in vocabulary().words if word.isalpha() and len(word) >= _LONG_WORD}
        by_letter: dict[str, tuple[str, ...]] = {}
        for word in sorted(self.name_words | long_words):
            if len(word) >= _SHORTEST_REPAIR:
                by_letter[word[0]] = (*by_letter.get(word[0], ()), word)
        return by_letter

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
    def gapped_han_names(self) -> GappedNames:
        """The Chinese names by what stands before and behind each of their characters."""
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
        mended = [name for name in names if len(name) >= SHORTEST_MENDED_HAN]
        return GappedNames(
            gapped,
            tuple(sorted({len(name) for name in names}, reverse=True)),
            frozenset(a + b for name in mended for a, b in pairwise(name)),
            frozenset(
                (name[place - 1 : place], name[place + 1 : place + 2]) for name in mended for place in range(len(name))
            ),
        )

    @cached_property
    def pieces(self) -> dict[str, dict[str, Meaning]]:
        """The names of measures in two pieces: what begins them, what ends them, and what the whole then means."""
        found: dict[str, dict[str, Meaning]] = {}
        for surface, meaning in zip(self._surfaces, self._meanings, strict=True):
            if meaning.ids.keys() != {"measure"}:
                continue
            for place in _joints(surface):
                first, second = surface[:place].strip().removesuffix("s"), surface[place:].strip()
                found.setdefault(first, {})[second] = meaning
        return found

    @cached_property
    def begun_pieces(self) -> frozenset[str]:
        """All that the first piece of a name in two can have begun with."""
        return frozenset(piece[: size + 1] for piece in self.pieces for size in range(len(piece)))

    def surfaces(self, *kinds: str) -> list[tuple[str, Symbol]]:
        """Return all surfaces of names of some kinds with their symbols."""
        return [
            (surface, symbol)
            for surface, meaning in zip(self._surfaces, self._meanings, strict=True)
            for symbol in meaning.symbols
            if symbol.kind in kinds
        ]


class GappedNames(NamedTuple):
    """Chinese names of which one character is missing.

    Attributes:
        names: What stands before and behind the character → the names.
        sizes: The lengths of names, the longest first.
        pairs: All pairs of neighbouring characters in the names that are long enough to be mended.
        beside: The characters right before and right behind each character of these; empty at an end.
    """

    names: dict[tuple[str, str], tuple[str, ...]]
    sizes: tuple[int, ...]
    pairs: frozenset[str]
    beside: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class LexicalFacts:
    """What binding needs to know of a measure or an entity, and only that.

    Attributes:
        kind: Of an entity: `company government world`; of a measure: `flow stock rate ordinal`.
        unit: Of a measure: ISO 4217 code, `percent`, `ratio`, `level`.
        per: Of a measure: the period in its unit; `term`: the time from now on that its name speaks of.
        denominator: Of a measure: what it is a share of.
        base: Measures whose mention beside this one adds nothing; `counterpart`: the entity of which the same holds.
        is_denominator: Whether other measures are shares of this one.
        shares: Of a measure in money: denominator → the measure that is its share of that (interest, gdp → interest_to_gdp).
        growth_of: Of a rate: the measure whose growth it is.
        roles: What a bare verb may say to mean this measure.
        members: Of a group: its entities; of a topic: those of whom it is spoken, all where there are none.
    """

    kind: str = ""
    unit: str = ""
    per: str | None = None
    term: str | None = None
    denominator: str | None = None
    base: frozenset[str] = frozenset()
    counterpart: str | None = None
    is_denominator: bool = False
    shares: tuple[tuple[str, str], ...] = ()
    growth_of: str | None = None
    roles: frozenset[str] = frozenset()
    members: tuple[str, ...] = ()


class FactTable(dict[str, LexicalFacts]):
    """What binding must know of measures, entities, groups and topics, by their ids."""

    @cached_property
    def spoken(self) -> dict[str, tuple[str, ...]]:
        """The measures that each verb may stand for."""
        roles = {role for fact in self.values() for role in fact.roles}
        return {role: tuple(name for name, fact in self.items() if role in fact.roles) for role in roles}

    @cached_property
    def payers(self) -> frozenset[str]:
        """Of whom others are known to receive something."""
        return frozenset(fact.counterpart for fact in self.values() if fact.counterpart and "receive" in fact.roles)


class _Paces:
    """Which words speak of what is measured by the day."""

    def __init__(self, facts: Mapping[str, LexicalFacts]) -> None:
        self._measures = {name for name, fact in facts.items() if fact.per == "day"}
        self._verbs = {f"verb:{role}" for name in self._measures for role in facts[name].roles}

    def classes(self, symbols: Iterable[Symbol], classes: frozenset[str]) -> frozenset[str]:
        """Return the class that says so, for a word that stands for such a measure or may say it as a verb."""
        named = any(symbol.kind == "measure" and symbol.id in self._measures for symbol in symbols)
        return frozenset({PACED}) if named or classes & self._verbs else frozenset()


def _joints(surface: str) -> list[int]:
    """Where a name may be taken apart: at its spaces, and between ideographs, at least two on each side."""
    if " " in surface:
        return [place for place, character in enumerate(surface) if character == " "]
    if surface.isascii():
        return []
    return list(range(_SHORTEST_PIECE, len(surface) - _SHORTEST_PIECE + 1))


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
