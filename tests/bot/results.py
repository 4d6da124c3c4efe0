"""Derivations made by hand over the rows of the two seed ledgers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

from grammar.interval import Interval, quotient
from grammar.period import half, parse, year
from grammar.quantity import Quantity
from knowledge.ledger import BUILT_IN, Catalogue, load_ledger
from knowledge.result import (
    Coordinates,
    Derivation,
)
from knowledge.schema import Note, Statement
from knowledge.table import read_row


@cache
def catalogue() -> Catalogue:
    return Catalogue(tuple(load_ledger(BUILT_IN / name) for name in ("openai", "governments")))


@cache
def row(name: str) -> Derivation:
    observation = catalogue().observations[name]
    measure = catalogue().measures[observation.measure]
    reading = read_row(observation, measure)
    of = Coordinates(observation.entity, observation.measure, reading.period, observation.channel)
    return Derivation(
        name,
        "observation",
        reading.value,
        reading.interval,
        measure.full_unit,
        of,
        observation=observation,
        level=reading.level,
    )


def premise(name: str = "OAI-03") -> Derivation:
    found = catalogue().premises[name]
    value = Quantity.read(found.printed).value
    assert value is not None
    of = Coordinates(found.entity, found.measure)
    return Derivation(name, "premise", value, Interval.exactly(value), "percent", of, premise=found)


def constant(value: int) -> Derivation:
    return Derivation(str(value), "constant", Decimal(value), Interval.exactly(value), "number")


def minus(first: Derivation, second: Derivation, of: Coordinates | None = None, unit: str | None = None) -> Derivation:
    assert first.value is not None
    assert second.value is not None
    return Derivation(
        f"difference({first.id},{second.id})",
        "difference",
        first.value - second.value,
        first.interval - second.interval,
        unit or ("percentage_points" if first.unit.startswith("percent") else first.unit),
        of or Coordinates(),
        "{0} − {1}",
        (first, second),
    )


def over(
    first: Derivation, second: Derivation, rule: str = "ratio", unit: str = "ratio", of: Coordinates | None = None
) -> Derivation:
    assert first.value is not None
    assert second.value is not None
    scale = 100 if unit == "percent" else 1
    return Derivation(
        f"{rule}({first.id},{second.id})",
        rule,
        quotient(first.value * scale, second.value),
        first.interval * Interval.exactly(scale) / second.interval,
        unit,
        of or Coordinates(),
        "{0} ÷ {1}",
        (first, second),
    )


def implied_revenue(name: str = "OAI-13") -> Derivation:
    received, rate = row(name), premise()
    assert received.value is not None
    return Derivation(
        f"revenue_from_share({name},OAI-03)",
        "ratio",
        received.value * 5,
        received.interval * Interval.exactly(5),
        "USD",
        Coordinates("openai", "revenue", received.of.period, "computed"),
        "{0} ÷ {1}",
        (received, rate),
    )


def reverse_share() -> Derivation:
    revenue = row("OAI-24")
    assert revenue.value is not None
    return Derivation(
        "share_from_revenue(OAI-24,OAI-03)",
        "product",
        revenue.value / 5,
        revenue.interval / Interval.exactly(5),
        "USD",
        Coordinates("microsoft", "revenue_share_received", half(2025, 1), "computed"),
        "{0} × {1}",
        (revenue, premise()),
    )


def third_quarter() -> Derivation:
    of = Coordinates("openai", "inference_spend", parse("2025-Q3"), "leaked")
    return replace(minus(row("OAI-28"), row("OAI-21"), of), rule="tiling")


def a_month() -> Derivation:
    part = row("OAI-21")
    return replace(over(part, constant(6), "per_period", "USD/month", part.of))


def japan_net() -> Derivation:
    return minus(row("GOV-25"), row("GOV-26"), Coordinates("japan", "net_liabilities"), "percent_of_gdp")


def annualised() -> Derivation:
    part = row("OAI-21")
    assert part.value is not None
    return Derivation(
        "annualised(OAI-21)",
        "annualised",
        part.value * 2,
        part.interval * Interval.exactly(2),
        "USD",
        part.of,
        "{0} × 12 ÷ 6",
        (part, constant(2)),
    )


def growth() -> Derivation:
    before, after = row("OAI-10"), annualised()
    assert before.value is not None
    assert after.value is not None
    value = (quotient(after.value, before.value) - 1) * 100
    return Derivation(
        "growth(…)",
        "growth",
        value,
        Interval(value - 1, value + 1, high_open=True),
        "percent",
        Coordinates(),
        "{1} ÷ {0} − 1",
        (before, after),
    )


def whatif() -> Derivation:
    quantity = Quantity.read("15%")
    given = Derivation(
        "given(15%)",
        "given",
        Decimal(15),
        Interval.exactly(15),
        "percent",
        Coordinates("microsoft", "revenue_share_rate"),
        quantity=quantity,
    )
    of = Coordinates("openai", "revenue", year(2024), "computed")
    part = over(row("OAI-13"), given, "ratio", "USD", of)
    assert part.value is not None
    return replace(part, value=part.value * 100, interval=part.interval * Interval.exactly(100))


def notes(*measures: str, entity: str | None = None) -> tuple[Note, ...]:
    return tuple(
        note
        for note in catalogue().notes
        if set(note.measures) & set(measures) and (entity is None or not note.entities or entity in note.entities)
    )


def statements(*facts: str) -> tuple[Statement, ...]:
    return tuple(statement for statement in catalogue().statements if statement.fact in facts)
