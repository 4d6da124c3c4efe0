"""What a text turned out to be: questions, claims, a look at the answer before, chatter, or nothing that could be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from grammar.expression import Expression, Figure, Given, Relation, figures_of
from grammar.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Context:
    """What reading needs to know beside the text.

    Attributes:
        today: The day that "this year" counts from.
        locale: The user's language where the text does not tell: `en`, `zh-Hant`, `zh-Hans`.
        antecedent: What was answered before, for follow-ups such as "and 2024?" and "source?".
    """

    today: date
    locale: str = "en"
    antecedent: Question | Claim | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """What is it?"""

    expression: Expression

    def __str__(self) -> str:
        return f"value {self.expression}"


@dataclass(frozen=True, slots=True)
class Compare:
    """How do several stand to each other: which is larger, by how much?"""

    terms: tuple[Expression, ...]
    direction: str = "highest"

    def __str__(self) -> str:
        direction = "" if self.direction == "highest" else f"{self.direction} "
        return f"compare {direction}{', '.join(map(str, self.terms))}"


@dataclass(frozen=True, slots=True)
class Rank:
    """In which order do entities, or periods, stand?

    Attributes:
        terms: What is ranked; one figure with an open entity ranks all that are held.
        direction: `highest`, `lowest`, `best` or `worst` first.
    """

    terms: tuple[Figure, ...]
    direction: str = "highest"

    def __str__(self) -> str:
        return f"rank {self.direction} {', '.join(map(str, self.terms))}"


@dataclass(frozen=True, slots=True)
class Test:
    """Is it so?"""

    relation: Relation

    def __str__(self) -> str:
        return f"test {self.relation}"


@dataclass(frozen=True, slots=True)
class Identify:
    """Which figure is this amount? With several: which of them is right?"""

    quantities: tuple[Quantity, ...]
    figure: Figure = Figure()
    dispute: bool = False

    def __str__(self) -> str:
        amounts = ", ".join(f'"{quantity}"' for quantity in self.quantities)
        return f"{'dispute' if self.dispute else 'identify'} {amounts} of {self.figure}"


@dataclass(frozen=True, slots=True)
class Define:
    """What does the word mean, and what is part of it?"""

    figure: Figure

    def __str__(self) -> str:
        return f"define {self.figure}"


@dataclass(frozen=True, slots=True)
class Explain:
    """Why is it so, how does it come about?"""

    figure: Figure
    quantities: tuple[Quantity, ...] = ()
    how: bool = False

    def __str__(self) -> str:
        return f"{'how' if self.how else 'why'} {self.figure}"


@dataclass(frozen=True, slots=True)
class About:
    """What do the sources say of this, beside their figures?

    Attributes:
        topics: Ids of what is spoken of, as ledgers name it.
        figure: Whom and what it is asked of, as far as that is said.
    """

    topics: tuple[str, ...]
    figure: Figure = Figure()

    def __str__(self) -> str:
        return f"about {'|'.join(self.topics)} of {self.figure}"


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held on this?"""

    figure: Figure

    def __str__(self) -> str:
        return f"holdings {self.figure}"


@dataclass(frozen=True, slots=True)
class Solve:
    """Which value of one figure makes another come to a given amount, all else as held?"""

    unknown: Figure
    target: Given

    def __str__(self) -> str:
        return f"solve {self.unknown} for {self.target}"


Ask: TypeAlias = Value | Compare | Rank | Test | Identify | Define | Explain | About | Holdings | Solve


@dataclass(frozen=True, slots=True)
class Repair:
    """A word that was read as another."""

    written: str
    read: str


@dataclass(frozen=True, slots=True)
class Block:
    """Words that were not read where they change what is asked.

    Attributes:
        words: The original words.
        kind: `unread`; `entity` for the name of somebody or some place that no ledger covers; `topic` where the words are
            mostly topics; `structure` where what was read makes nothing; `period` where a period counts from none that was said.
        topics: Ids of topics among the words: the sources say something of them, though no figure.
    """

    words: tuple[str, ...]
    kind: str = "unread"
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    ask: Ask
    span: tuple[int, int] = (0, 0)
    block: Block | None = None
    repairs: tuple[Repair, ...] = ()

    @property
    def figures(self) -> list[Figure]:
        """The figures that are asked about."""
        match self.ask:
            case Value(expression):
                return figures_of(expression)
            case Test(relation):
                return figures_of(relation.left)
            case Compare(terms, _):
                return [figure for term in terms for figure in figures_of(term)]
            case Rank(terms, _):
                return list(terms)
            case _:
                figure = getattr(self.ask, "figure", None)
                return [figure] if isinstance(figure, Figure) else []

    def __str__(self) -> str:
        return str(self.ask)


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that can be checked.

    Attributes:
        relation: What is claimed.
        span: Code-point offsets in the original text.
        quote: The original words.
        channel: How the claim says that the figure became known; `speaker`: who it says has said so.
        modal: `forecast` or `opinion` where the claim speaks of the future or of somebody's view.
        denied: The amount that is denied beside the one that is stated: `not 119 but 118`.
    """

    relation: Relation
    span: tuple[int, int]
    quote: str
    channel: str | None = None
    speaker: str | None = None
    block: Block | None = None
    modal: str | None = None
    repairs: tuple[Repair, ...] = ()
    denied: Quantity | None = None

    @property
    def figures(self) -> list[Figure]:
        """The figures that the claim speaks of."""
        return figures_of(self.relation.left)

    def __str__(self) -> str:
        return f"claim {self.relation}"


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of a text, in order.

    Attributes:
        leaning: `leaning` where they were made of what was asked before, `fragment` where names alone are said and not of
            whom or what, `doubt` where it is asked whether an amount is so; else empty.
    """

    questions: tuple[Question, ...]
    leaning: str = field(default="", compare=False)

    def __str__(self) -> str:
        return "; ".join(map(str, self.questions))


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a text, in order."""

    claims: tuple[Claim, ...]

    def __str__(self) -> str:
        return "; ".join(map(str, self.claims))


@dataclass(frozen=True, slots=True)
class Chatter:
    """A greeting, thanks, laughter, or nothing at all."""

    def __str__(self) -> str:
        return "chatter"


@dataclass(frozen=True, slots=True)
class Unread:
    """A text in which nothing could be read, or whose parts could not be put together.

    Attributes:
        words: Content words that no ledger and no grammar knows.
        figure: What was read of it all the same: near figures can be offered.
        kind: `unread`; `entity` for names of those on whom nothing is held; `before` for what leans on an answer that there
            is not.
    """

    words: tuple[str, ...] = ()
    figure: Figure = Figure()
    kind: str = "unread"

    def __str__(self) -> str:
        return "unread"


@dataclass(frozen=True, slots=True)
class Look:
    """More of the answer before: what its button of that name shows.

    Attributes:
        kinds: What is asked for, the first thing first: `sources derivation why chart meaning details`.
    """

    kinds: tuple[str, ...]

    def __str__(self) -> str:
        return f"look {'|'.join(self.kinds)}"


Utterance: TypeAlias = Questions | Claims | Look | Chatter | Unread
