"""Editions of the ledgers: the one in force, and the next one, which takes its place as a whole or not at all."""

from __future__ import annotations

from bot.respond import Responder
from bot.shelf import Shelf
from knowledge import Knowledge, load


class Editions:
    """The edition in force.

    Whoever answers takes `current` once and keeps it to the end: a message is answered from one edition.

    Args:
        first: Answers from the ledgers as they were loaded first.
        shelf: Where they stand.
    """

    def __init__(self, first: Responder, shelf: Shelf) -> None:
        self.current, self.shelf = first, shelf
        self._looked_at = shelf.fingerprint()

    @property
    def version(self) -> str:
        """The version of the ledgers in force."""
        return self.current.knowledge.catalogue.version

    def is_changed(self) -> bool:
        """Tell whether the files differ from those that were looked at last, good or bad, and take them as looked at."""
        before, self._looked_at = self._looked_at, self.shelf.fingerprint()
        return before != self._looked_at

    def next(self) -> Responder | None:
        """Load the ledgers as they stand now; None where they say what those in force say.

        Everything that the first answer would have to wait for is made here, so that this may take its time in another
        thread.

        Raises:
            LedgerError: Any of them can't be used.
            NoLedgersError: A place is empty now.
            NoSuchLedgerError: A ledger that was named is gone.
        """
        catalogue = load(self.shelf.folders())
        if catalogue.version == self.version:
            return None
        following = Responder(Knowledge(catalogue), self.current.today)
        following("", None, "start")
        following(catalogue.version, None, "inline-prefix")
        following(catalogue.version, None)
        return following
