"""Messages that lean on the answer before, in three languages; and that all others stay what they are without it."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.conversation import asked_before, reply
from grammar.utterance import Context

TODAY = date(2026, 11, 24)
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "follow_ups.yaml").read_text("utf-8"))
LANGUAGES = ("en", "zh-Hant", "zh-Hans")
BEFORE = (
    "openai.revenue@2024",
    "rank highest net_liabilities",
    'if(_:="15%";openai.revenue@2024)',
    "why china.net_assets",
)
COMPLETE = (
    "Japan net debt",
    "OpenAI inference spend H1 2025",
    "rank total assets",
    "日本總負債",
    "OpenAI 2024 年營收 43 億美元",
    "China's net assets vs Japan's net assets",
    "OpenAI 2024 revenue if the share were 10%",
    "which figure was 23%?",
    "what do you have on China?",
)


def told(knowledge, text, before, language="en"):
    return reply(text, knowledge, Context(TODAY, language, asked_before(before)))


def test_what_was_before_reads_back():
    for one in CASES:
        assert asked_before(one["before"]), one["id"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", CASES, ids=[one["id"] for one in CASES])
def test_a_message_leans_on_the_answer_before(knowledge, one, language):
    found = told(knowledge, one[language], one["before"], language)
    data = dict(found.data)
    if "asks" in one:
        assert found.question == one["asks"]
        assert not data["gap"] or "test" in found.question
    if "shows" in one:
        assert set(one["shows"]) <= found.shown
        assert found.topic == one["before"]
        assert all(getattr(found, name) for name in one["shows"] if name in {"sources", "derivation", "details"})
    if "gap" in one:
        assert data["gap"] == one["gap"]
        assert not [figure for figure in data["figures"] if figure["role"] == "answer"]
    if "leans" in one:
        assert found.kind in {"chatter", "gap"}
        assert not found.topic
    if "asks" not in one and "shows" not in one:
        assert found.kind in {"gap", "chatter"}


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("text", COMPLETE)
def test_a_complete_message_says_the_same_after_any_answer(knowledge, text, before):
    assert told(knowledge, text, before).short == told(knowledge, text, "").short


@pytest.mark.parametrize("text", ["source?", "怎麼算的", "画个图", "why so different?"])
def test_with_no_answer_before_it_says_what_is_missing(knowledge, text):
    found = told(knowledge, text, "")
    assert dict(found.data)["gap"] == "nothing_before"
    assert not found.has_substance


@pytest.mark.parametrize("text", ["what if it were 15%?", "那如果是 15% 呢", "vs the US?", "the year before?"])
def test_a_fragment_with_no_answer_before_is_no_figure(knowledge, text):
    found = told(knowledge, text, "")
    assert not [figure for figure in dict(found.data).get("figures") or () if figure["role"] == "answer"]


def test_what_names_nothing_keeps_what_was_before_and_what_is_not_read_ends_it(knowledge):
    assert told(knowledge, "what if it doubled?", "openai.revenue@2024").topic == "openai.revenue@2024"
    assert told(knowledge, "Bank of Japan total assets", "openai.revenue@2024").topic == ""
    assert told(knowledge, "OpenAI training cost 2024", "japan.net_liabilities").topic == "openai.training_cost@2024"


def test_nothing_that_leans_raises(knowledge):
    texts = [one[language] for one in CASES for language in LANGUAGES]
    for before in dict.fromkeys(one["before"] for one in CASES):
        for text in texts[::3]:
            assert told(knowledge, text, before).kind
