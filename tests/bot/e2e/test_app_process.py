"""The program as it is started, in a process of its own."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

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
