"""A word to one person in a group: seen by nobody else, or a quiet sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from telegram import LinkPreviewOptions, ReactionTypeEmoji
from telegram.error import TelegramError

if TYPE_CHECKING:
    from telegram import Bot, Message

    from bot.delivery import Place

log = structlog.get_logger(__name__)

SEEN, NOTHING = "👌", "🤷"
EPHEMERAL = "ephemeral_message_parameters"  # Bot API 10.2, newer than the library


# Servers that turned out to be too old for ephemeral messages, in this process.
_lacking: set[str] = set()


async def whisper(place: Place, message: Message, text: str) -> None:
    """Say something to whoever wrote a message in a group.

    As an ephemeral message where Telegram has them; else in their private chat with the bot, if they have one; and a
    reaction tells the group no more than that the bot has seen it.
    """
    person = message.from_user if message.sender_chat is None else None
    if person and await _ephemeral(place, person.id, text):
        return
    if person:
        await _privately(place.bot, person.id, text)
    await react(place, message, NOTHING)


async def react(place: Place, message: Message, emoji: str = SEEN) -> None:
    """React instead of speaking; a group may not allow it."""
    try:
        await place.bot.set_message_reaction(place.chat_id, message.message_id, [ReactionTypeEmoji(emoji)])
    except TelegramError as error:
        log.info("no reaction", error=type(error).__name__)


async def _ephemeral(place: Place, person: int, text: str) -> bool:
    """Send a message that one member sees; False where the server does not know such messages."""
    bot = place.bot
    if bot.base_url in _lacking:
        return False
    extra: dict[str, Any] = {EPHEMERAL: {"receiver_user_id": person}}
    try:
        sent = await bot.send_message(
            place.chat_id,
            text,
            message_thread_id=place.thread,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            api_kwargs=extra,
        )
    except TelegramError as error:
        log.info("no ephemeral message", error=type(error).__name__)
        if EPHEMERAL in error.message:
            _lacking.add(bot.base_url)
        return False
    if any(name.startswith("ephemeral") for name in sent.api_kwargs):
        return True
    _lacking.add(bot.base_url)
    try:  # an older server ignores what it does not know, and everybody sees it
        await bot.delete_message(place.chat_id, sent.message_id)
    except TelegramError as error:
        log.warning("a word to one person was seen by all", error=type(error).__name__)
    return False


async def _privately(bot: Bot, person: int, text: str) -> None:
    """Write to somebody's private chat; who never opened one gets nothing."""
    try:
        await bot.send_message(person, text, link_preview_options=LinkPreviewOptions(is_disabled=True))
    except TelegramError as error:
        log.info("no private chat", error=type(error).__name__)
