"""Periods: what a figure refers to, as first and last day with a grain (SDMX TIME_PERIOD, ISO 8601 intervals).

A period may lack its year (`上半年`): it then matches the same part of any year until something supplies one. A fiscal
year is written with the calendar year in which it ends; whose fiscal year it is, and so when it ends, is not known here.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from grammar.numeral import mixed
from grammar.vocabulary import alternation, vocabulary

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
        whole = self.first.day == 1 and (self.last + timedelta(days=1)).day == 1
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1 if whole else 0

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.last - self.first).days + 1

    def with_year(self, year: int) -> Period:
        """Return the same part of a given year."""
        return replace(self, first=self.first.replace(year=year), last=_clamped(year, self.last.month, self.last.day))

    def contains(self, other: Period) -> bool:
        """Tell whether another period lies inside this one."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        """Write the period the way ledgers and canonical forms do; `parse` reads it back.

        >>> str(half(2025, 1)), str(months(2025, 1, 9)), str(year(2024)), str(half(NO_YEAR, 1))
        ('2025-S1', '2025-01/2025-09', '2024', 'S1')
        """
        return _written(self)


def parse(text: str) -> Period:
    """Read a period as ledgers write it.

    Raises:
        ValueError: It is none.

    >>> parse("2025-01/2025-09").months
    9
    """
    fiscal = text.startswith("FY")
    body = text.removeprefix("FY")
    match = re.fullmatch(r"(?:(\d{4})-?)?(?:S([12])|Q([1-4])|M?(\d\d))?(?:-(\d\d))?", body)
    if match and body:
        number = int(match[1]) if match[1] else NO_YEAR
        if match[5]:
            day = date(number, int(match[4]), int(match[5]))
            found = Period(day, day, "day")
        elif match[2]:
            found = half(number, int(match[2]))
        elif match[3]:
            found = quarter(number, int(match[3]))
        elif match[4]:
            found = months(number, int(match[4]), int(match[4]))
        elif match[1]:
            found = year(number)
        else:
            raise ValueError(text)
        return replace(found, fiscal=fiscal)
    if "/" in body:
        begin, _, end = body.partition("/")
        return replace(span(parse(begin), parse(end)), fiscal=fiscal)
    raise ValueError(text)


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


def span(first: Period, last: Period) -> Period:
    """Return the period from the start of one to the end of another.

    Raises:
        ValueError: The end lies before the start.
    """
    if last.last < first.first:
        raise ValueError
    found = Period(first.first, last.last, "range")
    return _regrained(found)


def _regrained(period: Period) -> Period:
    if period.first.year == period.last.year and period.months:
        first, length = period.first.month, period.months
        named = {12: "year", 6: "half", 3: "quarter", 1: "month"}.get(length)
        if named and (first - 1) % length == 0:
            return replace(period, grain=named)
    return period


def _clamped(number: int, month: int, day: int) -> date:
    return date(number, month, min(day, calendar.monthrange(number, month)[1]))


def _written(period: Period) -> str:
    prefix = "FY" if period.fiscal else ""
    first, last = period.first, period.last
    number = f"{first.year}-" if period.has_year else ""
    if period.grain == "year":
        return f"{prefix}{first.year}" if period.has_year else f"{prefix}01/12"
    if period.grain == "half":
        return f"{prefix}{number}S{(first.month + 5) // 6}"
    if period.grain == "quarter":
        return f"{prefix}{number}Q{(first.month + 2) // 3}"
    if period.grain == "month":
        return f"{prefix}{number}{first.month:02}"
    if period.grain == "day":
        return f"{prefix}{number}{first.month:02}-{first.day:02}"
    if not period.has_year:
        return f"{prefix}{first.month:02}/{last.month:02}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{prefix}{first.year}/{last.year}"
    if period.months:
        return f"{prefix}{first.year}-{first.month:02}/{last.year}-{last.month:02}"
    return f"{prefix}{first.isoformat()}/{last.isoformat()}"


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period in a text, with its place in the folded text."""

    period: Period
    start: int
    end: int
    ends: tuple[Period, Period] | None = None  # of a range that was written as from … to …


