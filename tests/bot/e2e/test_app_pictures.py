"""Pictures that Telegram fetches itself: beside cards, and under inline messages."""

import asyncio
import contextlib
import struct
from datetime import date

import aiohttp
import pytest

from bot.app import run_webhook
from bot.gallery import Gallery
from bot.respond import Responder
from bot.settings import Settings

SIDE, WIDTH = 160, 900
SECRET = "not-told"


@pytest.fixture
def respond(knowledge):
    return Responder(knowledge, lambda: date(2026, 11, 24))


@pytest.fixture
async def service(api, respond, free_port):
    """A bot that listens and serves pictures where Telegram reaches it."""
    url = f"http://127.0.0.1:{free_port}"
    settings = Settings(
        _env_file=None,
        bot_token=api.token,
        telegram_api_url=api.url,
        database_url="sqlite://",
        mode="webhook",
        webhook_url=f"{url}/telegram",
        webhook_secret=SECRET,
        listen=f"127.0.0.1:{free_port}",
    )
    stop = asyncio.Event()
    task = asyncio.create_task(run_webhook(settings, respond, stop=stop))
    async with aiohttp.ClientSession() as session:
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                await session.get(f"{url}/healthz")
                break
            await asyncio.sleep(0.02)
        yield session
    stop.set()
    assert await asyncio.wait_for(task, 20) == 0


async def fetched(session, address):
    async with session.get(address) as answer:
        return answer.status, answer.headers.get("Content-Type"), await answer.read()


def size_of(png):
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize(
    "text", ["OpenAI 2024 revenue", "日本淨負債跟美國一樣高", "Bank of Japan total assets", "中国"]
)
async def test_every_card_has_a_small_picture(api, service, desk, text):
    api.people.inline(desk.bob, text)
    results = (await api.outbox.next("answerInlineQuery")).args["results"]
    pictured = [one for one in results if "thumbnail_url" in one]
    assert pictured or text.startswith("Bank")
    for one in pictured[:3]:
        assert (one["thumbnail_width"], one["thumbnail_height"]) == (SIDE, SIDE)
        status, kind, png = await fetched(service, one["thumbnail_url"])
        assert (status, kind, size_of(png)) == (200, "image/png", (SIDE, SIDE))


async def test_a_chart_under_an_inline_message_and_back(api, service, desk):
    elsewhere = api.people.group("Elsewhere", [desk.ann])
    query = api.people.inline(desk.ann, "OpenAI inference spend 2024", chat=elsewhere)
    call = await api.outbox.next("answerInlineQuery")
    assert call.ok, call.error
    card = call.args["results"][0]
    message = api.people.choose(query, card["id"], elsewhere)
    press(api, desk.ann, message, "Chart")
    drawn = (await api.outbox.next("editMessageText")).args
    status, _, png = await fetched(service, drawn["link_preview_options"]["url"])
    assert (status, size_of(png)[0]) == (200, WIDTH)
    message = elsewhere.messages[message["message_id"]]
    assert "Chart" not in labels(message)
    press(api, desk.ann, message, "Back")
    again = (await api.outbox.next("editMessageText")).args
    assert again["link_preview_options"] == {"is_disabled": True}
    assert labels(elsewhere.messages[message["message_id"]]) == labels({"reply_markup": card["reply_markup"]})


async def test_the_way_back_from_a_what_if_of_an_inline_message(api, service, desk):
    elsewhere = api.people.group("Elsewhere", [desk.ann])
    query = api.people.inline(desk.ann, "OpenAI 2024 revenue", chat=elsewhere)
    call = await api.outbox.next("answerInlineQuery")
    assert call.ok, call.error
    card = call.args["results"][0]
    message = first = api.people.choose(query, card["id"], elsewhere)
    for label in ("What if 15%?", "10%", "Derivation", "Back"):
        press(api, desk.ann, message, label)
        assert (await api.outbox.next("editMessageText")).ok
        message = elsewhere.messages[message["message_id"]]
    assert (message["text"], labels(message)) == (first["text"], labels(first))


@pytest.mark.parametrize("change", ["", "x", "png"])
async def test_an_address_that_the_bot_has_not_made_is_refused(
    api, service, desk, change, free_port, respond, settings
):
    address = Gallery("", b"another key", respond).address("t", respond("OpenAI 2024 revenue", "en"))
    if change:
        address = address.replace(".png", f"{change}.png")
    assert (await fetched(service, f"http://127.0.0.1:{free_port}{address}"))[0] == 404


async def test_without_an_address_of_its_own_there_are_no_pictures(api, bot, desk):
    api.people.inline(desk.ann, "OpenAI 2024 revenue")
    results = (await api.outbox.next("answerInlineQuery")).args["results"]
    assert results
    assert not any("thumbnail_url" in one for one in results)
    assert not any("Chart" in labels(one) for one in results)


def labels(message):
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return [button["text"] for row in rows for button in row]


def press(api, person, message, label):
    rows = message["reply_markup"]["inline_keyboard"]
    data = next(button["callback_data"] for row in rows for button in row if button["text"] == label)
    api.people.press(person, message, data)
