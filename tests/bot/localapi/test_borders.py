"""The last good request before each border: what test_refusals.py refuses is one step further."""

from types import SimpleNamespace
from typing import Any

import pytest

from bot.localapi import LocalApi

Json = dict[str, Any]

NOWHERE = {"chat_id": None}


def neighbours(table: Any) -> Any:
    """Make tests of rows that begin with the rule beside whose border they stand."""
    return [pytest.param(*row, id=rule) for rule, *row in table]


def button(**fields: Any) -> Any:
    return {"inline_keyboard": [[{"text": "x", **fields}]]}


def keys(rows: int, row: int) -> Any:
    return {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * row] * rows}


def article(**fields: Any) -> Any:
    content = {"message_text": "x"}
    return {"type": "article", "id": "1", "title": "t", "input_message_content": content, **fields}


def html(text: str) -> Any:
    return {"text": text, "parse_mode": "HTML"}


def entity(**fields: Any) -> Any:
    return {"text": "𠮷a", "entities": [{"type": "bold", "offset": 0, "length": 2, **fields}]}


# Rule, method, parameters; chat_id is Ann's chat unless given. 1 is Ann's "revenue was $4.3 billion 𠮷 in 2025", bold from "$"
# to "n"; 2 the bot's text, 3 the bot's photo.
GOOD = [
    ("json", "sendMessage", {"text": "x", "reply_markup": '{"inline_keyboard": []}'}),
    ("object", "sendMessage", {"text": "x", "link_preview_options": {}}),
    ("array", "sendMessage", {"text": "x", "entities": []}),
    ("field-missing", "sendMessage", entity()),
    ("boolean", "sendMessage", {"text": "x", "protect_content": "True"}),
    ("boolean", "sendMessage", {"text": "x", "protect_content": 0}),
    ("integer", "sendMessage", {"text": "x", "reply_parameters": {"message_id": " +1 "}}),
    ("string", "sendMessage", {"text": 5}),
    ("parameter-required", "setMessageReaction", {"message_id": 1}),
    ("chat-id-empty", "sendMessage", {"text": "x"}),
    ("chat-missing", "getChat", {}),
    ("text-empty", "sendMessage", {"text": "x"}),
    ("text-blank", "sendMessage", html("<b>x</b> ")),
    ("text-too-long", "sendMessage", {"text": "𠮷" * 4096}),
    ("text-too-long", "sendMessage", html("<b>" + "x" * 4096 + "</b>")),
    ("text-too-long", "sendMessageDraft", {"draft_id": 1, "text": "x" * 4096}),
    ("text-raw-too-long", "sendMessage", html("<b></b>" * 4681 + "x")),
    ("edit-too-long", "editMessageText", {"text": "x" * 4096, "message_id": 2}),
    ("caption-too-long", "editMessageCaption", {"caption": "𠮷" * 1024, "message_id": 3}),
    ("parse-mode", "sendMessage", {"text": "x", "parse_mode": "html"}),
    ("entities-too-many", "sendMessage", html("<b>x</b> " * 100)),
    ("entity-type", "sendMessage", entity(type="hashtag")),
    ("entity-detail", "sendMessage", entity(type="text_link", url="https://example.org")),
    ("entity-detail", "sendMessage", entity(type="custom_emoji", custom_emoji_id="5")),
    ("entity-url", "sendMessage", entity(type="text_link", url="tg://user?id=5")),
    ("entity-offset", "sendMessage", entity(offset=0)),
    ("entity-length", "sendMessage", entity(length=0)),
    ("entity-end", "sendMessage", entity(length=3)),
    ("entity-middle", "sendMessage", entity(length=2)),
    ("blockquotes-nest", "sendMessage", html("<blockquote>a</blockquote><blockquote>b</blockquote>")),
    ("code-holds", "sendMessage", html("<b><code>a</code></b>")),
    ("html-open", "sendMessage", html("<b>x</b>")),
    ("html-tag", "sendMessage", html("a &lt; b")),
    ("html-start-unclosed", "sendMessage", html('<a href="x">x</a>')),
    ("html-end-unclosed", "sendMessage", html("<b>x</b >")),
    ("html-end-without-start", "sendMessage", html("<b>x</>")),
    ("html-end-of-another", "sendMessage", html("<b>x</B>")),
    ("html-attribute-name", "sendMessage", html("<blockquote expandable>x</blockquote>")),
    ("html-attribute-value", "sendMessage", html("<a href=>x</a>")),
    ("html-attribute-unquoted", "sendMessage", html("<a href=example.org>x</a>")),
    ("html-span", "sendMessage", html('<span class="tg-spoiler">x</span>')),
    ("html-emoji", "sendMessage", html('<tg-emoji emoji-id="5">👍</tg-emoji>')),
    ("html-surrogate", "sendMessage", html("&#xD7FF;")),
    ("keyboard-size", "sendMessage", {"text": "x", "reply_markup": keys(12, 8)}),
    ("keyboard-size", "sendMessage", {"text": "x", "reply_markup": keys(100, 1)}),
    ("button-nothing", "sendMessage", {"text": "x", "reply_markup": button(switch_inline_query="")}),
    ("button-two", "sendMessage", {"text": "x", "reply_markup": button(callback_data="x", style="danger")}),
    ("button-text", "sendMessage", {"text": "x", "reply_markup": button(callback_data="x", text=".")}),
    ("button-data", "sendMessage", {"text": "x", "reply_markup": button(callback_data="x" * 64)}),
    ("button-data", "sendMessage", {"text": "x", "reply_markup": button(callback_data="营" * 21)}),
    ("button-copy", "sendMessage", {"text": "x", "reply_markup": button(copy_text={"text": "x" * 256})}),
    ("button-url", "sendMessage", {"text": "x", "reply_markup": button(url="t.me/local_bot?start=x")}),
    ("button-style", "sendMessage", {"text": "x", "reply_markup": button(callback_data="x", style="success")}),
    (
        "placeholder",
        "sendMessage",
        {"text": "x", "reply_markup": {"force_reply": True, "input_field_placeholder": "x" * 64}},
    ),
    (
        "deep-link",
        "sendMessage",
        {"text": "x", "reply_markup": button(url="https://t.me/x_bot?start=" + "aZ09_-" + "x" * 58)},
    ),
    ("deep-link", "sendMessage", {"text": "x", "reply_markup": button(url="https://example.org/?start=a.b")}),
    ("encoding", "sendMessage", {"text": "\U0001f600"}),
    ("text-blank", "sendMessage", {"text": "\u200bx"}),
    ("reply-missing", "sendMessage", {"text": "x", "reply_parameters": {"message_id": 1}}),
    (
        "reply-optional",
        "sendMessage",
        {"text": "x", "reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}},
    ),
    ("quote", "sendMessage", {"text": "x", "reply_parameters": {"message_id": 1, "quote": "revenue was"}}),
    ("quote", "sendMessage", {"text": "x", "reply_parameters": {"message_id": 5, "quote": "y" * 1024}}),
    (
        "quote",
        "sendMessage",
        {"text": "x", "reply_parameters": {"message_id": 1, "quote": "<b>$4.3</b>", "quote_parse_mode": "HTML"}},
    ),
    ("edit-missing", "editMessageText", {"text": "x", "message_id": 2}),
    ("edit-foreign", "editMessageText", {"text": "x", "message_id": 2}),
    ("edit-no-text", "editMessageText", {"text": "x", "message_id": 2}),
    ("edit-no-caption", "editMessageCaption", {"message_id": 3, "caption": "x"}),
    ("not-modified", "editMessageText", {"text": "the answer", "message_id": 2, "reply_markup": keys(1, 1)}),
    ("delete-missing", "deleteMessage", {"message_id": 1}),
    ("file-id-missing", "getFile", {**NOWHERE, "file_id": "{photo}"}),
    ("file-missing", "getFile", {**NOWHERE, "file_id": "{photo}"}),
    ("file-identifier", "sendPhoto", {"photo": "{photo}"}),
    ("photo-missing", "sendPhoto", {"photo": "{photo}"}),
    ("action", "sendChatAction", {"action": "upload_photo"}),
    ("reaction", "setMessageReaction", {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "🤷"}]}),
    ("reactions-many", "setMessageReaction", {"message_id": 1, "reaction": []}),
    ("react-missing", "setMessageReaction", {"message_id": 1, "reaction": []}),
    ("draft-id", "sendMessageDraft", {"draft_id": -1, "text": "x"}),
    ("draft-private", "sendMessageDraft", {"draft_id": 1, "text": ""}),
    ("rich-one", "sendRichMessage", {"rich_message": {"markdown": "x"}}),
    ("rich-empty", "sendRichMessage", {"rich_message": {"html": "<p>x</p>"}}),
    ("rich-too-long", "sendRichMessage", {"rich_message": {"html": "x" * 32_768}}),
    ("member-missing", "getChatMember", {"user_id": 1001}),
    ("administrators-private", "getChatAdministrators", {"chat_id": -1}),
    ("leave-private", "leaveChat", {"chat_id": -1}),
    ("command", "setMyCommands", {**NOWHERE, "commands": [{"command": "a_9" + "x" * 29, "description": "x"}]}),
    ("command-description", "setMyCommands", {**NOWHERE, "commands": [{"command": "x", "description": "营" * 256}]}),
    ("commands-many", "setMyCommands", {**NOWHERE, "commands": [{"command": "x", "description": "x"}] * 100}),
    ("language-code", "setMyCommands", {**NOWHERE, "commands": [], "language_code": "zh"}),
    ("language-code", "setMyDescription", {**NOWHERE, "language_code": ""}),
    ("scope", "setMyCommands", {**NOWHERE, "commands": [], "scope": {"type": "all_group_chats"}}),
    ("scope-private", "setMyCommands", {**NOWHERE, "commands": [], "scope": {"type": "chat", "chat_id": 1001}}),
    (
        "scope-field",
        "setMyCommands",
        {**NOWHERE, "commands": [], "scope": {"type": "chat_member", "chat_id": -1, "user_id": 1001}},
    ),
    ("profile-too-long", "setMyDescription", {**NOWHERE, "description": "营" * 512}),
    ("profile-too-long", "setMyShortDescription", {**NOWHERE, "short_description": "x" * 120}),
    ("profile-too-long", "setMyName", {**NOWHERE, "name": "x" * 64}),
    ("webhook-url", "setWebhook", {**NOWHERE, "url": "http://127.0.0.1:9/telegram?x=1"}),
    ("webhook-secret-long", "setWebhook", {**NOWHERE, "url": "http://127.0.0.1:9/x", "secret_token": "x" * 256}),
    ("webhook-secret", "setWebhook", {**NOWHERE, "url": "http://127.0.0.1:9/x", "secret_token": "aZ09_-"}),
]


