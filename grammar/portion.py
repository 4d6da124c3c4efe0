"""Portions: what one takes of another's, and two figures said in one breath."""

from __future__ import annotations

from dataclasses import replace

from grammar.clause import Clause, is_slot
from grammar.expression import Figure, Ratio
from grammar.slots import Draft, bind


def share_of_base(clause: Clause, draft: Draft) -> Ratio | None:
    """What one takes of the other's: `A takes 20 % of B's revenue`, `B hands A a fifth of its revenue`."""
    receives = "verb:receive" in clause.marks
    if not (receives or "verb:pay" in clause.marks):
        return None
    entities = list(dict.fromkeys(token.ids("entity") for token in clause.tokens if token.ids("entity")))
    named = {measure for mention in draft.measures for measure in mention}
    if not entities or (len(entities) == 1 and (named or not receives)):
        return None
    for fact in clause.facts.values():
        payer = (fact.counterpart,) if fact.counterpart else None
        takers = [entity for entity in entities if entity != payer]
        if "receive" in fact.roles and payer and len(takers) == 1 and (not named or named & fact.base):
            taker = takers[0]
            if not receives and entities[0] != payer:
                return None
            span = draft.figure().period
            return Ratio(Figure(taker, period=span, role="receive"), Figure(payer, tuple(sorted(fact.base)), span))
    return None


def kept_share(figure: Figure, clause: Clause) -> Ratio | None:
    """What was said to be received before is, in percent, what is received of the other's."""
    if figure.role != "receive" or "measure" not in figure.soft or len(figure.entity) != 1 or figure.denominator:
        return None
    bases = {
        (fact.counterpart, fact.base)
        for fact in clause.facts.values()
        if "receive" in fact.roles and fact.counterpart and fact.counterpart not in figure.entity
    }
    if len(bases) != 1:
        return None
    payer, base = next(iter(bases))
    return Ratio(
        Figure(figure.entity, period=figure.period, role="receive"),
        Figure((payer,), tuple(sorted(base)), figure.period),
    )


def speaks_of_two(draft: Draft) -> bool:
    """Tell whether one operand measures two things."""
    return len(draft.measures) + (1 if draft.roles and draft.measures else 0) > 1 and not draft.denominator


def split_in_two(clause: Clause, draft: Draft) -> tuple[Figure, Figure] | None:
    """Two things measured in one operand: what stands before the second belongs to the first, the rest to the second."""
    slots = [token for token in draft.tokens if is_slot(token)]
    says = [i for i, t in enumerate(slots) if t.ids("measure") or any(c.startswith("verb:") for c in t.classes)]
    if len(says) < 2:
        return None
    cut = says[0] + 1
    first, second = bind(slots[:cut], clause.facts), bind(slots[cut:], clause.facts)
    if not (first.has_measure and second.has_measure):
        return None
    return first.figure(), replace(second.figure(), period=second.figure().period or first.figure().period)
