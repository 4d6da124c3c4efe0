"""Which messages of a chat reach a bot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.localapi.errors import behaviour
from bot.localapi.methods import words
from bot.localapi.text import Formatted

if TYPE_CHECKING:
    from bot.localapi.records import Bot, Chat
    from bot.localapi.store import World

Json = dict[str, Any]

behaviour(
    "privacy",
    "Bots: Privacy mode",
    "In groups a bot hears commands for it, replies to it, mentions, what is sent through it, service messages.",
)
behaviour(
    "privacy-joined",
    "Bots: Privacy mode",
    "With privacy mode off when it joined, or as an administrator, it hears everything.",
)
behaviour("general-commands", "Bots: Privacy mode", "A command without a name goes to the bot that spoke last.")
behaviour("guest", "Bot API: Message, guest_query_id", "A mention where the bot is no member comes as a guest message.")

# Every bot gets these ("Bots: Privacy mode": "All service messages").
_SERVICE = words(
    "new_chat_members left_chat_member group_chat_created forum_topic_created migrate_to_chat_id "
    "migrate_from_chat_id pinned_message new_chat_title"
)


def slices(message: Json, kind: str) -> list[str]:
    """Return the texts of a message's entities of one kind."""
    said = Formatted.of(message)
    text = said.text.encode("utf-16-le")
    spans = [(2 * one["offset"], 2 * (one["offset"] + one["length"])) for one in said.entities if one["type"] == kind]
    return [text[start:end].decode("utf-16-le") for start, end in spans]


def mentions(bot: Bot, message: Json) -> bool:
    """Tell whether a message names the bot."""
    return f"@{bot.user.username}".lower() in [name.lower() for name in slices(message, "mention")]


def hears(bot: Bot, chat: Chat, message: Json) -> bool:
    """Tell whether a message reaches a bot that is in the chat ("Bots: Privacy mode").

    In groups with privacy mode on: commands meant for it (named, or general if no other bot spoke last), replies
    to it, mentions, messages sent through it, and service messages.
    """
    if message.get("from", {}).get("id") == bot.id or not chat.has(bot.id):
        return False
    if chat.type in {"private", "channel"} or bot.id in chat.all_heard_by or chat.administers(bot.id):
        return True
    if message.keys() & set(_SERVICE) or bot.id in {
        _id(message, "via_bot"),
        _id(message.get("reply_to_message", {}), "from"),
    }:
        return True
    return mentions(bot, message) or any(_commanded(bot, chat, command) for command in slices(message, "bot_command"))


def _id(message: Json, who: str) -> int:
    return int(message.get(who, {}).get("id", 0))


def _commanded(bot: Bot, chat: Chat, command: str) -> bool:
    name = command.partition("@")[2].lower()
    return name == bot.user.username.lower() if name else chat.last_bot in {0, bot.id}


def deliver(world: World, chat: Chat, message: Json, *, edited: bool = False) -> None:
    """Send a message to the bots that hear it, and as a guest message to those only mentioned."""
    kind = "channel_post" if chat.type == "channel" else "message"
    for bot in world.bots.values():
        if hears(bot, chat, message):
            bot.updates.add(f"edited_{kind}" if edited else kind, message, str(chat.id))
        elif _is_guest(bot, chat, message) and not edited:
            _summon(world, bot, chat, message)


def _is_guest(bot: Bot, chat: Chat, message: Json) -> bool:
    """Tell whether a bot is called into a chat that it has not joined ("Bot API 10.0: guest mode")."""
    return bot.guest and chat.type != "channel" and not chat.has(bot.id) and mentions(bot, message)


def _summon(world: World, bot: Bot, chat: Chat, message: Json) -> None:
    user = world.users[message["from"]["id"]]
    query = world.ask("guest", bot, user, text=message.get("text", ""), chat=chat, message=message)
    bot.updates.add("guest_message", {**message, "guest_query_id": query.id}, f"guest {user.id}")
