"""Telegram's server: whether it answers, and whether the bot stands there as it must."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import time as now
from urllib.parse import urlsplit

import aiohttp
from telegram import Bot, User, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.allowed import ALLOWED
from bot.doctor.finding import Finding, bad, good, none
from bot.ratelimit import name_of
from bot.settings import TELEGRAM, Settings
from bot.transport import Transport

SECONDS = 10
SKEW = 5  # seconds: replicas hold chats for eight, and deadlines are a few more
LATELY = timedelta(minutes=10)
PORTS = {None, 80, 88, 443, 8443}  # "Bot API: setWebhook"


async def server(settings: Settings) -> AsyncIterator[Finding]:
    """Look at the server and at the bot's standing there; without a token there is nobody to ask."""
    address = settings.telegram_api_url
    if not settings.bot_token:
        yield none("token-none")
        return
    try:
        skew = abs(await _skew(address))
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        yield bad("server-gone", server=address, error=type(error).__name__)
        return
    yield good("server", server=address) if skew <= SKEW else bad("clock", server=address, seconds=round(skew))
    token = settings.bot_token.get_secret_value()
    try:
        async with Bot(token, f"{address}/bot", request=Transport(2), get_updates_request=Transport(1)) as bot:
            me, info = bot.bot, await bot.get_webhook_info()
    except InvalidToken:
        yield bad("token-refused", server=address)
        return
    except TelegramError as error:
        yield bad("token-unclear", error=name_of(error))
        return
    yield good("token", bot=f"@{me.username}")
    for finding in (*_standing(me), _updates(info, settings), _kinds(info)):
        yield finding


async def _skew(address: str) -> float:
    """Return by how many seconds this machine's clock is ahead of the server's (RFC 9110, Date)."""
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session, session.get(f"{address}/") as answer:
        said = answer.headers.get("Date", "")
    try:
        return now() - parsedate_to_datetime(said).timestamp()
    except ValueError:  # it does not say
        return 0.0


def _standing(me: User) -> Iterator[Finding]:
    """Look at what @BotFather has been told."""
    yield good("guest") if me.supports_guest_queries else none("guest-off")
    yield good("inline") if me.supports_inline_queries else none("inline-off")
    yield good("groups") if me.can_join_groups else none("groups-off")
    yield good("privacy-off") if me.can_read_all_group_messages else none("privacy-on")


def _updates(info: WebhookInfo, settings: Settings) -> Finding:
    """Look at how updates arrive."""
    pending = info.pending_update_count
    if settings.mode == "polling":
        if info.url:
            return none("updates-in-the-way", found=info.url, pending=pending)
        return good("updates-polling", pending=pending)
    wanted = settings.webhook_url or ""
    if settings.telegram_api_url == TELEGRAM and urlsplit(wanted).port not in PORTS:
        return bad("updates-port", url=wanted)
    if not info.url:
        return none("updates-none", url=wanted, pending=pending)
    if info.url != wanted:
        return bad("updates-other", url=wanted, found=info.url)
    if info.last_error_date and datetime.now(tz=UTC) - info.last_error_date < LATELY:
        return bad("updates-failing", url=wanted, error=info.last_error_message or "–", pending=pending)
    return good("updates-webhook", url=wanted, pending=pending)


def _kinds(info: WebhookInfo) -> Finding:
    """Look at the kinds of updates that Telegram was last asked for; without a list it sends its default ones."""
    missing = [kind for kind in ALLOWED if kind not in (info.allowed_updates or ())]
    if not missing:
        return good("kinds", kinds=", ".join(ALLOWED))
    return none("kinds-default") if not info.allowed_updates else bad("kinds-missing", kinds=", ".join(missing))
