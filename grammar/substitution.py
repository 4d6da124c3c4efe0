"""Substitution: an expression asked again of another entity, measure or period, or with something in it supposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from grammar.expression import (
    Annualised,
    Constant,
    Difference,
    Expression,
    Figure,
    Given,
    Growth,
    Multiple,
    PerPeriod,
    Product,
    Ratio,
    Sum,
    WhatIf,
    figures_of,
)
from grammar.slots import carry


def asked_of(terms: Sequence[Expression], other: Figure) -> tuple[Expression, ...] | None:
    """Ask expressions again of what another figure names; None where they differ in just that, so that nobody knows which.

    >>> from grammar.formula import formula
    >>> str(asked_of((formula("growth(a.sales@2024, a.sales@2025)"),), Figure(("b",)))[0])
    'growth(b.sales@2024, b.sales@2025)'
    """
    figures = [figure for term in terms for figure in _about(term)]
    if not figures or not (other.entity or other.measure or other.role or other.period):
        return None
    named = (
        (bool(other.entity), {figure.entity for figure in figures}),
        (bool(other.measure or other.role), {(figure.measure, figure.role) for figure in figures}),
        (other.period is not None, {figure.period for figure in figures}),
    )
    if any(said and len(values) > 1 for said, values in named):
        return None
    return tuple(mapped(term, lambda figure: _filled(other, figure)) for term in terms)


def _filled(other: Figure, figure: Figure) -> Figure:
    """Let a figure speak of what another names, all else as before."""
    return replace(carry(other, [figure.as_antecedent]), unit=other.unit or figure.unit, soft=frozenset())


def under(term: Expression, given: Given) -> WhatIf:
    """Suppose something of what an expression is about, in place of what was supposed of the same before."""
    term, known = (term.term, term.givens) if isinstance(term, WhatIf) else (term, ())
    if given.figure == Figure() and len(known) == 1:  # 25 % then: of what is plain
        given = Given(known[0].figure, given.replacement)
    kept = [one for one in known if not _is_same(one.figure, given.figure)]
    return WhatIf(mapped(term, lambda figure: replace(figure, channel=None, speaker=None)), (*kept, given))


def _is_same(first: Figure, second: Figure) -> bool:
    return Figure() in (first, second) or bool({*first.measure} & {*second.measure})


def _about(expression: Expression) -> list[Figure]:
    """The figures that an expression is about, what is supposed apart."""
    return figures_of(expression.term if isinstance(expression, WhatIf) else expression)


def mapped(expression: Expression, change: Callable[[Figure], Figure]) -> Expression:
    """Return an expression with every figure in it changed, what it supposes apart."""
    match expression:
        case Figure():
            return change(expression)
        case Constant():
            return expression
        case Sum(terms):
            return Sum(tuple(mapped(term, change) for term in terms))
        case Ratio(first, second, share):
            return Ratio(mapped(first, change), mapped(second, change), share)
        case Difference(first, second) | Product(first, second) | Growth(first, second):
            return type(expression)(mapped(first, change), mapped(second, change))
        case Multiple(figure):
            return Multiple(change(figure))
        case PerPeriod(term, grain):
            return PerPeriod(mapped(term, change), grain)
        case Annualised(term):
            return Annualised(mapped(term, change))
        case WhatIf(term, givens):
            return WhatIf(mapped(term, change), givens)
