"""Ledgers that change while the bot runs: a good edition takes the place of the old one, a bad one is refused."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import structlog
from watchfiles import awatch

from bot import metrics
from bot.edition import Editions
from bot.ledger_text import problem_text
from bot.sentences import say
from bot.shelf import NoLedgersError, NoSuchLedgerError
from knowledge import LedgerError

log = structlog.get_logger(__name__)

QUIET = 0.3  # seconds without a change after which files are taken as written
LOOK = 5_000  # milliseconds between two looks where no change is told: not every file system tells

Refused = Callable[[str, Callable[[str], str]], Awaitable[None]]
"""Tells the operator: what is refused, as a name of its own, and the report in a language."""


@contextlib.asynccontextmanager
async def kept_up(editions: Editions | None, refused: Refused, changed: Callable[[], None]) -> AsyncIterator[None]:
    """Follow the ledgers' files meanwhile, and SIGHUP, which looks again in any case.

    Args:
        editions: What is kept up; nothing where the ledgers are fixed.
        refused: Is told of ledgers that can't be used.
        changed: Is called when an edition has come into force.
    """
    if editions is None:
        yield
        return
    reloading = Reloading(editions, refused, changed)
    tasks = [asyncio.create_task(reloading.watch()), asyncio.create_task(reloading.run())]
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # only the main thread can
        loop.add_signal_handler(signal.SIGHUP, reloading.look, True)  # noqa: FBT003 - it takes no names
    try:
        yield
    finally:
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.remove_signal_handler(signal.SIGHUP)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Reloading:
    """Looks at the ledgers' files when they change."""

    def __init__(self, editions: Editions, refused: Refused, changed: Callable[[], None]) -> None:
        self.editions, self._refused, self._changed = editions, refused, changed
        self._wake, self._in_any_case = asyncio.Event(), False

    def look(self, in_any_case: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal handler's argument
        """Have the files looked at soon."""
        self._in_any_case = self._in_any_case or in_any_case
        self._wake.set()

    async def watch(self) -> None:
        """Look whenever something changes where ledgers stand, and now and then."""
        self.look()
        try:
            async for _changes in awatch(*self.editions.shelf.places(), rust_timeout=LOOK, yield_on_timeout=True):
                self.look()
        except (OSError, RuntimeError) as error:
            log.warning("changes of the ledgers can't be watched: send SIGHUP", error=type(error).__name__)

    async def run(self) -> None:
        """Look whenever told to."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            in_any_case, self._in_any_case = self._in_any_case, False
            if await self._is_changed() or in_any_case:
                await self._renew()

    async def _is_changed(self) -> bool:
        """Tell whether the files differ from those that were looked at last, when whoever writes them has finished."""
        changed = False
        while await asyncio.to_thread(self.editions.is_changed):
            changed = True
            await asyncio.sleep(QUIET)
        return changed

    async def _renew(self) -> None:
        """Put the next edition in force, or say why not."""
        old = self.editions.version
        try:
            following = await asyncio.to_thread(self.editions.next)
        except (LedgerError, NoLedgersError, NoSuchLedgerError) as error:
            metrics.LEDGERS_REFUSED.inc()
            problems = reported(error, "en").splitlines()
            log.error("the ledgers are refused", version=old, problems=problems)  # noqa: TRY400 - they say it
            await self._refused(f"{old} {error}", partial(_refusal, error, old))
            return
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a file, the bot goes on
            metrics.LEDGERS_REFUSED.inc()
            log.error("the ledgers could not be loaded", error=type(error).__name__, version=old)  # noqa: TRY400
            return
        if following is None:
            log.info("the ledgers say what they said", version=old)
            return
        self.editions.current = following
        log.info("the ledgers have changed", from_version=old, to_version=self.editions.version)
        self._changed()


def _refusal(error: Exception, version: str, locale: str) -> str:
    """Tell the operator that ledgers are refused, and why."""
    return say("cli", locale, "ledgers-refused", version=version) + "\n" + reported(error, locale)


def reported(error: Exception, locale: str) -> str:
    """Tell what is wrong with ledgers, a line a problem."""
    match error:
        case LedgerError():
            return "\n".join(problem_text(problem, locale) for problem in error.problems)
        case NoSuchLedgerError():
            return say("cli", locale, "cli-no-such-ledger", name=str(error), known=", ".join(error.known))
        case _:
            return say("cli", locale, "cli-no-ledgers", path=str(error))
