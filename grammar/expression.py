"""Expressions: what can be asked of figures, what can be claimed of them, and how ledgers write formulas.

One algebra for all three. An expression is frozen data; its string is the canonical form, which `grammar.formula` reads
back to an equal expression.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeAlias

from grammar.interval import plain
from grammar.period import Period
from grammar.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by its coordinates; what the text leaves open stays open.

    Attributes:
        entity: Ids of the entities that it may be about; empty where the text names none.
        measure: Ids of the measures that the words may mean; empty where none is named.
        period: The period, or None where none is said.
        channel: How the figure reached us (`leaked reported official stated computed`), where the text says.
        speaker: Who says it, where the text says.
        role: What a bare verb says of the measure (`earn spend owe own receive pay borrow`).
        value: The amount by which the text names it ("the reported 3.7bn").
        unit: The unit that the text wants it in (ISO 4217 code, `percent`, `ratio`), where it says.
        denominator: Id of the measure that it is wanted as a share of.
        per: `day month quarter year` where it is wanted or said per period.
        soft: Which coordinates were carried over from before (`entity measure period`), not said with this figure.
    """

    entity: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    period: Period | None = None
    channel: str | None = None
    speaker: str | None = None
    role: str | None = None
    value: Quantity | None = field(default=None, compare=False)
    unit: str | None = None
    denominator: str | None = None
    per: str | None = None
    soft: frozenset[str] = frozenset()

    @property
    def unvalued(self) -> Figure:
        """The same figure without the amount by which the text names it."""
        return self if self.value is None else replace(self, value=None)

    @property
    def as_antecedent(self) -> Figure:
        """What a later figure may take from this one: not the amount, nor how or from whom it was known."""
        if self.value is None and not (self.soft or self.channel or self.speaker):
            return self
        return Figure(
            self.entity,
            self.measure,
            self.period,
            role=self.role,
            unit=self.unit,
            denominator=self.denominator,
            per=self.per,
        )

    def __str__(self) -> str:
        entity = f"{'|'.join(self.entity)}." if self.entity else ""
        measure = "|".join(self.measure) or (f"#{self.role}" if self.role else "_")
        channel = f":{self.channel}" if self.channel else ""
        speaker = f"~{self.speaker}" if self.speaker else ""
        period = f"@{self.period}" if self.period else ""
        return f"{entity}{measure}{channel}{speaker}{period}"


@dataclass(frozen=True, slots=True)
class Constant:
    """An amount that the text brings along; `printed` keeps how it was written."""

    quantity: Quantity

    def __str__(self) -> str:
        quantity = self.quantity
        is_exact = quantity.interval.low == quantity.interval.high
        if not is_exact or quantity.unit or quantity.value is None or quantity.hedge not in ("", "exactly"):
            return f'"{quantity}"'
        return plain(quantity.value)


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of several terms."""

    terms: tuple[Expression, ...]

    def __str__(self) -> str:
        return "(" + " + ".join(map(str, self.terms)) + ")"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first less the second."""

    first: Expression
    second: Expression

    def __str__(self) -> str:
        return f"({self.first} - {self.second})"


@dataclass(frozen=True, slots=True)
class Product:
    """The product of two."""

    first: Expression
    second: Expression

    def __str__(self) -> str:
        return f"({self.first} * {self.second})"


@dataclass(frozen=True, slots=True)
class Ratio:
    """The first divided by the second, as a multiple; `share` where it is wanted in percent."""

    first: Expression
    second: Expression
    share: bool = False

    def __str__(self) -> str:
        return f"share({self.first}, {self.second})" if self.share else f"({self.first} / {self.second})"


@dataclass(frozen=True, slots=True)
class Growth:
    """The relative change from the first to the second, in percent."""

    first: Expression
    second: Expression

    def __str__(self) -> str:
        return f"growth({self.first}, {self.second})"


@dataclass(frozen=True, slots=True)
class Multiple:
    """By what a figure multiplied over a span of years: `国企股权十年翻了几倍`.

    Attributes:
        years: Over how many years, at the growth of a year that is held or assumed; None for those that a ledger speaks of.
    """

    figure: Figure
    years: int | None = None

    def __str__(self) -> str:
        return f"multiple({self.figure})" if self.years is None else f"multiple({self.figure}, {self.years})"


@dataclass(frozen=True, slots=True)
class PerPeriod:
    """A flow per day, month, quarter or year."""

    term: Expression
    grain: str

    def __str__(self) -> str:
        return f"per_{self.grain}({self.term})"


@dataclass(frozen=True, slots=True)
class Annualised:
    """A flow at the rate of a whole year."""

    term: Expression

    def __str__(self) -> str:
        return f"annualised({self.term})"


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that a question replaces: by an amount, or by another expression."""

    figure: Figure
    replacement: Expression

    def __str__(self) -> str:
        return f"{self.figure} := {self.replacement}"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """An expression where some figures or premises are replaced."""

    term: Expression
    givens: tuple[Given, ...]

    def __str__(self) -> str:
        return f"if({', '.join(map(str, self.givens))}; {self.term})"


Expression: TypeAlias = (
    Figure | Constant | Sum | Difference | Product | Ratio | Growth | Multiple | PerPeriod | Annualised | WhatIf
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement about an expression.

    Attributes:
        left: What is spoken of.
        comparator: `=`, `!=`, `<`, `<=`, `>`, `>=`; `highest` or `lowest` of a group; `level` of an ordinal measure.
        right: What it is set against: an amount, another expression; for `level` None, the level's id is in `level`.
        negated: Whether the statement is denied.
        level: Id of the level that is claimed.
        among: For `highest` and `lowest`: the entities compared with; empty for all that are held.
    """

    left: Expression
    comparator: str
    right: Expression | None = None
    negated: bool = False
    level: str | None = None
    among: tuple[str, ...] = ()

    def __str__(self) -> str:
        right = self.level if self.right is None else str(self.right)
        among = f" among {'|'.join(self.among)}" if self.among else ""
        text = f"{self.left} {self.comparator} {right}" if right else f"{self.left} {self.comparator}{among}"
        return f"not({text})" if self.negated else text


def figures_of(expression: Expression | None) -> list[Figure]:
    """Return the figures that an expression is made of, in order."""
    match expression:
        case None | Constant():
            return []
        case Figure():
            return [expression]
        case Sum(terms):
            return [figure for term in terms for figure in figures_of(term)]
        case Difference(first, second) | Product(first, second) | Ratio(first, second) | Growth(first, second):
            return figures_of(first) + figures_of(second)
        case Multiple(figure, _):
            return [figure]
        case PerPeriod(term, _) | Annualised(term):
            return figures_of(term)
        case WhatIf(term, givens):
            replaced = [figure for given in givens for figure in (given.figure, *figures_of(given.replacement))]
            return figures_of(term) + replaced
