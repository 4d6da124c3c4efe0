"""Reading rows by their key."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam

KEY, KEYS = "key", "keys"


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """A read of rows by their key: `select … where column in (…)`.

    Attributes:
        rows: Selects the key first.
        key: The column.
        by_keys: The statement for many keys.
        by_key: The statement for one.
        row: Makes a row of a sequence, with the names of its columns.
    """

    rows: Select[Any]
    key: ColumnElement[Any]
    by_keys: Select[Any] = field(init=False, repr=False)
    by_key: Select[Any] = field(init=False, repr=False)
    row: Callable[[Sequence[Any]], Any] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Make the statements once: to make them anew costs as much as to run them."""
        keys = bindparam(KEYS, expanding=True, type_=self.key.type)
        object.__setattr__(self, "by_keys", self.rows.where(self.key.in_(keys)))
        object.__setattr__(self, "by_key", self.rows.where(self.key == bindparam(KEY, type_=self.key.type)))
        names = [str(column.key) for column in self.rows.selected_columns]
        row: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024 - known only here
        object.__setattr__(self, "row", row._make)
