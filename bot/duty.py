"""What only one of several processes does: one at a time, or once for all of them."""

from __future__ import annotations

import time
from typing import Any, Literal

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.batch import Batch, UnavailableError
from bot.dialect import insert_of
from bot.tables import duties

Turn = Literal["ours", "held", "done"]
DAY = 86_400.0


class Duties:
    """The duties, as one process takes them.

    Args:
        batch: The way to the database.
        owner: The name of this process, different at each start.
    """

    def __init__(self, batch: Batch, owner: str) -> None:
        self.batch, self.owner = batch, owner

    async def take(self, name: str, seconds: float) -> Turn:
        """Take a duty, or keep one that this process has.

        Args:
            name: What it is about.
            seconds: After which another process may take it, if this one says no more.

        Returns:
            `ours`; `held` by another process; or `done` a short while ago. A database that is gone keeps nobody from his
            duty: without it each process does what it has to.
        """
        now = time.time()
        insert = insert_of(self.batch.engine)(duties)
        free = (duties.c.lease < now) | (duties.c.owner == self.owner)
        taking = insert.on_conflict_do_update(
            index_elements=["name"], set_={"owner": insert.excluded.owner, "lease": insert.excluded.lease}, where=free
        )

        async def work(connection: AsyncConnection) -> Turn:
            row = {"name": name, "owner": self.owner, "lease": now + seconds}
            await connection.execute(taking, row)
            found = select(duties.c.owner).where(duties.c.name == name)
            owner = (await connection.execute(found)).scalar_one()
            return "ours" if owner == self.owner else "held" if owner else "done"

        try:
            return await self.batch.run(work)
        except UnavailableError:
            return "ours"

    async def leave(self, name: str) -> None:
        """Let another process take a duty."""
        await self._set(name, owner=self.owner, lease=0.0)

    async def finish(self, name: str, seconds: float) -> None:
        """Say that a duty is done, and need not be done again for a while."""
        await self._set(name, owner="", lease=time.time() + seconds)

    async def once(self, name: str, seconds: float = DAY) -> bool:
        """Tell whether this process is the first to ask for a duty that is done as soon as it is taken."""
        if await self.take(name, seconds) != "ours":
            return False
        await self.finish(name, seconds)
        return True

    async def prune(self) -> None:
        """Forget what nobody has to remember."""
        await self._do(delete(duties).where(duties.c.lease < time.time() - DAY))

    async def _set(self, name: str, **values: Any) -> None:
        ours = (duties.c.name == name) & (duties.c.owner == self.owner)
        await self._do(update(duties).where(ours).values(values))

    async def _do(self, statement: Any) -> None:
        async def work(connection: AsyncConnection) -> None:
            await connection.execute(statement)

        try:
            await self.batch.run(work)
        except UnavailableError:
            return
