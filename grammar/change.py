"""Changes: what grew or fell, by how much, and which of two faster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.clause import Clause
from grammar.expression import Annualised, Difference, Expression, Figure, Growth, PerPeriod
from grammar.interval import Interval
from grammar.quantity import Quantity
from grammar.slots import Draft, carry, growth_of, is_pace

CHANGES = frozenset({"growth", "decline", "year_on_year", "quarter_on_quarter"})
_TURNED = {"over": "under", "far_over": "under", "under": "over", "at_least": "at_most", "at_most": "at_least"}


def stated_amount(draft: Draft) -> Quantity:
    """The amount that a clause states: the first with a unit, for a bare number may count anything."""
    return next((quantity for quantity in draft.quantities if quantity.unit), draft.quantities[0])


def changed_from(clause: Clause, draft: Draft, earlier: Sequence[Figure]) -> Expression | None:
    """A relative amount beside a word of change is a change, unless it says where to: `grew 84 %`, not `rose to 119 %`."""
    if not clause.marks & CHANGES:
        return None
    quantity = stated_amount(draft)
    place = next(index for index, token in enumerate(clause.tokens) if token.kind == "quantity")
    if quantity.unit not in {"percent", "ratio", "percentage_points"}:
        return _changed_by(clause, draft, place, earlier)
    if any(
        token.has("to", "set_to") or token.text in {"at", "by now"}
        for token in clause.tokens[max(0, place - 1) : place]
    ):
        return None
    if clause.marks & {"compound_growth"} or any(
        token.ids("measure") and token.has(*CHANGES) for token in clause.tokens
    ):
        return None
    figure = carry(draft.figure(valued=False), earlier)
    rates = growth_of(figure.measure, clause.facts)
    if rates and (draft.per == "year" or "year_on_year" in clause.marks):  # grew 13.8 % a year
        return replace(figure, measure=rates, per=None)
    ends = next((mention.ends for mention in draft.periods if mention.ends), None)
    if ends is None:
        return Growth(replace(figure, period=None), figure)
    first, last = replace(figure, period=ends[0]), replace(figure, period=ends[1])
    return Growth(first, Annualised(last) if draft.annualised else last)


def _changed_by(clause: Clause, draft: Draft, place: int, earlier: Sequence[Figure]) -> Expression | None:
    """An amount right behind a word of change is what is added or lost: `debt grows by $5bn a day`, `增加了12億`."""
    before = next((t for t in reversed(clause.tokens[:place]) if not (t.is_noise and t.text != "to")), None)
    if before is None or not before.has(*CHANGES) or before.is_slot or before.has("to", "set_to"):
        return None
    figure = carry(draft.figure(valued=False), earlier)
    if is_pace(figure.measure, clause.tokens, clause.facts):
        return figure
    ends = next((mention.ends for mention in draft.periods if mention.ends), None)
    if ends is None:
        return Growth(replace(figure, period=None), figure)
    return Difference(replace(figure, period=ends[1]), replace(figure, period=ends[0]))


def growths_of(terms: Sequence[Expression], clause: Clause) -> list[Expression]:
    """Return how much each of several figures grew over what the clause names: `A grew faster than B from 2024 to 2025`."""
    ends = next((token.period.ends for token in clause.tokens if token.period and token.period.ends), None)
    found: list[Expression] = []
    for term in terms:
        figure = term.term if isinstance(term, Annualised | PerPeriod) else term
        if not isinstance(figure, Figure):
            found.append(term)
            continue
        if ends is None:
            found.append(Growth(replace(figure, period=None), figure))
            continue
        last = replace(figure, period=ends[1])
        annualised = isinstance(term, Annualised) or "annualised" in clause.marks
        found.append(Growth(replace(figure, period=ends[0]), Annualised(last) if annualised else last))
    return found


def turned(quantity: Quantity) -> Quantity:
    """The same amount below zero: what is over it is then under it."""
    around = quantity.interval
    return replace(
        quantity,
        value=None if quantity.value is None else -quantity.value,
        interval=Interval(-around.high, -around.low, around.high_open, around.low_open),
        hedge=_TURNED.get(quantity.hedge, quantity.hedge),
    )
