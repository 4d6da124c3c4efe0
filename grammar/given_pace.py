"""Paces that a question brings along: `at 8bn a day, how much does it borrow in a week`."""

from __future__ import annotations

from dataclasses import replace

from grammar.clause import Clause
from grammar.expression import Constant, Figure, Given, PerPeriod, Product, WhatIf, figures_of
from grammar.lexer import Token
from grammar.utterance import Ask, Value


def without_given_pace(clause: Clause) -> tuple[Clause, Token] | None:
    """Part `at 8bn a day, how much does it borrow in a week` into what is asked and the amount of a day that it assumes."""
    if len(clause.quantities) != 1 or "with_rate" not in clause.marks:
        return None
    tokens = clause.tokens
    place = next(index for index, token in enumerate(tokens) if token.quantity is not None)
    first, last = place, place
    if place and tokens[place - 1].has("per_day"):
        first -= 1
    elif place + 1 < len(tokens) and tokens[place + 1].has("per_day"):
        last += 1
    else:
        return None
    if not (first and tokens[first - 1].has("with_rate")):
        return None
    behind = last + 1
    while behind < len(tokens) and (tokens[behind].is_noise or tokens[behind].kind == "break"):
        behind += 1
        if tokens[behind - 1].kind == "break":
            break
    rest = Clause((*tokens[: first - 1], *tokens[behind:]), clause.facts)
    return (rest, tokens[place]) if rest.has_name else None


def at_given_pace(ask: Ask, amount: Token, clause: Clause) -> Ask | None:
    """What is asked, at an amount of a day that the question assumes; None for what is not measured by the day."""
    figures = figures_of(ask.expression) if isinstance(ask, Value) else []
    if not isinstance(ask, Value) or len(figures) != 1 or amount.quantity is None:
        return None
    if not isinstance(ask.expression, Product | PerPeriod):
        return None
    daily = _daily(figures[0], clause)
    if not daily:
        return None
    figure = replace(figures[0], measure=daily, role=None, per=None)
    return Value(WhatIf(ask.expression, (Given(figure, Constant(amount.quantity)),)))


def _daily(figure: Figure, clause: Clause) -> tuple[str, ...]:
    named = figure.measure or clause.facts.spoken.get(figure.role or "", ())
    return tuple(name for name in named if name in clause.facts and clause.facts[name].per == "day")
