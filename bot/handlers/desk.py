"""What every handler needs: the line that answers, and the memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self

import structlog
from telegram.error import TelegramError
from telegram.ext import Application, ExtBot

from bot.handlers.memory import Memory
from bot.handlers.sentences import locale_of
from bot.reply import Reply

if TYPE_CHECKING:
    from telegram import Message, User

    from bot.delivery import Place
    from bot.handlers.asked import Asked
    from bot.handlers.memory import Answered

Mode = Literal["message", "inline-prefix", "help", "start", "sources"]
Respond = Callable[[str, str | None, Mode], Reply]
"""The line itself: text, the language for a text that does not tell its own (none: not known), mode."""

App = Application[ExtBot[Any], Any, Any, Any, Any, Any]

log = structlog.get_logger(__name__)

LONG = 600  # characters from which "typing …" is shown
# Kinds of a reply that say nothing about any figure: in a group they are not said.
EMPTY_TALK = frozenset({"chatter", "help"})
NOTHING_READ = "nothing_read"  # the gap of a text in which no question or claim was found


@dataclass(frozen=True)
class Desk:
    """The bot behind the handlers."""

    respond: Respond
    memory: Memory = field(default_factory=Memory)

    def ask(self, text: str, message: Message) -> Reply:
        """Answer a text; where it does not tell its language, in that of the chat or of who wrote the message."""
        return self.respond(text, self.locale(message.chat_id, message.from_user), "message")

    def locale(self, chat_id: int, user: User | None) -> str:
        """Return the language of a chat: the one chosen, else that of somebody's app."""
        return self.memory.languages.get(chat_id) or locale_of(user)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot.

    Attributes:
        message: The message that calls.
        candidates: What it may be asking about, the likeliest first.
        usage: The sentence for a call without any words to answer.
        quiet: Whether a reaction is enough where there is nothing to say.
        known: The answer that it has already, where the message was edited.
    """

    message: Message
    candidates: tuple[Asked, ...]
    usage: str
    quiet: bool = False
    known: Answered | None = None

    @classmethod
    def of(cls, message: Message, *candidates: Asked | None, usage: str) -> Self:
        """Make a call of what was found in a message."""
        return cls(message, tuple(asked for asked in candidates if asked), usage)


def has_substance(reply: Reply) -> bool:
    """Tell whether a reply is about any figure: only then a group hears it."""
    return not reply.is_empty and reply.kind not in EMPTY_TALK and dict(reply.data).get("gap") != NOTHING_READ


def consult(desk: Desk, call: Call) -> tuple[Asked, Reply]:
    """Ask the line about each candidate until one has substance; else give back the first."""
    replies = []
    for asked in call.candidates:
        reply = desk.ask(asked.text, call.message)
        if has_substance(reply):
            return asked, reply
        replies.append((asked, reply))
    return replies[0]


async def show_typing(place: Place, text: str) -> None:
    """Show that a long text is being read; that this fails hurts nobody."""
    if len(text) < LONG:
        return
    try:
        await place.bot.send_chat_action(place.chat_id, "typing", message_thread_id=place.thread)
    except TelegramError as error:
        log.info("no chat action", error=type(error).__name__)
