"""A stretch of days and its written form (SDMX TIME_PERIOD, ISO 8601 intervals).

A period may lack its year (`上半年`): it then matches the same part of any year until something supplies one. A fiscal
year is written with the calendar year in which it ends; whose fiscal year it is, and so when it ends, is not known here.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field, replace
from datetime import date

NO_YEAR = 4  # stands for "some year"; a leap year, so that every day of the year exists


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days.

    Attributes:
        first: First day; `last`: last day, included. In the year `NO_YEAR` where the year is not said.
        grain: `year half quarter month day range`, or `to_date` for a stretch since the start of a year.
        fiscal: Whether it is a part of somebody's fiscal year.
    """

    first: date
    last: date
    grain: str = field(compare=False)
    fiscal: bool = False

    @property
    def has_year(self) -> bool:
        """Tell whether the year is said."""
        return self.first.year != NO_YEAR

    @property
    def months(self) -> int:
        """Length in whole months; 0 where it is not made of whole months."""
        whole = self.first.day == 1 and _ends_month(self.last)
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1 if whole else 0

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.last - self.first).days + 1

    def with_year(self, year: int) -> Period:
        """Return the same part of a given year; what 29 February becomes in other years is the 28th.

        >>> str(half(NO_YEAR, 1).with_year(2025))
        '2025-S1'
        """
        first = _clamped(year, self.first.month, self.first.day)
        if self.first == self.last:
            return replace(self, first=first, last=first)
        ending = 31 if _ends_month(self.last) else self.last.day
        return replace(self, first=first, last=_clamped(year, self.last.month, ending))

    def contains(self, other: Period) -> bool:
        """Tell whether another period lies inside this one."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        """Write the period the way ledgers and canonical forms do; `parse` reads it back.

        >>> str(half(2025, 1)), str(months(2025, 1, 9)), str(year(2024)), str(half(NO_YEAR, 1))
        ('2025-S1', '2025-01/2025-09', '2024', 'S1')
        """
        return ("FY" if self.fiscal else "") + _written(self)


def parse(text: str) -> Period:
    """Read a period as ledgers write it.

    Raises:
        ValueError: It is none.

    >>> parse("2025-01/2025-09").months
    9
    """
    fiscal = text.startswith("FY")
    body = text.removeprefix("FY")
    begin, slash, end = body.partition("/")
    found = span(_part(begin), _part(end)) if slash else _part(begin)
    return replace(found, fiscal=fiscal)


_PART = re.compile(r"(?:([0-9]{4})-?)?(?:S([12])|Q([1-4])|M?([0-9]{2})(?:-([0-9]{2}))?)?")


def _part(text: str) -> Period:
    match = _PART.fullmatch(text)
    if not match or not text or text.endswith("-"):
        raise ValueError(text)
    number = int(match[1]) if match[1] else NO_YEAR
    if match[5]:
        return day(date(number, int(match[4]), int(match[5])))
    if match[2]:
        return half(number, int(match[2]))
    if match[3]:
        return quarter(number, int(match[3]))
    if match[4]:
        return months(number, int(match[4]), int(match[4]))
    return year(number)


def day(when: date) -> Period:
    """Return a single day."""
    return Period(when, when, "day")


def year(number: int) -> Period:
    """Return a calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def half(number: int, part: int) -> Period:
    """Return a half of a calendar year."""
    return replace(months(number, 6 * part - 5, 6 * part), grain="half")


def quarter(number: int, part: int) -> Period:
    """Return a quarter of a calendar year."""
    return replace(months(number, 3 * part - 2, 3 * part), grain="quarter")


def months(number: int, first: int, last: int) -> Period:
    """Return the months from one to another of one year."""
    grain = "month" if first == last else "range"
    found = Period(date(number, first, 1), _clamped(number, last, 31), grain)
    if (first, last) == (1, 12):
        return replace(found, grain="year")
    return found


def run_of_months(index: int, count: int) -> Period:
    """Return some months in a row, the first counted from the year 0 (`year * 12 + month - 1`).

    >>> str(run_of_months(2024 * 12 + 10, 3))
    '2024-11/2025-01'
    """
    last = index + count - 1
    begin = months(index // 12, index % 12 + 1, index % 12 + 1)
    return span(begin, months(last // 12, last % 12 + 1, last % 12 + 1))


def span(first: Period, last: Period) -> Period:
    """Return the period from the start of one to the end of another.

    Raises:
        ValueError: The end lies before the start.
    """
    if last.last < first.first:
        raise ValueError
    return regrained(Period(first.first, last.last, "range"))


def regrained(period: Period) -> Period:
    """Return a period with the name of its length, where it is a whole year, half, quarter, month or day."""
    named = {12: "year", 6: "half", 3: "quarter", 1: "month"}.get(period.months)
    if named and (period.first.month - 1) % period.months == 0:
        return replace(period, grain=named)
    return replace(period, grain="day") if period.first == period.last else period


def _clamped(number: int, month: int, day_of_month: int) -> date:
    return date(number, month, min(day_of_month, calendar.monthrange(number, month)[1]))


def _ends_month(last: date) -> bool:
    return last.day == calendar.monthrange(last.year, last.month)[1]


def _written(period: Period) -> str:
    grain = regrained(replace(period, grain="range")).grain
    first, last = period.first, period.last
    prefix = f"{first.year:04}-" if period.has_year else ""
    if grain == "year":
        return f"{first.year:04}" if period.has_year else "01/12"
    if grain == "half":
        return f"{prefix}S{(first.month + 5) // 6}"
    if grain == "quarter":
        return f"{prefix}Q{(first.month + 2) // 3}"
    if grain == "month":
        return f"{prefix}{first.month:02}"
    if grain == "day":
        return f"{prefix}{first.month:02}-{first.day:02}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04}/{last.year:04}"
    end = f"{last.year:04}-" if period.has_year else ""
    if period.months:
        return f"{prefix}{first.month:02}/{end}{last.month:02}"
    return f"{prefix}{first.month:02}-{first.day:02}/{end}{last.month:02}-{last.day:02}"
