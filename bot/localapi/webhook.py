"""Delivery to a bot's own server, and the methods about updates."""

from __future__ import annotations

import asyncio
import functools
import json
import random
from collections import deque
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.localapi import rules
from bot.localapi.calls import Call, handles
from bot.localapi.errors import behaviour, rule
from bot.localapi.updates import DEFAULT_KINDS, WEBHOOK_SET

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.localapi.records import Bot
    from bot.localapi.store import World
    from bot.localapi.updates import Pending

Json = dict[str, Any]

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
MAX_PAUSE = 60  # the pause between attempts grows to a random value from here to twice this [srv]
MAX_RETRY_AFTER = 3600
CONNECTIONS = 40  # "Bot API: setWebhook": the default; 1 to 100 may be asked for

WEBHOOK_ACTIVE = rule(
    "webhook-active",
    "Bot API: getUpdates; [srv] process_get_updates_query",
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    code=409,
    border=True,
)
behaviour("secret-sent", "Bot API: setWebhook, secret_token", "Each delivery carries the secret in a header.")
behaviour(
    "one-a-chat",
    "telegram.md: Limits; [srv] WebhookActor::load_updates",
    "Updates of one chat are delivered one after another.",
)
behaviour(
    "connections",
    "Bot API: setWebhook, max_connections; [srv] get_webhook_max_connections",
    "No more deliveries at once than asked for, 1-100.",
    border=True,
)
behaviour(
    "delivery-again",
    "Bot API: setWebhook; [srv] WebhookActor::on_update_error",
    "A failed delivery is repeated: at once, after 2 seconds, then after pauses that double up to one or two minutes.",
)
behaviour(
    "retry-after",
    "[srv] WebhookActor::on_update_error, WebhookActor::handle",
    "A Retry-After of the bot's server is obeyed.",
    border=True,
)
behaviour(
    "delivery-expires",
    "[srv] WebhookActor::on_update_error; telegram.md: Limits",
    "An update too old by the next attempt is given up.",
    border=True,
)
behaviour(
    "response-time",
    "[srv] WebhookActor; telegram.md: Limits",
    "A response that takes more than 60 seconds is a failure.",
    border=True,
)
behaviour("drop-pending", "Bot API: setWebhook, drop_pending_updates", "What waits is dropped if asked for.")
behaviour(
    "answer-is-call",
    "Bot API: Making requests when getting updates",
    "The answer to a delivery may be a call; nobody learns how it went.",
)
# What may not be called in the answer to a delivery ([srv] WebhookActor), besides all that begins with "get".
_NOT_IN_ANSWER = ("deletewebhook", "setwebhook", "close", "logout", "get")


