"""A bot's updates: kept until they are confirmed, delivered or too old."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.localapi.errors import behaviour, rule
from bot.localapi.methods import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from bot.localapi.clock import Clock
    from bot.localapi.errors import Rule

# "Bot API: Update", in its order.
KINDS = words(
    "message edited_message channel_post edited_channel_post business_connection business_message "
    "edited_business_message deleted_business_messages guest_message message_reaction message_reaction_count "
    "inline_query chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media "
    "poll poll_answer my_chat_member chat_member chat_join_request chat_boost removed_chat_boost managed_bot"
)
# "Specify an empty list to receive all update types except …" ("Bot API: getUpdates").
DEFAULT_KINDS = frozenset(KINDS) - {"chat_member", "message_reaction", "message_reaction_count"}

DAY = 86_400
MAX_LIMIT, MAX_TIMEOUT = 100, 50  # [srv] process_get_updates_query: larger values are cut, not refused

OTHER_POLLER = rule(
    "poll-other",
    "[srv] process_get_updates_query; telegram.md: Limits",
    "terminated by other getUpdates request; make sure that only one bot instance is running",
    code=409,
    border=True,
)
WEBHOOK_SET = rule(
    "poll-webhook",
    "Bot API: getUpdates; [srv] do_set_webhook",
    "terminated by setWebhook request",
    code=409,
    border=True,
)
behaviour(
    "offset-confirms",
    "Bot API: getUpdates, offset",
    "An update is confirmed by a call with an offset above its id.",
    border=True,
)
behaviour(
    "offset-negative", "Bot API: getUpdates, offset", "A negative offset keeps the last updates only.", border=True
)
behaviour("offset-future", "[srv] do_get_updates", "An offset above the next id is as good as none.", border=True)
behaviour(
    "limit-cut", "Bot API: getUpdates, limit; [srv] process_get_updates_query", "A limit is cut to 1-100.", border=True
)
behaviour(
    "timeout-cut",
    "Bot API: getUpdates, timeout; [srv] process_get_updates_query",
    "A timeout is cut to 50 seconds.",
    border=True,
)
behaviour(
    "kinds-remembered",
    "Bot API: getUpdates, allowed_updates",
    "The last list holds until another is given; an empty one means the default.",
)
behaviour(
    "kinds-later", "Bot API: getUpdates, allowed_updates", "Updates that wait already are delivered all the same."
)
behaviour("kinds-unknown", "[srv] get_allowed_update_types", "A kind that the server does not know is no error.")
behaviour(
    "update-life",
    "Bot API: Update; telegram.md: Limits",
    "An update is kept for a day, the answers to queries' deadlines shorter.",
    border=True,
)


@dataclass(frozen=True, slots=True)
class Pending:
    """One undelivered update; `queue` names those that a webhook must get one after another."""

    id: int
    kind: str
    body: dict[str, Any]
    expires: float
    queue: str

    def json(self) -> dict[str, Any]:
        """Return the Update."""
        return {"update_id": self.id, self.kind: self.body}


def _nobody(_update: Pending) -> None:
    """Stand in for the webhook where there is none."""


class Updates:
    """The queue of one bot.

    Args:
        life: Seconds that an update of each kind is kept.
        first: The id of its first update.
    """

    def __init__(self, clock: Clock, life: Mapping[str, float], first: int) -> None:
        self.clock, self.life = clock, life
        self.allowed = DEFAULT_KINDS
        self.arrived: Callable[[Pending], None] = _nobody
        self._next = first
        self._waiting: dict[int, Pending] = {}
        self._poll: asyncio.Future[Rule | None] | None = None

    def allow(self, kinds: Collection[str] | None) -> None:
        """Remember the wanted kinds: none named keeps the last list, an empty list means the default ones."""
        if kinds is not None:
            # A name that the server does not know is no error [srv].
            self.allowed = frozenset(kinds) & frozenset(KINDS) or DEFAULT_KINDS

    def add(self, kind: str, body: dict[str, Any], queue: str) -> int:
        """Queue an update, unless its kind is not wanted.

        Returns:
            Its id, 0 if it was dropped.
        """
        if kind not in self.allowed:
            return 0
        update = Pending(self._next, kind, body, self.clock.now() + self.life.get(kind, DAY), queue)
        self._waiting[update.id] = update
        self._next += 1
        self.end_poll()
        self.arrived(update)
        return update.id

    def pending(self) -> list[Pending]:
        """Return what is still to be delivered; what is too old is gone."""
        now = self.clock.now()
        self._keep([update for update in self._waiting.values() if update.expires > now])
        return list(self._waiting.values())

    def holds(self, update: Pending) -> bool:
        """Tell whether an update is still to be delivered."""
        return update.id in self._waiting and update.expires > self.clock.now()

    def forget(self, update: Pending) -> None:
        """Drop a delivered update."""
        self._waiting.pop(update.id, None)

    def clear(self) -> None:
        """Drop everything ("drop_pending_updates")."""
        self._waiting.clear()

    def _keep(self, updates: list[Pending]) -> None:
        self._waiting = {update.id: update for update in updates}

    async def poll(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109
        """Answer getUpdates.

        An update is confirmed by a call with an offset above its id; a negative offset keeps the last ones only; an
        offset above the next id is as good as none ([srv] `do_get_updates`).

        Raises:
            ApiError: 409, another poller came, or a webhook was set, while this one waited.
        """
        if offset < 0:
            self._keep(self.pending()[offset:])
        elif offset <= self._next:
            self._keep([update for update in self.pending() if update.id >= offset])
        limit = min(max(limit, 1), MAX_LIMIT)
        deadline = self.clock.now() + min(max(timeout, 0), MAX_TIMEOUT)
        if timeout > 0 and not self.pending():
            await self._wait(deadline)
        return [update.json() for update in self.pending()[:limit]]

    async def _wait(self, deadline: float) -> None:
        # Only a call that has to wait ends the one that waits [srv].
        self.end_poll(OTHER_POLLER)
        self._poll = poll = asyncio.get_running_loop().create_future()
        timer = asyncio.ensure_future(self.clock.sleep_until(deadline))
        try:
            await asyncio.wait({poll, timer}, return_when=asyncio.FIRST_COMPLETED)
            if poll.done() and (conflict := poll.result()):
                raise conflict.broken()
        finally:
            timer.cancel()
            if self._poll is poll:
                self._poll = None

    @property
    def polled(self) -> bool:
        """Whether a poller waits for the next update."""
        return self._poll is not None

    def end_poll(self, conflict: Rule | None = None) -> None:
        """End the waiting call: with what there is, or with a 409."""
        if self._poll and not self._poll.done():
            self._poll.set_result(conflict)
