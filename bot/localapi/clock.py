"""The time of the local Bot API: real, but tests may move it."""

from __future__ import annotations

import asyncio
import contextlib
import time


class Clock:
    """Seconds since 1970 that can be advanced, so that a test never waits for a deadline.

    Everything with a deadline (updates, queries, pauses between deliveries, rate limits) asks this clock.
    """

    def __init__(self) -> None:
        self._shift = 0.0
        self._moved = asyncio.Event()

    def now(self) -> float:
        """Return the time as the server sees it."""
        return time.time() + self._shift

    def advance(self, seconds: float) -> None:
        """Move the time forward and wake whoever waits for it."""
        self._shift += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    async def sleep_until(self, at: float) -> None:
        """Wait until `at`, by waiting or by being moved there."""
        while (left := at - self.now()) > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), left)
