"""Inserting over what is there: both databases can, each by its own word."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine


def insert_of(engine: AsyncEngine) -> Any:
    """Return the database's own INSERT, which has ON CONFLICT."""
    return postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert


def upsert(engine: AsyncEngine, table: Table, *columns: str) -> Any:
    """Return a statement that writes a row over the one with its key; of that, only these columns, if any are named."""
    statement = insert_of(engine)(table)
    keys = [column.name for column in table.primary_key]
    names = columns or tuple(column.name for column in table.columns if column.name not in keys)
    return statement.on_conflict_do_update(
        index_elements=keys, set_={name: getattr(statement.excluded, name) for name in names}
    )
