"""Deriving: expressions and a catalogue → derivations. Every way of knowing a figure, cheapest first, all kept.

Printed observations; premises; identities solved for the wanted term; period algebra for flows. Depth is bounded, a
figure never rests on itself, and units are checked at every step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product, takewhile
from typing import TypeAlias

from grammar.expression import (
    Annualised,
    Constant,
    Difference,
    Expression,
    Figure,
    Growth,
    Multiple,
    PerPeriod,
    Product,
    Ratio,
    Sum,
    WhatIf,
    figures_of,
)
from grammar.interval import Interval, quotient
from grammar.period import Period
from grammar.quantity import Quantity
from knowledge.arithmetic import (
    added,
    compounded,
    constant,
    divided,
    grown,
    in_units_of,
    made,
    multiplied,
    over,
    reduced,
    shared,
    supplied,
)
from knowledge.budget import Budget
from knowledge.identities import Identity, identities_of
from knowledge.ledger import Catalogue
from knowledge.result import Coordinates, Derivation
from knowledge.schema import Observation
from knowledge.table import Reading, UnitError, in_unit
from knowledge.timeline import path_to, rest_of, shifted, signed

_DEPTH = 4
_WIDTH = 6  # ways kept at each step
_WAYS = 4  # ways of each term that is combined with others
_BEYOND = Decimal(10) ** 60
_MOST_KEPT = 20_000  # figures remembered
CHANNELS = ("leaked", "official", "computed", "stated", "reported")
_PRIMARY = frozenset({"normal", "estimate", "audited", "revised"})
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_HUNDRED = Interval.exactly(100)
Rule: TypeAlias = Callable[[Sequence[Derivation]], Derivation | None]


@dataclass(frozen=True, slots=True)
class Key:
    """A figure with everything said: what can be looked up."""

    entity: str
    measure: str
    period: Period | None = None
    channel: str | None = None
    speaker: str | None = None

    @property
    def figure(self) -> Figure:
        """The key as an expression."""
        return Figure((self.entity,), (self.measure,), self.period, self.channel, self.speaker)


@dataclass(frozen=True, slots=True)
class World:
    """What holds while an expression is derived.

    Attributes:
        givens: Figures replaced, by entity, measure and period (None: in any period).
        without: Ids of rows and premises that must not be used.
        visited: Figures being derived, so that none rests on itself.
        depth: Identities that may still be applied; `using`: those being applied, none of which is applied again.
        fast: Whether the givens replace terms of an identity directly: its other terms then stay what they are held to be.
        budget: What the search may still take; None before it has begun.
    """

    givens: tuple[tuple[str, str, Period | None, Derivation], ...] = ()
    without: frozenset[str] = frozenset()
    visited: frozenset[tuple[str, str, Period | None]] = frozenset()
    depth: int = _DEPTH
    using: frozenset[str] = frozenset()
    fast: bool = False
    budget: Budget | None = field(default=None, compare=False)


class Deriver:
    """Derives expressions over one catalogue.

    Attributes:
        cut: Searches given up because identities are too entangled; what they were for counts as not known.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.identities: tuple[Identity, ...] = identities_of(catalogue)
        self._by_measure: dict[str, list[Identity]] = {}
        for identity in self.identities:
            for measure in {measure for term in identity.terms() for measure in term.measure}:
                self._by_measure.setdefault(measure, []).append(identity)
        self._memo: dict[tuple[Key, World], tuple[Derivation, ...] | None] = {}
        self.cut = 0

    # ----- expressions -----------------------------------------------------------------------------------------------

    def derive(self, expression: Expression, world: World = World()) -> tuple[Derivation, ...]:
        """Return the ways of knowing an expression whose figures are complete, the best first; nothing if there is none."""
        if world.budget is not None:
            return self._derived(expression, world)
        if isinstance(expression, Figure):
            key = self.key_of(expression)
            return self.find(key, world) if key else ()
        budget = Budget()
        return self._kept(budget, self._derived(expression, replace(world, budget=budget))) or ()

    def _kept(self, budget: Budget, ways: tuple[Derivation, ...]) -> tuple[Derivation, ...] | None:
        """Return what a search found, or None, and count it, if it was not brought to its end."""
        if budget.left >= 0:
            return ways
        self.cut += 1
        return None

    def _derived(self, expression: Expression, world: World) -> tuple[Derivation, ...]:
        match expression:
            case Constant(quantity):
                return (supplied(quantity),)
            case Figure():
                key = self.key_of(expression)
                return self.find(key, world) if key else ()
            case WhatIf(term, givens):
                inner = self.given(givens, world)
                ways = self.derive(term, inner) if inner else ()
                return tuple(way for way in ways if _rests_on_all(way, inner, world)) if inner else ()
            case Sum(terms):
                return self._combined(terms, world, added)
            case Difference(first, second):
                return self._combined((first, self._same_sign(first, second)), world, reduced)
            case Product(first, second):
                return self._combined((first, second), world, multiplied)
            case Ratio(first, second, share):
                held = self._held_ratio(first, second, world)
                if held:
                    return held
                return self._combined((first, second), world, shared if share else divided)
            case Growth(first, second):
                return self._combined((first, second), world, grown)
            case Multiple(figure, years):
                return self._multiplied_over(figure, world, years)
            case PerPeriod(Growth(first, second), "year"):
                return self._combined((first, second), world, compounded)
            case PerPeriod(term, grain):
                return tuple(
                    found for part in self.derive(term, world) if (found := self._per(part, grain)) is not None
                )
            case Annualised(term):
                return tuple(
                    found for part in self.derive(term, world) if (found := self._annualised(part)) is not None
                )

    def given(self, givens: Sequence[object], world: World) -> World | None:
        """Return the world in which some figures are replaced; None where a replacement cannot be derived."""
        found = list(world.givens)
        for item in givens:
            figure, replacement = item.figure, item.replacement  # type: ignore[attr-defined]
            key = self.key_of(figure, partial=True)
            if key is None:
                return None
            parts = self.derive(replacement, World(budget=world.budget))
            if not parts:
                return None
            value = parts[0]
            measure = self.catalogue.measures[key.measure]
            if value.quantity is not None:
                try:
                    value = supplied(in_unit(value.quantity, measure), measure)
                except UnitError:
                    return None
            if value.rule == "constant" and value.value is not None:
                value = replace(value, interval=Interval.exactly(value.value))
            value = replace(
                value,
                rule="given",
                inputs=(),
                formula="",
                unit=measure.full_unit
                if value.unit.startswith("percent") and measure.unit == "percent"
                else value.unit,
                of=Coordinates(key.entity, key.measure, key.period),
                id=f"given({value.id})",
                observation=value.observation or (self._as_printed(key, value) if value.quantity else None),
            )
            found.append((key.entity, key.measure, key.period, value))
        return replace(world, givens=tuple(found))

    def _as_printed(self, key: Key, value: Derivation) -> Observation | None:
        """Return the row that prints the very value that is assumed."""
        for reading in self.catalogue.table.of(key.entity, key.measure):
            if reading.value == value.value and key.period in (None, reading.period):
                return reading.row
        return None

    def key_of(self, figure: Figure, *, partial: bool = False) -> Key | None:
        """Return the key of a figure that names exactly one entity and one measure."""
        if len(figure.entity) != 1 or len(figure.measure) != 1:
            return None
        if figure.measure[0] not in self.catalogue.measures:
            return None
        del partial
        return Key(
            figure.entity[0],
            figure.measure[0],
            self.calendar(figure.period, figure.entity[0]),
            figure.channel,
            figure.speaker,
        )

    def calendar(self, period: Period | None, entity: str) -> Period | None:
        """Return the calendar period that somebody's fiscal period is; a fiscal year that ends by May bears its first year."""
        if period is None or not period.fiscal or not period.has_year:
            return period
        known = self.catalogue.entities.get(entity)
        month = int((known.fiscal_year_end if known else "12-31")[:2])
        if month == 12:
            return replace(period, fiscal=False)
        shift = month if month <= 5 else month - 12
        return shifted(replace(period, fiscal=False), shift)

    def _combined(self, terms: Sequence[Expression], world: World, rule: Rule) -> tuple[Derivation, ...]:
        ways = [self.derive(term, world)[:_WAYS] for term in terms]
        budget = world.budget or Budget()
        found = []
        for parts in takewhile(budget.step, product(*ways)):
            derived = rule(parts)
            if derived is not None and _is_amount(derived):
                found.append(derived)
        found = [way for way in found if len({part.id for part in way.inputs}) > 1]
        if any(figure.channel or figure.speaker for term in terms for figure in figures_of(term)):
            return tuple(found[:_WIDTH])
        like = [way for way in found if _is_like_with_like(way.inputs)]
        return tuple((like or found)[:_WIDTH])

    def _same_sign(self, first: Expression, second: Expression) -> Expression:
        """Set net debt against net assets on one scale: one is the other with its sign turned."""
        if not (isinstance(first, Figure) and isinstance(second, Figure)) or first.measure == second.measure:
            return second
        for identity in self.identities:
            pair = identity.opposite
            if pair and {*first.measure, *second.measure} == set(pair):
                return replace(second, measure=first.measure)
        return second

    def _held_ratio(self, first: Expression, second: Expression, world: World) -> tuple[Derivation, ...]:
        """Find the figure that a ledger holds for this very ratio: the share rate, the multiple of the world average."""
        if not (isinstance(first, Figure) and isinstance(second, Figure)):
            return ()
        for identity in self.identities:
            parts = identity.quotient
            if parts is None or identity.source.id in world.using:
                continue
            top, bottom, result = parts
            if (
                _fits(first, top)
                and _fits(second, bottom)
                and _belong_together(first, second, by_entity=not (top.entity or bottom.entity))
                and first.channel in (None, top.channel)
                and second.channel in (None, bottom.channel)
            ):
                entity = result.entity or first.entity
                held = replace(result, entity=entity, period=first.period or second.period)
                found = self.derive(held, world) or self.derive(replace(held, period=None), world)
                printed = tuple(
                    part
                    for part in found
                    if part.rule == "premise"
                    or (part.observation is not None and part.observation.channel != "computed")
                )
                if printed:
                    return printed
        return ()

    def named_ratio(self, first: Figure, second: Figure) -> Figure | None:
        """Return the figure that the ledgers call this ratio by a measure of its own, whoever it is of."""
        for identity in self.identities:
            parts = identity.quotient
            if parts and {*first.measure} & {*parts[0].measure} and {*second.measure} & {*parts[1].measure}:
                return replace(first, measure=parts[2].measure)
        return None

    def multiple_of(self, figure: Figure, world: World = World()) -> tuple[Derivation, ...]:
        """Find the multiple that a ledger holds with this figure on top: "costs doubled" is said of leaked over reported."""
        for identity in self.identities:
            parts = identity.quotient
            if parts and _fits(figure, parts[0]) and self.catalogue.measures[parts[2].measure[0]].unit == "ratio":
                top, bottom, _ = parts
                entity = top.entity or figure.entity
                upper = replace(top, entity=entity, period=figure.period)
                lower = replace(bottom, entity=bottom.entity or entity, period=figure.period)
                found = self._combined((upper, lower), world, divided)
                if found:
                    return found
        return ()

    # ----- figures ---------------------------------------------------------------------------------------------------

    def find(self, key: Key, world: World = World()) -> tuple[Derivation, ...]:
        """Return the ways of knowing one figure: the best of each channel first, then what confirms them."""
        place = (key, world)
        if place in self._memo:
            memo = self._memo[place]
            if memo is None:
                self._cut_again(world)
            return memo or ()
        if world.budget is not None:
            if not world.budget.step():
                return ()
            memo = self._found(key, world)
            if world.budget.left < 0:  # what was found after the last step is not all
                return ()
        else:
            budget = Budget()
            memo = self._kept(budget, self._found(key, replace(world, budget=budget)))
        if len(self._memo) >= _MOST_KEPT:
            self._memo.clear()
        self._memo[place] = memo
        return memo or ()

    def _cut_again(self, world: World) -> None:
        """A search that needs one that was given up is given up as well."""
        if world.budget is None:
            self.cut += 1
        else:
            world.budget.left = -1

    def _found(self, key: Key, world: World) -> tuple[Derivation, ...]:
        return tuple(self._ranked(self._ways(key, world)))[: 2 * _WIDTH]

    def _ways(self, key: Key, world: World) -> Iterator[Derivation]:
        for entity, measure, period, value in world.givens:
            if (entity, measure) == (key.entity, key.measure) and (
                period is None or key.period is None or period == key.period
            ):
                yield replace(value, of=Coordinates(key.entity, key.measure, key.period))
                return
        if world.fast:
            yield from self.find(key, World(without=world.without, budget=world.budget))
            return
        yield from self._printed(key, world)
        yield from self._premises(key, world)
        node = (key.entity, key.measure, key.period)
        if world.depth <= 0 or node in world.visited:
            return
        inner = replace(world, visited=world.visited | {node}, depth=world.depth - 1)
        if not world.givens:  # what is derived must not rest on the very row that prints it
            own = {
                reading.row.id
                for reading in self.catalogue.table.of(key.entity, key.measure)
                if reading.period == key.period
            }
            inner = replace(inner, without=world.without | own)
        if key.speaker is None:
            yield from self._tiled(key, world)
            yield from self._solved(key, inner)

    def _printed(self, key: Key, world: World) -> Iterator[Derivation]:
        for reading in self.catalogue.table.of(key.entity, key.measure):
            row = reading.row
            if row.id in world.without or row.status not in (*_PRIMARY, "forecast") or reading.period != key.period:
                continue
            if (key.channel == "forecast") != (row.status == "forecast") and key.channel is not None:
                continue
            if key.channel not in (None, row.channel, "forecast") or key.speaker not in (None, row.said_by):
                continue
            yield self.leaf(reading)

    def leaf(self, reading: Reading) -> Derivation:
        """Return a row as a derivation."""
        row = reading.row
        measure = self.catalogue.measures[row.measure]
        of = Coordinates(row.entity, row.measure, reading.period, row.channel)
        return Derivation(
            row.id,
            "observation",
            reading.value,
            reading.interval,
            measure.full_unit,
            of,
            observation=row,
            level=reading.level,
        )

    def _premises(self, key: Key, world: World) -> Iterator[Derivation]:
        if key.channel not in (None, "computed", "stated"):
            return
        for premise in self.catalogue.premises.values():
            if (premise.entity, premise.measure) != (key.entity, key.measure) or premise.id in world.without:
                continue
            measure = self.catalogue.measures[premise.measure]
            quantity = in_unit(Quantity.read(premise.printed), measure)
            if quantity.value is not None:
                of = Coordinates(premise.entity, premise.measure)
                exact = Interval.exactly(quantity.value)
                yield Derivation(premise.id, "premise", quantity.value, exact, measure.full_unit, of, premise=premise)

    def _solved(self, key: Key, world: World) -> Iterator[Derivation]:
        for identity in self._by_measure.get(key.measure, ()):
            if identity.source.id in world.using:
                continue
            inner = replace(world, using=world.using | {identity.source.id})
            replaced = {measure for entity, measure, _, _ in world.givens if entity == key.entity}
            for term, solution in identity.solved_for(key.measure, key.entity, replaced):
                channel = term.channel or identity.source.channel
                if key.channel is not None and channel not in (None, key.channel):
                    continue
                placed = self._placed(solution, key, world)
                for derived in self.derive(placed, self._held_fast(placed, inner))[:2]:
                    if term is not identity.left and _rests_on_result(derived, identity.left.measure[0]):
                        continue
                    scaled = in_units_of(derived, self.catalogue.measures[key.measure])
                    if scaled is None or (
                        key.channel is not None and channel is None and key.channel not in _channels(scaled)
                    ):
                        continue
                    of = Coordinates(key.entity, key.measure, key.period, channel or _channel(scaled))
                    yield replace(
                        scaled, id=f"{identity.source.id}({','.join(part.id for part in scaled.leaves())})", of=of
                    )

    def _held_fast(self, placed: Expression, world: World) -> World:
        """Where a term of an identity is replaced, its other terms stay what they are held to be."""
        terms = figures_of(placed)
        direct = [given for given in world.givens if any(_is_given(given, term) for term in terms)]
        if not direct:
            return world
        return replace(world, givens=tuple(direct), fast=True)

    def _placed(self, expression: Expression, key: Key, world: World) -> Expression:
        """Give the terms of a solved identity the entity and the period that are asked for; a rate may be undated."""
        match expression:
            case Figure():
                entity = expression.entity or (key.entity,)
                measure = self.catalogue.measures[expression.measure[0]]
                undated = measure.kind == "rate" and not any(
                    reading.period for reading in self.catalogue.table.of(entity[0], expression.measure[0])
                )
                replaced = any((e, m) == (entity[0], expression.measure[0]) for e, m, _, _ in world.givens)
                return replace(
                    expression,
                    entity=entity,
                    period=None if undated else expression.period or key.period,
                    channel=None if replaced else expression.channel,
                )
            case Sum(terms):
                return Sum(tuple(self._placed(term, key, world) for term in terms))
            case Difference(first, second):
                return Difference(self._placed(first, key, world), self._placed(second, key, world))
            case Product(first, second):
                return Product(self._placed(first, key, world), self._placed(second, key, world))
            case Ratio(first, second):
                return Ratio(self._placed(first, key, world), self._placed(second, key, world))
            case _:
                return expression

    def _tiled(self, key: Key, world: World) -> Iterator[Derivation]:
        """Reach a period from others of the same flow and channel, adding and taking away whole periods."""
        measure = self.catalogue.measures[key.measure]
        if (
            measure.kind != "flow"
            or measure.per
            or key.period is None
            or not key.period.has_year
            or not key.period.months
        ):
            return
        yield from self._beside_given(key, world)
        rows: dict[str, list[Reading]] = {}
        for reading in self.catalogue.table.of(key.entity, key.measure):
            row = reading.row
            if row.status in _PRIMARY and row.id not in world.without and reading.period and reading.period.months:
                if key.channel in (None, row.channel):
                    rows.setdefault(row.channel, []).append(reading)
        for channel, readings in rows.items():
            path = path_to(key.period, readings)
            if path and len(path) > 1:
                terms = [(sign, self.leaf(reading)) for sign, reading in path]
                yield signed(terms, Coordinates(key.entity, key.measure, key.period, channel))

    def _beside_given(self, key: Key, world: World) -> Iterator[Derivation]:
        """Add what is supposed of a part of a period to what is held of the rest: `if Q4 were 3bn, the whole year`."""
        for entity, measure, period, value in world.givens:
            rest = rest_of(key.period, period) if key.period and period and period.has_year and period.months else None
            if rest is None or (entity, measure) != (key.entity, key.measure):
                continue
            for way in self.find(replace(key, period=rest), World(budget=world.budget))[:1]:
                if way.value is not None and value.value is not None and way.unit == value.unit:
                    yield signed([(1, way), (1, value)], Coordinates(entity, measure, key.period, way.of.channel))

    def _ranked(self, ways: Iterator[Derivation]) -> list[Derivation]:
        """Order ways: the best of each channel first (printed before derived, forecasts last), then the rest."""
        found: dict[tuple[str, ...], Derivation] = {}
        for way in sorted(ways, key=_rank):  # two ways from the same leaves to the same value are one
            leaves = tuple(sorted(leaf.id for leaf in way.leaves() if leaf.rule != "constant" or leaf.quantity is None))
            found.setdefault((str(way.value), *leaves), way)
        ordered = list(found.values())
        heads: dict[str, Derivation] = {}
        for way in ordered:
            heads.setdefault(_head(way), way)
        return [*heads.values(), *(way for way in ordered if heads[_head(way)] is not way)]

    def evidence(self, key: Key, world: World = World()) -> tuple[list[Derivation], list[Derivation]]:
        """Split the ways of knowing a figure: one for each channel, and what merely confirms or repeats them."""
        ways = self.find(key, world)
        heads: dict[str, Derivation] = {}
        rest = []
        for way in ways:
            if _head(way) in heads:
                rest.append(way)
            else:
                heads[_head(way)] = way
        best = list(heads.values())
        if old := [way for way in best if superseded(way)]:
            if len(old) < len(best):
                best, rest = [way for way in best if way not in old], [*rest, *old]
        final = [way for way in best if settles(way)] if key.channel is None and key.speaker is None else []
        if final:  # what was said before is told, and no longer set against it
            return final, [*(way for way in best if way not in final), *rest]
        if len(best) > 1 and any(way.rule in ("observation", "given", "premise") for way in best):
            printed = [way for way in best if way.rule in ("observation", "given", "premise")]
            derived = [way for way in best if way not in printed]
            kept = [way for way in derived if not any(way.interval.overlaps(other.interval) for other in printed)]
            rest += [way for way in derived if way not in kept]
            best = [*printed, *kept]
        return best, rest

    # ----- over time -------------------------------------------------------------------------------------------------

    def _per(self, part: Derivation, grain: str) -> Derivation | None:
        """Spread a flow over its days, months, quarters or years."""
        measure = self.catalogue.measures.get(part.of.measure or "")
        if part.unit.endswith(f"/{grain}"):
            return part
        if measure is not None and measure.per == "day":
            return _for_longer(part, grain)
        if measure is not None and measure.per == "year" and len(measure.unit) == _CODE and grain in _IN_A_YEAR:
            by = constant(_IN_A_YEAR[grain])
            return made("per_period", "{0} ÷ {1}", (part, by), over(part, by), f"{measure.unit}/{grain}", part.of)
        if measure is None or measure.kind != "flow" or "/" in part.unit:
            return None
        count = _count(part.of.period, grain) if measure.term is None else _IN_A_YEAR.get(grain, Decimal(0))
        if not count:
            return None
        by = constant(count)
        return made("per_period", "{0} ÷ {1}", (part, by), over(part, by), f"{part.unit}/{grain}", part.of)

    def _annualised(self, part: Derivation) -> Derivation | None:
        measure = self.catalogue.measures.get(part.of.measure or "")
        months = part.of.period.months if part.of.period else 0
        if measure is not None and measure.per == "year":
            return part
        if measure is None or measure.kind != "flow" or not months:
            return None
        if months == 12:
            return part
        factor = constant(quotient(Decimal(12), Decimal(months)))
        value = None if part.value is None else part.value * 12 / months
        interval = part.interval * Interval.exactly(12) / Interval.exactly(months)
        return made("annualised", "{0} × 12 ÷ " + str(months), (part, factor), (value, interval), part.unit, part.of)

    def _multiplied_over(self, figure: Figure, world: World, years: int | None) -> tuple[Derivation, ...]:
        """By what something multiplies at its yearly growth: (1 + rate) to the power of years, those it is held for if open."""
        key = self.key_of(figure)
        if key is None:
            return ()
        found = []
        for name, measure in self.catalogue.measures.items():
            if key.measure not in (measure.growth_of, name):
                continue
            if measure.growth_of is None:
                continue
            for reading in self.catalogue.table.of(key.entity, name):
                span = reading.period
                if span is None or (key.period is not None and key.period != span) or reading.row.id in world.without:
                    continue
                count = years or span.last.year - span.first.year
                rate = next(iter(self.find(Key(key.entity, name, span), world)), None)
                if rate is None or (years is None and rate.rule == "given"):
                    continue
                base = Interval.exactly(1) + rate.interval / _HUNDRED
                value = None if rate.value is None else (1 + rate.value / 100) ** count
                of = Coordinates(key.entity, measure.growth_of, span if years is None else None, reading.row.channel)
                found.append(made("power", f"(1 + {{0}})^{count}", (rate,), (value, base.power(count)), "ratio", of))
        return tuple(found)


