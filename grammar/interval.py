"""Intervals of decimals: what a printed number can stand for, and what follows from several of them.

Every operation encloses the exact result: where a decimal cannot hold it, the lower end is rounded down and the upper
end up (IEEE 1788's containment, on decimals).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, DivisionByZero, Inexact, InvalidOperation

_PRECISION = 60
_TRAPS = [InvalidOperation, DivisionByZero]
_DOWN = Context(prec=_PRECISION, rounding=ROUND_FLOOR, Emax=999999, Emin=-999999, traps=_TRAPS)
_UP = Context(prec=_PRECISION, rounding=ROUND_CEILING, Emax=999999, Emin=-999999, traps=_TRAPS)
INFINITY = Decimal("Infinity")
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values between two ends; an end may be open, or infinite (and is then open).

    >>> Interval(Decimal(1), Decimal(2)) + Interval(Decimal(10), Decimal(20), high_open=True)
    Interval([11, 22))
    """

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def exactly(cls, value: Decimal | int) -> Interval:
        """Return the interval of one value."""
        return cls(Decimal(value), Decimal(value))

    @property
    def is_point(self) -> bool:
        """Tell whether only one value lies inside."""
        return self.low == self.high

    @property
    def is_bounded(self) -> bool:
        """Tell whether both ends are finite."""
        return self.low.is_finite() and self.high.is_finite()

    @property
    def is_empty(self) -> bool:
        """Tell whether no value lies inside."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, Decimal):
            return False
        above: bool = value > self.low or (value == self.low and not self.low_open)
        below: bool = value < self.high or (value == self.high and not self.high_open)
        return above and below

    def __repr__(self) -> str:
        return f"Interval({self})"

    def __str__(self) -> str:
        opening = "(" if self.low_open else "["
        closing = ")" if self.high_open else "]"
        return f"{opening}{_plain(self.low)}, {_plain(self.high)}{closing}"

    def overlaps(self, other: Interval) -> bool:
        """Tell whether the two share a value."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_shut = min((self.high, not self.high_open), (other.high, not other.high_open))
        return low < high or (low == high and high_shut and not low_open)

    def encloses(self, other: Interval) -> bool:
        """Tell whether every value of the other lies in this one."""
        low = self.low < other.low or (self.low == other.low and (other.low_open or not self.low_open))
        high = self.high > other.high or (self.high == other.high and (other.high_open or not self.high_open))
        return low and high

    def is_above(self, value: Decimal) -> bool:
        """Tell whether every value inside is greater than a given one."""
        return self.low > value or (self.low == value and self.low_open)

    def is_below(self, value: Decimal) -> bool:
        """Tell whether every value inside is less than a given one."""
        return self.high < value or (self.high == value and self.high_open)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            _DOWN.add(self.low, other.low),
            _UP.add(self.high, other.high),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        corners = [
            (a, b, a_open or b_open)
            for a, a_open in ((self.low, self.low_open), (self.high, self.high_open))
            for b, b_open in ((other.low, other.low_open), (other.high, other.high_open))
        ]
        lows = [(_product(_DOWN, a, b), is_open and a != 0 and b != 0) for a, b, is_open in corners]
        highs = [(_product(_UP, a, b), is_open and a != 0 and b != 0) for a, b, is_open in corners]
        low, low_open = min(lows)
        high, shut = max((value, not is_open) for value, is_open in highs)
        return Interval(low, high, low_open, not shut)

    def __truediv__(self, other: Interval) -> Interval:
        """Divide; the divisor must not hold zero.

        Raises:
            ZeroDivisionError: Zero lies in the divisor, or is one of its ends.
        """
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        inverse = Interval(
            _ZERO if other.high.is_infinite() else _DOWN.divide(Decimal(1), other.high),
            _ZERO if other.low.is_infinite() else _UP.divide(Decimal(1), other.low),
            other.high_open,
            other.low_open,
        )
        product = self * inverse
        if self.is_point and other.is_point:  # one rounding instead of two
            return Interval(_DOWN.divide(self.low, other.low), _UP.divide(self.high, other.low))
        return product

    def power(self, exponent: int) -> Interval:
        """Raise to a whole number of times; the ends must not be negative.

        Raises:
            ValueError: The interval reaches below zero, or the exponent is negative.
        """
        if self.low < 0 or exponent < 0:
            raise ValueError
        result = Interval.exactly(1)
        for _ in range(exponent):
            result *= self
        return result

    def root(self, degree: int) -> Interval:
        """Take the root of a degree; the ends must not be negative.

        Raises:
            ValueError: The interval reaches below zero, or the degree is not positive.

        >>> Interval.exactly(8).root(3).low < 2 < Interval.exactly(8).root(3).high
        True
        """
        if self.low < 0 or degree < 1:
            raise ValueError
        if degree == 1:
            return self
        return Interval(
            _root(self.low, degree) * (1 - _SLACK),
            _root(self.high, degree) * (1 + _SLACK),
            self.low_open,
            self.high_open,
        )


_FINE = Context(prec=_PRECISION + 10, traps=_TRAPS)
_SLACK = Decimal("1e-50")  # wider than what a root of that many digits can be off


def _root(value: Decimal, degree: int) -> Decimal:
    return value if value.is_infinite() else _FINE.power(value, _FINE.divide(Decimal(1), Decimal(degree)))


def root_of(value: Decimal, degree: int) -> Decimal:
    """Take a root of a value for display, to 28 digits."""
    return Context(prec=28, traps=_TRAPS).plus(_root(value, degree))


def quotient(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Divide two values for display: exact where it can be, else to 28 digits."""
    return Context(prec=28, traps=_TRAPS).divide(numerator, denominator)


def is_exact(numerator: Decimal, denominator: Decimal) -> bool:
    """Tell whether a quotient ends within the digits that are kept."""
    context = Context(prec=28, traps=_TRAPS)
    context.divide(numerator, denominator)
    return not context.flags[Inexact]


def _product(context: Context, a: Decimal, b: Decimal) -> Decimal:
    return _ZERO if a == 0 or b == 0 else context.multiply(a, b)


def _plain(value: Decimal) -> str:
    if not value.is_finite():
        return "∞" if value > 0 else "-∞"
    return plain(value)


def plain(value: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros.

    >>> plain(Decimal("2.270E+9"))
    '2270000000'
    """
    if value == 0:
        return "0"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
