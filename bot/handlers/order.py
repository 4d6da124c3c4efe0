"""The order of updates: one after another within a chat, side by side across chats."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

MOST = 10_000


class InOrder(BaseUpdateProcessor):
    """Hands updates to the handlers.

    A chat that has to wait, because Telegram asks for a pause, holds up nobody else. Of the inline queries that one
    person types, those that were overtaken by a newer one are dropped: nobody would see their answers.
    """

    __slots__ = ("_locks", "_newest", "_waiting")

    def __init__(self, most: int = MOST) -> None:
        super().__init__(most)
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: Counter[str] = Counter()
        self._newest: dict[str, int] = {}

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: whoever handed updates in waits for them."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update when those before it in its chat are done."""
        place, number = place_of(update), update.update_id if isinstance(update, Update) else 0
        self._waiting[place] += 1
        self._newest[place] = max(number, self._newest.get(place, 0))
        try:
            async with self._locks.setdefault(place, asyncio.Lock()):
                if not (place.startswith("inline ") and number < self._newest[place]):
                    await coroutine
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # an update that was dropped or cancelled; otherwise it does nothing
            self._waiting[place] -= 1
            if not self._waiting[place]:
                del self._waiting[place], self._locks[place], self._newest[place]


def place_of(update: object) -> str:
    """Name where an update belongs: its chat, or the person who types an inline query or presses a card's button."""
    if not isinstance(update, Update):
        return ""
    if update.inline_query:
        return f"inline {update.inline_query.from_user.id}"
    if update.effective_chat:
        return f"chat {update.effective_chat.id}"
    return f"user {update.effective_user.id}" if update.effective_user else ""