@pytest.fixture
async def scene(api: LocalApi, raw: Any, desk: SimpleNamespace, picture: bytes) -> Any:
    bold = {"type": "bold", "offset": 12, "length": 12}
    api.people.send(desk.ann, desk.private, "revenue was $4.3 billion 𠮷 in 2025", entities=[bold])
    await raw.ok("sendMessage", chat_id=desk.ann.id, text="the answer")
    _status, body = await raw.form("sendPhoto", chat_id=desk.ann.id, photo=picture)
    await raw.ok("sendMessage", chat_id=desk.ann.id, text="x")
    api.people.send(desk.ann, desk.private, "y" * 2000)
    return body["result"]["photo"][0]["file_id"]


@pytest.mark.parametrize(("method", "parameters"), neighbours(GOOD))
async def test_good(scene: str, raw: Any, desk: SimpleNamespace, method: str, parameters: Json) -> None:
    given = {"chat_id": desk.ann.id, **parameters}
    filled = {name: scene if value == "{photo}" else value for name, value in given.items() if value is not None}
    await raw.ok(method, **filled)


INLINE = [
    ("results-many", {"results": [article(id=str(n)) for n in range(50)]}),
    ("result-id", {"results": [article(id="x" * 64)]}),
    ("result-id", {"results": [article(id="营" * 21)]}),
    ("result-id-twice", {"results": [article(), article(id="2")]}),
    ("article-title", {"results": [article(title=".")]}),
    (
        "result-type",
        {
            "results": [
                {
                    "type": "photo",
                    "id": "1",
                    "photo_url": "https://example.org/x.jpg",
                    "thumbnail_url": "https://example.org/x.jpg",
                }
            ]
        },
    ),
    ("result-photo-url", {"results": [article(url="https://example.org", thumbnail_url="https://example.org/x.jpg")]}),
    ("next-offset", {"results": [], "next_offset": "x" * 64}),
    ("cache-time", {"results": [], "cache_time": 86_400}),
    ("cache-time", {"results": [], "cache_time": 0}),
    ("start-parameter", {"results": [], "button": {"text": "x", "start_parameter": "aZ09_-" + "x" * 58}}),
    ("button-above", {"results": [], "button": {"text": "x", "web_app": {"url": "https://example.org"}}}),
]


