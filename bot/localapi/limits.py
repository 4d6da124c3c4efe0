"""Telegram's rates, as far as they are known."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.localapi.errors import behaviour, rule

if TYPE_CHECKING:
    from bot.localapi.calls import Call

_RATE = rule(
    "rate",
    "FAQ: My bot is hitting limits, how do I avoid this?; Bot API: ResponseParameters, retry_after",
    "retry after {seconds}",
    code=429,
    guess="number",
    border=True,
)
behaviour(
    "rate-uncounted",
    "FAQ: My bot is hitting limits, how do I avoid this?",
    "Answers to queries and actions count for nothing.",
    guess="all",
)

# Edits count as messages do; answers to queries and actions do not.
COUNTED = ("send", "edit")
NOT_COUNTED = {"sendChatAction", "sendMessageDraft"}


@dataclass(slots=True)
class Bucket:
    """Tokens that fill at a rate up to a burst."""

    rate: float
    burst: float
    level: float
    at: float

    def wait(self, now: float) -> float:
        """Return the seconds until a token is there."""
        self.level = min(self.burst, self.level + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1 - self.level) / self.rate)


@dataclass(slots=True)
class Limits:
    """The rates: tokens a second and the burst, for one chat, one group and all of a bot.

    The numbers are Telegram's advice (1 a second a chat, 20 a minute a group, 30 a second in all); bursts are ours.
    """

    enabled: bool = False
    chat: tuple[float, float] = (1, 5)
    group: tuple[float, float] = (20 / 60, 20)
    overall: tuple[float, float] = (30, 30)
    _buckets: dict[tuple[int, str], Bucket] = field(default_factory=dict)

    def check(self, call: Call) -> None:
        """Count a call.

        Raises:
            ApiError: 429, a rate is exceeded; such a call is not counted.
        """
        if not self.enabled or not call.method.startswith(COUNTED) or call.method in NOT_COUNTED:
            return
        now = call.world.clock.now()
        chat_id = call.args.get("chat_id", call.args.get("inline_message_id", ""))
        rates = {"": self.overall, f"chat {chat_id}": self.chat}
        if str(chat_id).startswith("-"):
            rates[f"group {chat_id}"] = self.group
        buckets = [
            self._buckets.setdefault((call.bot.id, name), Bucket(rate, burst, burst, now))
            for name, (rate, burst) in rates.items()
        ]
        if wait := max(bucket.wait(now) for bucket in buckets):
            raise _RATE.broken(seconds=math.ceil(wait), parameters={"retry_after": math.ceil(wait)})
        for bucket in buckets:
            bucket.level -= 1
