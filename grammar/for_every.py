"""Ratios that are said by one unit of the second: `for every $1 of revenue …`, 每賺 1 元要花 …."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from grammar.clause import Clause, is_slot
from grammar.expression import Constant, Figure, Ratio, Relation
from grammar.lexer import Token
from grammar.slots import bind, carry

_ONE = Decimal(1)


def ratio_for_every(clause: Clause, earlier: Sequence[Figure]) -> Ratio | None:
    """Read what is asked or stated by one unit of what stands behind `for every`; None where it is not to be had."""
    cut = _cut(clause)
    if cut is None:
        return None
    place, split = cut
    bottom = bind([t for t in clause.tokens[place:split] if is_slot(t)], clause.facts)
    top = bind([t for t in (*clause.tokens[:place], *clause.tokens[split:]) if is_slot(t)], clause.facts)
    if not (bottom.has_measure and top.has_measure):
        return None
    upper = carry(top.figure(), earlier)
    lower = carry(bottom.figure(valued=False), [replace(upper, measure=(), role=None)])
    upper = carry(upper, [replace(lower, measure=(), role=None)])
    return Ratio(replace(upper, value=None, soft=frozenset()), replace(lower, soft=frozenset()))


def relation_for_every(clause: Clause, earlier: Sequence[Figure]) -> Relation | None:
    """Read `for each dollar of revenue, inference cost $2.21` as a ratio of 2.21."""
    ratio, cut = ratio_for_every(clause, earlier), _cut(clause)
    if ratio is None or cut is None:
        return None
    amounts = [(index, t.quantity) for index, t in enumerate(clause.tokens) if t.quantity is not None]
    below = [amount for index, amount in amounts if cut[0] <= index < cut[1]]
    above = [amount for index, amount in amounts if not cut[0] <= index < cut[1]]
    if len(above) != 1 or any(amount.value != _ONE for amount in below):
        return None
    return Relation(ratio, "=", Constant(replace(above[0], unit="ratio")))


def _cut(clause: Clause) -> tuple[int, int] | None:
    """Where `for every` stands, and where what belongs to it ends."""
    place = clause.find("for_every")
    if place is None:
        return None
    named = next((i for i in range(place, len(clause.tokens)) if _says_measure(clause.tokens[i])), None)
    if named is None:
        return None
    for index in range(named + 1, len(clause.tokens)):
        token = clause.tokens[index]
        if token.kind == "break" or token.has("how_much", "what", "be") or _is_spending(token):
            return place, index
    return (place, len(clause.tokens)) if any(map(_says_measure, clause.tokens[:place])) else None


def _says_measure(token: Token) -> bool:
    return bool(token.ids("measure")) or any(name.startswith("verb:") for name in token.classes)


def _is_spending(token: Token) -> bool:
    return "verb:spend" in token.classes
