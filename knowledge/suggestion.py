"""Suggestions: what a half-typed question can still become, out of what is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grammar import read
from grammar.completion import Completion, Index, complete
from grammar.expression import Figure
from grammar.lexicon import Lexicon, Symbol
from grammar.utterance import Context, Question, Questions, Value
from knowledge.candidate import Candidates
from knowledge.ledger import Catalogue
from knowledge.result import Derivation

_MOST = 50
_MOST_COMPLETED = 6


@dataclass(frozen=True, slots=True)
class Completed:
    """A question that a text can become, in the words typed and the ones that complete it.

    Attributes:
        query: Its canonical form.
    """

    text: str
    query: str


class Suggester:
    """Suggests over what is held; what can be suggested is worked out once."""

    def __init__(self, catalogue: Catalogue, candidates: Candidates, lexicon: Lexicon) -> None:
        self._catalogue = catalogue
        self._lexicon = lexicon
        self._index = Index(lexicon)
        self._held = [one.ways[0] for one in candidates.held(Figure())]
        self._pairs = dict.fromkeys((way.of.entity, way.of.measure) for way in self._held)
        self._order = {name: place for place, pair in enumerate(self._pairs) for name in reversed(pair)}

    def suggest(self, text: str, context: Context) -> list[Derivation | Completed]:
        """Return what a text can still become: questions in its own words where it asks more than for a figure.

        Figures come in the order of the ledgers; nothing where nothing fits.
        """
        wanted = complete(text, self._lexicon, self._index, context.today)
        if not wanted.possible:
            return []
        completed = list(self._completed(wanted, context))
        if completed and (wanted.asks or not wanted.names):
            return [*completed]
        unique: dict[tuple[str | None, str | None, str], Derivation] = {}
        for way in self._held:
            if _fits(way, wanted):
                unique.setdefault((way.of.entity, way.of.measure, str(way.of.period)), way)
        return [*list(unique.values())[:_MOST], *completed]

    def _completed(self, wanted: Completion, context: Context) -> Iterator[Completed]:
        """Complete the text in every way that the reader then reads as a question about what is held."""
        found: dict[str, str] = {}
        for words in self._endings(wanted, context.locale):
            text = _joined(wanted.typed, words)
            match read(text, self._lexicon, context):
                case Questions((question,)) if self._is_held(question):
                    found.setdefault(str(question), text)
            if len(found) >= _MOST_COMPLETED:
                break
        for query, text in found.items():
            yield Completed(text, query)

    def _endings(self, wanted: Completion, locale: str) -> Iterator[str]:
        """What may come next: the names that the last word begins, and what can stand behind an operator."""
        if wanted.before is not None:
            yield from self._others(wanted.before, wanted.names, locale)
            return
        if wanted.asks:
            for symbol in sorted(wanted.names, key=lambda one: self._order.get(one.id, len(self._order))):
                yield self._name(symbol.kind, symbol.id, locale)
        before = _figure(wanted)
        for operator in wanted.operators:
            yield from (_joined(operator, name) for name in self._others(before, (), locale))

    def _others(self, before: Figure, begun: Sequence[Symbol], locale: str) -> Iterator[str]:
        """Names of what can be set against a figure: others who have the same, or what else it has in the same unit."""
        started = {(symbol.kind, symbol.id) for symbol in begun}
        measures = self._catalogue.measures
        if before.entity and not before.measure and not before.role:
            mine = self._of_entity(before.entity[0])
            for other in self._catalogue.entities:
                shared = [name for name in self._of_entity(other) if name in mine]
                if other not in before.entity and shared and (not started or ("entity", other) in started):
                    named = self._name("entity", other, locale)
                    yield from (_joined(named, self._name("measure", name, locale)) for name in shared)
            return
        for entity in self._catalogue.entities:
            held = any((entity, measure) in self._pairs for measure in before.measure)
            if held and entity not in before.entity and (not started or ("entity", entity) in started):
                yield self._name("entity", entity, locale)
        units = {measures[name].full_unit for name in before.measure if name in measures}
        for name in dict.fromkeys(measure for entity in before.entity for measure in self._of_entity(entity)):
            if name not in before.measure and measures[name].full_unit in units:
                if not started or ("measure", name) in started:
                    yield self._name("measure", name, locale)

    def _of_entity(self, entity: str) -> list[str]:
        return list(dict.fromkeys(str(way.of.measure) for way in self._held if way.of.entity == entity))

    def _name(self, kind: str, name: str, locale: str) -> str:
        known = self._catalogue.entities.get(name) if kind == "entity" else self._catalogue.measures.get(name)
        return known.names.get(locale) if known else name

    def _is_held(self, question: Question) -> bool:
        """Tell whether the ledgers have something on every figure of a question that was read whole."""
        figures = question.figures
        if question.block is not None or (isinstance(question.ask, Value) and not all(one.entity for one in figures)):
            return False
        return bool(figures) and all(map(self._has, figures))

    def _has(self, figure: Figure) -> bool:
        if not (figure.measure or figure.role):
            return False
        return any(
            (not figure.entity or entity in figure.entity) and (not figure.measure or measure in figure.measure)
            for entity, measure in self._pairs
        )


def _figure(wanted: Completion) -> Figure:
    return Figure(tuple(sorted(wanted.entities))[:1], tuple(sorted(wanted.measures)))


def _joined(first: str, second: str) -> str:
    """Put words together, with a space where one side is Latin."""
    if not first or first[-1].isspace():
        return first + second
    return first + second if first[-1] > "\u2e7f" and second[:1] > "\u2e7f" else f"{first} {second}"


def _fits(way: Derivation, wanted: Completion) -> bool:
    of = way.of
    if wanted.entities and of.entity not in wanted.entities:
        return False
    if wanted.measures and of.measure not in wanted.measures:
        return False
    return not wanted.period or (of.period is not None and str(of.period).startswith(wanted.period))
