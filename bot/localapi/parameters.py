"""What each method takes: the table that every request is read against.

Names, types and "required" are those of Bot API 10.1; the test compares them with Telegram's own description
where that is at hand. Telegram ignores a parameter or a field that it does not know. We refuse it (400): in a
stand-in, a misspelt name must not pass.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.localapi.errors import bad_request

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping


def words(row: str) -> tuple[str, ...]:
    """Split a row of names."""
    return tuple(row.split())


_SEND = """business_connection_id:str chat_id!:chat message_thread_id:int direct_messages_topic_id:int
    disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:str
    suggested_post_parameters:Object reply_parameters:ReplyParameters reply_markup:Markup """
_EDIT = """business_connection_id:str chat_id:chat message_id:int inline_message_id:str
    reply_markup:InlineKeyboardMarkup """
_TEXT = "parse_mode:str entities:[MessageEntity] link_preview_options:LinkPreviewOptions "
_CAPTION = "caption:str parse_mode:str caption_entities:[MessageEntity] show_caption_above_media:bool "
_SCOPE = "scope:BotCommandScope language_code:str "

METHODS = {
    "getMe": "",
    "close": "",
    "logOut": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:[str]",
    "setWebhook": """url!:str certificate:file ip_address:str max_connections:int allowed_updates:[str]
        drop_pending_updates:bool secret_token:str""",
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "sendMessage": _SEND + _TEXT + "text!:str",
    "sendPhoto": _SEND + _CAPTION + "photo!:file has_spoiler:bool",
    "sendRichMessage": _SEND + "rich_message!:InputRichMessage",
    "sendMessageDraft": """chat_id!:int message_thread_id:int draft_id!:int text:str parse_mode:str
        entities:[MessageEntity]""",
    "sendChatAction": "business_connection_id:str chat_id!:chat message_thread_id:int action!:str",
    "editMessageText": _EDIT + _TEXT + "text:str rich_message:InputRichMessage",
    "editMessageCaption": _EDIT + _CAPTION,
    "editMessageMedia": _EDIT + "media!:InputMediaPhoto",
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": "chat_id!:chat message_id!:int",
    "setMessageReaction": "chat_id!:chat message_id!:int reaction:[ReactionType] is_big:bool",
    "getFile": "file_id!:str",
    "answerCallbackQuery": "callback_query_id!:str text:str show_alert:bool url:str cache_time:int",
    "answerInlineQuery": """inline_query_id!:str results!:[InlineQueryResult] cache_time:int is_personal:bool
        next_offset:str button:InlineQueryResultsButton""",
    "answerGuestQuery": "guest_query_id!:str result!:InlineQueryResult",
    "setMyCommands": _SCOPE + "commands!:[BotCommand]",
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setMyName": "name:str language_code:str",
    "setMyDescription": "description:str language_code:str",
    "setMyShortDescription": "short_description:str language_code:str",
    "getMyName": "language_code:str",
    "getMyDescription": "language_code:str",
    "getMyShortDescription": "language_code:str",
    "getChat": "chat_id!:chat",
    "getChatMember": "chat_id!:chat user_id!:int",
    "getChatMemberCount": "chat_id!:chat",
    "getChatAdministrators": "chat_id!:chat return_bots:bool",
    "leaveChat": "chat_id!:chat",
}

_RESULT_PHOTO = """type!:str id!:str title:str description:str caption:str parse_mode:str
    caption_entities:[MessageEntity] show_caption_above_media:bool reply_markup:InlineKeyboardMarkup
    input_message_content:InputTextMessageContent """

OBJECTS = {
    "MessageEntity": """type!:str offset!:int length!:int url:str user:Object language:str custom_emoji_id:str
        unix_time:int date_time_format:str""",
    "LinkPreviewOptions": """is_disabled:bool url:str prefer_small_media:bool prefer_large_media:bool
        show_above_text:bool""",
    "ReplyParameters": """message_id!:int chat_id:chat allow_sending_without_reply:bool quote:str
        quote_parse_mode:str quote_entities:[MessageEntity] quote_position:int checklist_task_id:int
        poll_option_id:str""",
    "InlineKeyboardMarkup": "inline_keyboard!:[[InlineKeyboardButton]]",
    "InlineKeyboardButton": """text!:str icon_custom_emoji_id:str style:str url:str callback_data:str web_app:Object
        login_url:Object switch_inline_query:str switch_inline_query_current_chat:str
        switch_inline_query_chosen_chat:Object copy_text:CopyTextButton callback_game:Object pay:bool""",
    "CopyTextButton": "text!:str",
    "ReplyKeyboardMarkup": """keyboard!:[[Object]] is_persistent:bool resize_keyboard:bool one_time_keyboard:bool
        input_field_placeholder:str selective:bool""",
    "ReplyKeyboardRemove": "remove_keyboard!:bool selective:bool",
    "ForceReply": "force_reply!:bool input_field_placeholder:str selective:bool",
    "InputMediaPhoto": "type!:str media!:str has_spoiler:bool " + _CAPTION,
    "InputRichMessage": "html:str markdown:str is_rtl:bool skip_entity_detection:bool",
    "InputTextMessageContent": "message_text!:str " + _TEXT,
    "InlineQueryResultArticle": """type!:str id!:str title!:str input_message_content!:InputTextMessageContent
        reply_markup:InlineKeyboardMarkup url:str description:str thumbnail_url:str thumbnail_width:int
        thumbnail_height:int""",
    "InlineQueryResultPhoto": _RESULT_PHOTO + "photo_url!:str thumbnail_url!:str photo_width:int photo_height:int",
    "InlineQueryResultCachedPhoto": _RESULT_PHOTO + "photo_file_id!:str",
    "InlineQueryResultsButton": "text!:str web_app:Object start_parameter:str",
    "BotCommand": "command!:str description!:str",
    "BotCommandScope": "type!:str chat_id:chat user_id:int",
    "ReactionType": "type!:str emoji:str custom_emoji_id:str",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of a method or field of an object; `depth` counts the arrays around its type."""

    name: str
    type: str
    depth: int
    required: bool


