"""Patience with Telegram: pauses that it asks for, and second tries where the first may have failed on the way."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import time
from contextvars import ContextVar
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot import metrics, timing
from bot.handling import current
from bot.pace import Rate, rate_of
from bot.shared import Alone, Shared

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

# Without it every RetryAfter warns that its seconds will be a timedelta one day; this is that day.
os.environ["PTB_TIMEDELTA"] = "true"

Json = dict[str, Any]
Result = bool | Json | list[Json]

log = structlog.get_logger(__name__)

TRIES = 5
PAUSE, LONGEST_PAUSE = 0.5, 8.0  # seconds before the second try, and at most
SLACK = 0.05  # seconds on top of what Telegram asks for: its clock is not ours
BULK_RATE = 30  # messages a second over all chats ("Bots FAQ: My bot is hitting limits")
PATIENCE = 5.0  # seconds that a call with a deadline may be held back

# People have given up on these after 10-15 seconds, or there is somebody else who tries again.
HURRIED = frozenset({"answerCallbackQuery", "answerInlineQuery", "answerGuestQuery", "sendChatAction"})
ONCE = frozenset({"getMe", "deleteWebhook"})
# Done twice, these show twice: one more try where the first may have arrived.
VISIBLE_TWICE = ("send", "forward", "copy")
# What Telegram counts against a chat's rate.
COUNTED, NOT_COUNTED = ("send", "edit", "forward", "copy"), frozenset({"sendChatAction", "sendMessageDraft"})


# What a call is marked with (`rate_limit_args`) whose message nobody waits for.
BULK = 1
ALL_CHATS = "bulk"
_bulk: ContextVar[bool] = ContextVar("bulk", default=False)


@contextlib.contextmanager
def in_bulk() -> Iterator[None]:
    """Count what is sent meanwhile as bulk: there is one rate for all of it, and answers don't wait for it."""
    token = _bulk.set(True)
    try:
        yield
    finally:
        _bulk.reset(token)


class RateLimiter(BaseRateLimiter[int]):
    """Obeys `retry_after` for the chat that it was said to, and for no other.

    Tries again after 429, after errors of the server, and after time-outs; never after a refusal (400, 401, 403, 404,
    409), which would only be repeated.

    Replies are held to no overall rate: nobody asks for more of them than Telegram lets through. Messages that nobody
    asked for, of which there may be thousands at once, are marked `BULK` and keep to one, whichever replica sends them.

    Args:
        tries: How often a call is made in all.
        pause: Seconds before the second try; they double each time.
        shared: What all replicas agree on: pauses, and how fast a chat may be written to.
        bulk_rate: Bulk messages a second, over all chats.
    """

    __slots__ = ("_bulk", "_pause", "_shared", "_tries")

    def __init__(
        self, *, tries: int = TRIES, pause: float = PAUSE, shared: Shared | None = None, bulk_rate: int = BULK_RATE
    ) -> None:
        self._tries, self._pause = tries, pause
        self._bulk = Rate(1 / bulk_rate, 1)
        self._shared = shared or Alone()

    async def initialize(self) -> None:
        """Do nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing: whoever opened the agreement closes it."""

    async def process_request(  # noqa: PLR0913, PLR0917 - the base class says so
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: Json,
        endpoint: str,
        data: Json,
        rate_limit_args: int | None,
    ) -> Result:
        """Make a call when its chat may be written to, and again where that helps.

        A message that an earlier attempt at the same update sent is not sent again.
        """
        one = current()
        if one and (known := await one.begin(endpoint)):
            return known
        if rate_limit_args == BULK or (_bulk.get() and endpoint.startswith(COUNTED)):
            await self._free(ALL_CHATS, self._bulk)
        try:
            result = await self._insisted(lambda: callback(*args, **kwargs), endpoint, _chat(data))
        except TelegramError as error:
            if one and is_passing(error):
                one.give_up(endpoint)
            raise
        if one:
            one.end(endpoint, result)
        return result

    async def _insisted(self, call: Callable[[], Coroutine[Any, Any, Result]], endpoint: str, chat: str) -> Result:
        rate = rate_of(chat) if endpoint.startswith(COUNTED) and endpoint not in NOT_COUNTED else None
        for attempt in itertools.count(1):
            await self._free(chat, rate)
            try:
                return await _measured(call, endpoint)
            except RetryAfter as error:
                seconds = seconds_of(error)
                metrics.RETRY_AFTER.observe(seconds)
                await self._shared.hold(chat, seconds + SLACK)
                if attempt >= self._tries or (endpoint in HURRIED and seconds > PATIENCE):
                    raise
                metrics.RETRIES.labels("pause").inc()
                log.warning("Telegram asks for a pause", method=endpoint, seconds=seconds, attempt=attempt)
            except BadRequest:  # a NetworkError by inheritance only
                raise
            except TelegramError as error:
                if not is_passing(error) or attempt >= self._most(endpoint, error):
                    raise
                metrics.RETRIES.labels("fault").inc()
                pause = min(self._pause * 2 ** (attempt - 1), LONGEST_PAUSE)
                log.warning(
                    "Telegram can't be reached, trying again", method=endpoint, error=name_of(error), attempt=attempt
                )
                await asyncio.sleep(pause)
        raise AssertionError("unreachable")

    def _most(self, endpoint: str, error: TelegramError) -> int:
        if endpoint in ONCE:
            return 1
        if endpoint.startswith(VISIBLE_TWICE) and may_have_arrived(error):
            return min(2, self._tries)
        return self._tries

    async def _free(self, chat: str, rate: Rate | None) -> None:
        """Wait for a chat's turn; a pause may have become longer meanwhile."""
        wait = await self._shared.turn(chat, rate)
        if wait <= 0:
            return
        if one := current():
            one.hold()
        began = time.perf_counter()
        while wait > 0:
            await asyncio.sleep(wait)
            wait = await self._shared.left(chat)
        timing.add("held", time.perf_counter() - began)


