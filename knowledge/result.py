"""What knowledge returns: derivations, answers, reviews and gaps, as plain data. No sentence for users stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from grammar.interval import Interval
from grammar.period import Period
from grammar.quantity import Quantity
from grammar.utterance import Block, Repair
from knowledge.schema import Note, Observation, Premise, Statement


@dataclass(frozen=True, slots=True)
class Coordinates:
    """What a value is the value of; parts that do not apply are None (a difference of two entities has no entity)."""

    entity: str | None = None
    measure: str | None = None
    period: Period | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a value came to be (W3C PROV): a tree whose leaves are observations and premises.

    Attributes:
        id: Stable id, made of rule and inputs (`OAI-10`, `revenue_from_share(OAI-13,OAI-03)`).
        rule: `observation premise given identity complement tiling sum difference product ratio share growth power
            per_period annualised negative constant`.
        formula: The rule applied, with the inputs' places (`{0} ÷ {1}`); empty for leaves.
        inputs: Derivations of the inputs.
        value: The value; None where only an interval is known (`2-3%`, "far over" has its bound as value).
        interval: All values that it can have.
        unit: `USD`, `USD/day`, `percent_of_gdp`, `percent`, `percentage_points`, `ratio`, `level`, ...
        of: What it is the value of.
        observation: The row, for leaves. `premise`: the premise, for leaves. `quantity`: what the user supplied.
    """

    id: str
    rule: str
    value: Decimal | None
    interval: Interval
    unit: str
    of: Coordinates = Coordinates()
    formula: str = ""
    inputs: tuple[Derivation, ...] = ()
    observation: Observation | None = None
    premise: Premise | None = None
    quantity: Quantity | None = None
    level: str | None = None

    def leaves(self) -> list[Derivation]:
        """Return the leaves in order, each once."""
        if not self.inputs:
            return [self]
        seen: dict[str, Derivation] = {}
        for part in self.inputs:
            for leaf in part.leaves():
                seen.setdefault(leaf.id, leaf)
        return list(seen.values())

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts at the leaves."""
        return tuple(dict.fromkeys(fact for leaf in self.leaves() for fact in leaf.own_facts))

    @property
    def own_facts(self) -> tuple[str, ...]:
        """The fact that this leaf is; nothing for inner nodes."""
        row = self.observation or self.premise
        return () if row is None else (row.fact,)

    @property
    def is_bound(self) -> bool:
        """Tell whether only a bound is known, on one side."""
        return not self.interval.is_bounded


@dataclass(frozen=True, slots=True)
class Evidence:
    """The ways of knowing one figure.

    Attributes:
        best: One derivation for each channel that conflicts with no other in that channel; the leaked or official first.
        others: Further ways: other derivations, rounded repeats, forecasts.
    """

    best: tuple[Derivation, ...]
    others: tuple[Derivation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A value that was asked for.

    Attributes:
        answers: One derivation, or two or more where sources conflict (leaked or official first).
        alternatives: Other channels and definitions, forecasts, printed repeats.
        gap: Their difference where two conflict.
        filled: Coordinates that the question left open and the ledgers filled (`period`, `entity`), read as `answers[0].of`.
        unclear: How something doubtful was read (`trillion` for 兆).
        notes: Notes that belong to the figures: caveats first, then definitions and reasons.
        statements: What the source itself derives or compares about these figures, with our finding.
        about: What was asked, where that is more than one figure (`difference ratio share growth sum per_period annualised
            whatif multiple`); else `figure`.
        reverse: For figures that rest on a premise: the premise's other side, worked backwards.
    """

    answers: tuple[Derivation, ...]
    alternatives: tuple[Derivation, ...] = ()
    gap: Derivation | None = None
    filled: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    statements: tuple[Statement, ...] = ()
    about: str = "figure"
    operands: tuple[Derivation, ...] = ()
    reverse: Derivation | None = None


