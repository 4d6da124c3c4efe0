"""What is kept, on both databases, and what happens while they are gone."""

import asyncio
import os
import shutil
import sys

import asyncpg
import pytest
from sqlalchemy import event
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.exc import DBAPIError

from bot.batch import Batch, UnavailableError
from bot.database import UnusableError, migrate, open_engine
from bot.journal import Journal
from bot.settings import Settings, default_url
from bot.state import Answered, InProcess, Posted, Report, Watch
from bot.store import Store, opened
from bot.tables import metadata


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'data' / 'state.db'}"


@pytest.fixture
async def store(address):
    async with opened(address) as one:
        yield one


async def test_the_state_is_kept_as_in_a_process(store):
    for state in (store, InProcess()):
        assert await state.language(5) is None
        await state.set_watch(5, Watch(3, 4))
        await state.set_language(5, "en")
        await state.set_language(5, "zh-Hant")
        assert await state.language(5) == "zh-Hant"
        assert await state.watch(5) == Watch(3, 4)
        await state.set_answered(5, 7, Answered((8, 9), 123))
        await state.set_answered(5, 7, Answered((8,), 12))
        assert await state.answered(5, 7) == Answered((8,), 12)
        assert await state.answered(6, 7) is None
        key = await state.keep("a question")
        assert await state.query(key) == "a question"
        assert await state.query("unknown") is None
        await state.set_antecedent(1, 2, "before")
        assert await state.antecedent(1, 2) == "before"
        assert await state.antecedent(1, 3) == ""
        answer = Posted(1, (4, 5), "", "group", "en", frozenset(), "q", "v1", "", topic="why q")
        await state.set_posted(answer)
        assert await state.topic("1:4") == "why q"
        assert await state.topic("1:6") == ""
        assert await state.posted("1:4") is None  # it tells no figure that could be corrected
        await state.report(Report("figure", "q", "en", 1.0))
        await state.report(Report("source", "r", "en", 2.0, "words"))
        assert [one.reason for one in await state.reports()] == ["source", "figure"]
        assert len(await state.reports(1)) == 1
        await state.migrate(5, -5)
        assert await state.language(-5) == "zh-Hant"
        assert await state.watch(-5) == Watch(3, 4)
        assert await state.language(5) is None
        assert await state.answered(5, 7) is None
        await state.forget(1, 2)
        assert await state.antecedent(1, 2) == ""
        assert await state.topic("1:4") == ""
        await state.set_watch(-5, None)
        await state.set_language(-5, None)
        assert await state.watch(-5) is None
        assert await state.language(-5) is None


async def test_a_turn_is_taken_once(store):
    turns = await asyncio.gather(*(store.take_turn(1, "a claim", 100, 10) for _ in range(5)))
    assert sorted(turns) == [False, False, False, False, True]
    assert not await store.take_turn(1, "a claim", 200, 10)
    assert not await store.take_turn(1, "another", 105, 10)
    assert await store.take_turn(1, "another", 115, 10)


async def test_it_is_there_after_a_restart(address):
    async with opened(address) as store:
        await store.set_language(5, "en")
        key = await store.keep("a question")
        await store.set_answered(5, 7, Answered((8,), 9))
    async with opened(address) as store:
        assert await store.language(5) == "en"
        assert await store.query(key) == "a question"
        assert await store.answered(5, 7) == Answered((8,), 9)


async def test_gaps_are_counted(store):
    for reading in ("a", "b", "b"):
        await store.count_gap("no_such_period", reading)
    assert await store.most_wanted() == [("no_such_period", "b", 2), ("no_such_period", "a", 1)]


async def test_the_steps_make_the_tables_that_the_code_describes(store):
    def differences(connection):
        from alembic.autogenerate import compare_metadata  # noqa: PLC0415
        from alembic.migration import MigrationContext  # noqa: PLC0415

        return compare_metadata(MigrationContext.configure(connection), metadata)

    async with store.batch.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_an_update_is_recorded_taken_over_and_forgotten(store):
    one, other = Journal(store.batch, "one"), Journal(store.batch, "other")
    await one.record(1, "chat 1", '{"text": "words of somebody"}')
    assert (await other.seen(1, "chat 1")).owner == "one"
    assert (await other.seen(2, "chat 1")).ahead
    assert not (await one.seen(2, "chat 1")).ahead
    await one.step(1, 1, 5, 6)
    assert await other.adopt(10) == []
    await one.release()
    (taken,) = await other.adopt(10)
    assert (taken.id, taken.attempts) == (1, 1)
    await other.finish(1)
    seen = await other.seen(1, "chat 1")
    assert seen.handled
    assert seen.steps == {1: (5, 6)}
    await one.record(1, "chat 1", '{"late": 1}')
    assert await one.adopt(10, alone=True) == []
    async with store.batch.engine.connect() as connection:
        rows = (await connection.exec_driver_sql("SELECT * FROM updates")).all()
    assert "words of somebody" not in str(rows)


