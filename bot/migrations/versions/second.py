"""Duties of one process among several, editions of the ledgers, and answers as they stand, for corrections."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "duties",
        sa.Column("name", sa.String(96), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("lease", sa.Float, nullable=False),
    )
    op.create_table(
        "editions",
        sa.Column("version", sa.String(64), primary_key=True),
        sa.Column("since", sa.Float, nullable=False),
        sa.Column("seen", sa.Float, nullable=False),
    )
    op.create_table(
        "posted",
        sa.Column("place", sa.String(128), primary_key=True),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("messages", sa.Text, nullable=False),
        sa.Column("surface", sa.String(8), nullable=False),
        sa.Column("locale", sa.String(8), nullable=False),
        sa.Column("shown", sa.String(64), nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("ledgers", sa.String(64), nullable=False),
        sa.Column("figures", sa.Text, nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    for column in ("ledgers", "chat", "at"):
        op.create_index(f"posted_{column}", "posted", [column])


def downgrade() -> None:
    """Drop them."""
    for name in ("posted", "editions", "duties"):
        op.drop_table(name)
