"""Topics: what the sources say beside their figures, from notes and statements that are marked with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grammar.expression import Figure
from grammar.utterance import About
from knowledge.annotation import notes_about
from knowledge.derive import Deriver
from knowledge.ledger import Catalogue
from knowledge.result import Coordinates, Derivation, Explanation
from knowledge.schema import Note, Statement

_MOST_NOTES = 6
_MOST_FIGURES = 4


def told(deriver: Deriver, about: About, unread: tuple[str, ...] = ()) -> Explanation | None:
    """Return what is said of some topics; None where nothing is said of whom they are asked.

    Args:
        deriver: Over the ledgers.
        about: The topics, and of whom and what they are asked.
        unread: Words of the question that were not read.
    """
    catalogue, figure = deriver.catalogue, about.figure
    notes = notes_of(catalogue, about.topics, figure.entity, figure.measure)
    statements = [one for one in catalogue.statements if set(one.topics) & set(about.topics)]
    if not notes and not statements:
        return None
    members = {name for topic in about.topics if topic in catalogue.topics for name in catalogue.topics[topic].entities}
    whom = figure.entity or (tuple(members) if len(members) == 1 else ())
    subject = Coordinates(whom[0] if len(whom) == 1 else None, figure.measure[0] if figure.measure else None)
    return Explanation(
        "topic",
        subject,
        tuple(notes[:_MOST_NOTES]),
        tuple(statements),
        tuple(_figures(deriver, notes, statements, figure.entity)),
        topics=about.topics,
        unread=unread,
    )


def on_unprinted(deriver: Deriver, figure: Figure) -> Explanation | None:
    """Return what is said of a measure of which the ledgers hold no row; None where one is held, or nothing is said."""
    catalogue = deriver.catalogue
    measures = tuple(name for name in figure.measure if not catalogue.table.entities_of(name))
    if not measures or len(measures) < len(figure.measure):
        return None
    notes = notes_about(catalogue, figure.entity, measures, ("caveat", "scope", "reason", "context", "opinion"))
    named = re.compile(rf"\.({'|'.join(measures)})\b")
    behind = {one.id for one in statements_behind(catalogue, notes)}
    statements = tuple(
        one
        for one in catalogue.statements
        if one.id in behind or any(map(named.search, (one.claim or "", *one.all, *one.readings)))
    )
    if figure.period is not None:  # what was reckoned for another period says nothing of this one
        wanted = f"@{figure.period}"
        statements = tuple(
            one
            for one in statements
            if all(wanted in said for said in (one.claim or "", *one.all, *one.readings) if "@" in said)
        )
    if not notes and not statements:
        return None
    subject = Coordinates(figure.entity[0] if figure.entity else None, measures[0], figure.period)
    return Explanation("reason", subject, notes[:_MOST_NOTES], statements, measure=measures[0])


def statements_behind(catalogue: Catalogue, notes: Sequence[Note]) -> tuple[Statement, ...]:
    """Return the statements that notes are about by their first fact."""
    facts = {note.fact_ids[0] for note in notes}
    return tuple(one for one in catalogue.statements if one.fact in facts)


def notes_of(
    catalogue: Catalogue, topics: Sequence[str], entities: Sequence[str] = (), measures: Sequence[str] = ()
) -> list[Note]:
    """Return the notes on some topics, those on the very measures first, else in the order of the ledgers."""
    found = [note for note in catalogue.notes if set(note.topics) & set(topics)]
    of_whom = [note for note in found if not entities or not note.entities or set(entities) & set(note.entities)]
    return sorted(of_whom, key=lambda note: not set(measures) & set(note.measures)) if measures else of_whom


def _figures(
    deriver: Deriver, notes: Sequence[Note], statements: Sequence[Statement], entities: Sequence[str]
) -> list[Derivation]:
    """The rows that notes and statements are on, of those who were asked about."""
    named = [row for note in notes for row in note.rows]
    facts = {statement.fact for statement in statements}
    catalogue = deriver.catalogue
    rows = [catalogue.observations[name] for name in dict.fromkeys(named)]
    rows += [row for row in catalogue.observations.values() if row.fact in facts and row not in rows]
    rows = [row for row in rows if not entities or row.entity in entities]
    found = []
    for row in rows[:_MOST_FIGURES]:
        readings = catalogue.table.of(row.entity, row.measure)
        found += [deriver.leaf(reading) for reading in readings if reading.row.id == row.id]
    return found
