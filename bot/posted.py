"""Answers that were posted, in the database: which of them rest on another edition of the ledgers than the newest."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.batch import Batch
from bot.dialect import insert_of
from bot.state import Posted
from bot.tables import editions, posted

GONE = 300.0  # seconds after which an edition that no process has in force is a thing of the past


def row_of(one: Posted) -> dict[str, Any]:
    """Return the row of an answer."""
    return {
        "place": one.place,
        "chat": one.chat,
        "messages": ",".join(map(str, one.messages)),
        "surface": one.surface,
        "locale": one.locale,
        "shown": ",".join(sorted(one.shown)),
        "query": one.query,
        "ledgers": one.ledgers,
        "figures": one.figures,
        "mark": one.mark,
        "topic": one.topic,
    }


def read(row: Any) -> Posted:
    """Read a row."""
    messages = tuple(int(one) for one in row.messages.split(",") if one)
    card = "" if messages else row.place
    shown = frozenset(one for one in row.shown.split(",") if one)
    return Posted(
        row.chat,
        messages,
        card,
        row.surface,
        row.locale,
        shown,
        row.query,
        row.ledgers,
        row.figures,
        row.mark,
        row.topic,
    )


class Index:
    """The answers that stand, and the editions that they rest on.

    Args:
        batch: The way to the database; when it is gone, every method raises UnavailableError.
    """

    def __init__(self, batch: Batch) -> None:
        self.batch = batch

    async def is_newest(self, version: str, *, loaded: bool) -> bool:
        """Note that an edition is in force here, and tell whether it is the newest of all processes.

        One that has just taken another's place is. At a start that can't be told: replicas of yesterday may start again
        while those of today are already there. So the newest stays the newest until no process has it in force any more.

        Args:
            version: The edition.
            loaded: Whether it has just taken another's place here.
        """
        now = time.time()
        insert = insert_of(self.batch.engine)(editions)
        noting = insert.on_conflict_do_update(
            index_elements=["version"], set_={"seen": now} | ({"since": now} if loaded else {})
        )

        async def work(connection: AsyncConnection) -> bool:
            await connection.execute(noting, {"version": version, "since": now, "seen": now})
            ordered = select(editions.c.version, editions.c.seen).order_by(editions.c.since.desc()).limit(1)
            newest = (await connection.execute(ordered)).one()
            if newest.version != version and newest.seen < now - GONE:
                await connection.execute(update(editions).where(editions.c.version == version).values(since=now))
                return True
            return bool(newest.version == version)

        return await self.batch.run(work)

    async def resting_elsewhere(self, version: str, after: str, most: int) -> list[Posted]:
        """Return answers that rest on another edition, by place, from after a place on."""

        async def work(connection: AsyncConnection) -> list[Posted]:
            others = select(posted).where(posted.c.ledgers != version, posted.c.figures != "", posted.c.place > after)
            rows = await connection.execute(others.order_by(posted.c.place).limit(most))
            return [read(row) for row in rows]

        return await self.batch.run(work)

    async def count_elsewhere(self, version: str) -> int:
        """Count them."""

        async def work(connection: AsyncConnection) -> int:
            others = select(func.count()).where(posted.c.ledgers != version, posted.c.figures != "")
            return int((await connection.execute(others)).scalar_one())

        return await self.batch.run(work)

    async def confirm(self, those: Sequence[Posted], version: str) -> None:
        """Note that answers say what an edition says."""
        await self._set(those, {"ledgers": version})

    async def replace(self, old: Posted, new: Posted) -> None:
        """Put an answer in the place of another, unless somebody has changed that meanwhile."""
        await self._set([old], row_of(new))

    async def drop(self, one: Posted) -> None:
        """Forget an answer that is no longer there, or can't be written to."""
        await self._set([one], {"figures": "", "query": "", "mark": "", "topic": ""})

    async def _set(self, those: Sequence[Posted], values: dict[str, Any]) -> None:
        async def work(connection: AsyncConnection) -> None:
            for ledgers in {one.ledgers for one in those}:
                places = [one.place for one in those if one.ledgers == ledgers]
                unchanged = posted.c.place.in_(places) & (posted.c.ledgers == ledgers)
                await connection.execute(update(posted).where(unchanged).values(values))

        await self.batch.run(work)
