"""The web endpoints, over HTTP, and the bot behind them."""

import asyncio
import gzip
import inspect
import io
import json
import socket
from types import SimpleNamespace

import aiohttp
import pytest

import bot.service
from bot.app import run_webhook
from bot.localapi.faults import Fault
from bot.settings import Settings

SECRET = "only-telegram-knows"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def service(api, respond):
    """A bot that listens; its webhook is set."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    settings = Settings(
        _env_file=None,
        bot_token=api.token,
        telegram_api_url=api.url,
        database_url="sqlite://",
        mode="webhook",
        webhook_url=f"{url}/telegram",
        webhook_secret=SECRET,
        listen=f"127.0.0.1:{port}",
    )
    stop = asyncio.Event()
    task = asyncio.create_task(run_webhook(settings, respond, stop=stop))
    async with aiohttp.ClientSession(url) as session:
        for _ in range(500):
            try:
                await session.get("/healthz")
                break
            except aiohttp.ClientError:
                await asyncio.sleep(0.02)
        yield SimpleNamespace(session=session, settings=settings, stop=stop, task=task)
    stop.set()
    assert await asyncio.wait_for(task, 20) == 0


def message(number=1, text="OpenAI revenue", **more):
    person = {"id": 900, "is_bot": False, "first_name": "Ann", **more}
    chat = {"id": 900, "type": "private", "first_name": "Ann"}
    return {"update_id": number, "message": {"message_id": 5, "date": 0, "from": person, "chat": chat, "text": text}}


async def post(service, body, secret=SECRET):
    data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
    async with service.session.post("/telegram", data=data, headers={HEADER: secret}) as answer:
        return answer.status


async def test_a_message_is_answered_and_confirmed(api, service, desk, sent):
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    assert (await sent())["text"].startswith("OpenAI")
    while api.bot.updates.pending():
        await asyncio.sleep(0.01)


async def test_a_slow_answer_is_recorded_and_its_chat_goes_on_in_order(api, service, desk):
    api.faults.add(Fault("delay", method="sendMessage", seconds=2))
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    api.people.send(desk.ann, desk.private["ann"], "training")
    first, second = [await api.outbox.next("sendMessage", within=10) for _ in range(2)]
    assert first.args["text"].startswith("OpenAI")
    assert not second.args["text"].startswith("OpenAI")
    assert await api.outbox.silent()


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], SECRET + "x", "é"])
async def test_a_wrong_secret_is_refused(api, service, secret):
    await api.outbox.silent(0.1)
    assert await post(service, message(), secret) == 401
    assert await api.outbox.silent()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b'{"update_id": "1"}', 400),
        (b'{"update_id": true}', 400),
        (b'{"update_id": -5}', 400),
        (b'{"update_id": 99999999999999999999}', 400),
        (b" " * (1 << 20) + b"{}", 413),
        (b'{"update_id": 7}', 200),
        (b'{"update_id": 8, "of_the_future": {"a": 1}}', 200),
        (b'{"update_id": 9, "message": {"no": "message"}}', 200),
    ],
)
async def test_strange_bodies_are_refused_or_harmless(api, service, body, status):
    await api.outbox.silent(0.1)
    assert await post(service, body) == status
    assert await api.outbox.silent(0.1)
    assert (await service.session.get("/healthz")).status == 200


async def raw(service, head, body=b"", *, hang_up=False):
    """Send bytes as they are; return the status line, or nothing where the connection is closed first."""
    reader, writer = await asyncio.open_connection(service.settings.host, service.settings.port)
    lines = [b"POST /telegram HTTP/1.1", b"Host: bot", f"{HEADER}: {SECRET}".encode(), *head]
    writer.write(b"\r\n".join(lines) + b"\r\n\r\n" + body)
    await writer.drain()
    if not hang_up:
        async with asyncio.timeout(10):
            status = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return b"" if hang_up else status


async def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch, api, service, desk, sent):
    monkeypatch.setattr("bot.service.BODY_SECONDS", 0.2)
    for head, body in (
        ([b"Content-Length: 100"], b'{"update_id"'),
        ([b"Transfer-Encoding: chunked"], b'4\r\n{ "u\r\n'),
    ):
        assert b" 408 " in await raw(service, head, body)
    assert await raw(service, [b"Content-Length: 100"], b"{", hang_up=True) == b""
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    assert (await sent())["text"].startswith("OpenAI")


async def test_a_body_that_is_announced_too_large_is_not_read(api, service):
    assert b" 413 " in await raw(service, [b"Content-Length: 9999999999999999999"])
    assert b" 400 " in await raw(service, [b"Content-Length: -1"])
    chunk = b"100001\r\n" + b" " * 0x100001 + b"\r\n"  # nothing is announced: counted while it comes
    assert b" 413 " in await raw(service, [b"Transfer-Encoding: chunked"], chunk)


@pytest.mark.parametrize(
    "kind", ["text/html", "multipart/form-data; boundary=x", "application/json; charset=utf-7", ""]
)
@pytest.mark.parametrize("coding", ["", "gzip"])
async def test_what_the_headers_say_a_body_is_changes_nothing(api, service, kind, coding):
    headers = {HEADER: SECRET, "Content-Type": kind} | ({"Content-Encoding": coding} if coding else {})
    await api.outbox.silent(0.1)
    async with service.session.post("/telegram", data=io.BytesIO(b"<form>update_id=1"), headers=headers) as answer:
        assert answer.status == 400
    packed = gzip.compress(json.dumps(message()).encode())
    async with service.session.post("/telegram", data=io.BytesIO(packed), headers=headers) as answer:
        assert answer.status == 400  # nothing is unpacked
    assert await api.outbox.silent(0.1)


def test_the_secret_is_compared_in_constant_time():
    source = inspect.getsource(bot.service.Service.telegram)
    assert "hmac.compare_digest(given, self._secret)" in source


async def test_a_forged_update_of_a_chat_that_is_not_there_hurts_nobody(api, service, desk, sent):
    assert await post(service, message()) == 200
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    while not (await api.outbox.next("sendMessage")).ok:
        pass


@pytest.mark.parametrize("words", ["'; DROP TABLE chats; --", "<b>&</b> \\ %s {0}", "\x00 \u202e 😀"])
async def test_names_and_texts_are_words_and_nothing_else(api, service, desk, sent, words):
    evil = api.people.user(words, "evil", "en")
    chat = api.people.private(evil)
    api.people.send(evil, chat, f"OpenAI revenue {words}")
    await sent()
    api.people.send(evil, chat, "/lang zh-Hant")
    await sent()
    api.people.send(evil, chat, "/help")
    assert await sent()


async def test_an_update_that_comes_twice_is_answered_once(api, service, desk):
    api.people.send(desk.ann, desk.private["ann"], "OpenAI revenue")
    call = await api.outbox.next("sendMessage")
    update = message(4711)
    update["message"]["chat"]["id"] = update["message"]["from"]["id"] = call.args["chat_id"]
    assert await asyncio.gather(*(post(service, update) for _ in range(5))) == [200] * 5
    assert await post(service, update) == 200
    assert (await api.outbox.next("sendMessage")).ok
    assert await api.outbox.silent()


async def test_what_operators_see(api, service):
    assert await (await service.session.get("/healthz")).json() == {"ok": True}
    assert (await (await service.session.get("/readyz")).json())["ready"]
    counted = await (await service.session.get("/metrics")).text()
    assert "zhangben_database_up 1.0" in counted
    assert (await service.session.get("/nothing")).status == 404
    assert (await service.session.get("/telegram")).status == 405


async def test_the_webhook_is_set_once(api, service):
    assert len(api.outbox.to("setWebhook")) == 1
    assert api.outbox.to("setWebhook")[0].args["secret_token"] == SECRET
    assert "guest_message" in api.outbox.to("setWebhook")[0].args["allowed_updates"]
