"""Faults on the way, and Telegram's rates."""

import asyncio
import time
from collections import Counter
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.localapi import Fault, LocalApi, Storm


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


async def test_a_storm_strikes_at_its_rates(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    api.faults.storm = Storm(throttled=0.2, failed=0.2, reset=0.2, malformed=0.2, timeout=0.2, lost=0.2, seconds=0)
    met: Counter[str] = Counter()
    for _ in range(400):
        try:
            status, body = await raw.post("sendMessage", chat_id=desk.ann.id, text="x")
            met[str(status)] += 1
            assert status != 429 or body["parameters"] == {"retry_after": 1}
        except aiohttp.ClientError:
            met["cut"] += 1
        except ValueError:
            met["malformed"] += 1
    # Of each hundred the first kind meets 20, the next 16, and so on; about 26 are left in peace.
    assert 60 < met["429"] < 100
    assert 75 < met["500"] < 150  # failed, and timed out
    assert 45 < met["cut"] < 100  # reset, and lost
    assert 15 < met["malformed"] < 55
    assert 75 < met["200"] < 140
    assert met["200"] < len(desk.private.messages) < met["200"] + met["cut"]  # what was lost was done
    before = len(api.outbox.calls)
    api.faults.storm = Storm(failed=1, polls=False)
    assert await raw.ok("getUpdates")
    assert await raw.refused("getMe") == "500 Internal Server Error"
    assert len(api.outbox.calls) == before + 1


async def test_updates_come_twice_and_in_any_order(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    api.bot.updates.clear()
    api.faults.storm = Storm(twice=0.5, disorder=1, seed=4)
    for number in range(50):
        api.people.send(desk.ann, desk.private, str(number))
    waiting = [update.id for update in api.bot.updates.pending()]
    first = [update["update_id"] for update in await raw.ok("getUpdates")]
    assert set(first) == set(waiting)
    assert 60 < len(first) < 90
    assert first != sorted(first)
    late = [len(await raw.ok("getUpdates", offset=waiting[-1] + 1)) for _ in range(20)]
    assert 0 < sum(late) < 20  # one that is confirmed comes once more, now and then
    assert api.bot.updates.pending() == []


async def test_deliveries_are_repeated_and_overtaken(
    api: LocalApi, raw: Any, desk: SimpleNamespace, until: Any
) -> None:
    got: list[str] = []

    async def take(request: Any) -> web.Response:
        got.append((await request.json())["message"]["text"])
        return web.Response()

    site = web.Application()
    site.router.add_post("/", take)
    runner = web.AppRunner(site, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api.bot.updates.clear()
    api.faults.storm = Storm(twice=1, disorder=1, seconds=0.2)
    await raw.ok("setWebhook", url=f"http://127.0.0.1:{runner.addresses[0][1]}/")
    names = list("abcdefghij")
    for name in names:
        user = api.people.user(name)
        api.people.send(user, api.people.private(user), name)
    await until(lambda: len(got) == 2 * len(names))
    assert sorted(got) == sorted(names * 2)
    assert list(dict.fromkeys(got)) != names
    await raw.ok("deleteWebhook")
    await runner.cleanup()


async def test_a_storm_is_ordered_over_http(api: LocalApi, raw: Any) -> None:
    async with raw.request("POST", "/control/storm", json={"failed": 1}) as response:
        assert response.status == 200
    assert await raw.refused("getMe") == "500 Internal Server Error"
    async with raw.request("POST", "/control/storm", json={}) as response:
        assert response.status == 200
    await raw.ok("getMe")
    async with raw.request("POST", "/control/storm", json={"hail": 1}) as response:
        assert response.status == 400
