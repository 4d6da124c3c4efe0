"""Filling: what an expression leaves open, filled from what is held; where several fillings are possible, those that agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from grammar.expression import (
    Annualised,
    Constant,
    Difference,
    Expression,
    Figure,
    Given,
    Growth,
    Multiple,
    PerPeriod,
    Product,
    Ratio,
    Sum,
    WhatIf,
    figures_of,
)
from grammar.period import Period
from knowledge.candidate import Candidate, Candidates, firm
from knowledge.derive import Deriver, Key
from knowledge.result import Choice
from knowledge.reverse_index import ReverseIndex
from knowledge.table import takes

MOST_OPTIONS = 8


class Filler:
    """Fills expressions over one deriver."""

    def __init__(self, deriver: Deriver, candidates: Candidates, reverse_index: ReverseIndex) -> None:
        self.deriver = deriver
        self.catalogue = deriver.catalogue
        self.candidates = candidates
        self.reverse_index = reverse_index

    def with_values(self, expression: Expression) -> Expression:
        """Put the figure, or the bare amount, in the place of a figure that is named by its value ("the reported 2.5bn")."""
        match expression:
            case Figure() if expression.value is None:
                return (None if self.candidates.of(expression) else self.run_rate(expression)) or expression
            case Figure() if expression.value is not None:
                period = expression.period
                found = (
                    self.reverse_index.exactly_whose(expression.value, expression)
                    if period is None or period.has_year
                    else []
                )
                if found and found[0].of.entity and found[0].of.measure:
                    of = found[0].of
                    row = found[0].observation
                    channel = "forecast" if row is not None and row.status == "forecast" else of.channel
                    return Figure((of.entity or "",), (of.measure or "",), of.period, channel)
                return Constant(expression.value)
            case Difference(first, second):
                return Difference(self.with_values(first), self.with_values(second))
            case Ratio(first, second, share):
                return Ratio(self.with_values(first), self.with_values(second), share)
            case Growth(first, second):
                return Growth(self.with_values(first), self.with_values(second))
            case Sum(terms):
                return Sum(tuple(self.with_values(term) for term in terms))
            case PerPeriod(term, grain):
                return PerPeriod(self.with_values(term), grain)
            case Annualised(term):
                return Annualised(self.with_values(term))
            case _:
                return expression

    def rate_by_name(self, figure: Figure, grain: str) -> Figure | None:
        """Return a measure that is held per period where a flow is asked for, or somebody speaks of it, per such a period."""
        known = self.catalogue.measures
        flows = self.candidates.measures(figure)
        names = [name for name in flows if known[name].per == grain]
        if not names and figure.speaker and figure.period is None:
            names = [name for name, one in known.items() if one.run_rate_of in flows and one.per == grain]
        return replace(figure, measure=tuple(names), role=None, per=None) if names else None

    def run_rate(self, figure: Figure) -> Annualised | None:
        """Return the flow of a period at the rate of a year, where that is what an undated run rate of it is asked for."""
        names = self.candidates.measures(figure)
        flow = self.catalogue.measures[names[0]].run_rate_of if len(names) == 1 else None
        if flow is None or figure.period is None:
            return None
        rate = replace(figure, measure=(flow,), per=None)
        return Annualised(rate) if self.candidates.of(rate) else None

    def completed(self, expression: Expression) -> list[tuple[Expression, frozenset[str]]] | Figure | Choice:
        """Fill every figure of an expression; where several fillings are possible, those in which figures agree.

        A figure that nothing is held for is returned in place of the fillings.
        """
        figures = [figure for figure in _plain_figures(expression) if not figure.value or figure.measure or figure.role]
        slots: list[list[Candidate]] = []
        for figure in figures:
            found = self._options(figure, within=expression)
            if not found:
                return figure
            slots.append(found)
        combinations = []
        for choice in product(*slots):
            combinations.append(choice)
            if len(combinations) >= 200:
                break
        combinations.sort(key=_disagreement)
        best = (
            [choice for choice in combinations if _disagreement(choice) == _disagreement(combinations[0])]
            if combinations
            else []
        )
        distinct = {
            tuple((one.key.entity, one.key.measure, str(one.key.period)) for one in choice): choice for choice in best
        }
        if len(distinct) > 1 and figures:
            narrowed = self.choice_of(list(distinct.values()))
            if narrowed is not None:
                return narrowed
        result = []
        for choice in distinct.values():
            mapping = {id(figure): one for figure, one in zip(figures, choice, strict=True)}
            filled = frozenset(mark for one in choice for mark in one.filled if mark != "measure")
            result.append((self.placed(expression, mapping), filled))
        return result

    def _options(self, figure: Figure, within: Expression) -> list[Candidate]:
        found = firm(self.candidates.of(figure))
        if not found and isinstance(within, WhatIf):
            found = self._under(figure, within)
        if not found and figure.period is None and isinstance(within, Multiple):
            found = self._growing(figure)
        if not found and isinstance(within, Multiple):
            found = self._growing(figure)
        if not found:
            found = self._derivable(figure)
        return found

    def _derivable(self, figure: Figure) -> list[Candidate]:
        """A figure that is only held as part of a ratio (the world average of SOE equity) still names its coordinates."""
        found: list[Candidate] = []
        if figure.period is not None:
            return found
        for measure in self.candidates.measures(figure):
            for entity in figure.entity:
                for period in self.candidates.periods(entity, measure):
                    ways = self.deriver.find(self.key(entity, measure, period, figure))
                    if ways:
                        found.append(Candidate(self.key(entity, measure, period, figure), frozenset(), ways))
        return found

    @staticmethod
    def key(entity: str, measure: str, period: Period | None, figure: Figure) -> Key:
        """Return the key of a figure at some coordinates, by the origin that it names."""
        return Key(entity, measure, period, figure.channel, figure.speaker)

    def _growing(self, figure: Figure) -> list[Candidate]:
        found = []
        for name, measure in self.catalogue.measures.items():
            if measure.growth_of is None or (measure.growth_of not in figure.measure and name not in figure.measure):
                continue
            for entity in figure.entity or self.catalogue.table.entities_of(name):
                for reading in self.catalogue.table.of(entity, name):
                    if figure.period is None or figure.period == reading.period:
                        key = self.key(entity, measure.growth_of, reading.period, replace(figure, channel=None))
                        found.append(
                            Candidate(
                                key,
                                frozenset({"period"} if figure.period is None else ()),
                                (self.deriver.leaf(reading),),
                            )
                        )
        return found

    def _under(self, figure: Figure, within: WhatIf) -> list[Candidate]:
        """Complete a figure that is only known once something is replaced."""
        found = []
        for measure in self.candidates.measures(figure):
            for entity in self.candidates.entities(figure, measure) or list(self.catalogue.entities):
                period = self.deriver.calendar(figure.period, entity)
                periods = (
                    [period]
                    if period is None or period.has_year
                    else [
                        period.with_year(year)
                        for year in {p.first.year for p in self.candidates.periods(entity, measure) if p}
                    ]
                )
                for span in periods:
                    key = self.key(entity, measure, span, figure)
                    placed = WhatIf(key.figure, within.givens)
                    if self.deriver.derive(self.placed(placed, {})):
                        found.append(Candidate(key, frozenset(), ()))
        return found

    def placed(self, expression: Expression, mapping: dict[int, Candidate]) -> Expression:
        """Put candidates in the places of the figures that they fill, and complete its conditions."""
        match expression:
            case Figure():
                one = mapping.get(id(expression))
                return one.key.figure if one else expression
            case WhatIf(term, givens):
                placed = self.placed(term, mapping)
                about = next(iter(figures_of(placed)), Figure())
                return WhatIf(placed, tuple(self._given(given, about) for given in givens))
            case Sum(terms):
                return Sum(tuple(self.placed(term, mapping) for term in terms))
            case Difference(first, second):
                return Difference(self.placed(first, mapping), self.placed(second, mapping))
            case Product(first, second):
                return Product(self.placed(first, mapping), self.placed(second, mapping))
            case Ratio(first, second, share):
                return Ratio(self.placed(first, mapping), self.placed(second, mapping), share)
            case Growth(first, second):
                return Growth(self.placed(first, mapping), self.placed(second, mapping))
            case Multiple(figure, years):
                placed = self.placed(figure, mapping)
                return Multiple(placed, years) if isinstance(placed, Figure) else expression
            case PerPeriod(term, grain):
                return PerPeriod(self.placed(term, mapping), grain)
            case Annualised(term):
                return Annualised(self.placed(term, mapping))
            case Constant():
                return expression

    def _given(self, given: Given, about: Figure) -> Given:
        """Complete what a condition replaces: by its value ("the reported 43億"), else by what the question is about."""
        figure, replacement = given.figure, given.replacement
        if figure.value is not None and not figure.measure and not figure.role:
            for reading in self.reverse_index.exactly_whose(figure.value, figure):
                return Given(
                    Figure((reading.of.entity or "",), (reading.of.measure or "",), reading.of.period), replacement
                )
        measures = self.candidates.measures(figure)
        if isinstance(replacement, Constant) and len(measures) > 1:
            measures = [
                name for name in measures if takes(self.catalogue.measures[name], replacement.quantity)
            ] or measures
        holders = list(figure.entity)
        if not holders and measures:
            known = self.candidates.holders(measures[0])
            holders = [entity for entity in about.entity if entity in known] or known or list(about.entity)
        if isinstance(replacement, Figure):
            options = self.candidates.of(replace(replacement, period=replacement.period))
            replacement = options[0].key.figure if options else replacement
        period = figure.period
        if period is not None and not period.has_year and about.period is not None:
            period = about.period
        flow = self.catalogue.measures[measures[0]].run_rate_of if measures else None
        if flow is not None:  # what is assumed of a year's revenue is assumed of the flow
            measures, holders = [flow], holders or self.candidates.holders(flow)
        filled = replace(figure, entity=tuple(holders[:1]), measure=tuple(measures[:1]), period=period, channel=None)
        return Given(filled, _of(filled, figure, replacement))

    def choice_of(self, choices: Sequence[Sequence[Candidate]]) -> Choice | None:
        """Offer the readings that differ in one thing; nothing where they are the same figure after all."""
        apart = (
            place
            for place in range(min(map(len, choices), default=0))
            if len({(c[place].key.entity, c[place].key.measure, str(c[place].key.period)) for c in choices}) > 1
        )
        place = next(apart, 0)
        firsts = [choice[place] for choice in choices]
        options = {one.ways[0].id: one for one in firsts if one.ways}
        if len(options) < 2:
            return None
        keys = [one.key for one in options.values()]
        missing = "period" if len({key.period for key in keys}) > 1 else "measure"
        if len({key.entity for key in keys}) > 1:
            missing = "entity"
        elif len({key.measure for key in keys}) > 1:
            missing = "measure"
        return Choice(tuple(one.ways[0] for one in options.values())[:MOST_OPTIONS], missing)


def _of(filled: Figure, figure: Figure, replacement: Expression) -> Expression:
    """Let what becomes of a figure (twice of it, 20 points less) speak of the figure as it was filled."""
    match replacement:
        case Product(first, second) if first == figure:
            return Product(filled, second)
        case Difference(first, second) if first == figure:
            return Difference(filled, second)
        case Sum((first, second)) if first == figure:
            return Sum((filled, second))
        case _:
            return replacement


def _plain_figures(expression: Expression) -> list[Figure]:
    """The figures of an expression that are looked up, conditions apart."""
    return figures_of(expression.term) if isinstance(expression, WhatIf) else figures_of(expression)


def _disagreement(choice: Sequence[Candidate]) -> tuple[int, int, int]:
    """How little the figures of one filling belong together: other entities, other years, more filled in."""
    filled_entities = {one.key.entity for one in choice if "entity" in one.filled} | {
        one.key.entity for one in choice if "entity" not in one.filled
    }
    free_periods = {one.key.period for one in choice if one.filled & {"period", "year"}}
    said = {one.key.period for one in choice if not one.filled & {"period", "year"}}
    loose = len(free_periods - said) if said else len(free_periods)
    entities = len(filled_entities) if any("entity" in one.filled for one in choice) else 0
    channel = sum(way.rule != "observation" for one in choice for way in one.ways[:1])
    return (entities, loose, channel)
