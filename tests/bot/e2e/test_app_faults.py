import asyncio
import re
import socket
import time

import pytest
import structlog

import bot.intake
from bot.app import run_polling
from bot.localapi import Fault, LocalApi


def written(logs):
    return " ".join(str(value) for line in logs for value in line.values())


async def test_a_bad_token_ends_with_a_clear_line(api, make_settings, respond):
    settings = make_settings("1:" + "x" * 35, api.url)
    with structlog.testing.capture_logs() as logs:
        assert await run_polling(settings, respond) == 78
    assert "BOT_TOKEN is refused" in written(logs)
    assert "x" * 35 not in written(logs)


async def test_no_token(api, make_settings, respond):
    with structlog.testing.capture_logs() as logs:
        assert await run_polling(make_settings(None, api.url), respond) == 78
    assert logs == [{"event": "BOT_TOKEN is required: get one from @BotFather", "log_level": "error"}]


async def test_a_dead_server_is_waited_for(make_settings, respond, running):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = "7000000001:" + "A" * 35
    with structlog.testing.capture_logs() as logs:
        async with running(make_settings(token, f"http://127.0.0.1:{port}"), respond):
            await asyncio.sleep(0.3)
            assert "Telegram can't be reached" in written(logs)
            async with LocalApi(port, token=token) as api:
                ann = api.people.user("Ann")
                await api.outbox.next("setMyCommands")
                api.people.send(ann, api.people.private(ann), "OpenAI revenue")
                assert (await api.outbox.next("sendMessage")).ok
    assert len([line for line in logs if "reached" in line["event"]]) <= 5
    assert token not in written(logs)


async def test_a_dead_server_does_not_hold_up_the_end(make_settings, respond):
    stop = asyncio.Event()
    task = asyncio.create_task(run_polling(make_settings("1:" + "A" * 35, "http://127.0.0.1:9"), respond, stop=stop))
    await asyncio.sleep(0.2)
    stop.set()
    assert await asyncio.wait_for(task, 5) == 0


async def test_429_pauses_that_chat_alone(api, bot, desk, sent):
    api.faults.add(Fault(method="sendMessage", code=429, retry_after=1))
    began = time.monotonic()
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    assert not (await api.outbox.next("sendMessage")).ok
    api.people.send(desk.bob, desk.private["bob"], "OpenAI 營收")
    assert (await sent())["chat"]["id"] == desk.bob.id
    assert time.monotonic() - began < 1.0 + 0.9
    assert (await sent())["chat"]["id"] == desk.ann.id
    assert time.monotonic() - began >= 1.0


async def test_order_within_a_chat_is_kept_through_a_429(api, bot, desk, sent):
    api.faults.add(Fault(method="sendMessage", code=429, retry_after=1))
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    api.people.send(desk.ann, desk.private["ann"], "training")
    await api.outbox.next("sendMessage")
    assert [(await sent())["text"][:6] for _ in range(2)] == ["OpenAI", "❔ The "]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(method="sendMessage", code=500, times=2),
        Fault(method="sendMessage", code=502),
        Fault("reset", method="sendMessage"),
        Fault("malformed", method="sendMessage"),
    ],
)
async def test_passing_faults_of_a_send(api, bot, desk, sent, fault):
    with structlog.testing.capture_logs() as logs:
        api.faults.add(fault)
        api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
        while not (call := await api.outbox.next("sendMessage")).ok:
            pass
        assert call.result["text"].startswith("OpenAI")
        assert await api.outbox.silent()
    assert "trying again" in written(logs)
    assert api.token not in written(logs)
    assert "revenue" not in written(logs)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(method="getUpdates", code=500),
        Fault(method="getUpdates", code=429, retry_after=1),
        Fault("reset", method="getUpdates"),
        Fault("malformed", method="getUpdates"),
        Fault(method="getUpdates", code=409, description="Conflict: terminated by other getUpdates request"),
    ],
)
async def test_passing_faults_of_polling(api, bot, desk, sent, fault):
    api.faults.add(fault)
    with structlog.testing.capture_logs() as logs:
        api.people.send(desk.ann, desk.private["ann"], "training")
        await sent()
        api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
        assert (await sent())["text"].startswith("OpenAI")
        assert await api.outbox.silent(1.2)
    assert written(logs)