_CODE = 3  # letters of a currency's code
_IN_A_YEAR = {
    "hour": Decimal(365 * 24),
    "day": Decimal(365),
    "month": Decimal(12),
    "quarter": Decimal(4),
    "half": Decimal(2),
}


def _count(period: Period | None, grain: str) -> Decimal:
    """How many hours, days, months or quarters a period has; none of what has no period."""
    if period is None:
        return Decimal(0)
    if grain in ("day", "hour"):
        return Decimal(period.days * (24 if grain == "hour" else 1))
    return Decimal(period.months) / _MONTHS[grain] if grain in _MONTHS else Decimal(0)


def _for_longer(part: Derivation, grain: str) -> Derivation | None:
    """What an undated daily pace comes to over a year of 365 days, or its months and quarters."""
    if grain == "hour":
        by = constant(Decimal(24))
        return made(
            "per_period", "{0} ÷ {1}", (part, by), over(part, by), part.unit.removesuffix("day") + grain, part.of
        )
    months = _MONTHS.get(grain)
    if months is None:
        return None
    parts = 12 // months
    value = None if part.value is None else part.value * 365 / parts
    interval = part.interval * Interval.exactly(365) / Interval.exactly(parts)
    unit = part.unit.removesuffix("/day") + f"/{grain}"
    formula = "{0} × 365" if parts == 1 else f"{{0}} × 365 ÷ {parts}"
    return made("per_period", formula, (part,), (value, interval), unit, part.of)


