"""Periods in the test specifications of two other projects: how many rows are read exactly, held as a ratchet.

The rows stay in `../shared/acceptance/specs` (Microsoft Recognizers-Text, MIT; Duckling, BSD-3) and are read from there.
A row counts as read where every period that it expects is found with the right first and last day, and nothing
contradicting is found in its place. Where the sources' conventions are not ours, ours hold; each is a rule below, and
what only such a rule passes is counted apart. `pytest -s` prints the counts and what is not read.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.reading_view import row as read_row
from grammar.period import NO_YEAR, Period, day, months, quarter, span, year

SPECS = Path(__file__).parents[2].parent / "shared" / "acceptance" / "specs"
KINDS = ("period", "period_open", "period_relative")
Days = tuple[str, str]
Item = dict[str, Any]

# At least so many rows of (source, language, kind) are read: (all, those that need none of the rules after the first
# two). Raise them where the reader got better.
RATCHET: dict[tuple[str, str, str], tuple[int, int]] = {
    ("duckling", "en", "period"): (38, 13),  # of 40
    ("duckling", "en", "period_open"): (3, 3),  # of 3
    ("duckling", "zh-Hans", "period"): (14, 9),  # of 15
    ("duckling", "zh-Hant", "period"): (5, 2),  # of 7
    ("recognizers_text", "en", "period"): (88, 86),  # of 98
    ("recognizers_text", "en", "period_relative"): (27, 26),  # of 31
    ("recognizers_text", "zh-Hans", "period"): (52, 52),  # of 53
    ("recognizers_text", "zh-Hans", "period_relative"): (7, 4),  # of 7
    ("recognizers_text_hant_derived", "zh-Hant", "period"): (40, 40),  # of 40
    ("recognizers_text_hant_derived", "zh-Hant", "period_relative"): (5, 2),  # of 5
}


def as_days(period: Period) -> Days:
    """The first and last day as the reading view writes them."""
    if period.has_year:
        return period.first.isoformat(), period.last.isoformat()
    return period.first.strftime("--%m-%d"), period.last.strftime("--%m-%d")


def unit_from(first: date, grain: str) -> Period:
    """The day, month, quarter or year that begins on a day."""
    if grain == "year":
        return year(first.year)
    if grain == "quarter":
        return quarter(first.year, (first.month + 2) // 3)
    return months(first.year, first.month, first.month) if grain == "month" else day(first)


def moved(when: date, grain: str, count: int) -> Period:
    """The unit that lies some units from the one of a day."""
    length = {"month": 1, "quarter": 3, "year": 12}[grain]
    index = ((when.year * 12 + when.month - 1) // length + count) * length
    begin = unit_from(date(index // 12, index % 12 + 1, 1), "month")
    end = index + length - 1
    return span(begin, unit_from(date(end // 12, end % 12 + 1, 1), "month"))


def named(item: Item) -> Period | None:
    """The calendar unit that an item names (`2018`, `2016-05`, `FY2008`, `2015-01-01`), whatever it says of it."""
    timex = str(item["resolution"].get("timex", ""))
    match = re.fullmatch(r"(?:FY)?(\d{4})(?:-(\d\d))?(?:-(\d\d))?", timex)
    if match:
        if match[3]:
            return day(date(int(match[1]), int(match[2]), int(match[3])))
        return months(int(match[1]), int(match[2]), int(match[2])) if match[2] else year(int(match[1]))
    resolution = item["resolution"]
    if resolution.get("head") in ("datetime", "datetimeOpenInterval"):
        return unit_from(date.fromisoformat(resolution["start"]), resolution["grain"])
    return None


def plain(item: Item, _today: date) -> Period | None:
    """The days as the source gives them, the end excluded; Duckling leaves the end of a single unit to its grain."""
    resolution = item["resolution"]
    if "start" in resolution and "end" in resolution:
        last = date.fromisoformat(resolution["end"]) - timedelta(days=1)
        return Period(date.fromisoformat(resolution["start"]), last, "range")
    return named(item) if resolution.get("head") == "datetime" else None


_JOIN = re.compile(r"\bto\b|\btill\b|\band\b|\bthrough\b|[-~到至与與和]")
_LAST_YEAR = re.compile(r"\s*((?:19|20)\d\d|[二〇零一八九]{4})\s*年?[间間]?\s*")
_LAST_MONTH = re.compile(r"\s*(?:(?:19|20)\d\d )?[a-z]{3,9},?(?: (?:in |of )?(?:19|20)\d\d)?\s*")
_COUNTED_DAYS = re.compile(r"\d\s*(?:天|weeks?\b|days?\b)")


def last_grain(item: Item) -> str | None:
    """The grain of what a range names last; None where the source's end is no name's."""
    resolution = item["resolution"]
    *before, tail = _JOIN.split(item["text"].lower())
    if not before or resolution.get("sub") in ("half", "decade") or _COUNTED_DAYS.search(item["text"]):
        return None
    if _LAST_YEAR.fullmatch(tail):
        return "year"
    if resolution["endIsStartOfLastUnit"]:
        return "quarter" if resolution["sub"] == "quarter" else "month"
    if resolution.get("sub") != "other" or "week" in item["text"]:
        return None
    return (
        "month" if _LAST_MONTH.fullmatch(tail) and not re.search("now|today|tomorrow|yesterday|date", tail) else "day"
    )


def range_with_its_last_unit(item: Item, _today: date) -> Period | None:
    """A range from one to another ends with what it names last, that included; the sources stop where it begins."""
    resolution = item["resolution"]
    grain = last_grain(item) if str(resolution.get("timex", "")).startswith("(") and "end" in resolution else None
    if grain is None:
        return None
    first, end = (date.fromisoformat(resolution[name]) for name in ("start", "end"))
    return span(day(first), unit_from(end, grain))


def unit_of_an_open_end(item: Item, _today: date) -> Period | None:
    """Before, after, since and until are the sentence's business: the named day, month or year is the period."""
    resolution = item["resolution"]
    opened = resolution.get("head") == "datetimeOpenInterval"
    if "timex" in resolution:
        opened = not {"start", "end"} <= resolution.keys()
    return named(item) if opened else None


