"""Desks: one for each edition of the ledgers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.charts import Charts
from bot.edition import Editions
from bot.gallery import Gallery
from bot.handlers import Desk
from bot.respond import Responder

if TYPE_CHECKING:
    from bot.handlers import Respond
    from bot.settings import Settings
    from bot.state import State


class Desks:
    """Makes the desk at which an update is answered; called, it returns that of the edition in force.

    Args:
        settings: Where reports go.
        respond: The line itself, or editions of it.
        state: What is remembered.
    """

    def __init__(self, settings: Settings, respond: Respond | Editions, state: State) -> None:
        self.editions = respond if isinstance(respond, Editions) else None
        self._settings, self._state = settings, state
        self._made = self._make(respond.current if isinstance(respond, Editions) else respond)

    def __call__(self) -> Desk:
        """Return the desk of the edition in force."""
        if self.editions and self._made.respond is not self.editions.current:
            self._made = self._make(self.editions.current)
        return self._made

    def _make(self, respond: Respond) -> Desk:
        charts = Charts(respond.knowledge) if isinstance(respond, Responder) else None
        gallery = Gallery.of(self._settings, respond)
        return Desk(respond, self._state, charts, self._settings.admin_chat, gallery)
