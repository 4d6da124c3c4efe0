"""The state in a database: the same for all replicas, and there after a restart.

A database that is gone for a while costs nobody an answer: what is known of a chat is remembered here too, what is
learned meanwhile is written later, and only a setting can't be changed.
"""

# ruff: noqa: D102 - the methods are described in State

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from typing import Any, TypeVar

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.batch import Batch, UnavailableError
from bot.database import migrate, open_engine, open_thread
from bot.dialect import insert_of, upsert
from bot.handling import current
from bot.lookup import Lookup
from bot.posted import read, row_of
from bot.state import Answered, Bounded, Posted, Report, Watch, key_of
from bot.tables import answers, antecedents, chats, claims, gaps, posted, queries, reports

Value = TypeVar("Value")

DAY = 86_400.0
LIFE = {answers: 30 * DAY, posted: 30 * DAY, queries: 90 * DAY, antecedents: DAY, claims: 30 * DAY}

_CHAT = Lookup(select(chats.c.chat, chats.c.language, chats.c.threshold, chats.c.pause), chats.c.chat)
# By the number of the message alone, which is nearly unique; the chat is compared afterwards.
_ANSWERS = Lookup(select(answers.c.message, answers.c.chat, answers.c.messages, answers.c.sum), answers.c.message)
_POSTED = Lookup(select(posted), posted.c.place)
_QUERY = Lookup(select(queries.c.key, queries.c.query), queries.c.key)
_ANTECEDENT = Lookup(
    select(antecedents.c.chat, antecedents.c.person, antecedents.c.query, antecedents.c.at), antecedents.c.chat
)


