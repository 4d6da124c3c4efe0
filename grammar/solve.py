"""Questions for the unknown of an equation: which value of one figure makes another come to an amount."""

from __future__ import annotations

from dataclasses import replace

from grammar.clause import Clause, is_slot
from grammar.expression import Constant, Given
from grammar.slots import bind
from grammar.utterance import Ask, Solve


def solve_fitting(clause: Clause) -> Ask | None:
    """`what share would make A fit B`: the unknown, what is held fast, and what it shall come to."""
    first = clause.find("would_make")
    fit = clause.find("fit")
    split = first if first is not None else fit
    if split is None:
        return None
    unknown = bind([t for t in clause.tokens[:split] if is_slot(t)], clause.facts)
    middle = clause.tokens[split : fit if fit is not None and fit > split else len(clause.tokens)]
    target = clause.tokens[fit:] if fit is not None and fit >= split else ()
    rest = [t for t in (*middle, *target) if is_slot(t)]
    amounts = [t.quantity for t in (*middle, *target) if t.quantity is not None]
    if not unknown.measures or not amounts:
        return None
    aim = bind([t for t in (target or middle) if is_slot(t)], clause.facts).figure()
    other = bind(rest, clause.facts)
    period = unknown.figure().period or (other.figures()[0].period)
    wanted = replace(unknown.figure(), period=period)
    goal = replace(aim, period=aim.period or period, value=amounts[-1])
    return Solve(wanted, Given(goal, Constant(amounts[-1])))


def solve_aimed(clause: Clause) -> Ask | None:
    """`for A to come to B, what must C be?`: the aim first, then the unknown."""
    place = next(index for index, token in enumerate(clause.tokens) if token.kind == "quantity")
    aim = bind([t for t in clause.tokens[:place] if is_slot(t)], clause.facts)
    unknown = bind([t for t in clause.tokens[place + 1 :] if is_slot(t)], clause.facts)
    amount = clause.tokens[place].quantity
    if amount is None or not (unknown.measures and aim.has_measure):
        return None
    goal = replace(aim.figure(), value=amount)
    wanted = replace(unknown.figure(), period=unknown.figure().period or goal.period)
    return Solve(wanted, Given(goal, Constant(amount)))
