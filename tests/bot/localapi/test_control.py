"""The control interface over HTTP, in this process and in one of its own."""

import asyncio
import base64
import json
import os
import signal
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from bot.localapi import LocalApi

Json = dict[str, Any]


class Remote:
    def __init__(self, session: Any, url: str) -> None:
        self.session, self.url = session, url

    async def get(self, path: str, **query: Any) -> Any:
        async with self.session.get(f"{self.url}/control/{path}", params=query) as response:
            return (await response.json())["result"]

    async def post(self, act: str, **body: Json) -> Any:
        async with self.session.post(f"{self.url}/control/{act}", json=body) as response:
            answer = await response.json()
            return answer["result"] if response.status == 200 else answer


@pytest.fixture
def remote(api: LocalApi, raw: Any) -> Any:
    return Remote(raw.session, api.url)


async def test_people_act_by_numbers(api: LocalApi, raw: Any, remote: Any, picture: bytes) -> None:
    ann = (await remote.post("user", first_name="Ann", username="ann"))["id"]
    bob = (await remote.post("user", first_name="Bob"))["id"]
    bot = api.bot.id
    group = (await remote.post("group", title="Desk", members=[ann, bob, bot], kind="supergroup"))["id"]
    first = await remote.post("send", user=ann, chat=ann, text="/start")
    assert first["entities"][0]["type"] == "bot_command"
    claim = await remote.post("send", user=bob, chat=group, text="revenue was 4.3 billion")
    place = {"chat": group, "message": claim["message_id"]}
    reply = await remote.post("send", user=ann, chat=group, text="@local_bot ?", reply_to=place, quote="4.3 billion")
    assert reply["quote"]["position"] == 12
    photo = base64.b64encode(picture).decode()
    assert (await remote.post("send", user=ann, chat=ann, text="see", photo=photo))["photo"]
    assert (await remote.post("forward", user=ann, message=place, chat=ann))["forward_origin"]
    assert (await remote.post("edit", message=place, text="revenue was 4.4 billion"))["edit_date"]
    assert len(await remote.get("chat", chat=group)) == 2
    await remote.post("set_status", by=ann, chat=group, user=bot, status="kicked")
    assert "kicked" in await raw.refused("sendMessage", chat_id=group, text="x")
    await remote.post("block", user=ann)
    assert "blocked" in await raw.refused("sendMessage", chat_id=ann, text="x")
    calls = await remote.get("outbox", after=1)
    assert [(call["method"], call["error"]["error_code"]) for call in calls] == [("sendMessage", 403)]


async def test_queries_by_id(raw: Any, remote: Any) -> None:
    ann = (await remote.post("user", first_name="Ann"))["id"]
    far = (await remote.post("group", title="Far", members=[ann]))["id"]
    query = await remote.post("inline", user=ann, text="revenue", chat=ann)
    article = {"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "4.3"}}
    await raw.ok("answerInlineQuery", inline_query_id=query["id"], results=[article])
    assert (await remote.get("query", id=query["id"]))["answer"]["results"][0]["id"] == "1"
    chosen = await remote.post("choose", query=query["id"], result_id="1", chat=far)
    assert chosen["text"] == "4.3"
    guest = await remote.post("guest", user=ann, chat=far, text="@local_bot check")
    await raw.ok("answerGuestQuery", guest_query_id=guest["id"], result=article)
    assert (await remote.get("chat", chat=far))[-1]["guest_bot_caller_user"]["id"] == ann


async def test_settings_faults_clock_and_bots(api: LocalApi, raw: Any, remote: Any) -> None:
    await remote.post("fault", kind="error", method="getMe", code=502)
    assert await raw.refused("getMe") == "502 Bad Gateway"
    await remote.post("settings", without=["sendRichMessage"], limits=True, local=False)
    assert (api.settings.without, api.limits.enabled, api.settings.local) == ({"sendRichMessage"}, True, False)
    before = api.clock.now()
    await remote.post("clock", advance=100)
    assert api.clock.now() >= before + 100
    made = await remote.post("bot", username="other_bot")
    assert (await raw.post("getMe", made["token"]))[0] == 200


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("send", {"user": 5, "chat": 5, "text": "x"}),
        ("fault", {"code": 1, "colour": "red"}),
        ("bot", {"username": "x", "token": "short"}),
        ("user", {}),
        ("settings", {"nothing": 1}),
    ],
)
async def test_mistakes_are_told(remote: Any, act: str, body: Json) -> None:
    assert "error" in await remote.post(act, **body)


async def test_unknown_acts(api: LocalApi, raw: Any) -> None:
    async with raw.session.post(f"{api.url}/control/dance", json={}) as response:
        assert response.status == 404


async def test_events_stream_what_chats_show(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    async with raw.session.get(f"{api.url}/control/events") as stream:

        async def event() -> Any:
            async with asyncio.timeout(5):
                while not (line := await stream.content.readline()).startswith(b"data: "):
                    pass
            return json.loads(line.removeprefix(b"data: "))

        await stream.content.readline()
        api.people.send(desk.ann, desk.private, "营收")
        assert (await event())["message"]["text"] == "营收"
        sent = await raw.ok("sendMessage", chat_id=desk.ann.id, text="x")
        assert (await event())["event"] == "message"
        where = {"chat_id": desk.ann.id, "message_id": sent["message_id"]}
        await raw.ok("editMessageText", **where, text="y")
        assert (await event())["event"] == "edit"
        await raw.ok("deleteMessage", **where)
        assert await event() == {"event": "delete", "chat": desk.ann.id, "message_id": sent["message_id"]}
        query = api.people.inline(desk.ann, "x")
        await raw.ok("answerInlineQuery", inline_query_id=query.id, results=[])
        assert (await event())["query"]["answer"]["results"] == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_process_of_its_own(raw: Any, number: int) -> None:
    token = "42:" + "T" * 35
    command = [sys.executable, "-m", "bot.localapi", "--port", "0", "--token", token, "--token", "43:" + "T" * 35]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, env=os.environ.copy())
    assert process.stdout
    started = json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
    async with raw.session.get(f"{started['url']}/bot{token}/getMe") as response:
        assert (await response.json())["result"]["id"] == 42
    assert len(started["tokens"]) == 2
    process.send_signal(number)
    assert await asyncio.wait_for(process.wait(), 20) == 0
