import asyncio
import time

import aiohttp
import pytest
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.pace import PRIVATE, Pace, Rate
from bot.ratelimit import ALL_CHATS, BULK, RateLimiter, is_passing, may_have_arrived, name_of
from bot.shared import Alone


def caused(error, cause):
    error.__cause__ = cause
    return error


REFUSED = caused(TimedOut(), aiohttp.ClientConnectorError(None, OSError("no")))
CUT = caused(NetworkError("httpx.ReadError"), aiohttp.ServerDisconnectedError())


class Telegram:
    """Answers with these errors, then with True."""

    def __init__(self, *errors):
        self.errors, self.calls = list(errors), []

    async def __call__(self, *args):
        self.calls.append((time.monotonic(), args))
        if self.errors and (error := self.errors.pop(0)):
            raise error
        return True


async def done(telegram, endpoint="sendMessage", limiter=None, **data):
    limiter = limiter or RateLimiter(tries=5, pause=0.01)
    return await limiter.process_request(telegram, (), {}, endpoint, data, None)


@pytest.mark.parametrize(
    ("endpoint", "errors", "calls"),
    [
        ("sendMessage", [], 1),
        ("sendMessage", [NetworkError("500")] * 4, 5),
        ("sendMessage", [REFUSED] * 4, 5),
        ("sendMessage", [CUT], 2),
        ("sendMessage", [RetryAfter(0), NetworkError("502"), RetryAfter(0)], 4),
        ("editMessageText", [CUT] * 4, 5),
        ("answerCallbackQuery", [TimedOut()] * 4, 5),
    ],
)
async def test_tried_again(endpoint, errors, calls):
    telegram = Telegram(*errors)
    assert await done(telegram, endpoint, chat_id=1)
    assert len(telegram.calls) == calls


@pytest.mark.parametrize(
    ("endpoint", "errors", "calls"),
    [
        ("sendMessage", [BadRequest("no")], 1),
        ("sendMessage", [Forbidden("no")], 1),
        ("sendMessage", [InvalidToken("no")], 1),
        ("sendMessage", [Conflict("no")], 1),
        ("sendMessage", [NetworkError("500")] * 5, 5),
        ("sendMessage", [CUT] * 2, 2),
        ("sendMessage", [TelegramError("Invalid server response")] * 2, 2),
        ("sendMessage", [RetryAfter(0)] * 5, 5),
        ("getMe", [NetworkError("500")], 1),
        ("answerInlineQuery", [RetryAfter(30)], 1),
    ],
)
async def test_given_up(endpoint, errors, calls):
    telegram = Telegram(*errors)
    with pytest.raises(TelegramError):
        await done(telegram, endpoint, chat_id=1)
    assert len(telegram.calls) == calls


async def test_a_pause_holds_its_chat_alone():
    limiter, telegram = RateLimiter(), Telegram(RetryAfter(0.3))
    began = time.monotonic()
    first = asyncio.create_task(done(telegram, limiter=limiter, chat_id=1))
    await asyncio.sleep(0.01)
    await done(Telegram(), limiter=limiter, chat_id=2)
    await done(Telegram(), "answerCallbackQuery", limiter=limiter, callback_query_id="x")
    assert time.monotonic() - began < 0.2
    other = Telegram()
    await done(other, limiter=limiter, chat_id=1)
    await first
    assert other.calls[0][0] - began >= 0.3
    assert telegram.calls[1][0] - began >= 0.3


class Noted(Alone):
    """Keeps what it was asked."""

    def __init__(self):
        super().__init__()
        self.turns = []

    async def turn(self, chat, rate):
        self.turns.append((chat, rate))
        return await super().turn(chat, rate)


async def test_only_bulk_messages_keep_to_a_rate_over_all_chats():
    shared = Noted()
    limiter = RateLimiter(shared=shared, bulk_rate=500)
    for chat in (1, 2):
        await limiter.process_request(Telegram(), (), {}, "sendMessage", {"chat_id": chat}, None)
    assert shared.turns == [("1", PRIVATE), ("2", PRIVATE)]
    await limiter.process_request(Telegram(), (), {}, "editMessageText", {"chat_id": 3}, BULK)
    assert shared.turns[2:] == [(ALL_CHATS, Rate(1 / 500, 1)), ("3", PRIVATE)]
    assert await shared.turn(ALL_CHATS, Rate(60.0, 1)) < 60
    assert await shared.turn(ALL_CHATS, Rate(60.0, 1)) > 0  # the second one waits, whatever its chat


def kept_by(pace):
    return sum(len(kept) for kept in vars(pace).values() if isinstance(kept, dict))


async def test_old_pauses_are_forgotten(monkeypatch):
    monkeypatch.setattr("bot.pace.MANY", 100)
    pace = Pace()
    for chat in range(300):
        pace.hold(str(chat), -1)
    assert kept_by(pace) <= 101
    limiter = RateLimiter()
    await limiter.initialize()
    await limiter.shutdown()


def test_old_turns_are_forgotten_though_nobody_asks_for_a_pause(monkeypatch):
    monkeypatch.setattr("bot.pace.MANY", 100)
    pace = Pace()
    for chat in range(1_000):
        pace.turn(str(chat), Rate(-1.0, 1))  # due in the past: over at once
    assert kept_by(pace) <= 101


def test_kinds_of_errors():
    assert is_passing(TimedOut())
    assert not is_passing(BadRequest("x"))
    assert not may_have_arrived(NetworkError("500"))
    assert not may_have_arrived(REFUSED)
    assert not may_have_arrived(caused(NetworkError("502"), TelegramError("no JSON")))
    assert may_have_arrived(CUT)
    assert name_of(CUT) == "NetworkError < ServerDisconnectedError"
