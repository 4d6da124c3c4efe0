"""The picture of an answer, sent as a reply to what asks for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from telegram import ReplyParameters

from bot.delivery import send, send_picture
from bot.handlers.sentences import say
from bot.markup import Page
from bot.state import Posted

if TYPE_CHECKING:
    from bot.delivery import Place
    from bot.handlers.desk import Desk
    from bot.reply import Reply


async def draw(desk: Desk, place: Place, message_id: int, reply: Reply, surface: str) -> None:
    """Send the picture of an answer as a reply to a message; who replies to the picture goes on from the answer."""
    picture = await asyncio.to_thread(desk.draw, reply)  # others are answered meanwhile
    answer = ReplyParameters(message_id, allow_sending_without_reply=True)
    if picture is None:
        sent, *_ = await send(place, (Page(say(reply.locale, "no-chart")),), reply=answer)
    else:
        sent = await send_picture(place, picture, reply=answer)
    posted = Posted(place.chat_id, (sent,), "", surface, reply.locale, frozenset(), "", "", "", topic=reply.topic)
    await desk.state.set_posted(posted)
