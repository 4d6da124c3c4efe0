"""Every conversation in this folder, played over HTTP against the whole bot with its real line and the two seed ledgers."""

import asyncio
import itertools
import os
from datetime import date
from pathlib import Path

import pytest

from bot.app import run_polling
from bot.localapi import LocalApi
from bot.respond import Responder
from bot.settings import Settings
from knowledge import BUILT_IN, Knowledge, folders_in, load
from tests.conversations.script import head_of, parse, written
from tests.conversations.stage import Stage

FILES = sorted(Path(__file__).parent.glob("*.md"))
LEAST = 60
FIRST_CALLS = 6  # the menus of commands; then the bot listens


@pytest.fixture(scope="module")
def respond():
    folders = [folder for folder in folders_in(BUILT_IN) if folder.name in {"openai", "governments"}]
    return Responder(Knowledge(load(folders)), lambda: date(2026, 11, 24))


async def polling(api, respond, stop):
    settings = Settings(_env_file=None, telegram_api_url=api.url, bot_token=api.token)
    return asyncio.create_task(run_polling(settings, respond, stop=stop))


async def played(path, respond, start):
    scenarios, pieces = parse(path.read_text("utf-8")), []
    async with LocalApi(username="zhangben_bot") as api:
        api.number = itertools.count(1).__next__
        stop = asyncio.Event()
        task = await start(api, respond, stop)
        try:
            while len(api.outbox.to("setMyCommands")) < FIRST_CALLS:
                await asyncio.sleep(0.01)
            for scenario in scenarios:
                stage = Stage(api, scenario)
                await api.outbox.silent(0.03)
                pieces.append(written(scenario, await stage.play()))
        finally:
            stop.set()
            assert await asyncio.wait_for(task, 15) == 0
    return "\n\n".join([head_of(path.read_text("utf-8")), *pieces]) + "\n"


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
async def test_conversation(path, respond):
    now = await played(path, respond, polling)
    if os.environ.get("WRITE_CONVERSATIONS"):
        path.write_text(now, "utf-8")
    assert path.read_text("utf-8") == now


def test_there_are_enough():
    assert sum(len(parse(path.read_text("utf-8"))) for path in FILES) >= LEAST
