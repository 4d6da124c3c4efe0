"""Whole articles: reviewed in one message whose pages are turned, with a word that it is being done."""

import asyncio
from datetime import date

import pytest

from bot.handlers.progress import VERY_LONG
from bot.localapi.faults import Fault
from bot.respond import Responder

CLAIMS = 60
SAID = {
    "en": "Japan's net debt is {}% of GDP. ",
    "zh-Hant": "日本淨負債是GDP的{}%。",
    "zh-Hans": "日本净负债是GDP的{}%。",
}
PEOPLE = {"en": "ann", "zh-Hant": "bob", "zh-Hans": "chen"}
ALL = {"en": "All 60", "zh-Hant": "全部 60 項", "zh-Hans": "全部 60 项"}


@pytest.fixture
def respond(knowledge):
    return Responder(knowledge, lambda: date(2026, 11, 24))


def article(language):
    """Claims of which each has a number of its own."""
    return "".join(SAID[language].format(100 + number) for number in range(CLAIMS))


def buttons(message):
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return {button["text"]: button.get("callback_data", "") for row in rows for button in row}


async def all_pages(api, sent, person, first):
    seen = [first]
    while "›" in buttons(seen[-1]):
        api.people.press(person, seen[-1], buttons(seen[-1])["›"])
        seen.append(await sent("editMessageText"))
    return seen


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("where", ["private", "group"])
async def test_no_claim_of_an_article_is_lost(api, bot, desk, sent, language, where):
    person = getattr(desk, PEOPLE[language])
    if where == "private":
        api.people.send(person, desk.private[PEOPLE[language]], article(language))
    else:
        api.people.send(person, desk.group, "/check", reply_to=api.people.send(desk.ann, desk.group, article(language)))
    answer = await sent()
    assert len([line for line in answer["text"].splitlines() if line]) <= 8
    api.people.press(person, answer, buttons(answer)[ALL[language]])
    seen = await all_pages(api, sent, person, await sent("editMessageText"))
    assert len(seen) > 2
    assert {page["message_id"] for page in seen} == {answer["message_id"]}
    told = "\n".join(page["text"] for page in seen)
    assert not [number for number in range(100, 100 + CLAIMS) if f"{number}%" not in told]


async def test_work_is_shown_as_a_draft_in_private(api, bot, desk, sent):
    text = article("en")
    assert len(text) > VERY_LONG
    api.people.send(desk.ann, desk.private["ann"], text)
    draft = await api.outbox.next("sendMessageDraft")
    assert draft.ok
    assert draft.args["text"].startswith("Checking")
    assert (await sent())["text"].startswith("60 claims")


async def test_where_there_are_no_drafts_one_message_becomes_the_review(api, bot, desk, sent):
    api.faults.add(Fault("error", method="sendMessageDraft", code=404, description="Not Found: method not found"))
    api.people.send(desk.bob, desk.private["bob"], article("en"))
    first = await sent()
    assert "…" in first["text"]
    review = await sent("editMessageText")
    assert review["message_id"] == first["message_id"]
    assert "60" in review["text"]
    await asyncio.sleep(0)
    assert await api.outbox.silent()
