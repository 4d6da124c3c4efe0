"""What the bot remembers between two messages: little, bounded, and no message text.

It is in this process only: after a restart a language is asked for again and an edited question is answered anew.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MANY = 10_000


class Bounded(Generic[Key, Value]):
    """A mapping that forgets what was used longest ago.

    >>> kept = Bounded[str, int](1)
    >>> kept.put("a", 1); kept.put("b", 2)
    >>> kept.get("a"), kept.get("b")
    (None, 2)
    """

    def __init__(self, size: int = MANY) -> None:
        self._size = size
        self._kept: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """Return a value and count it as used."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key]

    def put(self, key: Key, value: Value) -> None:
        """Keep a value."""
        self._kept[key] = value
        self._kept.move_to_end(key)
        if len(self._kept) > self._size:
            self._kept.popitem(last=False)

    def drop(self, key: Key) -> None:
        """Forget a value, if it is there."""
        self._kept.pop(key, None)


@dataclass(frozen=True, slots=True)
class Answered:
    """Which messages answer a question, and the sum of the question's text."""

    messages: tuple[int, ...]
    sum: int


@dataclass(frozen=True)
class Memory:
    """The bot's memory.

    Attributes:
        languages: The language that a chat has chosen; none: that of the question.
        answers: The answer to a question, by chat and message.
        queries: Canonical questions that are too long for a button, by their digest.
    """

    languages: Bounded[int, str] = field(default_factory=Bounded)
    answers: Bounded[tuple[int, int], Answered] = field(default_factory=Bounded)
    queries: Bounded[str, str] = field(default_factory=Bounded)

    def keep(self, query: str) -> str:
        """Keep a canonical question and return its key."""
        key = blake2s(query.encode(), digest_size=9).hexdigest()
        self.queries.put(key, query)
        return key


def sum_of(text: str) -> int:
    """Return a number that changes when a text does."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
