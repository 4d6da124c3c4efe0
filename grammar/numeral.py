"""Numerals: numbers as printed, exact, with the place of their last printed digit.

A numeral knows with which last digit it was printed (its exponent), because that is what its rounding interval follows
from. `han_numeral` and `english_numeral` read numbers that are written in words.
"""

import re
from decimal import Decimal
from typing import NamedTuple

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\d.])\.\d+)"
LETTER_SCALES = {
    **dict.fromkeys("k", 3),
    **dict.fromkeys("m mn mm mil mill mln mio".split(), 6),
    **dict.fromkeys("b bn bln bil bill bio".split(), 9),
    **dict.fromkeys("t tn trn tril trl tr".split(), 12),
    **dict.fromkeys("cr crs".split(), 7),
}
_DIGITS = re.compile(DIGITS)


class Numeral(NamedTuple):
    """A number as printed.

    Attributes:
        value: The number.
        exponent: The power of ten of the last printed digit: -1 for `50.2`, 7 for `50.2億`.
        high: The upper end where the numeral itself is a range (`两三亿`), else None.
        more: Where it says "and something more" (`二百余万`, `20多亿`, `十几亿`), the next unit, which it stays below.
    """

    value: Decimal
    exponent: int
    high: Decimal | None = None
    more: Decimal | None = None

    def scaled(self, power: int) -> "Numeral":
        """Return the numeral times a power of ten."""
        if not power:
            return self
        return Numeral(
            self.value.scaleb(power),
            self.exponent + power,
            None if self.high is None else self.high.scaleb(power),
            None if self.more is None else self.more.scaleb(power),
        )

    def negated(self) -> "Numeral":
        """Return the numeral with its sign turned; a range has none."""
        return self if self.high is not None or self.more is not None else Numeral(-self.value, self.exponent)


def digits(text: str) -> Numeral:
    """Read a number in digits.

    >>> digits("1,234.50")
    Numeral(value=Decimal('1234.50'), exponent=-2, high=None, more=None)
    """
    _, _, decimals = text.partition(".")
    return Numeral(Decimal(text.replace(",", "")), -len(decimals))


def is_digits(text: str) -> bool:
    """Tell whether a text is a number in digits and nothing else."""
    return _DIGITS.fullmatch(text) is not None


def rounding_exponent(value: Decimal) -> int:
    """Return the power of ten of the last digit of a value that is not zero: 2 for 500.

    >>> rounding_exponent(Decimal(500))
    2
    """
    return int(value.normalize().as_tuple().exponent)
