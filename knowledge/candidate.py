"""Candidates: the complete figures that an incomplete one may mean, as far as the ledgers hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grammar.expression import Figure
from grammar.period import Period
from knowledge.derive import Deriver, Key, is_weak
from knowledge.result import Derivation

_MOST = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure with everything filled in, and what had to be filled."""

    key: Key
    filled: frozenset[str]
    ways: tuple[Derivation, ...]


class Candidates:
    """Fills what a text leaves open from what is held."""

    def __init__(self, deriver: Deriver) -> None:
        self.deriver = deriver
        self.catalogue = deriver.catalogue
        self._periods: dict[tuple[str, str], tuple[Period | None, ...]] = {}

    def of(self, figure: Figure) -> list[Candidate]:
        """Return the figures that are held and fit; none where nothing does."""
        found: list[Candidate] = []
        for measure in self.measures(figure):
            for entity in self.entities(figure, measure):
                for period, filled in self._matching(figure, entity, measure):
                    key = Key(entity, measure, period, figure.channel, figure.speaker)
                    ways = self.deriver.find(key)
                    if figure.speaker and not ways:
                        ways = self._said(key)
                    if not ways:
                        continue
                    marks = set(filled)
                    marks |= {"entity"} if not figure.entity else set()
                    marks |= {"measure"} if len(figure.measure) != 1 else set()
                    found.append(Candidate(key, frozenset(marks), ways))
                    if len(found) >= _MOST:
                        return found
        return self._printed_first(figure, found if figure.period else without_repeats(found))

    def _said(self, key: Key) -> tuple[Derivation, ...]:
        """What somebody says of the annualised rate counts where he is asked about the flow."""
        for name, measure in self.catalogue.measures.items():
            if measure.run_rate_of == key.measure:
                ways = self.deriver.find(replace(key, measure=name, period=None))
                if ways:
                    return ways
        return ()

    def _printed_first(self, figure: Figure, found: list[Candidate]) -> list[Candidate]:
        """Of several measures that a word may mean, those with a value for the very period outrank an undated premise."""
        if len(self.measures(figure)) > 1 and figure.period is not None and "period" not in figure.soft:
            return [one for one in found if any(way.of.period is not None for way in one.ways)]
        return found

    def measures(self, figure: Figure) -> list[str]:
        """Return the measures that a figure may mean; a wanted unit or denominator narrows them."""
        known = self.catalogue.measures
        names = [name for name in figure.measure if name in known]
        if not names and figure.role:
            names = [name for name, measure in known.items() if figure.role in measure.verbs]
            names = [name for name in names if any(self.periods(entity, name) for entity in figure.entity)] or names
        if figure.denominator:
            names = [self.share_of(name, figure.denominator) for name in names]
        fitting = [name for name in names if self._fits_unit(figure, name)]
        return list(dict.fromkeys(fitting or names))

    def share_of(self, measure: str, denominator: str) -> str:
        """Return the measure that is another's share of a denominator; the other itself where it is one already."""
        known = self.catalogue.measures
        if known[measure].denominator == denominator:
            return measure
        for identity in self.deriver.identities:
            parts = identity.quotient
            if parts and parts[0].measure == (measure,) and parts[1].measure == (denominator,):
                return parts[2].measure[0]
        return measure

    def amount_of(self, rate: str) -> str | None:
        """Return the amount of money that a rate makes of what it applies to: a share paid, of a revenue share rate."""
        known = self.catalogue.measures
        if known[rate].unit not in ("percent", "ratio"):
            return None
        for identity in self.deriver.identities:
            parts = identity.quotient
            if parts and rate in (*parts[1].measure, *parts[2].measure) and len(known[parts[0].measure[0]].unit) == 3:
                return parts[0].measure[0]
        return None

    def _fits_unit(self, figure: Figure, name: str) -> bool:
        measure = self.catalogue.measures[name]
        if figure.unit is None:
            return True
        if figure.unit in ("percent", "percentage_points", "ratio"):
            return measure.unit in ("percent", "ratio")
        return measure.unit == figure.unit

    def entities(self, figure: Figure, measure: str) -> list[str]:
        """Return the entities that a figure may be about: those named, else all for which the measure is held."""
        if figure.entity:
            return [entity for entity in figure.entity if entity in self.catalogue.entities]
        return self.holders(measure)

    def holders(self, measure: str) -> list[str]:
        """Return the entities for which a measure can be known; a world average is nobody's."""
        return [
            name
            for name, entity in self.catalogue.entities.items()
            if entity.kind != "world" and self.periods(name, measure)
        ]

    def periods(self, entity: str, measure: str) -> tuple[Period | None, ...]:
        """Return the periods for which a figure can be known: those of its rows, else those of what it is derived from."""
        key = (entity, measure)
        if key not in self._periods:
            self._periods[key] = tuple(self._known_periods(entity, measure))
        return self._periods[key]

    def _known_periods(self, entity: str, measure: str) -> Iterator[Period | None]:
        if self._is_rate(entity, measure):
            yield None
            return
        seen: set[Period | None] = set()
        for period in (*self._own(entity, measure), *self._of_terms(entity, measure)):
            if period not in seen:
                seen.add(period)
                if self.deriver.find(Key(entity, measure, period)):
                    yield period

    def _own(self, entity: str, measure: str) -> Iterator[Period | None]:
        for reading in self.catalogue.table.of(entity, measure):
            if reading.row.status not in ("rounded", "restated"):
                yield reading.period
        if any((premise.entity, premise.measure) == (entity, measure) for premise in self.catalogue.premises.values()):
            yield None

    def _of_terms(self, entity: str, measure: str) -> Iterator[Period | None]:
        for identity in self.deriver.identities:
            if any(measure in term.measure and entity in (term.entity or (entity,)) for term in identity.terms()):
                for term in identity.terms():
                    for name in term.measure:
                        if name != measure:
                            yield from self._own((term.entity or (entity,))[0], name)

    def _matching(self, figure: Figure, entity: str, measure: str) -> Iterator[tuple[Period | None, set[str]]]:
        wanted = self.deriver.calendar(figure.period, entity)
        if wanted is None:
            for period in self.periods(entity, measure):
                yield period, set() if period is None else {"period"}
            return
        if self._is_rate(entity, measure):
            yield None, set()
            return
        if wanted.has_year:
            yield wanted, set()
            fiscal = self._fiscal_year(wanted, entity)
            if fiscal is not None and not self.deriver.find(Key(entity, measure, wanted)):
                yield fiscal, {"period"}
            if "period" in figure.soft and not self.deriver.find(Key(entity, measure, wanted)):
                yield None, set()
            return
        years = {p.first.year for p in self.periods(entity, measure) if p is not None} | {
            p.last.year for p in self.periods(entity, measure) if p is not None
        }
        for year in sorted(years):
            yield wanted.with_year(year), {"year"}

    def _fiscal_year(self, wanted: Period, entity: str) -> Period | None:
        """Return the year by which somebody keeps books where a text names it by its number alone, and they differ."""
        if wanted.fiscal or wanted.grain != "year":
            return None
        fiscal = self.deriver.calendar(replace(wanted, fiscal=True), entity)
        return fiscal if fiscal is not None and fiscal.first != wanted.first else None

    def _is_rate(self, entity: str, measure: str) -> bool:
        """A premise holds in every period: it has no year."""
        return any(
            (premise.entity, premise.measure) == (entity, measure) for premise in self.catalogue.premises.values()
        )

    def inside(self, figure: Figure) -> list[Candidate]:
        """Return held figures for parts of the period that is asked for."""
        if figure.period is None or not figure.period.has_year:
            return []
        wanted = figure.period
        parts = self.of(replace(figure, period=None))
        return [one for one in parts if one.key.period is not None and wanted.contains(one.key.period)]

    def near(self, figure: Figure, most: int = 3) -> list[Derivation]:
        """Return held figures near to one that is not held: the same figure of another period, then of its neighbours."""
        attempts: Sequence[Figure] = (
            replace(figure, channel=None, speaker=None),
            replace(figure, period=None, channel=None, speaker=None),
            Figure(figure.entity, (), None),
            replace(figure, entity=(), period=None, channel=None, speaker=None),
        )
        found: dict[str, Derivation] = {}
        for attempt in attempts:
            options = self.of(attempt) if attempt.measure or attempt.role else self.held(attempt)
            options = sorted(options, key=lambda one: one.ways[0].of.channel == "computed")
            related = [one for one in options if one.key.measure in self._related(figure)]
            of_then = [one for one in related if figure.period is not None and one.key.period == figure.period]
            options = of_then or related or options
            if figure.period is not None and figure.period.has_year:
                options = sorted(options, key=lambda one: _distance(one.key.period, figure.period))
            for option in options:
                way = option.ways[0]
                if way.rule in ("observation", "premise") or not found:
                    found.setdefault(way.id, way)
                if len(found) >= most:
                    return list(found.values())
            if found:
                return list(found.values())
        return list(found.values())

    def _related(self, figure: Figure) -> set[str]:
        """The measures that ledgers call near to those of a figure."""
        table, named = self.catalogue.measures, set(figure.measure)
        theirs = {near for name in named if name in table for near in table[name].near}
        return theirs | {name for name, measure in table.items() if named & set(measure.near)}

    def held(self, figure: Figure) -> list[Candidate]:
        """Return what is held on an entity, or a measure, or at all."""
        found = []
        premises = [(premise.entity, premise.measure) for premise in self.catalogue.premises.values()]
        for entity, measure in [*self.catalogue.table.pairs(), *premises]:
            if figure.entity and entity not in figure.entity:
                continue
            if figure.measure and measure not in figure.measure:
                continue
            for period in self.periods(entity, measure):
                ways = self.deriver.find(Key(entity, measure, period))
                if ways and ways[0].rule in ("observation", "premise"):
                    found.append(Candidate(Key(entity, measure, period), frozenset(), ways))
        return found


