"""Figures as words: amounts, shares, multiples and bounds in the habit of the reader's language.

A printed value is written with the digits that it has; a derived one is rounded to what its interval supports.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from babel.numbers import get_currency_name

from bot.wording import NONE, Wording
from grammar.interval import Interval, plain, quotient
from grammar.quantity import Quantity
from knowledge.result import Derivation

_LEAVES = frozenset({"observation", "premise", "given", "constant"})
_POWERS = {"en": (12, 9, 6), "zh-Hant": (12, 8, 4), "zh-Hans": (12, 8, 4)}  # the scale words that people read
_WIDEST = 30  # digits before or after the point
_FEWEST, _MOST = 3, 4  # significant digits of a derived value
_EXACT = 6  # an exact value keeps as many
_LARGE = 1_000_000  # from here on a bare number is read more easily with a scale word
_UNNAMED = "XXX"  # ISO 4217: no currency
_GROUPED = 10_000  # four digits stand without a comma: 9000 億
_HEDGES = {
    "approximately": "about",
    "nearly": "nearly",
    "over": "over",
    "far_over": "over",
    "at_least": "at_least",
    "at_most": "at_most",
    "under": "under",
    "exactly": "exactly",
}
_MINUS = "−"


def figure(wording: Wording, derivation: Derivation, *, brief: bool = False) -> str:
    """Write the value of a derivation with its unit; `brief` leaves out what a share is a share of, and hedges."""
    if derivation.level is not None:
        return wording.level(derivation.of.measure, derivation.level)
    hedge = NONE if brief else hedge_of(derivation)
    signed = not brief and derivation.rule in {"growth", "compound_growth"}
    value, unit = shown(derivation), derivation.unit
    if value is not None:
        if unit == "ratio" and derivation.rule not in _LEAVES and abs(value) < 1:
            value, unit = value * 100, "percent"  # 0.548× is said as 54.8%
        return with_unit(wording, (value,), unit, hedge, brief=brief, signed=signed)
    low, high = span_of(derivation)
    ends = tuple(
        end if derivation.rule in _LEAVES else _rounded(end, _FEWEST) for end in (low, high) if end.is_finite()
    )
    return with_unit(wording, ends, derivation.unit, hedge, brief=brief, signed=signed)


def amount(wording: Wording, quantity: Quantity, *, hedged: bool = True) -> str:
    """Write an amount that the user wrote, without what a share is a share of."""
    hedge = _HEDGES.get(quantity.hedge, NONE) if hedged else NONE
    unit = "percent" if quantity.unit.startswith("percent_of_") else quantity.unit
    interval = quantity.interval
    ends = (
        tuple(end for end in (interval.low, interval.high) if end.is_finite())
        if quantity.value is None
        else (quantity.value,)
    )
    return with_unit(wording, ends, unit, hedge)


def with_unit(  # noqa: PLR0913 - how a value is written has these sides
    wording: Wording,
    ends: tuple[Decimal, ...],
    unit: str,
    hedge: str = NONE,
    *,
    brief: bool = False,
    signed: bool = False,
) -> str:
    """Write one value, or the two ends of a range, with a unit and a hedge."""
    base, _, per = unit.partition("/")
    if len(base) == 3 and base.isupper():
        text = wording.say("hedged", hedge=hedge, figure=_money(wording, ends, base))
        return wording.say("per", figure=text, per=per) if per else text
    if base in ("", "number") and max(map(abs, ends)) >= _LARGE:
        return wording.say("hedged", hedge=hedge, figure=_money(wording, ends, _UNNAMED))
    number = _range(ends, signed=signed)
    if base.startswith("percent_of_"):
        if brief:
            return wording.say("percent", number=number)
        if hedge == NONE and min(ends) < 0:
            hedge = "negative"
        whole = wording.measure(base.removeprefix("percent_of_"))
        return wording.say("share-of", hedge=hedge, number=number, whole=whole)
    text = {
        "percent": lambda: wording.say("percent", number=number),
        "percentage_points": lambda: wording.say("points", number=number),
        "ratio": lambda: wording.say("multiple", number=number),
        "days": lambda: wording.say("days", number=number, count="one" if number == "1" else "other"),
    }.get(base, lambda: number)()
    return wording.say("hedged", hedge=hedge, figure=text)


def unit_name(wording: Wording, unit: str) -> str:
    """Name a unit in a sentence: `Japanese yen`, `percent of GDP`."""
    base = unit.partition("/")[0]
    if len(base) == 3 and base.isupper():
        return _currency(wording, base)
    if base.startswith("percent_of_"):
        return wording.say("unit-share-of", whole=wording.measure(base.removeprefix("percent_of_")))
    return wording.say("unit-name", unit=base or NONE)


def hedge_of(derivation: Derivation) -> str:
    """Tell how a value is bounded: `none about nearly over at_least under at_most`.

    A printed number's own rounding is no hedge; what was derived keeps only one-sided bounds.
    """
    interval, value = derivation.interval, derivation.value
    if interval.high.is_infinite():
        return "over" if interval.low_open else "at_least"
    if interval.low.is_infinite():
        return "under" if interval.high_open else "at_most"
    if derivation.rule not in _LEAVES or interval.is_point:
        return NONE
    if value is None:
        printed = _printed_range(derivation)
        return "about" if printed is not None and printed != interval and interval.encloses(printed) else NONE
    if value == interval.high and interval.high_open:
        return "nearly"
    closed = not interval.low_open and not interval.high_open
    return "about" if closed and interval.low < value < interval.high else NONE


def shown(derivation: Derivation) -> Decimal | None:
    """Return the value as it is written: as known for leaves, rounded to what the interval supports for the rest."""
    value = derivation.value
    if value is None and derivation.is_bound:
        value = next((end for end in (derivation.interval.low, derivation.interval.high) if end.is_finite()), None)
    if value is None or derivation.rule in _LEAVES:
        return value
    rounded = supported(value, derivation.interval)
    return _rounded(rounded, _FEWEST) if derivation.unit == "ratio" else rounded


def supported(value: Decimal, interval: Interval) -> Decimal:
    """Round a derived value to the digits that its interval supports, three or four.

    >>> supported(Decimal("836666666.67"), Interval(Decimal(835833333), Decimal(837500000)))
    Decimal('837000000')
    """
    if value == 0:
        return value
    if interval.is_point and len(value.normalize().as_tuple().digits) <= _EXACT:
        return value
    digits = _MOST
    if interval.is_bounded and not interval.is_point:
        digits = value.adjusted() - (interval.high - interval.low).adjusted() + 1
    return _rounded(value, min(_MOST, max(_FEWEST, digits)))


def span_of(derivation: Derivation) -> tuple[Decimal, Decimal]:
    """Return the ends of what a derivation denotes: of a printed range as it is printed, of others the interval's."""
    printed = _printed_range(derivation) if derivation.value is None else None
    interval = printed or derivation.interval
    return interval.low, interval.high


