"""The commands that are about the bot itself: /start /help /sources /lang."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard
from telegram.constants import ChatMemberStatus, ChatType

from bot.delivery import Place, edit, filled, send
from bot.handlers.asked import own, pointed
from bot.handlers.buttons import LETTERS, full_buttons, place_of_query
from bot.handlers.sentences import LOCALES, say
from bot.markup import Block, Page, answering, pages

if TYPE_CHECKING:
    from telegram import Bot, Message, Update, User
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
COMMANDS = ("ask", "check", "sources", "lang", "help")
# Telegram knows one Chinese only; the descriptions in it are written alike in both scripts.
MENU_LANGUAGES = {"": "en", "zh": "zh-Hant"}


async def on_start(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say in two lines what the bot does, with examples to tap; in a group, how to call it."""
    message = update.message
    if not message:
        return
    if message.chat.type != ChatType.PRIVATE:
        await on_help(desk, update, context)
        return
    locale = desk.locale(message.chat_id, message.from_user)
    reply = desk.respond("", locale, "start")
    buttons = full_buttons(reply, desk.memory) if reply.suggestions else _examples(desk, locale)
    text = reply.short or say(locale, "start")
    await send(Place.of(message, context.bot), pages(filled(Block(text), Block(reply.details))), markup=buttons)


async def on_help(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say how to use the bot here."""
    message = update.message
    if not message:
        return
    locale, name = desk.locale(message.chat_id, message.from_user), f"@{context.bot.username}"
    if message.chat.type != ChatType.PRIVATE:
        await _say(context.bot, message, say(locale, "help-group", bot=name))
        return
    reply = desk.respond("", locale, "help")
    blocks = filled(Block(say(locale, "help", bot=name)), Block(reply.details))
    buttons = full_buttons(reply, desk.memory) if reply.suggestions else _examples(desk, locale)
    await send(Place.of(message, context.bot), pages(blocks), markup=buttons)


async def on_sources(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """List what the ledgers rest on, or the sources of one answer: of the words given, or of the replied-to message."""
    message = update.message
    if not message:
        return
    me = context.bot.bot
    asked = own(message, me) or pointed(message, me)
    locale = desk.locale(message.chat_id, message.from_user)
    reply = desk.ask(asked.text, message) if asked else desk.respond("", locale, "sources")
    head = Block(reply.short)
    blocks = filled(head, Block(reply.sources, folded=True)) if reply.sources or not asked else []
    if not blocks:
        await _say(context.bot, message, say(reply.locale, "sources-none"))
        return
    parameters = None if message.chat.type == ChatType.PRIVATE else answering(message)
    await send(Place.of(message, context.bot), pages(blocks), reply=parameters)


async def on_language(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Set the language of a chat, or offer the choice."""
    message = update.message
    if not message:
        return
    wanted = own(message, context.bot.bot)
    choice = _read(wanted.text) if wanted else ""
    locale = desk.locale(message.chat_id, message.from_user)
    if not choice:
        await _say(context.bot, message, say(locale, "language-choose"), _choices(locale))
    elif await _may_set(context.bot, message, message.from_user):
        await _say(context.bot, message, _set(desk, message.chat_id, choice, locale))
    else:
        await _say(context.bot, message, say(locale, "language-admins"))


async def on_language_press(desk: Desk, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Set the language that was tapped."""
    query = update.callback_query
    message = query.message if query else None
    if not query or not message or not query.data:
        return
    choice, locale = _read(query.data[1:]), desk.locale(message.chat.id, query.from_user)
    if not choice or not await _may_set(context.bot, message, query.from_user):
        await query.answer(say(locale, "language-admins" if choice else "button-expired"))
        return
    said = _set(desk, message.chat.id, choice, locale)
    await query.answer()
    await edit(Place(context.bot, message.chat.id), message.message_id, Page(said))


async def announce(bot: Bot) -> None:
    """Set the menus of commands, for private chats and for groups, in the languages that Telegram tells apart."""
    for scope in (BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()):
        for code, locale in MENU_LANGUAGES.items():
            menu = [BotCommand(name, say(locale, f"command-{name}")) for name in COMMANDS]
            await bot.set_my_commands(menu, scope, code or None)


def _set(desk: Desk, chat_id: int, choice: str, locale: str) -> str:
    """Remember a choice and say so in its language."""
    if choice == AUTO:
        desk.memory.languages.drop(chat_id)
        return say(locale, "language-auto")
    desk.memory.languages.put(chat_id, choice)
    return say(choice, "language-set")


def _read(word: str) -> str:
    word = word.strip().lower().replace("_", "-")
    return next((choice for choice, words in SPELLINGS.items() if word in words), "")


def _choices(locale: str) -> Keyboard:
    names = [Button(NAMES[choice], callback_data=f"l{choice}") for choice in LOCALES]
    return Keyboard([names, [Button(say(locale, "language-auto-name"), callback_data=f"l{AUTO}")]])


def _examples(desk: Desk, locale: str) -> Keyboard:
    texts = [say(locale, "example-question"), say(locale, "example-claim")]
    letter = LETTERS[locale if locale in LETTERS else "en"]
    return Keyboard([[Button(text, callback_data=f"q{letter}{place_of_query(text, desk.memory)}")] for text in texts])


async def _may_set(bot: Bot, message: Message | object, user: User | None) -> bool:
    """Tell whether somebody may set the language: in a group, administrators only."""
    chat = getattr(message, "chat", None)
    if chat is None or chat.type == ChatType.PRIVATE:
        return chat is not None
    if user is None or getattr(message, "sender_chat", None) is not None:
        sender = getattr(message, "sender_chat", None)
        return sender is not None and sender.id == chat.id  # an anonymous administrator writes as the group
    member = await bot.get_chat_member(chat.id, user.id)
    return member.status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}


async def _say(bot: Bot, message: Message, text: str, markup: Keyboard | None = None) -> None:
    parameters = None if message.chat.type == ChatType.PRIVATE else answering(message)
    await send(Place.of(message, bot), pages([Block(text)]), reply=parameters, markup=markup)
