"""A company and a country added by ledger folders alone are answered and checked like the seeds."""

from decimal import Decimal

import pytest

from grammar import read
from grammar.utterance import Claims, Context, Questions
from knowledge import Knowledge
from knowledge.result import Answer, Comparison, Gap, Ranking, YesNo


def ask(knowledge: Knowledge, text: str, context: Context) -> object:
    utterance = read(text, knowledge.lexicon, context)
    assert isinstance(utterance, Questions), utterance
    return knowledge.answer(utterance.questions[0])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Borealis turnover 2025", "812000000"),
        ("極光機器人 2025 營業額", "812000000"),
        ("极光2025年业绩是多少", "812000000"),
        ("Borealis surplus 2025?", "302000000"),
        ("極光 2025 下半年營業額", "422000000"),  # year less first half
        ("how much did Borealis make in H1 2025", "390000000"),
        ("Ruritania bridge tolls", "12.5"),
        ("盧里塔尼亞過橋費佔預算幾%", "12.5"),
    ],
)
def test_look_ups(enlarged: Knowledge, context: Context, text: str, value: str) -> None:
    outcome = ask(enlarged, text, context)
    assert isinstance(outcome, Answer), outcome
    assert outcome.answers[0].value == Decimal(value)


def test_comparison_and_ranking(enlarged: Knowledge, context: Context) -> None:
    compared = ask(enlarged, "Ruritania vs Syldavia tolls", context)
    assert isinstance(compared, Comparison)
    assert [way.of.entity for way in compared.operands] == ["ruritania", "syldavia"]
    ranked = ask(enlarged, "西爾達維亞和盧里塔尼亞過橋費排名", context)
    assert isinstance(ranked, Ranking)
    assert [way.of.entity for way in ranked.operands] == ["ruritania", "syldavia"]
    larger = ask(enlarged, "is Syldavia's tolls higher than Ruritania's?", context)
    assert isinstance(larger, YesNo)
    assert larger.holds is False


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Borealis made €812 million in 2025", "supported"),
        ("極光2025年營業額8.12億歐元", "supported"),
        ("极光2025年业绩81.2亿欧元", "contradicted"),
        ("Borealis turnover in 2025 topped 800 million euros", "supported"),
        ("Northern Gazette says Borealis took in 500 million euros in 2025", "contradicted"),
        ("盧里塔尼亞過橋費佔預算的8%", "contradicted"),
        ("Borealis made 812 million euros in 2024", "not_checkable"),
    ],
)
def test_claims(enlarged: Knowledge, context: Context, text: str, verdict: str) -> None:
    utterance = read(text, enlarged.lexicon, context)
    assert isinstance(utterance, Claims), utterance
    assert [review.verdict for review in enlarged.review(utterance).reviews] == [verdict]


def test_a_part_of_it_is_not_the_whole(enlarged: Knowledge, context: Context) -> None:
    outcome = ask(enlarged, "Borealis drone turnover 2025", context)
    assert isinstance(outcome, Gap)
    assert outcome.words == ("drone",)


def test_adding_ledgers_that_share_nothing_changes_no_answer(
    knowledge: Knowledge, enlarged: Knowledge, context: Context
) -> None:
    for text in ("OpenAI 2025 H1 revenue", "日本淨負債", "openai inference q3 2025"):
        first, second = ask(knowledge, text, context), ask(enlarged, text, context)
        assert isinstance(first, Answer)
        assert isinstance(second, Answer)
        assert [way.id for way in first.answers] == [way.id for way in second.answers]