def _rests_on_all(way: Derivation, inner: World, outer: World) -> bool:
    """Tell whether a way takes up everything that was replaced: what leaves a part of the condition out answers another."""
    used = {leaf.id for leaf in way.leaves() if leaf.rule == "given"}
    return all(value.id in used for _, _, _, value in inner.givens[len(outer.givens) :])


def _is_amount(derived: Derivation) -> bool:
    """Tell whether a value is one that anything can have: more digits than are reckoned with, and it says nothing."""
    ends = (derived.interval.low, derived.interval.high)
    return all(abs(end) < _BEYOND for end in ends if end.is_finite())


def _is_given(given: tuple[str, str, Period | None, Derivation], term: Figure) -> bool:
    entity, measure, period, _ = given
    same = entity in term.entity and measure in term.measure
    return same and (period is None or term.period is None or period == term.period)


def _rests_on_result(derived: Derivation, measure: str) -> bool:
    """Tell whether a solution starts from the printed result of the very identity: that is no evidence for its inputs."""
    return any(
        leaf.observation is not None and leaf.observation.measure == measure and leaf.observation.channel == "computed"
        for leaf in derived.leaves()
    )


def _is_like_with_like(parts: Sequence[Derivation]) -> bool:
    """Tell whether values of one measure come through one channel: leaked against leaked, reported against reported."""
    held = [part for part in parts if part.of.measure]
    return len({part.of.measure for part in held}) != 1 or len({_head(part) for part in held}) == 1