def without_repeats(found: list[Candidate]) -> list[Candidate]:
    """Leave out what only dates a figure that is held without a period: the same value, now with its year."""
    undated = {(one.key.entity, one.key.measure): one for one in found if one.key.period is None}
    kept = []
    for one in found:
        plain = undated.get((one.key.entity, one.key.measure), one)
        if plain is one or not _is_repeated(one.ways[0], plain.ways[0]):
            kept.append(one)
    return kept


def firm(found: Sequence[Candidate]) -> list[Candidate]:
    """Of the definitions that a word may have, leave out those known as forecasts or at second hand only, if others are not."""
    if len({one.key.measure for one in found}) < 2:
        return list(found)
    return [one for one in found if not all(map(is_weak, one.ways))] or list(found)


def _is_repeated(dated: Derivation, plain: Derivation) -> bool:
    """Tell whether two figures are one; of bounds, any two on one side overlap."""
    if dated.is_bound or plain.is_bound:
        return dated.interval == plain.interval
    return dated.interval.overlaps(plain.interval)


def _distance(period: Period | None, wanted: Period | None) -> int:
    if period is None or wanted is None:
        return 10_000
    if period.contains(wanted) or wanted.contains(period):
        return abs(period.days - wanted.days) // 31
    return 1_000 + min(abs((period.first - wanted.last).days), abs((wanted.first - period.last).days))
