"""A message's own arithmetic: what is found in it, what is left alone, and what the reply says of it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import reply
from grammar.equation import equations
from grammar.utterance import Context
from knowledge import Knowledge
from knowledge.reckoning import Reckoning, reckon

TODAY = date(2026, 11, 24)
CASES = Path(__file__).parent.parent / "cases"
STATED = yaml.safe_load((CASES / "equations.yaml").read_text("utf-8"))
SILENT = yaml.safe_load((CASES / "no_equations.yaml").read_text("utf-8"))


def found_in(text: str) -> tuple[Reckoning, ...]:
    return reckon(equations(text, TODAY))


@pytest.mark.parametrize(("text", "finds"), [(text, case["finds"]) for case in STATED for text in case["texts"]])
def test_what_a_text_states_is_recomputed(text: str, finds: list[str]) -> None:
    found = found_in(text)
    assert [(one.equation.kind, one.finding) for one in found] == [(finds[0], finds[1])]
    value = found[0].computed.value
    assert value is not None
    digits = Decimal(finds[2]).as_tuple().exponent
    assert value.quantize(Decimal(1).scaleb(int(digits))).normalize() in (
        Decimal(finds[2]).normalize(),
        (Decimal(finds[2]) * 10**8).normalize(),
    )
    assert text[found[0].equation.start : found[0].equation.end] == found[0].equation.quote


@pytest.mark.parametrize("text", [str(text) for text in SILENT])
def test_nothing_is_found_where_nothing_is_stated(text: str) -> None:
    assert not found_in(text)


def test_the_cases_are_many_enough() -> None:
    assert sum(len(case["texts"]) for case in STATED) >= 60
    assert len(SILENT) >= 60


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_true_sum_is_never_found_wrong(first: int, second: int) -> None:
    for text in (f"{first} + {second} = {first + second}", f"A {first}0, B {second}0, total {first + second}0"):
        assert all(one.finding != "fails" for one in found_in(text))


@given(st.integers(1000, 9999), st.integers(1000, 9999))
def test_a_sum_off_by_a_tenth_is_found_wrong(first: int, second: int) -> None:
    wrong = (first + second) * 11 // 10
    assert [one.finding for one in found_in(f"{first} + {second} = {wrong}")] == ["fails"]


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    found_in(text)


@given(st.text(alphabet="0123456789+-*/=%.,$ 从到增长总计占的倍bn", max_size=60))
def test_no_text_of_figures_raises(text: str) -> None:
    found_in(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("252-134=119?", "The text’s own arithmetic: 252 − 134 = 118; the 119 stated is within rounding."),
        ("3.76/2.04 = 1.84", "The text’s own arithmetic holds: 3.76 ÷ 2.04 = 1.84×."),
        ("142減23等於119", "文中的算式成立：142 − 23 = 119。"),
        ("142减23等于119", "文中的算式成立：142 − 23 = 119。"),
    ],
)
def test_an_equation_alone_is_answered(text: str, line: str, knowledge: Knowledge) -> None:
    found = reply(text, knowledge, Context(TODAY))
    assert (found.kind, found.short) == ("note", line)


def test_a_verdict_stays_what_it_is(knowledge: Knowledge) -> None:
    claim = "OpenAI spent $5.02bn on inference in 2025 H1"
    plain = dict(reply(claim, knowledge, Context(TODAY)).data)
    found = reply(f"{claim}. Elsewhere: fell 20%, from 100 to 85", knowledge, Context(TODAY))
    data = dict(found.data)
    assert data["reviews"][0]["verdict"] == plain["reviews"][0]["verdict"]
    assert [one["finding"] for one in data["arithmetic"]] == ["fails"]
    assert "arithmetic" not in plain
    assert "1 − 85 ÷ 100 = 15%" in found.short
