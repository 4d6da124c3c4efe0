"""The methods that send, edit and delete messages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.localapi import rules, text
from bot.localapi.calls import Call, handles
from bot.localapi.errors import bad_request
from bot.localapi.parameters import words
from bot.localapi.store import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.localapi.store import Chat, World

Json = dict[str, Any]

MAX_RICH = 32_768  # characters: "Bot API: Rich message formatting options"
DELETABLE = 48 * 3600  # seconds: "Bot API: deleteMessage"
_CONTENT = words(
    "text entities caption caption_entities photo rich_message link_preview_options show_caption_above_media "
    "has_media_spoiler reply_markup"
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
    """Find the replied message and the quote ("Bot API: ReplyParameters"; words of [srv])."""
    given = call.args.get("reply_parameters")
    if not given:
        return {}
    elsewhere = given.get("chat_id", chat.id) != chat.id
    source = call.world.open_chat(call.bot, given["chat_id"], write=False) if elsewhere else chat
    target = source.messages.get(given["message_id"])
    if not target:
        if given.get("allow_sending_without_reply") and not elsewhere:
            return {}
        raise bad_request("message to be replied not found")
    quote = rules.quote(given, target)
    reply = {"external_reply": external(target)} if elsewhere else {"reply_to_message": stripped(target)}
    return reply | filled(quote=quote)


def _topic(call: Call, chat: Chat) -> Json:
    """Find the forum topic; there is none elsewhere ([srv] "message thread not found")."""
    thread = call.args.get("message_thread_id")
    if thread is None:
        return {}
    if thread not in chat.topics:
        raise bad_request("message thread not found")
    return {"message_thread_id": thread, "is_topic_message": True}


def _send(call: Call, content: Json) -> Json:
    """Send a message: markup is read before the chat is looked up, as the server does."""
    args = call.args
    markup = rules.keyboard(args.get("reply_markup"))
    chat = call.chat()
    around = _topic(call, chat) | _reply(call, chat)
    extra = filled(
        reply_markup=markup,
        has_protected_content=args.get("protect_content"),
        effect_id=args.get("message_effect_id"),
        link_preview_options=args.get("link_preview_options"),
        show_caption_above_media=args.get("show_caption_above_media"),
        has_media_spoiler=args.get("has_spoiler"),
    )
    message = call.world.post(chat, call.bot.user, around | users_known(call.world, content) | extra)
    if args.get("reply_markup") and not markup:
        chat.uneditable.add(message["message_id"])
    return message


def _text(call: Call, *, edit: bool = False) -> Json:
    args = call.args
    given = args.get("text", ""), args.get("parse_mode", ""), args.get("entities", ())
    return text.message_text(*given, edit=edit).json()


def _caption(args: Json) -> Json:
    read = text.caption(args.get("caption", ""), args.get("parse_mode", ""), args.get("caption_entities", ()))
    return read.json("caption", "caption_entities") if read.text else {}


def _rich(args: Json) -> Json:
    """Read a rich message; its markup is not parsed, the text stands in one paragraph."""
    given = args["rich_message"]
    if ("html" in given) == ("markdown" in given):
        raise bad_request("exactly one of the fields html and markdown must be used")  # "Bot API: InputRichMessage"
    plain = re.sub(r"<[^>]*>", "", given.get("html", "")) or given.get("markdown", "")
    if not plain.strip():
        raise bad_request("Message text is empty")
    if len(plain) > MAX_RICH:
        raise bad_request("message is too long")
    return {"rich_message": {"blocks": [{"type": "paragraph", "text": plain}]} | filled(is_rtl=given.get("is_rtl"))}


def photo(world: World, given: str, files: Mapping[str, bytes]) -> Json:
    """Find a photo: uploaded, attached by name, or sent before ("Bot API: Sending files")."""
    name = given.removeprefix("attach://")
    if name in files:
        file = world.store_file(files[name])
    elif given in world.files:
        file = world.files[given]
    elif name.startswith(("http://", "https://")):
        raise bad_request("Failed to get HTTP URL content")  # nothing is fetched: there is no network here
    else:
        raise bad_request("Wrong file identifier/HTTP URL specified")
    return {"photo": [file.size()]}


@handles("sendMessage")
def send_message(call: Call) -> Json:
    """Send a text."""
    return _send(call, _text(call))


@handles("sendPhoto")
def send_photo(call: Call) -> Json:
    """Send a photo with a caption."""
    return _send(call, _caption(call.args) | photo(call.world, call.args["photo"], call.files))


@handles("sendRichMessage")
def send_rich_message(call: Call) -> Json:
    """Send a rich message."""
    return _send(call, _rich(call.args))


@handles("sendMessageDraft")
def send_message_draft(call: Call) -> bool:
    """Show a draft for 30 seconds; only in private chats, and nothing is kept ("Bot API: sendMessageDraft")."""
    chat = call.chat()
    if chat.type != "private" or not call.args["draft_id"]:
        raise bad_request("PEER_ID_INVALID" if chat.type != "private" else "DRAFT_ID_INVALID")  # ours
    content = _text(call) if call.args.get("text") else {"text": ""}
    call.world.show("draft", chat=chat.id, draft=call.args["draft_id"], **content)
    return True


def _target(call: Call) -> tuple[Chat, Json]:
    """Find the message to edit: the bot's own, not forwarded, without a reply keyboard ([td] can_edit_message)."""
    args, world = call.args, call.world
    if inline := args.get("inline_message_id"):
        chat, number = world.inline.get(inline, (None, 0))
        message = chat.messages.get(number) if chat else None
        if not chat or not message:
            raise bad_request("MESSAGE_ID_INVALID")
    else:
        if not args.get("message_id"):
            raise bad_request("message identifier is not specified")  # [srv]
        if "chat_id" not in args:
            raise bad_request("chat_id is empty")
        chat = call.chat()
        message = chat.messages.get(args["message_id"])
        if not message:
            raise bad_request("message to edit not found")
    own = call.bot.id in {message.get(who, {}).get("id") for who in ("from", "via_bot")}
    # Only channels hide who wrote; an anonymous administrator's message has a `from` ("Bot API: Message").
    own = own or ("from" not in message and message.get("sender_chat", {}).get("id") == chat.id)
    if not own or "forward_origin" in message or message["message_id"] in chat.uneditable:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(call: Call, chat: Chat, old: Json, content: Json) -> Json | bool:
    """Replace the content; an edit without a keyboard removes the old one.

    Returns:
        The message, or True for an inline one, whose chat the bot does not know.
    """
    content |= filled(reply_markup=rules.keyboard(call.args.get("reply_markup")))
    new = {name: value for name, value in old.items() if name not in _CONTENT} | users_known(call.world, content)
    if all(new.get(name) == old.get(name) for name in _CONTENT):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a "
            "current content and reply markup of the message"
        )
    message = call.world.replace(chat, new)
    return True if "inline_message_id" in call.args else message


