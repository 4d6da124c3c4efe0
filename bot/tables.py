"""The tables: what is kept between two messages, and never a message's text, except in an update that waits."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

# SQLite numbers rows by itself only where the key is called INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, BigInteger, primary_key=key, autoincrement=False, nullable=False)


# `body` is there while an update waits and empty once it is handled; the row stays a day, to recognise it by.
updates = Table(
    "updates",
    metadata,
    _number("id", key=True),
    Column("place", String(64), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("lease", Float, nullable=False),
    Column("at", Float, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("body", Text),
)
Index(
    "updates_waiting",
    updates.c.lease,
    sqlite_where=updates.c.body.is_not(None),
    postgresql_where=updates.c.body.is_not(None),
)
Index(
    "updates_place",
    updates.c.place,
    sqlite_where=updates.c.body.is_not(None),
    postgresql_where=updates.c.body.is_not(None),
)
Index("updates_at", updates.c.at)

# The outbox: which messages an update has led to already, one row a step.
sent = Table(
    "sent",
    metadata,
    _number("update_id", key=True),
    Column("step", Integer, primary_key=True, autoincrement=False),
    _number("chat"),
    _number("message"),
    Column("at", Float, nullable=False),
)
Index("sent_at", sent.c.at)

chats = Table(
    "chats",
    metadata,
    _number("chat", key=True),
    Column("language", String(16)),
    Column("threshold", Integer),
    Column("pause", Integer),
    Column("spoke", Float),
)

answers = Table(
    "answers",
    metadata,
    _number("chat", key=True),
    _number("message", key=True),
    Column("messages", Text, nullable=False),  # numbers, with commas
    _number("sum"),
    Column("ledgers", String(64), nullable=False, server_default=""),  # of the first version; now in `posted`
    Column("at", Float, nullable=False),
)
Index("answers_at", answers.c.at)
# A look-up by message alone.
Index("answers_message", answers.c.message)

# Canonical questions that are too long for a button.
queries = Table(
    "queries",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("query", Text, nullable=False),
    Column("at", Float, nullable=False),
)

antecedents = Table(
    "antecedents",
    metadata,
    _number("chat", key=True),
    _number("person", key=True),
    Column("query", Text, nullable=False),
    Column("at", Float, nullable=False),
)

# Canonical claims that a watched group was told about.
claims = Table(
    "claims",
    metadata,
    _number("chat", key=True),
    Column("key", String(32), primary_key=True),
    Column("at", Float, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("reason", String(16), nullable=False),
    Column("query", Text, nullable=False),
    Column("locale", String(16), nullable=False),
    Column("at", Float, nullable=False),
    Column("words", Text, nullable=False),
)

gaps = Table(
    "gaps",
    metadata,
    Column("reason", String(64), primary_key=True),
    Column("reading", String(256), primary_key=True),
    Column("times", Integer, nullable=False),
)

# What only one of several processes does at a time, or once: held until the lease ends. One that is done has no owner.
duties = Table(
    "duties",
    metadata,
    Column("name", String(96), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("lease", Float, nullable=False),
)

# Editions of the ledgers: `since` orders them, `seen` is when a process last had one in force.
editions = Table(
    "editions",
    metadata,
    Column("version", String(64), primary_key=True),
    Column("since", Float, nullable=False),
    Column("seen", Float, nullable=False),
)

# Answers as they stand, for corrections and for replies to them: what was asked in canonical form, and the figures told.
posted = Table(
    "posted",
    metadata,
    Column("place", String(128), primary_key=True),  # `chat:message`, or the id of a card
    _number("chat"),
    Column("messages", Text, nullable=False),  # numbers, with commas; none: a card
    Column("surface", String(8), nullable=False),
    Column("locale", String(8), nullable=False),
    Column("shown", String(64), nullable=False),  # sections, with commas
    Column("query", Text, nullable=False),
    Column("ledgers", String(64), nullable=False),
    Column("figures", Text, nullable=False),
    Column("mark", Text, nullable=False),
    Column("topic", Text, nullable=False, server_default=""),
    Column("at", Float, nullable=False),
)
Index("posted_ledgers", posted.c.ledgers)
Index("posted_chat", posted.c.chat)
Index("posted_at", posted.c.at)
