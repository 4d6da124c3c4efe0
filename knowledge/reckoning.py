"""Reckoning: whether the figures of a text come to what the text says they do. No ledger is asked.

Amounts are the intervals that they denote as printed; what the text states holds where the result rounds to it, holds
within rounding where the two intervals share a value, and fails else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from grammar.equation import Equation
from grammar.interval import Interval, quotient
from grammar.quantity import Quantity

_COUNTED = 10_000  # from here on a quotient of bare numbers is an amount, and no multiple
_ONE, _HUNDRED = Interval.exactly(1), Interval.exactly(100)
_CONVERSIONS = frozenset({Decimal(1), Decimal(100)})  # in a written equation they convert, and are exact
_SHARES = ("percent", "percentage_points")


@dataclass(frozen=True, slots=True)
class Number:
    """A value with its interval and unit (`ratio` for what has none)."""

    value: Decimal | None
    interval: Interval
    unit: str


@dataclass(frozen=True, slots=True)
class Reckoning:
    """An equation of a text, and what its amounts come to.

    Attributes:
        finding: `holds`, `within_rounding` or `fails`.
        formula: How the result is reckoned, with the places of the terms (`{1} ÷ {0} − 1`).
        computed: The result.
    """

    equation: Equation
    finding: str
    formula: str
    computed: Number


def reckon(found: Sequence[Equation]) -> tuple[Reckoning, ...]:
    """Recompute equations; what cannot be computed is left out."""
    return tuple(result for equation in found if (result := _reckoned(equation)) is not None)


_RANK = ("holds", "within_rounding", "fails")


def _reckoned(equation: Equation) -> Reckoning | None:
    """Return the reading under which the text fares best: where words are ambiguous, no fault is found."""
    if not all(term.interval.is_bounded for term in equation.terms):
        return None
    try:
        readings = _READINGS[equation.kind](equation)
    except (ZeroDivisionError, ArithmeticError):
        return None
    found = [Reckoning(equation, _finding(one, equation.stated), formula, one) for formula, one in readings]
    return min(found, key=lambda one: (_RANK.index(one.finding), _distance(one)), default=None)


def _distance(one: Reckoning) -> Decimal:
    """How far the result is from what is stated: of two readings that both fail, the nearer is told."""
    claimed, value = one.equation.stated.value, one.computed.value
    return Decimal(0) if claimed is None or value is None else abs(claimed - value)


def _finding(computed: Number, stated: Quantity) -> str:
    claimed = stated.interval
    if (computed.value is not None and computed.value in claimed) or claimed.encloses(computed.interval):
        return "holds"
    return "within_rounding" if claimed.overlaps(computed.interval) else "fails"


Readings = list[tuple[str, Number]]


def _growth(equation: Equation) -> Readings:
    first, second = (_number(term) for term in equation.terms)
    unit = equation.stated.unit
    falls = equation.falls
    if falls is None:
        falls = first.value is not None and second.value is not None and second.value < first.value
    if unit == "ratio":
        ratio = _divided(second, first)
        found = [("{1} ÷ {0}", ratio)]
        if equation.falls and not (equation.stated.value is not None and equation.stated.value < 1):
            found = [("{0} ÷ {1}", _divided(first, second))]
        elif equation.falls is False and not falls:
            found.append(("{1} ÷ {0} − 1", Number(_less(ratio.value, 1), ratio.interval - _ONE, "ratio")))
        return found
    change = _minus(first, second) if falls else _minus(second, first)
    formula = "{0} − {1}" if falls else "{1} − {0}"
    if unit == "percentage_points" or unit not in _SHARES:
        return [(formula, change)]
    ratio = _divided(second, first)
    value, interval = _less(ratio.value, 1), ratio.interval - _ONE
    if falls:
        value, interval = None if value is None else -value, -interval
    percent = Number(None if value is None else value * 100, interval * _HUNDRED, "percent")
    found = [("1 − {1} ÷ {0}" if falls else "{1} ÷ {0} − 1", percent)]
    if first.unit in _SHARES:
        found.append((formula, change))
    return found


def _compared(equation: Equation) -> Readings:
    """Read `115 is 15 % more than 100`: the second is the base."""
    first, second = (_number(term) for term in equation.terms)
    ratio = _divided(first, second)
    value, interval = _less(ratio.value, 1), ratio.interval - _ONE
    if value is not None and value < 0:
        value, interval = -value, -interval
    return [("{0} ÷ {1} − 1", Number(None if value is None else value * 100, interval * _HUNDRED, "percent"))]


def _share(equation: Equation) -> Readings:
    ratio = _divided(*(_number(term) for term in equation.terms))
    return [("{0} ÷ {1}", _as(ratio, equation.stated.unit))]


def _multiple(equation: Equation) -> Readings:
    first, second = (_number(term) for term in equation.terms)
    if equation.stated.unit in _SHARES:
        return [*_compared(equation), *_share(equation)]
    return [("{0} ÷ {1}", _divided(first, second)), ("{1} ÷ {0}", _divided(second, first))]


def _difference(equation: Equation) -> Readings:
    first, second = (_number(term) for term in equation.terms)
    larger = first.value is None or second.value is None or first.value >= second.value
    return [("{0} − {1}", _minus(first, second)) if larger else ("{1} − {0}", _minus(second, first))]


def _total(equation: Equation) -> Readings:
    result = _number(equation.terms[0])
    for term in equation.terms[1:]:
        result = _plus(result, _number(term))
    return [(" + ".join(f"{{{place}}}" for place in range(len(equation.terms))), result)]


_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


def _written(equation: Equation) -> Readings:
    """Reckon a written equation: × and ÷ before + and −; nothing where units do not go together."""
    numbers = [_exactly_one(term, place) for place, term in enumerate(equation.terms)]
    formula = "{0}" + "".join(f" {_SIGNS[sign]} {{{place}}}" for place, sign in enumerate(equation.operators, start=1))
    sums: list[tuple[str, Number]] = [("+", numbers[0])]
    for sign, number in zip(equation.operators, numbers[1:], strict=True):
        if sign in "+-":
            sums.append((sign, number))
            continue
        before, last = sums[-1]
        joined = _times(last, number) if sign == "*" else _divided(last, number)
        sums[-1] = (before, joined)
    result = sums[0][1]
    for sign, number in sums[1:]:
        if not _add_up(result.unit, number.unit):
            return []
        result = _plus(result, number) if sign == "+" else _minus(result, number)
    fitted = _as(result, equation.stated.unit)
    return [(formula, fitted)] if _add_up(fitted.unit, equation.stated.unit) else []


_READINGS: dict[str, Callable[[Equation], Readings]] = {
    "growth": _growth,
    "compared": _compared,
    "share": _share,
    "multiple": _multiple,
    "difference": _difference,
    "total": _total,
    "written": _written,
}


def _number(quantity: Quantity) -> Number:
    return Number(quantity.value, quantity.interval, quantity.unit)


def _exactly_one(quantity: Quantity, place: int) -> Number:
    number = _number(quantity)
    if place and quantity.unit == "" and quantity.value in _CONVERSIONS:
        return Number(quantity.value, Interval.exactly(quantity.value), "")
    return number


def _add_up(first: str, second: str) -> bool:
    """Tell whether amounts of two units can be added: an unnamed one takes the other's."""
    plain = {"", "ratio"}
    if first == second or {first, second} <= plain or {first, second} <= set(_SHARES):
        return True
    return "" in (first, second) and all(unit not in (*_SHARES, "ratio") for unit in (first, second))