@pytest.mark.parametrize("parameters", neighbours(INLINE))
async def test_good_inline_answers(api: LocalApi, raw: Any, desk: SimpleNamespace, parameters: Json) -> None:
    query = api.people.inline(desk.ann, "revenue")
    await raw.ok("answerInlineQuery", inline_query_id=query.id, **parameters)
    assert query.answer is not None


NOTICES = [
    ("notice-too-long", {"text": "营" * 200}),
    ("notice-url", {"url": "https://t.me/local_bot?start=aZ09_-"}),
    ("notice-url", {"url": "t.me/Local_Bot?start=x"}),
]


@pytest.mark.parametrize("parameters", neighbours(NOTICES))
async def test_good_notices(api: LocalApi, raw: Any, desk: SimpleNamespace, parameters: Json) -> None:
    shown = await raw.ok("sendMessage", chat_id=desk.ann.id, text="x", reply_markup=button(callback_data="x"))
    query = api.people.press(desk.ann, shown, "x")
    await raw.ok("answerCallbackQuery", callback_query_id=query.id, **parameters)


@pytest.mark.beside("inline-message", "message-unspecified")
async def test_an_inline_message_is_edited_by_its_id(api: LocalApi, raw: Any, desk: SimpleNamespace) -> None:
    far = api.people.group("Far", [desk.ann])
    query = api.people.guest(desk.ann, far, "@local_bot check")
    sent = await raw.ok("answerGuestQuery", guest_query_id=query.id, result=article())
    assert await raw.ok("editMessageText", inline_message_id=sent["inline_message_id"], text="y") is True


