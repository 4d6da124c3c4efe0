"""What the bot remembers between two messages, as an interface; and the plainest thing that keeps it, this process.

It is little, it is bounded, and it holds no message text: settings, which answer belongs to which question, canonical
readings that a button or a follow-up needs, and what somebody chose to report.
"""

# ruff: noqa: D102 - what the methods of InProcess do is described in State

from __future__ import annotations

import zlib
from collections import OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Generic, Protocol, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MANY = 10_000
MOST_REPORTS = 1_000


@dataclass(frozen=True, slots=True)
class Answered:
    """Which messages answer a question, and the sum of the question's text."""

    messages: tuple[int, ...]
    sum: int


@dataclass(frozen=True, slots=True)
class Watch:
    """How a group is watched.

    Attributes:
        threshold: By how many percent a claim must miss the ledger before the bot speaks.
        pause: Seconds between two words of the bot.
    """

    threshold: int = 5
    pause: int = 600


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody says is wrong with an answer.

    Attributes:
        reason: `figure period source reading other`.
        query: The canonical question whose answer it is; empty where it was about none.
        locale: The language of the answer.
        at: Seconds since 1970.
        words: What the person wrote to the operator, if anything: sent on purpose by /feedback.
    """

    reason: str
    query: str
    locale: str
    at: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """An answer as it stands, as far as a correction needs it; nobody's words are part of it.

    Attributes:
        chat: The chat it stands in; 0 for a card.
        messages: Its messages; none for a card.
        card: The id of a card.
        surface: `private group card`.
        locale: Its language.
        shown: Sections that are on view.
        query: The canonical question that it answers; empty where it can't be built again from one.
        ledgers: The version of the ledgers that it rests on.
        figures: What it told, as `bot.correction.told` writes it; empty where it told no figure.
        mark: The line that says that it was corrected, if it was.
        topic: The canonical question that a reply to it goes on from; empty where there is none.
    """

    chat: int
    messages: tuple[int, ...]
    card: str
    surface: str
    locale: str
    shown: frozenset[str]
    query: str
    ledgers: str
    figures: str
    mark: str = ""
    topic: str = ""

    @property
    def place(self) -> str:
        """Where it stands."""
        return self.card or place_of(self.chat, self.messages[0])


class State(Protocol):
    """What the handlers ask to be remembered; every method may be another process's business."""

    async def language(self, chat: int) -> str | None:
        """Return the language that a chat has chosen; None: that of the question."""

    async def set_language(self, chat: int, language: str | None) -> None:
        """Remember a language, or forget it."""

    async def answered(self, chat: int, message: int) -> Answered | None:
        """Return the answer to a message, if it has one."""

    async def set_answered(self, chat: int, message: int, answer: Answered) -> None:
        """Remember which messages answer a message."""

    async def set_posted(self, posted: Posted) -> None:
        """Remember what stands somewhere, in place of what stood there."""

    async def posted(self, place: str) -> Posted | None:
        """Return what stands at a place, if it told a figure."""

    async def topic(self, place: str) -> str:
        """Return what a reply to the answer at a place goes on from, or nothing."""

    async def keep(self, query: str) -> str:
        """Keep a canonical question that is too long for a button; the same question has the same key."""

    async def query(self, key: str) -> str | None:
        """Return a kept question."""

    async def antecedent(self, chat: int, user: int) -> str:
        """Return the canonical form of what somebody asked last in a chat, or nothing."""

    async def set_antecedent(self, chat: int, user: int, query: str) -> None:
        """Remember it."""

    async def watch(self, chat: int) -> Watch | None:
        """Return how a group is watched; None: not at all."""

    async def set_watch(self, chat: int, watch: Watch | None) -> None:
        """Begin or end watching."""

    async def take_turn(self, chat: int, claim: str, now: float, pause: float) -> bool:
        """Tell whether the bot may speak up now on a claim, and count it as spoken; one process at a time.

        Args:
            chat: The watched group.
            claim: The canonical claim; one that was spoken of already in this chat is not spoken of again.
            now: Seconds since 1970.
            pause: Seconds since it spoke last that must have passed.
        """

    async def count_gap(self, reason: str, reading: str) -> None:
        """Count a question without an answer, by the reason's code and a canonical reading; never by its words."""

    async def report(self, report: Report) -> None:
        """Keep what somebody says is wrong."""

    async def reports(self, most: int = 100) -> list[Report]:
        """Return the newest reports, the newest first."""

    async def migrate(self, old: int, new: int) -> None:
        """Move what is known of a group that became a supergroup to its new number."""

    async def forget(self, chat: int, user: int) -> None:
        """Delete all that is kept of a chat and of a person in it."""


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

    def __iter__(self) -> Iterator[Key]:
        return iter(self._kept)


