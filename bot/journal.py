"""The journal of updates: which ones wait, which ones are handled, and what each has sent already."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.batch import Batch
from bot.dialect import insert_of
from bot.lookup import Lookup
from bot.tables import sent, updates

LEASE = 8.0  # seconds after which an update of a process that is silent is another's
LIFE = 86_400.0  # seconds that an update is recognised, and may wait: Telegram keeps it no longer

_SEEN = Lookup(select(updates.c.id, updates.c.body.is_(None), updates.c.owner), updates.c.id)
_AHEAD = Lookup(
    select(updates.c.place, updates.c.id, updates.c.owner).where(updates.c.body.is_not(None), updates.c.owner != ""),
    updates.c.place,
)
_STEPS = Lookup(select(sent.c.update_id, sent.c.step, sent.c.chat, sent.c.message), sent.c.update_id)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the journal knows of an update that arrives.

    Attributes:
        handled: Whether it was answered.
        owner: Who has it in hand, if it was recorded.
        ahead: Whether an earlier one of its chat is in another process's hands.
        steps: The messages that it has led to: chat and number, by step.
    """

    handled: bool = False
    owner: str = ""
    ahead: bool = False
    steps: dict[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A recorded update."""

    id: int
    body: str
    at: float
    attempts: int


class Journal:
    """The journal, as one process writes it.

    Args:
        batch: The way to the database.
        owner: The name of this process, different at each start.
    """

    def __init__(self, batch: Batch, owner: str) -> None:
        self.batch, self.owner = batch, owner
        insert = insert_of(batch.engine)
        new = insert(updates)
        self._finish = new.on_conflict_do_update(
            index_elements=["id"], set_={"body": None, "owner": "", "place": "", "lease": 0.0}
        )
        over = {name: getattr(new.excluded, name) for name in ("owner", "lease", "attempts")}
        self._record = new.on_conflict_do_update(index_elements=["id"], set_=over, where=updates.c.body.is_not(None))
        self._step = insert(sent).on_conflict_do_nothing()

    async def seen(self, number: int, place: str) -> Seen:
        """Look an update up.

        Raises:
            UnavailableError: The database is gone.
        """
        rows, earlier, done = await self.batch.read_all((_SEEN, number), (_AHEAD, place), (_STEPS, number))
        return Seen(
            handled=bool(rows and rows[0][1]),
            owner=rows[0][2] if rows else "",
            ahead=any(row[1] < number and row[2] != self.owner for row in earlier),
            steps={row[1]: (row[2], row[3]) for row in done},
        )

    async def record(self, number: int, place: str, body: str, *, attempts: int = 0, put_off: float = 0.0) -> None:
        """Record an update that waits, so that it may be confirmed to Telegram.

        Args:
            number: Its id.
            place: The chat it belongs to.
            body: The update as it came.
            attempts: How often it was tried.
            put_off: Seconds for which nobody has it in hand, and nobody takes it.

        Raises:
            UnavailableError: The database is gone.
        """
        now = time.time()
        row = {"id": number, "place": place, "at": now, "attempts": attempts, "body": body}
        row |= {"owner": "", "lease": now + put_off} if put_off else {"owner": self.owner, "lease": now + LEASE}
        await self.batch.post(self._record, row, kept=False)

    async def finish(self, number: int) -> None:
        """Mark an update as handled and forget what it said.

        Raises:
            UnavailableError: The database is gone; the mark is made when it is back.
        """
        row = {"id": number, "place": "", "owner": "", "lease": 0.0, "at": time.time(), "attempts": 0, "body": None}
        await self.batch.post(self._finish, row)

    async def step(self, number: int, step: int, chat: int, message: int) -> None:
        """Remember a message that an update led to."""
        row = {"update_id": number, "step": step, "chat": chat, "message": message, "at": time.time()}
        await self.batch.post(self._step, row)

    async def adopt(self, most: int, *, alone: bool = False) -> list[Waiting]:
        """Take over recorded updates that nobody has in hand any more, the oldest first.

        Args:
            most: How many.
            alone: This is the only process: whatever waits is left over from an earlier one.

        Raises:
            UnavailableError: The database is gone.
        """

        async def work(connection: AsyncConnection) -> list[Waiting]:
            now = time.time()
            free = updates.c.owner != self.owner if alone else updates.c.lease < now
            ids = (
                select(updates.c.id)
                .where(updates.c.body.is_not(None), free)
                .order_by(updates.c.id)
                .limit(most)
                .with_for_update(skip_locked=True)
            )
            taking = (
                update(updates)
                .where(updates.c.id.in_(ids))
                .values(owner=self.owner, lease=now + LEASE, attempts=updates.c.attempts + 1)
                .returning(updates.c.id, updates.c.body, updates.c.at, updates.c.attempts)
            )
            rows = (await connection.execute(taking)).all()
            return sorted((Waiting(*row) for row in rows), key=lambda waiting: waiting.id)

        return await self.batch.run(work)

    async def renew(self, numbers: Sequence[int]) -> None:
        """Say that this process still has updates in hand.

        Raises:
            UnavailableError: The database is gone.
        """
        await self._do(
            update(updates)
            .where(updates.c.id.in_(numbers), updates.c.owner == self.owner, updates.c.body.is_not(None))
            .values(lease=time.time() + LEASE)
        )

    async def release(self) -> None:
        """Leave the updates of this process to whoever comes first.

        Raises:
            UnavailableError: The database is gone.
        """
        await self._do(
            update(updates)
            .where(updates.c.owner == self.owner, updates.c.body.is_not(None))
            .values(lease=0.0, owner="")
        )

    async def prune(self) -> None:
        """Forget updates that Telegram has forgotten too.

        Raises:
            UnavailableError: The database is gone.
        """
        old = time.time() - LIFE
        await self._do(delete(updates).where(updates.c.at < old))
        await self._do(delete(sent).where(sent.c.at < old))

    async def _do(self, statement: Any) -> None:
        async def work(connection: AsyncConnection) -> None:
            await connection.execute(statement)

        await self.batch.run(work)
