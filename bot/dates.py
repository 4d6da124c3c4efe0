"""Periods and days as words."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from bot.wording import NONE, Wording
from grammar.period import Period


def period_text(wording: Wording, period: Period | None) -> str:
    """Write a period: `H1 2025`, `Jan–Sep 2025`; empty for none."""
    if period is None:
        return ""
    text = _calendar(wording, period)
    if not period.fiscal:
        return text
    grain = period.grain if period.has_year else NONE
    return wording.say("period-fiscal", grain=grain, period=text, year=str(period.first.year))


def day_text(wording: Wording, day: date) -> str:
    """Write a day."""
    return wording.say("day", day=format_date(day, "medium", wording.babel))


def _calendar(wording: Wording, period: Period) -> str:
    first, last = period.first, period.last
    year = str(first.year) if period.has_year else NONE
    if period.grain == "year":
        return wording.say("period-year", year=year)
    if period.grain == "half":
        return wording.say("period-half", year=year, half=f"h{(first.month + 5) // 6}")
    if period.grain == "quarter":
        return wording.say("period-quarter", year=year, quarter=f"q{(first.month + 2) // 3}")
    if not period.months:
        return _days(wording, period, year)
    if (first.month, last.month) == (1, 12):
        return wording.say("period-years", first=str(first.year), last=str(last.year))
    if first.year != last.year:
        ends = (_month(wording, first, str(first.year)), _month(wording, last, str(last.year)))
        return wording.say("period-range", first=ends[0], last=ends[1])
    if first.month == last.month:
        return _month(wording, first, year)
    names = {"first": _name(wording, first), "last": _name(wording, last)}
    return wording.say("period-months", year=year, start=str(first.month), end=str(last.month), **names)


def _days(wording: Wording, period: Period, year: str) -> str:
    first = _day(wording, period.first, year)
    if period.first == period.last:
        return first
    last = _day(wording, period.last, NONE if year == NONE else str(period.last.year))
    return wording.say("period-range", first=first, last=last)


def _day(wording: Wording, day: date, year: str) -> str:
    return wording.say("period-day", year=year, name=_name(wording, day), month=str(day.month), day=str(day.day))


def _month(wording: Wording, day: date, year: str) -> str:
    return wording.say("period-month", year=year, name=_name(wording, day), month=str(day.month))


def _name(wording: Wording, day: date) -> str:
    return str(wording.babel.months["format"]["abbreviated"][day.month])
