"""A database file that one thread works on: a transaction costs one change of threads, not one for each call.

The asynchronous driver hands every call to a thread and back, a dozen times in a transaction; for SQLite, which answers in
microseconds, that is most of its cost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

Result = TypeVar("Result")


class Inline:
    """A connection that answers at once, for whoever expects to wait for it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def execute(self, statement: Any, parameters: Any = None) -> Any:
        """Do what `AsyncConnection.execute` does."""
        return self._connection.execute(statement, parameters)


class OneThread:
    """The thread and what it works on."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, "database")

    async def transact(self, work: Callable[[Any], Coroutine[Any, Any, Result]]) -> Result:
        """Do some work in a transaction; it waits for nothing but its connection."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._transacted, work)

    def _transacted(self, work: Callable[[Any], Coroutine[Any, Any, Result]]) -> Result:
        with self._engine.begin() as connection:
            running = work(Inline(connection))
            try:
                running.send(None)
            except StopIteration as end:
                result: Result = end.value
                return result
            running.close()
            raise RuntimeError("a transaction waits for something else")

    async def close(self) -> None:
        """Close the file."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._engine.dispose)
        self._thread.shutdown()