def _fields(row: str) -> dict[str, Field]:
    fields = {}
    for item in row.split():
        name, kind = item.split(":")
        fields[name.rstrip("!")] = Field(name.rstrip("!"), kind.strip("[]"), kind.count("["), required="!" in name)
    return fields


FIELDS = {name: _fields(row) for name, row in (METHODS | OBJECTS).items()}

# Methods are found without regard to case ([srv] `init_methods`).
NAMES = {name.lower(): name for name in METHODS}

# What the server says when one of these is missing or empty [srv]; for the others the words are ours.
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "file_id": "file_id not specified",
    "action": "wrong parameter action in request",
}

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
            raise bad_request(
                f'Can\'t parse inline query result: type "{other}" is unsupported for the inline query result'
            )


_VARIANTS: dict[str, Callable[[Mapping[str, Any]], str]] = {"Markup": _markup, "InlineQueryResult": _result}
_TRUE, _FALSE = {"true", "yes", "1"}, {"false", "no", "0", ""}


def read(method: str, raw: Mapping[str, Any], accepted: Collection[str] = ()) -> dict[str, Any]:
    """Check a request against the table and give its parameters their types.

    Args:
        method: A name of METHODS.
        raw: Values as they came: text from a form, anything from JSON.
        accepted: Parameters of newer versions that are let through unread.

    Raises:
        ApiError: A parameter is unknown, missing, or not of its type.
    """
    fields = FIELDS[method]
    if unknown := sorted(raw.keys() - fields.keys() - set(accepted)):
        raise bad_request(f"unknown parameter {', '.join(unknown)} of {method}")
    for field in fields.values():
        # An empty url is how setWebhook removes the webhook.
        if field.required and raw.get(field.name) in (None, "") and field.name != "url":
            raise bad_request(_MISSING.get(field.name, f"parameter {field.name} is required"))
    return {name: _top(fields[name], value) for name, value in raw.items() if name in fields and value is not None}


def _top(field: Field, value: Any) -> Any:
    """Read a value of the request itself: structures come as JSON text in a form, or as they are in a JSON body."""
    if isinstance(value, str) and (field.depth or field.type[0].isupper()):
        try:
            value = json.loads(value)
        except ValueError as error:
            label = "reply keyboard markup" if field.name == "reply_markup" else field.name.replace("_", " ")
            raise bad_request(f"Can't parse {label} JSON object") from error
    return _value(value, field.type, field.depth, field.name)


def _value(value: Any, kind: str, depth: int, path: str) -> Any:
    if depth:
        if not isinstance(value, list):
            raise bad_request(f'Field "{path}" must be an Array')
        return [_value(item, kind, depth - 1, path) for item in value]
    return _PLAIN[kind](value, path) if kind in _PLAIN else _object(value, kind, path)


def _object(value: Any, kind: str, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise bad_request(f"Object expected as {path.replace('_', ' ')}")
    kind = _VARIANTS[kind](value) if kind in _VARIANTS else kind
    if kind == "Object":
        return value
    fields = FIELDS[kind]
    if unknown := sorted(value.keys() - fields.keys()):
        raise bad_request(f"Can't parse {kind}: unknown field {', '.join(unknown)}")
    for field in fields.values():
        if field.required and value.get(field.name) is None:
            raise bad_request(f"Can't parse {kind}: Can't find field \"{field.name}\"")
    given = ((fields[name], item) for name, item in value.items() if item is not None)
    return {field.name: _value(item, field.type, field.depth, field.name) for field, item in given}


def _integer(value: Any, path: str) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?\d{1,19}", str(value).strip()):
        raise bad_request(f'Field "{path}" must be an Integer')
    return int(value)


def _boolean(value: Any, path: str) -> bool:
    if (word := str(value).strip().lower()) not in _TRUE | _FALSE:
        raise bad_request(f'Field "{path}" must be a Boolean')
    return word in _TRUE


def _string(value: Any, path: str) -> str:
    if isinstance(value, (dict, list, bool)):
        raise bad_request(f'Field "{path}" must be of type String')
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
