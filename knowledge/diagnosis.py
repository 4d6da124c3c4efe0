"""Diagnosis: what is wrong with a claim that is not simply borne out, by codes, and whose figure the claimed amount is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP

from grammar.quantity import Quantity
from knowledge.judgement import Finding
from knowledge.result import Coordinates, Derivation, Review

_POWERS = (1, -1, 2, -2, 3, -3, 4, -4, 6, -6)
_SHOWN = 2


def diagnosed(
    review: Review,
    findings: Sequence[Finding],
    found: Sequence[Derivation],
    rest: Sequence[Derivation],
) -> Review:
    """Add to a review what is wrong with its claim.

    Args:
        review: The verdict, other than supported, on a claimed amount.
        findings: What each piece of evidence says.
        found: Figures whose value the amount is.
        rest: Further ways of knowing the figure, which are no evidence of their own.
    """
    codes = [one.code for one in findings if one.code and one.verdict != "contradicted"]
    factor = None
    elsewhere: list[Derivation] = []
    amount = review.claimed
    if review.verdict == "contradicted" and (review.negated or review.comparator != "="):
        codes.append("reversed")
    elif amount is None:
        pass
    elif review.verdict == "contradicted" and amount.value is not None:
        ways = [one.way for one in findings]
        factor = next((power for way in ways for power in _POWERS if is_scaled(way, amount, power)), None)
        if factor is not None:
            codes.append("magnitude")
        if any(is_truncated(way, amount) for way in ways):
            codes.append("truncated")
        elsewhere = others(found, review.evidence, ways[0])
        codes += misplacements(elsewhere, ways[0].of)
        if not codes and any(way.value is not None and way.value in amount.interval for way in rest):
            codes.append("definition")
        if not codes:  # ten times off what is told beside the figure that settles
            moved = [(way, power) for way in rest for power in _POWERS if is_scaled(way, amount, power)]
            if moved:
                codes.append("magnitude")
                factor, review = moved[0][1], replace(review, evidence=(*review.evidence, moved[0][0]))
    elif any(is_truncated(one.way, amount) for one in findings):
        codes = [*(code for code in codes if code != "more_precise"), "truncated"]  # fewer digits are not more
    return replace(
        review,
        diagnosis=tuple(dict.fromkeys(codes)),
        elsewhere=tuple(elsewhere[:_SHOWN]),
        factor=None if factor is None else 10 ** abs(factor),
    )


def others(found: Iterable[Derivation], evidence: Sequence[Derivation], best: Derivation) -> list[Derivation]:
    """Return the figures that an amount belongs to instead: of a like unit, nearest in coordinates first."""
    known = {way.id for way in (*evidence, best)}
    like = [way for way in found if way.id not in known and _kind(way.unit) == _kind(best.unit)]
    return nearest_first(like, best.of)


def nearest_first(found: Iterable[Derivation], wanted: Coordinates) -> list[Derivation]:
    """Order figures by what they share with some coordinates; those of another entity and measure are left out."""
    related = [way for way in found if misplaced(way.of, wanted)]
    return sorted(related, key=lambda way: -shared_coordinates(way.of, wanted))


def misplacements(elsewhere: Sequence[Derivation], wanted: Coordinates) -> list[str]:
    """Name what differs between the coordinates that were claimed and the nearest figures with the claimed amount."""
    if not elsewhere:
        return []
    most = max(shared_coordinates(way.of, wanted) for way in elsewhere)
    codes = [misplaced(way.of, wanted) for way in elsewhere if shared_coordinates(way.of, wanted) == most]
    return [code for code in dict.fromkeys(codes) if code]


def _kind(unit: str) -> str:
    """A currency is the same per day and in all."""
    return unit.partition("/")[0]


def is_scaled(way: Derivation, amount: Quantity, power: int) -> bool:
    """Tell whether the claimed amount is the evidence moved by some powers of ten."""
    return way.value is not None and bool(way.value and amount.value) and way.value.scaleb(power) in amount.interval


def is_truncated(way: Derivation, amount: Quantity) -> bool:
    """Tell whether the claimed digits are the evidence's, cut off instead of rounded."""
    if way.value is None or amount.value is None or amount.value <= 0 or way.value <= amount.value:
        return False
    place = int(amount.value.normalize().as_tuple().exponent)
    printed = way.value.scaleb(-place)
    cut, rounded = printed.to_integral_value(ROUND_DOWN), printed.to_integral_value(ROUND_HALF_UP)
    is_cut = cut.scaleb(place) == amount.value and cut != rounded
    return is_cut and way.value not in amount.interval and len(amount.value.normalize().as_tuple().digits) > 1


def shared_coordinates(a: Coordinates, b: Coordinates) -> int:
    """Count what two figures share: entity and measure twice, the period once."""
    return 2 * (a.entity == b.entity) + 2 * (a.measure == b.measure) + (a.period == b.period)


def misplaced(a: Coordinates, b: Coordinates) -> str | None:
    """Name what differs between the figure an amount belongs to and the one it was claimed of.

    A figure without a period is of no other one, and a claim that names no origin names no wrong one.
    """
    if a.entity == b.entity and a.measure == b.measure:
        if a.period == b.period:
            return "wrong_channel" if b.channel is not None and a.channel != b.channel else None
        return "wrong_period" if a.period is not None else None
    if a.entity == b.entity:
        return "wrong_measure"
    return "wrong_entity" if a.measure == b.measure else None
