"""The methods that edit and delete messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.localapi.calls import Call, handles
from bot.localapi.errors import behaviour, rule
from bot.localapi.keyboard import keyboard
from bot.localapi.messages import caption_of, photo, rich_of, text_of, users_known
from bot.localapi.methods import words
from bot.localapi.parameters import CHAT_ID
from bot.localapi.records import filled

if TYPE_CHECKING:
    from bot.localapi.records import Chat

Json = dict[str, Any]

DELETABLE = 48 * 3600  # seconds

_NO_INLINE = rule("inline-message", "MTProto: messages.editInlineBotMessage", "MESSAGE_ID_INVALID", border=True)
_UNSAID = rule("message-unspecified", "[srv] get_inline_message_id", "Message identifier is not specified", border=True)
_NO_EDITED = rule("edit-missing", "[srv] check_message", "message to edit not found", border=True)
_NOT_OWN = rule("edit-foreign", "[td] can_edit_message", "message can't be edited", border=True)
_NOT_MODIFIED = rule(
    "not-modified",
    "[srv] fail_query_with_error",
    "message is not modified: specified new message content and reply markup are exactly the same as a current content and "
    "reply markup of the message",
    border=True,
)
behaviour(
    "edit-drops-keyboard", "Bot API: editMessageText, reply_markup", "An edit without a keyboard removes the old one."
)
behaviour("edit-untold", "Bot API: Update, edited_message", "Bots are not told of what they do themselves.")
behaviour(
    "edit-chat-first",
    "[srv] process_edit_message_text_query",
    "Where a chat is named, an inline id counts for nothing.",
)
_NO_TEXT = rule("edit-no-text", "[td] edit_message_text", "There is no text in the message to edit", border=True)
_NO_CAPTION = rule(
    "edit-no-caption", "[td] edit_message_caption", "There is no caption in the message to edit", border=True
)
_MEDIA = rule("media-type", "ours: not implemented", 'type "{type}" is not implemented in the local Bot API')
_NO_DELETED = rule("delete-missing", "[srv] check_message", "message to delete not found", border=True)
_UNDELETABLE = rule(
    "delete-forbidden",
    "Bot API: deleteMessage; [td] delete_messages",
    "message can't be deleted for everyone",
    border=True,
)
_CONTENT = words(
    "text entities caption caption_entities photo rich_message link_preview_options show_caption_above_media "
    "has_media_spoiler reply_markup"
)


def _target(call: Call) -> tuple[Chat, Json]:
    """Find the message to edit: the bot's own, not forwarded, without a reply keyboard."""
    args, world = call.args, call.world
    if not args.get("chat_id") and not args.get("message_id"):
        if not args.get("inline_message_id"):
            raise _UNSAID.broken()
        chat, number = world.inline.get(args["inline_message_id"], (None, 0))
        message = chat.messages.get(number) if chat else None
        if not chat or not message:
            raise _NO_INLINE.broken()
    else:
        if not args.get("chat_id"):
            raise CHAT_ID.broken()
        chat = call.chat()
        message = chat.seen(args.get("message_id", 0))
        if not message:
            raise _NO_EDITED.broken()
    own = call.bot.id in {message.get(who, {}).get("id") for who in ("from", "via_bot")}
    # Only channels hide who wrote; an anonymous administrator's message has a `from` ("Bot API: Message").
    own = own or ("from" not in message and message.get("sender_chat", {}).get("id") == chat.id)
    if not own or "forward_origin" in message or message["message_id"] in chat.uneditable:
        raise _NOT_OWN.broken()
    return chat, message


def _edit(call: Call, chat: Chat, old: Json, content: Json) -> Json | bool:
    """Replace the content; an edit without a keyboard removes the old one.

    Returns:
        The message, or True for an inline one, whose chat the bot does not know.
    """
    content |= filled(reply_markup=keyboard(call.args.get("reply_markup")))
    new = {name: value for name, value in old.items() if name not in _CONTENT} | users_known(call.world, content)
    if all(new.get(name) == old.get(name) for name in _CONTENT):
        raise _NOT_MODIFIED.broken()
    message = call.world.replace(chat, new)
    return message if call.args.get("chat_id") else True


@handles("editMessageText")
def edit_message_text(call: Call) -> Json | bool:
    """Replace a text, also by a rich message."""
    content = rich_of(call.args) if "rich_message" in call.args else text_of(call, edit=True)
    chat, old = _target(call)
    if not old.keys() & {"text", "rich_message"}:
        raise _NO_TEXT.broken()
    return _edit(call, chat, old, content | filled(link_preview_options=call.args.get("link_preview_options")))


@handles("editMessageCaption")
def edit_message_caption(call: Call) -> Json | bool:
    """Replace a caption; none removes it."""
    content = caption_of(call.args)
    chat, old = _target(call)
    if "photo" not in old:
        raise _NO_CAPTION.broken()
    above = filled(show_caption_above_media=call.args.get("show_caption_above_media"))
    return _edit(call, chat, old, content | above | {"photo": old["photo"]})


@handles("editMessageMedia")
def edit_message_media(call: Call) -> Json | bool:
    """Put a photo in the place of a photo or a text."""
    media = call.args["media"]
    if media["type"] != "photo":
        raise _MEDIA.broken(type=media["type"])
    chat, old = _target(call)
    spoiler = filled(has_media_spoiler=media.get("has_spoiler"))
    return _edit(call, chat, old, caption_of(media) | photo(call.world, media["media"], call.files) | spoiler)


@handles("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call) -> Json | bool:
    """Replace the keyboard; none removes it."""
    chat, old = _target(call)
    content = {name: old[name] for name in _CONTENT if name in old and name != "reply_markup"}
    return _edit(call, chat, old, content)


@handles("deleteMessage")
def delete_message(call: Call) -> bool:
    """Delete a message: within 48 hours, the bot's own, any in a private chat, all as an administrator."""
    chat = call.chat()
    message = chat.seen(call.args["message_id"])
    if not message:
        raise _NO_DELETED.broken()
    lasting = "forum_topic_created" in message
    own = message.get("from", {}).get("id") == call.bot.id or chat.type == "private" or chat.administers(call.bot.id)
    if lasting or not own or message["date"] < call.world.clock.now() - DELETABLE:
        raise _UNDELETABLE.broken()
    call.world.delete(chat, message["message_id"])
    return True
