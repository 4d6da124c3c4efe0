from datetime import date

import pytest

from bot.conversation import asked_before, reply
from grammar.utterance import Context
from knowledge import BUILT_IN, Knowledge, folders_in, load

TODAY = date(2026, 11, 24)
CONFLICT = {"why", "whatif", "compare", "channel", "definition"}


@pytest.fixture(scope="module")
def knowledge():
    return Knowledge(load([folder for folder in folders_in(BUILT_IN) if folder.name in {"openai", "governments"}]))


@pytest.fixture
def ask(knowledge):
    return lambda text, locale="en": reply(text, knowledge, Context(TODAY, locale))


@pytest.mark.parametrize(
    "question", ["OpenAI 2024 revenue", "OpenAI 2024 年營收", "OpenAI 2024年营收", "OpenAI 2024 年營收 37 億"]
)
def test_a_conflict_offers_reason_premise_comparison_channels_and_definition(ask, question):
    assert {one.kind for one in ask(question).offers} == CONFLICT


def test_a_premise_is_varied_in_steps_and_presets(ask):
    offered = next(one for one in ask("OpenAI 2024 revenue").offers if one.kind == "whatif")
    varied = ask(offered.query).offers
    assert [(one.kind, one.label) for one in varied] == [
        ("less", "− 14%"),
        ("more", "+ 16%"),
        *(("preset", label) for label in ("10%", "15%", "20%", "25%")),
    ]
    assert "$4.938 billion" in ask(varied[2].query).short


def test_others_are_compared_for_the_same_period_and_never_with_what_is_told(ask):
    labels = [one.label for one in ask("Japan net debt").offers if one.kind == "compare"]
    assert labels == ["Compare: United States"]
    assert not [one for one in ask("Japan's net debt is as high as that of the US").offers if one.kind == "compare"]


@pytest.mark.parametrize("text", ["Bank of Japan total assets", "thanks", "4.3", "what does Japan owe"])
def test_nothing_is_offered_about_what_is_not_held(ask, text):
    assert ask(text).offers == ()


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI 2025 H1 revenue",
        "OpenAI made $4.3bn in 2024",
        "日本净负债跟美国一样高",
        "OpenAI 上半年推理就燒了 502 億美元",
    ],
)
def test_what_a_button_carries_reads_back_to_the_same_reply(ask, text):
    first = ask(text)
    again = ask(first.question, first.locale)
    assert (again.text, again.locale, again.topic) == (first.text, first.locale, first.topic)


def test_a_repaired_or_attributed_text_has_no_canonical_form(ask):
    assert ask("leaked documents show OpenAI revenue of 2.47bn in 2024").question == ""
    assert ask("OpenAI made $4.3bn in 2024; Japan net debt is 119% of GDP").question == ""


@pytest.mark.parametrize(("text", "locale"), [("4.3", "en"), ("4.3 是什麼", "zh-Hant")])
def test_a_bare_number_asks_back(ask, text, locale):
    found = ask(text, locale)
    assert found.kind == "chatter"
    assert "4.3" in found.short


FOLLOWED = "openai.revenue@2024"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("and H1 2025?", "openai.revenue@2025-S1"),
        ("那 2025 上半年呢", "openai.revenue@2025-S1"),
        ("那2025上半年呢", "openai.revenue@2025-S1"),
        ("inference?", "openai.inference_spend@2024"),
        ("why?", FOLLOWED),
        ("Japan net debt", "japan.net_liabilities"),
    ],
)
def test_a_follow_up_goes_on_from_the_question_before(knowledge, text, topic):
    assert reply(text, knowledge, Context(TODAY, "en", asked_before(FOLLOWED))).topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "thanks",
        "哈哈",
        "天氣如何",
        "how big is lunch",
        "good morning",
        "真的嗎",
        "what about lunch",
        "Anthropic?",
        "那德國呢",
    ],
)
def test_small_talk_is_not_a_follow_up(knowledge, text):
    found = reply(text, knowledge, Context(TODAY, "en", asked_before(FOLLOWED)))
    assert found.kind in {"chatter", "gap"}
    assert not [one for one in dict(found.data).get("figures") or () if one["role"] == "answer"]


@pytest.mark.parametrize("broken", ["", "no question", "if("])
def test_what_can_not_be_read_is_no_question_before(broken):
    assert asked_before(broken) is None
