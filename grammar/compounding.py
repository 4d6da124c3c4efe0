"""Growth that goes on: what something multiplies by over some years, at the growth of a year that is held or assumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.clause import Clause
from grammar.expression import Constant, Expression, Figure, Given, Growth, Multiple, WhatIf
from grammar.interval import Interval
from grammar.quantity import Quantity
from grammar.slots import bind, carry, growth_of
from grammar.stretch import stretches_in
from grammar.utterance import Ask, Value

_MOST_YEARS = 100
_ONE = Constant(Quantity(Interval.exactly(1).low, Interval.exactly(1), "ratio", "exactly"))
_ASKS = frozenset({"how_many_times", "what_share", "how_much", "what"})


def compounded(clause: Clause, earlier: Sequence[Figure] = ()) -> Ask | None:
    """Read `at 13.8 % a year, how many times is it after five years?`; None where nothing is said to grow on like that."""
    if not clause.marks & _ASKS or not clause.marks & {"growth", "how_many_times", "compound_growth"}:
        return None
    rates = [token.quantity for token in clause.quantities if token.quantity is not None]
    grown = _grown(clause, rates, earlier)
    if grown is None:
        return None
    figure, years = grown
    over: Expression = Multiple(figure, years)
    if "how_many_times" not in clause.marks:
        over = Growth(_ONE, over)
    if not rates:
        return Value(over)
    rate = Figure(figure.entity, growth_of(figure.measure, clause.facts))
    return Value(WhatIf(over, (Given(rate, Constant(rates[0])),)))


def _grown(clause: Clause, rates: Sequence[Quantity], earlier: Sequence[Figure]) -> tuple[Figure, int] | None:
    """What grows, and for how many years."""
    draft = bind([token for token in clause.slots if token.quantity is None], clause.facts)
    named = {name for mention in draft.measures for name in mention}
    bases = {clause.facts[name].growth_of for name in named if name in clause.facts} - {None}
    wholes = {name for name in named if growth_of((name,), clause.facts)} | {base for base in bases if base}
    if len(wholes) != 1:
        return None
    goes_on = bool(bases) or bool(clause.marks & {"pace", "per_year", "compound_growth"})
    if not goes_on or len(rates) > 1 or any(rate.unit != "percent" for rate in rates):
        return None
    stretches = [one for one in stretches_in(clause.tokens) if not (one.count == 1 and "per_year" in clause.marks)]
    if len(stretches) != 1 or stretches[0].grain != "year" or not 1 < stretches[0].count <= _MOST_YEARS:
        return None
    if draft.periods or not (rates or "pace" in clause.marks):
        return None
    plain = replace(Figure(), entity=draft.figure().entity, measure=tuple(wholes))
    return replace(carry(plain, earlier), period=None, soft=frozenset()), int(stretches[0].count)
