"""Every bad request, sent over raw HTTP: what comes back is what Telegram says."""

import io
import json
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest

from bot.localapi import LocalApi

Json = dict[str, Any]


def button(**fields: Any) -> Any:
    return {"inline_keyboard": [[{"text": "x", **fields}]]}


def article(**fields: Any) -> Any:
    content = {"message_text": "x"}
    return {"type": "article", "id": "1", "title": "t", "input_message_content": content, **fields}


def quote(text: str, **fields: Any) -> Any:
    return {"text": "x", "reply_parameters": {"message_id": 1, "quote": text, **fields}}


BOUND = "can't parse entities: "
KEYBOARD = "can't parse inline keyboard button: "

# Method, parameters (chat_id is Ann's chat unless given), and what follows "400 Bad Request: ".
CASES = [
    # Names and types; the words for unknown ones are ours.
    ("sendMessage", {"text": "x", "txt": "x"}, "unknown parameter txt of sendMessage"),
    ("sendMessage", {"text": "x", "entities": "[{"}, "can't parse entities JSON object"),
    ("sendMessage", {"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ("sendMessage", {"text": "x", "reply_markup": []}, "object expected as reply markup"),
    ("sendMessage", {"text": "x", "entities": {}}, 'field "entities" must be an Array'),
    (
        "sendMessage",
        {"text": "x", "entities": [{"type": "bold"}]},
        "can't parse MessageEntity: Can't find field \"offset\"",
    ),
    ("sendMessage", {"text": "x", "protect_content": "maybe"}, 'field "protect_content" must be a Boolean'),
    ("sendMessage", {"text": "x", "message_thread_id": "one"}, 'field "message_thread_id" must be an Integer'),
    ("sendMessage", {"text": ["x"]}, 'field "text" must be of type String'),
    (
        "sendMessage",
        {"text": "x", "link_preview_options": {"disabled": True}},
        "can't parse LinkPreviewOptions: unknown field disabled",
    ),
    # Where to.
    ("sendMessage", {"text": "x", "chat_id": ""}, "chat_id is empty"),
    ("sendMessage", {"text": "x", "chat_id": 5}, "chat not found"),
    ("sendMessage", {"text": "x", "chat_id": "@nobody"}, "chat not found"),
    ("sendMessage", {"text": "x", "message_thread_id": 9}, "message thread not found"),
    # Text.
    ("sendMessage", {}, "message text is empty"),
    ("sendMessage", {"text": ""}, "message text is empty"),
    ("sendMessage", {"text": " \n "}, "text must be non-empty"),
    ("sendMessage", {"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ("sendMessage", {"text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"text": "a < b", "parse_mode": "HTML"}, BOUND + 'Unsupported start tag "" at byte offset 2'),
    (
        "sendMessage",
        {"text": "营<b>", "parse_mode": "html"},
        BOUND + 'Can\'t find end tag corresponding to start tag "b"',
    ),
    ("sendMessage", {"text": "x", "parse_mode": "XML"}, "unsupported parse_mode"),
    (
        "sendMessage",
        {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
        "entity beginning at UTF-16",
    ),
    (
        "sendMessage",
        {"text": "𠮷", "entities": [{"type": "bold", "offset": 1, "length": 1}]},
        "entity begins in a middle of a UTF-16 symbol",
    ),
    ("sendMessage", {"text": "<b>x</b> " * 101, "parse_mode": "HTML"}, "ENTITIES_TOO_LONG"),
    (
        "sendMessage",
        {"text": "<blockquote>a<blockquote>b</blockquote></blockquote>", "parse_mode": "HTML"},
        BOUND + "blockquote entities can't be nested",
    ),
    (
        "sendMessage",
        {"text": "<pre>a<b>b</b></pre>", "parse_mode": "HTML"},
        BOUND + "pre and code entities can't contain other entities",
    ),
    ("sendMessage", {"text": "*x*", "parse_mode": "MarkdownV2"}, BOUND + "Markdown is not implemented in the local"),
    ("sendMessage", {"text": "营" * 10_923}, "text is too long"),
    # Keyboards.
    (
        "sendMessage",
        {"text": "x", "reply_markup": button()},
        KEYBOARD + "Text buttons are unallowed in the inline keyboard",
    ),
    ("sendMessage", {"text": "x", "reply_markup": button(callback_data="x" * 65)}, "BUTTON_DATA_INVALID"),
    ("sendMessage", {"text": "x", "reply_markup": button(callback_data="营" * 22)}, "BUTTON_DATA_INVALID"),
    ("sendMessage", {"text": "x", "reply_markup": button(copy_text={"text": "x" * 257})}, "BUTTON_COPY_TEXT_INVALID"),
    ("sendMessage", {"text": "x", "reply_markup": button(copy_text={"text": ""})}, "BUTTON_COPY_TEXT_INVALID"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": button(url="nothing")},
        "inline keyboard button URL 'nothing' is invalid: Wrong HTTP URL",
    ),
    ("sendMessage", {"text": "x", "reply_markup": button(callback_data="x", style="gold")}, "BUTTON_STYLE_INVALID"),
    ("sendMessage", {"text": "x", "reply_markup": button(callback_data="x", text=" ")}, "BUTTON_TEXT_INVALID"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": button(callback_data="x", url="https://example.org")},
        KEYBOARD + "exactly one of url, callback_data must be used",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}},
        "reply markup is too long",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 8] * 13}},
        "reply markup is too long",
    ),
    # Replies and quotes; message 1 is Ann's "revenue was $4.3 billion 𠮷 in 2025", bold from "$".
    ("sendMessage", {"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ("sendMessage", quote("revenue is"), "QUOTE_TEXT_INVALID"),
    ("sendMessage", quote("$4.3"), "QUOTE_TEXT_INVALID"),  # the styles must agree
    ("sendMessage", quote("x" * 1025), "QUOTE_TEXT_INVALID"),
    ("sendMessage", quote("a < b", quote_parse_mode="HTML"), BOUND + 'Unsupported start tag "" at byte offset 2'),
    # Edits; 1 is Ann's, 2 the bot's text, 3 the bot's photo, 4 the bot's with a reply keyboard.
    ("editMessageText", {"text": "x", "message_id": 99}, "message to edit not found"),
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("editMessageText", {"text": "x", "message_id": 2, "chat_id": None}, "chat_id is empty"),
    ("editMessageText", {"text": "x", "message_id": 1}, "message can't be edited"),
    ("editMessageText", {"text": "x", "message_id": 4}, "message can't be edited"),
    ("editMessageText", {"text": "x", "message_id": 3}, "there is no text in the message to edit"),
    ("editMessageText", {"text": "x" * 4097, "message_id": 2}, "MESSAGE_TOO_LONG"),
    ("editMessageText", {"text": "", "message_id": 2}, "message text is empty"),
    ("editMessageText", {"text": "x", "inline_message_id": "x"}, "MESSAGE_ID_INVALID"),
    (
        "editMessageText",
        {"text": "the answer", "message_id": 2},
        (
            "message is not modified: specified new message content and reply markup are exactly the same as a current "
            "content and reply markup of the message"
        ),
    ),
    ("editMessageReplyMarkup", {"message_id": 2}, "message is not modified: "),
    ("editMessageCaption", {"caption": "x", "message_id": 2}, "there is no caption in the message to edit"),
    ("editMessageCaption", {"caption": "x" * 1025, "message_id": 3}, "message caption is too long"),
    ("editMessageMedia", {"message_id": 3, "media": {"type": "video", "media": "x"}}, 'type "video" is not'),
    ("editMessageMedia", {"message_id": 3, "media": {"type": "photo", "media": "attach://none"}}, "wrong file"),
    ("deleteMessage", {"message_id": 99}, "message to delete not found"),
    # Photos.
    ("sendPhoto", {}, "there is no photo in the request"),
    ("sendPhoto", {"photo": "unknown"}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"photo": "https://example.org/x.png"}, "failed to get HTTP URL content"),
    ("sendPhoto", {"photo": "unknown", "caption": "x" * 1025}, "message caption is too long"),
    ("getFile", {"chat_id": None, "file_id": "unknown"}, "invalid file_id"),
    # Answers.
    ("answerCallbackQuery", {"chat_id": None, "callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
    (
        "answerCallbackQuery",
        {"chat_id": None, "callback_query_id": "1"},
        "query is too old and response timeout expired",
    ),
    ("answerInlineQuery", {"chat_id": None, "inline_query_id": "1", "results": []}, "query is too old and response"),
    (
        "answerGuestQuery",
        {"chat_id": None, "guest_query_id": "1", "result": article()},
        "query is too old and response",
    ),
    # Small acts.
    ("sendChatAction", {"action": "thinking"}, "wrong parameter action in request"),
    ("setMessageReaction", {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "🧮"}]}, "REACTION_INVALID"),
    ("setMessageReaction", {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2}, "REACTIONS_TOO_MANY"),
    ("setMessageReaction", {"message_id": 99, "reaction": []}, "message to react not found"),
    ("sendMessageDraft", {"draft_id": 0, "text": "x"}, "DRAFT_ID_INVALID"),
    ("sendMessageDraft", {"draft_id": 1, "text": "x" * 4097}, "message is too long"),
    ("sendRichMessage", {"rich_message": {"html": "<p>x</p>", "markdown": "x"}}, "exactly one of the fields html and"),
    ("sendRichMessage", {"rich_message": {"html": "<p></p>"}}, "message text is empty"),
    ("sendRichMessage", {"rich_message": {"html": "x" * 32_769}}, "message is too long"),
    ("leaveChat", {}, "chat member status can't be changed in private chats"),
    ("getChatMember", {"user_id": 5}, "invalid user_id specified"),
    ("getChatAdministrators", {}, "there are no administrators in the private chat"),
    # What BotFather would set.
    ("setMyCommands", {"chat_id": None, "commands": [{"command": "Check", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    (
        "setMyCommands",
        {"chat_id": None, "commands": [{"command": "x" * 33, "description": "x"}]},
        "BOT_COMMAND_INVALID",
    ),
    (
        "setMyCommands",
        {"chat_id": None, "commands": [{"command": "x", "description": "x" * 257}]},
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    (
        "setMyCommands",
        {"chat_id": None, "commands": [{"command": "x", "description": "x"}] * 101},
        "BOT_COMMANDS_TOO_MUCH",
    ),
    ("setMyCommands", {"chat_id": None, "commands": [], "scope": {"type": "everybody"}}, "can't parse BotCommandScope"),
    ("setMyDescription", {"chat_id": None, "description": "x" * 513}, "bot description is too long"),
    ("setMyShortDescription", {"chat_id": None, "short_description": "x" * 121}, "bot short description is too long"),
    ("setMyName", {"chat_id": None, "name": "x" * 65}, "bot name is too long"),
    # Webhooks.
    ("setWebhook", {"chat_id": None, "url": "ftp://example.org"}, "invalid webhook URL specified"),
    (
        "setWebhook",
        {"chat_id": None, "url": "https://example.org", "secret_token": "x" * 257},
        "secret token is too long",
    ),
    (
        "setWebhook",
        {"chat_id": None, "url": "https://example.org", "secret_token": "s p"},
        "secret token contains unallowed characters",
    ),
]


@pytest.fixture
async def scene(api: LocalApi, raw: Any, desk: SimpleNamespace, picture: bytes) -> Any:
    """Ann's styled message, then a text, a photo and a message with a reply keyboard from the bot."""
    bold = {"type": "bold", "offset": 12, "length": 12}
    api.people.send(desk.ann, desk.private, "revenue was $4.3 billion 𠮷 in 2025", entities=[bold])
    await raw.ok("sendMessage", chat_id=desk.ann.id, text="the answer")
    form = aiohttp.FormData({"chat_id": str(desk.ann.id)})
    form.add_field("photo", picture, filename="chart.png")
    async with raw.session.post(f"{api.base_url}{api.token}/sendPhoto", data=form) as response:
        assert response.status == 200
    await raw.ok("sendMessage", chat_id=desk.ann.id, text="x", reply_markup={"keyboard": [[{"text": "y"}]]})
    return desk


@pytest.mark.parametrize(("method", "parameters", "reason"), CASES)
async def test_refused(scene: Any, raw: Any, method: str, parameters: Json, reason: str) -> None:
    given = {"chat_id": scene.ann.id, **parameters}
    said = await raw.refused(method, **{name: value for name, value in given.items() if value is not None})
    assert said.startswith(f"400 Bad Request: {reason}")


INLINE = [
    ({"results": [article(id=str(n)) for n in range(51)]}, "RESULTS_TOO_MUCH"),
    ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
    ({"results": [article(id="")]}, "RESULT_ID_INVALID"),
    ({"results": [article(id="x" * 65)]}, "RESULT_ID_INVALID"),
    ({"results": [article(title=" ")]}, "ARTICLE_TITLE_EMPTY"),
    ({"results": [article(input_message_content={"message_text": ""})]}, "message text is empty"),
    ({"results": [article(input_message_content={"message_text": "x" * 4097})]}, "message is too long"),
    (
        {"results": [article(input_message_content={"message_text": "<b>", "parse_mode": "HTML"})]},
        "can't parse entities",
    ),
    ({"results": [article(reply_markup=button(callback_data="x" * 65))]}, "BUTTON_DATA_INVALID"),
    ({"results": [{"type": "game", "id": "1"}]}, 'can\'t parse inline query result: type "game" is unsupported'),
    ({"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
    ({"results": [], "cache_time": 86_401}, "CACHE_TIME_INVALID"),
    ({"results": [], "button": {"text": "x", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
]


@pytest.mark.parametrize(("parameters", "reason"), INLINE)
async def test_bad_inline_answers(
    api: LocalApi, raw: Any, desk: SimpleNamespace, parameters: Json, reason: str
) -> None:
    query = api.people.inline(desk.ann, "revenue")
    said = await raw.refused("answerInlineQuery", inline_query_id=query.id, **parameters)
    assert said.startswith(f"400 Bad Request: {reason}")
    assert query.answer is None


@pytest.mark.parametrize(
    ("size", "reason"),
    [
        ((9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        ((210, 10), "PHOTO_INVALID_DIMENSIONS"),
        (None, "IMAGE_PROCESS_FAILED"),
        ("heavy", "PHOTO_SAVE_FILE_INVALID"),
    ],
)
async def test_bad_photos(api: LocalApi, raw: Any, desk: SimpleNamespace, size: Any, reason: str) -> None:
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    match size:
        case (width, height):
            data = head + width.to_bytes(4) + height.to_bytes(4)
        case "heavy":
            data = bytes((10 << 20) + 1)
        case _:
            data = b"not an image"
    form = aiohttp.FormData({"chat_id": str(desk.ann.id)})
    form.add_field("photo", io.BytesIO(data), filename="chart.png")
    async with raw.session.post(f"{api.base_url}{api.token}/sendPhoto", data=form) as response:
        assert (await response.json())["description"] == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/bot{token}/sendNothing", "404 Not Found: method not found"),
        ("/bot1:short/getMe", "404 Not Found"),
        ("/botnothing/getMe", "404 Not Found"),
        ("/bot123:" + "B" * 35 + "/getMe", "401 Unauthorized"),
        ("/file/bot123:" + "B" * 35 + "/photos/x", "401 Unauthorized"),
        ("/file/bot{token}/photos/x", "404 Not Found"),
        ("/", "404 Not Found"),
    ],
)
async def test_bad_paths(api: LocalApi, raw: Any, path: str, answer: str) -> None:
    async with raw.session.get(api.url + path.format(token=api.token)) as response:
        body = await response.json()
    assert body == {"ok": False, "error_code": response.status, "description": answer.partition(" ")[2]}
    assert f"{response.status}" == answer[:3]


async def test_bodies_that_are_no_json(api: LocalApi, raw: Any) -> None:
    url, headers = f"{api.base_url}{api.token}/getMe", {"Content-Type": "application/json"}
    async with raw.session.post(url, data="{", headers=headers) as response:
        assert (await response.json())["description"] == "Bad Request: can't parse the request's JSON object"
    async with raw.session.post(url, headers=headers) as response:
        assert response.status == 200


async def test_requests_may_come_in_any_form(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    url = f"{api.base_url}{api.token}/SENDmessage"
    values = {"chat_id": str(desk.ann.id), "text": "x", "link_preview_options": json.dumps({"is_disabled": True})}
    for how in ({"params": values}, {"data": values}, {"json": values}):
        async with raw.session.post(url, **how) as response:
            assert (await response.json())["result"]["link_preview_options"] == {"is_disabled": True}
    async with raw.session.get(url, params=values) as response:
        assert response.status == 200


async def test_an_older_server_and_a_newer_one(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    rich = {"chat_id": desk.ann.id, "rich_message": {"html": "<h1>x</h1>"}}
    assert (await raw.ok("sendRichMessage", **rich))["rich_message"]["blocks"] == [{"type": "paragraph", "text": "x"}]
    api.settings.without.add("sendRichMessage")
    assert await raw.refused("sendRichMessage", **rich) == "404 Not Found: method not found"
    newer = {"chat_id": desk.group.id, "text": "x", "ephemeral_message_parameters": {"receiver_user_id": desk.ann.id}}
    assert "unknown parameter ephemeral_message_parameters" in await raw.refused("sendMessage", **newer)
    api.settings.accepted.add("ephemeral_message_parameters")
    await raw.ok("sendMessage", **newer)


async def test_only_https_and_four_ports_on_telegram_itself(api: LocalApi, raw: Any) -> None:
    api.settings.local = False
    said = await raw.refused("setWebhook", url="http://example.org")
    assert said == "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    said = await raw.refused("setWebhook", url="https://example.org:8080/x")
    assert said == "400 Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
