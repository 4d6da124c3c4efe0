"""What is kept of people, and for how long: told from the tables themselves, so that it cannot differ from them."""

from __future__ import annotations

from bot.journal import LIFE as RECOGNISED
from bot.sentences import say
from bot.store import DAY, LIFE
from bot.tables import (
    answers,
    antecedents,
    chats,
    claims,
    duties,
    editions,
    gaps,
    posted,
    queries,
    reports,
    sent,
    updates,
)

# In the order in which they are told; a table that is not here is told to nobody, and a test says so.
TABLES = (chats, answers, posted, antecedents, claims, queries, updates, sent, reports, gaps)
LIVES = LIFE | {updates: RECOGNISED, sent: RECOGNISED}
# What /forget leaves: the numbers of messages go within a day, the rest has nobody's chat or name in it.
OF_NOBODY = frozenset({duties, editions})  # what processes agree on
NOT_OF_A_CHAT = frozenset({queries, updates, sent, reports, gaps})


def told(locale: str) -> str:
    """Say what is kept, how long, what is not, and how to delete it."""
    kept = [say("telegram", locale, f"kept-{table.name}", days=_days(table.name)) for table in TABLES]
    head, *ends = (say("telegram", locale, name) for name in ("privacy", "privacy-not-kept", "privacy-forget"))
    return "\n".join((head, *kept, *ends))


def _days(name: str) -> int:
    """Return for how many days a table's rows are kept; 0: until they are deleted."""
    return next((round(life / DAY) for table, life in LIVES.items() if table.name == name), 0)
