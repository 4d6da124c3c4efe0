"""What a message goes on from: the answer that it replies to, else what its author asked last in the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.constants import ChatType

from bot.handlers.asked import replies_to
from bot.state import place_of

if TYPE_CHECKING:
    from telegram import Message, User

    from bot.handlers.desk import Desk


async def antecedent_of(desk: Desk, message: Message, me: User) -> str:
    """Return the canonical question that a message may go on from, or nothing.

    What a person wrote is not gone on from in a group: nobody takes over what somebody else was told.
    """
    if message.forward_origin is not None:
        return ""
    target = message.reply_to_message
    if target and replies_to(message, me):
        return await desk.state.topic(place_of(message.chat_id, target.message_id))
    if target and not target.forum_topic_created:
        if message.chat.type != ChatType.PRIVATE:
            return ""
        known = await desk.state.answered(message.chat_id, target.message_id)
        return await desk.state.topic(place_of(message.chat_id, known.messages[0])) if known and known.messages else ""
    person = person_of(message)
    return await desk.state.antecedent(message.chat_id, person) if person else ""


def person_of(message: Message) -> int:
    """Return who wrote a message; nobody for one in the name of a chat, which several people write in."""
    return message.from_user.id if message.from_user and message.sender_chat is None else 0
