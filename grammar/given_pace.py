"""Paces and amounts that a question brings along: `at 8bn a day, …`, `9兆要再融資，一天多少`, `if the 13bn is right, …`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.clause import Clause
from grammar.expression import Annualised, Constant, Figure, Given, PerPeriod, Product, WhatIf, figures_of
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
    named = figure.measure or tuple(name for name, fact in clause.facts.items() if figure.role in fact.roles)
    return tuple(name for name in named if name in clause.facts and clause.facts[name].per == "day")


def restated(ask: Ask, clause: Clause) -> Ask | None:
    """Read `it refinances 9tn, how much is that a day` as what the one amount of the one thing named comes to."""
    if not isinstance(ask, Value) or not isinstance(ask.expression, PerPeriod | Annualised):
        return None
    figure = ask.expression.term
    if not isinstance(figure, Figure) or figure.value is not None or len(clause.quantities) != 1:
        return None
    amount = clause.quantities[0].quantity
    if amount is None or not (amount.is_money or not amount.unit) or clause.marks & _OTHERWISE:
        return None
    if len(_measures(clause.tokens)) != 1 or len(_paces(clause.tokens)) != 1 or not _says_first(clause):
        return None
    return Value(WhatIf(ask.expression, (Given(replace(figure, per=None), Constant(amount)),)))


_OTHERWISE = frozenset("than compared versus over minus plus times_sign share_of difference how_many_times if".split())


def _measures(tokens: Sequence[Token]) -> set[tuple[str, ...]]:
    return {token.ids("measure") for token in tokens} - {()}


def _paces(tokens: Sequence[Token]) -> list[str]:
    return [family for token in tokens for family, _ in token.meaning.said if family.startswith("per_")]


def _says_first(clause: Clause) -> bool:
    """Tell whether the amount stands beside what is named, before per what it is asked."""
    tokens = clause.tokens
    place = next(index for index, token in enumerate(tokens) if token.quantity is not None)
    pace = next(index for index, token in enumerate(tokens) if _paces((token,)))
    asked = clause.find("how_much", "what")
    return bool(_measures(tokens[:place])) and place < pace and asked is not None and place < asked
