"""What is told of a figure whose identities are too entangled to be followed to the end: a gap, with what is printed.

A part of the ways would be no honest answer: the one that was not reached may be the one that disagrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.expression import Figure
from knowledge.derive import Deriver
from knowledge.result import Coordinates, Derivation, Gap, Review

REASON = "entangled"
_MOST = 3


def gap(deriver: Deriver, figures: Sequence[Figure]) -> Gap:
    """Return the gap in place of an answer."""
    near = _printed(deriver, figures)
    return Gap(REASON, (), near[0].of if near else Coordinates(), near)


def unchecked(deriver: Deriver, figures: Sequence[Figure], review: Review) -> Review:
    """Return the review of a claim that can't be checked for it."""
    return replace(
        review,
        verdict="not_checkable",
        reason=REASON,
        against=None,
        diagnosis=(),
        evidence=(),
        elsewhere=(),
        notes=(),
        sensitivity=(),
        factor=None,
        nearest=_printed(deriver, figures),
    )


def _printed(deriver: Deriver, figures: Sequence[Figure]) -> tuple[Derivation, ...]:
    readings = (
        reading
        for figure in figures
        for entity in figure.entity
        for measure in figure.measure
        for reading in deriver.catalogue.table.of(entity, measure)
        if figure.period in (None, reading.period)
    )
    return tuple({reading.row.id: deriver.leaf(reading) for reading in readings}.values())[:_MOST]
