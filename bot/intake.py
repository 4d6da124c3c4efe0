"""Where updates come in, by polling or by webhook: none is lost, and none is answered twice.

An update is confirmed to Telegram once its answer is out, or once it is recorded; which of the two is a matter of
time: a quick answer needs no recording. What a killed process leaves behind is either delivered again by Telegram, or
lies recorded and is taken over; in both cases the journal tells what was sent already.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import Any

import structlog
from telegram import Update

from bot import metrics, tally
from bot.admission import Admission, Admitted
from bot.batch import UnavailableError
from bot.handlers import App
from bot.handlers.order import place_of
from bot.handling import Handling, handling
from bot.journal import Journal, Seen, Waiting
from bot.ratelimit import name_of
from bot.shared import Shared
from bot.state import Bounded
from bot.wire import read_json

log = structlog.get_logger(__name__)

GRACE = 0.5  # seconds that an answer may take before its update is recorded
DEADLINE = 25.0  # seconds that Telegram is kept waiting where it can't be recorded
SWEEP = 1.0  # seconds between two looks for updates that nobody has in hand
PRUNE = 3600.0
FAREWELL = 10.0  # seconds for what is still being answered when the bot is told to stop
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0  # seconds before an update is tried again: whoever asked still waits
STALE = 60.0  # seconds after which nobody waits for the answer to a query any more
QUERIES = ("inline_query", "callback_query", "guest_message")
MANY_DONE = 100_000
MOST_AT_WORK = 64  # updates at work beyond which no others are taken over
CROWD = 2  # updates of one chat that are waited for; the others are recorded at once


class Taken(Enum):
    """What became of an update."""

    ANSWERED = "answered"
    RECORDED = "recorded"
    BUSY = "busy"  # another process has its chat in hand
    REFUSED = "refused"  # it is not answered yet, and can't be recorded
    DROPPED = "dropped"  # it is one of too many


@dataclass(eq=False)
class Open:
    """An update that is being handled."""

    update: Update
    body: Callable[[], str]
    place: str
    attempts: int = 0
    excess: bool = False
    handling: Handling = field(default_factory=lambda: Handling(0))
    task: asyncio.Task[Taken] = field(init=False)

    @property
    def recorded(self) -> bool:
        """Whether it may be confirmed to Telegram."""
        return self.handling.recorded

    @property
    def is_query(self) -> bool:
        """Whether somebody waits for it who has no patience."""
        return bool(self.update.inline_query or self.update.callback_query or self.update.guest_message)


class Intake:
    """The intake of one process.

    Args:
        application: Handles updates.
        journal: Remembers them.
        shared: What other processes have in hand.
        prune: Forgets what else has expired.
        admission: Turns away what is too much; all is let in if not given.
        warm: Looks up what an answer will need, of a chat and a person; where that is far, it is asked together.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what an intake stands between
        self,
        application: App,
        journal: Journal,
        shared: Shared,
        prune: Callable[[], Awaitable[None]] | None = None,
        admission: Admission | None = None,
        warm: Callable[[int, int], Awaitable[None]] | None = None,
    ) -> None:
        self.application, self.journal, self.shared, self._prune = application, journal, shared, prune
        self.admission, self._warm_up = admission, warm
        self.opened: dict[int, Open] = {}
        self.crowds: Counter[str] = Counter()
        self._done = Bounded[int, bool](MANY_DONE)  # known also while the database is gone
        self._let_in = Bounded[int, bool](MANY_DONE)
        self.started = self.closing = False
        self._sweeper: asyncio.Task[None] | None = None
        self._pruned = time.monotonic()

    async def start(self, *, alone: bool) -> None:
        """Take over what an earlier process left, and look for such from now on.

        Args:
            alone: This is the only process with this database.
        """
        metrics.QUEUE.labels("updates").set_function(lambda: len(self.opened))
        metrics.QUEUE.labels("operations").set_function(lambda: self.journal.batch.depth)
        self.started = True
        with contextlib.suppress(UnavailableError):
            await self._adopt(alone=alone)
        self._sweeper = asyncio.create_task(self._sweep())

    async def close(self) -> list[int]:
        """Let what was begun come to its end.

        Returns:
            The updates that did not, and are not recorded.
        """
        self.closing = True
        if self._sweeper:
            self._sweeper.cancel()
        tasks = {one.task: one for one in self.opened.values()}
        late: set[asyncio.Task[Taken]] = set()
        if tasks:
            _done, late = await asyncio.wait(tasks, timeout=FAREWELL)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
            log.warning("some updates were left unanswered", updates=len(late))
        with contextlib.suppress(UnavailableError):
            await self.journal.release()
        return [tasks[task].update.update_id for task in late if not tasks[task].recorded]

    def open(
        self,
        update: Update,
        body: Callable[[], str],
        *,
        attempts: int = 0,
        recorded: bool = False,
        excess: bool = False,
    ) -> Open:
        """Begin to handle an update; one that is being handled already is not begun again."""
        number = update.update_id
        if known := self.opened.get(number):
            return known
        handling = Handling(number, self.journal, recorded=recorded)
        one = Open(update, body, place_of(update)[:64], attempts, excess, handling)
        one.handling.again = not one.is_query
        self.opened[number] = one
        self.crowds[one.place] += 1
        one.task = asyncio.create_task(self._handled(one))
        return one

    def confirming(self, change: int) -> None:
        """Count updates that are done with, and whose confirmation is on its way to Telegram."""
        metrics.OPEN.labels("confirmed", "no").inc(change)

    async def take(self, update: Update, body: Callable[[], str]) -> Taken:
        """Handle an update; return when it may be confirmed, or can't be."""
        if self._done.get(update.update_id):
            return Taken.ANSWERED
        admitted = await self._admitted(update)
        if admitted is Admitted.OUT:
            tally.count_dropped(update, Taken.DROPPED.value)
            return Taken.DROPPED
        one = self.open(update, body, excess=admitted is Admitted.TOLD)
        await self._waited(one)
        if not one.task.done() and await self.record(one):
            return Taken.RECORDED
        if not one.task.done():
            await asyncio.wait({one.task}, timeout=DEADLINE)
        if not one.task.done() or one.task.cancelled():
            return Taken.REFUSED
        return one.task.result()

    async def _admitted(self, update: Update) -> Admitted:
        """Tell whether an update is let in; one that was comes again as often as it has to."""
        if not self.admission or update.update_id in self.opened or self._let_in.get(update.update_id):
            return Admitted.IN
        admitted = await self.admission.admit(update)
        if admitted is Admitted.IN:
            self._let_in.put(update.update_id, True)  # noqa: FBT003 - a set that is bounded
        return admitted

    async def _waited(self, one: Open) -> None:
        """Wait for an answer, if it may be a quick one."""
        if one.is_query:
            await asyncio.wait({one.task}, timeout=DEADLINE)
        elif self.crowds[one.place] <= CROWD:
            held = one.handling.held = one.handling.held or asyncio.get_running_loop().create_future()
            await asyncio.wait({one.task, held}, timeout=GRACE, return_when=asyncio.FIRST_COMPLETED)

    async def record(self, one: Open) -> bool:
        """Record an update that is still being handled; tell whether it was possible."""
        if one.recorded:
            return True
        try:
            await self.journal.record(one.update.update_id, one.place, one.body(), attempts=one.attempts)
        except UnavailableError:
            return False
        one.handling.record()
        return True

    async def _handled(self, one: Open) -> Taken:
        taken = Taken.REFUSED
        try:
            with handling(one.handling):
                one.handling.enter("received")
                taken = await self._handle(one)
        except Exception as error:  # noqa: BLE001 - coming again and again, it would block its chat
            taken = Taken.ANSWERED
            log.error("an update was not handled", error=name_of(error), update=one.update.update_id)  # noqa: TRY400
        finally:
            tally.count(one.update, one.handling, taken.value)
            del self.opened[one.update.update_id]
            self.crowds[one.place] -= 1
            if not self.crowds[one.place]:
                del self.crowds[one.place]
        return taken

    async def _handle(self, one: Open) -> Taken:
        if not await self.shared.enter(one.place):
            return await self._put_off(one, SWEEP) if one.recorded else Taken.BUSY
        try:
            return await self._looked_up(one)
        finally:
            await self.shared.leave(one.place)

    async def _looked_up(self, one: Open) -> Taken:
        """Handle an update unless that was done.

        Whether it was is asked with the chat in hand: before that another process might be about to finish it.
        """
        number, seen = one.update.update_id, Seen()
        with contextlib.suppress(UnavailableError):
            if self._warm_up:
                seen, _ = await asyncio.gather(self.journal.seen(number, one.place), self._warm(one))
            else:
                seen = await self.journal.seen(number, one.place)
        if seen.handled:
            return Taken.ANSWERED
        if seen.owner and seen.owner != self.journal.owner:
            return Taken.RECORDED
        if seen.ahead:
            return await self._put_off(one, SWEEP) if one.recorded else Taken.BUSY
        one.handling.steps = seen.steps
        processor = self.application.update_processor
        await processor.process_update(one.update, self._act_on(one))
        if one.handling.failed and one.handling.again:
            log.warning("an answer did not get out, it is tried again", update=number, attempts=one.attempts)
            return await self._put_off(one, min(FIRST_PAUSE * 2 ** min(one.attempts, 9), LONGEST_PAUSE))
        self._done.put(number, True)  # noqa: FBT003 - a set that is bounded
        with contextlib.suppress(UnavailableError):
            await self.journal.finish(number)
        return Taken.ANSWERED

    async def _warm(self, one: Open) -> None:
        """Look up what the answer will need in the same transaction, unless an earlier update may yet change it."""
        chat, person = one.update.effective_chat, one.update.effective_user
        if self._warm_up and chat and self.crowds[one.place] == 1:
            await self._warm_up(chat.id, person.id if person else 0)

    def _act_on(self, one: Open) -> Coroutine[Any, Any, None]:
        """Return what is to be done with an update."""
        if self.admission and one.excess:
            return self.admission.turn_away(one.update)
        return self.application.process_update(one.update)

    async def _put_off(self, one: Open, seconds: float) -> Taken:
        """Have an update tried again later, by whoever is free then."""
        try:
            await self.journal.record(
                one.update.update_id, one.place, one.body(), attempts=one.attempts, put_off=seconds
            )
        except UnavailableError:
            return Taken.REFUSED
        one.handling.record()
        return Taken.RECORDED

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            try:
                if recorded := [number for number, one in self.opened.items() if one.recorded]:
                    await self.journal.renew(recorded)
                await self._adopt()
                if time.monotonic() - self._pruned > PRUNE:
                    self._pruned = time.monotonic()
                    await self.journal.prune()
                    if self._prune:
                        await self._prune()
            except UnavailableError:
                continue
            except Exception as error:  # noqa: BLE001 - the next look may succeed
                log.error("looking after recorded updates failed", error=name_of(error))  # noqa: TRY400

    async def _adopt(self, *, alone: bool = False) -> None:
        room = MOST_AT_WORK - len(self.opened)
        if room <= 0:
            return
        for waiting in await self.journal.adopt(room, alone=alone):
            if waiting.id in self.opened:
                continue
            metrics.ADOPTED.inc()
            update = self._read(waiting)
            if update is None:
                await self.journal.finish(waiting.id)
            else:
                self.open(update, partial(str, waiting.body), attempts=waiting.attempts, recorded=True)

    def _read(self, waiting: Waiting) -> Update | None:
        """Return a recorded update, unless nobody waits for its answer any more."""
        data = read_json(waiting.body.encode())
        if time.time() - waiting.at > STALE and any(kind in data for kind in QUERIES):
            return None
        return Update.de_json(data, self.application.bot)
