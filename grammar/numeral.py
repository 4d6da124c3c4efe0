"""Numerals: digits, Chinese numerals, English number words and any mixture, as exact decimals.

A numeral knows with which last digit it was printed (its exponent), because that is what its rounding interval follows
from.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\d.])\.\d+)"
HAN_DIGITS = "〇零一二两三四五六七八九廿卅壹贰叁肆伍陆柒捌玖俩"
HAN_UNITS = "十百千万亿兆拾佰仟萬億"
_HAN_DIGIT = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "两": 2,
    "俩": 2,
}
_SMALL_UNIT = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
_LARGE_UNIT = {"万": 4, "亿": 8, "兆": 12}
_ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * (value + 2) for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}
_TENS["fourty"] = 40
_SCALES = {
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "quadrillion": 15,
    "lakh": 5,
    "crore": 7,
}
LETTER_SCALES = {
    "k": 3,
    "m": 6,
    "mn": 6,
    "mm": 6,
    "mil": 6,
    "mill": 6,
    "mln": 6,
    "mio": 6,
    "b": 9,
    "bn": 9,
    "bln": 9,
    "bil": 9,
    "bill": 9,
    "t": 12,
    "tn": 12,
    "trn": 12,
    "tril": 12,
    "trl": 12,
    "tr": 12,
    "bio": 9,
    "g": 9,
    **dict(_SCALES.items()),
    **{f"{word}s": power for word, power in _SCALES.items()},
}
WORD = "|".join(
    sorted(
        [*_ONES, *_TENS, *_SCALES, *(f"{word}s" for word in _SCALES), "dozens?", "and", "point", "a", "an", "half"],
        key=len,
        reverse=True,
    )
)
_START = "|".join(sorted([*_ONES, *_TENS, "a", "an", "half"], key=len, reverse=True))
ENGLISH = re.compile(rf"(?:{_START})(?:(?:\s*-\s*|\s+)(?:{WORD}))*(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed.

    Attributes:
        value: The number.
        exponent: The power of ten of the last printed digit: -1 for `50.2`, 7 for `50.2億`.
        high: The upper end where the numeral itself is a range (`两三亿`), else None.
        more: Whether it says "and something more" (`二百余万`, `20多亿`, `十几亿`), up to the next unit.
    """

    value: Decimal
    exponent: int
    high: Decimal | None = None
    more: Decimal | None = None

    def scaled(self, power: int) -> "Numeral":
        """Return the numeral times a power of ten."""
        return Numeral(
            self.value.scaleb(power),
            self.exponent + power,
            None if self.high is None else self.high.scaleb(power),
            None if self.more is None else self.more.scaleb(power),
        )


def digits(text: str) -> Numeral:
    """Read a number in digits.

    >>> digits("1,234.50")
    Numeral(value=Decimal('1234.50'), exponent=-2, high=None, more=None)
    """
    value = Decimal(text.replace(",", ""))
    return Numeral(value, int(value.as_tuple().exponent))


_MIXED = re.compile(rf"{DIGITS}|[{HAN_DIGITS}]|[{HAN_UNITS}]|[点余多几数来半又个]| +")


def mixed(text: str) -> Numeral | None:
    """Read Chinese numerals, with digits or without; None where the characters make no number.

    >>> mixed("四十三亿").value, mixed("3千5百万").value, mixed("1.2万亿").value, mixed("两三亿").high
    (Decimal('4300000000'), Decimal('35000000'), Decimal('1200000000000'), Decimal('300000000'))
    """
    tokens = [token for token in _MIXED.findall(text) if not token.isspace()]
    if "".join(tokens) != text.replace(" ", "") or not tokens:
        return None
    if tokens[0] in "余多来半又个":
        return None
    positional = _positional(tokens)
    if positional is not None:
        return positional
    if "点" in tokens:
        return _pointed(tokens)
    return _Accumulator().read(tokens)


