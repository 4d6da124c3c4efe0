"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger()
WAITING = sa.text("body IS NOT NULL")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "updates",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("lease", sa.Float, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("body", sa.Text),
    )
    for name, column in (("updates_waiting", "lease"), ("updates_place", "place")):
        op.create_index(name, "updates", [column], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_index("updates_at", "updates", ["at"])
    op.create_table(
        "sent",
        sa.Column("update_id", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("step", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("chat", NUMBER, nullable=False),
        sa.Column("message", NUMBER, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("sent_at", "sent", ["at"])
    _make_chats()
    _make_counts()


def _make_chats() -> None:
    op.create_table(
        "chats",
        sa.Column("chat", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("language", sa.String(16)),
        sa.Column("threshold", sa.Integer),
        sa.Column("pause", sa.Integer),
        sa.Column("spoke", sa.Float),
    )
    op.create_table(
        "answers",
        sa.Column("chat", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("message", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("messages", sa.Text, nullable=False),
        sa.Column("sum", NUMBER, nullable=False),
        sa.Column("ledgers", sa.String(64), nullable=False, server_default=""),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("answers_at", "answers", ["at"])
    op.create_index("answers_message", "answers", ["message"])
    op.create_table(
        "queries",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_table(
        "antecedents",
        sa.Column("chat", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("person", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_table(
        "claims",
        sa.Column("chat", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
    )


def _make_counts() -> None:
    op.create_table(
        "reports",
        sa.Column("id", NUMBER.with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("locale", sa.String(16), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_table(
        "gaps",
        sa.Column("reason", sa.String(64), primary_key=True),
        sa.Column("reading", sa.String(256), primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("gaps", "reports", "claims", "antecedents", "queries", "answers", "chats", "sent", "updates"):
        op.drop_table(name)
