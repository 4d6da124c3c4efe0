"""Ledgers: files → ledger; several ledgers → one catalogue, which is what everything else asks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from knowledge.files import FILES, contents, ledger_file, rows
from knowledge.problem import LedgerError, Problem
from knowledge.schema import (
    Bound,
    Entity,
    Group,
    IdentityFormula,
    LedgerFile,
    Measure,
    Note,
    Observation,
    Premise,
    Source,
    Speaker,
    Statement,
    Topic,
)
from knowledge.table import Table

T = TypeVar("T")
BUILT_IN = Path(__file__).parent / "ledgers"


@dataclass(frozen=True)
class Ledger:
    """One ledger as read from its folder."""

    path: Path
    file: LedgerFile
    observations: tuple[Observation, ...]
    digest: str

    @property
    def name(self) -> str:
        """The ledger's id."""
        return self.file.ledger


def load_ledger(folder: Path) -> Ledger:
    """Read one ledger.

    Raises:
        LedgerError: A file is missing or can't be read as what it should be; all problems of both files together.
    """
    problems: list[Problem] = []
    read = contents(folder, problems)
    if problems:
        raise LedgerError(problems)
    digest = hashlib.sha256(b"".join(raw for raw, _ in read.values()))
    file = ledger_file(folder, read[FILES[0]][1], problems)
    observations = rows(folder, read[FILES[1]][1], problems)
    if problems or file is None:
        raise LedgerError(problems)
    return Ledger(folder, file, tuple(observations), digest.hexdigest()[:12])


@dataclass(frozen=True)
class Catalogue:
    """Several ledgers as one: what can be asked.

    Ids are shared: a measure or entity that two ledgers define is one; the first definition counts, names add up.
    """

    ledgers: tuple[Ledger, ...]

    @cached_property
    def version(self) -> str:
        """A hash of the contents of all files."""
        return hashlib.sha256(
            " ".join(sorted(f"{one.name}:{one.digest}" for one in self.ledgers)).encode()
        ).hexdigest()[:12]

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return _first(ledger.file.entities for ledger in self.ledgers)

    @cached_property
    def groups(self) -> dict[str, Group]:
        """Groups of entities by id."""
        return _first(ledger.file.groups for ledger in self.ledgers)

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Measures by id."""
        return _first(ledger.file.measures for ledger in self.ledgers)

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Topics by id."""
        return _first(ledger.file.topics for ledger in self.ledgers)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return _first(ledger.file.sources for ledger in self.ledgers)

    @cached_property
    def speakers(self) -> dict[str, Speaker]:
        """Speakers by id."""
        return _first(ledger.file.speakers for ledger in self.ledgers)

    @cached_property
    def observations(self) -> dict[str, Observation]:
        """Rows by id."""
        return {row.id: row for ledger in self.ledgers for row in ledger.observations}

    @cached_property
    def premises(self) -> dict[str, Premise]:
        """Premises by id."""
        return {premise.id: premise for ledger in self.ledgers for premise in ledger.file.premises}

    @cached_property
    def identities(self) -> tuple[IdentityFormula, ...]:
        """Identities of all ledgers."""
        return tuple(identity for ledger in self.ledgers for identity in ledger.file.identities)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Notes of all ledgers."""
        return tuple(note for ledger in self.ledgers for note in ledger.file.notes)

    @cached_property
    def bounds(self) -> tuple[Bound, ...]:
        """Figures of which some ledger says that they are only bounds."""
        return tuple(bound for ledger in self.ledgers for bound in ledger.file.bounds)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Statements of all ledgers."""
        return tuple(statement for ledger in self.ledgers for statement in ledger.file.statements)

    @cached_property
    def table(self) -> Table:
        """The observations and their indexes."""
        return Table([row for ledger in self.ledgers for row in ledger.observations], self.measures)


def _first(tables: Iterable[dict[str, T]]) -> dict[str, T]:
    merged: dict[str, T] = {}
    for table in tables:
        for key, value in table.items():
            merged.setdefault(key, value)
    return merged


def load(folders: Sequence[Path]) -> Catalogue:
    """Read several ledgers.

    Raises:
        LedgerError: Any of them can't be used; the problems of all together.
    """
    from knowledge.checks import check  # noqa: PLC0415 - checks need the catalogue

    ledgers: list[Ledger] = []
    problems: list[Problem] = []
    for folder in folders:
        try:
            ledgers.append(load_ledger(folder))
        except LedgerError as error:
            problems += error.problems
    if problems:
        raise LedgerError(problems)
    catalogue = Catalogue(tuple(ledgers))
    problems += check(catalogue)
    if problems:
        raise LedgerError(problems)
    return catalogue


def folders_in(path: Path = BUILT_IN) -> list[Path]:
    """Return the folders below a path that hold a ledger, by name; the path itself if it is one."""
    if (path / "ledger.yaml").exists():
        return [path]
    return sorted(folder.parent for folder in path.glob("*/ledger.yaml"))
