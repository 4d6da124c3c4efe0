"""A call of a method: what came, who answers it, what was answered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.localapi.errors import ApiError
    from bot.localapi.records import Bot, Chat
    from bot.localapi.store import World

Json = dict[str, Any]


@dataclass(eq=False, slots=True)
class Call:
    """One call by a bot.

    Args:
        args: The parameters, checked and typed; before that, as they came.
        files: Uploaded parts by their names.
        perform: Does another call, for what a webhook's answer asks.
    """

    world: World
    bot: Bot
    method: str
    args: Json
    perform: Callable[[Bot, str, Json], Awaitable[object]]
    files: dict[str, bytes] = field(default_factory=dict)
    result: Any = None
    error: ApiError | None = None

    @property
    def ok(self) -> bool:
        """Whether Telegram did what was asked."""
        return self.error is None

    def chat(self, *, write: bool = True) -> Chat:
        """Return the chat of `chat_id`, if the bot may act there."""
        return self.world.open_chat(self.bot, self.args["chat_id"], write=write)

    def json(self) -> Json:
        """Return the call as the control interface shows it."""
        answer = {"error": self.error.json()} if self.error else {"result": self.result}
        return {"bot": self.bot.id, "method": self.method, "args": self.args, "files": sorted(self.files)} | answer


HANDLERS: dict[str, Callable[[Call], Any]] = {}


def handles(*methods: str) -> Callable[[Callable[[Call], Any]], Callable[[Call], Any]]:
    """Register the function that does one method, or several that are alike."""

    def register(function: Callable[[Call], Any]) -> Callable[[Call], Any]:
        HANDLERS.update(dict.fromkeys(methods, function))
        return function

    return register


class Outbox:
    """Every call the bots made, in order; polls are left out."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._seen = 0
        self._more = asyncio.Event()

    def add(self, call: Call) -> None:
        """Record a call that was answered."""
        self.calls.append(call)
        self._more.set()

    def to(self, *methods: str) -> list[Call]:
        """Return all calls of some methods."""
        return [call for call in self.calls if call.method in methods]

    async def next(self, *methods: str, within: float = 5) -> Call:
        """Wait for the next call (of some methods, if they are named) and pass over those before it.

        Raises:
            TimeoutError: None came.
        """
        async with asyncio.timeout(within):
            while True:
                while self._seen < len(self.calls):
                    self._seen += 1
                    if not methods or self.calls[self._seen - 1].method in methods:
                        return self.calls[self._seen - 1]
                self._more.clear()
                await self._more.wait()

    async def silent(self, seconds: float = 0.2) -> bool:
        """Pass over the calls so far and tell whether none comes for a while."""
        self._seen = len(self.calls)
        try:
            await self.next(within=seconds)
        except TimeoutError:
            return True
        return False
