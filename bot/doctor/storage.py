"""What is kept and shared: the database, and Valkey or Redis."""

from __future__ import annotations

import os
from pathlib import Path

from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.database import UnusableError, open_engine, revisions
from bot.doctor.finding import Finding, bad, good, none

SECONDS = 3


async def database(address: str) -> Finding:
    """Look at the database; nothing is made or changed in it."""
    url = make_url(address)
    server = url.get_backend_name() != "sqlite"
    where = f"PostgreSQL, {url.host or 'localhost'}" if server else f"SQLite, {url.database}"
    if not server and url.database in {None, "", ":memory:"}:
        return none("database-memory")
    if not server and (place := _without_file(Path(str(url.database)))):
        return place
    try:
        engine = open_engine(address)
        try:
            found, newest, known = await revisions(engine)
        finally:
            await engine.dispose()
    except (SQLAlchemyError, UnusableError, OSError, TimeoutError) as error:
        return bad("database-gone", where=where, error=type(error).__name__)
    if found == newest:
        return good("database", where=where, revision=str(newest))
    if found is None:
        return none("database-empty", where=where)
    return none("database-old", where=where, revision=found) if found in known else bad("database-newer", where=where)


def _without_file(file: Path) -> Finding | None:
    """Look at the place where a file would be made; None where it is there."""
    if file.exists():
        return None
    there = next((folder for folder in file.absolute().parents if folder.exists()), Path("/"))
    writable = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
    return none("database-new", file=str(file)) if writable else bad("database-folder", file=str(file))


async def valkey(address: str | None) -> Finding:
    """Look at the server through which replicas agree."""
    if not address:
        return none("valkey-none")
    client = Redis.from_url(
        address.replace("valkey", "redis", 1) if address.startswith("valkey") else address,
        socket_timeout=SECONDS,
        socket_connect_timeout=SECONDS,
    )
    try:
        told = await client.info("server")
    except (RedisError, OSError, TimeoutError) as error:
        return bad("valkey-gone", error=type(error).__name__)
    finally:
        await client.aclose()
    version = told.get("valkey_version") or told.get("redis_version") or "?"
    return good("valkey", name="Valkey" if "valkey_version" in told else "Redis", version=version)
