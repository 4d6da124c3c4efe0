"""Who asks too much at once is asked to slow down, once; what is too much is left out, and nobody else waits for it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

import structlog
from telegram.constants import ChatType

from bot.handlers.asked import is_called
from bot.handlers.word import word
from bot.markup import words_of
from bot.pace import Pace, Rate

if TYPE_CHECKING:
    from telegram import Bot, Message, Update

    from bot.handlers import Desk
    from bot.shared import Shared

log = structlog.get_logger(__name__)

# Telegram lets about one message a second out to a chat, so who asks faster would wait longer and longer.
ASKING = Rate(1.0, 40)  # of one person, anywhere
GROUP = Rate(3.0, 60)  # of all who call the bot in one group
TAPPING = Rate(0.2, 100)  # a letter typed inline, a button pressed
CALM = 60.0  # seconds without too much after which there may be another word about it


class Admitted(Enum):
    """Whether an update is let in."""

    IN = "in"
    TOLD = "told"  # it is too much, and the first that is: it is answered with a word about that
    OUT = "out"


class Admission:
    """Counts what each person and each group asks of this process.

    Args:
        bot: The bot.
        desk: Returns the desk as it is now.
        shared: So that of several processes only one says something.
    """

    def __init__(self, bot: Bot, desk: Callable[[], Desk], shared: Shared) -> None:
        self._bot, self._desk, self._shared, self._pace = bot, desk, shared, Pace()

    async def admit(self, update: Update) -> Admitted:
        """Count an update."""
        full = next((who for who, rate in self._counted(update) if not self._pace.admit(who, rate)), None)
        if full is None:
            return Admitted.IN
        if not await self._shared.first(f"flood {full}", CALM):
            return Admitted.OUT
        log.warning("somebody asks too much at once", kind=full.partition(" ")[0])
        return Admitted.TOLD

    async def turn_away(self, update: Update) -> None:
        """Say that it is too much."""
        await word(self._desk(), self._bot, update, "flood")

    def _is_command(self, message: Message) -> bool:
        """Tell whether a message begins with a command that is not another bot's."""
        first, _, rest = words_of(message).partition("@")
        return first.startswith("/") and (not rest or " " in first or rest.startswith(self._bot.username))

    def _counted(self, update: Update) -> list[tuple[str, Rate]]:
        """Return what an update counts for; what a group says to others counts for nothing."""
        person = update.effective_user.id if update.effective_user else 0
        if update.inline_query or update.callback_query:
            return [(f"tapping {person}", TAPPING)]
        message = update.message or update.edited_message or update.guest_message
        if not message:
            return []
        if message.chat.type == ChatType.PRIVATE or update.guest_message:
            return [(f"asking {person}", ASKING)]
        if not (self._is_command(message) or is_called(message, self._bot.bot)):
            return []
        return [(f"asking {person}", ASKING), (f"group {message.chat_id}", GROUP)]
