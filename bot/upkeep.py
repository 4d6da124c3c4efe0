"""What goes on beside answering: the ledgers are followed, earlier answers corrected, the bot's menus set."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from hashlib import blake2s
from typing import TYPE_CHECKING

import structlog
from telegram.error import InvalidToken, TelegramError

from bot.corrector import Corrector
from bot.delivery import Place, send
from bot.handlers import menu
from bot.markup import Block, pages
from bot.posted import Index
from bot.ratelimit import name_of
from bot.reload import kept_up
from bot.service import set_webhook

if TYPE_CHECKING:
    from telegram import Bot

    from bot.desks import Desks
    from bot.duty import Duties
    from bot.settings import Settings
    from bot.store import Store

log = structlog.get_logger(__name__)

LEASE = 30.0  # seconds for what one process does at a start
FRESH = 600.0  # seconds for which a deployment's other processes need not do it again
PAUSE = 2.0


@dataclass
class Upkeep:
    """The upkeep of one process.

    Attributes:
        bot: The bot.
        settings: Where it runs.
        desks: What it answers from.
        store: What is remembered.
        duties: What other processes do.
    """

    bot: Bot
    settings: Settings
    desks: Desks
    store: Store
    duties: Duties
    _announced: bool = False

    @contextlib.asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        """Keep up meanwhile."""
        corrector = Corrector(self.bot, self.desks, Index(self.store.batch), self.duties)
        tasks = [asyncio.create_task(corrector.run()), asyncio.create_task(self._announced_by_somebody())]
        try:
            async with kept_up(self.desks.editions, self.refused, corrector.wake):
                yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def refused(self, name: str, report: Callable[[str], str]) -> None:
        """Tell the operator's chat of ledgers that can't be used; of several processes one tells."""
        chat = self.settings.admin_chat
        if chat is None or not await self.duties.once(f"refused {_sum(name)}"):
            return
        try:
            said = report(await self.store.language(chat) or "en")
            await send(Place(self.bot, chat), pages([Block(said)]))
        except TelegramError as error:
            log.warning("the operator's chat can't be reached", error=name_of(error))

    async def announce(self) -> None:
        """Set menus and descriptions, once a deployment; that it fails hurts nobody."""
        name = f"menus {_sum(f'{self.bot.id} {self.settings.telegram_api_url} {menu.content()}')}"
        turn = await self.duties.take(name, LEASE)
        self._announced = turn != "held"
        if turn != "ours":
            return
        try:
            await menu.announce(self.bot)
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("the menus of commands could not be set", error=name_of(error))
            await self.duties.leave(name)
        else:
            await self.duties.finish(name, FRESH)

    async def set_webhook(self) -> None:
        """Tell Telegram where to send updates; processes that start together look one after the other."""
        await self._alone("webhook", lambda: set_webhook(self.bot, self.settings))

    async def _announced_by_somebody(self) -> None:
        """Look whether whoever had begun to announce has come to the end of it."""
        while not self._announced:
            await asyncio.sleep(LEASE)
            await self.announce()

    async def _alone(self, name: str, action: Callable[[], Awaitable[None]]) -> None:
        while await self.duties.take(name, LEASE) != "ours":  # noqa: ASYNC110 - another process has it
            await asyncio.sleep(PAUSE)
        try:
            await action()
        finally:
            await self.duties.leave(name)


def _sum(text: str) -> str:
    return blake2s(text.encode(), digest_size=12).hexdigest()
