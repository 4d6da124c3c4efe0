"""Conditions of a question: which figures it replaces, and what is asked under them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from grammar.clause import Clause, is_slot
from grammar.expression import Constant, Given
from grammar.quantity import Quantity
from grammar.slots import bind, carry


def chained(givens: Iterable[Given]) -> tuple[Given, ...]:
    """Let a condition that only names a share (`又說是GDP的3.5%`) speak of what the one before it spoke of."""
    found: list[Given] = []
    for given in givens:
        figure = given.figure
        if found and not figure.measure and not figure.role and figure.denominator:
            figure = replace(carry(figure, [found[-1].figure]), soft=frozenset())
        found.append(Given(figure, given.replacement))
    return tuple(found)


def conditions_of(clause: Clause) -> tuple[list[Clause], Clause]:
    """Split a question into its conditions and what is asked under them."""
    opens = clause.find("if")
    rate = clause.rate_condition
    closes = next((i for i, token in enumerate(clause.tokens) if token.text == "的话" and i), None)
    if opens is None and closes is not None and clause.part(0, closes).quantities and clause.part(closes).has_slot:
        return [clause.part(0, closes)], clause.part(closes + 1)  # 抽15%的話
    if opens is None and rate is not None:
        main = Clause(clause.tokens[: rate[0] - 1] + clause.tokens[rate[1] :], clause.facts)
        if main.has_slot and not main.quantities:
            return [clause.part(*rate)], main
    if opens is not None:
        end = _condition_end(clause, opens)
        condition = clause.part(opens + 1, end)
        if (
            condition.quantities
            and not condition.has_slot
            and clause.part(0, opens).has_slot
            and clause.part(end).has_slot
        ):
            return [Clause(clause.tokens[:opens] + condition.tokens, clause.facts)], clause.part(end)
        main = Clause(clause.tokens[:opens] + clause.tokens[end:], clause.facts)
        if main.has_slot or not condition.has_slot:
            return [condition], main
        return _split_bare(condition)
    sets = next((i for i, t in enumerate(clause.tokens) if t.has("set_to") and not t.has("be") and i), None)
    if sets is not None:
        amount = next((i for i in range(sets, len(clause.tokens)) if clause.tokens[i].kind == "quantity"), None)
        if amount is not None and clause.part(amount + 1).has_slot:
            return [clause.part(0, amount + 1)], clause.part(amount + 1)
    then = next((i for i, t in enumerate(clause.tokens) if t.has("then") and i), None)
    if then is not None and clause.part(0, then).quantities and clause.part(then).has_name:
        return _assertions(clause.part(0, then)), clause.part(then)
    return [], clause


def _condition_end(clause: Clause, opens: int) -> int:
    """The condition ends at the first break behind something complete, or where the question opens."""
    complete = False
    for index in range(opens + 1, len(clause.tokens)):
        token = clause.tokens[index]
        if token.kind in ("break", "stop") and complete and token.text not in "()（）":
            return index
        if complete and token.has("then", "how_much", "what", "how_many_times") and clause.part(index).has_slot:
            return index
        if token.kind == "quantity" or (token.ids("measure") and index > opens + 2):
            complete = (
                complete
                or token.kind == "quantity"
                or any(t.has("have", "set_to", "be") for t in clause.tokens[opens + 1 : index])
            )
    return len(clause.tokens)


def _split_bare(condition: Clause) -> tuple[list[Clause], Clause]:
    """`what if the share were 15% openai revenue 2024`: without a break the condition ends with its amount."""
    amount = next((i for i, t in enumerate(condition.tokens) if t.kind == "quantity"), None)
    if amount is None:
        return [], condition
    return [condition.part(0, amount + 1)], condition.part(amount + 1)


def _assertions(clause: Clause) -> list[Clause]:
    """Split at the amounts: each with the words before it."""
    parts, start = [], 0
    for index, token in enumerate(clause.tokens):
        if token.kind == "quantity":
            parts.append(clause.part(start, index + 1))
            start = index + 1
    return parts


def given_by(clause: Clause) -> list[Given]:
    """Read a condition as figures replaced."""
    tokens = [t for t in clause.tokens if t.kind != "break"]
    denied = next(
        (
            i
            for i, t in enumerate(tokens)
            if t.has("not", "instead_of") and i and any(u.kind == "quantity" for u in tokens[:i])
        ),
        None,
    )
    tokens = tokens[:denied] if denied is not None else tokens
    amounts = [t for t in tokens if t.kind == "quantity"]
    holder = next(
        (
            i
            for i, t in enumerate(tokens)
            if t.has("have", "set_to", "be") and 0 < i < len(tokens) - 1 and not is_slot(t)
        ),
        None,
    )
    if amounts:
        draft = bind([t for t in tokens if is_slot(t) or t.kind == "quantity"], clause.facts)
        if not draft.has_slots and draft.denominator is None:
            return []
        quantity: Quantity = amounts[-1].quantity  # type: ignore[assignment]
        if quantity.unit == "percent" and not draft.measures and draft.roles:
            draft.measures = [rates] if (rates := _rates_of(draft.roles, clause)) else []
        figure = replace(
            draft.figure(), value=None if draft.has_measure else quantity, unit=quantity.unit or draft.figure().unit
        )
        return [Given(figure, Constant(quantity))]
    if holder is not None:
        left = bind([t for t in tokens[:holder] if is_slot(t)], clause.facts).figure()
        right = bind([t for t in tokens[holder:] if is_slot(t)], clause.facts).figure()
        if right.entity and (left.entity or left.measure):
            measure = left.measure or right.measure
            replaced = replace(left, measure=measure, period=left.period or right.period)
            return [Given(replaced, replace(right, measure=right.measure or measure))]
    return []


def _rates_of(roles: Sequence[str], clause: Clause) -> tuple[str, ...]:
    """The rates that say what part of a base somebody takes: `if it takes 15 %`."""
    taken = [fact for fact in clause.facts.values() if fact.roles & set(roles) and fact.base]
    return tuple(
        name
        for name, fact in clause.facts.items()
        if fact.kind == "rate"
        and fact.unit == "percent"
        and any(fact.base & one.base for one in taken)
        and fact.counterpart
    )
