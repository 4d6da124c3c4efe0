"""Statements that set a share against the whole: `its debt exceeds its GDP`, `國企股權比GDP還多`."""

from __future__ import annotations

from collections.abc import Sequence

from grammar.clause import Clause
from grammar.expression import Constant, Figure, Relation
from grammar.interval import Interval
from grammar.lexer import Token
from grammar.negation import is_negated
from grammar.quantity import Quantity
from grammar.slots import are_bottoms, bind, carry

_SETTING = ("compared", "than", "more_than", "less_than", "as_much_as")
_WHOLE = Constant(Quantity(Interval.exactly(100).low, Interval.exactly(100), "percent", "exactly"))


def against_whole(clause: Clause, earlier: Sequence[Figure]) -> Relation | None:
    """Read what is set against nothing but the whole that it is a share of; None where something else is set against it."""
    if clause.quantities or not clause.marks.intersection(_SETTING):
        return None
    place = clause.find(*_SETTING)
    if place is None:
        return None
    before = [token for token in clause.tokens[:place] if token.is_slot]
    behind = [token for token in clause.tokens[place + 1 :] if token.is_slot]
    wholes = [token for token in behind if token.ids("measure")]
    named = {token.ids("entity") for token in behind if token.ids("entity")}
    if len(wholes) != 1 or not are_bottoms(wholes[0].ids("measure"), clause.facts) or len(behind) > 1 + len(named):
        return None
    if any(are_bottoms(token.ids("measure"), clause.facts) for token in before):
        return None
    whose = {token.ids("entity") for token in before if token.ids("entity")}
    comparator = _comparator(clause, place)
    if comparator is None or len(whose) > 1:
        return None
    if named and named != whose:
        return _against_another(clause, before, behind, comparator, earlier)
    draft = bind([*before, *wholes], clause.facts)
    if draft.is_denominator or draft.denominator is None:
        return None
    return Relation(carry(draft.figure(), earlier), comparator, _WHOLE, is_negated(clause))


def _against_another(
    clause: Clause, before: Sequence[Token], behind: Sequence[Token], comparator: str, earlier: Sequence[Figure]
) -> Relation | None:
    """`Japan's debt is higher than China's GDP`: the whole of another is a figure of its own; `China's, to GDP` is none."""
    first, last = (clause.tokens.index(token) for token in (behind[0], behind[-1]))
    if not behind[0].ids("entity") or any(t.text not in ("'s", "的") for t in clause.tokens[first + 1 : last]):
        return None
    left = bind(before, clause.facts)
    if not left.has_measure:
        return None
    return Relation(carry(left.figure(), earlier), comparator, bind(behind, clause.facts).figure(), is_negated(clause))


def _comparator(clause: Clause, place: int) -> str | None:
    token, marks = clause.tokens[place], clause.marks
    if token.has("more_than") or (token.has("compared", "than") and "more" in marks):
        return ">"
    if token.has("less_than") or (token.has("compared", "than") and "less" in marks):
        return "<"
    return "=" if token.has("as_much_as") else None
