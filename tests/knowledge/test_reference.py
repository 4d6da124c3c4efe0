"""A reference ledger of what shares are shares of: an amount is then asked for, and is the share times the whole."""

from decimal import Decimal
from pathlib import Path

import pytest

from bot.conversation import reply
from grammar import read
from grammar.utterance import Context, Questions
from knowledge import Knowledge
from knowledge.result import Answer, Gap
from tests.knowledge.invented import write

REFERENCE = """id,entity,measure,period,printed,hedge,channel,status,source,said_by,quote,quote_en,note
RUR-3,ruritania,budget,2025,40 billion euros,,official,normal,treasury,treasury,a budget of 40 billion euros for 2025,a budget of 40 billion euros for 2025,
"""
QUESTIONS = ["Ruritania bridge tolls in euros", "盧里塔尼亞過橋費是多少歐元", "卢里塔尼亚过桥费是多少欧元"]


@pytest.fixture(scope="module")
def referred(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folders = write(tmp_path_factory.mktemp("reference"))
    rows = folders[1] / "observations.csv"
    rows.write_text(rows.read_text("utf-8") + REFERENCE.split("\n", 1)[1], encoding="utf-8")
    return Knowledge.of(folders)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_share_is_turned_into_an_amount(referred: Knowledge, context: Context, text: str) -> None:
    utterance = read(text, referred.lexicon, context)
    assert isinstance(utterance, Questions)
    outcome = referred.answer(utterance.questions[0])
    assert isinstance(outcome, Answer), outcome
    best = outcome.answers[0]
    assert (best.value, best.unit) == (Decimal(5_000_000_000), "EUR")
    assert set(best.facts) == {"RUR-1", "RUR-3"}
    assert reply(text, referred, context).kind == "answer"


@pytest.mark.parametrize("text", QUESTIONS)
def test_without_the_whole_the_unit_is_a_gap(enlarged: Knowledge, context: Context, text: str) -> None:
    utterance = read(text, enlarged.lexicon, context)
    assert isinstance(utterance, Questions)
    outcome = enlarged.answer(utterance.questions[0])
    assert isinstance(outcome, Gap)
    assert outcome.reason == "unit"


EARLIER = """BOR-9,borealis,turnover,2022,400 million euros,,reported,normal,gazette,gazette_desk,turnover of 400 million euros in 2022,turnover of 400 million euros in 2022,
"""


def test_a_yearly_growth_is_never_the_whole_growth(tmp_path: Path, context: Context) -> None:
    """Between two held levels the ledgers hold no yearly rate: a gap with both levels beside it."""
    folders = write(tmp_path)
    rows = folders[0] / "observations.csv"
    rows.write_text(rows.read_text("utf-8") + EARLIER, encoding="utf-8")
    known = Knowledge.of(folders)
    for text in (
        "極光營業額2022到2025年增長多少",
        "极光营业额2022到2025年增长多少",
        "Borealis turnover growth 2022 to 2025",
    ):
        whole = dict(reply(text, known, context).data)
        assert [one["value"] for one in whole["figures"] if one["role"] == "answer"] == ["103"]
    for text in (
        "極光營業額2022到2025年均複合增長",
        "极光营业额2022到2025年均复合增长",
        "Borealis turnover CAGR 2022 to 2025",
    ):
        yearly = reply(text, known, context)
        assert yearly.kind == "gap"
        assert not [one for one in dict(yearly.data)["figures"] if one["role"] == "answer"]
