"""What replicas have to agree on from moment to moment: who has a chat in hand, and how fast it may be written to.

They agree through Valkey or Redis. Without it, or while it is gone, each process agrees with itself: answers go on,
rates are kept by each replica alone, and order within a chat is Telegram's, which delivers one update of a chat at a
time.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections.abc import Awaitable
from typing import Any, Protocol

import structlog
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from bot import metrics
from bot.pace import Pace, Rate

log = structlog.get_logger(__name__)

ALIVE, BEAT = 5.0, 1.0  # seconds for which a process counts as alive, and between two signs of life
CLAIM = 600.0  # seconds after which a claim ends by itself, whoever made it
TIMEOUT = 0.5  # seconds for an answer
PAUSE = 1.0  # seconds before a server that is gone is asked again
CONNECTIONS = 32
PREFIX = "zhangben:"

# A claim of a process that shows no sign of life is void.
ENTER = """
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] and redis.call('EXISTS', ARGV[3] .. owner) == 1 then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
LEAVE = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end return 1"
# As bot.pace counts: milliseconds to wait. The clock is the server's.
TURN = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local wait = math.max(0, redis.call('PTTL', KEYS[2]))
local every = tonumber(ARGV[1])
if every > 0 then
  local due = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
  redis.call('SET', KEYS[1], due + every, 'PX', due + every - now + 1000)
  wait = math.max(wait, due - now - every * (tonumber(ARGV[2]) - 1))
