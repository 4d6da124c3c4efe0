"""Quantities: amounts with unit, scale and hedge, and the interval of values that each denotes.

A printed number denotes what rounds to it: half a unit of its last significant digit to each side, lower end included,
upper not. For money the digits of the full value count, so that `4 billion` and `40億` denote the same; percentages and
multiples count the printed digits (EDGAR Filer Manual 6.5.12). In every unit the half-width is at most 5 % of the value.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from grammar.interval import INFINITY, Interval, plain
from grammar.numeral import DIGITS, ENGLISH, HAN_DIGITS, HAN_UNITS, LETTER_SCALES, Numeral, digits, english, mixed
from grammar.text import fold
from grammar.vocabulary import alternation, vocabulary

_WIDEST = Decimal("0.05")
_NEARLY = Decimal("0.9")
_HALF = Decimal("0.5")
_SHORT, _HUNDRED = 2, 100
_LARGE = 10_000  # a bare number from here on is an amount of money more often than not: 40億 is 4 billion
RELATIVE_UNITS = frozenset({"percent", "percentage_points", "ratio"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as somebody wrote it.

    Attributes:
        value: The printed number in its unit; None for a range.
        interval: The values that it can stand for.
        unit: ISO 4217 code (`XXX` for an unnamed currency), `percent`, `percentage_points`, `ratio`, or empty.
        hedge: `approximately nearly over far_over at_least at_most under exactly`, or empty.
        start: First character in the folded text; `end`: the one after the last.
        printed: The folded words.
    """

    value: Decimal | None
    interval: Interval
    unit: str
    hedge: str = ""
    start: int = 0
    end: int = 0
    printed: str = ""

    @classmethod
    def read(cls, text: str) -> "Quantity":
        """Read a text that is one quantity and nothing else.

        Raises:
            ValueError: The text is not exactly one quantity.

        >>> Quantity.read("4.3 billion USD").interval
        Interval([4250000000, 4350000000))
        """
        folded = fold(text).text.strip()
        found = quantities(folded)
        if len(found) != 1 or found[0].start != 0 or found[0].end != len(folded):
            raise ValueError(text)
        return found[0]

    @property
    def is_money(self) -> bool:
        """Tell whether the unit is a currency."""
        return len(self.unit) == 3 and self.unit.isupper()

    def __str__(self) -> str:
        number = f"{plain(self.interval.low)}..{plain(self.interval.high)}" if self.value is None else plain(self.value)
        return " ".join(filter(None, (self.hedge, number, self.unit)))


def rounding_interval(value: Decimal, exponent: int, *, significant_zeros: bool) -> Interval:
    """Return the values that round to a printed number.

    Args:
        value: The printed number.
        exponent: Power of ten of its last printed digit.
        significant_zeros: Whether printed trailing zeros count as digits (they do not for money).

    >>> rounding_interval(Decimal(20), 0, significant_zeros=True)
    Interval([19.5, 20.5))
    """
    if value == 0:
        half = _HALF.scaleb(exponent)
        return Interval(-half, half, high_open=True)
    place = exponent if significant_zeros else int(value.normalize().as_tuple().exponent)
    half = min(_HALF.scaleb(place), abs(value) * _WIDEST)
    return Interval(value - half, value + half, high_open=True)


def hedged_interval(plain_interval: Interval, value: Decimal | None, hedge: str) -> Interval:
    """Return the values that a hedged amount stands for; an unhedged one keeps its rounding interval.

    >>> hedged_interval(Interval(Decimal(0), Decimal(0)), Decimal(10), "nearly")
    Interval([9.0, 10))
    """
    low = plain_interval.low if value is None else value
    high = plain_interval.high if value is None else value
    match hedge:
        case "approximately":
            return Interval(low - abs(low) * _WIDEST, high + abs(high) * _WIDEST)
        case "nearly":
            return Interval(low * _NEARLY, high, high_open=True) if high > 0 else plain_interval
        case "over" | "far_over":
            return Interval(low, INFINITY, low_open=True, high_open=True)
        case "at_least":
            return Interval(low, INFINITY, high_open=True)
        case "at_most":
            return Interval(-INFINITY, high, low_open=True)
        case "under":
            return Interval(-INFINITY, high, low_open=True, high_open=True)
        case "exactly":
            return Interval(low, high)
        case _:
            return plain_interval


