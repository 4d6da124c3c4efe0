"""A bot's updates: kept until they are confirmed, delivered or too old."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.localapi.errors import ApiError
from bot.localapi.parameters import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from bot.localapi.clock import Clock

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
# Seconds that an undelivered update is kept [srv]; a day for those not named.
LIFE = {"inline_query": 30, "callback_query": 150, "chosen_inline_result": 600}

MAX_LIMIT, MAX_TIMEOUT = 100, 50  # [srv] process_get_updates_query: larger values are cut, not refused

OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "Conflict: terminated by setWebhook request"


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
        first: The id of its first update.
    """

    def __init__(self, clock: Clock, first: int) -> None:
        self.clock = clock
        self.allowed = DEFAULT_KINDS
        self.arrived: Callable[[Pending], None] = _nobody
        self._next = first
        self._waiting: dict[int, Pending] = {}
        self._poll: asyncio.Future[str] | None = None

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
        update = Pending(self._next, kind, body, self.clock.now() + LIFE.get(kind, DAY), queue)
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
            if poll.done() and poll.result():
                raise ApiError(409, poll.result())
        finally:
            timer.cancel()
            if self._poll is poll:
                self._poll = None

    @property
    def polled(self) -> bool:
        """Whether a poller waits for the next update."""
        return self._poll is not None

    def end_poll(self, conflict: str = "") -> None:
        """End the waiting call: with what there is, or with a 409."""
        if self._poll and not self._poll.done():
            self._poll.set_result(conflict)
