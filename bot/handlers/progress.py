"""What a person sees while a long text is reviewed: a draft where Telegram has them, else one line that becomes the review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import structlog
from telegram.error import TelegramError

from bot.delivery import send
from bot.handlers.sentences import say
from bot.markup import Block, pages

if TYPE_CHECKING:
    from bot.delivery import Place
    from bot.handlers.desk import Call, Desk

log = structlog.get_logger(__name__)

VERY_LONG = 1_500  # characters from which a review takes long enough to say so


@dataclass(frozen=True, slots=True)
class Progress:
    """Messages that say that the bot is at work; the answer takes their place."""

    messages: tuple[int, ...] = ()

    @classmethod
    async def begin(cls, desk: Desk, place: Place, call: Call) -> Self:
        """Say that a long text is being checked; nothing for a short one, or where an answer stands already."""
        if call.known or len(call.candidates[0].text) < VERY_LONG:
            return cls()
        said = say(await desk.locale(place.chat_id, call.message.from_user), "checking")
        try:
            await place.bot.send_message_draft(place.chat_id, call.message.message_id, said)
        except TelegramError as error:
            log.info("no draft", error=type(error).__name__)
            return cls(await send(place, pages([Block(said)])))
        return cls()
