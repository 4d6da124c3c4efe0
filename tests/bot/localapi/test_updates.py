"""getUpdates: what waits, what is confirmed, who may ask."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from bot.localapi import LocalApi
from bot.localapi.updates import KINDS

Json = dict[str, Any]

POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


def ids(updates: list[Json]) -> Any:
    return [update["update_id"] for update in updates]


@pytest.mark.rule("offset-confirms", "offset-negative", "offset-future")
@pytest.mark.beside("offset-confirms", "offset-negative", "offset-future")
async def test_an_update_waits_until_a_higher_offset_confirms_it(
    api: LocalApi, raw: Any, desk: SimpleNamespace
) -> None:
    for text in "abc":
        api.people.send(desk.ann, desk.private, text)
    first = ids(await raw.ok("getUpdates"))[1]  # after the group's my_chat_member
    assert len(await raw.ok("getUpdates")) == 4
    assert ids(await raw.ok("getUpdates", offset=first + 1)) == [first + 1, first + 2]
    assert ids(await raw.ok("getUpdates")) == [first + 1, first + 2]
    assert len(await raw.ok("getUpdates", offset=first + 1_000_000)) == 2  # an offset from the future is none
    assert ids(await raw.ok("getUpdates", offset=-1)) == [first + 2]
    assert ids(await raw.ok("getUpdates")) == [first + 2]
    assert await raw.ok("getUpdates", offset=first + 3) == []


@pytest.mark.rule("limit-cut")
@pytest.mark.beside("limit-cut")
async def test_a_limit_is_cut_to_its_range(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    for number in range(105):
        api.people.send(desk.ann, desk.private, str(number))
    for limit, given in ((1, 1), (100, 100), (1000, 100), (0, 1)):
        assert len(await raw.ok("getUpdates", limit=limit)) == given


@pytest.mark.rule("timeout-cut")
@pytest.mark.beside("timeout-cut")
async def test_a_long_poll_ends_with_an_update_or_in_time(
    api: LocalApi, raw: Any, desk: SimpleNamespace, until: Any
) -> None:
    last = (await raw.ok("getUpdates"))[-1]["update_id"]
    poll = asyncio.create_task(raw.ok("getUpdates", offset=last + 1, timeout=1000))
    await until(lambda: api.bot.updates.polled)
    api.people.send(desk.ann, desk.private, "now")
    assert (await poll)[0]["message"]["text"] == "now"
    poll = asyncio.create_task(raw.ok("getUpdates", offset=last + 2, timeout=1000))
    await until(lambda: api.bot.updates.polled)
    api.clock.advance(49)
    await asyncio.sleep(0.02)
    assert not poll.done()
    api.clock.advance(1)  # 50 seconds are the most
    assert await poll == []


@pytest.mark.rule("poll-other")
@pytest.mark.beside("poll-other")
async def test_a_second_poller_ends_the_first(api: LocalApi, raw: Any, desk: SimpleNamespace, until: Any) -> None:
    last = (await raw.ok("getUpdates"))[-1]["update_id"]
    first = asyncio.create_task(raw.refused("getUpdates", offset=last + 1, timeout=50))
    await until(lambda: api.bot.updates.polled)
    assert await raw.ok("getUpdates") == []  # a call that need not wait disturbs nobody
    assert not first.done()
    second = asyncio.create_task(raw.ok("getUpdates", timeout=50))
    assert await first == f"409 {POLLER}"
    await until(lambda: api.bot.updates.polled)
    api.people.send(desk.ann, desk.private, "x")
    assert len(await second) == 1


@pytest.mark.usefixtures("desk")
@pytest.mark.rule("poll-webhook", "webhook-active")
@pytest.mark.beside("poll-webhook", "webhook-active")
async def test_a_webhook_shuts_out_pollers(api: LocalApi, raw: Any, until: Any) -> None:
    last = (await raw.ok("getUpdates"))[-1]["update_id"]
    poll = asyncio.create_task(raw.refused("getUpdates", offset=last + 1, timeout=50))
    await until(lambda: api.bot.updates.polled)
    await raw.ok("setWebhook", url="http://127.0.0.1:9/x")
    assert await poll == "409 Conflict: terminated by setWebhook request"
    said = await raw.refused("getUpdates")
    assert said == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await raw.ok("deleteWebhook")
    await raw.ok("getUpdates")


@pytest.mark.parametrize(("kind", "seconds"), [("inline", 30), ("callback", 150), ("chosen", 600), ("message", 86_400)])
@pytest.mark.rule("update-life")
@pytest.mark.beside("update-life")
async def test_updates_expire_by_kind(api: LocalApi, raw: Any, desk: SimpleNamespace, kind: str, seconds: int) -> None:
    api.bot.updates.clear()
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text="x", reply_markup=markup)
    match kind:
        case "inline":
            api.people.inline(desk.ann, "x")
        case "callback":
            api.people.press(desk.ann, sent, "x")
        case "chosen":
            api.bot.updates.add("chosen_inline_result", {}, "x")
        case "message":
            api.people.send(desk.ann, desk.private, "x")
    api.clock.advance(seconds - 1)
    assert len(await raw.ok("getUpdates")) == 1
    api.clock.advance(1)
    assert await raw.ok("getUpdates") == []


@pytest.mark.rule("kinds-remembered", "kinds-unknown")
async def test_wanted_kinds_are_remembered(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    def happen() -> Any:
        api.bot.updates.clear()
        message = api.people.send(desk.ann, desk.private, "x")
        api.people.edit(message, "y")
        api.people.react(desk.bob, message, "👍")
        return [update.kind for update in api.bot.updates.pending()]

    assert happen() == ["message", "edited_message"]  # reactions are off unless asked for
    await raw.ok("getUpdates", allowed_updates=["message", "message_reaction", "from_the_future"])
    assert happen() == ["message", "message_reaction"]
    await raw.ok("getUpdates")
    assert happen() == ["message", "message_reaction"]
    await raw.ok("getUpdates", allowed_updates=[])
    assert happen() == ["message", "edited_message"]


@pytest.mark.rule("kinds-later")
async def test_what_waits_already_comes_whatever_is_wanted_now(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    api.bot.updates.clear()
    message = api.people.send(desk.ann, desk.private, "x")
    await raw.ok("setWebhook", url="http://127.0.0.1:9/x", allowed_updates=["callback_query"])
    await raw.ok("deleteWebhook")
    api.people.edit(message, "y")
    assert [list(update)[1] for update in await raw.ok("getUpdates")] == ["message"]


def test_kinds_are_telegrams(described: Json) -> None:
    assert set(KINDS) == {field["name"] for field in described["types"]["Update"]["fields"]} - {"update_id"}


async def test_every_bot_has_its_own(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    other = api.add_bot("other_bot")
    api.people.send(desk.ann, api.people.private(desk.ann, other), "x")
    status, body = await raw.post("getUpdates", other.token)
    assert (status, len(body["result"])) == (200, 1)
    assert all("message" not in update for update in await raw.ok("getUpdates"))
