"""The language of a chat: chosen by command or by tapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard

from bot.delivery import Place, edit
from bot.handlers.asked import own
from bot.handlers.sentences import LOCALES, say
from bot.handlers.standing import administers, may_set
from bot.handlers.telling import tell
from bot.markup import Page

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import ContextTypes

    from bot.handlers.desk import Desk

NAMES = {"en": "English", "zh-Hant": "繁體中文", "zh-Hans": "简体中文"}
AUTO = "auto"
SPELLINGS = {
    "en": ("en", "eng", "english", "英文", "英語", "英语"),
    "zh-Hant": ("zh-hant", "hant", "zh-tw", "zh-hk", "tw", "hk", "traditional", "繁體", "繁体", "繁體中文", "繁中"),
    "zh-Hans": ("zh-hans", "hans", "zh-cn", "zh", "cn", "simplified", "简体", "簡體", "简体中文", "简中"),
    AUTO: ("auto", "off", "自動", "自动"),
}


async def on_language(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Set the language of a chat, or offer the choice."""
    message = update.message
    if not message:
        return
    wanted = own(message, context.bot.bot)
    choice = _read(wanted.text) if wanted else ""
    locale = await desk.locale(message.chat_id, message.from_user)
    if not choice:
        await tell(context.bot, message, say(locale, "language-choose"), _choices(locale))
    elif await may_set(context.bot, message):
        await tell(context.bot, message, await _set(desk, message.chat_id, choice, locale))
    else:
        await tell(context.bot, message, say(locale, "language-admins"))


async def on_language_press(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Set the language that was tapped."""
    query = update.callback_query
    message = query.message if query else None
    if not query or not message or not query.data:
        return
    choice, locale = _read(query.data[1:]), await desk.locale(message.chat.id, query.from_user)
    if not choice or not await administers(context.bot, message.chat, query.from_user):
        await query.answer(say(locale, "language-admins" if choice else "button-expired"))
        return
    said = await _set(desk, message.chat.id, choice, locale)
    await query.answer()
    await edit(Place(context.bot, message.chat.id), message.message_id, Page(said))


async def _set(desk: Desk, chat_id: int, choice: str, locale: str) -> str:
    """Remember a choice and say so in its language."""
    if choice == AUTO:
        await desk.state.set_language(chat_id, None)
        return say(locale, "language-auto")
    await desk.state.set_language(chat_id, choice)
    return say(choice, "language-set")


def _read(word: str) -> str:
    word = word.strip().lower().replace("_", "-")
    return next((choice for choice, words in SPELLINGS.items() if word in words), "")


def _choices(locale: str) -> Keyboard:
    names = [Button(NAMES[choice], callback_data=f"l{choice}") for choice in LOCALES]
    return Keyboard([names, [Button(say(locale, "language-auto-name"), callback_data=f"l{AUTO}")]])
