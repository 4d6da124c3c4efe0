"""The same bot with its real line and the built-in ledgers, in three languages."""

from datetime import date

import pytest

from bot.respond import Responder
from knowledge import BUILT_IN, Knowledge, folders_in, load


@pytest.fixture(scope="module")
def knowledge():
    return Knowledge(load([folder for folder in folders_in(BUILT_IN) if folder.name in {"openai", "governments"}]))


@pytest.fixture
def respond(knowledge):
    return Responder(knowledge, lambda: date(2026, 11, 24))


@pytest.mark.parametrize(
    ("who", "question", "figures"),
    [
        ("ann", "OpenAI 2025 H1 revenue", ("$2.27 billion", "$4.3 billion")),
        ("bob", "OpenAI 2025上半年營收", ("22.7 億", "43 億")),
        ("chen", "日本净负债", ("119%",)),
    ],
)
async def test_questions_in_private(api, bot, desk, sent, who, question, figures):
    api.people.send(getattr(desk, who), desk.private[who], question)
    answer = await sent()
    assert all(figure in answer["text"].split("\n\n")[0] for figure in figures)
    rows = answer["reply_markup"]["inline_keyboard"]
    api.people.press(getattr(desk, who), answer, rows[0][0]["callback_data"])
    opened = await sent("editMessageText")
    assert [one["type"] for one in opened["entities"]].count("expandable_blockquote") == 1
    assert opened["text"].startswith(answer["text"])


@pytest.mark.parametrize(
    ("who", "claim", "sign"),
    [
        ("bob", "聽說 OpenAI 上半年推理就燒了 502 億美元", "❌"),
        ("chen", "日本净负债是GDP的119%", "✅"),
        ("ann", "OpenAI made $4.3bn in 2024", "❌"),
    ],
)
async def test_claims_in_a_group(api, bot, desk, sent, who, claim, sign):
    stated = api.people.send(getattr(desk, who), desk.group, claim)
    api.people.send(desk.ann, desk.group, "/check", reply_to=stated)
    answer = await sent()
    assert answer["text"].startswith(sign)
    assert answer["reply_to_message"]["message_id"] == stated["message_id"]
    assert answer["quote"]["text"] in claim


async def test_nothing_to_check_in_a_group(api, bot, desk, sent):
    lunch = api.people.send(desk.bob, desk.group, "午餐吃什麼")
    api.people.send(desk.bob, desk.group, "/check", reply_to=lunch)
    assert "\n" not in (await sent())["text"]


async def test_inline(api, bot, desk):
    query = api.people.inline(desk.bob, "OpenAI 2025上半年營收")
    call = await api.outbox.next("answerInlineQuery")
    assert call.ok, call.error
    card = api.people.choose(query, call.args["results"][0]["id"], desk.group)
    assert "22.7 億" in card["text"]
    api.people.inline(desk.chen, "")
    call = await api.outbox.next("answerInlineQuery")
    assert call.ok, call.error
    assert call.args["results"]


async def test_start_help_and_sources(api, bot, desk, sent):
    for command in ("/start", "/help", "/sources"):
        api.people.send(desk.chen, desk.private["chen"], command)
        assert (await sent())["text"]


async def test_a_suggestion_keeps_the_language(api, bot, desk, sent):
    api.people.send(desk.chen, desk.private["chen"], "/start")
    greeting = await sent()
    button = greeting["reply_markup"]["inline_keyboard"][0][0]
    api.people.press(desk.chen, greeting, button["callback_data"])
    answer = await sent()
    assert any("\u4e00" <= character <= "\u9fff" for character in answer["text"].split("\n\n")[0])
