"""Group commits: what many updates want of the database goes there in one transaction.

A commit costs about the same for one row and for a hundred. One task takes all that has gathered while the last
commit was under way, so batches grow with the load by themselves and nobody waits for a timer.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import structlog
from sqlalchemy import Executable, Row
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import metrics
from bot.lookup import KEYS, Lookup
from bot.one_thread import OneThread

log = structlog.get_logger(__name__)

Result = TypeVar("Result")

MOST = 500  # operations in a transaction: SQLite takes no more than 32,766 values in a statement
MOST_KEPT = 50_000  # writes that wait for a database that is gone; the oldest are given up beyond
LATER = 0.02  # seconds after which what nobody waits for is written by itself
PAUSE = 0.5  # seconds between two attempts to reach a database that is gone
FEW = 64  # operations that are looked through before a row is read without waiting for them
SECONDS = 10.0  # that a transaction may take

# SQLSTATE classes of a server that is not to be had now: connection, login, database, resources, operator, system
# ("PostgreSQL: Error Codes"); and the one of a server that only reads, because another took over.
AWAY = ("08", "28", "3D", "53", "57", "58", "25006")
PASSING = frozenset({"OperationalError", "InterfaceError", "InternalError"})


class UnavailableError(Exception):
    """The database can't be reached now."""


class UnreachableError(Exception):
    """No connection came about."""


@dataclass(frozen=True, slots=True)
class _Operation:
    what: Executable | Lookup | Callable[[AsyncConnection], Awaitable[Any]]
    given: Any
    done: asyncio.Future[Any]
    kept: bool = False

    def touches(self, lookup: Lookup, key: Hashable) -> bool:
        """Tell whether it may change what a look-up finds."""
        if isinstance(self.what, Lookup):
            return False
        table = getattr(self.what, "table", None)  # of work there is none: it may do anything
        return table is None or (table is lookup.key.table and self.given.get(lookup.key.name) == key)

    def fail(self, error: BaseException) -> None:
        if not self.done.done():
            self.done.set_exception(error)
            self.done.exception()  # one that nobody waits for is no cause for a warning

    def succeed(self, result: Any) -> None:
        if not self.done.done():
            self.done.set_result(result)


