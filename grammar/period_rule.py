"""What each pattern of `period_pattern` means: from the words of a match, and today, to a period."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from grammar.pattern_opening import State, advanced, first_characters, next_characters, opening
from grammar.period_pattern import rows
from grammar.period_word import (
    HALVES,
    RELATIVE_YEARS,
    month_number,
    small_number,
    words,
    year_number,
)
from grammar.timespan import NO_YEAR, Period, day, half, months, parse, quarter, regrained, run_of_months, span, year


@dataclass(frozen=True)
class Said:
    """The words of a match by group, and the day on which they were said."""

    words: dict[str, str]
    today: date

    def get(self, *names: str) -> str:
        """Return the first group that matched; empty for none."""
        return next((self.words[name] for name in names if self.words.get(name)), "")

    def number(self, *names: str) -> int:
        """Return the number that a group says."""
        return small_number(self.get(*names))

    @property
    def month(self) -> int:
        """The month that is said."""
        return month_number(self.get("M"))

    @property
    def year(self) -> int:
        """The year that is said, before or behind."""
        text = self.get("Y", "E", "P")
        if not text:
            return NO_YEAR
        off = RELATIVE_YEARS.get(re.sub(r"[度的\s]", "", text))
        return self.today.year + off if off is not None else year_number(text.rstrip(" 的度年-/"))

    @property
    def shift(self) -> int:
        """-1 for last, 0 for this, 1 for next."""
        return -1 if self.get("L", "l") else 1 if self.get("X", "x") else 0

    @property
    def unit(self) -> int:
        """The unit of the calendar that is said, in months."""
        text = self.get("U", "u", "v")
        for months_long, name, han in ((1, "month", "月"), (3, "quarter", "季"), (12, "year", "年")):
            if text[-1] == han or han in text or text in words(name).split("|"):
                return months_long
        return 120

    @property
    def length(self) -> int:
        """The length of a stretch of months by its name."""
        text = self.get("U")
        return 6 if text.startswith(("half", "半年")) else 1 if text == "个月" else self.unit

    @property
    def this_month(self) -> int:
        """The month of today, counted from the year 0."""
        return self.today.year * 12 + self.today.month - 1


@dataclass(frozen=True)
class Rule:
    """A pattern and its meaning.

    Attributes:
        build: A period; None where the words mean none after all and may be read otherwise; `VOID` where they mean one
            that is not clear, so that no part of them may be read.
    """

    name: str
    pattern: re.Pattern[str]
    build: Callable[[Said], Period | None]


VOID = Period(date(1, 1, 1), date(1, 1, 1), "void")


_BUILDERS: dict[str, Callable[[Said], Period | None]] = {}


def _meaning(build: Callable[[Said], Period | None]) -> Callable[[Said], Period | None]:
    """Make a function the builder that the rows of `period_pattern` call by its name."""
    _BUILDERS[build.__name__.removeprefix("_")] = build
    return build


class Openings:
    """The rules that can apply where a text has begun in some way; what they may go on with is worked out when it is met.

    Attributes:
        rules: Most specific first.
    """

    def __init__(self, begun: Sequence[tuple[Rule, Sequence[State] | None]]) -> None:
        """Take rules with what of their patterns is still to be matched; None where any character may follow."""
        self.rules = tuple([rule for rule, _ in begun])
        self._begun = [(rule, states, next_characters(states) if states else None) for rule, states in begun]
        self._known = frozenset().union(*[following for _, _, following in self._begun if following is not None])
        self._behind: dict[str, Openings] = {}

    def at(self, folded: str, place: int) -> tuple[Rule, ...]:
        """Return the rules that may apply to what goes on at a place."""
        node = self
        for character in folded[place : place + _LOOK_AHEAD]:
            if not node._known:
                break
            node = node._behind_character(character)
        return node.rules

    def _behind_character(self, character: str) -> Openings:
        key = character if character in self._known else ""
        if key not in self._behind:
            begun: list[tuple[Rule, Sequence[State] | None]] = []
            for rule, states, following in self._begun:
                if states is None or following is None:
                    begun.append((rule, None))
                elif key in following:
                    begun.append((rule, advanced(states, {key})))
            self._behind[key] = Openings(begun)
        return self._behind[key]


_LOOK_AHEAD = 3  # characters
_DIGITS = frozenset("0123456789")
LONGEST_NUMBER = 8  # digits of 20240630


@cache
def start() -> re.Pattern[str]:
    """Return a pattern for the places where a period can begin: never inside a number or a Latin word."""
    characters = set(_by_first_character())
    latin = "".join(sorted(character for character in characters if "a" <= character <= "z"))
    digits = "".join(sorted(characters & _DIGITS))
    others = "".join(sorted(characters - set(latin) - _DIGITS - {" "}))
    return re.compile(rf"(?<!\d)[{digits}]\d*|(?<![a-z0-9])[{latin}]|[{re.escape(others)}]")


@cache
def openings(first: str, digits: int) -> Openings:
    """Return the rules that can apply behind a first character; if it is a digit, the first of so many."""
    begun = []
    for rule in _by_first_character()[first]:
        states = advanced([opening(rule.pattern.pattern)], {first})
        for _ in range(1, digits):
            if next_characters(states) is None:
                break
            states = advanced(states, _DIGITS)
        if states:
            begun.append((rule, states))
    return Openings(begun)


@cache
def _by_first_character() -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    everywhere = [name for name, pattern, _ in rows() if first_characters(pattern) is None]
    assert not everywhere, everywhere  # noqa: S101 - such a pattern would be tried at every place
    for name, pattern, builder in rows():
        rule = Rule(name, re.compile(pattern), _BUILDERS[builder])
        for character in first_characters(pattern) or ():
            found.setdefault(character, []).append(rule)
    return found


@_meaning
def _to_date(said: Said) -> Period:
    if said.get("D", "d"):
        return Period(date(said.year, 1, 1), date(said.year, said.month, _day_number(said.get("D", "d"))), "to_date")
    return replace(months(said.year, 1, said.month), grain="to_date")


@_meaning
def _run_ended(said: Said) -> Period | None:
    """Months that end with a month: `six months ended 30 June 2025`; a report's last day may lie near its month's end."""
    month = month_number(said.get("M", "m"))
    number = said.year
    on = _day_number(said.get("D", "d")) if said.get("D", "d") else 31
    if on < 8 and month > 1:  # a quarter of 52-week years: three months ended 1 July
        month -= 1
    elif on < 24 and said.get("D", "d"):
        return VOID
    length = said.length * (said.number("N") if said.get("N") else 1)
    if not 0 < length <= 60 or (not said.get("N") and said.length == 1):
        return None
    if number == NO_YEAR and length > month:
        return VOID
    return run_of_months(number * 12 + month - length, length)


@_meaning
def _iso_range(said: Said) -> Period:
    return span(parse(said.get("A")), parse(said.get("B")))


@_meaning
def _first_months(said: Said) -> Period:
    return regrained(months(said.year, 1, said.number("N")))


@_meaning
def _first_quarters(said: Said) -> Period:
    return regrained(months(said.year, 1, 3 * said.number("N")))


@_meaning
def _last_of_year(said: Said) -> Period | None:
    length = said.number("N") * said.unit
    return regrained(months(said.year, 13 - length, 12)) if 0 < length <= 12 else None


@_meaning
def _first_days(said: Said) -> Period:
    first = date(said.year, 1, 1)
    return Period(first, first + timedelta(days=max(1, said.number("N")) - 1), "range")


@_meaning
def _half(said: Said) -> Period:
    return half(said.year, HALVES[said.get("N", "H")])


@_meaning
def _quarter(said: Said) -> Period:
    return quarter(said.year, said.number("N", "H", "Q"))


@_meaning
def _ordinal_quarter(said: Said) -> Period | None:
    if said.get("N") == "last":
        return quarter(said.year, 4) if said.get("P") else None
    return _quarter(said)


@_meaning
def _months(said: Said) -> Period | None:
    first, last = month_number(said.get("A")), month_number(said.get("B"))
    return regrained(months(said.year, first, last)) if first < last <= 12 else None


@_meaning
def _month(said: Said) -> Period:
    return months(said.year, said.month, said.month)


@_meaning
def _third_of_year(said: Said) -> Period:
    return _third(said, said.year)


@_meaning
def _third_of_relative_year(said: Said) -> Period:
    return _third(said, said.today.year + said.shift)


def _third(said: Said, number: int) -> Period:
    first = 1 if said.get("a") else 5 if said.get("b") else 9
    return months(number, first, first + 3)


@_meaning
def _day(said: Said) -> Period:
    number = _day_number(said.get("D"))
    if number in (29, 30, 31) and number > monthrange(said.year, said.month)[1]:
        return VOID  # 30 February is a slip, and no month
    return day(date(said.year, said.month, number))


@_meaning
def _days(said: Said) -> Period | None:
    first, last = (_day_number(said.get(name)) for name in "AB")
    return _stretch(said.year, said.month, first, last)


@_meaning
def _days_of_month(said: Said) -> Period | None:
    first, last = (_day_number(said.get(name)) for name in "AB")
    index = said.this_month + said.shift
    return _stretch(index // 12, index % 12 + 1, first, last)


def _stretch(number: int, month: int, first: int, last: int) -> Period | None:
    return Period(date(number, month, first), date(number, month, last), "range") if first < last else None


def _day_number(text: str) -> int:
    return small_number(re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", text))


@_meaning
def _slashed_day(said: Said) -> Period:
    first, second = _pair(said.get("A"))
    if first > 12:
        first, second = second, first
    elif second <= 12 and first != second:
        return VOID  # 10 July or 7 October
    return day(date(said.year, first, second))


@_meaning
def _slashed_days(said: Said) -> Period:
    (a, b), (c, d) = _pair(said.get("A")), _pair(said.get("B"))
    end = year_number(said.get("P"))
    begin = year_number(said.get("E")) if said.get("E") else end
    if max(a, c) > 12:
        a, b, c, d = b, a, d, c
    elif max(b, d) <= 12 and (a != b or c != d):
        return VOID
    return span(day(date(begin, a, b)), day(date(end, c, d)))


def _pair(text: str) -> tuple[int, int]:
    first, second = re.split("[-/]", text)
    return int(first), int(second)


@_meaning
def _fiscal(said: Said) -> Period:
    return replace(year(said.year), fiscal=True)


@_meaning
def _fiscal_pair(said: Said) -> Period | None:
    first = year_number(said.get("A"))
    return replace(year(first + 1), fiscal=True) if (first + 1) % 100 == int(said.get("B")) else None


@_meaning
def _years(said: Said) -> Period | None:
    first, end = year_number(said.get("A")), said.get("B")
    last = first // 100 * 100 + int(end) if len(end) == 2 else year_number(end)
    return span(year(first), year(last)) if first < last else None


@_meaning
def _decade(said: Said) -> Period:
    if said.get("E"):
        first = int(said.get("E"))
    else:
        part = said.number("D")
        if said.get("N"):
            first = (said.number("N") - 1) * 100 + part
        elif said.get("L"):
            first = (said.today.year // 100 - 1) * 100 + part
        else:
            first = part + (1900 if part >= 30 else 2000)
    return span(year(first), year(first + 9))


@_meaning
def _weeks_of_year(said: Said) -> Period:
    number = said.year if said.get("P") else said.today.year + said.shift
    first = 1 if said.get("B") else said.number("N", "A")
    last = said.number("B") if said.get("B") else first
    return Period(date.fromisocalendar(number, first, 1), date.fromisocalendar(number, last, 7), "range")


@_meaning
def _relative_week(said: Said) -> Period:
    monday = said.today - timedelta(days=said.today.weekday()) + timedelta(weeks=said.shift)
    return Period(monday, monday + timedelta(days=6), "range")


@_meaning
def _run_back(said: Said) -> Period | None:
    """The whole units before the one of today: `last two quarters`."""
    count = said.number("N", "l")
    if count < 1 or (count == 1 and said.unit >= 12 and said.get("l")):
        return None  # 近一年 is the twelve months up to now as well as a year
    begin = said.this_month // said.unit * said.unit
    return run_of_months(begin - count * said.unit, count * said.unit)


@_meaning
def _run_ahead(said: Said) -> Period | None:
    """The whole units after the one of today; twelve months ahead are a horizon (what falls due within a year)."""
    length = said.number("N", "n", "x") * said.unit
    begin = said.this_month // said.unit * said.unit
    return run_of_months(begin + said.unit, length) if length not in (0, 12) else None


@_meaning
def _ago(said: Said) -> Period | None:
    """The unit that lies some units back or ahead: `two years ago` is a year."""
    count = said.number("N", "l")
    if not count:
        return None
    begin = (said.this_month // said.unit + said.shift * count) * said.unit
    return run_of_months(begin, said.unit)


@_meaning
def _relative_decade(said: Said) -> Period:
    first = (said.today.year // 10 + said.shift) * 10
    return span(year(first), year(first + 9))


@_meaning
def _relative_quarter(said: Said) -> Period:
    index = said.today.year * 4 + (said.today.month - 1) // 3 + said.shift
    return quarter(index // 4, index % 4 + 1)


@_meaning
def _relative_month(said: Said) -> Period:
    return run_of_months(said.this_month + said.shift, 1)


@_meaning
def _relative_named_month(said: Said) -> Period:
    """The nearest month of a name that is over, or has not begun."""
    number, month = said.today.year, said.month
    if said.shift > 0:
        number += month <= said.today.month
    else:
        number -= month >= said.today.month
    return months(number, month, month)


@_meaning
def _relative_year(said: Said) -> Period:
    word = said.get("R")
    return year(said.today.year + (RELATIVE_YEARS[word.rstrip("度")] if word else said.shift))


@_meaning
def _year_to_date(said: Said) -> Period:
    text = said.get("P")
    if text and int(text) != said.today.year:
        return year(int(text))
    return Period(date(said.today.year, 1, 1), said.today, "to_date")


@_meaning
def _year_start(said: Said) -> Period:
    return months(said.year, 1, 1)


@_meaning
def _first_month(_said: Said) -> Period:
    return months(NO_YEAR, 1, 1)


@_meaning
def _year(said: Said) -> Period:
    return year(said.year)


@_meaning
def _full_year(_said: Said) -> Period:
    return year(NO_YEAR)


@_meaning
def _day_of_speech(said: Said) -> Period:
    word = said.get("N")
    off = -1 if word in words("yesterday").split("|") else 1 if word in words("tomorrow").split("|") else 0
    return Period(said.today + timedelta(days=off), said.today + timedelta(days=off), "speech")


@_meaning
def _nothing(_said: Said) -> Period:
    return VOID
