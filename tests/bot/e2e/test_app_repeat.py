"""Answers that were cut off: finished, or given once more, and what was sent already is not sent again."""

import asyncio

import structlog

from bot.app import run_polling
from bot.localapi.faults import Fault
from bot.reply import Reply
from bot.settings import Settings

PAGES = ["one", "two", "three"]


def three_pages(text, language, mode, antecedent=""):
    return Reply("answer", "en", "\n\n".join(f"{page} " + "word " * 700 for page in PAGES))


def settings_of(api, tmp_path):
    address = f"sqlite:///{tmp_path / 'state.db'}"
    return Settings(_env_file=None, bot_token=api.token, telegram_api_url=api.url, database_url=address)


def pages(api):
    return [call.args["text"].split()[0] for call in api.outbox.to("sendMessage") if call.ok]


async def started(api):
    while len(api.outbox.to("setMyCommands")) < 4:
        await asyncio.sleep(0.01)


async def test_only_what_is_missing_of_an_answer_is_sent(api, desk, tmp_path, running):
    settings = settings_of(api, tmp_path)
    task = asyncio.create_task(run_polling(settings, three_pages))
    await started(api)
    api.faults.add(Fault("delay", method="sendMessage", seconds=0))
    api.faults.add(Fault(method="sendMessage", code=429, retry_after=9))
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    assert (await api.outbox.next("sendMessage")).ok
    assert not (await api.outbox.next("sendMessage")).ok
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait({task})
    assert len(pages(api)) == 1
    async with running(settings, three_pages):
        async with asyncio.timeout(10):
            while len(pages(api)) < 3:
                await asyncio.sleep(0.05)
        assert await api.outbox.silent()
    assert pages(api) == PAGES


async def test_what_did_not_get_out_is_tried_again_without_an_apology(api, desk, tmp_path, running, respond):
    with structlog.testing.capture_logs() as logs:
        async with running(settings_of(api, tmp_path), respond):
            await started(api)
            api.faults.add(Fault("reset", method="sendMessage", times=2))
            api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
            while not (call := await api.outbox.next("sendMessage", within=10)).ok:
                pass
            assert call.args["text"].startswith("OpenAI")
            assert await api.outbox.silent()
    assert any("tried again" in line["event"] for line in logs)
    assert len([call for call in api.outbox.to("sendMessage") if call.ok]) == 1