async def test_faults_at_the_start(api, settings, respond, desk, running, sent):
    api.faults.add(Fault(method="getMe", code=500))
    api.faults.add(Fault(method="deleteWebhook", code=429, retry_after=1))
    api.faults.add(Fault(method="setMyCommands", code=400, description="Bad Request: no"))
    async with running(settings, respond):
        api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
        assert await sent()


async def test_a_token_revoked_on_the_way(api, settings, respond):
    task = asyncio.create_task(run_polling(settings, respond))
    await api.outbox.next("setMyCommands")
    api.faults.add(Fault(method="getUpdates", code=401, description="Unauthorized"))
    ann = api.people.user("Ann")
    api.people.send(ann, api.people.private(ann), "training")
    assert await asyncio.wait_for(task, 5) == 78


async def test_a_refusal_is_not_repeated(api, bot, desk):
    api.faults.add(Fault(method="sendMessage", code=400, description="Bad Request: no"))
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    assert not (await api.outbox.next("sendMessage")).ok
    apology = await api.outbox.next("sendMessage")
    assert "could not be answered" in apology.args["text"]
    assert await api.outbox.silent()


async def test_the_end_finishes_what_was_begun(api, settings, respond, desk, sent):
    stop = asyncio.Event()
    task = asyncio.create_task(run_polling(settings, respond, stop=stop))
    while len(api.outbox.to("setMyCommands")) < 4:
        await asyncio.sleep(0.01)
    api.faults.add(Fault(method="sendMessage", code=429, retry_after=1))
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    assert not (await api.outbox.next("sendMessage")).ok
    stop.set()
    assert await asyncio.wait_for(task, 5) == 0
    assert await sent()
    assert api.bot.updates.pending() == []


async def test_what_was_not_answered_comes_again(api, settings, respond, desk, running, sent):
    """A bot that is killed has confirmed nothing that it did not answer."""
    task = asyncio.create_task(run_polling(settings, respond))
    while len(api.outbox.to("setMyCommands")) < 4:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    api.faults.add(Fault(method="sendMessage", code=429, retry_after=9))
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    assert not (await api.outbox.next("sendMessage")).ok
    task.cancel()
    await asyncio.wait({task})
    assert len(api.bot.updates.pending()) == 1
    async with running(settings, respond):
        assert (await sent())["text"].startswith("OpenAI")


async def test_nothing_of_a_message_is_logged(api, settings, respond, desk, running, sent, caplog):
    with structlog.testing.capture_logs() as logs, caplog.at_level("DEBUG"):
        async with running(settings, respond):
            api.faults.add(Fault("malformed", method="sendMessage"))
            api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
            while not (await api.outbox.next("sendMessage")).ok:
                pass
            api.people.send(desk.ann, desk.private["ann"], "boom secret words")
            await sent()
    for text in (written(logs), caplog.text):
        assert api.token not in text
        assert "revenue" not in text
        assert "secret words" not in text
    failed = next(line for line in logs if line["event"] == "a handler failed")
    assert failed["error"] == "ZeroDivisionError"
    assert re.fullmatch(r"[\w/]+\.py:\d+", failed["at"])


async def test_what_is_late_at_the_end_comes_again(api, settings, respond, desk, monkeypatch):
    monkeypatch.setattr(bot.intake, "FAREWELL", 0.1)
    stop = asyncio.Event()
    task = asyncio.create_task(run_polling(settings, respond, stop=stop))
    while len(api.outbox.to("setMyCommands")) < 4:
        await asyncio.sleep(0.01)
    api.faults.add(Fault(method="sendMessage", code=429, retry_after=9))
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    assert not (await api.outbox.next("sendMessage")).ok
    stop.set()
    with structlog.testing.capture_logs() as logs:
        assert await asyncio.wait_for(task, 5) == 0
    assert "left unanswered" in written(logs)
    assert len(api.bot.updates.pending()) == 1
