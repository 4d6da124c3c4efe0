"""Somebody asks too much at once: one polite word, the rest is left out, and everybody else is answered."""

import asyncio

import pytest

import bot.admission as bot_admission
from bot.pace import Pace, Rate

WORD = "more than can be answered at once"


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(bot_admission, "ASKING", Rate(5.0, 5))
    monkeypatch.setattr(bot_admission, "GROUP", Rate(5.0, 8))
    monkeypatch.setattr(bot_admission, "TAPPING", Rate(5.0, 5))


async def settled(api):
    while api.bot.updates.pending() or not await api.outbox.silent(0.3):
        await asyncio.sleep(0.01)


def said(api, chat):
    return [call.args["text"] for call in api.outbox.to("sendMessage") if call.ok and call.args["chat_id"] == chat]


async def test_one_word_the_rest_is_left_out_and_others_are_answered(api, bot, desk):
    for _ in range(50):
        api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    for _ in range(3):
        api.people.send(desk.bob, desk.private["bob"], "OpenAI 營收")
    await settled(api)
    hers = said(api, desk.ann.id)
    assert sum(WORD in text for text in hers) == 1
    assert len(hers) == 5 + 1
    assert len(said(api, desk.bob.id)) == 3


async def test_what_a_group_says_to_others_counts_for_nothing(api, bot, desk):
    for _ in range(30):
        api.people.send(desk.ann, desk.group, "OpenAI revenue was 502")
    api.people.send(desk.ann, desk.group, f"/ask@{api.bot.user.username} OpenAI revenue")
    await settled(api)
    assert len(said(api, desk.group.id)) == 1


async def test_a_group_is_told_through_the_caller_alone(api, bot, desk):
    for turn in range(12):
        user = (desk.ann, desk.bob, desk.chen)[turn % 3]
        api.people.send(user, desk.group, f"/ask@{api.bot.user.username} OpenAI revenue")
    await settled(api)
    assert len([text for text in said(api, desk.group.id) if "OpenAI" in text]) == 8
    assert not [text for text in said(api, desk.group.id) if WORD in text]


async def test_letters_typed_fast_are_no_matter(api, bot, desk, monkeypatch):
    monkeypatch.setattr(bot_admission, "TAPPING", Rate(0.2, 100))
    for end in range(1, 30):
        api.people.inline(desk.ann, "OpenAI 2025 H1 revenue, as far as it is known"[:end])
    await settled(api)
    assert api.outbox.to("answerInlineQuery")
    assert not said(api, desk.ann.id)


async def test_those_that_are_turned_away_are_not_counted():
    pace, rate = Pace(), Rate(30.0, 2)
    assert [pace.admit("a", rate) for _ in range(5)] == [True, True, False, False, False]
    assert pace.admit("b", rate)
