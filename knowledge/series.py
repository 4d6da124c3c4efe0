"""Series: figures over periods, side by side, or over the values of a premise, as plain data for tables and charts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from grammar.expression import Constant, Figure, Given, WhatIf
from grammar.interval import plain
from grammar.period import Period
from grammar.quantity import Quantity
from grammar.utterance import Question, Value
from knowledge.derive import Deriver
from knowledge.result import Answer, Derivation, Outcome
from knowledge.table import Table

_STEPS = 24  # parts of a curve: a hyperbola looks round from there on
_WIDER = Decimal("1.25")  # a curve goes as far beyond its outermost mark


@dataclass(frozen=True, slots=True)
class Curve:
    """A figure as a function of the premise that it rests on.

    Attributes:
        points: Values of the premise, ascending, each with the figure that it gives.
        asked: The premise's value that was asked about, and what it gives.
        held: The premise as the ledger has it, and what it gives; None where it gives nothing.
        beside: The same figure as known in another way, without the premise.
    """

    points: tuple[tuple[Derivation, Derivation], ...]
    asked: tuple[Derivation, Derivation]
    held: tuple[Derivation, Derivation] | None
    beside: tuple[Derivation, ...]


def periods_of(table: Table, entity: str, measure: str) -> list[Period]:
    """Return the periods for which a measure is printed, in order."""
    held = {reading.period for reading in table.of(entity, measure) if reading.period and reading.period.has_year}
    return sorted(held, key=lambda period: (period.first, period.last))


def over_periods(
    table: Table, answer: Callable[[Question], Outcome], entity: str, measure: str
) -> tuple[Derivation, ...]:
    """Return what a question for each period would be answered with, in the order of the periods."""
    found: dict[str, Derivation] = {}
    for period in periods_of(table, entity, measure):
        outcome = answer(Question(Value(Figure((entity,), (measure,), period))))
        if isinstance(outcome, Answer) and outcome.about == "figure":
            found |= {one.id: one for one in outcome.answers if one.of.period == period}
    return on_one_scale(tuple(found.values()))


def on_one_scale(derivations: Iterable[Derivation]) -> tuple[Derivation, ...]:
    """Return those that can be drawn to the scale of the first: of its unit, no level, bounded on one side at least."""
    drawn = [
        one
        for one in derivations
        if one.level is None and one.unit != "level" and (one.interval.low.is_finite() or one.interval.high.is_finite())
    ]
    return tuple(one for one in drawn if one.unit == drawn[0].unit)


def curve(deriver: Deriver, answer: Answer) -> Curve | None:
    """Return how a what-if answer depends on the premise that it replaces; None where it replaces none.

    Args:
        deriver: What is known.
        answer: The answer to a what-if with one replaced premise.
    """
    main = answer.answers[0]
    given = [leaf for leaf in main.leaves() if leaf.rule == "given"]
    if len(given) != 1 or main.of.entity is None or main.of.measure is None:
        return None
    asked, of = given[0], main.of
    premise = next((one for one in deriver.catalogue.premises.values() if one.measure == asked.of.measure), None)
    if premise is None or asked.value is None or asked.value <= 0 or asked.unit != "percent":
        return None
    goal = Figure((of.entity or "",), (of.measure or "",), of.period)
    replaced = Figure((premise.entity,), (premise.measure,))

    def at(value: Decimal) -> tuple[Derivation, Derivation] | None:
        amount = Constant(Quantity.read(f"{plain(value)}%"))
        ways = [way for way in deriver.derive(WhatIf(goal, (Given(replaced, amount),))) if way.value is not None]
        for way in ways[:1]:
            for leaf in way.leaves():
                if leaf.rule == "given":
                    return leaf, way
        return None

    held = at(_percent(premise.printed)) if _percent(premise.printed) > 0 else None
    marks = [asked.value, *([held[0].value] if held and held[0].value else [])]
    low, high = min(marks) / 2, max(marks) * _WIDER
    values = sorted(
        {*marks, *((low + (high - low) * step / _STEPS).quantize(Decimal("0.01")) for step in range(_STEPS + 1))}
    )
    points = tuple(point for point in map(at, values) if point)
    beside = [
        way for way in deriver.derive(goal) if way.rule == "observation" and way.of.channel not in (None, "computed")
    ]
    if len(points) < len(values):
        return None
    return Curve(points, (asked, main), held, _each_channel(on_one_scale((main, *beside))[1:]))


def _each_channel(derivations: Sequence[Derivation]) -> tuple[Derivation, ...]:
    found: dict[str | None, Derivation] = {}
    for one in derivations:
        found.setdefault(one.of.channel, one)
    return tuple(found.values())


def _percent(printed: str) -> Decimal:
    number = printed.strip().rstrip("%")
    return Decimal(number) if number.replace(".", "", 1).isdecimal() else Decimal(0)
