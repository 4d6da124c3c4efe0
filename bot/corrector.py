"""Corrects answers that were given: when a figure changes, each answer that told it is edited once.

Of several processes one does it at a time. What is done is noted answer by answer, so whoever goes on after a crash
begins with the answer at which it happened, and editing that one twice changes nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog
from telegram import ReplyParameters
from telegram.error import Forbidden, InvalidToken, TelegramError

from bot import metrics
from bot.batch import UnavailableError
from bot.correction import Correction, correction
from bot.delivery import Place, edit, edit_card, laid_out, rewrite, send
from bot.duty import Duties
from bot.handlers import Desk
from bot.handlers.desk import Surface
from bot.handlers.keyboard import GROUP, keyboard, place_of_query
from bot.handlers.posting import with_mark
from bot.markup import Block, Page, card, pages
from bot.posted import Index
from bot.ratelimit import in_bulk, is_passing, name_of
from bot.reply import CHART, Reply
from bot.respond import Responder
from bot.state import Posted

if TYPE_CHECKING:
    from telegram import Bot, InlineKeyboardMarkup

log = structlog.get_logger(__name__)

DUTY = "corrections"
LEASE = 120.0  # seconds after which the duty is another's, if its owner is silent
EVERY = 60.0  # seconds between two looks: an answer may have been posted late, or by a process with older ledgers
PAGE = 200  # answers looked at together


class Corrector:
    """Corrects answers, as one process does it.

    Args:
        bot: Edits.
        desk: Returns the desk as it is now.
        index: What was posted.
        duties: Which process corrects.
    """

    def __init__(self, bot: Bot, desk: Callable[[], Desk], index: Index, duties: Duties) -> None:
        self.bot, self.desk, self.index, self.duties = bot, desk, index, duties
        self._wake, self._loaded = asyncio.Event(), False

    def wake(self) -> None:
        """Say that an edition has just come into force."""
        self._loaded = True
        self._wake.set()

    async def run(self) -> None:
        """Correct what there is to correct, now and then."""
        while True:
            try:
                await self.look()
            except UnavailableError:
                log.info("corrections wait for the database")
            except Exception as error:  # noqa: BLE001 - the next look may succeed
                log.error("answers could not be corrected", error=name_of(error))  # noqa: TRY400
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), EVERY)
            self._wake.clear()

    async def look(self) -> None:
        """Correct all answers that rest on another edition than the one in force here, if that is the newest."""
        desk = self.desk()
        if not isinstance(desk.respond, Responder):
            return
        version = desk.respond.knowledge.catalogue.version
        newest = await self.index.is_newest(version, loaded=self._loaded)
        self._loaded = False
        if not newest or not await self.index.count_elsewhere(version):
            return
        if await self.duties.take(DUTY, LEASE) == "ours":
            try:
                await Round(self, desk, desk.respond, version).run()
            finally:
                await self.duties.leave(DUTY)


class Round:
    """One pass over the answers that rest on other editions.

    Args:
        corrector: Whose pass it is.
        desk: The desk of the edition in force.
        responder: Answers from it.
        version: Its version.
    """

    def __init__(self, corrector: Corrector, desk: Desk, responder: Responder, version: str) -> None:
        self.corrector, self.desk, self.responder, self.version = corrector, desk, responder, version
        self._replies: dict[tuple[str, str], Reply] = {}
        self._corrections: dict[tuple[str, str, str], Correction] = {}
        self.edited = 0

    async def run(self) -> None:
        """Correct, page by page, for as long as this edition is in force and nobody else has taken over."""
        after, duties = "", self.corrector.duties
        while self.corrector.desk().respond is self.responder and await duties.take(DUTY, LEASE) == "ours":
            found = await self.corrector.index.resting_elsewhere(self.version, after, PAGE)
            if not found:
                break
            after = found[-1].place
            compared = [(one, await self._compared(one)) for one in found]
            await self.corrector.index.confirm([one for one, found in compared if not found.line], self.version)
            for one, correction_ in compared:
                if correction_.line:
                    await duties.take(DUTY, LEASE)
                    await self._correct(one, correction_)
        log.info("earlier answers follow the ledgers", version=self.version, edited=self.edited)

    async def _compared(self, one: Posted) -> Correction:
        """Compare an answer with what is held now; the same answer, given to many, is looked at once."""
        key = one.query, one.locale, one.figures
        if key not in self._corrections:
            await asyncio.sleep(0)  # people are answered meanwhile
            now = self._now(one) if one.query else None
            self._corrections[key] = correction(one.figures, now, self.responder, one.locale)
        return self._corrections[key]

    def _now(self, one: Posted) -> Reply:
        key = one.query, one.locale
        if key not in self._replies:
            self._replies[key] = self.responder(one.query, one.locale)
        return self._replies[key]

    async def _correct(self, one: Posted, found: Correction) -> None:
        index = self.corrector.index
        try:
            with in_bulk():
                there = await (self._rewritten(one, found.line) if one.query else self._followed(one, found.line))
        except InvalidToken:
            raise
        except TelegramError as error:
            if is_passing(error):
                log.warning("an answer is corrected later", error=name_of(error))
                return
            if not isinstance(error, Forbidden):
                log.warning("an answer can't be corrected", error=name_of(error))
            there = False
        if not there:
            await index.drop(one)
            return
        self.edited += 1
        metrics.CORRECTED.labels(one.surface).inc()
        await index.replace(one, replace(one, ledgers=self.version, figures=found.figures, mark=found.line))

    async def _rewritten(self, one: Posted, line: str) -> bool:
        """Put today's answer where the old one stands, with the line; tell whether it still stands there."""
        reply, bot = self._now(one), self.corrector.bot
        place = await place_of_query(one.query, self.desk.state)
        picture = self.desk.chart_address(reply) if one.card else ""
        chart = bool(picture) if one.card else self.desk.has_chart(reply)
        link = await self.desk.link(reply, bot) if one.surface == GROUP else ""
        blocks = Surface(one.surface).blocks(with_mark(reply, line), one.shown)
        sheets = laid_out(blocks, one.shown) if one.shown and len(one.messages) < 2 else ()
        if place and len(sheets) > 1:  # its pages take each other's place
            whole, sheet = sheets[:1], (0, len(sheets))
        else:
            whole, sheet = pages(blocks), (0, 1)
        if len(whole) > max(len(one.messages), 1):
            whole = (card(blocks),)
        buttons = await keyboard(
            reply, place, self.desk.state, surface=one.surface, shown=one.shown, chart=chart, link=link, sheet=sheet
        )
        if one.card:
            return await edit_card(bot, one.card, whole[0], buttons, picture if CHART in one.shown else "")
        return await self._edited(one, whole, buttons)

    async def _edited(self, one: Posted, whole: Sequence[Page], buttons: InlineKeyboardMarkup | None) -> bool:
        """Edit the messages of an answer; no message is sent for it: nobody asked again."""
        place, (first, *rest) = Place(self.corrector.bot, one.chat), one.messages
        if not await edit(place, first, whole[0], None if len(whole) > 1 else buttons):
            return False
        if rest:
            await rewrite(place, rest, whole[1:], markup=buttons)
        return True

    async def _followed(self, one: Posted, line: str) -> bool:
        """Reply to an answer that can't be built again from its question; a card takes no reply."""
        if one.card:
            return False
        answer = ReplyParameters(one.messages[0])
        await send(Place(self.corrector.bot, one.chat), pages([Block(line)]), reply=answer)
        return True
