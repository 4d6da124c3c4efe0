"""What is wrong with a ledger: a code, where it stands, what stands there, and what would be right. No sentences."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a ledger's files that is wrong.

    Attributes:
        file: The file; `place`: the row or the field in it.
        rule: Short name of the rule that it breaks; `detail`: what stands there.
        code: What to say about it (`problem-CODE` in the messages of the command line).
        expected: What may stand there: ids, forms, a unit.
        line: Line of the file, from 1; 0 where there is none.
    """

    file: str
    place: str
    rule: str
    detail: str
    code: str = "other"
    expected: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.rule}: {self.detail}"


class LedgerError(Exception):
    """One or more ledgers can't be used; all problems are collected in `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def nearest(name: str, known: Collection[str], most: int = 8) -> str:
    """Return the ids that somebody may have meant: near ones, else the first few of all."""
    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.6)
    return ", ".join(near or sorted(known)[:most])
