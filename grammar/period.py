"""Periods in a text: what a figure refers to, as first and last day with a grain.

The front of four files: `timespan` knows what a period is and how it is written, `period_word` and `languages/` the
words, `period_pattern` how they are put together, `period_rule` what that means. Here periods are found and joined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from grammar.period_rule import LONGEST_NUMBER, VOID, Rule, Said, openings, start
from grammar.period_word import words
from grammar.timespan import NO_YEAR, Period, day, half, months, parse, quarter, span, year

__all__ = [
    "NO_YEAR",
    "Period",
    "PeriodMention",
    "day",
    "half",
    "months",
    "parse",
    "periods",
    "quarter",
    "span",
    "year",
]


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period in a text, with its place in the folded text."""

    period: Period
    start: int
    end: int
    ends: tuple[Period, Period] | None = None  # of a range that was written as from … to …


_MAYBE = re.compile(
    r"\d|[年月季天日周]|ye?ar|yr|quarter|qtr|month|half|ytd|week|date|today|yesterday|decade|[jfmasond][aeuco][a-z]"
)


def periods(folded: str, today: date) -> list[PeriodMention]:
    """Find all periods in a folded text, in order and without overlap; relative ones count from `today`.

    >>> [str(mention.period) for mention in periods("openai 2024年初到2025年9月底, h1 2025", date(2026, 1, 1))]
    ['2024-01/2025-09', '2025-S1']
    """
    return _with_spoken_years(folded, today) if "twenty" in folded else _found(folded, today)


def _found(folded: str, today: date) -> list[PeriodMention]:
    """Find all periods that are written as such."""
    if not _MAYBE.search(folded):
        return []
    found: list[PeriodMention] = []
    position = 0
    begins = start()
    while match := begins.search(folded, position):
        place, first = match.start(), match[0]
        candidates = openings(first[0], min(len(first), LONGEST_NUMBER + 1)).at(folded, match.end())
        mention = _read(folded, place, candidates, today) if candidates else None
        if mention is None:
            position = match.end()
            continue
        if mention.period is not VOID:
            found.append(mention)
        position = mention.end
    return [mention for mention in _merged(folded, found) if mention.period.grain != "speech"]


def _with_spoken_years(folded: str, today: date) -> list[PeriodMention]:
    """Find the periods of a text where years may stand in words, as dictation writes them: `twenty twenty-five`."""
    spoken = list(_SPOKEN_YEAR.finditer(folded))
    written = folded
    for match in spoken:
        year = f"20{_TENS[match[1]] + _ONES.get(match[2] or '', 0)}"
        written = written[: match.start()] + year.ljust(len(match[0]), "\x00") + written[match.end() :]
    ends = {match.start() + _YEAR_DIGITS: match.end() for match in spoken}
    found = _found(written, today)
    return [replace(mention, end=ends.get(mention.end, mention.end)) for mention in found]


_TENS = {"twenty": 20, "thirty": 30}
_ONES = {word: value for value, word in enumerate("one two three four five six seven eight nine".split(), 1)}
_YEAR_DIGITS = 4
_SPOKEN_YEAR = re.compile(
    rf"(?<![a-z])twenty[ -](twenty|thirty)(?:[ -]({'|'.join(_ONES)}))?(?![a-z])(?! (?:million|billion|trillion|percent|times))"
)


def _read(folded: str, start: int, candidates: Sequence[Rule], today: date) -> PeriodMention | None:
    """Read the words at a place by the first rule that makes sense of them."""
    for rule in candidates:
        inner = rule.pattern.match(folded, start)
        if inner is None:
            continue
        try:
            period = rule.build(Said({key: value for key, value in inner.groupdict().items() if value}, today))
        except ValueError:  # month 13, 30 February
            continue
        if period is not None:
            return PeriodMention(period, inner.start(), inner.end())
    return None


@dataclass(frozen=True)
class _Joints:
    """What stands between the ends of a range, or between a part and its year."""

    to: re.Pattern[str]
    both: re.Pattern[str]
    both_opened: re.Pattern[str]
    both_closed: re.Pattern[str]
    ended: re.Pattern[str]
    leads: re.Pattern[str]


_PART_THEN_YEAR = re.compile(r"\s?[,，]?\s?(?:of|in|for|的|,|\(|（|year|fiscal)?\s?(?:the )?(?:year )?")
_YEAR_THEN_PART = re.compile(r"\s?[,，的]?\s?|'s ")