def periods(folded: str, today: date) -> list[PeriodMention]:
    """Find all periods in a folded text, in order and without overlap; relative ones count from `today`."""
    if not _MAYBE.search(folded):
        return []
    found: list[PeriodMention] = []
    position = 0
    pattern = _rules().pattern
    while match := pattern.search(folded, position):
        rule = _rules().rules[match.lastgroup or ""]
        inner = rule.pattern.match(folded, match.start())
        period = None
        if inner is not None:
            try:
                period = rule.build(inner, today)
            except ValueError:  # month 13, 30 February
                period = None
        if inner is None or period is None:
            position = match.start() + 1
            while position < len(folded) and folded[position - 1].isdigit() and folded[position].isdigit():
                position += 1
            continue
        found.append(PeriodMention(period, inner.start(), inner.end()))
        position = inner.end()
    return _merged(folded, found)


_MAYBE = re.compile(
    r"\d|[年月季天日周]|year|quarter|month|half|ytd|week|date|today|yesterday|decade|[jfmasond][aeuco][a-z]"
)
_BETWEEN = re.compile(r"\s?(?:-|~|—|–|至|到|to|through|thru|until|till|的|/)\s?(?:the )?(?:end of )?")
_INSIDE = re.compile(r"\s?[,，]?\s?(?:of|in|for|的|,|\(|（|year|fiscal)?\s?(?:the )?(?:year )?")


def _merged(folded: str, found: list[PeriodMention]) -> list[PeriodMention]:
    """Join ends of ranges (`2024年初到2025年9月底`) and parts with their year (`first half of 2025`)."""
    merged: list[PeriodMention] = []
    for mention in found:
        if merged:
            joined = _joined(folded, merged[-1], mention)
            if joined is not None:
                merged[-1] = joined
                continue
        merged.append(mention)
    return merged


def _joined(folded: str, first: PeriodMention, second: PeriodMention) -> PeriodMention | None:
    between = folded[first.end : second.start]
    a, b = first.period, second.period
    if _INSIDE.fullmatch(between) or between == "":
        if not a.has_year and b.has_year and b.grain == "year":
            return PeriodMention(
                replace(a.with_year(b.first.year), fiscal=a.fiscal or b.fiscal), first.start, second.end
            )
        if a.has_year and a.grain == "year" and not b.has_year and between.strip() in ("", ",", "，", "的"):
            return PeriodMention(
                replace(b.with_year(a.first.year), fiscal=a.fiscal or b.fiscal), first.start, second.end
            )
    if _BETWEEN.fullmatch(between) and between.strip() not in ("的", "/"):
        begin, end = a, b
        if a.has_year and not b.has_year:
            end = b.with_year(a.first.year)
        elif b.has_year and not a.has_year:
            begin = a.with_year(b.first.year)
        if begin.has_year == end.has_year and begin.last <= end.last and begin.first <= end.first:
            return PeriodMention(span(begin, end), first.start, second.end, (begin, end))
    return None


@dataclass(frozen=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    build: Callable[[re.Match[str], date], Period | None]  # of a match and today; None where it means no period


_HAN_NUMBER = "〇零一二三四五六七八九十两"
_HALVES = {"1": 1, "2": 2, "first": 1, "second": 2, "1st": 1, "2nd": 2, "上": 1, "下": 2, "前": 1, "后": 2, "last": 2}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 4}
_WORDS = {
    word: value
    for value, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}


def _int(text: str) -> int:
    """Read a small whole number in digits, Chinese numerals or English words."""
    if text.isdigit():
        return int(text)
    if text in _WORDS:
        return _WORDS[text]
    if text in _ORDINALS:
        return _ORDINALS[text]
    if all(character in "〇零一二三四五六七八九" for character in text):
        return int("".join(str("零一二三四五六七八九".index(character.replace("〇", "零"))) for character in text))
    number = mixed(text)
    if number is None:
        raise ValueError(text)
    return int(number.value)


def _year(text: str | None) -> int:
    """Read a year; two digits mean this century. No text means that the year is not said."""
    if not text:
        return NO_YEAR
    number = _int(text.strip("'").removesuffix("年").strip())
    if number < 100:
        number += 2000
    if not 1900 <= number <= 2100:
        raise ValueError(text)
    return number