@dataclass
class Batch:
    """The way to a database.

    Attributes:
        engine: The database.
        prepare: Done once, before anything else: brings the tables up to date.
        thread: Does the transactions of a database file.
    """

    engine: AsyncEngine
    prepare: Callable[[AsyncEngine], Awaitable[None]]
    thread: OneThread | None = None
    available: bool = True
    _waiting: deque[_Operation] = field(default_factory=deque)
    _kept: deque[_Operation] = field(default_factory=deque)
    _taken: Sequence[_Operation] = ()
    _ready: bool = False
    _again: float = 0.0
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _alarm: asyncio.TimerHandle | None = None
    _task: asyncio.Task[None] | None = None

    @property
    def depth(self) -> int:
        """How many operations wait for a transaction."""
        return len(self._waiting) + len(self._kept)

    async def open(self) -> None:
        """Begin; that the database is not there is no reason not to."""
        self._task = asyncio.create_task(self._run())
        with contextlib.suppress(UnavailableError):
            await self.run(_nothing)

    async def close(self) -> None:
        """Write what is left, if that is possible now, and end."""
        if self._alarm:
            self._alarm.cancel()
        if self._task:
            with contextlib.suppress(UnavailableError):
                await self.run(_nothing)
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None
            if self.thread:
                await self.thread.close()
        await self.engine.dispose()

    def leave(self, statement: Executable, row: dict[str, Any]) -> None:
        """Write a row that nobody waits for, as `post` does: with the next transaction, or in one of its own before long."""
        loop = asyncio.get_running_loop()
        self._waiting.append(_Operation(statement, row, loop.create_future(), kept=True))
        if self._alarm is None:
            self._alarm = loop.call_later(LATER, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        self._wake.set()

    def post(self, statement: Executable, row: dict[str, Any], *, kept: bool = True) -> asyncio.Future[None]:
        """Write a row, soon.

        Args:
            statement: One and the same object for all writes of a kind: they are made together, before all reads, and
                in no order among kinds.
            row: Its parameters.
            kept: Whether it waits for a database that is gone; its future fails all the same.

        Returns:
            Is done once it is committed.
        """
        return self._put(statement, row, kept=kept)

    async def read(self, lookup: Lookup, key: Hashable) -> list[Any]:
        """Return the rows with a key, as they are after all writes before.

        Raises:
            UnavailableError: The database is gone.
        """
        (rows,) = await self.read_all((lookup, key))
        return rows

    async def read_all(self, *wanted: tuple[Lookup, Hashable]) -> list[list[Any]]:
        """Return the rows of several look-ups, in one transaction if it takes one.

        Raises:
            UnavailableError: The database is gone.
        """
        if self.thread and all(self._is_settled(*one) for one in wanted):
            with contextlib.suppress(sqlite3.Error):  # then in its turn
                return [self.thread.look_up(*one) for one in wanted]
        return list(await asyncio.gather(*(self._put(*one) for one in wanted)))

    def _is_settled(self, lookup: Lookup, key: Hashable) -> bool:
        """Tell whether nothing that is still to be done may change what a look-up finds."""
        if not (self._ready and self.available) or self._kept or len(self._waiting) + len(self._taken) > FEW:
            return False
        return not any(one.touches(lookup, key) for one in (*self._taken, *self._waiting))

    async def run(self, work: Callable[[AsyncConnection], Awaitable[Result]]) -> Result:
        """Do something in the next transaction, after its writes.

        Raises:
            UnavailableError: The database is gone.
        """
        result: Result = await self._put(work, None)
        return result

    def _put(self, what: Any, given: Any, *, kept: bool = False) -> asyncio.Future[Any]:
        operation = _Operation(what, given, asyncio.get_running_loop().create_future(), kept)
        self._waiting.append(operation)
        self._wake.set()
        return operation.done

    async def _run(self) -> None:
        while True:
            if not (self._waiting or self._kept):
                self._wake.clear()
                await self._wake.wait()
            if not self.available and time.monotonic() < self._again:
                self._refuse()
                with contextlib.suppress(TimeoutError):
                    self._wake.clear()
                    await asyncio.wait_for(self._wake.wait(), max(0.0, self._again - time.monotonic()))
                continue
            source = self._kept or self._waiting
            self._taken = [source.popleft() for _ in range(min(len(source), MOST))]
            await self._take(self._taken)
            self._taken = ()

    async def _take(self, taken: Sequence[_Operation]) -> None:
        try:
            async with asyncio.timeout(SECONDS):
                await self._commit(taken)
        except asyncio.CancelledError:
            for operation in taken:
                operation.fail(UnavailableError())
            raise
        except Exception as error:  # noqa: BLE001 - one bad operation must not stop the others for ever
            if _is_gone(error):
                self._lost(taken, error)
            else:
                await self._one_by_one(taken, error)
        else:
            if not self.available:
                self.available = True
                log.info("the database is back", kept=len(self._kept))
            metrics.DATABASE_UP.set(1)

    async def _commit(self, taken: Sequence[_Operation]) -> None:
        if not self._ready:
            await self.prepare(self.engine)
            self._ready = True

        async def work(connection: Any) -> list[tuple[_Operation, Any]]:
            return await _done(connection, connection.write, taken)

        if self.thread:
            results = await self.thread.transact(work)
        else:
            async with self._connected() as connection, connection.begin():
                results = await _done(connection, connection.execute, taken)
        metrics.BATCH.observe(len(taken))
        for operation, result in results:
            operation.succeed(result)

    @contextlib.asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        """Connect.

        Raises:
            UnreachableError: Whatever the reason.
        """
        try:
            connection = await self.engine.connect()
        except Exception as error:
            raise UnreachableError from error
        try:
            yield connection
        finally:
            await connection.close()

    async def _one_by_one(self, taken: Sequence[_Operation], error: BaseException) -> None:
        """Let a bad operation fail alone."""
        if len(taken) == 1:
            log.error("the database refuses", error=type(error).__name__)
            taken[0].fail(error)
            return
        for operation in taken:
            await self._take([operation])

    def _lost(self, taken: Sequence[_Operation], error: BaseException) -> None:
        if self.available:
            kind = type(error.__cause__ if isinstance(error, UnreachableError) else error).__name__
            log.warning("the database can't be reached: settings can't be changed", error=kind)
        self.available = False
        metrics.DATABASE_UP.set(0)
        self._again = time.monotonic() + PAUSE
        self._waiting.extendleft(reversed([operation for operation in taken if not operation.kept]))
        self._kept.extendleft(reversed([operation for operation in taken if operation.kept]))
        self._refuse()

    def _refuse(self) -> None:
        """Fail what waits for a database that is gone, and keep the writes that can wait longer."""
        while self._waiting:
            operation = self._waiting.popleft()
            operation.fail(UnavailableError())
            if operation.kept:
                self._kept.append(operation)
        for operation in self._kept:
            operation.fail(UnavailableError())
        while len(self._kept) > MOST_KEPT:
            self._kept.popleft()
        metrics.WRITES_KEPT.set(len(self._kept))


async def _done(
    connection: AsyncConnection, write: Callable[..., Awaitable[Any]], taken: Sequence[_Operation]
) -> list[tuple[_Operation, Any]]:
    """Do operations and return what they lead to: writes first, then reads, then all else."""
    results: list[tuple[_Operation, Any]] = []
    for statement, writes in _by_kind(taken, Executable):
        await write(statement, [one.given for one in writes])
        results += [(one, None) for one in writes]
    for lookup, reads in _by_kind(taken, Lookup):
        results += await _looked_up(connection, lookup, reads)
    for operation in taken:
        if not isinstance(operation.what, (Executable, Lookup)):
            results.append((operation, await operation.what(connection)))
    return results


def _is_gone(error: BaseException) -> bool:
    """Tell a database that is gone from one that refuses what it was asked.

    A server that is stopping or starting says so in words of its own, and drivers have names of their own for it.
    """
    if isinstance(error, (UnreachableError, OSError, TimeoutError, PoolTimeout)):
        return True
    original = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(original, "sqlstate", None)
    if isinstance(state, str) and state.startswith(AWAY):
        return True
    kind = type(original).__name__ if original else ""
    return isinstance(error, (DBAPIError, sqlite3.Error)) and (
        getattr(error, "connection_invalidated", False)
        or type(error).__name__ in PASSING
        or isinstance(original, OSError)
        or "Connection" in kind
    )


def _by_kind(taken: Sequence[_Operation], kind: type) -> list[tuple[Any, list[_Operation]]]:
    found: dict[int, list[_Operation]] = {}
    for operation in taken:
        if isinstance(operation.what, kind):
            found.setdefault(id(operation.what), []).append(operation)
    return [(operations[0].what, operations) for operations in found.values()]


async def _looked_up(
    connection: AsyncConnection, lookup: Lookup, reads: Sequence[_Operation]
) -> list[tuple[_Operation, Any]]:
    keys = list({read.given for read in reads})
    rows: dict[Any, list[Row[Any]]] = {}
    for row in await connection.execute(lookup.by_keys, {KEYS: keys}):
        rows.setdefault(row[0], []).append(row)
    return [(read, rows.get(read.given, [])) for read in reads]


async def _nothing(_connection: AsyncConnection) -> None:
    """Stand for being there."""
