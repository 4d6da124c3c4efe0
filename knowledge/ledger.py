"""Ledgers: files → ledger; several ledgers → one catalogue, which is what everything else asks."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from knowledge.schema import (
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
)
from knowledge.table import Table

T = TypeVar("T")
BUILT_IN = Path(__file__).parent / "ledgers"
_COLUMNS = tuple("id entity measure period printed hedge channel status source said_by quote quote_en note".split())


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a ledger's files that is wrong.

    Attributes:
        file: The file; `place`: the row or the field in it.
        rule: Short name of the rule that it breaks; `detail`: what stands there.
    """

    file: str
    place: str
    rule: str
    detail: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.rule}: {self.detail}"


class LedgerError(Exception):
    """One or more ledgers can't be used; all problems are collected in `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


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
    digest = hashlib.sha256()
    contents = {}
    for name in ("ledger.yaml", "observations.csv"):
        try:
            raw = (folder / name).read_bytes()
            digest.update(raw)
            contents[name] = raw.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(Problem(f"{folder.name}/{name}", "file", "readable", type(error).__name__))
    if problems:
        raise LedgerError(problems)
    file = _file(folder, contents["ledger.yaml"], problems)
    rows = _rows(folder, contents["observations.csv"], problems)
    if problems or file is None:
        raise LedgerError(problems)
    return Ledger(folder, file, tuple(rows), digest.hexdigest()[:12])


def _file(folder: Path, text: str, problems: list[Problem]) -> LedgerFile | None:
    name = f"{folder.name}/ledger.yaml"
    try:
        data = yaml.safe_load(text)
        return LedgerFile.model_validate(data)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else "file"
        problems.append(Problem(name, place, "YAML", str(getattr(error, "problem", error))))
    except ValidationError as error:
        problems += [
            _problem(name, ".".join(map(str, item["loc"])) or "file", item["msg"], item.get("input"))
            for item in error.errors()
        ]
    return None


def _rows(folder: Path, text: str, problems: list[Problem]) -> list[Observation]:
    name = f"{folder.name}/observations.csv"
    reader = csv.DictReader(io.StringIO(text))
    missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        problems.append(Problem(name, "header", "columns", f"missing: {', '.join(missing)}"))
        return []
    rows = []
    for number, row in enumerate(reader, 2):
        if None in row or None in row.values():
            problems.append(Problem(name, f"row {number}", "columns", f"{len(_COLUMNS)} are expected"))
            continue
        try:
            rows.append(
                Observation.model_validate(
                    {key: value or None if key == "said_by" else value for key, value in row.items()}
                )
            )
        except ValidationError as error:
            problems += [
                _problem(
                    name,
                    f"row {number} ({row.get('id')}), {'.'.join(map(str, item['loc']))}",
                    item["msg"],
                    item.get("input"),
                )
                for item in error.errors()
            ]
    return rows


def _problem(name: str, place: str, message: str, given: object) -> Problem:
    shown = "" if isinstance(given, dict | list) else f" ({given!r})"
    return Problem(name, place, "field", f"{message}{shown}")


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