class Store:
    """The state (`bot.state.State`), kept in a database."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        engine = batch.engine
        self._set_language = upsert(engine, chats, "language")
        self._set_watch = upsert(engine, chats, "threshold", "pause")
        self._set_answer = upsert(engine, answers)
        self._set_posted = upsert(engine, posted)
        self._keep = upsert(engine, queries)
        self._set_antecedent = upsert(engine, antecedents)
        insert = insert_of(engine)
        self._claim = insert(claims).on_conflict_do_nothing()
        self._report = insert(reports)
        self._gap = insert(gaps).on_conflict_do_update(
            index_elements=["reason", "reading"], set_={"times": gaps.c.times + 1}
        )
        self._known: Bounded[tuple[Any, ...], Any] = Bounded()

    async def language(self, chat: int) -> str | None:
        row = await self._chat(chat)
        return row[0] if row else None

    async def set_language(self, chat: int, language: str | None) -> None:
        row = {"chat": chat, "language": language}
        await self.batch.post(self._set_language, row, kept=False)
        _look_again()

    async def watch(self, chat: int) -> Watch | None:
        row = await self._chat(chat)
        return Watch(row[1], row[2]) if row and row[1] is not None and row[2] is not None else None

    async def set_watch(self, chat: int, watch: Watch | None) -> None:
        row = {"chat": chat, "threshold": watch and watch.threshold, "pause": watch and watch.pause}
        await self.batch.post(self._set_watch, row, kept=False)
        _look_again()

    async def answered(self, chat: int, message: int) -> Answered | None:
        def read(rows: list[Any]) -> Answered | None:
            row = next((row for row in rows if row[1] == chat), None)
            return Answered(tuple(int(one) for one in row[2].split(",") if one), row[3]) if row else None

        found: Answered | None = await self._read(("answer", chat, message), _ANSWERS, message, read)
        return found

    async def set_answered(self, chat: int, message: int, answer: Answered) -> None:
        self._learn(("answer", chat, message), answer)
        numbers = ",".join(map(str, answer.messages))
        row = {"chat": chat, "message": message, "messages": numbers, "sum": answer.sum, "at": time.time()}
        self.batch.leave(self._set_answer, row)

    async def set_posted(self, posted: Posted) -> None:
        self._learn(("topic", posted.place), posted.topic)
        self.batch.leave(self._set_posted, row_of(posted) | {"at": time.time()})

    async def posted(self, place: str) -> Posted | None:
        try:
            rows = await self.batch.read(_POSTED, place)
        except UnavailableError:
            return None
        return read(rows[0]) if rows and rows[0].figures else None

    async def topic(self, place: str) -> str:
        return await self._read(("topic", place), _POSTED, place, lambda rows: rows[0].topic if rows else None) or ""

    async def keep(self, query: str) -> str:
        key = key_of(query)
        self._learn(("query", key), query)
        self.batch.leave(self._keep, {"key": key, "query": query, "at": time.time()})
        return key

    async def query(self, key: str) -> str | None:
        found: str | None = await self._read(("query", key), _QUERY, key, lambda rows: rows[0][1] if rows else None)
        return found

    async def antecedent(self, chat: int, user: int) -> str:
        def read(rows: list[Any]) -> str:
            oldest = time.time() - DAY
            return next((row[2] for row in rows if row[1] == user and row[3] > oldest), "")

        return await self._read(("antecedent", chat, user), _ANTECEDENT, chat, read) or ""

    async def set_antecedent(self, chat: int, user: int, query: str) -> None:
        self._learn(("antecedent", chat, user), query)
        row = {"chat": chat, "person": user, "query": query, "at": time.time()}
        self.batch.leave(self._set_antecedent, row)

    async def take_turn(self, chat: int, claim: str, now: float, pause: float) -> bool:
        key = key_of(claim)

        async def work(connection: AsyncConnection) -> bool:
            known = select(claims.c.chat).where(claims.c.chat == chat, claims.c.key == key)
            if (await connection.execute(known)).first():
                return False
            await connection.execute(insert_of(self.batch.engine)(chats).values(chat=chat).on_conflict_do_nothing())
            free = chats.c.spoke.is_(None) | (chats.c.spoke <= now - pause)
            turn = update(chats).where(chats.c.chat == chat, free).values(spoke=now)
            # The row is locked from here on: two replicas can't both pass.
            if not (await connection.execute(turn)).rowcount:
                return False
            await connection.execute(self._claim, {"chat": chat, "key": key, "at": now})
            return True

        try:
            return await self.batch.run(work)
        except UnavailableError:
            return False

    async def report(self, report: Report) -> None:
        row = {name: getattr(report, name) for name in ("reason", "query", "locale", "at", "words")}
        self.batch.post(self._report, row)

    async def reports(self, most: int = 100) -> list[Report]:
        columns = (reports.c.reason, reports.c.query, reports.c.locale, reports.c.at, reports.c.words)

        async def work(connection: AsyncConnection) -> list[Report]:
            newest = select(*columns).order_by(reports.c.id.desc()).limit(most)
            return [Report(*row) for row in await connection.execute(newest)]

        return await self.batch.run(work)

    async def migrate(self, old: int, new: int) -> None:
        await self.set_language(new, await self.language(old))
        await self.set_watch(new, await self.watch(old))
        await self.forget(old, 0)

    async def forget(self, chat: int, user: int) -> None:
        for key in tuple(self._known):
            if chat in key[1:] or (key[0] == "topic" and key[1].startswith(f"{chat}:")):
                self._known.drop(key)
        _look_again()

        async def work(connection: AsyncConnection) -> None:
            for table in (chats, answers, claims, posted):
                await connection.execute(delete(table).where(table.c.chat == chat))
            theirs = (antecedents.c.chat == chat) & (antecedents.c.person == user)
            await connection.execute(delete(antecedents).where(theirs))

        await self.batch.run(work)

    async def count_gap(self, reason: str, reading: str) -> None:
        self.batch.leave(self._gap, {"reason": reason, "reading": reading[:256], "times": 1})

    async def most_wanted(self, most: int = 50) -> list[tuple[str, str, int]]:
        """Return the gaps that people hit most: reason, canonical reading, how often."""

        async def work(connection: AsyncConnection) -> list[tuple[str, str, int]]:
            ranked = select(gaps.c.reason, gaps.c.reading, gaps.c.times).order_by(gaps.c.times.desc()).limit(most)
            return [(row[0], row[1], row[2]) for row in await connection.execute(ranked)]

        return await self.batch.run(work)

    async def prune(self) -> None:
        """Forget what has expired."""

        async def work(connection: AsyncConnection) -> None:
            for table, life in LIFE.items():
                await connection.execute(delete(table).where(table.c.at < time.time() - life))

        await self.batch.run(work)

    async def _chat(self, chat: int) -> tuple[Any, ...] | None:
        rows: tuple[Any, ...] | None = await self._read(
            ("chat", chat), _CHAT, chat, lambda rows: tuple(rows[0][1:]) if rows else None
        )
        return rows

    @property
    def is_far(self) -> bool:
        """Whether asking several things at once is worth the trouble: not of a file."""
        return self.batch.thread is None

    async def warm(self, chat: int, person: int) -> None:
        """Look up what the answer to an update is likely to need, all in one transaction."""
        await asyncio.gather(self._chat(chat), self.antecedent(chat, person))

    async def _read(self, name: tuple[Any, ...], lookup: Lookup, key: Any, read: Any) -> Any:
        """Ask the database, once an update; where it is gone, say what was known last."""
        hand = current()
        if hand and name in hand.looked_up:
            return hand.looked_up[name]
        try:
            value = read(await self.batch.read(lookup, key))
        except UnavailableError:
            return self._known.get(name)
        if value is None:
            value = self._known.get(name) if name[0] != "chat" else None
        else:
            self._known.put(name, value)
        if hand:
            hand.looked_up[name] = value
        return value

    def _learn(self, name: tuple[Any, ...], value: Any) -> None:
        """Remember what was just written."""
        self._known.put(name, value)
        if hand := current():
            hand.looked_up[name] = value


def _look_again() -> None:
    """Forget what was looked up for the update in hand: a setting has changed."""
    if hand := current():
        hand.looked_up.clear()


@contextlib.asynccontextmanager
async def opened(address: str) -> AsyncIterator[Store]:
    """Open the state in the database at an address."""
    batch = Batch(open_engine(address), migrate, open_thread(address))
    await batch.open()
    try:
        yield Store(batch)
    finally:
        await batch.close()
