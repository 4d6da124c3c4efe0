"""Amounts in every form that people write, in three scripts; and what looks like one and is none."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from grammar.quantity import Quantity, quantities
from grammar.text import fold

ROWS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "quantities.yaml").read_text("utf-8"))


def rows() -> list[Any]:
    found = []
    for head, scripts in ROWS:
        found += [pytest.param(text, head, id=text) for texts in scripts for text in texts]
    return found


def alone(text: str) -> Quantity:
    found = quantities(fold(text).text)
    assert len(found) == 1, [one.printed for one in found]
    return found[0]


@pytest.mark.parametrize(("text", "wanted"), rows())
def test_amounts(text: str, wanted: dict[str, Any]) -> None:
    read = alone(text)
    assert read.unit == wanted["unit"]
    if "value" in wanted:
        assert read.value == Decimal(wanted["value"])
        return
    ends = (read.interval.low, read.interval.high)
    for end, name in zip(ends, ("low", "high"), strict=True):
        assert end == Decimal(wanted[name]) if wanted[name] else not end.is_finite()
    assert (read.interval.low_open, read.interval.high_open) == {
        "both": (True, True),
        "low": (True, False),
        "high": (False, True),
        None: (False, False),
    }[wanted.get("open")]
    assert read.hedge == wanted.get("hedge", "")


@pytest.mark.parametrize(
    "text",
    [
        "gpt4", "gpt-4o", "H1", "version 1.2.3", "75折", "九折", "八點五折", "@user2024", "https://a.b/c?x=305&y=1%2D9",
        "+1-222-2222-2222", "一下", "十分", "成立", "通過了", "萬一", "一些", "5g", "iphone15pro", "第十", "the third",
        "everyone", "phone", "money",
    ],
)  # fmt: skip
def test_what_is_no_amount(text: str) -> None:
    assert [one.printed for one in quantities(fold(text).text)] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("大於50小於12", ["50", "12"]),
        ("43億 37億", ["4300000000", "3700000000"]),
        ("revenue 4 billion, cost 3.76bn", ["4000000000", "3760000000"]),
        ("252 − 134 = 118", ["252", "134", "118"]),
        ("$20，300", ["20", "300"]),
        ("166%、75%、91%", ["166", "75", "91"]),
        ("twenty and three", ["20", "3"]),
        ("15 dollars 50 times", ["15", "50"]),
    ],
)
def test_several_stay_several(text: str, values: list[str]) -> None:
    assert [one.value for one in quantities(fold(text).text)] == [Decimal(value) for value in values]