def uncertainty(wording: Wording, derivation: Derivation) -> str:
    """Write how far a derived value may be off: ` ± 1%`, or a range where the sides differ; empty where it is exact."""
    value, interval = derivation.value, derivation.interval
    if value is None or interval.is_point or not interval.is_bounded or derivation.unit == "level":
        return ""
    below, above = value - interval.low, interval.high - value
    wide = max(below, above)
    if min(below, above) * 3 < wide:
        ends = tuple(_rounded(end, _FEWEST) for end in (interval.low, interval.high))
        return wording.say("between", range=with_unit(wording, ends, derivation.unit, brief=True))
    if derivation.unit == "ratio" and abs(value) < 1:
        wide *= 100
    half = _rounded_up(wide)
    if half >= abs(value) > wide:  # rounding shall not say that it may be nothing
        half = _rounded(wide, 2)
    unit = derivation.unit.partition("/")[0]
    if unit == "ratio" and abs(value) < 1:
        unit = "percent"
    return f" ± {with_unit(wording, (half,), unit, brief=True)}"


def percentage(ratio: Decimal) -> str:
    """Write a relative difference as a whole percentage, or with one digit below ten."""
    places = Decimal(1) if abs(ratio) >= Decimal("0.1") else Decimal("0.1")
    return _signed((ratio * 100).quantize(places, ROUND_HALF_UP))


def multiple(wording: Wording, ratio: Decimal) -> str:
    """Write how many times one value is another, to three digits."""
    return with_unit(wording, (_rounded(ratio, _FEWEST),), "ratio")


def relative(larger: Decimal, smaller: Decimal) -> Decimal:
    """Return by which part of the smaller the larger is larger."""
    return quotient(larger, smaller) - 1


def _printed_range(derivation: Derivation) -> Interval | None:
    """Return the range that a row prints, without a hedge that stands apart; None where it prints no range."""
    row = derivation.observation
    if row is None:
        return None
    try:
        quantity = Quantity.read(row.printed)
    except ValueError:
        return None
    if quantity.value is not None or not derivation.interval.overlaps(quantity.interval):
        return None
    return quantity.interval


def _money(wording: Wording, ends: tuple[Decimal, ...], code: str) -> str:
    power = _power(wording, max(abs(end) for end in ends))
    number = _range(tuple(abs(end.scaleb(-power)) for end in ends))
    sign = _MINUS if max(ends) < 0 else ""
    if code == "USD":
        return wording.say("dollars", power=f"p{power}", number=number, sign=sign)
    return wording.say("money", power=f"p{power}", number=number, sign=sign, currency=_currency(wording, code)).strip()


def _currency(wording: Wording, code: str) -> str:
    return "" if code == _UNNAMED else str(get_currency_name(code, count=2, locale=wording.babel))


def _power(wording: Wording, value: Decimal) -> int:
    if value.adjusted() > _WIDEST:
        return 0
    return next((power for power in _POWERS[wording.locale] if value >= Decimal(1).scaleb(power)), 0)


def _range(ends: tuple[Decimal, ...], *, signed: bool = False) -> str:
    if len(ends) == 2 and ends[0] == ends[1]:
        ends = ends[:1]
    first, *rest = ends
    text = _signed(first) if signed else _written(first)
    return "–".join([text, *(_written(end) for end in rest)])


def _signed(value: Decimal) -> str:
    return f"+{_written(value)}" if value > 0 else _written(value)


def _written(value: Decimal) -> str:
    if value and abs(value.adjusted()) > _WIDEST:  # nobody counts so many digits
        power = value.adjusted()
        few = _rounded(abs(value), _MOST).scaleb(-power)
        return f"{_MINUS if value < 0 else ''}{plain(few)} × 10^{power}"
    text = plain(abs(value))
    if abs(value) >= _GROUPED:
        whole, point, rest = text.partition(".")
        text = f"{int(whole):,}{point}{rest}"
    return f"{_MINUS}{text}" if value < 0 else text


def _rounded(value: Decimal, digits: int) -> Decimal:
    if value == 0:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1), ROUND_HALF_UP).normalize()


def _rounded_up(value: Decimal) -> Decimal:
    """Round to one digit, upwards unless it is that digit already to within a thousandth."""
    unit = Decimal(1).scaleb(value.adjusted())
    nearest = value.quantize(unit, ROUND_HALF_UP)
    return nearest if abs(nearest - value) <= value / 1000 else value.quantize(unit, ROUND_CEILING)
