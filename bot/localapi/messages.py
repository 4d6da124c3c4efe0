"""The methods that send, edit and delete messages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.localapi import rules, text
from bot.localapi.calls import Call, handles
from bot.localapi.errors import behaviour, rule
from bot.localapi.keyboard import keyboard
from bot.localapi.records import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.localapi.records import Chat, User
    from bot.localapi.store import World

Json = dict[str, Any]

MAX_RICH = 32_768  # characters

_NO_REPLIED = rule(
    "reply-missing",
    "Bot API: ReplyParameters, message_id; [srv] check_reply_parameters",
    "message to be replied not found",
    border=True,
)
behaviour(
    "reply-optional",
    "Bot API: ReplyParameters, allow_sending_without_reply",
    "A reply may do without its target, but not in another chat.",
    border=True,
)
behaviour(
    "reply-flat",
    "Bot API: Message, reply_to_message",
    "A replied-to message comes without the one that it replies to itself.",
)
_NO_THREAD = rule(
    "thread-missing",
    "Bot API: sendMessage, message_thread_id; [srv] check_reply_parameters",
    "message thread not found",
    border=True,
)
_CLOSED = rule("topic-closed", "MTProto: messages.sendMessage", "TOPIC_CLOSED", border=True)
_EPHEMERAL_CHAT = rule(
    "ephemeral-chat", "Bot API: sendMessage, receiver_user_id", "PEER_ID_INVALID", guess="words", border=True
)
_RECEIVER = rule(
    "ephemeral-receiver",
    "Bot API: EphemeralMessageParameters, receiver_user_id",
    "USER_ID_INVALID",
    guess="all",
    border=True,
)
_EPHEMERAL_QUERY = rule(
    "ephemeral-query",
    "Bot API: EphemeralMessageParameters, callback_query_id",
    "QUERY_ID_INVALID",
    guess="all",
    border=True,
)
behaviour(
    "ephemeral",
    "Bot API: Message, ephemeral_message_id",
    "An ephemeral message has the number 0, one of its own beside it, and names who received it; nobody else sees it.",
)
_EFFECT = rule(
    "effect-private", "Bot API: sendMessage, message_effect_id", "EFFECT_ID_INVALID", guess="words", border=True
)
_RICH_ONE = rule(
    "rich-one",
    "Bot API: InputRichMessage",
    "exactly one of the fields html and markdown must be used",
    guess="words",
    border=True,
)
_RICH_EMPTY = rule("rich-empty", "Bot API: InputRichMessage, html", "Message text is empty", guess="words", border=True)
_RICH_LONG = rule("rich-too-long", "Bot API: Rich Message Limits", "message is too long", guess="words", border=True)
_NO_FILE = rule(
    "file-identifier",
    "Bot API: Sending files; [td] get_input_file",
    "Wrong file identifier/HTTP URL specified",
    border=True,
)
_NO_WEB = rule(
    "file-by-url",
    "ours: there is no network here; the words are those of [srv] fail_query_with_error",
    "Failed to get HTTP URL content",
)
_DRAFT_CHAT = rule("draft-private", "Bot API: sendMessageDraft, chat_id", "PEER_ID_INVALID", guess="words", border=True)
_DRAFT_ID = rule("draft-id", "Bot API: sendMessageDraft, draft_id", "DRAFT_ID_INVALID", guess="words", border=True)
_MUTED = rule(
    "no-right",
    "Bot API: ChatMemberRestricted, can_send_messages; [td] can_send_message_content",
    "not enough rights to send {kind} to the chat",
    border=True,
)


def stripped(message: Json) -> Json:
    """Return a message as it stands in `reply_to_message`: without the message that it replies to itself."""
    return {name: value for name, value in message.items() if name not in {"reply_to_message", "external_reply"}}


def users_known(world: World, content: Json) -> Json:
    """Put whole users into text mentions; those of strangers are dropped, as Telegram does."""
    known = dict(content)
    for name in ("entities", "caption_entities"):
        kept = []
        for entity in known.pop(name, ()):
            user = world.users.get(entity.get("user", {}).get("id", 0))
            if entity["type"] != "text_mention" or user:
                kept.append(entity | ({"user": user.json()} if user else {}))
        known |= filled(**{name: kept})
    return known


def origin(message: Json) -> Json:
    """Return the MessageOrigin of a message that is forwarded or replied to from elsewhere."""
    if "forward_origin" in message:
        return dict(message["forward_origin"])
    if message.get("sender_chat", {}).get("type", "channel") != "channel":
        return {"type": "chat", "date": message["date"], "sender_chat": message["sender_chat"]}
    if "sender_chat" in message:
        post = {"chat": message["chat"], "message_id": message["message_id"]}
        return {"type": "channel", "date": message["date"], **post}
    return {"type": "user", "date": message["date"], "sender_user": message["from"]}


def external(message: Json) -> Json:
    """Return the ExternalReplyInfo of a message in another chat; its place is told only for public kinds of chat."""
    place = {"chat": message["chat"], "message_id": message["message_id"]}
    shared = place if message["chat"]["type"] in {"supergroup", "channel"} else {}
    return {"origin": origin(message), **shared} | filled(photo=message.get("photo"))


def _reply(call: Call, chat: Chat) -> Json:
    """Find the replied message and the quote."""
    given = call.args.get("reply_parameters")
    if not given:
        return {}
    elsewhere = given.get("chat_id", chat.id) != chat.id
    source = call.world.open_chat(call.bot, given["chat_id"], write=False) if elsewhere else chat
    target = source.seen(given["message_id"])
    if not target:
        if given.get("allow_sending_without_reply") and not elsewhere:
            return {}
        raise _NO_REPLIED.broken()
    quote = rules.quote(given, target)
    reply = {"external_reply": external(target)} if elsewhere else {"reply_to_message": stripped(target)}
    return reply | filled(quote=quote)


def topic(call: Call, chat: Chat) -> Json:
    """Find the forum topic; there is none elsewhere."""
    thread = call.args.get("message_thread_id")
    if thread is None:
        return {}
    if thread not in chat.topics:
        raise _NO_THREAD.broken()
    if thread in chat.closed and not chat.administers(call.bot.id):
        raise _CLOSED.broken()
    return {"message_thread_id": thread, "is_topic_message": True}


def _send(call: Call, content: Json) -> Json:
    """Send a message: markup is read before the chat is looked up, as the server does."""
    args = call.args
    markup = keyboard(args.get("reply_markup"))
    chat = call.chat()
    if chat.members.get(call.bot.id) == "restricted":
        raise _MUTED.broken(kind="photos" if "photo" in content else "text messages")
    if args.get("message_effect_id") and chat.type != "private":
        raise _EFFECT.broken()
    around = topic(call, chat) | _reply(call, chat)
    extra = filled(
        reply_markup=markup,
        has_protected_content=args.get("protect_content"),
        effect_id=args.get("message_effect_id"),
        link_preview_options=args.get("link_preview_options"),
        show_caption_above_media=args.get("show_caption_above_media"),
        has_media_spoiler=args.get("has_spoiler"),
    )
    shown = around | users_known(call.world, content) | extra
    if given := args.get("ephemeral_message_parameters"):
        return call.world.whisper(chat, call.bot.user, _receiver(call, chat, given), shown)
    message = call.world.post(chat, call.bot.user, shown)
    if args.get("reply_markup") and not markup:
        chat.uneditable.add(message["message_id"])
    return message


def _receiver(call: Call, chat: Chat, given: Json) -> User:
    """Find who is to receive an ephemeral message."""
    if chat.type not in {"group", "supergroup"}:
        raise _EPHEMERAL_CHAT.broken()
    user = call.world.users.get(given["receiver_user_id"])
    if not user or user.is_bot or not chat.has(user.id):
        raise _RECEIVER.broken()
    if query_id := given.get("callback_query_id"):
        query = call.world.queries.get(query_id)
        if not query or query.kind != "callback" or query.user.id != user.id:
            raise _EPHEMERAL_QUERY.broken()
    elif given.get("replace_callback_query_message"):
        raise _EPHEMERAL_QUERY.broken()
    return user


def text_of(call: Call, *, edit: bool = False) -> Json:
    """Read the text of a request."""
    args = call.args
    given = args.get("text", ""), args.get("parse_mode", ""), args.get("entities", ())
    return text.message_text(*given, edit=edit).json()


def caption_of(args: Json) -> Json:
    """Read the caption of a request or of its media."""
    read = text.caption(args.get("caption", ""), args.get("parse_mode", ""), args.get("caption_entities", ()))
    return read.json("caption", "caption_entities") if read.text else {}


def rich_of(args: Json) -> Json:
    """Read a rich message; its markup is not parsed, the text stands in one paragraph."""
    given = args["rich_message"]
    if ("html" in given) == ("markdown" in given):
        raise _RICH_ONE.broken()
    plain = re.sub(r"<[^>]*>", "", given.get("html", "")) or given.get("markdown", "")
    if not plain.strip():
        raise _RICH_EMPTY.broken()
    if len(plain) > MAX_RICH:
        raise _RICH_LONG.broken()
    return {"rich_message": {"blocks": [{"type": "paragraph", "text": plain}]} | filled(is_rtl=given.get("is_rtl"))}


def photo(world: World, given: str, files: Mapping[str, bytes]) -> Json:
    """Find a photo: uploaded, attached by name, or sent before ("Bot API: Sending files")."""
    name = given.removeprefix("attach://")
    if name in files:
        file = world.store_file(files[name])
    elif given in world.files:
        file = world.files[given]
    elif name.startswith(("http://", "https://")):
        raise _NO_WEB.broken()
    else:
        raise _NO_FILE.broken()
    return {"photo": [file.size()]}


@handles("sendMessage")
def send_message(call: Call) -> Json:
    """Send a text."""
    return _send(call, text_of(call))


@handles("sendPhoto")
def send_photo(call: Call) -> Json:
    """Send a photo with a caption."""
    return _send(call, caption_of(call.args) | photo(call.world, call.args["photo"], call.files))


@handles("sendRichMessage")
def send_rich_message(call: Call) -> Json:
    """Send a rich message."""
    return _send(call, rich_of(call.args))


@handles("sendMessageDraft")
def send_message_draft(call: Call) -> bool:
    """Show a draft for 30 seconds; only in private chats, and nothing is kept ("Bot API: sendMessageDraft")."""
    chat = call.chat()
    if chat.type != "private":
        raise _DRAFT_CHAT.broken()
    if not call.args["draft_id"]:
        raise _DRAFT_ID.broken()
    topic(call, chat)
    content = text_of(call) if call.args.get("text") else {"text": ""}
    call.world.show("draft", chat=chat.id, draft=call.args["draft_id"], **content)
    return True