class Webhook:
    """Posts updates: of one chat one after another, of several chats side by side.

    Args:
        perform: Does the method that an answer may name.
    """

    def __init__(self, bot: Bot, world: World, args: Json, perform: Callable[[str, Json], Awaitable[object]]) -> None:
        self.bot, self.world = bot, world
        self.url: str = args["url"]
        self.ip: str = args.get("ip_address", "")
        self.connections = min(max(args.get("max_connections", CONNECTIONS), 1), 100)
        self.error: tuple[int, str] | None = None
        self.failures = 0
        self._headers = {SECRET_HEADER: args["secret_token"]} if args.get("secret_token") else {}
        self._perform = perform
        self._free = asyncio.Semaphore(self.connections)
        self._lines: dict[str, deque[Pending]] = {}
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=world.settings.response_time))

    def start(self) -> None:
        """Begin to deliver, from what is waiting."""
        self.bot.updates.arrived = self._arrived
        for update in self.bot.updates.pending():
            self._arrived(update)

    async def close(self) -> None:
        """Stop; what was not delivered stays in the queue."""
        self.bot.updates.arrived = lambda _update: None
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._session.close()

    def _arrived(self, update: Pending) -> None:
        self._lines.setdefault(update.queue, deque()).append(update)
        if update.queue not in self._busy:
            self._busy[update.queue] = asyncio.ensure_future(self._drain(update.queue))

    async def _drain(self, queue: str) -> None:
        while self._lines[queue]:
            await self._deliver(self._lines[queue].popleft())
        # In the same step as the last look at the line: an update that comes now starts a new task.
        del self._lines[queue], self._busy[queue]

    async def _deliver(self, update: Pending) -> None:
        """Post one update until it is taken or would expire: again at once, then after growing pauses [srv]."""
        clock, pause, failed = self.bot.updates.clock, 1.0, False
        storm = self.world.faults.storm
        await clock.sleep_until(clock.now() + storm.pause())
        while self.bot.updates.holds(update):
            async with self._free:
                taken, wanted = await self._post(update)
            if taken:
                if storm.strikes(storm.twice):
                    await self._post(update)
                break
            if not wanted and failed:
                pause = min(pause * 2, MAX_PAUSE * (1 + random.random()))  # noqa: S311 - not a secret
            wait = min(wanted, MAX_RETRY_AFTER) or (pause if failed else 0)
            if clock.now() + wait > update.expires:
                break
            failed = True
            await clock.sleep_until(clock.now() + wait)
        self.bot.updates.forget(update)

    async def _post(self, update: Pending) -> tuple[bool, float]:
        """Post one update once.

        Returns:
            Whether it was taken, and the pause that the bot's server asked for.
        """
        try:
            async with self._session.post(self.url, json=update.json(), headers=self._headers) as response:
                body = await response.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            self._failed(str(error) or "Read timeout expired")
            return False, 0
        if not response.ok:
            self._failed(f"Wrong response from the webhook: {response.status} {response.reason}")
            after = response.headers.get("Retry-After", "")
            return False, float(after) if after.isdecimal() else 0
        await self._call_back(body)
        return True, 0

    def _failed(self, reason: str) -> None:
        self.failures += 1
        self.error = int(self.bot.updates.clock.now()), reason

    async def _call_back(self, body: bytes) -> None:
        """Do the method that an answer names ("Bot API: Making requests when getting updates"); nobody learns how."""
        try:
            args = json.loads(body)
        except ValueError:
            return
        method = str(args.pop("method", "")) if isinstance(args, dict) else ""
        if method and not method.lower().startswith(_NOT_IN_ANSWER):
            await self._perform(method, args)


@handles("getUpdates")
async def get_updates(call: Call) -> list[Json]:
    """Return the updates that wait, or the first to come ("Bot API: getUpdates")."""
    if call.bot.webhook:
        raise WEBHOOK_ACTIVE.broken()
    args = call.args
    call.bot.updates.allow(args.get("allowed_updates"))
    found = await call.bot.updates.poll(args.get("offset", 0), args.get("limit", 100), args.get("timeout", 0))
    return call.world.faults.storm.updates(found)


async def remove(bot: Bot) -> None:
    """Stop a bot's webhook, if it has one."""
    if bot.webhook:
        await bot.webhook.close()
        bot.webhook = None


@handles("deleteWebhook")
async def delete_webhook(call: Call) -> bool:
    """Go back to getUpdates."""
    await remove(call.bot)
    if call.args.get("drop_pending_updates"):
        call.bot.updates.clear()
    return True


@handles("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    """Return the WebhookInfo."""
    hook, updates = call.bot.webhook, call.bot.updates
    info: Json = {"url": hook.url if hook else "", "has_custom_certificate": False}
    info["pending_update_count"] = len(updates.pending())
    if hook:
        info["max_connections"] = hook.connections
        info |= {"ip_address": hook.ip} if hook.ip else {}
        info |= dict(zip(("last_error_date", "last_error_message"), hook.error or (), strict=False))
    if updates.allowed != DEFAULT_KINDS:
        info["allowed_updates"] = sorted(updates.allowed)  # with a webhook or without [srv]
    return info


@handles("setWebhook")
async def set_webhook(call: Call) -> bool:
    """Send updates to a URL from now on; an empty one removes the webhook ("Bot API: setWebhook")."""
    if not call.args.get("url"):
        return bool(await delete_webhook(call))
    rules.webhook(call.args, local=call.world.settings.local)
    await delete_webhook(call)
    call.bot.updates.allow(call.args.get("allowed_updates"))
    call.bot.updates.end_poll(WEBHOOK_SET)
    perform = functools.partial(call.perform, call.bot)
    call.bot.webhook = Webhook(call.bot, call.world, call.args, perform)
    call.bot.webhook.start()
    return True
