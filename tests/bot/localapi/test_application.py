"""The real python-telegram-bot, unchanged, against the local Bot API: polling and webhook, every kind of message."""

import asyncio
import contextlib
from types import SimpleNamespace
from typing import Any

import httpx
import httpx_aiohttp
import pytest
import telegram
from aiohttp import web
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.localapi import Fault, LocalApi
from bot.localapi.webhook import SECRET_HEADER

KINDS = [
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "guest_message",
    "my_chat_member",
]


def article(text: str, **fields: Any) -> Any:
    content = telegram.InputTextMessageContent(text, parse_mode=ParseMode.HTML)
    return telegram.InlineQueryResultArticle("1", "Echo", content, **fields)


MORE = telegram.InlineKeyboardMarkup(
    [
        [
            telegram.InlineKeyboardButton("More", callback_data="more"),
            telegram.InlineKeyboardButton("Copy", copy_text=telegram.CopyTextButton("4.3")),
        ]
    ]
)


async def echo(update: telegram.Update, context: Any) -> None:
    await context.bot.send_chat_action(update.message.chat_id, "typing")
    quoted = update.message.quote.text if update.message.quote else None
    reply = telegram.ReplyParameters(update.message.message_id)
    await update.message.reply_text(quoted or update.message.text, reply_parameters=reply)


async def start(update: telegram.Update, _context: Any) -> None:
    await update.message.reply_html(f"<b>{update.message.from_user.first_name}</b>", reply_markup=MORE)


async def edited(update: telegram.Update, context: Any) -> None:
    text = f"edited: {update.edited_message.text}"
    await context.bot.edit_message_text(text, update.edited_message.chat_id, update.edited_message.message_id + 1)


async def chart(update: telegram.Update, _context: Any) -> None:
    photo = await update.message.photo[-1].get_file()
    data = bytes(await photo.download_as_bytearray())
    await update.message.reply_photo(data, caption="<i>chart</i>", parse_mode=ParseMode.HTML)


async def inline(update: telegram.Update, _context: Any) -> None:
    await update.inline_query.answer([article(update.inline_query.query, reply_markup=MORE)], cache_time=1)


async def chosen(update: telegram.Update, context: Any) -> None:
    await context.bot.edit_message_text("chosen", inline_message_id=update.chosen_inline_result.inline_message_id)


async def pressed(update: telegram.Update, _context: Any) -> None:
    await update.callback_query.answer("more")
    await update.callback_query.edit_message_text("more")


async def guest(update: telegram.Update, context: Any) -> None:
    message = update.guest_message
    sent = await context.bot.answer_guest_query(message.guest_query_id, article(f"{message.reply_to_message.text}?"))
    await context.bot.edit_message_text("checked", inline_message_id=sent.inline_message_id)


def request(**options: Any) -> Any:
    transport = httpx_aiohttp.AiohttpTransport(limits=httpx.Limits(max_connections=8))
    return HTTPXRequest(httpx_kwargs={"transport": transport}, **options)


def build(api: LocalApi) -> Any:
    application = (
        Application.builder()
        .token(api.token)
        .base_url(api.base_url)
        .base_file_url(api.base_file_url)
        .request(request())
        .get_updates_request(request())
        .updater(None)
        .build()
    )
    fresh = filters.UpdateType.MESSAGE
    for handler in (
        CommandHandler("start", start, filters=fresh),
        MessageHandler(filters.UpdateType.EDITED_MESSAGE, edited),
        MessageHandler(filters.UpdateType.GUEST_MESSAGE, guest),
        MessageHandler(fresh & filters.PHOTO, chart),
        MessageHandler(fresh & filters.TEXT, echo),
        InlineQueryHandler(inline),
        ChosenInlineResultHandler(chosen),
        CallbackQueryHandler(pressed),
    ):
        application.add_handler(handler)
    return application


@contextlib.asynccontextmanager
async def polling(api: LocalApi) -> Any:
    application = build(api)
    updater = telegram.ext.Updater(application.bot, application.update_queue)
    async with application, updater:
        await updater.start_polling(timeout=2, allowed_updates=KINDS, poll_interval=0)
        await application.start()
        yield application
        await updater.stop()
        await application.stop()