end
return wait
"""
HOLD = (
    "if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], 1, 'PX', ARGV[1]) end return 1"
)


class Shared(Protocol):
    """The agreement."""

    async def enter(self, place: str) -> bool:
        """Take a chat in hand; tell whether no other process has it."""

    async def leave(self, place: str) -> None:
        """Let go of a chat."""

    async def turn(self, chat: str, rate: Rate | None) -> float:
        """Count a message to a chat; return the seconds that it must wait."""

    async def hold(self, chat: str, seconds: float) -> None:
        """Let nothing out to a chat for some seconds, as Telegram asks."""

    async def left(self, chat: str) -> float:
        """Return the seconds that a chat must still be left alone."""

    async def first(self, what: str, seconds: float) -> bool:
        """Tell whether something happens for the first time, to whichever process, in so many seconds."""


class Alone:
    """One process agrees with itself."""

    def __init__(self) -> None:
        self.pace = Pace()

    async def enter(self, place: str) -> bool:  # noqa: ARG002
        """Take a chat in hand: there is nobody else."""
        return True

    async def leave(self, place: str) -> None:
        """Do nothing."""

    async def turn(self, chat: str, rate: Rate | None) -> float:
        """Count a message to a chat."""
        return self.pace.turn(chat, rate)

    async def hold(self, chat: str, seconds: float) -> None:
        """Let nothing out to a chat for some seconds."""
        self.pace.hold(chat, seconds)

    async def left(self, chat: str) -> float:
        """Return the seconds that a chat must still be left alone."""
        return self.pace.left(chat)

    async def first(self, what: str, seconds: float) -> bool:
        """Tell whether something happens for the first time in so many seconds."""
        first = not self.pace.left(what)
        self.pace.hold(what, seconds)
        return first


class Together:
    """Replicas agree through a server.

    Args:
        address: Of the server.
        owner: The name of this process, different at each start.
    """

    def __init__(self, address: str, owner: str) -> None:
        self.owner, self.available = owner, True
        pool = BlockingConnectionPool.from_url(
            address.replace("valkey", "redis", 1) if address.startswith("valkey") else address,
            max_connections=CONNECTIONS,
            timeout=TIMEOUT,
            socket_timeout=TIMEOUT,
            socket_connect_timeout=TIMEOUT,
            retry=Retry(NoBackoff(), 0),
        )
        self._redis = Redis.from_pool(pool)
        self._alone = Alone()
        self._again = 0.0
        self._open: dict[str, tuple[int, asyncio.Future[bool]]] = {}
        self._beats: asyncio.Task[None] | None = None
        self._enter, self._leave, self._turn, self._hold = map(self._redis.register_script, (ENTER, LEAVE, TURN, HOLD))

    async def start(self) -> None:
        """Show signs of life from now on."""
        await self._beat()
        self._beats = asyncio.create_task(self._live())

    async def close(self) -> None:
        """Leave: claims of this process are void at once."""
        if self._beats:
            self._beats.cancel()
        await self._tried(self._redis.delete(f"{PREFIX}alive:{self.owner}"), None)
        await self._redis.aclose()

    async def enter(self, place: str) -> bool:
        """Take a chat in hand; several updates of it in this process share one claim."""
        count, claim = self._open.get(place, (0, None))
        if claim is None:
            claim = asyncio.ensure_future(self._claim(place))
        self._open[place] = count + 1, claim
        if await claim:
            return True
        await self._less(place)
        return False

    async def leave(self, place: str) -> None:
        """Let go of a chat, when nothing of it is open here."""
        if await self._less(place):
            await self._tried(self._leave([f"{PREFIX}busy:{place}"], [self.owner]), None)

    async def turn(self, chat: str, rate: Rate | None) -> float:
        """Count a message to a chat, whichever process sends it."""
        here = self._alone.pace.turn(chat, rate)  # counted here too, for when the server is gone
        seconds, burst = (rate.seconds, rate.burst) if rate else (0.0, 1)
        keys = [f"{PREFIX}due:{chat}", f"{PREFIX}held:{chat}"]
        waits = await self._tried(self._turn(keys, [math.ceil(seconds * 1000), burst]), None)
        return here if waits is None else int(waits) / 1000

    async def hold(self, chat: str, seconds: float) -> None:
        """Let nothing out to a chat for some seconds, from any process."""
        await self._alone.hold(chat, seconds)
        await self._tried(self._hold([f"{PREFIX}held:{chat}"], [max(1, int(seconds * 1000))]), None)

    async def left(self, chat: str) -> float:
        """Return the seconds that a chat must still be left alone."""
        left = await self._tried(self._redis.pttl(f"{PREFIX}held:{chat}"), None)
        return await self._alone.left(chat) if left is None else max(0, int(left)) / 1000

    async def first(self, what: str, seconds: float) -> bool:
        """Tell whether something happens for the first time in so many seconds."""
        here = await self._alone.first(what, seconds)
        if not here:
            return False
        fresh = await self._tried(self._redis.set(f"{PREFIX}first:{what}", 1, px=int(seconds * 1000), get=True), here)
        return fresh is None or fresh is True

    async def _claim(self, place: str) -> bool:
        given: list[str | int] = [self.owner, int(CLAIM * 1000), f"{PREFIX}alive:"]
        keys = [f"{PREFIX}busy:{place}"]
        return bool(await self._tried(self._enter(keys, given), 1))

    async def _less(self, place: str) -> bool:
        count, claim = self._open[place]
        if count > 1:
            self._open[place] = count - 1, claim
            return False
        del self._open[place]
        return True

    async def _live(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            await self._beat()

    async def _beat(self) -> None:
        self._again = 0.0 if time.monotonic() > self._again else self._again
        await self._tried(self._redis.set(f"{PREFIX}alive:{self.owner}", 1, px=int(ALIVE * 1000)), None)

    async def _tried(self, asking: Awaitable[Any], otherwise: Any) -> Any:
        """Ask the server, or not where it is gone."""
        if time.monotonic() < self._again:
            if asyncio.iscoroutine(asking):
                asking.close()
            return otherwise
        try:
            answer = await asking
        except (RedisError, OSError, TimeoutError) as error:
            if self.available:
                log.warning("Valkey can't be reached: rates are kept by each replica alone", error=type(error).__name__)
            self.available, self._again = False, time.monotonic() + PAUSE
            metrics.SHARED_UP.set(0)
            return otherwise
        if not self.available:
            log.info("Valkey is back")
        self.available = True
        metrics.SHARED_UP.set(1)
        return answer


@contextlib.asynccontextmanager
async def agreement(address: str | None, owner: str) -> Any:
    """Open the agreement: through a server where there is an address, else of one process with itself."""
    if not address:
        metrics.SHARED_UP.set(1)
        yield Alone()
        return
    together = Together(address, owner)
    await together.start()
    try:
        yield together
    finally:
        await together.close()