def english(text: str) -> Numeral | None:
    """Read English number words, digits among them; None where the words make no number.

    >>> english("four point three billion").value, english("two hundred and five").value
    (Decimal('4300000000'), Decimal('205'))
    """
    words = re.split(r"[\s-]+", text.strip())
    if "point" in words:
        return _english_point(words)
    total = section = Decimal(0)
    exponent = 0
    seen = False
    for position, word in enumerate(words):
        if word == "and":
            if not seen:
                return None
            continue
        if word in ("a", "an"):
            following = words[position + 1] if position + 1 < len(words) else ""
            if following.rstrip("s") not in (*_SCALES, "dozen"):
                return None
            section += 1 if section == 0 or words[position - 1] != "half" else 0
        elif word == "half":
            rest = words[position + 1 :]
            if seen or not rest or rest[-1].rstrip("s") not in (*_SCALES, "dozen"):
                return None
            section += Decimal("0.5")
            if rest[0] in ("a", "an"):
                del words[position + 1]
        elif word in _ONES:
            section += Decimal(_ONES[word])
            exponent = 0
        elif word in _TENS:
            section += _TENS[word]
            exponent = 0 if _TENS[word] % 10 else 1
        elif word.rstrip("s") == "dozen":
            section *= 12
        elif word in {"hundred", "hundreds"}:
            section = (section or Decimal(1)) * 100
            exponent = 2
        elif word.rstrip("s") in _SCALES:
            power = _SCALES[word.rstrip("s")]
            total += (section or Decimal(1)).scaleb(power)
            section = Decimal(0)
            exponent = power
        else:
            return None
        seen = True
    value = total + section
    return Numeral(value, min(exponent, int(value.normalize().as_tuple().exponent)) if value else 0) if seen else None


def _english_point(words: list[str]) -> Numeral | None:
    place = words.index("point")
    scale_words = [word for word in words[place + 1 :] if word.rstrip("s") in _SCALES]
    fraction = [word for word in words[place + 1 :] if word not in scale_words]
    whole = english(" ".join(words[:place])) if place else Numeral(Decimal(0), 0)
    if whole is None or not fraction or any(_ONES.get(word, 10) > 9 for word in fraction):
        return None
    number = Numeral(whole.value + Decimal("0." + "".join(str(_ONES[word]) for word in fraction)), -len(fraction))
    for word in scale_words:
        number = number.scaled(_SCALES[word.rstrip("s")])
    return number


def _positional(tokens: list[str]) -> Numeral | None:
    """Read digits in a row, as in 二〇二四 or 一五点三."""
    whole = tokens[: tokens.index("点")] if "点" in tokens else tokens
    if len(whole) < 3 or not all(token in _HAN_DIGIT for token in tokens if token != "点"):
        return None
    figures = "".join("." if token == "点" else str(_HAN_DIGIT[token]) for token in tokens)
    return digits(figures.rstrip("."))


def _pointed(tokens: list[str]) -> Numeral | None:
    place = tokens.index("点")
    end = place + 1
    while end < len(tokens) and tokens[end] in _HAN_DIGIT:
        end += 1
    whole = _Accumulator().read(tokens[:place]) if place else None
    fraction = "".join(str(_HAN_DIGIT[token]) for token in tokens[place + 1 : end])
    if whole is None or not fraction:
        return None
    number = Numeral(whole.value + Decimal(f"0.{fraction}"), -len(fraction))
    for token in tokens[end:]:
        power = {**_SMALL_UNIT, **_LARGE_UNIT}.get(token)
        if power is None:
            return None
        number = number.scaled(power)
    return number


