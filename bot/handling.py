"""One update being handled: which messages it has led to, so that a second attempt sends none of them again."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from bot import metrics
from bot.batch import UnavailableError
from bot.journal import Journal
from bot.reply import Reply
from bot.timing import listening

Json = dict[str, Any]

SENDS = ("send", "forward", "copy")  # methods that show something new; doing others twice changes nothing
SILENT = frozenset({"sendChatAction", "sendMessageDraft"})


@dataclass
class Handling:
    """The handling of an update.

    Attributes:
        number: The update's id.
        steps: Messages that an earlier attempt sent: chat and number, by step.
        stage: How far it is: `received derived sent`; what is done with is `confirmed` while Telegram is being told.
        recorded: Whether it may be confirmed to Telegram already.
        failed: Whether the last message did not get out, for a reason that passes.
        again: Whether the update is tried again then.
        held: Is done when its answer has to wait for the chat's turn; made by whoever wants to know.
        looked_up: What the database was asked for its answer.
        request: Names this attempt in the log.
        reply: What was replied, if it was about figures.
        spent: Seconds by step.
        began: When the attempt began.
    """

    number: int
    journal: Journal | None = None
    steps: dict[int, tuple[int, int]] = field(default_factory=dict)
    stage: str = ""
    recorded: bool = False
    failed: bool = False
    again: bool = False
    held: asyncio.Future[None] | None = None
    looked_up: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    request: str = field(default_factory=lambda: secrets.token_hex(4))
    reply: Reply | None = None
    spent: dict[str, float] = field(default_factory=dict)
    began: float = field(default_factory=time.perf_counter)
    _step: int = 0
    _writing: asyncio.Future[None] | None = None

    def enter(self, stage: str) -> None:
        """Come to a stage, or with an empty one to the end."""
        self._count(-1)
        self.stage = stage
        self._count(1)

    def record(self) -> None:
        """Note that it is recorded."""
        self._count(-1)
        self.recorded = True
        self._count(1)

    def hold(self) -> None:
        """Note that its answer has to wait for the chat's turn."""
        if self.held and not self.held.done():
            self.held.set_result(None)

    async def begin(self, method: str) -> Json | None:
        """Begin a call; return what it led to if an earlier attempt made it."""
        if not _counts(method):
            return None
        self.enter("derived")
        await self._written()
        self._step += 1
        if self._step not in self.steps:
            return None
        metrics.REPEATED.inc()
        chat, message = self.steps[self._step]
        kind = "private" if chat > 0 else "supergroup"
        return {"message_id": message, "date": 0, "chat": {"id": chat, "type": kind}}

    def end(self, method: str, result: Any) -> None:
        """Remember what a call led to; it is written while the next one is prepared."""
        if method.startswith("edit"):
            self.failed = False
        if not _counts(method):
            return
        self.enter("sent")
        self.failed = False
        if self.journal and isinstance(result, dict) and "message_id" in result and "chat" in result:
            step = self.journal.step(self.number, self._step, result["chat"]["id"], result["message_id"])
            self._writing = asyncio.ensure_future(step)
            self._writing.add_done_callback(_seen)

    def give_up(self, method: str) -> None:
        """Note that a call failed for a reason that passes."""
        if _counts(method) or method.startswith("edit"):
            self.failed = True

    def _count(self, change: int) -> None:
        if self.stage:
            metrics.OPEN.labels(self.stage, "yes" if self.recorded else "no").inc(change)

    async def _written(self) -> None:
        if self._writing:
            with contextlib.suppress(UnavailableError):
                await self._writing


def _seen(done: asyncio.Future[None]) -> None:
    """Take note of an error that may have nobody else to be told to: the write is kept for later."""
    if not done.cancelled():
        done.exception()


_current: ContextVar[Handling | None] = ContextVar("handling", default=None)


def current() -> Handling | None:
    """Return the handling of the update that this task is about."""
    return _current.get()


def note(reply: Reply) -> Reply:
    """Note what is replied to the update at hand; where several are tried, the last one counts."""
    if one := current():
        one.reply = reply
    return reply


@contextlib.contextmanager
def handling(one: Handling) -> Iterator[Handling]:
    """Handle an update."""
    token = _current.set(one)
    try:
        with listening(one.spent):
            yield one
    finally:
        one.enter("")
        _current.reset(token)


def _counts(method: str) -> bool:
    return method.startswith(SENDS) and method not in SILENT
