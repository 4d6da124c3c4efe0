"""Polling through a storm: each fault at a set rate, updates that come twice and in any order."""

import asyncio
from collections import Counter

from bot import intake
from bot.localapi import Storm

MANY, RATE = 12, 0.2


async def test_everything_is_answered_once(api, bot, monkeypatch):
    monkeypatch.setattr(intake, "FIRST_PAUSE", 0.5)
    api.faults.storm = Storm(RATE, RATE, RATE, RATE, RATE, twice=RATE, disorder=RATE, seconds=0.2)
    people = [api.people.user(f"P{number}", f"p{number}", "en") for number in range(MANY)]
    for user in people:
        api.people.send(user, api.people.private(user), "OpenAI revenue")

    def answered():
        return Counter(call.args["chat_id"] for call in api.outbox.to("sendMessage") if call.ok)

    async with asyncio.timeout(120):
        while len(answered()) < MANY or api.bot.updates.pending():
            await asyncio.sleep(0.05)
    api.faults.storm = Storm()
    assert await api.outbox.silent(1)
    assert set(answered().values()) == {1}
    assert [call for call in api.outbox.to("sendMessage") if not call.ok]
