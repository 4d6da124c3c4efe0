"""How fast a chat may be written to, and pauses that Telegram asks for; in this process."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

MANY = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate that allows a burst.

    Attributes:
        seconds: Between two messages, in the long run.
        burst: Messages that may come at once after a rest.
    """

    seconds: float
    burst: int


# Telegram's advice ("Bots FAQ"): about one message a second in a chat, twenty a minute in a group; short bursts pass.
PRIVATE, GROUP = Rate(1.0, 20), Rate(3.0, 20)


def rate_of(chat: str) -> Rate | None:
    """Return the rate of a chat; none for what is not counted. Groups have negative numbers, channels names."""
    if not chat:
        return None
    return GROUP if chat.startswith(("-", "@")) else PRIVATE


@dataclass
class Pace:
    """Counts messages by the generic cell rate algorithm (ITU-T I.371): one time a chat, and no timer."""

    _due: dict[str, float] = field(default_factory=dict)
    _held: dict[str, float] = field(default_factory=dict)
    _room: int = field(default_factory=lambda: MANY)

    def turn(self, chat: str, rate: Rate | None) -> float:
        """Count a message.

        Returns:
            Seconds that it must wait, for the rate and for a pause.
        """
        now = time.monotonic()
        self._forget(now)
        wait = max(0.0, self._held.get(chat, 0.0) - now)
        if rate:
            due = max(self._due.get(chat, 0.0), now)
            self._due[chat] = due + rate.seconds
            wait = max(wait, due - now - rate.seconds * (rate.burst - 1))
        return wait

    def admit(self, who: str, rate: Rate) -> bool:
        """Count a message that comes in, unless there are too many; those that are turned away are not counted."""
        now = time.monotonic()
        self._forget(now)
        due = max(self._due.get(who, 0.0), now)
        if due - now > rate.seconds * (rate.burst - 1):
            return False
        self._due[who] = due + rate.seconds
        return True

    def hold(self, chat: str, seconds: float) -> None:
        """Let nothing out to a chat for some seconds."""
        now = time.monotonic()
        self._forget(now)
        self._held[chat] = max(self._held.get(chat, 0.0), now + seconds)

    def left(self, chat: str) -> float:
        """Return the seconds that a pause of a chat still takes."""
        return max(0.0, self._held.get(chat, 0.0) - time.monotonic())

    def _forget(self, now: float) -> None:
        """Forget what is over, once much has gathered: twice what was left last time, so that looking stays cheap."""
        if len(self._due) + len(self._held) <= self._room:
            return
        for kept in (self._due, self._held):
            for key in [key for key, until in kept.items() if until < now]:
                del kept[key]
        self._room = max(MANY, 2 * (len(self._due) + len(self._held)))

    def clear(self) -> None:
        """Forget everything."""
        self._due.clear()
        self._held.clear()
