"""Who may change how the bot behaves in a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.constants import ChatMemberStatus, ChatType

if TYPE_CHECKING:
    from telegram import Bot, Message, User


async def may_set(bot: Bot, message: Message | object, user: User | None) -> bool:
    """Tell whether somebody may change a chat's settings: in a group, administrators only."""
    chat = getattr(message, "chat", None)
    if chat is None or chat.type == ChatType.PRIVATE:
        return chat is not None
    if user is None or getattr(message, "sender_chat", None) is not None:
        sender = getattr(message, "sender_chat", None)
        return sender is not None and sender.id == chat.id  # an anonymous administrator writes as the group
    member = await bot.get_chat_member(chat.id, user.id)
    return member.status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}