@handles("editMessageText")
def edit_message_text(call: Call) -> Json | bool:
    """Replace a text, also by a rich message."""
    content = _rich(call.args) if "rich_message" in call.args else _text(call, edit=True)
    chat, old = _target(call)
    if not old.keys() & {"text", "rich_message"}:
        raise bad_request("there is no text in the message to edit")
    return _edit(call, chat, old, content | filled(link_preview_options=call.args.get("link_preview_options")))


@handles("editMessageCaption")
def edit_message_caption(call: Call) -> Json | bool:
    """Replace a caption; none removes it."""
    content = _caption(call.args)
    chat, old = _target(call)
    if "photo" not in old:
        raise bad_request("there is no caption in the message to edit")
    above = filled(show_caption_above_media=call.args.get("show_caption_above_media"))
    return _edit(call, chat, old, content | above | {"photo": old["photo"]})


@handles("editMessageMedia")
def edit_message_media(call: Call) -> Json | bool:
    """Put a photo in the place of a photo or a text."""
    media = call.args["media"]
    if media["type"] != "photo":
        raise bad_request(f'type "{media["type"]}" is not implemented in the local Bot API')
    chat, old = _target(call)
    spoiler = filled(has_media_spoiler=media.get("has_spoiler"))
    return _edit(call, chat, old, _caption(media) | photo(call.world, media["media"], call.files) | spoiler)


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
    message = chat.messages.get(call.args["message_id"])
    if not message:
        raise bad_request("message to delete not found")
    own = message.get("from", {}).get("id") == call.bot.id or chat.type == "private" or chat.administers(call.bot.id)
    if not own or message["date"] < call.world.clock.now() - DELETABLE:
        raise bad_request("message can't be deleted for everyone")  # [td]
    call.world.delete(chat, message["message_id"])
    return True
