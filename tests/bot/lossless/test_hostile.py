"""SQL, markup and broken characters in names and texts, over HTTP, with PostgreSQL behind: words and nothing else."""

import asyncio
import contextlib
import json

import aiohttp
import pytest

from bot.store import opened

WORDS = [
    "'; DROP TABLE reports; --",
    "' OR '1'='1",
    "%s %(x)s {0} {x} $1 :name \\",
    "<b>&</b><script>alert(1)</script> [x](tg://user?id=1) *_`~",
    "a\x00b",
    "half of a pair \ud83d and \udc00",
    "\u202e\u2066 right to left \u200b",
    '\x1b[31m\r\n{"level": "error"}',
]


@pytest.fixture
async def replica(api, hire, database, house):
    url = {"MODE": "webhook", "WEBHOOK_URL": "http://127.0.0.1:1/telegram", "WEBHOOK_SECRET": house.SECRET}
    one = hire(api, DATABASE_URL=database, **url)
    await one.start()
    await one.ready()
    async with aiohttp.ClientSession() as session:

        async def post(update):
            headers = {"X-Telegram-Bot-Api-Secret-Token": house.SECRET}
            data = json.dumps(update)
            async with session.post(f"http://127.0.0.1:{one.port}/telegram", data=data, headers=headers) as answer:
                return answer.status

        yield post, one


async def test_they_are_answered_kept_and_told_as_they_are(api, replica, database):
    post, one = replica
    ann = api.people.user("Ann")
    api.people.private(ann)
    numbers = iter(range(1, 1000))
    for words in WORDS:
        person = {"id": ann.id, "is_bot": False, "first_name": words, "last_name": words, "username": words}
        chat = {"id": ann.id, "type": "private", "first_name": words}
        for text in (words, f"OpenAI revenue {words}", f"/feedback {words}", f"/lang {words}"):
            fields = {"message_id": next(numbers), "date": 0, "from": person, "chat": chat, "text": text}
            if text.startswith("/"):
                end = text.index(" ")
                fields["entities"] = [{"type": "bot_command", "offset": 0, "length": end}]
            before = len(api.outbox.to("sendMessage"))
            assert await post({"update_id": next(numbers), "message": fields}) == 200
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(10):
                    while len(api.outbox.to("sendMessage")) == before:
                        await asyncio.sleep(0.02)
            assert len(api.outbox.to("sendMessage")) > before, (words, text, one.log.read_text()[-1500:])
            assert api.outbox.to("sendMessage")[-1].ok, (words, text, api.outbox.to("sendMessage")[-1].error)
    async with asyncio.timeout(10):
        while len(kept := await reports(database)) < len(WORDS):
            await asyncio.sleep(0.1)
    assert WORDS[0] in kept
    assert WORDS[3] in kept
    log = one.log.read_text()
    assert not [words for words in WORDS if words in log]
    counted = await one.metrics()
    assert counted["zhangben_database_up"] == 1


async def reports(database):
    async with opened(database) as store:
        return [report.words for report in await store.reports(100)]