@dataclass(frozen=True, slots=True)
class Several:
    """Values of several figures side by side, none compared."""

    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more figures set against each other; `order` holds what they are of, largest (or as asked) first.

    Attributes:
        operands: In the order of `order`.
        difference: Of the first two; None where their units differ.
        tie: Whether the first two cannot be told apart.
        keys: What distinguishes the operands: `entity`, `period`, `measure` or `channel`.
    """

    operands: tuple[Derivation, ...]
    difference: Derivation | None
    tie: bool
    keys: str = "entity"
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """Entities (or periods) in order; `left_out` are those for which nothing is held."""

    operands: tuple[Derivation, ...]
    direction: str
    keys: str = "entity"
    ties: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class YesNo:
    """Whether something is so; None where the evidence conflicts or cuts the bound."""

    holds: bool | None
    review: Review


@dataclass(frozen=True, slots=True)
class Explanation:
    """A definition, a reason, or how a figure comes about, from notes, statements and derivations.

    Attributes:
        kind: `definition`, `reason`, `derivation`, or `topic` for what the sources say beside their figures.
        subject: What is explained.
        figures: The figures that it is about.
        measure: Id of the measure, for definitions. `topics`: ids of the topics. `unread`: words that were not read.
    """

    kind: str
    subject: Coordinates
    notes: tuple[Note, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Derivation, ...] = ()
    gap: Derivation | None = None
    measure: str | None = None
    topics: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """More than one reading is possible: each with its figure.

    Attributes:
        missing: `entity`, `period`, `measure`, or `figure` (an amount that several figures have).
        note: `no_full_period` where only parts of the asked period are held.
    """

    options: tuple[Derivation, ...]
    missing: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """What the ledgers hold on something: figures that can be asked."""

    subject: Coordinates
    figures: tuple[Derivation, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The assessment of one claim (schema.org ClaimReview).

    Attributes:
        verdict: `supported approximately_supported disputed contradicted not_checkable`.
        diagnosis: Codes of what is wrong (`wrong_period wrong_entity wrong_measure wrong_channel wrong_currency magnitude
            reversed equal truncated definition not_like_for_like more_precise bound_only superseded`).
        reason: For `not_checkable`: `unknown_entity unknown_measure no_such_period forecast opinion bound_only unread_word
            unclear_tie entangled`.
        evidence: The figures that the claim was set against, those that bear it out first.
        elsewhere: Figures of which the claimed amount is the value (the right number in the wrong place).
        nearest: For `not_checkable`: near figures.
        comparator, claimed, negated, level: The claim as read.
        sensitivity: For each premise that the evidence rests on, the value that would make the claim true.
        subject: What the claim speaks of.
        about: `figure`, or as in `Answer.about`, or `comparison highest lowest sign level`.
    """

    verdict: str
    span: tuple[int, int]
    quote: str
    subject: Coordinates
    comparator: str = "="
    claimed: Quantity | None = None
    against: Derivation | None = None
    negated: bool = False
    level: str | None = None
    about: str = "figure"
    diagnosis: tuple[str, ...] = ()
    reason: str | None = None
    evidence: tuple[Derivation, ...] = ()
    elsewhere: tuple[Derivation, ...] = ()
    nearest: tuple[Derivation, ...] = ()
    notes: tuple[Note, ...] = ()
    block: Block | None = None
    repairs: tuple[Repair, ...] = ()
    attribution: str | None = None
    factor: int | None = None
    sensitivity: tuple[Derivation, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviews:
    """The reviews of all claims of a text, in order."""

    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """The reasoned absence of an answer.

    Attributes:
        reason: `unknown_entity unknown_measure no_such_period forecast opinion not_printed unread_word structure unit
            said_only entangled nothing_read nothing_before no_premise no_period`.
        words: The words that were not understood, as they were written.
        subject: What was asked, as far as it was read.
        nearest: Near figures that are held.
        notes: What the sources say of it without a figure.
        statements: What they derive or compare of it all the same.
        unit: The unit that was asked for and is not held. `topics`: of which sources speak without a figure.
    """

    reason: str
    words: tuple[str, ...] = ()
    subject: Coordinates = Coordinates()
    nearest: tuple[Derivation, ...] = ()
    notes: tuple[Note, ...] = ()
    unit: str | None = None
    topics: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One result with what the reply must say about how the text was read."""

    outcome: Outcome
    repairs: tuple[Repair, ...] = ()


Outcome: TypeAlias = Answer | Several | Comparison | Ranking | YesNo | Explanation | Choice | Holding | Reviews | Gap