@contextlib.asynccontextmanager
async def webhook(api: LocalApi) -> Any:
    """The order that the bot must keep: check the secret, take the update, answer 200."""
    application = build(api)
    secret = "s3cret"

    async def receive(request: Any) -> Any:
        if request.headers.get(SECRET_HEADER) != secret:
            return web.Response(status=403)
        await application.update_queue.put(telegram.Update.de_json(await request.json(), application.bot))
        return web.Response()

    site = web.Application()
    site.router.add_post("/telegram", receive)
    runner = web.AppRunner(site, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with application:
        await application.start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
        await application.bot.set_webhook(url, allowed_updates=KINDS, secret_token=secret)
        yield application
        await application.bot.delete_webhook()
        await application.stop()
    await runner.cleanup()


@pytest.fixture(params=[polling, webhook])
async def echo_bot(request: Any, api: LocalApi) -> Any:
    async with request.param(api) as application:
        yield application


@pytest.mark.usefixtures("echo_bot")
async def test_a_private_chat(api: LocalApi, desk: SimpleNamespace, picture: bytes) -> None:
    api.people.send(desk.ann, desk.private, "/start")
    sent = (await api.outbox.next("sendMessage")).result
    assert (sent["text"], sent["entities"][0]["type"]) == ("Ann", "bold")
    query = api.people.press(desk.ann, sent, "more")
    assert (await api.outbox.next("answerCallbackQuery")).ok
    assert query.answer
    assert query.answer["text"] == "more"
    await api.outbox.next("editMessageText")
    assert desk.private.messages[sent["message_id"]]["text"] == "more"
    asked = api.people.send(desk.ann, desk.private, "4.3 < 5 & 𠮷", reply_to=sent)
    echoed = (await api.outbox.next("sendMessage")).result
    assert (echoed["text"], echoed["reply_to_message"]["message_id"]) == ("4.3 < 5 & 𠮷", asked["message_id"])
    assert [call.method for call in api.outbox.calls if call.method == "sendChatAction"]
    api.people.edit(asked, "5")
    assert (await api.outbox.next("editMessageText")).result["text"] == "edited: 5"
    api.people.send(desk.ann, desk.private, "see", photo=picture)
    photo = (await api.outbox.next("sendPhoto")).result
    assert (photo["caption"], api.world.files[photo["photo"][0]["file_id"]].data) == ("chart", picture)


@pytest.mark.usefixtures("echo_bot")
async def test_a_group_with_several_members(api: LocalApi, desk: SimpleNamespace) -> None:
    claim = api.people.send(desk.bob, desk.group, "revenue was 4.3 billion")
    api.people.send(desk.bob, desk.group, "hello all")
    assert await api.outbox.silent()
    api.people.send(desk.ann, desk.group, "@local_bot", reply_to=claim, quote="4.3 billion")
    first = (await api.outbox.next("sendMessage")).result
    assert (first["text"], first["chat"]["id"]) == ("4.3 billion", desk.group.id)
    api.people.send(desk.bob, desk.group, "why?", reply_to=first)
    assert (await api.outbox.next("sendMessage")).result["text"] == "why?"


@pytest.mark.usefixtures("echo_bot")
async def test_inline(api: LocalApi, desk: SimpleNamespace) -> None:
    query = api.people.inline(desk.ann, "<b>4.3</b>", chat=desk.group)
    assert (await api.outbox.next("answerInlineQuery")).args["results"][0]["title"] == "Echo"
    message = api.people.choose(query, "1", desk.group)
    assert message["text"] == "4.3"
    await api.outbox.next("editMessageText")
    assert desk.group.messages[message["message_id"]]["text"] == "chosen"


@pytest.mark.usefixtures("echo_bot")
async def test_guest_mode(api: LocalApi, desk: SimpleNamespace) -> None:
    far = api.people.group("Far", [desk.ann, desk.bob], "supergroup")
    claim = api.people.send(desk.bob, far, "revenue was 4.3 billion")
    api.people.guest(desk.ann, far, "@local_bot check", reply_to=claim)
    result = (await api.outbox.next("answerGuestQuery")).args["result"]
    assert result["input_message_content"]["message_text"] == "revenue was 4.3 billion?"
    await api.outbox.next("editMessageText")
    assert far.messages[max(far.messages)]["text"] == "checked"


async def test_faults_reach_the_bot_as_its_own_errors(
    api: LocalApi, desk: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, until: Any
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # RetryAfter warns without it
    api.people.send(desk.ann, desk.private, "x")
    async with build(api) as application:
        for fault, error in (
            (Fault(code=429, retry_after=7), telegram.error.RetryAfter),
            (Fault(code=500), telegram.error.NetworkError),
            (Fault("reset"), telegram.error.NetworkError),
            (Fault("malformed"), telegram.error.TelegramError),
        ):
            api.faults.add(fault)
            with pytest.raises(error):
                await application.bot.send_message(desk.ann.id, "x")
        api.people.block(desk.ann)
        with pytest.raises(telegram.error.Forbidden, match="bot was blocked by the user"):
            await application.bot.send_message(desk.ann.id, "x")
        with pytest.raises(telegram.error.BadRequest, match="Message text is empty"):
            await application.bot.send_message(desk.ann.id, "")
        unknown = telegram.Bot("1:" + "x" * 35, base_url=api.base_url, request=request())
        with pytest.raises(telegram.error.InvalidToken):
            await unknown.initialize()
        await unknown.shutdown()
        other = telegram.Bot(api.token, base_url=api.base_url, request=request(), get_updates_request=request())
        async with other:
            last = (await other.get_updates())[-1].update_id
            first = asyncio.create_task(application.bot.get_updates(offset=last + 1, timeout=5))
            await until(lambda: api.bot.updates.polled)
            second = asyncio.create_task(other.get_updates(timeout=5))
            with pytest.raises(telegram.error.Conflict):
                await first
            api.people.block(desk.ann, unblock=True)
            assert len(await second) == 1


async def test_newer_methods_by_their_names(api: LocalApi, desk: SimpleNamespace) -> None:
    async with build(api) as application:
        assert await application.bot.send_message_draft(api.people.private(desk.ann).id, 1, "x")
        rich = {"chat_id": desk.ann.id, "rich_message": {"html": "<table><tr><td>4.3</td></tr></table>"}}
        assert (await application.bot.do_api_request("sendRichMessage", rich))["message_id"] == 1