def _belong_together(first: Figure, second: Figure, *, by_entity: bool) -> bool:
    """Tell whether two figures are of one period, and of one entity where their identity speaks of one."""
    periods, entities = {first.period, second.period} - {None}, {first.entity, second.entity} - {()}
    return len(periods) <= 1 and (len(entities) <= 1 or not by_entity)


def _fits(figure: Figure, term: Figure) -> bool:
    return bool(set(figure.measure) & set(term.measure)) and (
        not term.entity or not figure.entity or set(figure.entity) <= set(term.entity)
    )


def _rank(way: Derivation) -> tuple[int, int, int, int]:
    channel = CHANNELS.index(way.of.channel) if way.of.channel in CHANNELS else len(CHANNELS)
    forecast = way.observation is not None and way.observation.status == "forecast"
    order = {"given": 0, "observation": 1, "premise": 2}.get(way.rule, 3)
    late = 2 * int(superseded(way)) + int(forecast)
    return (late, -1 if settles(way) else 0 if way.rule == "given" else channel, order, len(way.leaves()))


def settles(way: Derivation) -> bool:
    """Tell whether a printed figure ends a dispute: audited, or confirmed by several independent origins."""
    return way.observation is not None and way.observation.settles


def superseded(way: Derivation) -> bool:
    """Tell whether a later figure of the same publisher, or a better one, has taken the place of a printed one."""
    return way.observation is not None and way.observation.standing == "superseded"


def is_weak(way: Derivation) -> bool:
    """Tell whether a printed figure is a forecast, an estimate, or known at second hand only."""
    row = way.observation
    return row is not None and (row.status in {"forecast", "estimate"} or row.standing == "secondary")


def _head(way: Derivation) -> str:
    if superseded(way):
        return "superseded"
    if settles(way):
        return "settled"
    if way.observation is not None and way.observation.status == "forecast":
        return "forecast"
    return way.of.channel or "-"


def _channels(derived: Derivation) -> set[str]:
    return {leaf.of.channel for leaf in derived.leaves() if leaf.of.channel}


def _channel(derived: Derivation) -> str | None:
    """The channel of what is derived from one channel alone; else `computed`."""
    channels = _channels(derived)
    return channels.pop() if len(channels) == 1 else "computed" if channels else None
