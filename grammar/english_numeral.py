"""English number words, digits among them or without: four point three billion, two hundred and five, 4 thousand 3 hundred.

Words are read from left to right; what was read stands at the last place where a number could end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from grammar.numeral import Numeral, digits, is_digits, rounding_exponent

ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen".split()
    )
} | {"nought": 0, "nil": 0}
TENS = {
    **{
        word: 10 * value
        for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
    },
    "fourty": 40,
}
SCALES = {
    **dict(zip("hundred thousand million billion trillion quadrillion".split(), (2, 3, 6, 9, 12, 15), strict=True)),
    **dict.fromkeys("lakh lac lkh".split(), 5),
    **dict.fromkeys(["crore"], 7),
}
SCALES |= {f"{word}s": power for word, power in SCALES.items()}
DOZEN = frozenset({"dozen", "dozens"})
_CARDINAL_PARTS = dict(zip("third fourth fifth sixth seventh eighth ninth tenth".split(), range(3, 11), strict=True))
_TEENS = "eleven twelf thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
PARTS = {
    "half": 2,
    "halves": 2,
    "quarter": 4,
    "quarters": 4,
    **_CARDINAL_PARTS,
    **{f"{word}th": value for value, word in enumerate(_TEENS, 11)},
    **{f"{word[:-1]}ieth": value for word, value in TENS.items()},
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
    "billionth": 10**9,
    "trillionth": 10**12,
}
PARTS |= {f"{word}s": value for word, value in PARTS.items() if word.endswith(("th", "rd"))}
WORDS = frozenset([*ONES, *TENS, *SCALES, *DOZEN])
LINKS = frozenset({"and", "point"})


def english(text: str) -> Numeral | None:
    """Read a text that is one English number; None where it is not.

    >>> english("four point three billion").value, english("two hundred and five").value
    (Decimal('4300000000'), Decimal('205'))
    """
    words = re.split(r"[\s-]+", text.strip())
    half = words[0] == "half"
    if half or (words[0] in ("a", "an") and len(words) > 1):
        words = [word for word in words[1:] if word not in ("a", "an")]
        if not words or words[0] not in SCALES.keys() | DOZEN:
            return None
    number, count = read_words(words)
    if number is None or count != len(words):
        return None
    return Numeral(number.value / 2, number.exponent - 1) if half else number


def read_words(words: Sequence[str]) -> tuple[Numeral | None, int]:
    """Read the longest number that a row of words begins with.

    Args:
        words: Number words, `and`, `point`, and numbers in digits, folded.

    Returns:
        The number and how many words it takes; None and 0 where there is none.
    """
    reading = _Reading()
    best: tuple[Numeral | None, int] = (None, 0)
    before_and = best
    for place, word in enumerate(words):
        if word == "and":
            before_and = best
        if not reading.take(word):
            if word in SCALES and before_and[1]:  # 200 million and 300 million are two
                return before_and
            break
        if word not in LINKS:
            best = reading.number(), place + 1
    return best


class _Reading:
    """The value of a number in words, built from left to right.

    `total` holds what its scale has been said of, `section` what still waits for one, `last` the last part added to it.
    """

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.section: Decimal | None = None
        self.last = Decimal(0)
        self.exponent = 0
        self.limit = 99  # the power of the last scale: only smaller ones may follow
        self.before = ""
        self.fraction: str | None = None  # the digits behind the point

    def take(self, word: str) -> bool:
        """Take the next word; False where the number has ended before it."""
        taken = self._take(word)
        self.before = word
        return taken

    def _take(self, word: str) -> bool:
        if word == "and":
            return self.fraction is None and (self.before in SCALES or self.before in TENS)
        if word == "point":
            if self.section is None and not self.total:
                self.section = Decimal(0)
            self.fraction = "" if self.fraction is None else None
            return self.fraction is not None
        if self.fraction is not None and word not in SCALES:
            return self._behind_point(word)
        if word in ONES:
            return self._add(Decimal(ONES[word]), 0)
        if word in TENS:
            return self._tens(Decimal(TENS[word]))
        if word in DOZEN:
            return self._dozen()
        if word in SCALES:
            return self._scale(SCALES[word])
        if is_digits(word):
            number = digits(word)
            if self.section is None or number.exponent >= 0:
                return self._add(number.value, number.exponent)
        return False

    def _add(self, value: Decimal, exponent: int) -> bool:
        """Add ones, or digits, where there is room for them."""
        if self.section is None:
            if value >= Decimal(1).scaleb(self.limit):
                return False
            self.section = value
        elif self.before == "and" and self.before not in SCALES and self.section % 100 and self.section % 10 == 0:
            return False  # twenty and three are two numbers
        elif (self.section and self.section % 100 == 0 and 0 < value < 100) or (self.before in TENS and 0 < value < 10):
            self.section += value
        else:
            return False
        self.last, self.exponent = value, exponent
        return True

    def _tens(self, value: Decimal) -> bool:
        if self.section is None:
            self.section = value
        elif self.section and self.section % 100 == 0:
            self.section += value
        elif self.before in ONES and 0 < self.section < 10:  # one twenty is one hundred and twenty
            self.section = self.section * 100 + value
        else:
            return False
        self.last, self.exponent = value, 1
        return True

    def _dozen(self) -> bool:
        if self.before in DOZEN or self.before == "and":
            return False
        if self.section is None:
            self.section = self.last = Decimal(1)
        self.section += self.last * 11
        self.exponent = 0
        return True

    def _behind_point(self, word: str) -> bool:
        if is_digits(word) and not self.fraction and word.isdigit():
            self.fraction, self.exponent = word, -len(word)
            return True
        value = ONES.get(word, TENS.get(word))
        assert self.fraction is not None  # noqa: S101 - only called behind a point
        if value is None or (len(self.fraction) > 1 and self.before not in ONES and self.before not in TENS):
            return False
        if self.before in TENS and 0 < value < 10:
            self.fraction = self.fraction[:-1] + str(value)
        elif self.before in TENS:
            return False
        else:
            self.fraction += str(value)
        self.exponent = -len(self.fraction)
        return True

    def _scale(self, power: int) -> bool:
        if self.before in LINKS:
            return False
        section = self._section()
        if power == 2:
            self.section = self.last = (Decimal(1) if section is None else section) * 100
            self.exponent = (0 if section is None else self.exponent) + 2
            self.fraction = None
            return section is None or section < 100
        if section is None and self.before in SCALES and self.total:  # three thousand millions
            self.total = self.total.scaleb(power)
            self.exponent += power
            return True
        if power >= self.limit:
            return False
        self.total += (Decimal(1) if section is None else section).scaleb(power)
        self.exponent = (0 if section is None else self.exponent) + power
        self.section, self.fraction, self.limit = None, None, power
        return True

    def _section(self) -> Decimal | None:
        if not self.fraction:
            return self.section
        return (self.section or Decimal(0)) + Decimal(f"0.{self.fraction}")

    def number(self) -> Numeral:
        """Return the number as far as it has been read."""
        value = self.total + (self._section() or Decimal(0))
        return Numeral(value, min(self.exponent, rounding_exponent(value)) if value else 0)
