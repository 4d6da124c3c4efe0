from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies

from grammar.interval import Interval, plain

decimals = strategies.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=4)


@strategies.composite
def boxes(draw: strategies.DrawFn) -> tuple[Interval, Fraction]:
    """An interval and an exact value inside it."""
    low, high = sorted((draw(decimals), draw(decimals)))
    share = Fraction(draw(strategies.integers(0, 16)), 16)
    return Interval(low, high), Fraction(low) + (Fraction(high) - Fraction(low)) * share


def holds(interval: Interval, value: Fraction) -> bool:
    return Fraction(interval.low) <= value <= Fraction(interval.high)


@given(boxes(), boxes())
def test_arithmetic_encloses_the_exact_result(
    first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = first, second
    assert holds(a + b, x + y)
    assert holds(a - b, x - y)
    assert holds(a * b, x * y)
    if not b.low <= 0 <= b.high:
        assert holds(a / b, x / y)


def test_a_divisor_that_may_be_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        Interval.exactly(1) / Interval(Decimal(-1), Decimal(1))


@given(boxes(), boxes())
def test_overlap_is_symmetric_and_a_shared_value_proves_it(
    first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]
) -> None:
    a, b = first[0], second[0]
    assert a.overlaps(b) == b.overlaps(a)
    if holds(b, first[1]):
        assert a.overlaps(b)


def test_open_ends() -> None:
    low, high = Interval(Decimal(0), Decimal(1), high_open=True), Interval(Decimal(1), Decimal(2))
    assert not low.overlaps(high)
    assert low.is_below(Decimal(1))
    assert not high.is_below(Decimal(2))
    assert high.encloses(Interval(Decimal(1), Decimal(2), low_open=True))
    assert not low.encloses(Interval(Decimal(0), Decimal(1)))
    assert (low + high).high_open
    assert str(-low) == "(-1, 0]"


@given(decimals)
def test_plain_has_no_exponent_and_loses_nothing(value: Decimal) -> None:
    assert "E" not in plain(value)
    assert Decimal(plain(value)) == value
