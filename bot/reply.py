"""The reply as a value: what a user gets, on whatever surface, and what `ask --json` prints (design: the reply, as data)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from knowledge.result import Outcome

DERIVATION, SOURCES, DETAILS, CHART = "derivation", "sources", "details", "chart"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that can be asked next, or one option of a choice.

    Attributes:
        label: What the button says.
        query: The canonical question that it asks, as `conversation.reply` reads it.
    """

    label: str
    query: str
    entity: str | None = None
    measure: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """Another look at the same matter.

    Attributes:
        kind: `why whatif compare channel definition`; of a what-if `less more preset`.
        label: What the button says.
        query: The canonical question.
    """

    kind: str
    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply.

    Attributes:
        kind: `answer comparison ranking yesno choice note review suggestions gap chatter help`.
        locale: `en`, `zh-Hant` or `zh-Hans`.
        short: The answer itself, two or three lines of plain text; enough for a group.
        details: What a private chat also gets: basis, premise, caveats; empty where there is nothing to add.
        derivation: The derivation as indented lines of plain text; empty where nothing is derived.
        sources: The numbered sources with their words; empty where none is cited.
        quote: The words of the message that are judged, an exact substring, or empty.
        question: The canonical form of what is answered, which reads back to this very reply; empty where it does not.
        topic: The canonical question that a follow-up ("and 2024?") goes on from; empty where there is none.
        offers: Other looks at the same matter.
        data: Everything else of the contract, ready for JSON (`figures order holds reviews suggestions facts derivation
            sources gap ledgers`).
        outcome: What is told, for pictures; None where several things are.
        shown: What was asked to be shown of it (`derivation sources details chart`); empty where the answer itself was.
    """

    kind: str
    locale: str
    short: str
    details: str = ""
    derivation: str = ""
    sources: str = ""
    quote: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    question: str = ""
    topic: str = ""
    offers: tuple[Offer, ...] = ()
    data: tuple[tuple[str, Any], ...] = ()
    outcome: Outcome | None = field(default=None, compare=False, repr=False)
    shown: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The whole reply as plain text, or what of it was asked for."""
        parts = {"": self.short, DETAILS: self.details, DERIVATION: self.derivation, SOURCES: self.sources}
        return "\n\n".join(
            part for name, part in parts.items() if part and (not (name and self.shown) or name in self.shown)
        )

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to say: a group then gets silence."""
        return not self.short

    @property
    def has_substance(self) -> bool:
        """Tell whether it is about any figure: only then a group hears it, and the next message may go on from it."""
        return not self.is_empty and self.kind not in _EMPTY_TALK and dict(self.data).get("gap") not in _NOTHING_READ


def gone_on_from(reply: Reply, before: str) -> str:
    """Return what the next message may go on from, where it was `before` until this reply: small talk changes nothing."""
    return reply.topic if reply.has_substance else before


# Kinds of a reply that say nothing about any figure, and gaps of a text that asks and claims nothing by itself.
_EMPTY_TALK = frozenset({"chatter", "help"})
_NOTHING_READ = frozenset({"nothing_read", "nothing_before"})
