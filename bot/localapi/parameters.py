"""Parameters: every request is read against the table of methods.

Telegram ignores a parameter or a field that it does not know. We refuse it (400): in a stand-in, a misspelt name must not
pass.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bot.localapi.errors import rule
from bot.localapi.methods import FIELDS, NEWER_FIELDS, Field, words
from bot.localapi.text import EMPTY

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

_JSON = rule(
    "json",
    "[srv] get_reply_markup, get_link_preview_options; ours: Telegram ignores entities that it can't read",
    "Can't parse {name} JSON object",
    border=True,
)
_UNKNOWN = rule("parameter-unknown", "ours: Telegram ignores it", "unknown parameter {names} of {method}")
_REQUIRED = rule(
    "parameter-required", "Bot API: Making requests", "parameter {name} is required", guess="words", border=True
)
_FIELD = rule(
    "field-missing",
    "[td] JsonObject::get_required_field",
    "Can't parse {kind}: Can't find field \"{name}\"",
    border=True,
)
_FIELD_UNKNOWN = rule("field-unknown", "ours: Telegram ignores it", "Can't parse {kind}: unknown field {names}")
_ARRAY = rule(
    "array", "[td] JsonObject::extract_required_field", 'Field "{name}" must be an Array', guess="words", border=True
)
_OBJECT = rule("object", "[srv] get_reply_markup", "Object expected as {name}", border=True)
_INTEGER = rule(
    "integer",
    "[td] JsonObject::get_optional_int_field",
    'Field "{name}" must be an Integer',
    guess="words",
    border=True,
)
_BOOLEAN = rule(
    "boolean",
    "[td] JsonObject::get_optional_bool_field",
    'Field "{name}" must be a Boolean',
    guess="words",
    border=True,
)
_STRING = rule(
    "string", "[td] JsonObject::get_optional_string_field", 'Field "{name}" must be of type String', border=True
)
_ENCODING = rule("encoding", "[td] clean_input_string", "Strings must be encoded in UTF-8", border=True)
_RESULT = rule(
    "result-type",
    "Bot API: InlineQueryResult; [srv] get_inline_query_result",
    'Can\'t parse inline query result: type "{type}" is unsupported for the inline query result',
    border=True,
)
_BUSINESS = rule(
    "business-connection",
    "Bot API: sendMessage, business_connection_id; [srv] check_business_connection",
    "business connection not found",
)
_UNAVAILABLE = rule("unavailable", "ours: not implemented", "parameter {name} is not implemented in the local Bot API")
CHAT_ID = rule("chat-id-empty", "[srv] check_chat", "chat_id is empty", border=True)
_MISSING = {
    "chat_id": CHAT_ID,
    "text": EMPTY,
    "photo": rule("photo-missing", "[srv] process_send_photo_query", "There is no photo in the request", border=True),
    "file_id": rule("file-id-missing", "[srv] process_get_file_query", "file_id not specified", border=True),
    "action": rule(
        "action",
        "Bot API: sendChatAction, action; [srv] get_chat_action",
        "Wrong parameter action in request",
        border=True,
    ),
}
ACTION = _MISSING["action"]
# Of things that this world has not: to take and forget them would hide a mistake.
_ABSENT = {"business_connection_id": _BUSINESS} | dict.fromkeys(
    words(
        "direct_messages_topic_id suggested_post_parameters allow_paid_broadcast checklist_task_id poll_option_id certificate "
        "icon_custom_emoji_id"
    ),
    _UNAVAILABLE,
)

_MARKUPS = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}


def _markup(value: Mapping[str, Any]) -> str:
    return next((kind for key, kind in _MARKUPS.items() if key in value), "InlineKeyboardMarkup")


def _result(value: Mapping[str, Any]) -> str:
    """Tell the kind of an inline result; those that this project has no use for are refused."""
    match value.get("type"):
        case "article":
            return "InlineQueryResultArticle"
        case "photo":
            return "InlineQueryResultCachedPhoto" if "photo_file_id" in value else "InlineQueryResultPhoto"
        case other:
            raise _RESULT.broken(type=other)


_VARIANTS: dict[str, Callable[[Mapping[str, Any]], str]] = {"Markup": _markup, "InlineQueryResult": _result}
_TRUE, _FALSE = {"true", "yes", "1"}, {"false", "no", "0", ""}


def read(method: str, raw: Mapping[str, Any], accepted: Collection[str] = (), *, newer: bool = True) -> dict[str, Any]:
    """Check a request against the table and give its parameters their types.

    Args:
        method: A name of METHODS.
        raw: Values as they came: text from a form, anything from JSON.
        accepted: Parameters of newer versions that are let through unread.
        newer: Whether parameters of Bot API 10.2 and 10.3 are known.

    Raises:
        ApiError: A parameter is unknown, missing, or not of its type.
    """
    fields = FIELDS[method] | (NEWER_FIELDS.get(method, {}) if newer else {})
    if unknown := sorted(raw.keys() - fields.keys() - set(accepted)):
        raise _UNKNOWN.broken(names=", ".join(unknown), method=method)
    for field in fields.values():
        # An empty url is how setWebhook removes the webhook.
        if field.required and raw.get(field.name) in (None, "") and field.name != "url":
            raise _MISSING.get(field.name, _REQUIRED).broken(name=field.name)
        if field.name in _ABSENT and raw.get(field.name) not in (None, ""):
            raise _ABSENT[field.name].broken(name=field.name)
    return {name: _top(fields[name], value) for name, value in raw.items() if name in fields and value is not None}


def _top(field: Field, value: Any) -> Any:
    """Read a value of the request itself: structures come as JSON text in a form, or as they are in a JSON body."""
    if isinstance(value, str) and (field.depth or field.type[0].isupper()):
        try:
            value = json.loads(value)
        except ValueError as error:
            label = "reply keyboard markup" if field.name == "reply_markup" else field.name.replace("_", " ")
            raise _JSON.broken(name=label) from error
    return _value(value, field.type, field.depth, field.name)


def _value(value: Any, kind: str, depth: int, path: str) -> Any:
    if depth:
        if not isinstance(value, list):
            raise _ARRAY.broken(name=path)
        return [_value(item, kind, depth - 1, path) for item in value]
    return _PLAIN[kind](value, path) if kind in _PLAIN else _object(value, kind, path)


def _object(value: Any, kind: str, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _OBJECT.broken(name=path.replace("_", " "))
    kind = _VARIANTS[kind](value) if kind in _VARIANTS else kind
    if kind == "Object":
        return value
    fields = FIELDS[kind]
    if unknown := sorted(value.keys() - fields.keys()):
        raise _FIELD_UNKNOWN.broken(kind=kind, names=", ".join(unknown))
    for field in fields.values():
        if field.required and value.get(field.name) is None:
            raise _FIELD.broken(kind=kind, name=field.name)
        if field.name in _ABSENT and field.name in value:
            raise _ABSENT[field.name].broken(name=field.name)
    given = ((fields[name], item) for name, item in value.items() if item is not None)
    return {field.name: _value(item, field.type, field.depth, field.name) for field, item in given}


def _integer(value: Any, path: str) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?\d{1,19}", str(value).strip()):
        raise _INTEGER.broken(name=path)
    return int(value)


def _boolean(value: Any, path: str) -> bool:
    if (word := str(value).strip().lower()) not in _TRUE | _FALSE:
        raise _BOOLEAN.broken(name=path)
    return word in _TRUE


def _string(value: Any, path: str) -> str:
    if isinstance(value, (dict, list, bool)):
        raise _STRING.broken(name=path)
    try:
        str(value).encode()
    except UnicodeEncodeError:
        raise _ENCODING.broken() from None
    return str(value)


def _chat(value: Any, path: str) -> int | str:
    """Read a chat: its number, or @username."""
    return value if isinstance(value, str) and value.startswith("@") else _integer(value, path)


_PLAIN: dict[str, Callable[[Any, str], Any]] = {
    "int": _integer,
    "bool": _boolean,
    "str": _string,
    "chat": _chat,
    "file": lambda value, _path: value,
}
