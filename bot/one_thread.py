"""A database file: one thread writes to it, and whoever reads a row by its key does so at once.

The asynchronous driver hands every call to a thread and back, a dozen times in a transaction; for SQLite, which answers in
microseconds, that is most of its cost. What an update reads does not even wait for a transaction: in a write-ahead log,
readers and the writer don't wait for each other, and a row by its key takes less time than to hand over the wish for it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects import sqlite

from bot.lookup import KEY, Lookup

Result = TypeVar("Result")
Row = Mapping[str, Any]

_DIALECT = sqlite.dialect(paramstyle="named")


class Spelled:
    """Statements as the driver takes them, with what they hold themselves: compiled once, not looked at each time."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], tuple[str, dict[str, Any]]] = {}

    def __call__(self, statement: Any, names: Sequence[str]) -> tuple[str, dict[str, Any]]:
        """Return a statement's text and its own values.

        Args:
            statement: Lives as long as the program does.
            names: The columns that it is given.
        """
        key = (statement, *names)
        if key not in self._known:
            compiled = statement.compile(dialect=_DIALECT, column_keys=list(names))
            self._known[key] = str(compiled), dict(compiled.params)
        return self._known[key]


class Inline:
    """A connection that answers at once, for whoever expects to wait for it."""

    def __init__(self, connection: Connection, spelled: Spelled) -> None:
        self._connection, self._spelled = connection, spelled

    async def execute(self, statement: Any, parameters: Any = None) -> Any:
        """Do what `AsyncConnection.execute` does."""
        return self._connection.execute(statement, parameters)

    async def write(self, statement: Any, rows: Sequence[Row]) -> None:
        """Write rows of the same columns."""
        text, own = self._spelled(statement, tuple(rows[0]))
        driver: Any = self._connection.connection.driver_connection
        driver.executemany(text, [{**own, **row} for row in rows])


class OneThread:
    """The file, and the thread that writes to it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, "database")
        self._spelled, self._read = Spelled(), Spelled()
        self._reading: sqlite3.Connection | None = None

    async def transact(self, work: Callable[[Any], Coroutine[Any, Any, Result]]) -> Result:
        """Do some work in a transaction; it waits for nothing but its connection."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._transacted, work)

    def look_up(self, lookup: Lookup, key: Any) -> list[Any]:
        """Return the rows with a key, as they were committed last.

        Raises:
            sqlite3.Error: They can't be read now; nothing is waited for.
        """
        if self._reading is None:
            self._reading = sqlite3.connect(str(self._engine.url.database), timeout=0, isolation_level=None)
        text, own = self._read(lookup.by_key, ())
        return [lookup.row(row) for row in self._reading.execute(text, own | {KEY: key})]

    def _transacted(self, work: Callable[[Any], Coroutine[Any, Any, Result]]) -> Result:
        with self._engine.begin() as connection:
            running = work(Inline(connection, self._spelled))
            try:
                running.send(None)
            except StopIteration as end:
                result: Result = end.value
                return result
            running.close()
            raise RuntimeError("a transaction waits for something else")

    async def close(self) -> None:
        """Close the file."""
        if self._reading is not None:
            self._reading.close()
            self._reading = None
        await asyncio.get_running_loop().run_in_executor(self._thread, self._engine.dispose)
        self._thread.shutdown()
