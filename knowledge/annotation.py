"""What belongs to a figure besides its value: notes of its sources, our caveats, statements that were checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.ledger import Catalogue
from knowledge.result import Derivation
from knowledge.schema import Note, Statement

_KINDS = ("caveat", "scope", "definition", "reason", "context")


def notes_on(
    catalogue: Catalogue,
    figures: Sequence[Derivation],
    kinds: Iterable[str] = ("caveat",),
    most: int = 3,
    least: int = 1,
) -> tuple[Note, ...]:
    """Return the notes that belong to figures, the nearest first: about the very row, then the measure of the entity.

    With `least` at 3, notes on the measure that are not on the very figure stay out.
    """
    rows = {leaf.observation.id for figure in figures for leaf in figure.leaves() if leaf.observation is not None}
    premises = {leaf.premise.id for figure in figures for leaf in figure.leaves() if leaf.premise is not None}
    facts = {fact for figure in figures for fact in figure.facts}
    coordinates = {(leaf.of.entity, leaf.of.measure) for figure in figures for leaf in (figure, *figure.leaves())}
    scored = []
    for place, note in enumerate(catalogue.notes):
        if note.kind not in set(kinds):
            continue
        score = _score(note, rows | premises, facts, coordinates)
        if score >= least:
            breadth = len(note.rows) + len(note.facts)
            scored.append(
                (-score, breadth, _KINDS.index(note.kind) if note.kind in _KINDS else len(_KINDS), place, note)
            )
    found = [note for *_, note in sorted(scored, key=lambda item: item[:4])]
    replaced = {name for note in found for name in note.replaces}
    return tuple(note for note in found if note.id not in replaced)[:most]


def _score(note: Note, rows: set[str], facts: set[str], coordinates: set[tuple[str | None, str | None]]) -> int:
    if set(note.rows) & rows:
        return 4
    if set(note.facts) & facts:
        return 3
    for entity, measure in coordinates:
        by_measure = measure in note.measures
        by_entity = entity in note.entities
        if by_measure and (by_entity or not note.entities):
            return 2
    return 0


def statements_on(catalogue: Catalogue, figures: Sequence[Derivation], most: int = 3) -> tuple[Statement, ...]:
    """Return what sources derive or compare about these very figures."""
    facts = {fact for figure in figures for fact in figure.facts} | {figure.id for figure in figures}
    return tuple(statement for statement in catalogue.statements if statement.fact in facts)[:most]


def notes_about(
    catalogue: Catalogue, entity: tuple[str, ...], measure: tuple[str, ...], kinds: Iterable[str]
) -> tuple[Note, ...]:
    """Return the notes on an entity's measure, definitions first."""
    wanted = tuple(kinds)
    found = []
    for place, note in enumerate(catalogue.notes):
        if note.kind not in wanted or (measure and not set(measure) & set(note.measures)):
            continue
        if entity and note.entities and not set(entity) & set(note.entities):
            continue
        if not measure and not (set(entity) & set(note.entities)):
            continue
        found.append((wanted.index(note.kind), place, note))
    return tuple(note for *_, note in sorted(found, key=lambda item: item[:2]))
