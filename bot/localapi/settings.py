"""What tests may change about the server."""

from __future__ import annotations

from dataclasses import dataclass, field

# Answers later than this many seconds are refused. The numbers are unpublished: apps give up after 10 to 15 s.
DEADLINES = {"callback": 15, "inline": 15, "guest": 15}
# Seconds that an undelivered update is kept; a day for those not named.
LIFE = {"inline_query": 30, "callback_query": 150, "chosen_inline_result": 600}


@dataclass(slots=True)
class Settings:
    """How this server differs from Telegram's; may be changed while it runs.

    Args:
        local: Take webhooks on plain HTTP and on any port, as Telegram's own server does with --local.
        without: Methods that this server does not have, as one of an older version.
        newer: Know what Bot API 10.2 and 10.3 have added; else such parameters are refused.
        accepted: Parameters of newer versions that are let through and have no effect.
        deadlines: Seconds in which a query of each kind must be answered.
        life: Seconds that an update of each kind waits to be delivered.
        response_time: Seconds that a webhook's server has for its answer, for webhooks set from now on.
    """

    local: bool = True
    without: set[str] = field(default_factory=set)
    newer: bool = True
    accepted: set[str] = field(default_factory=set)
    deadlines: dict[str, float] = field(default_factory=lambda: dict(DEADLINES))
    life: dict[str, float] = field(default_factory=lambda: dict(LIFE))
    response_time: float = 60
