"""What every handler needs: the line that answers, and the memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import structlog
from telegram import Bot, Message, User
from telegram.error import TelegramError
from telegram.ext import Application, ExtBot

from bot.handlers.memory import Memory
from bot.handlers.sentences import locale_of
from bot.reply import Reply

Mode = Literal["message", "inline-prefix", "help", "start", "sources"]
Respond = Callable[[str, str | None, Mode], Reply]
"""The line itself: text, the language that the user has chosen (none: that of the text), mode."""

App = Application[ExtBot[Any], Any, Any, Any, Any, Any]

log = structlog.get_logger(__name__)

LONG = 600  # characters from which "typing …" is shown
# Kinds of a reply that say nothing about any figure: in a group they are not said.
EMPTY_TALK = frozenset({"chatter", "help"})


@dataclass(frozen=True)
class Desk:
    """The bot behind the handlers."""

    respond: Respond
    memory: Memory = field(default_factory=Memory)

    def ask(self, text: str, chat_id: int, mode: Mode = "message") -> Reply:
        """Answer a text in the language of its chat."""
        return self.respond(text, self.memory.languages.get(chat_id), mode)

    def locale(self, chat_id: int, user: User | None) -> str:
        """Return the language for sentences that answer no text."""
        return self.memory.languages.get(chat_id) or locale_of(user)


def has_substance(reply: Reply) -> bool:
    """Tell whether a reply is worth a group's attention."""
    return not reply.is_empty and reply.kind not in EMPTY_TALK


def thread_of(message: Message) -> int | None:
    """Return the forum topic that a message stands in."""
    return message.message_thread_id if message.is_topic_message else None


async def show_typing(bot: Bot, message: Message, text: str) -> None:
    """Show that a long text is being read; that this fails hurts nobody."""
    if len(text) < LONG:
        return
    try:
        await bot.send_chat_action(message.chat_id, "typing", message_thread_id=thread_of(message))
    except TelegramError as error:
        log.info("no chat action", error=type(error).__name__)