def unit_of_a_vague_part(item: Item, _today: date) -> Period | None:
    """The end of a year is that year, seen from its end (stocks stand there); when `the end` begins, nobody knows."""
    resolution = item["resolution"]
    if not re.match(r"(?!between|from)(?:\w+ )*end of\b", item["text"].lower()) or "start" not in resolution:
        return None
    return named(item) or year(date.fromisoformat(resolution["start"]).year)


def month_of_a_beginning(item: Item, _today: date) -> Period | None:
    """The beginning of a year is its January, as 年初 is."""
    if not re.search(r"\bbeginning of\b", item["text"].lower()):
        return None
    first = date.fromisoformat(item["resolution"]["start"])
    return months(first.year, 1, 1)


def whole_units_back(item: Item, today: date) -> Period | None:
    """A run of months or years up to now ends with the last whole one; the source counts back from the day."""
    match = re.fullmatch(r"\((\S+),(\S+),P(\d+)([MY])\)", str(item["resolution"].get("timex", "")))
    if not match or match[2] != today.isoformat():
        return None
    grain = "month" if match[4] == "M" else "year"
    return span(moved(today, grain, -int(match[3])), moved(today, grain, -1))


_COUNT = {"two": 2, "three": 3, "两": 2, "兩": 2, "三": 3}
_UNIT = {"month": "month", "quarter": "quarter", "year": "year", "月": "month", "年": "year"}


def counted(text: str) -> tuple[int, str] | None:
    """The number and the unit of `2 upcoming quarters`, `两年前`."""
    number = re.search("|".join([r"\d+", *_COUNT]), text.lower())
    unit = re.search("|".join(_UNIT), text.lower())
    if not number or not unit:
        return None
    return _COUNT.get(number[0]) or int(number[0]), _UNIT[unit[0]]


def first_months_of_a_year(item: Item, _today: date) -> Period | None:
    """前两个月 is January and February, in reports and so here; Duckling takes it for the last two months."""
    found = counted(item["text"]) if re.match(r"前.{1,3}月", item["text"]) else None
    return months(NO_YEAR, 1, found[0]) if found else None


def unit_some_units_away(item: Item, today: date) -> Period | None:
    """`Two years ago` and 两年前 are a year; Duckling reads the years between, or a month of that year."""
    found = counted(item["text"]) if re.search(r"前$|後$|后$|\bago\b|\bhence\b", item["text"]) else None
    return moved(today, found[1], found[0] * (-1 if re.search(r"前$|ago", item["text"]) else 1)) if found else None


def run_to_come(item: Item, today: date) -> Period | None:
    """`Upcoming two months` are two months; Duckling reads the second of them."""
    found = counted(item["text"]) if "upcoming" in item["text"] else None
    return span(moved(today, found[1], 1), moved(today, found[1], found[0])) if found else None


