"""The arithmetic of a replay: ranges of exact fractions, and the formulas of derivations over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

_TOKEN = re.compile(r"\s*(\{\d+\}|\d+|[+−×÷^()])")
_MOST_POWER = 400


class FormulaError(ValueError):
    """A formula cannot be evaluated."""


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers between two ends; None is an infinite end.

    >>> Range(Fraction(1), Fraction(2)).plus(Range(Fraction(10), Fraction(20), high_open=True))
    Range([11, 22))
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: Fraction | int) -> Range:
        """Return the range of one number."""
        return cls(Fraction(value), Fraction(value))

    def __repr__(self) -> str:
        return f"Range({self})"

    def __str__(self) -> str:
        opening, closing = "(" if self.low_open else "[", ")" if self.high_open else "]"
        low = "-∞" if self.low is None else told_number(self.low)
        high = "∞" if self.high is None else told_number(self.high)
        return f"{opening}{low}, {high}{closing}"

    def negative(self) -> Range:
        """Return the range mirrored at zero."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Range(low, high, self.high_open, self.low_open)

    def plus(self, other: Range) -> Range:
        """Add."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Range(low, high, self.low_open or other.low_open, self.high_open or other.high_open)

    def times(self, other: Range | Fraction) -> Range:
        """Multiply: the least and the greatest product of two ends; a closed end wins over an open one of the same value."""
        if other == 1:
            return self
        right = other if isinstance(other, Range) else Range.point(other)
        corners = [_corner(a, b) for a in _ends(self) for b in _ends(right)]
        low = min(corners, key=lambda end: (end[0], end[1], end[2]))
        high = max(corners, key=lambda end: (end[0], end[1], not end[2]))
        return Range(
            None if low[0] else low[1], None if high[0] else high[1], low[2] or bool(low[0]), high[2] or bool(high[0])
        )

    def inverse(self) -> Range:
        """Return one divided by the range.

        Raises:
            ZeroDivisionError: Zero lies in it or is one of its ends.
        """
        below = self.low is None or self.low <= 0
        above = self.high is None or self.high >= 0
        if below and above:
            raise ZeroDivisionError
        low = Fraction(0) if self.high is None else 1 / self.high
        high = Fraction(0) if self.low is None else 1 / self.low
        return Range(low, high, self.high_open, self.low_open)

    def root(self, degree: int) -> Range:
        """Return the root of a degree, to 60 digits.

        Raises:
            ZeroDivisionError: A number below zero lies in the range.
        """
        if self.low is None or self.low < 0:
            raise ZeroDivisionError
        high = None if self.high is None else _root(self.high, degree)
        return Range(_root(self.low, degree), high, self.low_open, self.high_open)


def _root(number: Fraction, degree: int) -> Fraction:
    fine = Context(prec=60)
    decimal = fine.divide(Decimal(number.numerator), Decimal(number.denominator))
    return Fraction(fine.power(decimal, fine.divide(Decimal(1), Decimal(degree))))


_End = tuple[int, Fraction, bool]  # -1, 0 or 1 for minus infinity, a number, infinity; the number; whether it is open


def _ends(one: Range) -> tuple[_End, _End]:
    low = (-1, Fraction(0), True) if one.low is None else (0, one.low, one.low_open)
    high = (1, Fraction(0), True) if one.high is None else (0, one.high, one.high_open)
    return low, high


def _corner(first: _End, second: _End) -> _End:
    signs = [end[0] or (end[1] > 0) - (end[1] < 0) for end in (first, second)]
    sign = signs[0] * signs[1]
    if not sign:
        return (0, Fraction(0), False)
    if first[0] or second[0]:
        return (sign, Fraction(0), True)
    return (0, first[1] * second[1], first[2] or second[2])


def evaluate(formula: str, operands: Sequence[Range | None]) -> Range:
    """Evaluate `({0} + {1}) ÷ {2}` over ranges.

    Raises:
        FormulaError: It is no formula, or an operand is missing.
        ZeroDivisionError: A divisor may be zero.

    >>> evaluate("{0} − {1}", [Range.point(252), Range.point(134)])
    Range([118, 118])
    """
    tokens, place = [], 0
    while place < len(formula):
        found = _TOKEN.match(formula, place)
        if found is None:
            raise FormulaError(formula)
        tokens.append(found[1])
        place = found.end()
    reader = _Reader(tokens, operands)
    result = reader.terms()
    if reader.tokens:
        raise FormulaError(formula)
    return result


class _Reader:
    def __init__(self, tokens: list[str], operands: Sequence[Range | None]) -> None:
        self.tokens = tokens
        self.operands = operands

    def _next(self, *wanted: str) -> str | None:
        if self.tokens and (not wanted or self.tokens[0] in wanted):
            return self.tokens.pop(0)
        return None

    def terms(self) -> Range:
        result = self._factors()
        while sign := self._next("+", "−"):
            term = self._factors()
            result = result.plus(term if sign == "+" else term.negative())
        return result

    def _factors(self) -> Range:
        result = self._power()
        while sign := self._next("×", "÷"):
            factor = self._power()
            result = result.times(factor if sign == "×" else factor.inverse())
        return result

    def _power(self) -> Range:
        base = self._atom()
        if not self._next("^"):
            return base
        exponent = self._next() or ""
        if exponent == "(" and self._next("1") and self._next("÷"):
            degree = self._next() or ""
            if self._next(")") and degree.isdigit() and 0 < int(degree) <= _MOST_POWER:
                return base.root(int(degree))
        if not exponent.isdigit() or int(exponent) > _MOST_POWER:
            raise FormulaError(exponent)
        result = Range.point(1)
        for _ in range(int(exponent)):
            result = result.times(base)
        return result

    def _atom(self) -> Range:
        token = self._next() or ""
        if token == "(":
            inner = self.terms()
            if not self._next(")"):
                raise FormulaError(token)
            return inner
        if token.isdigit():
            return Range.point(int(token))
        if not token.startswith("{") or int(token[1:-1]) >= len(self.operands):
            raise FormulaError(token)
        operand = self.operands[int(token[1:-1])]
        if operand is None:
            raise FormulaError(token)
        return operand


def told_number(number: Fraction) -> str:
    """Write a fraction to twenty significant digits."""
    rounded = Decimal(f"{Decimal(number.numerator) / Decimal(number.denominator):.19e}").normalize()
    return f"{rounded:f}"
