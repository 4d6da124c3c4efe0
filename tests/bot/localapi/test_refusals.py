"""Every bad request, sent over raw HTTP: what comes back is what Telegram says."""

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


def cases(table: Any) -> Any:
    """Make tests of rows that begin with the rule that is broken."""
    return [pytest.param(*row, marks=pytest.mark.rule(rule), id=rule) for rule, *row in table]


# Rule, method, parameters (chat_id is Ann's chat unless given), and what follows "400 Bad Request: ".
CASES = [
    # Names and types; the words for unknown ones are ours.
    ("parameter-unknown", "sendMessage", {"text": "x", "txt": "x"}, "unknown parameter txt of sendMessage"),
    ("json", "sendMessage", {"text": "x", "entities": "[{"}, "can't parse entities JSON object"),
    ("json", "sendMessage", {"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ("object", "sendMessage", {"text": "x", "reply_markup": []}, "object expected as reply markup"),
    ("array", "sendMessage", {"text": "x", "entities": {}}, 'field "entities" must be an Array'),
    (
        "field-missing",
        "sendMessage",
        {"text": "x", "entities": [{"type": "bold"}]},
        "can't parse MessageEntity: Can't find field \"offset\"",
    ),
    ("boolean", "sendMessage", {"text": "x", "protect_content": "maybe"}, 'field "protect_content" must be a Boolean'),
    (
        "integer",
        "sendMessage",
        {"text": "x", "message_thread_id": "one"},
        'field "message_thread_id" must be an Integer',
    ),
    ("string", "sendMessage", {"text": ["x"]}, 'field "text" must be of type String'),
    (
        "field-unknown",
        "sendMessage",
        {"text": "x", "link_preview_options": {"disabled": True}},
        "can't parse LinkPreviewOptions: unknown field disabled",
    ),
    # Where to.
    ("chat-id-empty", "sendMessage", {"text": "x", "chat_id": ""}, "chat_id is empty"),
    ("chat-missing", "sendMessage", {"text": "x", "chat_id": 5}, "chat not found"),
    ("chat-missing", "sendMessage", {"text": "x", "chat_id": "@nobody"}, "chat not found"),
    ("thread-missing", "sendMessage", {"text": "x", "message_thread_id": 9}, "message thread not found"),
    # Text.
    ("text-empty", "sendMessage", {}, "message text is empty"),
    ("text-empty", "sendMessage", {"text": ""}, "message text is empty"),
    ("text-blank", "sendMessage", {"text": " \n "}, "text must be non-empty"),
    ("text-blank", "sendMessage", {"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ("text-too-long", "sendMessage", {"text": "x" * 4097}, "message is too long"),
    (
        "html-tag",
        "sendMessage",
        {"text": "a < b", "parse_mode": "HTML"},
        BOUND + 'Unsupported start tag "" at byte offset 2',
    ),
    (
        "html-open",
        "sendMessage",
        {"text": "营<b>", "parse_mode": "html"},
        BOUND + 'Can\'t find end tag corresponding to start tag "b"',
    ),
    ("parse-mode", "sendMessage", {"text": "x", "parse_mode": "XML"}, "unsupported parse_mode"),
    (
        "entity-end",
        "sendMessage",
        {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
        "entity beginning at UTF-16",
    ),
    (
        "entity-middle",
        "sendMessage",
        {"text": "𠮷", "entities": [{"type": "bold", "offset": 1, "length": 1}]},
        "entity begins in a middle of a UTF-16 symbol",
    ),
    ("entities-too-many", "sendMessage", {"text": "<b>x</b> " * 101, "parse_mode": "HTML"}, "ENTITIES_TOO_LONG"),
    (
        "blockquotes-nest",
        "sendMessage",
        {"text": "<blockquote>a<blockquote>b</blockquote></blockquote>", "parse_mode": "HTML"},
        BOUND + "blockquote entities can't be nested",
    ),
    (
        "code-holds",
        "sendMessage",
        {"text": "<pre>a<b>b</b></pre>", "parse_mode": "HTML"},
        BOUND + "pre and code entities can't contain other entities",
    ),
    (
        "markdown",
        "sendMessage",
        {"text": "*x*", "parse_mode": "MarkdownV2"},
        BOUND + "Markdown is not implemented in the local",
    ),
    ("text-raw-too-long", "sendMessage", {"text": "营" * 10_923}, "text is too long"),
    (
        "entity-type",
        "sendMessage",
        {"text": "x", "entities": [{"type": "huge", "offset": 0, "length": 1}]},
        "can't parse",
    ),
    (
        "entity-detail",
        "sendMessage",
        {"text": "x", "entities": [{"type": "text_link", "offset": 0, "length": 1}]},
        "can't parse MessageEntity: Can't find field \"url\"",
    ),
    (
        "entity-detail",
        "sendMessage",
        {"text": "x", "entities": [{"type": "text_mention", "offset": 0, "length": 1}]},
        "can't parse MessageEntity: Can't find field \"user\"",
    ),
    (
        "entity-url",
        "sendMessage",
        {"text": "x", "entities": [{"type": "text_link", "offset": 0, "length": 1, "url": "nothing"}]},
        "entity URL is invalid",
    ),
    (
        "entity-offset",
        "sendMessage",
        {"text": "x", "entities": [{"type": "bold", "offset": -1, "length": 1}]},
        "receive an entity with incorrect offset",
    ),
    (
        "entity-length",
        "sendMessage",
        {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": -1}]},
        "receive an entity with incorrect length",
    ),
    (
        "entity-middle",
        "sendMessage",
        {"text": "𠮷", "entities": [{"type": "bold", "offset": 0, "length": 1}]},
        "entity ends in a middle of a UTF-16 symbol",
    ),
    ("text-too-long", "sendMessage", {"text": "𠮷" * 4097}, "message is too long"),
    (
        "business-connection",
        "sendMessage",
        {"text": "x", "business_connection_id": "1"},
        "business connection not found",
    ),
    (
        "unavailable",
        "sendMessage",
        {"text": "x", "direct_messages_topic_id": 1},
        "parameter direct_messages_topic_id is not",
    ),
    (
        "unavailable",
        "sendMessage",
        {"text": "x", "reply_parameters": {"message_id": 1, "poll_option_id": "1"}},
        "parameter poll_option_id is not",
    ),
    ("parameter-required", "setMessageReaction", {}, "parameter message_id is required"),
    ("file-id-missing", "getFile", {"chat_id": None}, "file_id not specified"),
    # HTML.
    (
        "html-end-without-start",
        "sendMessage",
        {"text": "a</b>", "parse_mode": "HTML"},
        BOUND + "Unexpected end tag at byte",
    ),
    (
        "html-end-of-another",
        "sendMessage",
        {"text": "<b>a</i>", "parse_mode": "HTML"},
        BOUND + 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    ),
    (
        "html-tag",
        "sendMessage",
        {"text": "营收<br/>", "parse_mode": "HTML"},
        BOUND + 'Unsupported start tag "br/" at byte offset 6',
    ),
    (
        "html-start-unclosed",
        "sendMessage",
        {"text": "a <b", "parse_mode": "HTML"},
        BOUND + "Unclosed start tag at byte offset 2",
    ),
    (
        "html-start-unclosed",
        "sendMessage",
        {"text": '<a href="x', "parse_mode": "HTML"},
        BOUND + "Unclosed start tag at byte",
    ),
    (
        "html-end-unclosed",
        "sendMessage",
        {"text": "<b>a</b", "parse_mode": "HTML"},
        BOUND + "Unclosed end tag at byte offset 4",
    ),
    (
        "html-attribute-name",
        "sendMessage",
        {"text": "<a =x>x</a>", "parse_mode": "HTML"},
        BOUND + "Empty attribute name in",
    ),
    (
        "html-attribute-value",
        "sendMessage",
        {"text": "<a href", "parse_mode": "HTML"},
        BOUND + 'Unclosed start tag "a" at',
    ),
    (
        "html-attribute-unquoted",
        "sendMessage",
        {"text": "<a href=x:y>x</a>", "parse_mode": "HTML"},
        BOUND + "Unexpected end of",
    ),
    (
        "html-span",
        "sendMessage",
        {"text": "<span>x</span>", "parse_mode": "HTML"},
        BOUND + 'Tag "span" must have class',
    ),
    (
        "html-emoji",
        "sendMessage",
        {"text": "<tg-emoji>x</tg-emoji>", "parse_mode": "HTML"},
        BOUND + "Invalid custom emoji",
    ),
    (
        "html-surrogate",
        "sendMessage",
        {"text": "&#xD800;", "parse_mode": "HTML"},
        BOUND + "Text contains invalid Unicode",
    ),
    # Keyboards.
    ("button-unavailable", "sendMessage", {"text": "x", "reply_markup": button(pay=True)}, "buttons with pay are not"),
    (
        "button-nothing",
        "sendMessage",
        {"text": "x", "reply_markup": button()},
        KEYBOARD + "Text buttons are unallowed in the inline keyboard",
    ),
    (
        "button-data",
        "sendMessage",
        {"text": "x", "reply_markup": button(callback_data="x" * 65)},
        "BUTTON_DATA_INVALID",
    ),
    (
        "button-data",
        "sendMessage",
        {"text": "x", "reply_markup": button(callback_data="营" * 22)},
        "BUTTON_DATA_INVALID",
    ),
    (
        "button-copy",
        "sendMessage",
        {"text": "x", "reply_markup": button(copy_text={"text": "x" * 257})},
        "BUTTON_COPY_TEXT_INVALID",
    ),
    (
        "button-copy",
        "sendMessage",
        {"text": "x", "reply_markup": button(copy_text={"text": ""})},
        "BUTTON_COPY_TEXT_INVALID",
    ),
    (
        "button-url",
        "sendMessage",
        {"text": "x", "reply_markup": button(url="nothing")},
        "inline keyboard button URL 'nothing' is invalid: Wrong HTTP URL",
    ),
    (
        "button-style",
        "sendMessage",
        {"text": "x", "reply_markup": button(callback_data="x", style="gold")},
        "BUTTON_STYLE_INVALID",
    ),
    (
        "button-text",
        "sendMessage",
        {"text": "x", "reply_markup": button(callback_data="x", text=" ")},
        "BUTTON_TEXT_INVALID",
    ),
    (
        "button-two",
        "sendMessage",
        {"text": "x", "reply_markup": button(callback_data="x", url="https://example.org")},
        KEYBOARD + "exactly one of url, callback_data must be used",
    ),
    (
        "keyboard-size",
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}},
        "reply markup is too long",
    ),
    (
        "keyboard-size",
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 8] * 13}},
        "reply markup is too long",
    ),
    (
        "placeholder",
        "sendMessage",
        {"text": "x", "reply_markup": {"force_reply": True, "input_field_placeholder": ""}},
        "INPUT_FIELD",
    ),
    (
        "placeholder",
        "sendMessage",
        {"text": "x", "reply_markup": {"keyboard": [], "input_field_placeholder": "x" * 65}},
        "INPUT_FIELD",
    ),
    (
        "unavailable",
        "sendMessage",
        {"text": "x", "allow_paid_broadcast": True},
        "parameter allow_paid_broadcast is not",
    ),
    (
        "unavailable",
        "sendMessage",
        {"text": "x", "reply_markup": button(callback_data="x", icon_custom_emoji_id="5")},
        "parameter icon_custom",
    ),
    (
        "deep-link",
        "sendMessage",
        {"text": "x", "reply_markup": button(url="https://t.me/x_bot?start=" + "x" * 65)},
        "the start",
    ),
    (
        "deep-link",
        "sendMessage",
        {"text": "x", "reply_markup": button(url="https://t.me/x_bot?start=a.b")},
        "the start",
    ),
    ("encoding", "sendMessage", {"text": "\ud800"}, "strings must be encoded in UTF-8"),
    (
        "encoding",
        "sendMessage",
        {"text": "x", "reply_markup": button(callback_data="\udfff")},
        "strings must be encoded in UTF-8",
    ),
    ("text-blank", "sendMessage", {"text": "\u200b\u00a0\t"}, "text must be non-empty"),
    # Replies and quotes; message 1 is Ann's "revenue was $4.3 billion 𠮷 in 2025", bold from "$".
    (
        "reply-missing",
        "sendMessage",
        {"text": "x", "reply_parameters": {"message_id": 99}},
        "message to be replied not found",
    ),
    ("quote", "sendMessage", quote("revenue is"), "QUOTE_TEXT_INVALID"),
    ("quote", "sendMessage", quote("$4.3"), "QUOTE_TEXT_INVALID"),  # the styles must agree
    ("quote", "sendMessage", quote("x" * 1025), "QUOTE_TEXT_INVALID"),
    (
        "html-tag",
        "sendMessage",
        quote("a < b", quote_parse_mode="HTML"),
        BOUND + 'Unsupported start tag "" at byte offset 2',
    ),
    # Edits; 1 is Ann's, 2 the bot's text, 3 the bot's photo, 4 the bot's with a reply keyboard.
    ("edit-missing", "editMessageText", {"text": "x", "message_id": 99}, "message to edit not found"),
    ("edit-missing", "editMessageText", {"text": "x"}, "message to edit not found"),
    ("message-unspecified", "editMessageText", {"text": "x", "chat_id": None}, "message identifier is not specified"),
    ("chat-id-empty", "editMessageText", {"text": "x", "message_id": 2, "chat_id": None}, "chat_id is empty"),
    ("edit-foreign", "editMessageText", {"text": "x", "message_id": 1}, "message can't be edited"),
    ("edit-foreign", "editMessageText", {"text": "x", "message_id": 4}, "message can't be edited"),
    ("edit-no-text", "editMessageText", {"text": "x", "message_id": 3}, "there is no text in the message to edit"),
    ("edit-too-long", "editMessageText", {"text": "x" * 4097, "message_id": 2}, "MESSAGE_TOO_LONG"),
    ("text-empty", "editMessageText", {"text": "", "message_id": 2}, "message text is empty"),
    (
        "inline-message",
        "editMessageText",
        {"text": "x", "chat_id": None, "inline_message_id": "x"},
        "MESSAGE_ID_INVALID",
    ),
    (
        "not-modified",
        "editMessageText",
        {"text": "the answer", "message_id": 2},
        (
            "message is not modified: specified new message content and reply markup are exactly the same as a current "
            "content and reply markup of the message"
        ),
    ),
    ("not-modified", "editMessageReplyMarkup", {"message_id": 2}, "message is not modified: "),
    (
        "edit-no-caption",
        "editMessageCaption",
        {"caption": "x", "message_id": 2},
        "there is no caption in the message to edit",
    ),
    ("caption-too-long", "editMessageCaption", {"caption": "x" * 1025, "message_id": 3}, "message caption is too long"),
    (
        "media-type",
        "editMessageMedia",
        {"message_id": 3, "media": {"type": "video", "media": "x"}},
        'type "video" is not',
    ),
    (
        "file-identifier",
        "editMessageMedia",
        {"message_id": 3, "media": {"type": "photo", "media": "attach://none"}},
        "wrong file",
    ),
    ("delete-missing", "deleteMessage", {"message_id": 99}, "message to delete not found"),
    # Photos.
    ("photo-missing", "sendPhoto", {}, "there is no photo in the request"),
    ("file-identifier", "sendPhoto", {"photo": "unknown"}, "wrong file identifier/HTTP URL specified"),
    ("file-by-url", "sendPhoto", {"photo": "https://example.org/x.png"}, "failed to get HTTP URL content"),
    ("caption-too-long", "sendPhoto", {"photo": "unknown", "caption": "x" * 1025}, "message caption is too long"),
    ("file-missing", "getFile", {"chat_id": None, "file_id": "unknown"}, "invalid file_id"),
    # Ephemeral messages; this chat is private.
    (
        "ephemeral-chat",
        "sendMessage",
        {"text": "x", "ephemeral_message_parameters": {"receiver_user_id": 1001}},
        "PEER_ID_INVALID",
    ),
    # Answers.
    (
        "notice-url",
        "answerCallbackQuery",
        {"chat_id": None, "callback_query_id": "1", "url": "https://example.org"},
        "URL_INVALID",
    ),
    (
        "notice-url",
        "answerCallbackQuery",
        {"chat_id": None, "callback_query_id": "1", "url": "https://t.me/other_bot?start=x"},
        "URL_INVALID",
    ),
    (
        "notice-too-long",
        "answerCallbackQuery",
        {"chat_id": None, "callback_query_id": "1", "text": "x" * 201},
        "MESSAGE_TOO_LONG",
    ),
    (
        "query-old",
        "answerCallbackQuery",
        {"chat_id": None, "callback_query_id": "1"},
        "query is too old and response timeout expired",
    ),
    (
        "query-old",
        "answerInlineQuery",
        {"chat_id": None, "inline_query_id": "1", "results": []},
        "query is too old and response",
    ),
    (
        "query-old",
        "answerGuestQuery",
        {"chat_id": None, "guest_query_id": "1", "result": article()},
        "query is too old and response",
    ),
    # Small acts.
    ("action", "sendChatAction", {"action": "thinking"}, "wrong parameter action in request"),
    (
        "reaction",
        "setMessageReaction",
        {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "🧮"}]},
        "REACTION_INVALID",
    ),
    (
        "reaction",
        "setMessageReaction",
        {"message_id": 1, "reaction": [{"type": "custom_emoji", "custom_emoji_id": "5"}]},
        "REACTION",
    ),
    ("reaction", "setMessageReaction", {"message_id": 1, "reaction": [{"type": "paid"}]}, "REACTION_INVALID"),
    (
        "reactions-many",
        "setMessageReaction",
        {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2},
        "REACTIONS_TOO_MANY",
    ),
    ("react-missing", "setMessageReaction", {"message_id": 99, "reaction": []}, "message to react not found"),
    ("draft-id", "sendMessageDraft", {"draft_id": 0, "text": "x"}, "DRAFT_ID_INVALID"),
    ("text-too-long", "sendMessageDraft", {"draft_id": 1, "text": "x" * 4097}, "message is too long"),
    (
        "rich-one",
        "sendRichMessage",
        {"rich_message": {"html": "<p>x</p>", "markdown": "x"}},
        "exactly one of the fields html and",
    ),
    ("rich-empty", "sendRichMessage", {"rich_message": {"html": "<p></p>"}}, "message text is empty"),
    ("rich-too-long", "sendRichMessage", {"rich_message": {"html": "x" * 32_769}}, "message is too long"),
    ("leave-private", "leaveChat", {}, "chat member status can't be changed in private chats"),
    ("member-missing", "getChatMember", {"user_id": 5}, "invalid user_id specified"),
    ("administrators-private", "getChatAdministrators", {}, "there are no administrators in the private chat"),
    # What BotFather would set.
    (
        "command",
        "setMyCommands",
        {"chat_id": None, "commands": [{"command": "Check", "description": "x"}]},
        "BOT_COMMAND_INVALID",
    ),
    (
        "command",
        "setMyCommands",
        {"chat_id": None, "commands": [{"command": "x" * 33, "description": "x"}]},
        "BOT_COMMAND_INVALID",
    ),
    (
        "command-description",
        "setMyCommands",
        {"chat_id": None, "commands": [{"command": "x", "description": "x" * 257}]},
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    (
        "commands-many",
        "setMyCommands",
        {"chat_id": None, "commands": [{"command": "x", "description": "x"}] * 101},
        "BOT_COMMANDS_TOO_MUCH",
    ),
    (
        "scope",
        "setMyCommands",
        {"chat_id": None, "commands": [], "scope": {"type": "everybody"}},
        "can't parse BotCommandScope",
    ),
    (
        "language-code",
        "setMyCommands",
        {"chat_id": None, "commands": [], "language_code": "zh-hant"},
        "invalid language code",
    ),
    (
        "language-code",
        "setMyDescription",
        {"chat_id": None, "description": "x", "language_code": "zho"},
        "invalid language",
    ),
    (
        "scope-private",
        "setMyCommands",
        {"chat_id": None, "commands": [], "scope": {"type": "chat_administrators", "chat_id": 1001}},
        "can't use specified scope in private chats",
    ),
    (
        "scope-field",
        "setMyCommands",
        {"chat_id": None, "commands": [], "scope": {"type": "chat_member", "chat_id": 1001}},
        "can't parse BotCommandScope: Can't find field \"user_id\"",
    ),
    (
        "scope-field",
        "setMyCommands",
        {"chat_id": None, "commands": [], "scope": {"type": "chat"}},
        "can't parse BotCommandScope: Can't find field \"chat_id\"",
    ),
    (
        "command",
        "setMyCommands",
        {"chat_id": None, "commands": [{"command": "", "description": "x"}]},
        "BOT_COMMAND_INVALID",
    ),
    (
        "command-description",
        "setMyCommands",
        {"chat_id": None, "commands": [{"command": "x", "description": ""}]},
        "BOT_COMMAND_DESC",
    ),
    (
        "profile-too-long",
        "setMyDescription",
        {"chat_id": None, "description": "x" * 513},
        "bot description is too long",
    ),
    (
        "profile-too-long",
        "setMyShortDescription",
        {"chat_id": None, "short_description": "x" * 121},
        "bot short description is too long",
    ),
    ("profile-too-long", "setMyName", {"chat_id": None, "name": "x" * 65}, "bot name is too long"),
    # Webhooks.
    ("webhook-url", "setWebhook", {"chat_id": None, "url": "ftp://example.org"}, "invalid webhook URL specified"),
    (
        "webhook-secret-long",
        "setWebhook",
        {"chat_id": None, "url": "https://example.org", "secret_token": "x" * 257},
        "secret token is too long",
    ),
    (
        "webhook-secret",
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


@pytest.mark.parametrize(("method", "parameters", "reason"), cases(CASES))
async def test_refused(scene: Any, raw: Any, method: str, parameters: Json, reason: str) -> None:
    given = {"chat_id": scene.ann.id, **parameters}
    said = await raw.refused(method, **{name: value for name, value in given.items() if value is not None})
    assert said.startswith(f"400 Bad Request: {reason}")


INLINE = [
    ("results-many", {"results": [article(id=str(n)) for n in range(51)]}, "RESULTS_TOO_MUCH"),
    ("result-id-twice", {"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
    ("result-id", {"results": [article(id="")]}, "RESULT_ID_INVALID"),
    ("result-id", {"results": [article(id="x" * 65)]}, "RESULT_ID_INVALID"),
    ("article-title", {"results": [article(title=" ")]}, "ARTICLE_TITLE_EMPTY"),
    ("text-empty", {"results": [article(input_message_content={"message_text": ""})]}, "message text is empty"),
    (
        "text-too-long",
        {"results": [article(input_message_content={"message_text": "x" * 4097})]},
        "message is too long",
    ),
    (
        "html-open",
        {"results": [article(input_message_content={"message_text": "<b>", "parse_mode": "HTML"})]},
        "can't parse entities",
    ),
    ("button-data", {"results": [article(reply_markup=button(callback_data="x" * 65))]}, "BUTTON_DATA_INVALID"),
    (
        "result-photo-url",
        {
            "results": [
                {"type": "photo", "id": "1", "photo_url": "nothing", "thumbnail_url": "https://example.org/x.jpg"}
            ]
        },
        "wrong HTTP URL specified",
    ),
    ("button-above", {"results": [], "button": {"text": "x"}}, "exactly one of web_app and start_parameter"),
    (
        "button-above",
        {"results": [], "button": {"text": "x", "start_parameter": "x", "web_app": {"url": "https://example.org"}}},
        "exactly one of web_app",
    ),
    ("start-parameter", {"results": [], "button": {"text": "x", "start_parameter": "x" * 65}}, "START_PARAM_INVALID"),
    ("result-id", {"results": [article(id="营" * 22)]}, "RESULT_ID_INVALID"),
    (
        "result-type",
        {"results": [{"type": "game", "id": "1"}]},
        'can\'t parse inline query result: type "game" is unsupported',
    ),
    ("next-offset", {"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
    ("cache-time", {"results": [], "cache_time": 86_401}, "CACHE_TIME_INVALID"),
    ("start-parameter", {"results": [], "button": {"text": "x", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
]


@pytest.mark.parametrize(("parameters", "reason"), cases(INLINE))
async def test_bad_inline_answers(
    api: LocalApi, raw: Any, desk: SimpleNamespace, parameters: Json, reason: str
) -> None:
    query = api.people.inline(desk.ann, "revenue")
    said = await raw.refused("answerInlineQuery", inline_query_id=query.id, **parameters)
    assert said.startswith(f"400 Bad Request: {reason}")
    assert query.answer is None


PHOTOS = [
    ("photo-sides", (9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
    ("photo-sides", (210, 10), "PHOTO_INVALID_DIMENSIONS"),
    ("photo-unreadable", None, "IMAGE_PROCESS_FAILED"),
    ("photo-weight", "heavy", "PHOTO_SAVE_FILE_INVALID"),
]


@pytest.mark.parametrize(("size", "reason"), cases(PHOTOS))
async def test_bad_photos(raw: Any, desk: SimpleNamespace, size: Any, reason: str) -> None:
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    match size:
        case (width, height):
            data = head + width.to_bytes(4) + height.to_bytes(4)
        case "heavy":
            data = bytes((10 << 20) + 1)
        case _:
            data = b"not an image"
    status, body = await raw.form("sendPhoto", chat_id=desk.ann.id, photo=data)
    assert (status, body["description"]) == (400, f"Bad Request: {reason}")


@pytest.mark.rule("upload-big")
async def test_a_body_over_50_mb(raw: Any, desk: SimpleNamespace) -> None:
    status, body = await raw.form("sendPhoto", chat_id=desk.ann.id, photo=bytes((50 << 20) + 1))
    assert (status, body["error_code"], body["description"]) == (413, 413, "Request Entity Too Large")


PATHS = [
    ("method", "/bot{token}/sendNothing", "404 Not Found: method not found"),
    ("token-shape", "/bot1:short/getMe", "404 Not Found"),
    ("token-shape", "/botnothing/getMe", "404 Not Found"),
    ("token", "/bot123:" + "B" * 35 + "/getMe", "401 Unauthorized"),
    ("token", "/file/bot123:" + "B" * 35 + "/photos/x", "401 Unauthorized"),
    ("path", "/file/bot{token}/photos/x", "404 Not Found"),
    ("path", "/", "404 Not Found"),
]


@pytest.mark.parametrize(("path", "answer"), cases(PATHS))
async def test_bad_paths(api: LocalApi, raw: Any, path: str, answer: str) -> None:
    async with raw.request("GET", path.format(token=api.token)) as response:
        body = await response.json()
    assert body == {"ok": False, "error_code": response.status, "description": answer.partition(" ")[2]}
    assert f"{response.status}" == answer[:3]


@pytest.mark.rule("body-json")
async def test_bodies_that_are_no_json(api: LocalApi, raw: Any) -> None:
    path, headers = f"/bot{api.token}/getMe", {"Content-Type": "application/json"}
    async with raw.request("POST", path, data="{", headers=headers) as response:
        assert (await response.json())["description"] == "Bad Request: can't parse the request's JSON object"
    async with raw.request("POST", path, headers=headers) as response:
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
    api.settings.newer = False
    assert "unknown parameter ephemeral_message_parameters" in await raw.refused("sendMessage", **newer)
    api.settings.accepted.add("ephemeral_message_parameters")
    await raw.ok("sendMessage", **newer)


@pytest.mark.rule("webhook-https", "webhook-port")
async def test_only_https_and_four_ports_on_telegram_itself(api: LocalApi, raw: Any) -> None:
    api.settings.local = False
    said = await raw.refused("setWebhook", url="http://example.org")
    assert said == "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    said = await raw.refused("setWebhook", url="https://example.org:8080/x")
    assert said == "400 Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
