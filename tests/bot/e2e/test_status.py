"""What operators see of a bot that polls: off by default, at a port of its own where it is wanted."""

import asyncio
import re
import socket

import aiohttp
import pytest

from bot.app import run_polling
from bot.settings import Settings


@pytest.fixture
def port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def with_status(settings, port):
    return settings.model_copy(update={"status_listen": f"127.0.0.1:{port}"})


@pytest.fixture
async def session(port):
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as one:
        yield one


async def ready(session):
    async with asyncio.timeout(30):
        while True:
            try:
                async with session.get("/readyz") as answer:
                    if answer.status == 200:
                        return await answer.json()
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.02)


async def counted(session):
    async with session.get("/metrics") as answer:
        lines = re.findall(r"^(\w+(?:\{[^}]*\})?) (\S+)$", await answer.text(), re.MULTILINE)
        return {name: float(value) for name, value in lines}


def more(before, after, name):
    return after.get(name, 0) - before.get(name, 0)


async def test_a_poller_shows_health_readiness_and_counters(api, running, with_status, respond, session, desk, sent):
    async with running(with_status, respond):
        assert await ready(session) == {"ready": True, "database": True, "shared": True}
        assert (await session.get("/healthz")).status == 200
        assert (await session.post("/telegram")).status == 404
        before = await counted(session)
        api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
        api.people.send(desk.ann, desk.private["ann"], "!!")
        await sent()
        await sent()
        query = api.people.inline(desk.bob, "revenue")
        while query.answer is None:
            await asyncio.sleep(0.01)
        async with asyncio.timeout(20):
            while api.bot.updates.pending() or (await counted(session))['zhangben_queue{what="updates"}']:
                await asyncio.sleep(0.02)
        after = await counted(session)
    updates = 'zhangben_updates_total{chat="%s",kind="%s",outcome="answered"}'
    assert more(before, after, updates % ("private", "message")) == 2
    assert more(before, after, updates % ("card", "inline_query")) == 1
    assert more(before, after, 'zhangben_replies_total{kind="answer"}') >= 1
    assert more(before, after, 'zhangben_gaps_total{reason="nothing_read"}') == 1
    assert more(before, after, 'zhangben_step_seconds_count{step="update"}') >= 3
    assert more(before, after, 'zhangben_step_seconds_count{step="send"}') >= 3
    assert more(before, after, 'zhangben_calls_total{method="sendMessage",outcome="ok"}') == 2
    assert after["zhangben_database_up"] == after["zhangben_shared_up"] == 1
    assert 'zhangben_queue{what="operations"}' in after
    assert "process_resident_memory_bytes" in after


async def test_it_is_off_by_default(settings):
    assert settings.status_listen is None
    assert Settings.model_fields["status_listen"].default is None


async def test_a_port_that_is_taken_is_one_clear_line(with_status, respond, port, capsys):
    with socket.create_server(("127.0.0.1", port)):
        assert await run_polling(with_status, respond) == 78
    assert capsys.readouterr().err.count("STATUS_LISTEN") == 1


async def test_while_telegram_is_away_it_lives_but_is_not_ready(make_settings, respond, port, session):
    with socket.create_server(("127.0.0.1", 0)) as one:
        nobody = one.getsockname()[1]
    settings = make_settings("1:" + "x" * 35, f"http://127.0.0.1:{nobody}")
    settings = settings.model_copy(update={"status_listen": f"127.0.0.1:{port}"})
    stop = asyncio.Event()
    task = asyncio.create_task(run_polling(settings, respond, stop=stop))
    async with asyncio.timeout(30):
        while True:
            try:
                assert (await session.get("/readyz")).status == 503
                break
            except aiohttp.ClientError:
                await asyncio.sleep(0.02)
    assert (await session.get("/healthz")).status == 200
    stop.set()
    assert await asyncio.wait_for(task, 15) == 0
