"""How many rows about quantities of other projects' test specifications are read exactly: a ratchet.

The rows are those projects' own and stay in the shared folder; without it the test is skipped. Where their conventions
are not ours, ours hold, each as a rule below:

1. An amount without an ISO currency is compared by value only; 元 and 块 name no country, so nothing is asked of them
   where the source assumes CNY.
2. A share (`two thirds`, 四分之一) is a percentage for us: 0.25 there is 25 % here. 百分点 are `percentage_points`.
3. `more than a hundred thousand` (十余万, 500多亿) is a range from there to the next unit, not a point.
4. Both ends of a range a-b belong to it, and the number belongs to 以上, 以下, 之下, 间: openness is compared only where
   words like `over` and `at most` set a bound.
5. A discount (75折, 九折) is not a share that anyone claims: it must stay unread.
6. A unit or a currency that no number stands by is no quantity.
7. The full-width comma is no thousands separator: an expectation that takes it as one is left out of the count.
8. The scale behind the second end of a range holds for the first one too (7-9 lakh).
9. 20万 is 200,000: a row that expects a tenth of what it says is left out of the count.
10. An expectation of nothing is against a value of the row's kind; a range (百分之二三十) may be read.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.reading_view import row as read_row

FOLDER = Path(__file__).parents[2].parent / "shared" / "acceptance" / "specs"
KINDS = ("number_scale", "percent", "currency", "number_range", "numeral", "money")
TODAY = date(2026, 3, 1)
_CLOSE = Decimal("1e-9")
_DISCOUNT = re.compile(r"[折摺]$")
_INCLUSIVE = re.compile(r"以上|以下|之下|[间間]$")

Row = dict[str, Any]


def rows() -> Iterator[tuple[str, Row]]:
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["kind"] in KINDS and not is_left_out(row):
                yield path.stem, row


def is_left_out(row: Row) -> bool:
    """Rules 7 and 9."""
    said = [row["text"][e["start"] : e["end"]] for e in row["expected"]]
    return any(re.search(r"[\d０-９]，[\d０-９]{3}", words) for words in said) or any(
        re.match(r"20[万萬]", words) and "(20000,)" in str(e["resolution"])
        for words, e in zip(said, row["expected"], strict=True)
    )


def is_read_exactly(row: Row) -> bool:
    found = read_row(row, TODAY)["quantities"]
    expected = [item for item in row["expected"] if not is_without_number(item)]
    if not expected:
        return not any(contradicts_nothing(row, quantity) for quantity in found)
    for item in expected:
        overlapping = [q for q in found if q["start"] < item["end"] and q["end"] > item["start"]]
        if _DISCOUNT.search(item["text"]) and row["kind"] == "percent":
            if overlapping:
                return False
            continue
        if not overlapping or not all(fits(row["kind"], item, quantity) for quantity in overlapping):
            return False
    return True


def is_without_number(item: Row) -> bool:
    """Rule 6."""
    return item["resolution"].get("value") in (None, "null")


def contradicts_nothing(row: Row, quantity: Row) -> bool:
    match row["kind"]:
        case "percent":
            return quantity["unit"] == "percent" and quantity["value"] is not None
        case "currency" | "money":
            return len(quantity["unit"]) == 3
        case "number_range":
            return quantity["value"] is None or bool(quantity["hedge"])
        case _:
            return True


def fits(kind: str, item: Row, quantity: Row) -> bool:
    resolution = item["resolution"]
    match kind:
        case "percent":
            wanted = number(resolution["value"].rstrip("%"))
            points = bool(re.search(r"[点點]$", item["text"]))
            unit = "percentage_points" if points else "percent"
            return quantity["unit"] == unit and same(wanted, quantity["value"])
        case "number_range":
            return fits_range(item, quantity)
        case "currency" | "money":
            return fits_money(item, quantity)
        case _:
            return fits_number(number(resolution["value"]), quantity)


def fits_number(wanted: Decimal, quantity: Row) -> bool:
    share = quantity["unit"] == "percent"
    if quantity["value"] is None:  # rule 3
        return bool(quantity["low_open"]) and same(wanted, quantity["low"])
    return same(wanted, quantity["value"]) or (share and same(wanted * 100, quantity["value"]))


def fits_money(item: Row, quantity: Row) -> bool:
    resolution = item["resolution"]
    code = resolution.get("isoCurrency") or resolution.get("currency") or ""
    if len(code) == 3 and code.isupper() and quantity["unit"] != code:
        if not (code == "CNY" and quantity["unit"] == "" and re.search(r"[元块塊毛角分圆圓]$", item["text"])):
            return False
    wanted = resolution["value"]
    match resolution.get("op", "simple"):
        case "between":
            low, high = (number(end) for end in wanted)
            return same(high, quantity["high"]) and (
                same(low, quantity["low"]) or any(same(low.scaleb(n), quantity["low"]) for n in (3, 5, 6, 7, 9))
            )
        case "under":
            return quantity["low"] is None and same(number(wanted), quantity["high"])
        case "above":
            return quantity["high"] is None and same(number(wanted), quantity["low"])
        case _:
            return fits_number(number(wanted), quantity)


def fits_range(item: Row, quantity: Row) -> bool:
    value = item["resolution"]["value"]
    match = re.fullmatch(r"([\[(])(-?[\d.]*),(-?[\d.]*)([\])])", value)
    assert match is not None, value
    if match[2] == match[3]:
        return same(number(match[2]), quantity["value"])
    ends = [number(end) if end else None for end in (match[2], match[3])]
    more = re.search(r"[多余餘]", item["text"]) is not None and quantity["high"] is not None  # rule 3
    pairs = [(ends[0], quantity["low"])] + ([] if more else [(ends[1], quantity["high"])])
    share = quantity["unit"] == "percent"
    for wanted, read in pairs:
        if wanted is None or read is None:
            if wanted is not None or read is not None:
                return False
        elif not (same(wanted, read) or (share and same(wanted * 100, read))):
            return False
    if (match[1], match[4]) == ("[", ")") and match[2] and match[3]:  # rule 4
        return True
    if more or _INCLUSIVE.search(item["text"]):
        return True
    low_open, high_open = match[1] == "(", match[4] == ")"
    return (ends[0] is None or low_open == quantity["low_open"]) and (
        ends[1] is None or high_open == quantity["high_open"]
    )


def number(value: str | float) -> Decimal:
    return Decimal(str(value).replace(",", ""))


def same(wanted: Decimal, read: str | None) -> bool:
    return read is not None and abs(wanted - Decimal(read)) <= abs(wanted) * _CLOSE


def counts() -> tuple[Counter[tuple[str, str, str]], dict[tuple[str, str, str], list[Row]]]:
    """Count the rows, and list those that are not read exactly, by source, language and kind."""
    total: Counter[tuple[str, str, str]] = Counter()
    missed: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for source, row in rows():
        key = (source, row["lang"], row["kind"])
        total[key] += 1
        if not is_read_exactly(row):
            missed[key].append(row)
    return total, missed


RATCHET = {
    ("duckling", "en", "money"): 71,
    ("duckling", "en", "numeral"): 54,
    ("duckling", "zh-Hans", "money"): 8,
    ("duckling", "zh-Hans", "numeral"): 48,
    ("duckling", "zh-Hant", "money"): 1,
    ("duckling", "zh-Hant", "numeral"): 18,
    ("recognizers_text", "en", "currency"): 89,
    ("recognizers_text", "en", "number_range"): 34,
    ("recognizers_text", "en", "number_scale"): 41,
    ("recognizers_text", "en", "percent"): 11,
    ("recognizers_text", "zh-Hans", "currency"): 14,
    ("recognizers_text", "zh-Hans", "number_range"): 30,
    ("recognizers_text", "zh-Hans", "number_scale"): 79,
    ("recognizers_text", "zh-Hans", "percent"): 55,
    ("recognizers_text", "zh-Hant", "currency"): 1,
    ("recognizers_text", "zh-Hant", "number_scale"): 37,
    ("recognizers_text", "zh-Hant", "percent"): 23,
    ("recognizers_text_hant_derived", "zh-Hant", "currency"): 12,
    ("recognizers_text_hant_derived", "zh-Hant", "number_range"): 28,
    ("recognizers_text_hant_derived", "zh-Hant", "number_scale"): 58,
    ("recognizers_text_hant_derived", "zh-Hant", "percent"): 25,
}
AIMS = {"currency": 97, "percent": 97, "number_range": 95, "number_scale": 90, "duckling": 90}  # per cent of the rows
here = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the specifications are not here: they are no part of the project"
)


@here
def test_no_fewer_rows_are_read_than_before() -> None:
    total, missed = counts()
    for key, rows_ in sorted(total.items()):
        print(key, f"{rows_ - len(missed[key])} of {rows_}")  # noqa: T201
    for row in (row for rows_ in missed.values() for row in rows_):
        print("unread:", row["text"], [item["resolution"] for item in row["expected"]])  # noqa: T201
    assert not {
        key: total[key] - len(missed[key]) for key, read in RATCHET.items() if total[key] - len(missed[key]) < read
    }


@here
def test_aims() -> None:
    total, missed = counts()
    rows_: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    for key, count in total.items():
        aim = "duckling" if key[0] == "duckling" else key[2]
        rows_[aim] += count
        unread[aim] += len(missed[key])
    assert not {
        aim: unread[aim] for aim, share in AIMS.items() if (rows_[aim] - unread[aim]) * 100 < share * rows_[aim]
    }
