"""What each method takes, and each object in it: names and types, "!" for what is required.

They are those of Bot API 10.1; the test compares them with Telegram's own description where that is at hand, and what is
newer with aiogram's models.
"""

from __future__ import annotations

from dataclasses import dataclass


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

# Of Bot API 10.2 and 10.3, as far as the project uses them.
_EPHEMERAL = "ephemeral_message_parameters:EphemeralMessageParameters"
NEWER = {"sendMessage": _EPHEMERAL, "sendPhoto": _EPHEMERAL}
NEWER_OBJECTS = {
    "EphemeralMessageParameters": "receiver_user_id!:int callback_query_id:str replace_callback_query_message:bool"
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


FIELDS = {name: _fields(row) for name, row in (METHODS | OBJECTS | NEWER_OBJECTS).items()}
NEWER_FIELDS = {name: _fields(row) for name, row in NEWER.items()}

# Methods are found without regard to case ([srv] `init_methods`).
NAMES = {name.lower(): name for name in METHODS}
