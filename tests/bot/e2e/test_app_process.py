"""The program as it is started, in a process of its own."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.localapi.faults import Fault

ROOT = Path(__file__).parents[3]


@pytest.fixture
async def start(tmp_path):
    """Start `python -m bot run` with these settings alone; what is left at the end is killed."""
    started = []

    async def begin(**settings):
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=tmp_path,
            env={**kept, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(tmp_path), **settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def ended(process, within=20):
    async with asyncio.timeout(within):
        said, _ = await process.communicate()
    return process.returncode, said.decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_runs_and_stops(api, start, desk, sent, number):
    process = await start(BOT_TOKEN=api.token, TELEGRAM_API_URL=api.url)
    await api.outbox.next("setMyCommands", within=30)
    api.people.send(desk.ann, desk.private["ann"], "OpenAI 2025 H1 revenue")
    assert "$4.3 billion" in (await sent())["text"]
    process.send_signal(number)
    code, said = await ended(process)
    assert code == 0
    assert "the bot is polling" in said
    assert "the bot has stopped" in said
    assert api.token not in said
    assert "H1 revenue" not in said


async def test_the_log_has_one_json_line_an_event_and_nobodys_words(api, start, desk, sent):
    """Also while Telegram fails, at the level that says most."""
    process = await start(BOT_TOKEN=api.token, TELEGRAM_API_URL=api.url, LOG_LEVEL="DEBUG")
    await api.outbox.next("setMyCommands", within=30)
    for fault in (
        Fault("error", code=500),
        Fault("reset"),
        Fault("malformed"),
        Fault("error", code=429, retry_after=1),
    ):
        fault.method = "sendMessage"
        api.faults.add(fault)
    for words in ("OpenAI made $4.3bn in 2024", "OpenAI training cost 2024"):
        api.people.send(desk.ann, desk.private["ann"], words)
    query = api.people.inline(desk.bob, "openai rev")
    async with asyncio.timeout(30):
        while query.answer is None or len([call for call in api.outbox.to("sendMessage") if call.ok]) < 2:
            await asyncio.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    _code, said = await ended(process)
    lines = [json.loads(line) for line in said.splitlines()]
    updates = [line for line in lines if line["event"] == "update"]
    assert {(line["kind"], line["chat"]) for line in updates} >= {("message", "private"), ("inline_query", "card")}
    review = next(line for line in updates if line.get("reply") == "review")
    assert review["verdicts"] == ["contradicted"]
    assert {"read_ms", "derive_ms", "render_ms", "send_ms", "update_ms", "ledgers"} <= set(review)
    assert [line["gap"] for line in updates if "gap" in line]
    retried = {line["request"] for line in lines if "attempt" in line}
    assert retried <= {line["request"] for line in updates}
    assert retried
    for secret in (api.token, "training", "made", "4.3bn", "Ann", "ann_lee"):
        assert secret not in said
    assert not any(desk.ann.id in line.values() for line in lines)


async def test_a_server_that_is_away_is_told_without_the_token(start):
    process = await start(BOT_TOKEN="123456:" + "A" * 35, TELEGRAM_API_URL="http://127.0.0.1:9", LOG_LEVEL="DEBUG")
    line = await asyncio.wait_for(process.stdout.readline(), 30)
    process.send_signal(signal.SIGTERM)
    _code, said = await ended(process)
    assert json.loads(line)["event"] == "Telegram can't be reached"
    assert "AAAA" not in line.decode() + said


async def test_a_bad_token_is_one_clear_line(api, start):
    code, said = await ended(await start(BOT_TOKEN="1:" + "x" * 35, TELEGRAM_API_URL=api.url))
    assert code == 78
    assert "BOT_TOKEN is refused" in said
    assert "Traceback" not in said
    assert said.count("\n") == 1


async def test_a_bad_setting_is_one_clear_line(start):
    code, said = await ended(await start(LISTEN="nowhere"))
    assert code != 0
    assert said.startswith("LISTEN must be host:port")
    assert said.count("\n") == 1