async def test_what_is_put_off_is_nobodys_until_its_time(store):
    journal = Journal(store.batch, "one")
    await journal.record(1, "chat 1", "{}", put_off=0.05)
    assert not (await journal.seen(2, "chat 1")).ahead
    assert await journal.adopt(10) == []
    await asyncio.sleep(0.06)
    assert [one.id for one in await journal.adopt(10)] == [1]
    await journal.renew([1])
    await journal.prune()


async def test_a_bad_operation_fails_alone(store):
    async def bad(connection):
        await connection.exec_driver_sql("SELECT * FROM nowhere_at_all WHERE")

    async def worse(_connection):
        raise ZeroDivisionError

    good = [store.set_language(number, "en") for number in range(5)]
    results = await asyncio.gather(store.batch.run(worse), *good, return_exceptions=True)
    assert isinstance(results[0], ZeroDivisionError)
    assert results[1:] == [None] * 5
    assert await store.language(3) == "en"


def wrapped(error):
    """As SQLAlchemy hands an error of PostgreSQL on."""
    original = AsyncAdapt_asyncpg_dbapi.Error(str(error))
    original.sqlstate = error.sqlstate
    return DBAPIError("SELECT 1", {}, original)


@pytest.mark.parametrize(
    "kind",
    [
        asyncpg.CannotConnectNowError,  # "the database system is shutting down", or starting up
        asyncpg.AdminShutdownError,
        asyncpg.CrashShutdownError,
        asyncpg.ConnectionDoesNotExistError,
        asyncpg.TooManyConnectionsError,
        asyncpg.InvalidPasswordError,
        asyncpg.ReadOnlySQLTransactionError,
    ],
)
@pytest.mark.parametrize("handed_on", [lambda error: error, wrapped], ids=["raw", "wrapped"])
async def test_a_server_that_stops_or_starts_is_gone_and_comes_back(tmp_path, kind, handed_on):
    """What is asked of it meanwhile is refused as such: an update whose look-up fails is answered all the same."""
    batch = Batch(open_engine(f"sqlite:///{tmp_path / 'state.db'}"), migrate)
    await batch.open()

    async def stopping(_connection):
        raise handed_on(kind("the database system is shutting down"))

    with pytest.raises(UnavailableError):
        await batch.run(stopping)
    assert not batch.available
    async with asyncio.timeout(10):
        while not batch.available:
            await asyncio.sleep(0.1)
            await Store(batch).language(5)
    await batch.close()


async def test_no_connection_for_whatever_reason_is_a_database_that_is_gone(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'state.db'}")
    batch = Batch(engine, migrate)
    await batch.open()
    await engine.dispose()

    @event.listens_for(engine.sync_engine, "do_connect")
    def refuse(*_given):
        raise asyncpg.InternalClientError("got result for unknown protocol state")

    with pytest.raises(UnavailableError):
        await Journal(batch, "one").seen(1, "chat 1")
    assert not batch.available
    await batch.close()


async def test_a_database_that_goes_and_comes_back(tmp_path):
    """Answers go on: what is read was known, what is written is written later; settings can't be changed."""
    folder = tmp_path / "data"
    batch = Batch(open_engine(f"sqlite:///{folder / 'state.db'}"), migrate)
    await batch.open()
    store = Store(batch)
    await store.set_language(5, "en")
    assert await store.language(5) == "en"
    await batch.engine.dispose()
    folder.rename(tmp_path / "away")
    assert await store.language(5) == "en"
    assert not batch.available
    with pytest.raises(UnavailableError):
        await store.set_language(5, "zh-Hans")
    await store.set_answered(5, 7, Answered((8,), 9))
    assert await store.answered(5, 7) == Answered((8,), 9)
    assert not await store.take_turn(1, "a claim", 0, 0)
    shutil.move(tmp_path / "away", folder)
    async with asyncio.timeout(10):
        while not batch.available:
            await asyncio.sleep(0.1)
            await store.language(5)
    assert await store.language(5) == "en"
    await batch.close()
    async with opened(f"sqlite:///{folder / 'state.db'}") as later:
        assert await later.answered(5, 7) == Answered((8,), 9)


def test_the_default_is_a_file_in_the_data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_url("") == f"sqlite:///{tmp_path}/zhangben/zhangben.db"
    settings = Settings(_env_file=None, bot_token="12:" + "A" * 35)
    assert settings.database_url == f"sqlite:///{tmp_path}/zhangben/zhangben-12.db"
    (tmp_path / "file").write_text("")
    with pytest.raises(UnusableError):
        open_engine(f"sqlite:///{tmp_path}/file/state.db")


async def test_gaps_are_printed_by_rank(address, store):
    await store.count_gap("unread_word", "a.b")
    await store.batch.close()
    command = (sys.executable, "-m", "bot", "gaps")
    settings = {**os.environ, "DATABASE_URL": address, "LC_ALL": "en_US.UTF-8"}
    process = await asyncio.create_subprocess_exec(*command, env=settings, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    assert said.decode() == "1\tunread_word\ta.b\n"
