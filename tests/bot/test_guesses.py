"""A slip that is not plain is asked back about; a period that a message names is never passed over in silence."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bot.conversation import reply
from bot.sentences import LOCALES
from bot.wording import Wording

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/slips.yaml").read_text("utf-8"))


def perhaps(locale, catalogue):
    return Wording(locale, catalogue).say("perhaps", what="\0").partition("\0")[0]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_slip_that_is_not_plain_is_offered_and_never_taken(case, knowledge, context):
    found = reply(case["text"], knowledge, context)
    said = any(line.startswith(perhaps(found.locale, knowledge.catalogue)) for line in found.short.splitlines())
    assert said == bool(case["offers"])
    if case["offers"]:
        assert found.kind == "gap"
        assert [one.query for one in found.suggestions][: len(case["offers"])] == case["offers"]
        assert not [one for one in dict(found.data)["figures"] if one["role"] == "answer"]
        for query in case["offers"]:
            assert reply(query, knowledge, context).kind == "answer"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Microsoft's cut in H1 2025?", "H1 2025"),
        ("Microsoft's cut was 20% in H1 2025", "H1 2025"),
        ("is Microsoft's cut above 15% in 2023?", "2023"),
        ("微軟2023年的分成比例", "2023 年"),
        ("微软2023年的分成是20%", "2023 年"),
        ("what do you hold on Japan for 2019?", "2019"),
        ("which figure was 23% in 2019?", "2019"),
    ],
)
def test_a_period_that_no_source_names_is_told(text, period, knowledge, context):
    found = reply(text, knowledge, context)
    line = Wording(found.locale, knowledge.catalogue).say("undated", period=period)
    assert line in found.short.splitlines()


@pytest.mark.parametrize("text", ["OpenAI inference growth from 2024 to H1 2025", "OpenAI 2025 Q3 inference spend"])
def test_a_period_that_is_answered_for_is_not(text, knowledge, context):
    found = reply(text, knowledge, context)
    for locale in LOCALES:
        start = Wording(locale, knowledge.catalogue).say("undated", period="\0").partition("\0")[2]
        assert start not in found.text


def test_a_reply_to_a_guess_keeps_the_readers_script(knowledge, context):
    found = reply("日本淨負責", knowledge, replace(context, locale="zh-Hant"))
    assert found.suggestions[0].label == "日本政府 · 淨負債"
