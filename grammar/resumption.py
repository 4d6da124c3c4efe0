"""What goes on from what was stated before: `… 55 %. That's more than A`, `A is 45 % of B, C 60 %`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.change import turned
from grammar.clause import Clause, ClauseSyntaxError, is_slot
from grammar.expression import Constant, Difference, Expression, Figure, Growth, Ratio, Relation
from grammar.negation import is_negated
from grammar.quantity import Quantity
from grammar.relation import direction_of, finished, stated
from grammar.shape import Shape
from grammar.slots import carry
from grammar.substitution import mapped

_COMPARED = ("more_than", "less_than", "as_much_as", "compared", "than")
_POINTING = frozenset({"that's", "thats", "that is", "this is", "it's", "it is", "which is"})
_RELATIVE = frozenset({"percent", "ratio", "percentage_points"})


def resumed(clause: Clause, earlier: Sequence[Figure]) -> list[Relation] | None:
    """Read what compares what was spoken of before with what is named; None where a clause does not."""
    if not earlier or clause.marks.isdisjoint(_COMPARED) or not _resumes(clause):
        return None
    try:
        shape = clause.parse()
    except ClauseSyntaxError:
        return None
    if len(shape.drafts) != 1 or len(clause.quantities) > 1:
        return None
    draft = shape.drafts[0]
    operator = next(token for token in clause.tokens if token.has(*_COMPARED))
    comparator = "=" if operator.has("as_much_as") else direction_of(clause, Shape("compared", (), (), operator))
    former = replace(earlier[0], soft=frozenset())
    figure = draft.figure(valued=False)
    if comparator is None or not (former.measure or former.role) or not draft.has_slots:
        return []
    other = finished(carry(figure, [former]), draft)
    if clause.quantities:
        if operator.has("more_than", "less_than") and _states_other(clause):
            return []
        apart = _apart(former, comparator, other, draft.quantities[0]) if draft.quantities else None
        return [stated(*apart, negated=is_negated(clause))] if apart is not None else []
    return [Relation(former, comparator, other, is_negated(clause))]


def _resumes(clause: Clause) -> bool:
    """Tell whether nothing is named before what compares: `that's more than A`, `這比 A 還高`, `比 A 低`."""
    place = clause.find(*_COMPARED)
    if place is None or any(map(is_slot, clause.tokens[:place])) or any(t.quantity for t in clause.tokens[:place]):
        return False
    before = [token for token in clause.tokens[:place] if token.kind not in ("break", "stop")]
    return not before or any(token.has("pronoun") or token.text in _POINTING for token in before)


def _states_other(clause: Clause) -> bool:
    """Tell whether a percentage behind what is named is what that comes to, not how far apart they are: `above A's at 134 %`."""
    place = next(index for index, token in enumerate(clause.tokens) if token.quantity is not None)
    amount = clause.tokens[place].quantity
    behind = any(map(is_slot, clause.tokens[:place]))
    return behind and amount is not None and amount.unit == "percent" and "by_amount" not in clause.marks


def _apart(former: Figure, comparator: str, other: Expression, amount: Quantity) -> tuple[Expression, Quantity] | None:
    """By how much the one is above or below the other."""
    if comparator not in ("<", ">"):
        return None
    if amount.unit == "percent":
        return Growth(other, former), amount if comparator == ">" else turned(amount)
    if amount.unit == "ratio":
        return None
    return Difference(*((former, other) if comparator == ">" else (other, former))), amount


def as_before(relation: Relation, before: Relation, clause: Clause) -> Relation | None:
    """Read `…, C 60 %` behind `A is 45 % of its B` as the same said of C, and `…, 3 times C's` as said of A again.

    Args:
        relation: As it was read from the clause alone.
        before: What was stated right before.
        clause: Where it was read.

    Returns:
        The relation itself where it says of its own what is measured; None where nobody knows what is said of C.
    """
    figure, right = relation.left, relation.right
    if not isinstance(before.left, Ratio | Growth | Difference) or not isinstance(figure, Figure):
        return relation  # of amounts, and of what is put together otherwise
    if not isinstance(right, Constant) or right.quantity.unit not in _RELATIVE or figure.denominator:
        return relation
    if "measure" not in figure.soft or "entity" in figure.soft or not isinstance(before.right, Constant):
        return relation
    if before.right.quantity.unit != right.quantity.unit or not isinstance(before.left, Ratio):
        return None  # how much more or less: in which direction is said anew
    first = before.left.first
    if not isinstance(first, Figure) or not first.entity:
        return None
    if _is_of_other(clause):
        second = before.left.second
        if not isinstance(second, Figure) or second.entity == first.entity:
            return None
        return replace(relation, left=replace(before.left, second=replace(second, entity=figure.entity)))
    return replace(relation, left=mapped(before.left, lambda one: _of(one, first.entity, figure.entity)))


def _is_of_other(clause: Clause) -> bool:
    """Tell whether an amount is one of what is named beside it: `中國的3.36倍`, `3.36 times China's`."""
    place = next((index for index, token in enumerate(clause.tokens) if token.quantity is not None), 0)
    return (place > 0 and clause.tokens[place - 1].text == "的") or not any(
        token.ids("entity") for token in clause.tokens[:place]
    )


def _of(figure: Figure, entity: tuple[str, ...], other: tuple[str, ...]) -> Figure:
    return replace(figure, entity=other) if figure.entity == entity else figure
