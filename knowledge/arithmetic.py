"""Arithmetic on derivations: values, intervals and units together, so that no step loses one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from grammar.interval import Interval, quotient, root_of
from grammar.quantity import Quantity
from knowledge.result import Coordinates, Derivation
from knowledge.schema import Measure

_HUNDRED = Interval.exactly(100)


def supplied(quantity: Quantity, measure: Measure | None = None) -> Derivation:
    """Return an amount that the user brought along as a derivation."""
    unit = measure.full_unit if measure else quantity.unit or "number"
    value = quantity.value
    name = (
        f"“{quantity.printed}”" if quantity.printed or value is None else str(value.normalize())
    )  # a formula's number
    return Derivation(name, "constant", quantity.value, quantity.interval, unit, quantity=quantity)


def constant(value: Decimal) -> Derivation:
    """Return an exact number as a derivation."""
    return Derivation(str(value.normalize()), "constant", value, Interval.exactly(value), "number")


def made(  # noqa: PLR0913, PLR0917 - the fields of a derivation
    rule: str,
    formula: str,
    inputs: tuple[Derivation, ...],
    result: tuple[Decimal | None, Interval],
    unit: str,
    of: Coordinates,
) -> Derivation:
    """Make a derivation of its parts."""
    value, interval = result
    name = f"{rule}({','.join(part.id for part in inputs)})"
    return Derivation(name, rule, value, interval, unit, of, formula, inputs)


def _common(parts: Sequence[Derivation]) -> Coordinates:
    def same(name: str) -> object:
        values = {getattr(part.of, name) for part in parts if part.of.measure}
        return values.pop() if len(values) == 1 else None

    return Coordinates(same("entity"), same("measure"), same("period"), same("channel"))  # type: ignore[arg-type]


def added(parts: Sequence[Derivation]) -> Derivation | None:
    """Add; nothing where the units differ, or where shares of different wholes would be added."""
    unit = _one_unit(parts)
    holders = {part.of.entity for part in parts if part.quantity is None}
    if unit is None or (unit.startswith("percent") and len(holders) > 1):
        return None  # shares of different wholes don't add up
    interval = parts[0].interval
    for part in parts[1:]:
        interval += part.interval
    value = (
        None
        if any(part.value is None for part in parts)
        else sum((part.value for part in parts if part.value is not None), Decimal(0))
    )
    return made(
        "sum", " + ".join(f"{{{i}}}" for i in range(len(parts))), tuple(parts), (value, interval), unit, _common(parts)
    )


def reduced(parts: Sequence[Derivation]) -> Derivation | None:
    """Subtract the second from the first."""
    first, second = parts
    unit = _one_unit(parts)
    if unit is None:
        return None
    if unit.startswith("percent") and unit != "percentage_points" and first.of.entity != second.of.entity:
        unit = "percentage_points"
    value = None if first.value is None or second.value is None else first.value - second.value
    return made(
        "difference", "{0} − {1}", (first, second), (value, first.interval - second.interval), unit, _common(parts)
    )


def _one_unit(parts: Sequence[Derivation]) -> str | None:
    units = {part.unit for part in parts if part.unit != "number"}
    if any(part.quantity is not None for part in parts):  # points that a text adds to a share, or takes from it
        units = (units - {"percentage_points"}) or units
    if len(units) == 1:
        return units.pop()
    return "number" if not units else None


def multiplied(parts: Sequence[Derivation]) -> Derivation | None:
    """Multiply two; nothing where both are amounts."""
    first, second = parts
    factor, unit = _product_unit(first.unit, second.unit)
    if unit is None:
        return None
    interval = first.interval * second.interval * Interval.exactly(factor)
    value = None if first.value is None or second.value is None else first.value * second.value * factor
    return made("product", "{0} × {1}", (first, second), (value, interval), unit, _common(parts))


def _product_unit(first: str, second: str) -> tuple[Decimal, str | None]:
    amount, _, grain = first.partition("/")
    if grain and second == f"{grain}s":  # what is done a day, over some days
        return Decimal(1), amount
    if "number" in (first, second) or "ratio" in (first, second):
        other = second if first in ("number", "ratio") else first
        return Decimal(1), other
    shares = [unit for unit in (first, second) if unit.startswith("percent")]
    if shares:
        other = second if first.startswith("percent") else first
        if len(shares) == 2:
            other = next((unit for unit in (first, second) if unit != "percent"), "percent")
        return Decimal("0.01"), other
    return Decimal(1), None


def divided(parts: Sequence[Derivation]) -> Derivation | None:
    """Divide the first by the second: a multiple, or what the units make of it."""
    return _quotient(parts, "ratio", "ratio", Decimal(1))


def shared(parts: Sequence[Derivation]) -> Derivation | None:
    """Divide the first by the second, in percent."""
    return _quotient(parts, "share", "percent", Decimal(100))


def _quotient(parts: Sequence[Derivation], rule: str, unit: str, factor: Decimal) -> Derivation | None:
    first, second = parts
    if second.interval.low <= 0 <= second.interval.high:
        return None
    if _family(first.unit) == _family(second.unit):
        out, scale = unit, factor
    elif rule == "share":  # an amount is no share of a rate
        return None
    elif second.unit in ("number", "ratio"):
        out, scale = first.unit, Decimal(1)
    elif second.unit.endswith("/day") and first.unit in (second.unit.removesuffix("/day"), "number"):
        out, scale = "days", Decimal(1)
    elif second.unit.startswith("percent") and not first.unit.startswith("percent"):  # amount ÷ share = whole
        out, scale = first.unit, Decimal(100)
    else:
        return None
    value, interval = over(first, second)
    value = None if value is None else value * scale
    return made(rule, "{0} ÷ {1}", (first, second), (value, interval * Interval.exactly(scale)), out, _common(parts))


def _family(unit: str) -> str:
    if unit in ("percent", "percentage_points"):
        return "percent"
    return unit.removesuffix("/year")  # a flow at the rate of a year is set against such a rate


def over(first: Derivation, second: Derivation) -> tuple[Decimal | None, Interval]:
    """Divide values and intervals."""
    interval = first.interval / second.interval
    if first.value is None or second.value is None or second.value == 0:
        return None, interval
    return quotient(first.value, second.value), interval


def grown(parts: Sequence[Derivation]) -> Derivation | None:
    """Relative change from the first to the second, in percent."""
    first, second = parts
    if (
        first.unit != second.unit
        or first.interval.low <= 0 <= first.interval.high
        or (first.of.period == second.of.period and first.of.entity == second.of.entity)
    ):
        return None
    interval = (second.interval / first.interval - Interval.exactly(1)) * _HUNDRED
    value = None if first.value is None or second.value is None else (quotient(second.value, first.value) - 1) * 100
    return made("growth", "{1} ÷ {0} − 1", (first, second), (value, interval), "percent", _common(parts))


def compounded(parts: Sequence[Derivation]) -> Derivation | None:
    """Average yearly growth from the first to the second, in percent: the root of their ratio, over whole years."""
    first, second = parts
    if first.unit != second.unit or first.interval.low <= 0 or second.interval.low < 0:
        return None
    begin, end = first.of.period, second.of.period
    if begin is None or end is None or begin.months != end.months or begin.first.month != end.first.month:
        return None
    years = end.first.year - begin.first.year
    if years < 1:
        return None
    interval = ((second.interval / first.interval).root(years) - Interval.exactly(1)) * _HUNDRED
    value = None
    if first.value is not None and second.value is not None:
        value = (root_of(quotient(second.value, first.value), years) - 1) * 100
    formula = f"({{1}} ÷ {{0}})^(1 ÷ {years}) − 1"
    return made("compound_growth", formula, (first, second), (value, interval), "percent", _common(parts))


def in_units_of(derived: Derivation, measure: Measure) -> Derivation | None:
    """Return a derived value in the unit of the measure that it is a value of; None where the units do not fit."""
    wanted = measure.full_unit
    if derived.unit in (wanted, "number"):
        return replace(derived, unit=wanted)
    if derived.unit == "ratio" and wanted.startswith("percent"):
        value = None if derived.value is None else derived.value * 100
        return replace(derived, unit=wanted, value=value, interval=derived.interval * _HUNDRED)
    if derived.unit.startswith("percent") and wanted == "ratio":
        value = None if derived.value is None else derived.value / 100
        return replace(derived, unit=wanted, value=value, interval=derived.interval / _HUNDRED)
    return None