@cache
def _rules() -> _Rules:
    return _Rules()


class _Rules:
    """The patterns of periods, most specific first, and how each makes a period."""

    def __init__(self) -> None:
        month = alternation(vocabulary().months)
        self.months = vocabulary().months
        y4 = r"(?<![\d.$])(?:19|20)\d\d(?!\d|\.\d)"
        fy4 = r"(?:19|20)\d\d(?!\d|\.\d)"
        y = rf"(?:{y4}|'?\d\d(?!\d|\.\d))"
        han = f"[{_HAN_NUMBER}]"
        hy = rf"(?:{fy4}|(?<!\d)\d\d(?=\s?年)|[〇零一二三四五六七八九]{{4}}(?=\s?年)|[〇零一二三四五六七八九]{{2}}(?=年))\s?年?度?(?:的)?\s?"
        rel = r"(?:今年|去年|前年|明年|后年|大前年|本年|上年|当年(?=度))"
        hyr = rf"(?:{rel}度?的?|{hy})"
        n = rf"(?:\d{{1,2}}|{han}{{1,3}})"
        begin = r"(?<![a-z0-9.])"
        stop = r"(?![a-z0-9])"
        pre = rf"(?:(?P<Y>{hyr})|(?P<E>{y4})\s?[-/]?\s?)?"
        post = rf"(?:\s?(?:of|in|,|/|-)?\s?(?:the\s)?(?:(?:calendar|fiscal)\s)?(?:year\s)?(?P<P>{y}){stop}|{stop})"
        self.table: list[tuple[str, str, str]] = [
            (
                "ytd_han",
                rf"(?:截至|截止到?|截止|至)\s?(?P<Y>{hyr}|{y4}\s?年?\s?)?(?P<M>{n})\s?月(?:底|末|份|止|为止)?(?:为?止)?",
                "to_date",
            ),
            (
                "ytd_en",
                rf"{begin}(?:year to date |ytd )?(?:through|thru|until|up to|up until|as of|as at|by the end of|to end|to the end of|to)\s(?:the end of\s)?(?:end\s)?(?P<N>{month})\.?(?:\s\d{{1,2}}(?:st|nd|rd|th)?,?)?(?:\s?,?\s?(?P<P>{y}){stop}|{stop})",
                "to_date",
            ),
            ("iso_range", rf"{begin}(?P<A>{fy4})-(?P<B>\d\d)/(?P<C>{fy4})-(?P<D>\d\d){stop}", "iso_range"),
            ("first_n", rf"{pre}前\s?(?P<N>{n})\s?个?月", "first_months"),
            ("first_n_q", rf"{pre}前\s?(?P<N>[一二三两123])\s?(?:个季度|季度?)(?!度?[一二三四])", "first_quarters"),
            (
                "first_n_en",
                rf"{begin}(?:the\s)?first\s(?P<N>\d{{1,2}}|{'|'.join(_WORDS)})\smonths{post}",
                "first_months",
            ),
            ("first_q_en", rf"{begin}(?:the\s)?first\s(?P<N>two|three|2|3)\squarters{post}", "first_quarters"),
            ("nine_m", rf"{begin}(?P<N>[1-9]|1[0-2])\s?m(?:onths?)?\s?'?(?P<P>{fy4}|\d\d(?!\d)){stop}", "first_months"),
            ("nine_m_y", rf"{begin}(?P<E>{fy4})\s?(?P<N>[1-9]|1[0-2])m{stop}", "first_months"),
            ("half_y", rf"{begin}(?P<E>{y4}|(?<!\d)\d\d)\s?[-/ ]?\s?(?:年\s?)?(?:h|s)(?P<N>[12]){stop}", "half"),
            ("half_n", rf"{begin}(?P<N>[12])\s?h\s?'?\s?(?P<P>{fy4}|\d\d(?!\d)){stop}", "half"),
            ("half_h", rf"{begin}h(?P<N>[12])(?:\s?/?\s?'?\s?(?P<P>{fy4}|\d\d(?!\d|%)){stop}|{stop})", "half"),
            ("half_fy", rf"{begin}(?P<N>[12])h{stop}(?:\s(?:of\s)?(?P<P>{fy4}))?", "half"),
            ("half_en", rf"{begin}(?:the\s)?(?P<N>first|second|1st|2nd|last)[\s-]half{post}", "half"),
            ("half_han", rf"{pre}(?:(?P<N>[上下])半(?:年|场)度?|(?P<H>[前后])(?:半年|六个月|6个月))", "half"),
            ("quarter_y", rf"{begin}(?P<E>{y4}|(?<!\d)\d\d)\s?[-/ ]?\s?(?:年\s?)?q(?P<N>[1-4]){stop}", "quarter"),
            ("quarter_n", rf"{begin}(?P<N>[1-4])\s?q\s?'?\s?(?P<P>{fy4}|\d\d(?!\d)){stop}", "quarter"),
            (
                "quarter_q",
                rf"{begin}q(?P<N>[1-4])(?:\s?(?:of\s)?[/,]?\s?'?\s?(?P<P>{fy4}|\d\d(?!\d|%)){stop}|{stop})",
                "quarter",
            ),
            (
                "quarter_en",
                rf"{begin}(?:the\s)?(?P<N>first|second|third|fourth|1st|2nd|3rd|4th|last)[\s-]quarter{post}",
                "quarter",
            ),
            (
                "quarter_han",
                rf"{pre}(?:第\s?(?P<N>[一二三四1-4])\s?(?:个?季度?|季)|(?P<H>[一二三四1-4])\s?季度|(?P<Q>[一二三四])季(?!度))",
                "quarter",
            ),
            ("months_han", rf"{pre}(?P<A>{n})\s?月?\s?(?:-|~|至|到|—)\s?(?P<B>{n})\s?月(?:份|底|末)?", "months"),
            (
                "months_en",
                rf"{begin}(?P<A>{month})\.?\s?(?:-|~|to|through|thru|/|until|till)\s?(?P<B>{month})\.?(?:\s?,?\s?(?:of\s)?(?P<P>{y}){stop}|{stop})",
                "months",
            ),
            ("day_iso", rf"{begin}(?P<E>{fy4})[-/.](?P<M>\d{{1,2}})[-/.](?P<D>\d{{1,2}}){stop}", "day"),
            ("day_han", rf"{pre}(?P<M>{n})\s?月\s?(?P<D>\d{{1,2}}|{han}{{1,3}})\s?[日号]", "day"),
            (
                "day_en",
                rf"{begin}(?P<N>{month})\.?\s(?P<D>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?,?\s(?P<P>{fy4}){stop}|{stop})",
                "day",
            ),
            (
                "day_en2",
                rf"{begin}(?P<D>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<N>{month})\.?(?:\s?,?\s(?P<P>{fy4}){stop}|{stop})",
                "day",
            ),
            ("month_iso", rf"{begin}(?P<E>{fy4})[-/](?P<M>0[1-9]|1[0-2]){stop}", "month"),
            ("month_han", rf"{pre}(?P<M>{n})\s?月(?:份|底|末|初|中)?", "month"),
            ("month_en", rf"{begin}(?P<N>{month})\.?,?\s(?:of\s)?(?P<P>{fy4}|'\d\d){stop}", "month"),
            (
                "month_bare",
                rf"{begin}(?P<N>january|february|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec){stop}",
                "month",
            ),
            ("fiscal", rf"{begin}(?:fy|fiscal(?: year)?|financial year)\s?'?(?P<P>{fy4}|\d\d(?!\d|%)){stop}", "fiscal"),
            ("fiscal_han", rf"(?P<Y>{hy})?\s?(?:财年|财政年度|会计年度)(?P<P>\d{{4}})?", "fiscal"),
            ("fiscal_en", rf"{begin}(?P<P>{y4})\s(?:fiscal|financial)(?: year)?{stop}", "fiscal"),
            (
                "years_han",
                rf"(?P<A>{fy4})\s?年?\s?(?:-|~|至|到|—)\s?(?P<B>{fy4}|\d\d(?=\s?年))\s?年?(?:间|期间)?(?![-\d年月])",
                "years",
            ),
            ("years_short", rf"{begin}(?P<A>{fy4})-(?P<B>\d\d)(?![\d/-])", "years"),
            (
                "years_en",
                rf"{begin}(?:from\s|between\s)?(?P<A>{fy4})\s?(?:to|and|through|thru|until)\s?(?P<B>{fy4}){stop}",
                "years",
            ),
            (
                "rel_quarter",
                rf"{begin}(?:(?P<L>last|previous|prior)|(?P<T>this|current)|(?P<X>next))\squarter{stop}|(?P<l>上个?季度?|上一季度?)|(?P<t>本季度?|这一?季度?|当季)|(?P<x>下个?季度?)",
                "relative_quarter",
            ),
            (
                "rel_month",
                rf"{begin}(?:(?P<L>last|previous)|(?P<T>this|current)|(?P<X>next))\smonth{stop}|(?P<l>上个?月)(?!份?\d)|(?P<t>本月|这个?月|当月)|(?P<x>下个?月)",
                "relative_month",
            ),
            (
                "rolling",
                rf"{begin}(?:the\s)?(?:past|last|previous|trailing)\s(?P<N>\d{{1,2}}|{'|'.join(_WORDS)})\smonths{stop}|(?:过去|近|最近|前面?)\s?(?P<H>{n})\s?个月",
                "rolling",
            ),
            (
                "ytd",
                rf"{begin}(?:year[\s-]to[\s-]date|ytd|so far this year|this year so far){stop}(?:\s?(?P<P>{fy4}))?|(?:今年以来|今年至今|年初至今|年初以来)",
                "year_to_date",
            ),
            ("year_end", rf"(?P<Y>{hyr}|{y4}\s?年)(?:初|年初)", "year_start"),
            (
                "rel_year",
                rf"{begin}(?:(?P<L>last|previous|prior)|(?P<T>this|current)|(?P<X>next))\syear{stop}|(?P<R>今年|去年|前年|大前年|明年|后年|本年度?|上年度?)(?:度|全年)?",
                "relative_year",
            ),
            (
                "year_han",
                rf"(?P<Y>{fy4}|(?<!\d)\d\d|[〇零一二三四五六七八九]{{4}}|[〇零一二三四五六七八九]{{2}}(?=年(?!代|来|间|前|后|内|多)))\s?年(?:度|底|末|全年|整年)?(?![代来间前内])",
                "year",
            ),
            (
                "year_en",
                rf"{begin}(?:cy|calendar\s(?:year\s)?)?'?(?P<Y>{y4})(?:全年|整年|度)?(?![\d%]|\s?(?:{_UNIT_AFTER}))",
                "year",
            ),
            ("full_year", rf"{begin}full[\s-]year{stop}|全年(?!度)", "full_year"),
        ]
        self.rules = {
            name: _Rule(name, re.compile(pattern), getattr(self, f"_{builder}"))
            for name, pattern, builder in self.table
        }
        bodies = "|".join(
            f"(?P<{name}>{re.sub(r'[(][?]P<[A-Za-z]+>', '(?:', pattern)})" for name, pattern, _ in self.table
        )
        self.pattern = re.compile(bodies)

    def _of(self, match: re.Match[str], today: date) -> int:
        """The year that a match says, before or behind."""
        groups = match.groupdict()
        said = groups.get("Y") or groups.get("E") or groups.get("P")
        if said:
            relative = _RELATIVE.get(re.sub(r"[度的\s]", "", said))
            return today.year + relative if relative is not None else _year(said.rstrip(" 的度年-/"))
        return NO_YEAR

    def _to_date(self, match: re.Match[str], today: date) -> Period:
        groups = match.groupdict()
        last = self.months[groups["N"]] if groups.get("N") else _int(groups["M"])
        return replace(months(self._of(match, today), 1, last), grain="to_date")

    def _iso_range(self, match: re.Match[str], _today: date) -> Period:
        return span(
            months(int(match["A"]), int(match["B"]), int(match["B"])),
            months(int(match["C"]), int(match["D"]), int(match["D"])),
        )

    def _first_months(self, match: re.Match[str], today: date) -> Period:
        return _regrained(months(self._of(match, today), 1, _int(match["N"])))

    def _first_quarters(self, match: re.Match[str], today: date) -> Period:
        return _regrained(months(self._of(match, today), 1, 3 * _int(match["N"])))

    def _half(self, match: re.Match[str], today: date) -> Period:
        groups = match.groupdict()
        return half(self._of(match, today), _HALVES[groups.get("N") or groups["H"]])

    def _quarter(self, match: re.Match[str], today: date) -> Period:
        groups = match.groupdict()
        return quarter(self._of(match, today), _int(groups.get("N") or groups.get("H") or groups["Q"]))

    def _months(self, match: re.Match[str], today: date) -> Period | None:
        first, last = (self.months.get(match[name]) or _int(match[name]) for name in "AB")
        return _regrained(months(self._of(match, today), first, last)) if first < last <= 12 else None

    def _day(self, match: re.Match[str], today: date) -> Period:
        groups = match.groupdict()
        month = self.months[groups["N"]] if groups.get("N") else _int(groups["M"])
        day = date(self._of(match, today), month, _int(match["D"]))
        return Period(day, day, "day")

    def _month(self, match: re.Match[str], today: date) -> Period:
        groups = match.groupdict()
        month = self.months[groups["N"]] if groups.get("N") else _int(groups["M"])
        return months(self._of(match, today), month, month)

    def _fiscal(self, match: re.Match[str], today: date) -> Period:
        return replace(year(self._of(match, today)), fiscal=True)

    def _years(self, match: re.Match[str], _today: date) -> Period | None:
        first = _year(match["A"])
        last = first // 100 * 100 + int(match["B"]) if len(match["B"]) == 2 else _year(match["B"])
        return span(year(first), year(last)) if first < last else None

    def _relative_quarter(self, match: re.Match[str], today: date) -> Period:
        index = today.year * 4 + (today.month - 1) // 3 + _shift(match)
        return quarter(index // 4, index % 4 + 1)

    def _relative_month(self, match: re.Match[str], today: date) -> Period:
        index = today.year * 12 + today.month - 1 + _shift(match)
        return months(index // 12, index % 12 + 1, index % 12 + 1)

    def _relative_year(self, match: re.Match[str], today: date) -> Period:
        word = match.groupdict().get("R")
        return year(today.year + (_RELATIVE[word.rstrip("度")] if word else _shift(match)))

    def _rolling(self, match: re.Match[str], today: date) -> Period:
        count = _int(match["N"] or match["H"])
        last = today.year * 12 + today.month - 2
        first = last - count + 1
        return span(
            months(first // 12, first % 12 + 1, first % 12 + 1), months(last // 12, last % 12 + 1, last % 12 + 1)
        )

    def _year_to_date(self, match: re.Match[str], today: date) -> Period:
        said = match["P"]
        if said and int(said) != today.year:
            return year(int(said))
        return Period(date(today.year, 1, 1), today, "to_date")

    def _year_start(self, match: re.Match[str], today: date) -> Period:
        return months(self._of(match, today), 1, 1)

    def _year(self, match: re.Match[str], _today: date) -> Period:
        return year(_year(match["Y"]))

    def _full_year(self, _match: re.Match[str], _today: date) -> Period:
        return year(NO_YEAR)


_UNIT_AFTER = r"(?:thousand|million|billion|trillion|bn|mn|tn|k|m|b|%|percent|dollars?|euros?|yuan|yen|times|x|[十百千万亿兆](?!年)|元|美元|人民币|日元|倍|个|people|points)(?![a-z])"
_RELATIVE = {"今年": 0, "去年": -1, "前年": -2, "大前年": -3, "明年": 1, "后年": 2, "本年": 0, "上年": -1, "当年": 0}


def _shift(match: re.Match[str]) -> int:
    groups = {name.lower() for name, value in match.groupdict().items() if value}
    return -1 if "l" in groups else 1 if "x" in groups else 0
