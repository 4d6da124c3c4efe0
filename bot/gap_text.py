"""Gaps in words: what is not held, which word was not read, what the ledgers hold instead."""

from __future__ import annotations

from dataclasses import replace

from bot.answer_text import add_statements, note_line
from bot.dates import period_text
from bot.draft import Draft, relevant, suggestions
from bot.figures import place
from bot.numbers import unit_name
from bot.review_text import nearest_line, quoted
from bot.wording import NONE, Wording
from knowledge.result import Coordinates, Gap

_NOTES = 2
_NAMES = 8
_PRINTED = frozenset({"normal", "audited", "revised"})


def draft_gap(wording: Wording, gap: Gap) -> Draft:
    """Say why there is no answer, name what was not understood, offer the nearest figure."""
    draft = Draft("gap")
    draft.gap = gap.reason
    draft.add("context", gap.nearest)
    near = nearest_line(wording, gap.nearest, _named(gap)) or _held(wording, gap)
    if gap.reason in ("said_only", "unread_word"):
        draft.notes = list(gap.notes)
    elif gap.reason == "not_printed" or not near:
        draft.notes = relevant(gap.notes, (), limit=_NOTES)
    draft.short = [_head(wording, gap), *(note_line(wording, note) for note in draft.notes[:1]), near]
    add_statements(wording, draft, gap.statements, first_short=True)
    draft.extra += [note_line(wording, note) for note in draft.notes[1:]]
    draft.suggestions = suggestions(wording, gap.nearest)
    return draft


def _is_held_otherwise(gap: Gap) -> bool:
    """Tell whether the very figure is held, only not by the channel that it was asked from."""
    wanted = gap.subject
    return wanted.channel is not None and any(
        wanted.entity in (None, near.of.entity) and (near.of.measure, near.of.period) == (wanted.measure, wanted.period)
        for near in gap.nearest
    )


def _head(wording: Wording, gap: Gap) -> str:
    subject = gap.subject
    if _is_held_otherwise(gap):
        how = wording.say("how", how="implied" if subject.channel == "computed" else subject.channel or NONE)
        return wording.say("gap-channel", how=how, what=place(wording, replace(subject, channel=None)))
    words = quoted(wording, gap.words) or NONE
    what = place(wording, subject, ("entity", "measure"))
    named = what or wording.say("this-figure")
    match gap.reason:
        case "unknown_entity":
            return wording.say("gap-entity", words=words)
        case "unknown_measure":
            return wording.say("gap-measure", words=words, what=what or NONE)
        case "no_such_period":
            return wording.say("gap-period", period=period_text(wording, subject.period) or NONE, what=named)
        case "forecast":
            return wording.say("gap-forecast")
        case "opinion":
            return wording.say("gap-opinion")
        case "entangled":
            return wording.say("gap-entangled")
        case "not_printed":
            return wording.say("gap-printed", what=place(wording, subject) or named)
        case "unread_word" if not subject.measure and words != NONE:
            return wording.say("gap-measure", words=words, what=what or NONE)
        case "unread_word":
            held = wording.say("gap-held", what=what) if what and not gap.nearest else ""
            return wording.joined([wording.say("gap-word", words=words), held], "sentence")
        case "said_only":
            topics = wording.joined(map(wording.topic, gap.topics), "comma")
            return wording.say("gap-said-only", what=quoted(wording, gap.words) or topics)
        case "structure":
            unread = wording.say("unread", words=words) if words != NONE else ""
            return wording.joined([wording.say("gap-structure"), unread], "sentence")
        case "no_premise":
            return wording.say("gap-no-premise", what=place(wording, subject) or named)
        case "no_period":
            return wording.say("gap-no-period", words=words)
        case "nothing_before":
            return wording.say("gap-nothing-before")
        case "unit":
            return wording.say("gap-unit", unit=unit_name(wording, gap.unit or ""), what=named)
        case _:
            unread = wording.say("unread", words=words) if words != NONE else ""
            return wording.joined([wording.say("gap-nothing"), unread], "sentence")


def _named(gap: Gap) -> Coordinates:
    """Return the coordinates that the first line names."""
    subject = gap.subject
    if gap.reason in ("no_such_period", "unit", "not_printed") and subject.entity and subject.measure:
        return Coordinates(subject.entity, subject.measure)
    return Coordinates()


def _held(wording: Wording, gap: Gap) -> str:
    """Say what the ledgers hold where no near figure is offered: periods, measures, or whom they know."""
    match gap.reason:
        case "no_such_period":
            names = _periods(wording, gap.subject)
        case "unknown_measure" | "not_printed" | "unit" | "unread_word":
            names = _measures(wording, gap.subject)
        case _:
            names = []
    if gap.reason in ("forecast", "opinion", "structure", "said_only", "entangled", "no_period"):
        return ""
    if names:
        return wording.say("periods-held", names=wording.joined(names[:_NAMES], "comma"))
    return held_entities(wording)


def held_entities(wording: Wording) -> str:
    """Say whom the ledgers hold figures on; empty for empty ledgers."""
    names = entity_names(wording)
    return wording.say("entities-held", names=wording.joined(names, "comma")) if names else ""


def entity_names(wording: Wording) -> list[str]:
    """Name those on whom the ledgers hold most figures."""
    rows = wording.catalogue.observations.values()
    return [wording.entity(name) for name in dict.fromkeys(row.entity for row in rows)][:_NAMES]


def _periods(wording: Wording, subject: Coordinates) -> list[str]:
    figure = (subject.entity, subject.measure)
    rows = [
        row for row in wording.catalogue.observations.values() if (row.entity, row.measure) == figure and row.period
    ]
    periods = {row.period: row.time for row in rows if row.status in _PRINTED}
    return [period_text(wording, period) for period in periods.values()]


def _measures(wording: Wording, subject: Coordinates) -> list[str]:
    rows = [
        row
        for row in wording.catalogue.observations.values()
        if row.entity == subject.entity and row.channel != "computed"
    ]
    return [wording.measure(name) for name in dict.fromkeys(row.measure for row in rows)]
