"""Sensitivity: which value of a premise would make a claim true, where a figure that rests on it speaks against the claim."""

from __future__ import annotations

from grammar.expression import Constant, Figure, Given, WhatIf
from knowledge.derive import Deriver
from knowledge.result import Derivation, Review

_DOUBTED = ("contradicted", "disputed")
_CLAIMS = ("=", "about", "~")


def sensitivity(deriver: Deriver, review: Review) -> tuple[Derivation, ...]:
    """Solve for each premise that a claimed figure rests on; nothing where none of the evidence is computed.

    Args:
        deriver: What is known.
        review: The verdict on a claimed amount.

    Returns:
        For each premise the value that it would have to have.
    """
    of, claimed = review.subject, review.claimed
    if review.verdict not in _DOUBTED or review.comparator not in _CLAIMS or review.negated:
        return ()
    if claimed is None or claimed.value is None or of.entity is None or of.measure is None:
        return ()
    against = [way for way in review.evidence if way.of.channel == "computed" and way.value not in claimed.interval]
    if not against or review.about != "figure":
        return ()
    goal = Figure((of.entity,), (of.measure,), against[0].of.period)
    found = []
    for premise in deriver.catalogue.premises.values():
        if (premise.entity, premise.measure) == (of.entity, of.measure):
            continue
        wanted = Figure((premise.entity,), (premise.measure,), goal.period)
        ways = deriver.derive(WhatIf(wanted, (Given(goal, Constant(claimed)),)))
        found += [way for way in ways[:1] if way.value is not None and way.rule != "premise"]
    return tuple(found)
