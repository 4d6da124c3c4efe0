"""Inline keyboards: what Telegram refuses of their buttons."""

from __future__ import annotations

import re
from typing import Any

from bot.localapi.errors import rule
from bot.localapi.markup import checked_link
from bot.localapi.methods import words

Json = dict[str, Any]

MAX_BUTTONS, MAX_ROW = 100, 8
MAX_DATA = 64  # bytes
MAX_COPY = 256
MAX_PLACEHOLDER = 64

_KEYBOARD = rule(
    "keyboard-size",
    "[srv] fail_query_with_error; telegram.md: Limits",
    "reply markup is too long",
    guess="number",
    border=True,
)
_NOTHING = rule(
    "button-nothing",
    "Bot API: InlineKeyboardButton; [srv] get_inline_keyboard_button",
    "Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    border=True,
)
_TWO = rule(
    "button-two",
    "Bot API: InlineKeyboardButton",
    "Can't parse inline keyboard button: exactly one of {names} must be used",
    guess="words",
    border=True,
)
_LABEL = rule(
    "button-text",
    "Bot API: InlineKeyboardButton, text; MTProto: messages.sendMessage",
    "BUTTON_TEXT_INVALID",
    border=True,
)
_DATA = rule(
    "button-data",
    "Bot API: InlineKeyboardButton, callback_data; MTProto: messages.sendMessage",
    "BUTTON_DATA_INVALID",
    border=True,
)
_COPY = rule(
    "button-copy",
    "Bot API: CopyTextButton, text; MTProto: messages.sendMessage",
    "BUTTON_COPY_TEXT_INVALID",
    border=True,
)
_BUTTON_URL = rule(
    "button-url",
    "Bot API: InlineKeyboardButton, url; [td] get_inline_keyboard_button",
    "inline keyboard button URL '{url}' is invalid: Wrong HTTP URL",
    border=True,
)
_DEEP_LINK = rule(
    "deep-link",
    "Bots: Deep linking; ours: Telegram takes the button, but the link carries nothing",
    "the start parameter of '{url}' can't be opened: 1-64 of A-Z a-z 0-9 _ - are",
    border=True,
)
_STYLE = rule(
    "button-style", "Bot API: InlineKeyboardButton, style", "BUTTON_STYLE_INVALID", guess="words", border=True
)
_PLACEHOLDER = rule(
    "placeholder",
    "Bot API: ForceReply, input_field_placeholder",
    "INPUT_FIELD_PLACEHOLDER_INVALID",
    guess="words",
    border=True,
)
_OTHER = rule(
    "button-unavailable", "ours: not implemented", "buttons with {names} are not implemented in the local Bot API"
)
_UNUSED = words("web_app login_url callback_game pay")
_ACTION_FIELDS = words(
    "url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat "
    "switch_inline_query_chosen_chat copy_text callback_game pay"
)


def keyboard(markup: Json | None) -> Json | None:
    """Check an inline keyboard; other markups are for the sender's app and say nothing to us."""
    if not markup or "inline_keyboard" not in markup:
        if markup and not 1 <= len(markup.get("input_field_placeholder", "-")) <= MAX_PLACEHOLDER:
            raise _PLACEHOLDER.broken()
        return None
    rows = [row for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_ROW for row in rows):
        raise _KEYBOARD.broken()
    for row in rows:
        for button in row:
            _check_button(button)
    return {"inline_keyboard": rows} if rows else None


def _check_button(button: Json) -> None:
    """Check one button: exactly one thing that it does, within its limits."""
    does = [name for name in _ACTION_FIELDS if button.get(name) or (name.startswith("switch") and name in button)]
    if not does:
        raise _NOTHING.broken()
    if len(does) > 1:
        raise _TWO.broken(names=", ".join(does))
    if does[0] in _UNUSED:
        raise _OTHER.broken(names=does[0])
    if not button["text"].strip():
        raise _LABEL.broken()
    if not len(button.get("callback_data", "-").encode()) <= MAX_DATA:
        raise _DATA.broken()
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= MAX_COPY:
        raise _COPY.broken()
    if "url" in button and not checked_link(button["url"]):
        raise _BUTTON_URL.broken(url=button["url"])
    link = re.search(r"(?:t|telegram)\.me/\w+\?start(?:group)?=([^&#]*)", button.get("url", ""))
    if link and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", link[1]):
        raise _DEEP_LINK.broken(url=button["url"])
    if button.get("style", "primary") not in {"danger", "success", "primary"}:
        raise _STYLE.broken()