PHOTOS = [
    ("photo-sides", (9000, 1000), 0),
    ("photo-sides", (200, 10), 0),
    ("photo-unreadable", (1, 1), 0),
    ("photo-weight", (1, 1), 10 << 20),
]


@pytest.mark.parametrize(("sides", "weight"), neighbours(PHOTOS))
async def test_good_photos(raw: Any, desk: SimpleNamespace, sides: Any, weight: int) -> None:
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + sides[0].to_bytes(4) + sides[1].to_bytes(4)
    status, body = await raw.form("sendPhoto", chat_id=desk.ann.id, photo=head.ljust(weight, b"\0"))
    assert (status, body["ok"]) == (200, True)


@pytest.mark.beside("upload-big")
@pytest.mark.rule("photo-weight")
async def test_a_body_of_nearly_50_mb_is_read(raw: Any, desk: SimpleNamespace) -> None:
    status, _body = await raw.form("sendPhoto", chat_id=desk.ann.id, photo=bytes((50 << 20) - 2_000))
    assert status == 400  # too heavy for a photo, which only its reader can tell


@pytest.mark.beside("file-big")
async def test_a_file_of_20_mb_is_downloaded(raw: Any, desk: SimpleNamespace, api: LocalApi) -> None:
    file = api.world.store_file(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1")
    api.world.files[file.id] = type(file)(file.id, file.path, bytes(20 << 20), 1, 1)
    assert (await raw.ok("getFile", file_id=file.id))["file_size"] == 20 << 20


@pytest.mark.beside("webhook-https", "webhook-port")
@pytest.mark.parametrize("port", ["", ":443", ":80", ":88", ":8443"])
async def test_the_ports_of_webhooks(api: LocalApi, raw: Any, port: str) -> None:
    api.settings.local = False
    await raw.ok("setWebhook", url=f"https://example.org{port}/x")


PATHS = [
    ("method", "/bot{token}/GETME"),
    ("token", "/bot{token}/getMe"),
    ("token-shape", "/bot{token}/getMe"),
    ("path", "/file/bot{token}/{file}"),
]


@pytest.mark.parametrize("path", neighbours(PATHS))
async def test_good_paths(api: LocalApi, raw: Any, picture: bytes, path: str) -> None:
    file = api.world.store_file(picture)
    async with raw.request("GET", path.format(token=api.token, file=file.path)) as response:
        assert response.status == 200


@pytest.mark.beside("body-json")
@pytest.mark.parametrize("body", ["", "{}", "[]"])
async def test_good_bodies(api: LocalApi, raw: Any, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    async with raw.request("POST", f"/bot{api.token}/getMe", data=body, headers=headers) as response:
        assert response.status == 200
