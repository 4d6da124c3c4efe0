"""Claims made from what the ledgers hold: right ones, and each of the ways in which claims go wrong."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tests.judging.comparison import comparisons, extremes, sides
from tests.judging.held import LEVELS, UNITS, Held, Span, figures, hedged, last_digit, observations, rounded
from tests.judging.oracle import Amount, Expected, Statement, expected
from tests.judging.sentence import LANGUAGES, sentences

COMPANIES, GOVERNMENTS = ("openai", "microsoft"), ("china", "united_states", "japan")
UNDATED_SCALE = Fraction(4, 5), Fraction(13, 10)


@dataclass(frozen=True)
class Case:
    """One claim in one language, and what it deserves."""

    id: str
    mutation: str
    language: str
    text: str
    expected: Expected


def cases(phrasings: int = 2) -> list[Case]:
    """Return every claim, each in three languages and several phrasings.

    Args:
        phrasings: How many phrasings of each language are taken; which ones changes from claim to claim.
    """
    rows = observations()
    held = figures(rows)
    found: dict[tuple[str, str], Case] = {}
    for row in rows:
        for mutation, said in _statements(row, held):
            deserved = expected(said, held)
            for language in LANGUAGES:
                start = zlib.crc32(f"{row.id} {mutation}".encode())
                for number, text in enumerate(sentences(said, language, start, phrasings)):
                    case = Case(f"{row.id}/{mutation}/{language}/{number}", mutation, language, text, deserved)
                    found.setdefault((language, text), case)
                if said.negated or said.channel:
                    continue
                for number, text in enumerate(sentences(said, language, start, max(1, phrasings // 2), asked=True)):
                    name = f"{row.id}/{mutation} asked/{language}/{number}"
                    found.setdefault((language, text), Case(name, f"{mutation} asked", language, text, deserved))
    for one in (*comparisons(held), *extremes(held)):
        for language in LANGUAGES:
            start = zlib.crc32(one.id.encode())
            for number, text in enumerate(sides(one, language, start, phrasings)):
                case = Case(f"{one.id}/{language}/{number}", one.kind, language, text, one.expected)
                found.setdefault((language, text), case)
    return list(found.values())


def _statements(row: Held, held: Sequence[Held]) -> Iterator[tuple[str, Statement]]:
    if row.value is None and not row.level:
        return  # ranges are claimed of points elsewhere
    if row.measure == "inference_spend" and not row.period:
        return  # "nearly ten billion" of no year fits no reading: the ledger says so itself
    right = Statement(row.entity, row.measure, row.period, "=", amount(row, row.value))
    yield "right", right
    yield "negated", replace(right, negated=True)
    yield from _elsewhere(row, right, held)
    if row.level:
        for level in LEVELS.values():
            said = replace(right, amount=replace(right.amount, level=level))
            yield f"level {level}", said
            yield f"level {level} negated", replace(said, negated=True)
        return
    yield from _amounts(row, right)
    yield from _bounds(row, right)
    yield from _attributed(row, right, held)
    if row.unit == "money":
        yield "currency", replace(right, amount=replace(right.amount, currency="CNY"))
        yield "currency euro", replace(right, amount=replace(right.amount, currency="EUR"))
        yield "currency and amount", replace(right, amount=amount(row, cut(row.value * 3, 2), currency="CNY"))


def amount(row: Held, value: Fraction | None, hedge: str = "", currency: str = "USD") -> Amount:
    """Return a value as a claim about a row would print it."""
    if value is None:
        return Amount(None, Span(None, None), level=row.level)
    place = last_digit(value)
    span = rounded(value, place if row.unit == "money" else min(place, 0))
    return Amount(value, hedged(value, span, hedge), hedge, currency)


def cut(value: Fraction, digits: int) -> Fraction:
    """Cut a value to some significant digits."""
    place = Fraction(1)
    while abs(value) >= place * 10:
        place *= 10
    while abs(value) < place:
        place /= 10
    step = place / Fraction(10) ** (digits - 1)
    return value // step * step


def _amounts(row: Held, right: Statement) -> Iterator[tuple[str, Statement]]:
    value = row.value
    step = Fraction(10) ** last_digit(value)
    if row.unit != "money":
        step = min(step, Fraction(1))
    changed = {
        "last digit up": value + step,
        "last digit down": value - step,
        "times ten": value * 10,
        "a tenth": value / 10,
        "times thousand": value * 1000,
        "a thousandth": value / 1000,
        "half as much again": cut(value * Fraction(3, 2), 3),
        "third": cut(value / 3, 2),
        "near": cut(value * Fraction(103, 100), 4),
        "finer": value + step / 5,
    }
    if value / step >= 100:
        changed["cut"] = cut(value, len(str(value / step)) - 1)
        changed["coarser"] = round(value / step / 10) * step * 10
    for name, other in changed.items():
        if other > 0:
            yield name, replace(right, amount=amount(row, other))
    for hedge, factor in (
        ("about", 1),
        ("about", Fraction(103, 100)),
        ("about", Fraction(6, 5)),
        ("nearly", Fraction(26, 25)),
        ("nearly", Fraction(27, 25)),
        ("nearly", Fraction(7, 5)),
    ):
        yield f"{hedge} {float(factor)}", replace(right, amount=amount(row, cut(value * factor, 3), hedge))


def _bounds(row: Held, right: Statement) -> Iterator[tuple[str, Statement]]:
    for comparator in (">", "<", ">=", "<="):
        for factor in (Fraction(7, 10), Fraction(1), Fraction(13, 10)):
            value = row.value * factor
            said = replace(right, comparator=comparator, amount=amount(row, cut(value, 2) if factor != 1 else value))
            yield f"{comparator} {float(factor)}", said
            if comparator in (">", "<") and factor != 1:
                yield f"not {comparator} {float(factor)}", replace(said, negated=True)
    wrong = amount(row, cut(row.value * Fraction(8, 5), 2))
    yield "wrong negated", replace(right, amount=wrong, negated=True)


def _elsewhere(row: Held, right: Statement, held: Sequence[Held]) -> Iterator[tuple[str, Statement]]:
    """Say the right number of another period, entity or measure."""
    periods = {"2023", "2024", "2025-S1", "2025-Q3", "2025-01/2025-09", "2024-S1"} if row.period else {"2023"}
    if not row.level and row.measure != "soe_equity_growth":
        for period in sorted(periods - {row.period}):
            yield f"period {period}", replace(right, period=period)
    group = COMPANIES if row.entity in COMPANIES else GOVERNMENTS
    for entity in group:
        if entity != row.entity and not row.measure.startswith("revenue_share"):
            yield f"entity {entity}", replace(right, entity=entity)
    for measure, unit in UNITS.items():
        known = [one for one in held if one.measure == measure]
        if measure != row.measure and unit == row.unit and any(one.entity == row.entity for one in known):
            period = row.period if any(one.period for one in known) else ""
            if row.period or not any(one.period for one in known):
                yield f"measure {measure}", replace(right, measure=measure, period=period)


def _attributed(row: Held, right: Statement, held: Sequence[Held]) -> Iterator[tuple[str, Statement]]:
    channels = ("leaked", "reported") if row.entity in COMPANIES else ("official", "reported")
    for channel in channels:
        if row.measure not in ("revenue_gap", "annualised_revenue", "inference_multiple", "cost_multiple"):
            yield f"channel {channel}", replace(right, channel=channel)
    said = [one for one in held if one.said_by == "the_information"]
    if any((one.entity, one.measure, one.period) == (row.entity, row.measure, row.period) for one in said):
        yield "speaker", replace(right, channel="reported", speaker="the_information")
