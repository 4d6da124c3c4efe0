"""Several reviews of one claim put together: by each definition of its words, or by the undated figure and the latest one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.candidate import Candidate
from knowledge.derive import is_weak
from knowledge.result import Review

_STATED = ("supported", "approximately_supported", "disputed", "not_checkable", "contradicted")
_DENIED = ("contradicted", "disputed", "approximately_supported", "not_checkable", "supported")
_VERDICTS = ("supported", "approximately_supported", "disputed", "contradicted", "not_checkable")
BORNE = ("supported", "approximately_supported")


def by_definitions(reviews: Sequence[Review]) -> Review:
    """Put together what is true of one definition of a word and not of another; whose figure the amount is told first.

    A denial is about the figure that it denies. What is a forecast or known at second hand by another definition makes
    no dispute.
    """
    order = _DENIED if reviews[0].negated else _STATED
    best, *rest = sorted(reviews, key=lambda one: (order.index(one.verdict), any(map(is_weak, one.evidence))))
    others = [way for review in rest for way in review.evidence[:1]]
    against = [way for review in rest if _is_at_odds(best, review) for way in review.evidence[:1]]
    if all(map(is_weak, against)):
        return replace(best, evidence=(*best.evidence, *others))
    return replace(best, verdict="disputed", diagnosis=("definition",), evidence=(*best.evidence[:1], *others))


def _is_at_odds(best: Review, other: Review) -> bool:
    """Tell whether a claim that is about one definition's figure turns out otherwise by another."""
    return {best.verdict, other.verdict} in ({"supported", "contradicted"}, {"approximately_supported", "contradicted"})


def of_now(found: Sequence[tuple[Candidate, Review]]) -> Review | None:
    """Judge what is claimed of no period by the figure that has none, and the latest beside it; nothing where none has none."""
    undated = next((review for one, review in found if one.key.period is None), None)
    dated = [
        (any(way.rule == "observation" for way in one.ways), one.key.period.last, review)
        for one, review in found
        if one.key.period is not None
    ]
    if undated is None or not dated:
        return None
    latest = max(dated, key=lambda entry: entry[:2])[2]
    verdicts = {undated.verdict, latest.verdict}
    if "not_checkable" in verdicts:
        return None
    evidence = (*undated.evidence[:1], *latest.evidence[:1])
    if len({verdict in BORNE for verdict in verdicts}) > 1:
        return replace(undated, verdict="disputed", diagnosis=(), evidence=evidence)
    worst = max(undated, latest, key=lambda one: _VERDICTS.index(one.verdict))
    return replace(worst, subject=undated.subject, evidence=evidence)