def _less(value: Decimal | None, by: int) -> Decimal | None:
    return None if value is None else value - by


def _plus(first: Number, second: Number) -> Number:
    value = None if first.value is None or second.value is None else first.value + second.value
    return Number(value, first.interval + second.interval, first.unit or second.unit)


def _minus(first: Number, second: Number) -> Number:
    value = None if first.value is None or second.value is None else first.value - second.value
    return Number(value, first.interval - second.interval, first.unit or second.unit)


def _times(first: Number, second: Number) -> Number:
    value = None if first.value is None or second.value is None else first.value * second.value
    result = Number(value, first.interval * second.interval, "")
    shares = sum(number.unit in _SHARES for number in (first, second))
    for _ in range(shares):
        result = Number(None if result.value is None else result.value / 100, result.interval / _HUNDRED, "")
    units = [number.unit for number in (first, second) if number.unit not in ("", "ratio", *_SHARES)]
    if len(units) > 1:
        raise ArithmeticError
    return Number(
        result.value, result.interval, units[0] if units else "ratio" if shares else first.unit or second.unit
    )


def _divided(first: Number, second: Number) -> Number:
    value = None if first.value is None or not second.value else quotient(first.value, second.value)
    interval = first.interval / second.interval
    if second.unit in _SHARES and first.unit not in _SHARES:
        return Number(None if value is None else value * 100, interval * _HUNDRED, first.unit)
    if first.unit == second.unit == "" and abs(interval.high) >= _COUNTED:
        return Number(value, interval, "")  # 4.938億 ÷ 0.2 counts what the first counts
    if first.unit == second.unit:
        return Number(value, interval, "ratio")
    if second.unit in ("", "ratio"):
        return Number(value, interval, first.unit)
    if first.unit == "":
        return Number(value, interval, "ratio")
    raise ArithmeticError


def _as(number: Number, unit: str) -> Number:
    """Return a ratio in percent where it is stated so."""
    if unit == "percent" and number.unit in ("ratio", ""):
        return Number(None if number.value is None else number.value * 100, number.interval * _HUNDRED, "percent")
    return number
