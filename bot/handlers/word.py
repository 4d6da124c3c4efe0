"""One line to whoever sent an update, wherever that is; to nobody else, if it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import InlineQueryResultArticle, InputTextMessageContent
from telegram.constants import ChatType

from bot.delivery import Place, send
from bot.handlers.aside import whisper
from bot.handlers.sentences import say
from bot.markup import Block, pages

if TYPE_CHECKING:
    from telegram import Bot, Update

    from bot.handlers.desk import Desk


async def word(desk: Desk, bot: Bot, update: Update, sentence: str) -> None:
    """Say a sentence.

    Args:
        desk: The bot.
        bot: Says it.
        update: What is answered.
        sentence: The id of the sentence.
    """
    chat = update.effective_chat
    said = say(await desk.locale(chat.id if chat else 0, update.effective_user), sentence)
    if update.callback_query:
        await update.callback_query.answer(said)
    elif update.inline_query:
        await update.inline_query.answer([], cache_time=0, is_personal=True)
    elif update.guest_message and update.guest_message.guest_query_id:
        article = InlineQueryResultArticle(sentence, said, InputTextMessageContent(said))
        await bot.answer_guest_query(update.guest_message.guest_query_id, article)
    elif message := update.message:
        place = Place.of(message, bot)
        if message.chat.type == ChatType.PRIVATE:
            await send(place, pages([Block(said)]))
        else:
            await whisper(place, message, said)
