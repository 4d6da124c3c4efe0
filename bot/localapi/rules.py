"""What Telegram refuses, one small function a rule, each with where Telegram states it.

[srv] is Telegram's Bot API server, [td] TDLib, MTProto the error tables of core.telegram.org/method; "ours" marks
words that are not Telegram's, where only the limit is documented.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.localapi.errors import bad_request
from bot.localapi.markup import checked_link, utf16
from bot.localapi.parameters import words
from bot.localapi.text import MAX_CAPTION, QUOTED, Formatted, caption, message_text, styled

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]

MAX_BUTTONS, MAX_ROW = 100, 8
MAX_DATA = 64  # bytes of callback data, of a result's id and of next_offset
MAX_COPY = 256
MAX_RESULTS = 50
MAX_CACHE = 86_400
MAX_NOTICE = 200
MAX_COMMANDS = 100
MAX_PHOTO = 10 << 20
MAX_SIDES = 10_000
MAX_RATIO = 20

ACTIONS = words(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
    "find_location record_video_note upload_video_note"
)
# "Bot API: ReactionTypeEmoji".
REACTIONS = words(
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ "
    "🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 "
    "🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡 "
)
_ACTION_FIELDS = words(
    "url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat "
    "switch_inline_query_chosen_chat copy_text callback_game pay"
)


def keyboard(markup: Json | None) -> Json | None:
    """Check an inline keyboard; other markups are for the sender's app and say nothing to us.

    At most 100 buttons and 8 a row: beyond, the server finds the markup too long ([srv]).
    """
    if not markup or "inline_keyboard" not in markup:
        return None
    rows = [row for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)
    return {"inline_keyboard": rows} if rows else None


def _check_button(button: Json) -> None:
    """Check one button ("Bot API: InlineKeyboardButton"): exactly one thing that it does (ours for two)."""
    does = [name for name in _ACTION_FIELDS if button.get(name) or (name.startswith("switch") and name in button)]
    if not does:
        raise bad_request("Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(does) > 1:
        raise bad_request(f"Can't parse inline keyboard button: exactly one of {', '.join(does)} must be used")
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if not len(button.get("callback_data", "-").encode()) <= MAX_DATA:
        raise bad_request("BUTTON_DATA_INVALID")  # MTProto; "1-64 bytes"
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= MAX_COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")  # MTProto; "1-256 characters"
    if "url" in button and not checked_link(button["url"]):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")  # [td]
    if button.get("style", "primary") not in {"danger", "success", "primary"}:
        raise bad_request("BUTTON_STYLE_INVALID")  # ours


def quote(reply: Json, target: Json) -> Json | None:
    """Return the TextQuote of a reply: an exact part of the replied text, 0-1024 characters.

    Words and styles must agree ("Bot API: ReplyParameters"); of several places the nearest to `quote_position` is
    taken ([td] MessageQuote). MTProto's word for a quote that is not there is QUOTE_TEXT_INVALID.
    """
    wanted = styled(reply.get("quote", ""), reply.get("quote_parse_mode", ""), reply.get("quote_entities", ()))
    if not wanted.text:
        return None
    whole = Formatted.of(target)
    near = reply.get("quote_position", 0)
    places = [match.start() for match in re.finditer(f"(?={re.escape(wanted.text)})", whole.text)]
    for place in sorted(places, key=lambda index: abs(utf16(whole.text[:index]) - near)):
        part = whole.part(place, place + len(wanted.text))
        if _styles(part) == _styles(wanted) and len(wanted.text) <= MAX_CAPTION:
            position = utf16(whole.text[:place])
            kept = Formatted(part.text, tuple(entity for entity in part.entities if entity["type"] in QUOTED))
            return kept.json() | {"position": position, "is_manual": True}
    raise bad_request("QUOTE_TEXT_INVALID")


def _styles(text: Formatted) -> set[tuple[str, int, int]]:
    return {(one["type"], one["offset"], one["length"]) for one in text.entities if one["type"] in QUOTED}


def photo_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or JPEG within the limits of "Bot API: sendPhoto"."""
    if len(data) > MAX_PHOTO:
        raise bad_request("PHOTO_SAVE_FILE_INVALID")
    if not (size := _png_size(data) or _jpeg_size(data)):
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > MAX_SIDES or max(size) > MAX_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def _png_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return None
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    frame = re.search(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]..\x08(....)", data, re.DOTALL)
    if not data.startswith(b"\xff\xd8") or not frame:
        return None
    return int.from_bytes(frame[1][2:]), int.from_bytes(frame[1][:2])


def inline_results(args: Json) -> None:
    """Check an answer to an inline query ("Bot API: answerInlineQuery"; words of MTProto setInlineBotResults)."""
    results = args["results"]
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    for result in results:
        inline_content(result)
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(args.get("next_offset", "").encode()) > MAX_DATA:
        raise bad_request("NEXT_OFFSET_INVALID")
    if not 0 <= args.get("cache_time", 0) <= MAX_CACHE:
        raise bad_request("CACHE_TIME_INVALID")  # ours
    start = args.get("button", {}).get("start_parameter", "start")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", start):
        raise bad_request("START_PARAM_INVALID")


def inline_content(result: Json) -> Json:
    """Check one inline result and return the content of the message that choosing it sends."""
    if not 1 <= len(result["id"].encode()) <= MAX_DATA:
        raise bad_request("RESULT_ID_INVALID")  # "1-64 bytes"
    content: Json = {}
    if given := result.get("input_message_content"):
        content = message_text(given["message_text"], given.get("parse_mode", ""), given.get("entities", ())).json()
        content |= {key: given[key] for key in ("link_preview_options",) if key in given}
    else:
        text = caption(result.get("caption", ""), result.get("parse_mode", ""), result.get("caption_entities", ()))
        content = text.json("caption", "caption_entities") if text.text else {}
    if result["type"] == "article" and not result["title"].strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")  # MTProto
    if (markup := keyboard(result.get("reply_markup"))) is not None:
        content["reply_markup"] = markup
    return content


def callback_notice(args: Json) -> None:
    """Check the notice of answerCallbackQuery: 0-200 characters (MTProto setBotCallbackAnswer)."""
    if len(args.get("text", "")) > MAX_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")


def commands(given: Sequence[Json]) -> None:
    """Check a list of commands ("Bot API: BotCommand", setMyCommands; words of MTProto setBotCommands)."""
    if len(given) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in given:
        if not re.fullmatch(r"/?[a-z0-9_]{1,32}", command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def reaction(given: Sequence[Json]) -> None:
    """Check a bot's reaction: one at most, of the listed emoji or custom ("Bot API: setMessageReaction")."""
    if len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for one in given:
        if one["type"] not in {"emoji", "custom_emoji"} or one.get("emoji", "👍") not in REACTIONS:
            raise bad_request("REACTION_INVALID")


def webhook(args: Json, *, local: bool) -> None:
    """Check setWebhook ([srv] `do_set_webhook`, WebhookActor): plain HTTP and any port only for a local server."""
    url = re.fullmatch(r"(?P<scheme>https?)://[^\s/:@]+(?::(?P<port>\d+))?(?:[/?#]\S*)?", args["url"])
    if not url:
        raise bad_request("invalid webhook URL specified")
    secret = args.get("secret_token", "")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    if not local and url["scheme"] == "http":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not local and int(url["port"] or 443) not in {80, 88, 443, 8443}:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
