"""Judgement: one piece of evidence set against one claim, by intervals; and several put together to a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from grammar.expression import Relation
from grammar.interval import Interval
from grammar.quantity import Quantity
from knowledge.result import Derivation
from knowledge.table import UnitError

_NEAR = Decimal("0.05")
_FINER = {
    "approximately_supported": "more_precise",
    "bound_only": "bound_only",
}  # a bound inside what the source leaves open


@dataclass(frozen=True, slots=True)
class Finding:
    """What one piece of evidence says of a claim: `supported approximately_supported contradicted bound_only`."""

    verdict: str
    way: Derivation
    code: str | None = None


def judge(way: Derivation, relation: Relation, amount: Quantity) -> Finding:
    """Set one piece of evidence against a claimed amount.

    Args:
        way: The evidence.
        relation: Its comparator says what is claimed; negation is left to the caller.
        amount: The claimed amount in the evidence's unit.
    """
    if relation.comparator in ("<", "<=", ">", ">="):
        verdict = _bounded(way, relation.comparator, amount)
        return Finding(verdict, way, _FINER.get(verdict))
    if not way.interval.is_bounded:
        inside = amount.value is not None and amount.value in way.interval
        return Finding("bound_only" if inside else "contradicted", way, "bound_only")
    if way.value is None:
        return Finding(*_of_range(way, amount))
    if way.value in amount.interval or (way.value not in way.interval and amount.interval.encloses(way.interval)):
        return Finding("supported" if _is_close(way, amount) else "approximately_supported", way)
    if amount.value is not None and amount.value in way.interval and amount.hedge in ("", "approximately", "exactly"):
        return Finding("approximately_supported", way, "more_precise")
    if amount.value is not None and amount.hedge in ("", "approximately", "exactly") and way.value != 0:
        if abs(way.value - amount.value) <= abs(way.value) * _NEAR:
            return Finding("approximately_supported", way)
    return Finding("contradicted", way)


def _is_close(way: Derivation, amount: Quantity) -> bool:
    """Tell whether what is said to be nearly so much comes as near below it as a rounded number could."""
    if amount.hedge != "nearly" or amount.value is None:
        return True
    return way.interval.high > amount.value - abs(amount.value) * _NEAR


def one_sided(finding: Finding, sides: frozenset[str], relation: Relation, amount: Quantity) -> Finding:
    """Judge anew by evidence that is only a bound: what it prints bears out no equality, and nothing beyond it is denied."""
    way = finding.way
    if relation.comparator == "=" and finding.verdict in ("supported", "approximately_supported"):
        return Finding("bound_only", way, "bound_only")
    infinity = Decimal("Infinity")
    low = -infinity if "upper" in sides else way.interval.low
    high = infinity if "lower" in sides else way.interval.high
    open_way = replace(way, value=None, interval=Interval(low, high, low_open=low != way.interval.low, high_open=True))
    return replace(judge(open_way, relation, amount), way=way)


def _of_range(way: Derivation, amount: Quantity) -> tuple[str, Derivation]:
    """Evidence that is a range: what lies in it, or covers it, is borne out."""
    if amount.value is None:
        return ("supported" if amount.interval.overlaps(way.interval) else "contradicted"), way
    if amount.value in way.interval:
        return "supported", way
    return ("approximately_supported" if amount.interval.overlaps(way.interval) else "contradicted"), way


def _bounded(way: Derivation, comparator: str, amount: Quantity) -> str:
    bound = (
        amount.value
        if amount.value is not None
        else amount.interval.low
        if comparator.startswith(">")
        else amount.interval.high
    )
    if not bound.is_finite():
        bound = amount.interval.high if comparator.startswith(">") else amount.interval.low
    interval = way.interval
    if comparator == ">":
        holds, fails = interval.is_above(bound), interval.is_below(bound) or interval.high == bound
    elif comparator == ">=":
        holds, fails = interval.is_above(bound) or interval.low >= bound, interval.is_below(bound)
    elif comparator == "<":
        holds, fails = interval.is_below(bound), interval.is_above(bound) or interval.low == bound
    else:
        holds, fails = interval.is_below(bound) or interval.high <= bound, interval.is_above(bound)
    if holds:
        return "supported"
    if fails or _misses(way.value, interval, comparator, bound):
        return "contradicted"
    return "approximately_supported" if interval.is_bounded else "bound_only"


def _misses(value: Decimal | None, interval: Interval, comparator: str, bound: Decimal) -> bool:
    """Tell whether a value lies on the wrong side of a bound, and not near it."""
    if value is None or not bound.is_finite() or not interval.is_bounded:
        return False
    beyond = value < bound if comparator.startswith(">") else value > bound
    return beyond and abs(value - bound) > abs(bound) * _NEAR


def against(first: Derivation, second: Derivation, comparator: str) -> str:
    """Set one figure against another."""
    a, b = first.interval, second.interval
    if comparator == "=":
        return (
            "supported" if a.overlaps(b) else "approximately_supported" if _is_near(first, second) else "contradicted"
        )
    if comparator in ("<", "<="):
        return against(second, first, ">" if comparator == "<" else ">=")
    if a.low >= b.high and not (a.low == b.high and comparator == ">" and not (a.low_open or b.high_open)):
        return "supported"
    if b.low >= a.high:
        return "contradicted"
    if first.value is not None and first.value == second.value:
        return "contradicted" if comparator == ">" else "supported"
    if first.value is not None and second.value is not None:
        return "approximately_supported" if first.value >= second.value else "contradicted"
    if a.is_bounded and b.is_bounded:  # ranges that overlap: one lies above the other on both sides
        if a.low >= b.low and a.high >= b.high and a != b:
            return "approximately_supported"
        if b.low >= a.low and b.high >= a.high and a != b:
            return "contradicted"
    return "bound_only"


def _is_near(first: Derivation, second: Derivation) -> bool:
    if first.value is None or second.value is None or second.value == 0:
        return False
    return abs(first.value - second.value) <= abs(second.value) * _NEAR


def together(findings: Sequence[Finding]) -> tuple[str, str | None]:
    """Combine what the pieces of evidence say."""
    verdicts = [one.verdict for one in findings if one.verdict != "bound_only"]
    if not verdicts:
        return "not_checkable", "bound_only"
    borne = [v for v in verdicts if v != "contradicted"]
    if borne and len(borne) < len(verdicts):
        return "disputed", None
    if not borne:
        return "contradicted", None
    return ("supported" if "supported" in borne else "approximately_supported"), None


def converted(quantity: Quantity, unit: str) -> Quantity:
    """Return an amount in another unit: a multiple as a share, a share as a multiple, a bare number as it is.

    Raises:
        UnitError: The units do not fit.
    """
    if quantity.unit in ("", unit) or unit.startswith(quantity.unit):
        return quantity
    if quantity.unit == "ratio" and unit.startswith("percent"):
        factor = Decimal(100)
    elif quantity.unit == "percent" and unit == "ratio":
        factor = Decimal("0.01")
    elif (quantity.unit in ("percent", "percentage_points") and unit.startswith("percent")) or (
        quantity.is_money and unit.startswith(quantity.unit)
    ):
        return quantity
    else:
        raise UnitError(unit)
    interval = type(quantity.interval)(
        quantity.interval.low * factor,
        quantity.interval.high * factor,
        quantity.interval.low_open,
        quantity.interval.high_open,
    )
    return replace(
        quantity, unit=unit, value=None if quantity.value is None else quantity.value * factor, interval=interval
    )
