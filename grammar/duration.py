"""Questions for a time: how many days something takes to come to an amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.clause import Clause, ClauseSyntaxError, is_slot
from grammar.expression import Constant, Expression, Figure, Given, PerPeriod, Ratio, WhatIf
from grammar.slots import Draft, bind, carry
from grammar.utterance import Ask, Value

_NEAR = 3  # tokens within which a pace is said of an amount


def time_to(clause: Clause, earlier: Sequence[Figure] = ()) -> Ask:
    """Read `how many days does it take to borrow 1 trillion at 5bn a day`: an amount by what is done of it a day.

    Raises:
        ClauseSyntaxError: No amount, or nothing that is done at a pace, is named.
    """
    places = [index for index, token in enumerate(clause.tokens) if token.quantity is not None]
    paced = [place for place in places if _is_pace(clause, place)] if len(places) == 2 else []
    aims = [place for place in places if place not in paced]
    draft = bind([token for token in clause.tokens if is_slot(token)], clause.facts)
    if len(aims) != 1 or len(paced) > 1 or not draft.has_measure:
        raise ClauseSyntaxError
    amount = clause.tokens[aims[0]].quantity
    figure = carry(replace(_done(draft, clause, aims[0]), per=None, unit=None), earlier)
    if amount is None or not _is_done(figure, clause):
        raise ClauseSyntaxError
    if paced and not _is_daily(figure, clause):
        raise ClauseSyntaxError  # what is supposed of a day is no amount of a flow over its whole period
    pace: Expression = figure if _is_daily(figure, clause) else PerPeriod(figure, "day")
    days = Ratio(Constant(amount), pace)
    given = clause.tokens[paced[0]].quantity if paced else None
    return Value(WhatIf(days, (Given(figure, Constant(given)),)) if given is not None else days)


def _done(draft: Draft, clause: Clause, aim: int) -> Figure:
    """What is done by the day: not what the amount to be reached is called (`the 9tn of refinancing`)."""
    figure = draft.figure(valued=False)
    if not draft.roles or len(draft.measures) != 1 or draft.measures[0] not in _named_beside(clause, aim):
        return figure
    done = replace(figure, measure=(), role=draft.roles[0])
    return done if _is_daily(done, clause) else figure


def _named_beside(clause: Clause, place: int) -> list[tuple[str, ...]]:
    return [token.ids("measure") for token in clause.tokens[max(0, place - _NEAR + 1) : place + _NEAR]]


def _is_pace(clause: Clause, place: int) -> bool:
    """Tell whether an amount is said to be that of a day."""
    around = clause.tokens[max(0, place - _NEAR) : place + _NEAR]
    return any(token.has("per_day") for token in around)


def _measures(figure: Figure, clause: Clause) -> list[str]:
    if figure.measure:
        return [name for name in figure.measure if name in clause.facts]
    return list(clause.facts.spoken.get(figure.role or "", ()))


def _is_daily(figure: Figure, clause: Clause) -> bool:
    names = _measures(figure, clause)
    return bool(names) and all(clause.facts[name].per == "day" for name in names)


def _is_done(figure: Figure, clause: Clause) -> bool:
    names = _measures(figure, clause)
    return bool(names) and all(clause.facts[name].kind == "flow" for name in names)
