"""Where ledgers stand: those that come with the package, those of further places, and which of them are used."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from knowledge import BUILT_IN, FILES, folders_in


class NoLedgersError(Exception):
    """A place holds no ledger; the message is its path."""


class NoSuchLedgerError(Exception):
    """A name is that of no ledger; the message is the name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.known = known


@dataclass(frozen=True)
class Shelf:
    """The places of ledgers.

    Attributes:
        further: Folders beside the package's own; of two ledgers of a name the later one counts.
        names: Which are used: names or folders; all if none.
    """

    further: tuple[Path, ...] = ()
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, further: str, names: list[str] | None = None) -> Self:
        """Make a shelf of places that are separated as in PATH."""
        return cls(tuple(Path(place) for place in further.split(os.pathsep) if place), tuple(names or ()))

    def folders(self) -> list[Path]:
        """Return the folders of the ledgers that are used, as they stand now.

        Raises:
            NoLedgersError: A further place is empty.
            NoSuchLedgerError: A name is that of no ledger.
        """
        known = {folder.name: folder for folder in folders_in(BUILT_IN)}
        for place in self.further:
            found = folders_in(place)
            if not found:
                raise NoLedgersError(str(place))
            known |= {folder.name: folder for folder in found}
        chosen: list[Path] = [] if self.names else list(known.values())
        for name in self.names:
            named = [known[name]] if name in known else folders_in(Path(name)) if Path(name).is_dir() else []
            if not named:
                raise NoSuchLedgerError(name, tuple(known))
            chosen += named
        return chosen

    def places(self) -> list[Path]:
        """Return the folders in which something may change."""
        named = (Path(name) for name in self.names if Path(name).is_dir())
        return [place for place in dict.fromkeys((BUILT_IN, *self.further, *named)) if place.is_dir()]

    def fingerprint(self) -> str:
        """Return what changes when a file of a ledger does, or a ledger comes or goes."""
        found = hashlib.sha256()
        try:
            folders = self.folders()
        except (NoLedgersError, NoSuchLedgerError) as error:
            return repr(error)
        for folder in folders:
            for name in FILES:
                try:
                    content = (folder / name).read_bytes()
                except OSError as error:
                    content = type(error).__name__.encode()
                found.update(f"{folder}/{name} {len(content)} ".encode() + content)
        return found.hexdigest()