def quantities(folded: str) -> list[Quantity]:
    """Find all quantities in a folded text, in order and without overlap."""
    return [quantity for quantity in _Scanner(folded).scan() if quantity is not None]


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with its unit, before hedges: what stands between `start` and `end`."""

    numeral: Numeral
    unit: str
    start: int
    end: int
    scale: int = 0  # the power of ten of a scale word behind the number; a range's first number may borrow it


@cache
def _patterns() -> "_Patterns":
    return _Patterns()


class _Patterns:
    """The patterns, made once from the vocabulary."""

    def __init__(self) -> None:
        words = vocabulary()
        scale = "|".join(sorted(LETTER_SCALES, key=len, reverse=True))
        prefix = alternation(s for s, code in words.currencies.items())
        number = (
            rf"(?P<mixed>(?:{DIGITS}|[{HAN_DIGITS}{HAN_UNITS}几数])(?: ?(?:(?<![\d.]){DIGITS}|[{HAN_DIGITS}]|[{HAN_UNITS}]"
            rf"|点(?=[{HAN_DIGITS}])|[余多来](?=[{HAN_UNITS}])|几(?=[{HAN_UNITS}])|半(?![年天个])))*)"
            rf"|(?P<english>(?<![a-z]){ENGLISH.pattern})"
        )
        percentages = rf"百分之(?P<ofhundred>{DIGITS}|[{HAN_DIGITS}{HAN_UNITS}点]+)"
        self.amount = re.compile(
            rf"(?:{percentages})|(?:(?P<prefix>{prefix})\s?)?(?P<sign>[-+](?=[\d.]))?(?:{number})"
            rf"(?:\s?(?P<scale>{scale})(?![a-z]))?(?P<more>[多余](?![少于])|\+(?![\d.]))?"
        )
        units = {**dict.fromkeys(words.currencies, "")} | words.units
        self.suffix = re.compile(rf"\s?-?(?:{alternation(units)})")
        self.doubling = re.compile(alternation(words.doublings))
        before = alternation(words.hedges_before)
        self.before = re.compile(rf"(?:{before})\s*$")
        self.longest_before = max(map(len, words.hedges_before)) + 2
        self.after = re.compile(rf"\s?(?:{alternation(words.hedges_after)})")
        self.join = re.compile(rf"\s?(?:{alternation(words.range_joins)})\s?")
        self.opens = re.compile(rf"(?:{alternation(words.range_opens)})\s*$")
        self.fraction = re.compile(
            rf"(?P<ten>(?:{DIGITS}|[{HAN_DIGITS}几]{{1,2}}))\s?成(?P<half>半)?(?![本长员立果熟交为功分了品都])"
            rf"|(?P<han>[{HAN_DIGITS}十百]+)分之(?P<over>[{HAN_DIGITS}十百]+)(?:点(?P<point>[{HAN_DIGITS}]+))?"
            rf"|(?P<hanhalf>过半|一半|半数|大半|近半)"
            rf"|(?<![a-z])(?P<count>a|one|two|three|four|five|\d)[\s-](?P<part>half|third|quarter|fourth|fifth|sixth|"
            rf"seventh|eighth|ninth|tenth|hundredth)s?(?![a-z])(?! (?:of (?:20\d\d|the year|fiscal|last|this|next))|20\d\d)"
            rf"|(?<![a-z])(?P<half_of>half)(?= (?:of|the|its|their|a|that|as|what)(?! (?:20\d\d|year))|\s?$|[,.?!])"
        )


_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


class _Scanner:
    """One pass over a folded text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.patterns = _patterns()
        self.position = 0

    def scan(self) -> list[Quantity | None]:
        found: list[Quantity | None] = []
        candidates = self._candidates()
        index = 0
        while index < len(candidates):
            amount = candidates[index]
            if amount.start < self.position:
                index += 1
                continue
            following = candidates[index + 1] if index + 1 < len(candidates) else None
            joined = self._join(amount, following)
            if joined is not None:
                quantity = joined
                index += 2
            else:
                quantity = self._single(amount)
                index += 1
            found.append(quantity)
            self.position = quantity.end
        return found

    def _candidates(self) -> list[_Amount]:
        amounts = [*self._plain_amounts(), *self._doublings(), *self._fractions()]
        amounts.sort(key=lambda amount: (amount.start, -amount.end))
        kept: list[_Amount] = []
        for amount in amounts:
            if kept and amount.start < kept[-1].end:
                if amount.end > kept[-1].end and amount.start == kept[-1].start:
                    kept[-1] = amount
                continue
            kept.append(amount)
        return kept

    def _plain_amounts(self) -> list[_Amount]:
        amounts = []
        text, position = self.text, 0
        while match := self.patterns.amount.search(text, position):
            amount = self._amount(match)
            position = max(match.start() + 1, amount.end if amount else self._past(match))
            if amount:
                amounts.append(amount)
        return amounts

    def _past(self, match: re.Match[str]) -> int:
        """Skip a refused match: digits glued to letters go as a whole."""
        end = match.end()
        while end < len(self.text) and self.text[end].isdigit():
            end += 1
        return max(match.start() + 1, end if self.text[match.start()].isdigit() else match.start() + 1)

    def _amount(self, match: re.Match[str]) -> _Amount | None:
        text = self.text
        start, end = match.span()
        if match["ofhundred"]:
            number = mixed(match["ofhundred"])
            return None if number is None else _Amount(number, "percent", start, end)
        first = text[start]
        if (
            (
                start
                and text[start - 1].isascii()
                and (text[start - 1].isalnum() or text[start - 1] == ".")
                and first != "$"
            )
            and first.isalnum()
            and not (first.isascii() and not first.isdigit())
            and first.isascii()
        ):
            return None
        printed = match["mixed"] or match["english"]
        number = mixed(printed.rstrip()) if match["mixed"] else english(printed)
        if number is None:
            shorter = re.match(DIGITS, printed)
            if not shorter:
                return None
            number, end = digits(shorter[0]), match.start("mixed") + shorter.end()
        else:
            end -= len(match[0]) - len(match[0].rstrip())
        if end == match.end() and match["scale"]:
            number = number.scaled(LETTER_SCALES[match["scale"]])
        if match["more"] and end == match.end() and match["more"] != "+" and number.more is None:
            step = Decimal(1).scaleb(max(number.exponent, int(number.value.normalize().as_tuple().exponent)))
            number = Numeral(number.value, number.exponent, number.high, number.value + step)
        elif match["more"] == "+":
            end -= 1
        if match["sign"] == "-":
            if start and (text[start - 1].isalnum() or is_closing(text[start - 1])):
                start += 1
            else:
                number = Numeral(-number.value, number.exponent)
        unit = vocabulary().currencies[re.sub(r"\s+", " ", match["prefix"])] if match["prefix"] else ""
        return self._with_suffix(number, unit, start, end, LETTER_SCALES.get(match["scale"] or "", 0))

    def _with_suffix(self, number: Numeral, unit: str, start: int, end: int, scale: int) -> _Amount | None:
        text, words = self.text, vocabulary()
        suffix = self.patterns.suffix.match(text, end)
        if suffix:
            name = re.sub(r"\s+", " ", suffix[0].strip().lstrip("-"))
            kind = words.units.get(name) or words.currencies.get(name) or words.units.get(f"-{name}") or ""
            if kind == "times":
                if unit or (name == "x" and text[suffix.end() : suffix.end() + 1].isalnum()):
                    kind = ""
                else:
                    return _Amount(number, "ratio", start, suffix.end())
            if kind == "basis_points":
                return _Amount(number.scaled(-2), "percentage_points", start, suffix.end())
            if kind and not (unit and kind in ("percent", "percentage_points")):
                unit = kind if unit in ("", "XXX") or kind != "XXX" else unit
                end = suffix.end()
        if end < len(text) and text[end].isascii() and text[end].isalpha() and text[end - 1].isascii():
            if text[end - 1].isdigit():
                return None
        if unit == "" and scale == 0 and text[start] in _BARE and end - start <= _SHORT and number.value < _HUNDRED:
            return None  # 一, 两, 十 alone are words more often than figures
        return _Amount(number, unit, start, end, scale)

    def _doublings(self) -> list[_Amount]:
        table = vocabulary().doublings
        return [
            _Amount(Numeral(Decimal(table[re.sub(r"\s+", " ", match[0])]), 0), "ratio", match.start(), match.end())
            for match in self.patterns.doubling.finditer(self.text)
        ]

    def _fractions(self) -> list[_Amount]:
        return [amount for match in self.patterns.fraction.finditer(self.text) if (amount := _fraction(match))]

    def _join(self, first: _Amount, second: _Amount | None) -> Quantity | None:
        """Two amounts that are the ends of one range."""
        if second is None:
            return None
        between = self.patterns.join.match(self.text, first.end)
        if not between or between.end() != second.start or first.numeral.high or second.numeral.high:
            return None
        opens = self.patterns.opens.search(self.text, max(0, first.start - 20), first.start)
        joint = between[0].strip()
        if first.unit and second.unit and first.unit != second.unit:
            return None
        if joint in ("and", "到", "to", "through", "till", "until") and first.unit and not opens and joint == "and":
            return None
        if joint == "and" and not opens:
            return None
        scale = second.scale if not first.scale else 0
        low, high = first.numeral, second.numeral
        unit = second.unit or first.unit
        if not first.unit or first.unit == second.unit:
            power = scale or _han_scale(high, low)
            if power and low.value < high.value.scaleb(-power) * 2 and first.scale == 0 and low.value < 10000:
                low = low.scaled(power)
        if low.value >= high.value:
            return None
        hedge, start = self._hedge_before(opens.start() if opens else first.start)
        end = second.end
        hedge, end = (hedge, end) if hedge else self._hedge_after(end)
        closing = re.compile(r"\s?之?间").match(self.text, end)
        end = closing.end() if closing else end
        interval = hedged_interval(Interval(low.value, high.value), None, hedge)
        return Quantity(None, interval, unit, hedge, start, end, self.text[start:end])

    def _single(self, amount: _Amount) -> Quantity:
        number = amount.numeral
        hedge, start = self._hedge_before(amount.start)
        after, end = self._hedge_after(amount.end)
        if not hedge:
            hedge = after
        elif not after:
            end = amount.end
        significant = amount.unit in RELATIVE_UNITS or (amount.unit == "" and abs(number.value) < _LARGE)
        interval = rounding_interval(number.value, number.exponent, significant_zeros=significant)
        value: Decimal | None = number.value
        if number.high is not None:
            interval, value = Interval(number.value, number.high), None
        elif number.more is not None:
            interval, value = Interval(number.value, number.more, low_open=True, high_open=True), None
        elif hedge == "over" and self.text[amount.end : end].strip() in ("多", "余", "odd", "-odd"):
            step = Decimal(1).scaleb(int(number.value.normalize().as_tuple().exponent))
            interval, value, hedge = (
                Interval(number.value, number.value + step, low_open=True, high_open=True),
                None,
                "",
            )
        if not (hedge in ("over", "far_over", "nearly") and value is None):
            interval = hedged_interval(interval, value, hedge)
        return Quantity(value, interval, amount.unit, hedge, start, end, self.text[start:end])

    def _hedge_before(self, start: int) -> tuple[str, int]:
        """Collect the hedges in front: `just over about`; the one that sets a bound wins."""
        hedge = ""
        for _ in range(3):
            window = max(self.position, start - self.patterns.longest_before)
            match = self.patterns.before.search(self.text, window, start)
            if not match:
                break
            kind = vocabulary().hedges_before[re.sub(r"\s+", " ", match[0].strip())]
            if not hedge or (kind != "plain" and hedge in ("plain", "approximately", "exactly")):
                hedge = kind
            start = match.start()
        return ("" if hedge == "plain" else hedge), start

    def _hedge_after(self, end: int) -> tuple[str, int]:
        match = self.patterns.after.match(self.text, end)
        if not match:
            return "", end
        return vocabulary().hedges_after[re.sub(r"\s+", " ", match[0].strip())], match.end()


