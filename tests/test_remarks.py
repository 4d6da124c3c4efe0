"""Remarks around a claim or a question: surprise, courtesy, haste. They deny nothing and ask for nothing."""

import pytest

from bot.cli import as_data
from bot.conversation import reply

CLAIMS = {
    "en": "Japan's net debt is 119% of GDP",
    "zh-Hant": "日本淨負債是 GDP 的 119%",
    "zh-Hans": "日本净负债是 GDP 的 119%",
}
DENIED = {
    "en": "Japan's net debt is not 119% of GDP",
    "zh-Hant": "日本淨負債不是 GDP 的 119%",
    "zh-Hans": "日本净负债不是 GDP 的 119%",
}
BEFORE = {
    "en": (
        "I can't believe ",
        "didn't know ",
        "never thought ",
        "not many people know ",
        "last but not least, ",
        "not long ago I read ",
        "not bad, ",
        "no doubt ",
        "don't get me wrong, ",
        "no offense but ",
    ),
    "zh-Hant": (
        "不敢相信",
        "沒想到",
        "想不到",
        "不難看出，",
        "話不多說，",
        "不少人說",
        "不瞞你說，",
        "殊不知",
        "今早看到",
    ),
    "zh-Hans": (
        "不敢相信",
        "没想到",
        "想不到",
        "不难看出，",
        "话不多说，",
        "不少人说",
        "不瞒你说，",
        "殊不知",
        "今早看到",
    ),
}
BEHIND = {
    "en": (", can't believe it", ", no joke", ", not kidding", " ouch"),
    "zh-Hant": ("，不騙你", "，氣死我了", "，淡定", "，收藏了", "，有意思"),
    "zh-Hans": ("，不骗你", "，气死我了", "，淡定", "，收藏了", "，有意思"),
}
ASIDES = {
    "en": (
        "no rush but {}",
        "settle a bet: {}",
        "{}, in plain english",
        "{}, take your time",
        "{} roughly speaking",
        "{} tyvm",
    ),
    "zh-Hant": ("不好意思，{}", "{}，不好意思", "玩笑歸玩笑，{}", "今晚聊到，{}"),
    "zh-Hans": ("不好意思，{}", "{}，不好意思", "玩笑归玩笑，{}", "今晚聊到，{}"),
}
QUESTIONS = {"en": "Japan net debt", "zh-Hant": "日本淨負債多少", "zh-Hans": "日本净负债多少"}
WHOLE = [(locale, before + "{}") for locale in BEFORE for before in BEFORE[locale]]
WHOLE += [(locale, "{}" + behind) for locale in BEHIND for behind in BEHIND[locale]]


def verdicts(text, knowledge, context):
    return [review["verdict"] for review in as_data(reply(text, knowledge, context))["reviews"]]


@pytest.mark.parametrize(("locale", "shape"), WHOLE)
def test_a_remark_changes_no_verdict(locale, shape, knowledge, context):
    assert verdicts(shape.format(CLAIMS[locale]), knowledge, context) == ["supported"]
    assert verdicts(shape.format(DENIED[locale]), knowledge, context) == ["contradicted"]


@pytest.mark.parametrize(
    "text",
    [
        "I don't think Japan's net debt is 119% of GDP",
        "it is not true that Japan's net debt is 119% of GDP",
        "我不認為日本淨負債是 GDP 的 119%",
        "我不认为日本净负债是 GDP 的 119%",
    ],
)
def test_who_denies_is_taken_at_their_word(text, knowledge, context):
    assert verdicts(text, knowledge, context) == ["contradicted"]


@pytest.mark.parametrize(("locale", "shape"), [(locale, shape) for locale in ASIDES for shape in ASIDES[locale]])
def test_an_aside_blocks_no_question(locale, shape, knowledge, context):
    told = as_data(reply(shape.format(QUESTIONS[locale]), knowledge, context))
    assert [figure["value"] for figure in told["figures"] if figure["role"] == "answer"] == ["119"]
