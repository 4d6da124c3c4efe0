"""Faults on the way, and Telegram's rates."""

import asyncio
import time
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest

from bot.localapi import Fault, LocalApi


async def test_errors_happen_to_the_next_calls_of_a_method(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    api.faults.add(Fault(method="sendMessage", code=429, retry_after=3, times=2))
    api.faults.add(Fault(code=502))
    for _ in range(2):
        status, body = await raw.post("sendMessage", chat_id=desk.ann.id, text="x")
        assert (status, body["description"]) == (429, "Too Many Requests: retry after 3")
        assert body["parameters"] == {"retry_after": 3}
    await raw.ok("getUpdates")  # a fault for any method spares the polls
    assert await raw.refused("getMe") == "502 Bad Gateway"
    await raw.ok("sendMessage", chat_id=desk.ann.id, text="x")
    assert [call.ok for call in api.outbox.to("sendMessage")] == [False, False, True]


@pytest.mark.parametrize("kind", ["reset", "lost"])
async def test_connections_are_cut(api: LocalApi, raw: Any, desk: SimpleNamespace, kind: str) -> None:
    api.faults.add(Fault(kind, "sendMessage"))
    with pytest.raises(aiohttp.ClientError):
        await raw.post("sendMessage", chat_id=desk.ann.id, text="x")
    assert len(desk.private.messages) == (kind == "lost")  # lost: done, and the bot cannot know


async def test_malformed_json(api: LocalApi, raw: Any) -> None:
    api.faults.add(Fault("malformed", "getMe"))
    with pytest.raises(ValueError, match="Unterminated string"):
        await raw.post("getMe")


async def test_timeouts(api: LocalApi, raw: Any) -> None:
    api.faults.add(Fault("timeout", "getMe", seconds=1000))
    call = asyncio.create_task(raw.post("getMe"))
    await asyncio.sleep(0.1)
    assert not call.done()
    api.clock.advance(1000)
    status, _body = await call
    assert status == 500


async def sends(raw: Any, chat_id: int, count: int) -> Any:
    answers = [await raw.post("sendMessage", chat_id=chat_id, text="x") for _ in range(count)]
    return [body.get("parameters", {}).get("retry_after", 0) for _, body in answers]


@pytest.mark.rule("rate", "rate-uncounted")
@pytest.mark.beside("rate")
async def test_rates_a_chat(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    assert sum(await sends(raw, desk.ann.id, 10)) == 0  # off by default
    api.limits.enabled = True
    assert await sends(raw, desk.ann.id, 6) == [0] * 5 + [1]
    await raw.ok("sendChatAction", chat_id=desk.ann.id, action="typing")
    api.clock.advance(1)
    assert await sends(raw, desk.ann.id, 2) == [0, 1]
    sent = max(desk.private.messages)
    said = await raw.refused("editMessageText", chat_id=desk.ann.id, message_id=sent, text="y")
    assert said == "429 Too Many Requests: retry after 1"  # edits count


@pytest.mark.rule("rate")
@pytest.mark.beside("rate")
async def test_rates_a_group_and_in_all(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    api.limits.enabled = True
    api.limits.chat = (1000, 1000)
    assert await sends(raw, desk.group.id, 21) == [0] * 20 + [3]
    assert await sends(raw, desk.ann.id, 10) == [0] * 10
    api.limits.overall = (1, 1)
    assert await sends(raw, desk.ann.id, 1) in ([0], [1])


async def test_the_clock_moves(api: LocalApi) -> None:
    before = api.clock.now()
    sleeper = asyncio.create_task(api.clock.sleep_until(before + 3600))
    await asyncio.sleep(0)
    api.clock.advance(3600)
    await asyncio.wait_for(sleeper, 1)
    assert api.clock.now() - time.time() == pytest.approx(3600, abs=1)


async def test_the_outbox_waits_for_calls(api: LocalApi, raw: Any) -> None:
    later = asyncio.create_task(api.outbox.next("getMyName"))
    await raw.ok("getMe")
    await raw.ok("getMyName")
    assert (await later).method == "getMyName"
    assert await api.outbox.silent(0.05)
    with pytest.raises(TimeoutError):
        await api.outbox.next(within=0.05)
