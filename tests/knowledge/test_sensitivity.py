"""Which value of a premise would make a claim true: told where a figure that rests on it speaks against the claim."""

from datetime import date
from fractions import Fraction

import pytest

from bot.conversation import reply
from grammar.utterance import Context
from knowledge import Knowledge

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "share", "claimed"),
    [
        ("OpenAI 2024 revenue was 3.7bn", "493.8", "3700"),
        ("OpenAI 2024 年營收 37 億美元", "493.8", "3700"),
        ("OpenAI 2024年营收是37亿美元", "493.8", "3700"),
        ("OpenAI made 4.3bn in revenue in 2025 H1", "454", "4300"),
        ("OpenAI 2025上半年營收43億美元", "454", "4300"),
    ],
)
def test_the_rate_that_a_claim_needs(text: str, share: str, claimed: str, knowledge: Knowledge) -> None:
    review = dict(reply(text, knowledge, Context(TODAY)).data)["reviews"][0]
    (needed,) = review["sensitivity"]
    assert (needed["measure"], needed["unit"]) == ("revenue_share_rate", "percent")
    assert abs(Fraction(needed["value"]) - Fraction(share) / Fraction(claimed) * 100) < Fraction(1, 10**9)


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI inference spend in 2024 was 5bn",
        "Japan's net debt is 130% of GDP",
        "OpenAI 2024 implied revenue was 2.47bn",
        "OpenAI 2024 revenue was over 5bn",
        "日本净负债是GDP的130%",
    ],
)
def test_no_premise_is_named_where_none_is_at_stake(text: str, knowledge: Knowledge) -> None:
    review = dict(reply(text, knowledge, Context(TODAY)).data)["reviews"][0]
    assert "sensitivity" not in review