async def _measured(call: Callable[[], Coroutine[Any, Any, Result]], endpoint: str) -> Result:
    """Make a call and count it, with the time that Telegram takes to answer."""
    began, outcome = time.perf_counter(), "failed"
    try:
        result = await call()
        outcome = "ok"
    except RetryAfter:
        outcome = "pause"
        raise
    except TelegramError as error:
        outcome = "failed" if is_passing(error) else "refused"
        raise
    else:
        return result
    finally:
        seconds = time.perf_counter() - began
        metrics.CALLS.labels(endpoint, outcome).inc()
        metrics.took("send", seconds)
        timing.add("send", seconds)


def _chat(data: Json) -> str:
    """Name what a pause is for: the chat, the inline message, or calls without either."""
    return str(data.get("chat_id") or data.get("inline_message_id") or "")


def seconds_of(error: RetryAfter) -> float:
    """Return the pause that a 429 asks for."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


def is_passing(error: TelegramError) -> bool:
    """Tell whether the same call may succeed a little later.

    A bare TelegramError is an answer that is no JSON.
    """
    return (
        isinstance(error, RetryAfter)
        or (isinstance(error, NetworkError) and not isinstance(error, BadRequest))
        or type(error) is TelegramError
    )


def may_have_arrived(error: TelegramError) -> bool:
    """Tell whether Telegram may have done what it did not confirm.

    An HTTP status is an answer, so it did not; neither did a connection that never came about. The transport has one
    exception for that and for a cut connection, only their cause tells them apart.
    """
    causes = list(_causes(error))
    if any(isinstance(cause, aiohttp.ClientConnectorError) for cause in causes):
        return False
    return type(error) is TelegramError or any(not isinstance(cause, TelegramError) for cause in causes)


def name_of(error: BaseException) -> str:
    """Return the kind of an error; what it says may hold an address with the token in it, or somebody's words."""
    return " < ".join(type(one).__name__ for one in (error, *_causes(error)))


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause = error.__cause__
    while cause is not None:
        yield cause
        cause = cause.__cause__
