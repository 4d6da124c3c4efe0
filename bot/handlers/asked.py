"""What a message asks the bot about: its own words, or those that it points to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import MessageEntity

from bot.markup import at_unit, entities_of, words_of

if TYPE_CHECKING:
    from telegram import Message, User


@dataclass(frozen=True, slots=True)
class Asked:
    """Words to answer.

    Attributes:
        text: The words, without the call of the bot.
        message: What the answer replies to, and quotes.
        span: The characters of the message that hold the words; none where they stand in another chat.
    """

    text: str
    message: Message
    span: tuple[int, int] | None

    @property
    def start(self) -> int:
        """Where in the message the words begin."""
        return self.span[0] if self.span else 0


def own(message: Message, me: User) -> Asked | None:
    """Return what a message itself asks: its words without command and mention."""
    whole = words_of(message)
    command = next((entity for entity in entities_of(message) if _is_command(entity)), None)
    start = command.length if command and message.forward_origin is None else 0
    return cut(message, (start, len(whole)), me)


def pointed(message: Message, me: User) -> Asked | None:
    """Return what a message points to: the part that its author marked, or all of the replied-to message.

    The bot's own messages are never the matter: it does not check itself.
    """
    target = message.reply_to_message
    if target and target.from_user and target.from_user.id == me.id:
        return None
    if message.quote and not target:  # the message stands in another chat, its words come along
        return Asked(message.quote.text, message, None)
    if not target:
        return None
    if message.quote:
        start = at_unit(words_of(target), message.quote.position)
        return Asked(message.quote.text, target, _span(words_of(target), message.quote.text, start))
    return cut(target, (0, len(words_of(target))), me)


def cut(message: Message, span: tuple[int, int], me: User) -> Asked | None:
    """Return a part of a message as a question, or nothing where it has no words."""
    text = _without_mention(words_of(message)[span[0] : span[1]], me)
    return Asked(text, message, span) if text else None


def is_called(message: Message, me: User) -> bool:
    """Tell whether a group's message speaks to the bot: by a mention, or as a reply to it."""
    return mentions(message, me) or replies_to(message, me)


def mentions(message: Message, me: User) -> bool:
    """Tell whether a message names the bot."""
    name = f"@{me.username}".lower()
    whole = words_of(message)
    for entity in entities_of(message):
        if entity.type == MessageEntity.MENTION:
            start = at_unit(whole, entity.offset)
            if whole[start : start + entity.length].lower() == name:
                return True
        if entity.type == MessageEntity.TEXT_MENTION and entity.user and entity.user.id == me.id:
            return True
    return False


def replies_to(message: Message, me: User) -> bool:
    """Tell whether a message replies to the bot; in a topic that the bot opened every message seems to."""
    target = message.reply_to_message
    return bool(target and target.from_user and target.from_user.id == me.id and not target.forum_topic_created)


def is_bot(message: Message) -> bool:
    """Tell whether another bot wrote a message; an anonymous administrator and a channel only look like bots."""
    return bool(message.from_user and message.from_user.is_bot and message.sender_chat is None)


def is_link(message: Message, text: str) -> bool:
    """Tell whether a text is nothing but links."""
    whole = words_of(message)
    for entity in sorted(entities_of(message), key=lambda one: -one.offset):
        if entity.type == MessageEntity.URL:
            start, end = at_unit(whole, entity.offset), at_unit(whole, entity.offset + entity.length)
            text = text.replace(whole[start:end], "")
    return not text.strip() and any(one.type == MessageEntity.URL for one in entities_of(message))


def is_card(message: Message, me: User) -> bool:
    """Tell whether a message is a card of the bot's own, sent by somebody from an inline query."""
    return bool(message.via_bot and message.via_bot.id == me.id)


def _is_command(entity: MessageEntity) -> bool:
    return entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0


def _without_mention(text: str, me: User) -> str:
    """Drop the bot's name, and what set it off from the rest."""
    name = re.escape(f"@{me.username}")
    text, times = re.subn(rf"(?<!\w){name}(?!\w)[,:，：]?[ \t]*", "", text, flags=re.IGNORECASE)
    return text.strip(" \t\n,:，：") if times else text.strip()


def _span(whole: str, part: str, near: int) -> tuple[int, int] | None:
    """Find a marked part; the position that comes with it is approximate."""
    places = [match.start() for match in re.finditer(re.escape(part), whole)]
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - near))
    return start, start + len(part)
