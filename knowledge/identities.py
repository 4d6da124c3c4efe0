"""Accounting identities and premises: equations between figures, solvable for any of their terms."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from grammar.expression import Constant, Difference, Expression, Figure, Product, Ratio, Sum, figures_of
from grammar.formula import relation
from knowledge.ledger import Catalogue
from knowledge.schema import IdentityFormula


@dataclass(frozen=True, slots=True)
class Identity:
    """An equation and where it applies.

    Attributes:
        source: As the ledger writes it.
        left: Its left side, one figure; `right`: its right side.
    """

    source: IdentityFormula
    left: Figure
    right: Expression

    def terms(self) -> list[Figure]:
        """Return all figures of the equation."""
        return [self.left, *figures_of(self.right)]

    def solved_for(
        self, measure: str, entity: str, replaced: Collection[str] = ()
    ) -> Iterator[tuple[Figure, Expression]]:
        """Solve for every term that is a measure of an entity: the term and what it equals.

        Args:
            measure: Wanted.
            entity: Whose it is.
            replaced: Measures that are assumed of the entity: an equation of theirs holds for it then, too.
        """
        if self.source.entities and entity not in self.source.entities:
            terms = {name for term in self.terms() if term is not self.left for name in term.measure}
            if measure in terms or not terms & set(replaced):
                return
        for term in self.terms():
            if measure in term.measure and (not term.entity or entity in term.entity):
                solution = self.left if term is not self.left else self.right
                if term is not self.left:
                    solved = _isolate(self.right, term, self.left)
                    if solved is None:
                        continue
                    solution = solved
                yield term, solution

    @property
    def opposite(self) -> tuple[str, str] | None:
        """The two measures, where the equation says that one is the negative of the other."""
        match self.right:
            case Product(Constant(quantity), Figure() as other) if quantity.value == -1:
                return self.left.measure[0], other.measure[0]
        return None

    @property
    def quotient(self) -> tuple[Figure, Figure, Figure] | None:
        """Numerator, denominator and result, where the equation says that a figure is a ratio of two others."""
        match self.right:
            case Ratio(Figure() as top, Figure() as bottom):
                return top, bottom, self.left
            case Product(Figure() as base, Figure() as rate):
                return self.left, base, rate
        return None


def _isolate(side: Expression, term: Figure, value: Expression) -> Expression | None:
    """Solve `side = value` for a term that occurs in the side once."""
    if side is term:
        return value
    match side:
        case Sum(terms):
            for index, part in enumerate(terms):
                if any(figure is term for figure in figures_of(part)):
                    rest: Expression = value
                    for other in (*terms[:index], *terms[index + 1 :]):
                        rest = Difference(rest, other)
                    return _isolate(part, term, rest)
        case Difference(first, second):
            if any(figure is term for figure in figures_of(first)):
                return _isolate(first, term, Sum((value, second)))
            return _isolate(second, term, Difference(first, value))
        case Product(first, second):
            if any(figure is term for figure in figures_of(first)):
                return _isolate(first, term, Ratio(value, second))
            return _isolate(second, term, Ratio(value, first))
        case Ratio(first, second):
            if any(figure is term for figure in figures_of(first)):
                return _isolate(first, term, Product(value, second))
            return _isolate(second, term, Ratio(first, value))
    return None


def identities_of(catalogue: Catalogue) -> tuple[Identity, ...]:
    """Read the identities of a catalogue."""
    found = []
    for source in catalogue.identities:
        read = relation(source.formula)
        if isinstance(read.left, Figure) and read.right is not None:
            found.append(Identity(source, read.left, read.right))
    return tuple(found)