@dataclass(frozen=True)
class InProcess:
    """The state of one process, gone when it ends."""

    _languages: Bounded[int, str] = field(default_factory=Bounded)
    _answers: Bounded[tuple[int, int], Answered] = field(default_factory=Bounded)
    _posted: Bounded[str, Posted] = field(default_factory=Bounded)
    _queries: Bounded[str, str] = field(default_factory=Bounded)
    _antecedents: Bounded[tuple[int, int], str] = field(default_factory=Bounded)
    _watched: Bounded[int, Watch] = field(default_factory=Bounded)
    _spoken: Bounded[int, float] = field(default_factory=Bounded)
    _claims: Bounded[tuple[int, str], bool] = field(default_factory=Bounded)
    _gaps: Bounded[tuple[str, str], int] = field(default_factory=Bounded)
    _reports: deque[Report] = field(default_factory=lambda: deque(maxlen=MOST_REPORTS))

    async def language(self, chat: int) -> str | None:
        return self._languages.get(chat)

    async def set_language(self, chat: int, language: str | None) -> None:
        _set(self._languages, chat, language)

    async def answered(self, chat: int, message: int) -> Answered | None:
        return self._answers.get((chat, message))

    async def set_answered(self, chat: int, message: int, answer: Answered) -> None:
        self._answers.put((chat, message), answer)

    async def set_posted(self, posted: Posted) -> None:
        self._posted.put(posted.place, posted)

    async def posted(self, place: str) -> Posted | None:
        found = self._posted.get(place)
        return found if found and found.figures else None

    async def topic(self, place: str) -> str:
        found = self._posted.get(place)
        return found.topic if found else ""

    async def keep(self, query: str) -> str:
        self._queries.put(key_of(query), query)
        return key_of(query)

    async def query(self, key: str) -> str | None:
        return self._queries.get(key)

    async def antecedent(self, chat: int, user: int) -> str:
        return self._antecedents.get((chat, user)) or ""

    async def set_antecedent(self, chat: int, user: int, query: str) -> None:
        self._antecedents.put((chat, user), query)

    async def watch(self, chat: int) -> Watch | None:
        return self._watched.get(chat)

    async def set_watch(self, chat: int, watch: Watch | None) -> None:
        _set(self._watched, chat, watch)

    async def take_turn(self, chat: int, claim: str, now: float, pause: float) -> bool:
        last = self._spoken.get(chat)
        if self._claims.get((chat, key_of(claim))) or (last is not None and now - last < pause):
            return False
        self._claims.put((chat, key_of(claim)), True)  # noqa: FBT003 - a set that is bounded
        self._spoken.put(chat, now)
        return True

    async def count_gap(self, reason: str, reading: str) -> None:
        self._gaps.put((reason, reading), (self._gaps.get((reason, reading)) or 0) + 1)

    async def report(self, report: Report) -> None:
        self._reports.append(report)

    async def reports(self, most: int = 100) -> list[Report]:
        return list(self._reports)[: -most - 1 : -1]

    async def migrate(self, old: int, new: int) -> None:
        await self.set_language(new, self._languages.get(old))
        await self.set_watch(new, self._watched.get(old))
        await self.forget(old, 0)

    async def forget(self, chat: int, user: int) -> None:
        for key in tuple(self._answers):
            if key[0] == chat:
                self._answers.drop(key)
        for place in tuple(self._posted):
            if place.startswith(f"{chat}:"):
                self._posted.drop(place)
        self._antecedents.drop((chat, user))
        self._languages.drop(chat)
        self._watched.drop(chat)
        self._spoken.drop(chat)


def _set(kept: Bounded[int, Value], key: int, value: Value | None) -> None:
    if value is None:
        kept.drop(key)
    else:
        kept.put(key, value)


def place_of(chat: int, message: int) -> str:
    """Name the place of a message."""
    return f"{chat}:{message}"


def key_of(query: str) -> str:
    """Return the key under which a canonical question is kept: the same in every process."""
    return blake2s(query.encode(), digest_size=9).hexdigest()


def sum_of(text: str) -> int:
    """Return a number that changes when a text does."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
