"""Who may change how the bot behaves in a chat: in a group, administrators only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.constants import ChatMemberStatus, ChatType

if TYPE_CHECKING:
    from telegram import Bot, Chat, Message, User


async def may_set(bot: Bot, message: Message) -> bool:
    """Tell whether whoever wrote a message may change the settings of its chat."""
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id  # an anonymous administrator writes as the group
    return message.from_user is not None and await administers(bot, message.chat, message.from_user)


async def administers(bot: Bot, chat: Chat, user: User) -> bool:
    """Tell whether somebody may change a chat's settings: by themselves, whoever wrote the button that they tapped."""
    if chat.type == ChatType.PRIVATE:
        return True
    member = await bot.get_chat_member(chat.id, user.id)
    return member.status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}
