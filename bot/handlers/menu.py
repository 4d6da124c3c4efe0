"""What Telegram shows of the bot: the menus of commands, by chat and language, and what it says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from bot.handlers.sentences import say

if TYPE_CHECKING:
    from telegram import Bot

PRIVATE = ("ask", "check", "sources", "coverage", "lang", "feedback", "privacy", "forget", "help")
GROUP = ("check", "ask", "sources", "lang", "help")
ADMINISTRATOR = (*GROUP, "watch")
# Telegram knows one Chinese only; the descriptions in it are written alike in both scripts.
LANGUAGES = {"": "en", "zh": "zh-Hant"}


MENUS = (
    (BotCommandScopeAllPrivateChats(), PRIVATE),
    (BotCommandScopeAllGroupChats(), GROUP),
    (BotCommandScopeAllChatAdministrators(), ADMINISTRATOR),
)


async def announce(bot: Bot) -> None:
    """Set descriptions and menus in the languages that Telegram tells apart."""
    for code, locale in LANGUAGES.items():
        await bot.set_my_description(say(locale, "description"), code or None)
        await bot.set_my_short_description(say(locale, "description-short"), code or None)
    for scope, names in MENUS:
        for code, locale in LANGUAGES.items():
            menu = [BotCommand(name, say(locale, f"command-{name}")) for name in names]
            await bot.set_my_commands(menu, scope, code or None)


def content() -> str:
    """Return all that is announced, as one text: it tells one version of the bot from another."""
    sentences = ["description", "description-short", *(f"command-{name}" for _, names in MENUS for name in names)]
    return "\n".join(say(locale, sentence) for locale in LANGUAGES.values() for sentence in sentences)