class _Accumulator:
    """The value of a numeral of digits and units, built from left to right."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.section = Decimal(0)
        self.current: Decimal | None = None
        self.exponent = 0
        self.high: Decimal | None = None
        self.more: Decimal | None = None
        self.last_power = 0
        self.zero = False  # 一百零五 is 105, 一百五 is 150

    def read(self, tokens: list[str]) -> Numeral | None:
        before = ""
        for position, token in enumerate(tokens):
            following = tokens[position + 1] if position + 1 < len(tokens) else ""
            if not self._take(token, before, following):
                return None
            before = token
        return self._finish(before)

    def _take(self, token: str, before: str, following: str) -> bool:
        if token in _HAN_DIGIT or token in "廿卅":
            value = Decimal(_HAN_DIGIT.get(token, 0) or {"廿": 20, "卅": 30}.get(token, 0))
            if token in "零〇":
                self.zero = True
                if self.current is None and not self.section and not self.total:
                    self.current = Decimal(0)
                return True
            if self.current == 0 and self.zero:
                self.current = None
            if self.current is not None:  # 两三亿, 七八成: from two to three
                if value != self.current + 1 or before not in _HAN_DIGIT or self.high is not None:
                    return False
                self.high = value
                return True
            self.current, self.exponent = value, 0
        elif token[0].isdigit() or token[0] == ".":
            if self.current is not None:
                return False
            number = digits(token)
            self.current, self.exponent = number.value, number.exponent
        elif token in "几数":
            return self._some(following)
        elif token in "余多来":
            return self._more(following)
        elif token == "个":
            return self.current is not None or self.section > 0
        elif token == "半":
            self.more = None
            return self._half(before)
        else:
            return self._unit(token)
        return True

    def _some(self, following: str) -> bool:
        if self.current is None and self.section and self.last_power >= 1:  # 十几亿: more than ten, less than twenty
            self.more = Decimal(1).scaleb(self.last_power)
            return True
        if self.current is None and following in (*_SMALL_UNIT, *_LARGE_UNIT):  # 几十亿, 数百万: two to nine of them
            self.current, self.high = Decimal(2), Decimal(9)
            return True
        return False

    def _more(self, following: str) -> bool:
        if self.current is not None and (following in _LARGE_UNIT or not following):
            step = Decimal(1).scaleb(int(self.current.normalize().as_tuple().exponent))
            self.more = max(step, Decimal(1))
        elif self.section or self.total:
            self.more = Decimal(1).scaleb(self.last_power)
        else:
            return False
        return True

    def _half(self, before: str) -> bool:
        if before in _LARGE_UNIT or before in _SMALL_UNIT:
            self.current = Decimal("0.5").scaleb(self.last_power)
            return True
        return False

    def _unit(self, token: str) -> bool:
        if token in _SMALL_UNIT:
            power = _SMALL_UNIT[token]
            count = Decimal(1) if self.current is None else self.current
            if self.current is None and (power != 1 or (self.section and self.last_power <= 1)):
                if self.more is None and not (self.section == 0 and self.total == 0):
                    return False
            self._scale_range(power)
            self.section += count.scaleb(power)
            self.exponent += power
            self.current, self.last_power = None, power
            return True
        power = _LARGE_UNIT.get(token, 0)
        if not power:
            return False
        count = self.section + (self.current or 0)
        if count == 0 and self.total == 0:
            return False
        if count == 0 or (self.total and self.total < Decimal(1).scaleb(power)):  # 万亿
            self.total = (self.total + count).scaleb(power)
            scale = power
        else:
            self.total += count.scaleb(power)
            scale = power
        if self.current is None and self.section:
            self.exponent = max(self.exponent, 0)
        self.exponent += scale
        self._scale_range(power, whole=True)
        self.section, self.current, self.last_power = Decimal(0), None, power
        return True

    def _scale_range(self, power: int, *, whole: bool = False) -> None:
        if self.high is not None:
            base = self.section if whole else Decimal(0)
            self.high = (self.high if not base or self.high > base else base + self.high).scaleb(power)
        if self.more is not None:
            self.more = self.more.scaleb(power)

    def _finish(self, before: str) -> Numeral | None:
        value = self.total + self.section
        high = self.high
        if self.current is not None:
            colloquial = before in _HAN_DIGIT and self.last_power > 1 and not self.zero
            if colloquial and self.current < 10:  # 一万二: 12,000
                self.current = self.current.scaleb(self.last_power - 1)
                self.exponent = self.last_power - 1
                high = None if high is None else high.scaleb(self.last_power - 1)
            if high is not None:
                high += value
            value += self.current
        elif high is not None and high < value:
            return None
        if value == 0 and before not in _HAN_DIGIT and not before[:1].isdigit():
            return None
        return Numeral(value, self.exponent, high, None if self.more is None else value + self.more)
