"""Ratios that are said by one unit of the second: `for every $1 of revenue …`, 每賺 1 元要花 …."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.clause import Clause, is_origin, is_slot
from grammar.expression import Constant, Figure, Ratio, Relation
from grammar.interval import Interval
from grammar.lexer import Token
from grammar.quantity import RELATIVE_UNITS, Quantity
from grammar.slots import bind, carry


def ratio_for_every(clause: Clause, earlier: Sequence[Figure]) -> Ratio | None:
    """Read what is asked or stated by one unit of what stands behind `for every`; None where it is not to be had."""
    cut = _cut(clause)
    if cut is None:
        return None
    place, split = cut
    before, behind = clause.tokens[:place], clause.tokens[split:]
    below = clause.tokens[place:split]
    if any(t.ids("entity") for t in before) and any(t.ids("entity") for t in behind):  # A 每賺 1 元，B 就拿 …
        before, below = (), (*before, *below)
    bottom = bind([t for t in below if is_slot(t)], clause.facts)
    top = bind([t for t in (*before, *behind) if is_slot(t)], clause.facts)
    if not (bottom.has_measure and top.has_measure):
        return None
    upper = carry(top.figure(), earlier)
    lower = carry(bottom.figure(valued=False), [replace(upper, measure=(), role=None)])
    upper = carry(upper, [replace(lower, measure=(), role=None)])
    return Ratio(replace(upper, value=None, soft=frozenset()), replace(lower, soft=frozenset()))


def relation_for_every(clause: Clause, earlier: Sequence[Figure]) -> Relation | None:
    """Read `for each dollar of revenue, inference cost $2.21` as a ratio of 2.21, `of every $100 it takes $20` as one of 0.2."""
    ratio, cut = ratio_for_every(clause, earlier), _cut(clause)
    if ratio is None or cut is None:
        return None
    amounts = [(index, t.quantity) for index, t in enumerate(clause.tokens) if t.quantity is not None]
    below = [amount for index, amount in amounts if cut[0] <= index < cut[1]]
    above = [amount for index, amount in amounts if not cut[0] <= index < cut[1]]
    if len(above) != 1 or len(below) > 1:
        return None
    amount = _by_the_unit(above[0], below[0]) if below else above[0]
    return Relation(ratio, "=", Constant(replace(amount, unit="ratio"))) if amount is not None else None


def _by_the_unit(amount: Quantity, unit: Quantity) -> Quantity | None:
    """What an amount comes to by one of what another is so many of; None where they are not of a kind."""
    if unit.value is None or unit.value <= 0 or amount.value is None or {amount.unit, unit.unit} & RELATIVE_UNITS:
        return None
    if amount.unit != unit.unit and amount.unit and unit.unit:
        return None
    interval = Interval(
        amount.interval.low / unit.value,
        amount.interval.high / unit.value,
        low_open=amount.interval.low_open,
        high_open=amount.interval.high_open,
    )
    return replace(amount, value=amount.value / unit.value, interval=interval)


def place_of_every(clause: Clause) -> int | None:
    """Where `for every` stands; `per` before who says something is another word."""
    following = [*clause.tokens[1:], None]
    return next(
        (
            i
            for i, t in enumerate(clause.tokens)
            if t.has("for_every") and not ((after := following[i]) and is_origin(after))
        ),
        None,
    )


def _cut(clause: Clause) -> tuple[int, int] | None:
    """Where `for every` stands, and where what belongs to it ends."""
    place = place_of_every(clause)
    if place is None:
        return None
    named = next((i for i in range(place, len(clause.tokens)) if _says_measure(clause.tokens[i])), None)
    if named is None:
        return None
    for index in range(named + 1, len(clause.tokens)):
        token = clause.tokens[index]
        if token.kind == "break" or token.has("how_much", "what", "be") or _is_spending(token) or token.ids("entity"):
            return place, index
    return (place, len(clause.tokens)) if any(map(_says_measure, clause.tokens[:place])) else None


def _says_measure(token: Token) -> bool:
    return bool(token.ids("measure")) or any(name.startswith("verb:") for name in token.classes)


def _is_spending(token: Token) -> bool:
    return "verb:spend" in token.classes
