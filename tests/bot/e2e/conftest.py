"""The whole bot by polling against the local Bot API, over HTTP, in this process."""

import asyncio
import contextlib
import importlib.util
import socket
import struct
import sys
import zlib
from pathlib import Path
from types import SimpleNamespace

import aiogram.methods
import pytest

from bot.app import run_polling
from bot.localapi import LocalApi
from bot.settings import Settings

SPEC = importlib.util.spec_from_file_location("e2e_stub", Path(__file__).with_name("stub.py"))
STUB = importlib.util.module_from_spec(SPEC)
sys.modules["e2e_stub"] = STUB
SPEC.loader.exec_module(STUB)


@pytest.fixture
async def api():
    async with LocalApi(username="zhangben_bot") as running:
        yield running
    for call in running.outbox.calls:
        name = call.method[0].upper() + call.method[1:]
        if call.ok and hasattr(aiogram.methods, name):
            getattr(aiogram.methods, name).model_validate(call.args)


@pytest.fixture
def said():
    return STUB


@pytest.fixture
def respond():
    return STUB.Stub()


@pytest.fixture
def settings(api):
    return settings_of(api.token, api.url)


def settings_of(token, url):
    given = {"bot_token": token} if token else {}
    return Settings(_env_file=None, telegram_api_url=url, database_url="sqlite://", **given)


@pytest.fixture
def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def make_settings():
    return settings_of


@contextlib.asynccontextmanager
async def polling(settings, respond):
    stop = asyncio.Event()
    task = asyncio.create_task(run_polling(settings, respond, stop=stop))
    running = SimpleNamespace(stop=stop, task=task)
    try:
        yield running
    finally:
        stop.set()
        assert await asyncio.wait_for(task, 15) == 0


@pytest.fixture
def running():
    return polling


@pytest.fixture
async def bot(api, settings, respond):
    """A bot that polls; its greeting of the server is over."""
    async with polling(settings, respond) as one:
        while len(api.outbox.to("setMyCommands")) < 6:
            await asyncio.sleep(0.01)
        await api.outbox.silent(0.02)
        yield one


@pytest.fixture
def desk(api):
    """Ann writes English, Bob Traditional, Chen Simplified Chinese; a group has all of them and the bot."""
    ann = api.people.user("Ann", "ann_lee", "en")
    bob = api.people.user("Bob", "bob_w", "zh-hant")
    chen = api.people.user("Chen", "chen_x", "zh-hans")
    group = api.people.group("Desk", [ann, bob, chen, api.bot], "supergroup")
    private = {name: api.people.private(user) for name, user in (("ann", ann), ("bob", bob), ("chen", chen))}
    return SimpleNamespace(ann=ann, bob=bob, chen=chen, group=group, private=private)


@pytest.fixture
def sent(api):
    """The next message the bot sends, as it stands in the chat."""

    async def following(*methods):
        call = await api.outbox.next(*(methods or ("sendMessage",)))
        assert call.ok, call.error
        return call.result

    return following


@pytest.fixture
def picture():
    """A PNG of 4 by 3."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 3, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress((b"\0" + b"\x7f" * 4) * 3))
    return b"\x89PNG\r\n\x1a\n" + header + rows + chunk(b"IEND", b"")