_BARE = f"{HAN_DIGITS}{HAN_UNITS}几数"


def is_closing(character: str) -> bool:
    """Tell whether a minus behind this character is a hyphen or an operator, not a sign."""
    return character in ")]}%）】"


def _han_scale(high: Numeral, low: Numeral) -> int:
    """The power of ten that a range's first number leaves to the second: `2-3亿`."""
    if high.value < 10000 or low.value >= 10000:
        return 0
    return max(
        (power for power in (4, 8, 12, 3, 6, 9, 10, 11) if high.value.scaleb(-power) >= 1 and _is_short(high, power)),
        default=0,
    )


def _is_short(high: Numeral, power: int) -> bool:
    return high.exponent >= power - 4 and high.value.scaleb(-power) < 10000 and power in (4, 8, 12)


def _fraction(match: re.Match[str]) -> _Amount | None:
    start, end = match.span()
    if match["ten"]:
        number = mixed(match["ten"])
        if number is None:
            return None
        tenths = number.scaled(1)
        if match["half"]:
            tenths = Numeral(tenths.value + 5, 0)
        return _Amount(
            Numeral(tenths.value, 0 if match["half"] else 1 + number.exponent, tenths.high), "percent", start, end
        )
    if match["han"]:
        below, above = mixed(match["han"]), mixed(match["over"])
        if below is None or above is None or below.value == 0:
            return None
        if below.value == 100:
            return None  # 百分之: read with its own pattern
        share = above.value * 100 / below.value
        return _Amount(Numeral(share, min(0, -2)), "percent", start, end)
    if match["hanhalf"] or match["half_of"]:
        more = Decimal(100) if match["hanhalf"] in ("过半", "大半") else None
        return _Amount(Numeral(Decimal(50), 0, None, more), "percent", start, end)
    count = Decimal(_COUNTS.get(match["count"], 0) or match["count"])
    return _Amount(Numeral(count * 100 / _PARTS[match["part"]], -2), "percent", start, end)
