"""What goes wrong on the way: ordered by tests, happening to the next calls or at set rates.

Nothing of it is a rule of Telegram's: it is the network, and a server in trouble. That the same update may come twice is
stated ("Bot API: Update, update_id"), that updates of different chats overtake each other too ("telegram.md: Limits").
"""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from bot.localapi.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["error", "timeout", "reset", "malformed", "lost", "delay"]
Json = dict[str, Any]

DESCRIPTIONS = {429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway"}
REMEMBERED = 100  # updates that may come once more


@dataclass(slots=True)
class Fault:
    """One fault.

    Args:
        kind: `error` answers with `code`; `timeout` answers nothing for `seconds`; `reset` cuts the connection;
            `malformed` answers 200 with half a JSON text; `lost` does what was asked and then cuts the connection,
            so that the bot cannot know; `delay` does it after `seconds`.
        method: The method it happens to, `*` for any but getUpdates.
        times: How many calls it happens to.
        retry_after: Seconds, with code 429.
    """

    kind: Kind = "error"
    method: str = "*"
    times: int = 1
    code: int = 500
    description: str = ""
    retry_after: int = 0
    seconds: float = 60

    def error(self) -> ApiError:
        """Return the refusal of an `error` fault."""
        said = self.description or DESCRIPTIONS.get(self.code, f"Error {self.code}")
        if self.retry_after:
            asked = {"retry_after": self.retry_after}
            return ApiError(self.code, f"{said}: retry after {self.retry_after}", asked)
        return ApiError(self.code, said)


@dataclass(slots=True)
class Storm:
    """Faults at set rates, each drawn by itself: two of 0.2 leave 0.64 of the calls in peace.

    Args:
        throttled: Share of calls that get a 429 with `retry_after`; the next five are shares of calls too.
        failed: 500.
        timeout: No answer for `seconds`.
        reset: A cut connection.
        malformed: Half a JSON text.
        lost: Done, and then a cut connection.
        twice: Share of updates that come once more, in the same answer or a later one; of deliveries that are repeated.
        disorder: Share of polls whose updates come in any order; of deliveries that are overtaken by other chats'.
        polls: Whether getUpdates is a call like others.
        retry_after: Seconds of a 429.
        seconds: How long a time-out takes, and how long a delivery is held back at most.
        seed: Makes the weather the same each time.
    """

    throttled: float = 0
    failed: float = 0
    timeout: float = 0
    reset: float = 0
    malformed: float = 0
    lost: float = 0
    twice: float = 0
    disorder: float = 0
    polls: bool = True
    retry_after: int = 1
    seconds: float = 1
    seed: int = 0
    _random: random.Random = field(init=False)
    _delivered: deque[Json] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - not a secret

    def strikes(self, rate: float) -> bool:
        """Draw whether something with this rate happens now."""
        return self._random.random() < rate

    def fault(self, method: str) -> Fault | None:
        """Draw the fault of a call."""
        if method == "getUpdates" and not self.polls:
            return None
        if self.strikes(self.throttled):
            return Fault(code=429, retry_after=self.retry_after)
        if self.strikes(self.failed):
            return Fault(code=500)
        kinds: tuple[tuple[Kind, float], ...] = (
            ("timeout", self.timeout),
            ("reset", self.reset),
            ("malformed", self.malformed),
            ("lost", self.lost),
        )
        for kind, rate in kinds:
            if self.strikes(rate):
                return Fault(kind, seconds=self.seconds)
        return None

    def updates(self, given: Sequence[Json]) -> list[Json]:
        """Return the answer to a poll: some updates twice, some of an earlier answer again, in some order."""
        shown = [one for one in given for _ in range(1 + self.strikes(self.twice))]
        if self._delivered and self.strikes(self.twice):
            shown.append(self._random.choice(self._delivered))
        self._delivered.extend(given)
        if self.strikes(self.disorder):
            self._random.shuffle(shown)
        return shown

    def pause(self) -> float:
        """Return the seconds that a delivery is held back."""
        return self._random.random() * self.seconds if self.strikes(self.disorder) else 0


class Faults:
    """The faults still to happen, in the order in which they were added; and the weather."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []
        self.storm = Storm()

    def add(self, fault: Fault) -> None:
        """Order a fault."""
        self.waiting.append(fault)

    def take(self, method: str) -> Fault | None:
        """Return the fault that happens to this call."""
        for fault in self.waiting:
            if fault.method == method or (fault.method == "*" and method != "getUpdates"):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return self.storm.fault(method)
