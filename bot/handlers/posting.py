"""Answers that are posted are remembered with the figures that they tell: to be corrected, and to be gone on from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.correction import correction, told
from bot.respond import Responder
from bot.state import Posted, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.handlers.desk import Desk
    from bot.reply import Reply


async def post(  # noqa: PLR0913 - an answer, where it stands, and what is shown of it
    desk: Desk,
    reply: Reply,
    surface: str,
    *,
    chat: int = 0,
    messages: Sequence[int] = (),
    card: str = "",
    shown: frozenset[str] = frozenset(),
    instead: bool = False,
    mark: str = "",
) -> None:
    """Remember an answer.

    Args:
        desk: The bot.
        reply: What it says.
        surface: `private group card`.
        chat: Where it stands; nothing for a card.
        messages: Its messages; none for a card.
        card: The id of a card.
        shown: The sections on view.
        instead: Whether another answer stood there.
        mark: The line that says that it was corrected.
    """
    figures, topic = told(reply), "" if card else reply.topic
    if (messages or card) and (figures or topic or instead):
        version = str(dict(reply.data).get("ledgers") or "")
        one = Posted(
            chat, tuple(messages), card, surface, reply.locale, shown, reply.question, version, figures, mark, topic
        )
        await desk.state.set_posted(one)


async def marked(desk: Desk, reply: Reply, *, chat: int = 0, message: int = 0, card: str = "") -> tuple[Reply, str]:
    """Return a reply that takes an answer's place with the line that corrects that answer, where it is the same question.

    Whoever has more of an old answer shown sees today's figures: then that is said too.
    """
    before = await desk.state.posted(card or place_of(chat, message))
    if not before or not before.query or before.query != reply.question:
        return reply, ""
    mark = before.mark
    if before.ledgers != dict(reply.data).get("ledgers") and isinstance(desk.respond, Responder):
        mark = correction(before.figures, reply, desk.respond, reply.locale).line or mark
    return with_mark(reply, mark), mark


def with_mark(reply: Reply, mark: str) -> Reply:
    """Put the line that corrects an answer below what it says first."""
    return replace(reply, short=f"{reply.short}\n{mark}") if mark else reply
