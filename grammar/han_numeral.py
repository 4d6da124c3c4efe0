"""Chinese numerals, with digits among them or without: 四十三亿, 3千5百万, 1.2万亿, 五十点二, 两三亿, 二百余万.

Signs are read from left to right; what was read stands at the last place where a number could end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from grammar.numeral import DIGITS, Numeral, digits, rounding_exponent

DIGIT = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "两": 2,
    "俩": 2,
    "参": 3,
}
TENS = {"廿": "二", "卅": "三", "卌": "四"}  # one sign for two: 廿 is 二十
SMALL_UNIT = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
LARGE_UNIT = {"万": 4, "亿": 8, "兆": 12}
UNIT = SMALL_UNIT | LARGE_UNIT
POINT, HALF, SOME, MORE = "点", "半", "几数", "余多来"
SIGNS = "".join([*DIGIT, *TENS, *UNIT, POINT, HALF, SOME, MORE])
_AFTER_POINT = frozenset(DIGIT) - {"两", "俩"}
_TOKEN = re.compile(rf"{DIGITS}|[{SIGNS}]|个(?=[万亿])")


def mixed(text: str) -> Numeral | None:
    """Read a text that is one Chinese numeral; None where it is not.

    >>> mixed("四十三亿").value, mixed("3千5百万").value, mixed("1.2万亿").value, mixed("两三亿").high
    (Decimal('4300000000'), Decimal('35000000'), Decimal('1200000000000'), Decimal('300000000'))
    """
    squeezed = text.replace(" ", "")
    signs = _TOKEN.findall(squeezed)
    if not signs or "".join(signs) != squeezed:
        return None
    number, count = read_signs([sign for sign in signs if sign != "个"])
    return number if number is not None and count == len(signs) - signs.count("个") else None


def read_signs(signs: Sequence[str]) -> tuple[Numeral | None, int]:
    """Read the longest numeral that a row of signs begins with.

    Args:
        signs: Single Chinese signs, and numbers in digits.

    Returns:
        The numeral and how many signs it takes; None and 0 where there is none.
    """
    positional = _positional(signs)
    if positional is not None:
        return positional
    reading = _Reading()
    best: tuple[Numeral | None, int] = (None, 0)
    for place, sign in enumerate(signs):
        following = signs[place + 1] if place + 1 < len(signs) else ""
        parts = (TENS[sign], "十") if sign in TENS else (sign,)
        if not all(reading.take(part, following) for part in parts):
            break
        number = reading.number()
        if number is not None:
            best = number, place + 1
    return best


def _positional(signs: Sequence[str]) -> tuple[Numeral, int] | None:
    """Read digits in a row, as in 二〇二四 or 一五点三; at least three, or they are 两三 (two to three)."""
    count = 0
    while count < len(signs) and signs[count] in DIGIT:
        count += 1
    if count < 3 or (count < len(signs) and signs[count] in UNIT):
        return None
    figures = "".join(str(DIGIT[sign]) for sign in signs[:count])
    fraction = ""
    if count < len(signs) and signs[count] == POINT:
        for sign in signs[count + 1 :]:
            if sign not in _AFTER_POINT:
                break
            fraction += str(DIGIT[sign])
    size = count + (1 + len(fraction) if fraction else 0)
    return digits(f"{figures}.{fraction}" if fraction else figures), size


class _Reading:
    """The value of a numeral, built from left to right.

    `total` holds what stands before the last 万 or 亿, `section` what follows it, `current` a digit that waits for its
    unit. `more` is how much "something more" can be, in what has been read of the section.
    """

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.section = Decimal(0)
        self.current: Decimal | None = None
        self.exponent = 0
        self.high: Decimal | None = None
        self.more: Decimal | None = None
        self.power = 0  # of the last unit
        self.places = 0  # behind the point; 0 where there is none
        self.zero = False  # 一百零五 is 105, 一百五 is 150
        self.last = ""
        self.ended = False  # nothing but a unit may follow

    def take(self, sign: str, following: str) -> bool:
        """Take the next sign; False where the numeral has ended before it."""
        if self.ended and sign not in UNIT:
            return False
        if self.last == POINT and sign not in _AFTER_POINT:
            return False
        taken = self._take(sign, following)
        self.last = sign
        return taken

    def _take(self, sign: str, following: str) -> bool:
        if sign in DIGIT:
            return self._digit(sign)
        if sign[0].isdigit() or sign[0] == ".":
            if self.current is not None or self.places:
                return False
            number = digits(sign)
            self.current, self.exponent = number.value, number.exponent
            return True
        if sign in SMALL_UNIT:
            return self._small_unit(SMALL_UNIT[sign])
        if sign in LARGE_UNIT:
            return self._large_unit(LARGE_UNIT[sign])
        if sign == POINT:
            return self._point()
        if sign == HALF:
            return self._half(following)
        return self._some(following) if sign in SOME else self._more(following)

    def _digit(self, sign: str) -> bool:
        value = Decimal(DIGIT[sign])
        if self.last == POINT or self.places:
            self.places += 1
            self.section += value.scaleb(-self.places)
            self.exponent = -self.places
            return True
        if not value and self.current is None:
            self.zero = True
            if not self.section and not self.total:
                self.current = Decimal(0)
            return True
        if self.current == 0 and self.zero:
            self.current = None
        if self.current is None:
            self.current, self.exponent = value, 0
            return True
        # 两三亿, 七八成: from two to three
        if value != self.current + 1 or self.last not in DIGIT or self.high is not None:
            return False
        self.high = value
        return True

    def _point(self) -> bool:
        if self.places or self.high is not None or (self.current is None and not self.section and not self.total):
            return False
        self.section += self._waiting()
        self.current = None
        return True

    def _some(self, following: str) -> bool:
        if self.current is not None:
            return False
        if self.section and self.power >= 1:  # 十几亿: more than ten, less than twenty
            self.more, self.ended = Decimal(1).scaleb(self.power), True
            return True
        if following in UNIT:  # 几十亿, 数百万: two to nine of them
            self.current, self.high = Decimal(2), Decimal(9)
            return True
        return False

    def _more(self, following: str) -> bool:
        if self.current is not None and (following in LARGE_UNIT or not following):
            self.more = max(Decimal(1), Decimal(1).scaleb(rounding_exponent(self.current))) if self.current else None
        elif self.section or self.total:
            self.more = Decimal(1).scaleb(self.power)
        self.ended = True
        return self.more is not None and self.high is None

    def _half(self, following: str) -> bool:
        if self.last in UNIT and self.more is None:  # 三亿半
            self.current, self.ended = Decimal("0.5").scaleb(self.power), True
            self.exponent = self.power - 1
            return True
        if not self.last and following in UNIT and following != "十":  # 半百, 半亿
            self.current, self.exponent = Decimal("0.5"), -1
            return True
        return False

    def _small_unit(self, power: int) -> bool:
        if self.current is None:
            again = self.section and (self.power <= power or power != 1)  # 百百, 十十; 一百十 is said
            if self.places:  # 五点二百
                self.section = self.section.scaleb(power)
                self.exponent += power
                self.places, self.power = 0, power
                return True
            if again and self.more is None:
                return False
            if power != 1 and self.total and self.more is None and not self.zero:
                return False
        count = Decimal(1) if self.current is None else self.current
        self._scale(power, Decimal(0))
        self.section += count.scaleb(power)
        self.exponent = (0 if self.current is None else self.exponent) + power
        self.current, self.power, self.ended = None, power, False
        return True

    def _large_unit(self, power: int) -> bool:
        count = self.section + self._waiting()
        if not count and not self.total:
            return False
        if not count or (self.total and self.total < Decimal(1).scaleb(power)):  # 万亿, 一万二千亿
            self.total = (self.total + count).scaleb(power)
        else:
            self.total += count.scaleb(power)
        self.exponent += power
        self._scale(power, self.section)
        self.section, self.current, self.power, self.places, self.ended = Decimal(0), None, power, 0, False
        return True

    def _scale(self, power: int, base: Decimal) -> None:
        if self.high is not None:
            self.high = (self.high if not base or self.high > base else base + self.high).scaleb(power)
        if self.more is not None:
            self.more = self.more.scaleb(power)

    def _is_short(self) -> bool:
        """Tell whether a last digit stands for the next smaller unit: 一万二 is 12,000, 百二万 is 1,200,000."""
        return self.last in DIGIT and self.power > 1 and not self.zero and (self.current or 10) < 10

    def _waiting(self) -> Decimal:
        if self.current is None:
            return Decimal(0)
        if self._is_short() and self.section:
            self.exponent = self.power - 1
            return self.current.scaleb(self.power - 1)
        return self.current

    def number(self) -> Numeral | None:
        """Return the numeral as far as it has been read; None where it cannot end here."""
        if self.last == POINT or (self.last in SOME and self.more is None):
            return None
        value, high, exponent = self.total + self.section, self.high, self.exponent
        if self.last == HALF and not value:
            return None
        if self.current is not None:
            current = self.current
            if self._is_short():
                current = current.scaleb(self.power - 1)
                exponent = self.power - 1
                high = None if high is None else high.scaleb(self.power - 1)
            high = None if high is None else high + value
            value += current
        elif high is not None and high < value:
            return None
        if not value and self.last not in DIGIT and not self.last[:1].isdigit() and self.last[:1] != ".":
            return None
        return Numeral(value, exponent, high, None if self.more is None else value + self.more)
