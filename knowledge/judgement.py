"""Judgement: one piece of evidence set against one claim, by intervals; and several put together to a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from grammar.expression import Relation
from grammar.quantity import Quantity
from knowledge.result import Derivation
from knowledge.table import UnitError

_NEAR = Decimal("0.05")


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
        return Finding(_bounded(way, relation.comparator, amount), way)
    if not way.interval.is_bounded:
        inside = amount.value is not None and amount.value in way.interval
        return Finding("bound_only" if inside else "contradicted", way, "bound_only")
    if way.value is None:
        return Finding(*_of_range(way, amount))
    if way.value in amount.interval or (way.value not in way.interval and amount.interval.encloses(way.interval)):
        return Finding("supported", way)
    if amount.value is not None and amount.value in way.interval and amount.hedge in ("", "approximately", "exactly"):
        return Finding("approximately_supported", way, "more_precise")
    if amount.value is not None and amount.hedge in ("", "approximately", "exactly") and way.value != 0:
        if abs(way.value - amount.value) <= abs(way.value) * _NEAR:
            return Finding("approximately_supported", way)
    return Finding("contradicted", way)


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
    if fails:
        return "contradicted"
    return "approximately_supported" if interval.is_bounded else "bound_only"


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
    if comparator == ">" and first.value is not None and first.value == second.value:
        return "contradicted"
    if first.value is not None and second.value is not None:
        return "approximately_supported" if first.value >= second.value else "contradicted"
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


def is_scaled(way: Derivation, amount: Quantity, power: int) -> bool:
    """Tell whether the claimed amount is the evidence moved by some powers of ten."""
    return way.value is not None and way.value != 0 and way.value.scaleb(power) in amount.interval


def is_truncated(way: Derivation, amount: Quantity) -> bool:
    """Tell whether the claimed digits are the evidence's, cut off instead of rounded."""
    if way.value is None or amount.value is None or amount.value <= 0 or way.value <= amount.value:
        return False
    place = Decimal(1).scaleb(int(amount.value.normalize().as_tuple().exponent))
    cut = (way.value / place).quantize(Decimal(1), rounding=ROUND_DOWN) * place
    return (
        cut == amount.value and way.value not in amount.interval and len(amount.value.normalize().as_tuple().digits) > 1
    )


def shared_coordinates(way: Derivation, other: Derivation) -> int:
    """Count what two figures share: entity and measure twice, the period once."""
    a, b = way.of, other.of
    return 2 * (a.entity == b.entity) + 2 * (a.measure == b.measure) + (a.period == b.period)


def misplaced(way: Derivation, best: Derivation) -> str | None:
    """Name what differs between the figure an amount belongs to and the one it was claimed of."""
    a, b = way.of, best.of
    if a.entity == b.entity and a.measure == b.measure and a.period != b.period:
        return "wrong_period"
    if a.entity == b.entity and a.measure != b.measure:
        return "wrong_measure"
    if a.measure == b.measure and a.entity != b.entity:
        return "wrong_entity"
    return None


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
