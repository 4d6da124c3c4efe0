"""Quantities: amounts with unit, scale and hedge, and the interval of values that each denotes.

A printed number denotes what rounds to it: half a unit of its last significant digit to each side, lower end included,
upper not. For money the digits of the full value count, so that `4 billion` and `40億` denote the same; percentages and
multiples count the printed digits (EDGAR Filer Manual 6.5.12). In every unit the half-width is at most 5 % of the value.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from grammar.amount import DISCOUNT, Amount, AmountReader
from grammar.interval import INFINITY, Interval, plain
from grammar.lexeme import Lexeme, lexemes, squeezed
from grammar.numeral import Numeral, rounding_exponent
from grammar.text import fold
from grammar.vocabulary import OR_EQUAL

_WIDEST = Decimal("0.05")
_NEARLY = Decimal("0.9")
_HALF = Decimal("0.5")
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
    text, places = squeezed(folded)
    found = _Scanner(text, lexemes(text)).scan()
    if places is None:
        return found
    return [
        replace(
            one, start=(start := places[one.start]), end=(end := places[one.end - 1] + 1), printed=folded[start:end]
        )
        for one in found
    ]


_BOUNDS = frozenset({"over", "far_over", "at_least", "at_most", "under"})
_LOWER = frozenset({"over", "far_over", "at_least"})
_MORE = frozenset({"多", "余", "odd", "-odd"})
_AND = re.compile(r"\s?(?:[,，、]|and|but)?\s?(?:and|but|且|并|并且|而|而且|但)?\s?")
_MOST_HEDGES = 3


class _Scanner:
    """One pass over the lexemes of a text: amounts, with hedges around them, joined to ranges."""

    def __init__(self, text: str, found: Sequence[Lexeme]) -> None:
        self.text = text
        self.found = found
        self.reader = AmountReader(text, found)
        self.free = 0  # the first lexeme that no quantity has taken

    def scan(self) -> list[Quantity]:
        kept: list[Quantity] = []
        index, size = 0, len(self.found)
        while index < size:
            if not self.found[index].begins_amount:
                index += 1
                continue
            amount = self.reader.read(index)
            if amount is None:
                index += 1
                continue
            quantity, index = self._quantity(amount)
            self.free = index
            if quantity is not None:
                self._keep(kept, quantity)
        return kept

    def _keep(self, kept: list[Quantity], quantity: Quantity) -> None:
        """Add a quantity; a lower and an upper bound that follow each other are one range: 大于10小于20."""
        if kept and quantity.hedge in _BOUNDS and kept[-1].hedge in _BOUNDS:
            first = kept[-1]
            between = self.text[first.end : quantity.start]
            lower, upper = (first, quantity) if first.hedge in _LOWER else (quantity, first)
            one_each = lower.hedge in _LOWER and upper.hedge not in _LOWER and lower.hedge != "far_over"
            if one_each and first.unit in ("", quantity.unit) and lower.value is not None and upper.value is not None:
                if lower.value < upper.value and _AND.fullmatch(between):
                    low, high = lower.interval, upper.interval
                    both = Interval(low.low, high.high, low_open=low.low_open, high_open=high.high_open)
                    printed = self.text[first.start : quantity.end]
                    kept[-1] = Quantity(None, both, quantity.unit, "", first.start, quantity.end, printed)
                    return
        kept.append(quantity)

    def _quantity(self, amount: Amount) -> tuple[Quantity | None, int]:
        """Return the quantity that an amount belongs to, and the index of the lexeme behind it."""
        if amount.unit == DISCOUNT:
            return None, amount.last
        joined = self._range(amount)
        if joined is not None:
            return joined
        return self._single(amount)

    # ----- ranges ----------------------------------------------------------------------------------------------------

    def _range(self, first: Amount) -> tuple[Quantity, int] | None:
        """Two amounts that are the ends of one range."""
        place = first.last
        if self.reader.role(place, "join") is None or not self.reader.follows(place):
            return None
        if first.numeral.high is not None or first.numeral.more is not None or not self.reader.follows(place + 1):
            return None
        place += 1
        ordinal = self.reader.role(place, "ordinal") is not None
        if ordinal and self.reader.role(first.first - 1, "ordinal") is not None and self.reader.follows(place + 1):
            place += 1
        second = self.reader.read(place)
        if second is None or second.numeral.high is not None or second.numeral.more is not None:
            return None
        if first.unit and second.unit and first.unit != second.unit:
            return None
        before = first.first - 1 - ordinal
        opens = self.reader.role(before, "opens") is not None and self.reader.follows(before + 1)
        closes = self.reader.role(second.last, "closes") is not None and self.reader.follows(second.last)
        joint = self.found[first.last].text
        if joint in _PAIRS and not (opens or closes):
            return None
        low, high = _ends(first, second)
        if low.value >= high.value:
            return None
        hedge, start, _ = self._before(before if opens else first.first, first.start)
        after, end, last = self._after(second.last, second.end)
        if closes:
            end, last = self.found[second.last].end, second.last + 1
        hedge = hedge if hedge in _BOUNDS else after if after in _BOUNDS else ""
        if opens and not hedge:
            start = min(start, self.found[before].start)
        interval = hedged_interval(Interval(low.value, high.value), None, hedge)
        printed = self.text[start:end]
        return Quantity(None, interval, second.unit or first.unit, hedge, start, end, printed), last

    # ----- hedges ----------------------------------------------------------------------------------------------------

    def _single(self, amount: Amount) -> tuple[Quantity | None, int]:
        hedge, start, compared = self._before(amount.first, amount.start)
        after, end, last = self._after(amount.last, amount.end)
        if compared:
            after, end, last = self._compared(amount)
            hedge = after or hedge
            start = start if after else amount.start
        elif after == "or_equal":
            hedge, end, last = (OR_EQUAL[hedge], end, last) if hedge in OR_EQUAL else (hedge, amount.end, amount.last)
        elif after and (not hedge or (after in _BOUNDS and hedge not in _BOUNDS)):
            hedge = after
        elif after:
            end, last = amount.end, amount.last
        if amount.is_bare and not hedge and not self._is_all(amount):
            return None, amount.last
        return self._hedged(amount, hedge, start, end), last

    def _is_all(self, amount: Amount) -> bool:
        """Tell whether a text is a numeral and nothing else: 六十."""
        rest = self.text[: amount.start] + self.text[amount.end :]
        return not rest.strip(" 个。.?？")

    def _hedged(self, amount: Amount, hedge: str, start: int, end: int) -> Quantity:
        number = amount.numeral
        significant = amount.unit in RELATIVE_UNITS or (amount.unit == "" and abs(number.value) < _LARGE)
        interval = rounding_interval(number.value, number.exponent, significant_zeros=significant)
        value: Decimal | None = number.value
        printed = self.text[start:end]
        if number.high is not None:
            interval, value = Interval(number.value, number.high), None
        elif number.more is not None:
            interval, value = Interval(number.value, number.more, low_open=True, high_open=True), None
        elif hedge == "over" and self.text[amount.end : end].strip() in _MORE:
            step = Decimal(1).scaleb(rounding_exponent(number.value)) if number.value else Decimal(1)
            interval, value, hedge = (
                Interval(number.value, number.value + step, low_open=True, high_open=True),
                None,
                "",
            )
        if value is not None or hedge in ("at_least", "at_most", "under"):
            interval = hedged_interval(interval, value, hedge)
        else:
            hedge = ""  # a range says itself how far it reaches
        return Quantity(value, interval, amount.unit, hedge, start, end, printed)

    def _before(self, index: int, start: int) -> tuple[str, int, bool]:
        """Collect the hedges in front of a lexeme: `just over about`; the one that sets a bound wins.

        Returns:
            The hedge, where it begins, and whether 比 opens a comparison (`比 170 低`).
        """
        hedge, place, begin = "", index - 1, start
        for _ in range(_MOST_HEDGES):
            if place < self.free or not self._touches(place, begin):
                break
            roles = self.found[place].roles
            if "either" in roles and not hedge:
                return "", self.found[place].start, True
            kind = roles.get("before")
            if kind is None and "particle" in roles and self._touches(place - 1, self.found[place].start):
                if place - 1 < self.free or self.found[place - 1].roles.get("before", "plain") == "plain":
                    break
                begin, place = self.found[place].start, place - 1
                continue
            if kind is None:
                break
            if not hedge or (kind != "plain" and hedge in ("plain", "approximately", "exactly")):
                hedge = kind
            start = begin = self.found[place].start
            place -= 1
        return ("" if hedge == "plain" else hedge), start, False

    def _touches(self, place: int, start: int) -> bool:
        """Tell whether a lexeme ends where something starts, or a space before it."""
        return (
            0 <= place < len(self.found)
            and start - self.found[place].end in (0, 1)
            and not self.text[self.found[place].end : start].strip()
        )

    def _after(self, index: int, end: int) -> tuple[str, int, int]:
        """Find the hedge behind an amount; a counter may stand between: 20万次以上."""
        for place in (index, index + 1):
            if place >= len(self.found) or self.found[place].start - end not in (0, 1):
                break
            lexeme = self.found[place]
            if self.text[end : lexeme.start].strip():
                break
            kind = lexeme.roles.get("after")
            if kind == "at_least" and lexeme.text == "+" and self.text[lexeme.end : lexeme.end + 1].isdigit():
                break
            if kind is not None and "before" in lexeme.roles and self.text[lexeme.end : lexeme.end + 1].isalnum():
                break  # 43亿不到微软的一半
            if kind is not None:
                return kind, lexeme.end, place + 1
            if "counter" not in lexeme.roles:
                break
            end = lexeme.end
        return "", end, index

    def _compared(self, amount: Amount) -> tuple[str, int, int]:
        """What stands behind the amount in 比 … 低."""
        place = amount.last
        if place < len(self.found) and self.reader.follows(place):
            for role, hedge in (("larger", "over"), ("smaller", "under")):
                if role in self.found[place].roles:
                    return hedge, self.found[place].end, place + 1
        return "", amount.end, amount.last


_PAIRS = frozenset({"and", "和", "与", "跟"})


def _ends(first: Amount, second: Amount) -> tuple[Numeral, Numeral]:
    """The ends of a range; the first borrows the second's scale: `2-3 billion`, 2-3亿."""
    low, high = first.numeral, second.numeral
    if first.scale or (first.unit and first.unit != second.unit) or low.value >= _LARGE:
        return low, high
    power = second.scale
    if power and low.value < high.value.scaleb(-power) * 2:
        return low.scaled(power), high
    return low, high
