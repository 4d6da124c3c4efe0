"""The reply as a value: what a user gets, on whatever surface, and what `ask --json` prints (design: the reply, as data)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from knowledge.result import Outcome


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

    @property
    def text(self) -> str:
        """The whole reply as plain text."""
        return "\n\n".join(part for part in (self.short, self.details, self.derivation, self.sources) if part)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to say: a group then gets silence."""
        return not self.short
