"""Every conversation in this folder, played over HTTP against the whole bot with its real line and the two seed ledgers."""

import asyncio
import itertools
import os
import shutil
import socket
from datetime import date
from operator import itemgetter
from pathlib import Path

import aiogram.methods
import pytest

from bot.app import run_polling, run_webhook
from bot.edition import Editions
from bot.localapi import LocalApi
from bot.respond import Responder
from bot.settings import Settings
from bot.shelf import Shelf
from knowledge import BUILT_IN, Knowledge, folders_in, load
from tests.conversations.script import head_of, parse, written
from tests.conversations.stage import Stage

FILES = sorted(Path(__file__).parent.glob("*.md"))
LEAST = 60
SEEDS = ("governments", "openai")
RUN = {"polling": run_polling, "webhook": run_webhook}
FIRST_CALLS = 6  # the menus of commands; then the bot listens


@pytest.fixture(scope="module")
def respond():
    folders = [folder for folder in folders_in(BUILT_IN) if folder.name in SEEDS]
    return Responder(Knowledge(load(folders)), lambda: date(2026, 11, 24))


def settings(api, mode):
    """The settings of a bot in one of the two modes, with a free port for its web service."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    given = {"bot_token": api.token, "telegram_api_url": api.url, "database_url": "sqlite://", "mode": mode}
    given["public_url"] = "https://bot.example.org"
    if mode == "webhook":
        given |= {"webhook_url": f"http://{listen}/telegram", "webhook_secret": "not-told", "listen": listen}
    return Settings(_env_file=None, **given)


def kept_up(respond, folder):
    """Copy the ledgers for a curator; return what answers from the copy, and how its rows are changed."""
    for ledger in SEEDS:
        shutil.copytree(BUILT_IN / ledger, folder / ledger)
    shelf = Shelf((), tuple(str(folder / ledger) for ledger in SEEDS))

    def change(old, new):
        for rows in folder.glob("*/observations.csv"):
            text = rows.read_text("utf-8")
            if old in text:
                rows.with_suffix(".new").write_text(text.replace(old, new), "utf-8")
                rows.with_suffix(".new").replace(rows)

    return Editions(Responder(Knowledge(load(shelf.folders())), respond.today), shelf), change


async def played(path, respond, mode, folder):
    text = path.read_text("utf-8")
    scenarios, pieces, curator = parse(text), [], None
    if "**Curator**" in text:
        respond, curator = kept_up(respond, folder)
    async with LocalApi(username="zhangben_bot") as api:
        api.number = itertools.count(1).__next__
        stop = asyncio.Event()
        task = asyncio.create_task(RUN[mode](settings(api, mode), respond, stop=stop))
        try:
            while len(api.outbox.to("setMyCommands")) < FIRST_CALLS:
                await asyncio.sleep(0.01)
            for scenario in scenarios:
                stage = Stage(api, scenario, curator)
                await stage.settle()
                pieces.append(written(scenario, await stage.play()))
        finally:
            stop.set()
            assert await asyncio.wait_for(task, 15) == 0
        judge(api.outbox.calls)
    return "\n\n".join([head_of(text), *pieces]) + "\n"


def judge(calls):
    """Every request that was done must be one that aiogram could have made."""
    for call in calls:
        model = getattr(aiogram.methods, call.method[0].upper() + call.method[1:], None)
        if call.ok and model:
            model.model_validate(call.args)


@pytest.mark.parametrize("mode", RUN)
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
async def test_conversation(path, respond, mode, tmp_path):
    now = await played(path, respond, mode, tmp_path)
    if os.environ.get("WRITE_CONVERSATIONS") and mode == "polling":
        path.write_text(now, "utf-8")
    assert in_any_order(path.read_text("utf-8")) == in_any_order(now)


def in_any_order(transcript):
    """Put rewritten messages that follow each other in one order: whose comes first depends on who was asked first."""
    events = transcript.split("\n\n**")
    rewritten = [event.startswith("Bot** rewrites it:") for event in events]
    return [
        one
        for again, group in itertools.groupby(zip(rewritten, events, strict=True), key=itemgetter(0))
        for _, one in (sorted(group) if again else group)
    ]


def test_there_are_enough():
    assert sum(len(parse(path.read_text("utf-8"))) for path in FILES) >= LEAST
