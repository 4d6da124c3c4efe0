"""What every handler needs: the line that answers, the state, and how an answer is laid out where it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

import structlog
from telegram.error import TelegramError
from telegram.ext import Application, ExtBot

from bot.chart_data import Picture
from bot.delivery import brief, in_private
from bot.handlers.keyboard import PRIVATE
from bot.handlers.link import deep_link
from bot.handlers.sentences import locale_of
from bot.handling import note
from bot.reply import Reply
from bot.state import InProcess, State

if TYPE_CHECKING:
    from telegram import Bot, Message, User

    from bot.delivery import Place
    from bot.gallery import Gallery
    from bot.handlers.asked import Asked
    from bot.markup import Block
    from bot.state import Answered

Mode = Literal["message", "inline-prefix", "help", "start", "sources", "coverage"]
Respond = Callable[[str, str | None, Mode, str], Reply]
"""The line itself: text, the language for a text that does not tell its own (none: not known), mode, and the canonical
question that it may follow up (none: empty)."""

App = Application[ExtBot[Any], Any, Any, Any, Any, Any]

log = structlog.get_logger(__name__)

LONG = 600  # characters from which "typing …" is shown


class Charts(Protocol):
    """Draws replies; looking beats reading for some of them."""

    def fits(self, reply: Reply) -> bool:
        """Tell whether a picture of a reply says something."""

    def draw(self, reply: Reply) -> Picture | None:
        """Draw it."""


@dataclass(frozen=True)
class Desk:
    """The bot behind the handlers.

    Attributes:
        respond: The line itself.
        state: What is remembered.
        charts: Draws; none: there are no pictures.
        admin_chat: Where reports go.
        gallery: Has pictures by address; none: Telegram could not fetch them.
    """

    respond: Respond
    state: State = field(default_factory=InProcess)
    charts: Charts | None = None
    admin_chat: int | None = None
    gallery: Gallery | None = None

    async def ask(self, text: str, message: Message, before: str = "") -> Reply:
        """Answer a text; where it does not tell its language, in that of the chat or of who wrote the message.

        Args:
            text: What is asked.
            message: Who asks, and where.
            before: The canonical question that it may go on from.
        """
        reply = note(self.respond(text, await self.locale(message.chat_id, message.from_user), "message", before))
        if reply.has_substance and message.from_user and message.sender_chat is None:  # a chat is several people
            await self.state.set_antecedent(message.chat_id, message.from_user.id, reply.topic)
        if gap := dict(reply.data).get("gap"):
            nearest = next((one.query for one in reply.suggestions), "")
            await self.state.count_gap(gap, reply.question or nearest)
        return reply

    async def stands_alone(self, asked: Asked, reply: Reply) -> bool:
        """Tell whether the same words get the same reply without the question before: then a button may point at them."""
        locale = await self.locale(asked.message.chat_id, asked.message.from_user)
        return self.respond(asked.text, locale, "message", "").text == reply.text

    async def locale(self, chat_id: int, user: User | None) -> str:
        """Return the language of a chat: the one chosen, else that of somebody's app."""
        return await self.state.language(chat_id) or locale_of(user)

    async def link(self, reply: Reply, bot: Bot) -> str:
        """Return the address that opens a reply in private, where it has more to say there."""
        if not reply.question or not reply.details:
            return ""
        return await deep_link(bot.username, reply.question, reply.locale, self.state)

    def has_chart(self, reply: Reply) -> bool:
        """Tell whether there is a picture of a reply."""
        return bool(self.charts and self.charts.fits(reply))

    def tile(self, reply: Reply) -> str:
        """Return the address of the small picture beside a card; empty where there is none."""
        return self.gallery.address("t", reply) if self.gallery else ""

    def chart_address(self, reply: Reply) -> str:
        """Return the address of a reply's chart, where there is one that Telegram can fetch."""
        return self.gallery.address("c", reply) if self.gallery and self.has_chart(reply) else ""

    def draw(self, reply: Reply) -> Picture | None:
        """Draw a reply."""
        return self.charts.draw(reply) if self.charts else None


@dataclass(frozen=True, slots=True)
class Surface:
    """Where an answer stands: `private`, `group` or `card`; all but the first are brief."""

    name: str

    def blocks(self, reply: Reply, shown: frozenset[str]) -> list[Block]:
        """Lay a reply out."""
        return in_private(reply, shown) if self.name == PRIVATE else brief(reply, shown)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot.

    Attributes:
        message: The message that calls.
        candidates: What it may be asking about, the likeliest first.
        usage: The sentence for a call without any words to answer.
        quiet: Whether a reaction is enough where there is nothing to say.
        before: The canonical question that the caller's own words may go on from; empty where there is none.
        known: The answer that it has already, where the message was edited.
    """

    message: Message
    candidates: tuple[Asked, ...]
    usage: str
    quiet: bool = False
    before: str = ""
    known: Answered | None = None

    @classmethod
    def of(cls, message: Message, *candidates: Asked | None, usage: str) -> Self:
        """Make a call of what was found in a message."""
        return cls(message, tuple(asked for asked in candidates if asked), usage)


async def consult(desk: Desk, call: Call) -> tuple[Asked, Reply]:
    """Ask the line about each candidate until one has substance; else give back the first."""
    replies = []
    for asked in call.candidates:
        before = call.before if asked.message is call.message else ""
        reply = await desk.ask(asked.text, call.message, before)
        if reply.has_substance:
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