@cache
def _joints() -> _Joints:
    edge = rf"(?:the )?(?:(?:{words('end', 'start')}) )?"
    return _Joints(
        re.compile(rf"\s?(?:{words('joins')})\s?{edge}"),
        re.compile(rf"\s?(?:{words('and')})\s?{edge}"),
        re.compile(rf"(?<![a-z])(?:{words('between')})\s{edge}$"),
        re.compile(rf"年?\s?(?:{words('between')})"),
        re.compile(rf"(?<![a-z])(?:{words('end')}) $"),
        re.compile(rf"(?:{words('joins')})"),
    )


def _merged(folded: str, found: list[PeriodMention]) -> list[PeriodMention]:
    """Join ends of ranges (`2024年初到2025年9月底`) and parts with their year (`first half of 2025`)."""
    for join in (_dated, _ranged):  # 2024到2025上半年 ends with the half
        merged: list[PeriodMention] = []
        for mention in found:
            joined = join(folded, merged[-1], mention) if merged and _are_near(merged[-1], mention) else None
            if joined is None:
                merged.append(mention)
            else:
                merged[-1] = joined
        found = merged
    return found


def _are_near(first: PeriodMention, second: PeriodMention) -> bool:
    return first.period.grain != "speech" and second.start - first.end <= 40


def _dated(folded: str, first: PeriodMention, second: PeriodMention) -> PeriodMention | None:
    """Put a part and its year together, whichever comes first."""
    a, b = first.period, second.period
    between = folded[first.end : second.start]
    if b.grain == "speech":
        return None
    if not a.has_year and b.has_year and b.grain == "year" and _PART_THEN_YEAR.fullmatch(between):
        part, whole = first, b
    elif a.has_year and a.grain == "year" and not b.has_year and _YEAR_THEN_PART.fullmatch(between):
        part, whole = second, a
    else:
        return None
    period = _in_year(part.period, whole)
    if period is None:
        return None
    ends = tuple(_in_year(end, whole) or end for end in part.ends) if part.ends else None
    return PeriodMention(
        replace(period, fiscal=a.fiscal or b.fiscal), first.start, second.end, (ends[0], ends[1]) if ends else None
    )


def _in_year(part: Period, whole: Period) -> Period | None:
    """The same part of a year; None for 29 February of a year that has none."""
    dated = part.with_year(whole.first.year)
    return None if part.grain == "day" and dated.first.day != part.first.day else dated


def _ranged(folded: str, first: PeriodMention, second: PeriodMention) -> PeriodMention | None:
    """Join the ends of a range."""
    if not _is_range(folded, first, second, folded[first.end : second.start]):
        return None
    begin, end = first.period, second.period
    if begin.has_year and not end.has_year:
        end = end.with_year(begin.first.year)
    elif end.has_year and not begin.has_year and end.grain != "speech":
        begin = begin.with_year(end.first.year)
    if end.grain == "to_date":
        month = months(end.last.year, end.last.month, end.last.month)
        end = month if month.last == end.last else day(end.last)
    if begin.has_year != end.has_year or begin.last > end.last or begin.first > end.first:
        return None
    opening = begin
    if _is_end(folded, first) and begin.last < end.last:
        opening = day(begin.last + timedelta(days=1))
    closing = _joints().both_closed.match(folded, second.end)
    return PeriodMention(span(opening, end), first.start, closing.end() if closing else second.end, (begin, end))


def _is_range(folded: str, first: PeriodMention, second: PeriodMention, between: str) -> bool:
    joints = _joints()
    if second.period.grain == "to_date":  # "through May 2018" is the year to date, unless something opens it
        led = joints.leads.match(folded, second.start, second.end) is not None
        return led and not between.strip() and first.period.grain != "to_date"
    if joints.to.fullmatch(between):
        return True
    if not joints.both.fullmatch(between):
        return False
    before = folded[max(0, first.start - 40) : first.start]
    return bool(joints.both_opened.search(before) or joints.both_closed.match(folded, second.end))


def _is_end(folded: str, mention: PeriodMention) -> bool:
    """Tell whether only the end of a period is meant: `年底`, `the end of`."""
    if folded[mention.end - 1] in "底末":
        return True
    return _joints().ended.search(folded[max(0, mention.start - 20) : mention.start]) is not None
