"""Questions for the unknown of an equation: which value of one figure makes another come to an amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from grammar.clause import Clause, ClauseSyntaxError, is_slot
from grammar.condition import given_by
from grammar.expression import Constant, Figure, Given, WhatIf
from grammar.interval import Interval
from grammar.lexer import Token
from grammar.quantity import Quantity
from grammar.slots import Draft, bind
from grammar.utterance import Ask, Solve, Value

_ASKING = ("how_much", "what_share", "what", "which")
_BOUNDARY = ("goal", "would_make", "fit")
_CHANGING = ("decline", "growth", "lowered", "raised", "difference", "more", "less")
_NEEDING = frozenset({*_BOUNDARY, "must"})
NOUGHT = Quantity(Interval.exactly(0).low, Interval.exactly(0), "", "exactly", printed="0")


@dataclass(frozen=True, slots=True)
class _Parts:
    """The two halves of such a question: the tokens of the aim with its amount, and those of the unknown.

    Attributes:
        held: What is held fast, between the two: `what rate would make this payment fit …`.
    """

    aim: tuple[Token, ...]
    unknown: tuple[Token, ...]
    amount: Quantity
    held: tuple[Token, ...] = ()


def solve(clause: Clause) -> Ask | None:
    """Read `what must A be for B to come to C?`: in either order; None where a clause asks nothing of the kind.

    A rate that stands with the unknown (`按20%該拿多少`) is assumed beside the aim.
    """
    if not clause.marks & _NEEDING or not clause.marks & {*_ASKING}:
        return None
    parts = _parts(clause)
    if parts is None:
        return None
    if any(t.has(*_CHANGING) for t in parts.unknown) and not any(
        t.has("set_to", "to", "attain") for t in parts.unknown
    ):
        raise ClauseSyntaxError  # by how much it must fall is not what it must be
    aim, unknown = _bound(parts.aim, clause), _bound(parts.unknown, clause)
    if not unknown.has_measure or aim.measures == unknown.measures:
        return None
    goal, wanted = replace(aim.figure(), value=parts.amount), unknown.figure(valued=False)
    period = wanted.period or goal.period or _bound(parts.held, clause).figure().period
    if aim.has_measure and not _is_of_another(wanted, clause):
        both = goal.entity or wanted.entity
        goal, wanted = replace(goal, entity=both), replace(wanted, entity=wanted.entity or both)
    wanted = replace(wanted, period=period, unit=None)
    target = Given(replace(goal, period=goal.period or period), Constant(parts.amount))
    rates = given_by(Clause(parts.unknown, clause.facts)) if any(t.quantity for t in parts.unknown) else []
    if rates:
        return Value(WhatIf(wanted, (Given(target.figure.unvalued, target.replacement), *rates)))
    return Solve(wanted, target)


def _bound(tokens: Sequence[Token], clause: Clause) -> Draft:
    return bind([token for token in tokens if is_slot(token)], clause.facts)


def _parts(clause: Clause) -> _Parts | None:
    tokens = clause.tokens
    amounts = [i for i, t in enumerate(tokens) if t.quantity is not None]
    asked = next((i for i, t in enumerate(tokens) if t.has(*_ASKING)), None)
    says = [i for i, t in enumerate(tokens) if _says_measure(t, clause)]
    if asked is None or not amounts or len(amounts) > 2:
        return None
    cut = _cut(clause, amounts[0], asked, says)
    if cut is None:
        return None
    first, second = tokens[:cut], tokens[cut:]
    aim, unknown = (first, second) if asked >= cut else (second, first)
    held: tuple[Token, ...] = ()
    if asked < cut:
        fits = next((i for i, t in enumerate(aim) if i and (t.has("fit") or t.text == "into")), None)
        if fits is not None and any(t.quantity for t in aim[fits:]):
            held, aim = aim[:fits], aim[fits:]
    stated = [t.quantity for t in aim if t.quantity is not None]
    if len(stated) != 1:
        return None
    return _Parts(aim, unknown, stated[0], held)


def _cut(clause: Clause, amount: int, asked: int, says: Sequence[int]) -> int | None:
    """Where the one half ends and the other begins."""
    tokens = clause.tokens
    if amount < asked:  # the aim first: it ends behind its amount and what that is a share of
        end = amount + 1
        while end < asked and (tokens[end].is_noise or clause.is_bottom(tokens[end]) or tokens[end].has(*_BOUNDARY)):
            end += 1
        return end if any(place >= end for place in says) else None
    opens = [i for i in range(asked + 1, amount) if tokens[i].has(*_BOUNDARY) or tokens[i].kind == "break"]
    opens = [i for i in opens if any(place < i for place in says)]
    sure = [i for i in opens if any(i < place < amount for place in says)]
    if sure:
        return sure[0]
    between = [place for place in says if asked < place < amount]
    if between and any(place < between[-1] for place in says):
        return between[-1]
    return opens[0] if opens else None


def _is_of_another(figure: Figure, clause: Clause) -> bool:
    """Tell whether a figure is somebody's share of what another has: the two of an equation have two entities then."""
    if figure.role is not None:
        return any(fact.counterpart for fact in clause.facts.values() if figure.role in fact.roles)
    return any(clause.facts[name].counterpart for name in figure.measure if name in clause.facts)


def _says_measure(token: Token, clause: Clause) -> bool:
    return (bool(token.ids("measure")) or token.meaning.is_verb) and not clause.is_bottom(token)
