"""The database: SQLite in a file of its own, or PostgreSQL; opened, and brought to the newest tables."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from importlib import resources
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from bot.one_thread import OneThread

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
CONNECT_SECONDS, COMMAND_SECONDS = 3, 10
IN_MEMORY = (None, "", ":memory:")
LOCK = 727_463_001  # any number, the same in every replica: the lock under which tables are made


class UnusableError(Exception):
    """There is no place for the database."""


def open_engine(address: str) -> AsyncEngine:
    """Open a database; the folder of a file is made, the server is not called yet."""
    url = make_url(address)
    url = url.set(drivername=DRIVERS[url.get_backend_name()])
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    given: dict[str, Any] = {"timeout": CONNECT_SECONDS, "command_timeout": COMMAND_SECONDS}
    return create_async_engine(url, pool_size=4, max_overflow=4, pool_timeout=CONNECT_SECONDS, connect_args=given)


def _sqlite(url: URL) -> AsyncEngine:
    if url.database in IN_MEMORY:
        return create_async_engine(url, poolclass=StaticPool)
    try:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnusableError("DATABASE_URL must name a file in a folder that can be written") from error
    engine = create_async_engine(url, pool_size=2, connect_args={"timeout": COMMAND_SECONDS})
    event.listen(engine.sync_engine, "connect", _prepare)
    return engine


def open_thread(address: str) -> OneThread | None:
    """Return the thread that works on a database file; None for any other database."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite" or url.database in IN_MEMORY:
        return None
    given = {"timeout": COMMAND_SECONDS, "check_same_thread": False}
    engine = create_engine(url.set(drivername="sqlite+pysqlite"), pool_size=1, max_overflow=0, connect_args=given)
    event.listen(engine, "connect", _prepare)
    return OneThread(engine)


def _prepare(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # recorded means recorded, the plug pulled or not
    cursor.close()


async def migrate(engine: AsyncEngine) -> None:
    """Bring the tables up to date; of several replicas that start together, one does it and the others wait."""
    async with engine.connect() as connection, _locked(connection):
        await connection.run_sync(_upgrade)
        await connection.commit()


async def revisions(engine: AsyncEngine) -> tuple[str | None, str | None, frozenset[str]]:
    """Return the revision that the tables are at, the newest, and all that are known; nothing is changed."""
    steps = ScriptDirectory.from_config(_config())
    async with engine.connect() as connection:
        found = await connection.run_sync(lambda one: MigrationContext.configure(one).get_current_revision())
    return found, steps.get_current_head(), frozenset(step.revision for step in steps.walk_revisions())


@contextlib.asynccontextmanager
async def _locked(connection: AsyncConnection) -> AsyncIterator[None]:
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
    else:
        await connection.exec_driver_sql("BEGIN IMMEDIATE")
    yield


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(resources.files("bot") / "migrations"))
    return config
