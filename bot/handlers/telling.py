"""One line of the bot's own, in answer to a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.constants import ChatType

from bot.delivery import Place, send
from bot.markup import Block, answering, pages

if TYPE_CHECKING:
    from telegram import Bot, InlineKeyboardMarkup, Message


async def tell(bot: Bot, message: Message, text: str, buttons: InlineKeyboardMarkup | None = None) -> None:
    """Say a line; in a group as a reply, so that it is plain to whom."""
    parameters = None if message.chat.type == ChatType.PRIVATE else answering(message)
    await send(Place.of(message, bot), pages([Block(text)]), reply=parameters, markup=buttons)