def part_of_any_year(item: Item, today: date) -> Period | None:
    """A month, quarter or half without a year keeps it open; the source takes the year of today."""
    period = plain(item, today)
    if re.search(r"\d{4}|year|next|last|past|this|[今去明上下本年]", item["text"].lower()) or period is None:
        return None
    return period.with_year(NO_YEAR) if period.first.year == period.last.year else None


def part_of_the_year(item: Item, today: date) -> Period | None:
    """`The end of the year` does not say which."""
    if not re.search(r"\bof (?:the )?year$", item["text"].lower()):
        return None
    said = month_of_a_beginning(item, today) or unit_of_a_vague_part(item, today)
    return said.with_year(NO_YEAR) if said else None


RULES = (
    range_with_its_last_unit,
    unit_of_an_open_end,
    part_of_the_year,
    unit_of_a_vague_part,
    month_of_a_beginning,
    whole_units_back,
    first_months_of_a_year,
    unit_some_units_away,
    run_to_come,
    part_of_any_year,
)


def right(item: Item, today: date) -> Days | None:
    """What an item must be read as: by the first of our rules that applies, otherwise as its source says."""
    period = next((found for rule in RULES if (found := rule(item, today))), None) or plain(item, today)
    return as_days(period) if period else None


def overlapping(found: list[Item], item: Item) -> list[Days]:
    return [
        (each["first"], each["last"]) for each in found if each["start"] < item["end"] and item["start"] < each["end"]
    ]


def both_ends_open(item: Item, found: list[Days]) -> bool:
    """`After 2010, before 2018` names two years: they are what has to be found."""
    if not re.search("之?[后後].*之?前$", item["text"]):
        return False
    return found == [as_days(year(int(number))) for number in re.findall(r"\d{4}", item["text"])]


def is_read(row: Item, found: list[Item], wanted: Callable[[Item, date], Days | None]) -> bool:
    today = date.fromisoformat(today_of(row))
    for item in row["expected"]:
        here = overlapping(found, item)
        days = wanted(item, today)
        if days is None or (here != [days] and not both_ends_open(item, here)):
            return False
    return True


def agreed(item: Item, today: date) -> Days | None:
    """What an item must be read as by the two rules on which the acceptance cases agree: last units and open ends."""
    period = range_with_its_last_unit(item, today) or unit_of_an_open_end(item, today) or plain(item, today)
    return as_days(period) if period else None


def today_of(row: Item) -> str:
    return str(row.get("ref") or row["expected"][0]["resolution"]["ref"])[:10]


def rows() -> Iterator[tuple[str, Item]]:
    for path in sorted(SPECS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["kind"] in KINDS:
                yield path.stem, row


@pytest.mark.skipif(not SPECS.is_dir(), reason="the specifications are not here: they are no part of the project")
def test_no_fewer_rows_are_read_than_before() -> None:
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for source, row in rows():
        key = (source, row["lang"], row["kind"])
        today = date.fromisoformat(today_of(row))
        found = read_row(row | {"id": 0, "ref": today.isoformat()}, today)["periods"]
        read = is_read(row, found, right)
        counts[key].update(rows=1, read=read, agreed=is_read(row, found, agreed))
        if not read:
            got = [(each["first"], each["last"]) for each in found]
            print("unread:", row["text"], "is", got, "not", [right(item, today) for item in row["expected"]])  # noqa: T201
    for key, count in sorted(counts.items()):
        print(key, f"{count['read']} of {count['rows']}, {count['agreed']} without further rules")  # noqa: T201
    fallen = {key: counts[key] for key, (read, _) in RATCHET.items() if counts[key]["read"] < read}
    assert not fallen
    assert not {key: counts[key] for key, (_, bare) in RATCHET.items() if counts[key]["agreed"] < bare}


@pytest.mark.skipif(not SPECS.is_dir(), reason="the specifications are not here: they are no part of the project")
def test_aims() -> None:
    """85 % of the periods of Recognizers-Text and 90 % of Duckling's are read."""
    shares: dict[str, list[bool]] = defaultdict(list)
    for source, row in rows():
        if row["kind"] != "period_relative":
            today = date.fromisoformat(today_of(row))
            found = read_row(row | {"id": 0, "ref": today.isoformat()}, today)["periods"]
            shares[source].append(is_read(row, found, right))
    for source, read in shares.items():
        assert sum(read) * 100 >= len(read) * (90 if source == "duckling" else 85), source
