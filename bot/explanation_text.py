"""Explanations, choices and holdings in words."""

from __future__ import annotations

from bot.answer_text import add_statements, basis_lines, conflict, derived, note_line, premise_lines
from bot.derivation_text import equation
from bot.draft import Draft, query, relevant, said_already, suggestion
from bot.figures import PARTS, common, differing, place, side_by_side, told
from bot.reply import Suggestion
from bot.review_text import quoted
from bot.wording import NONE, Wording, capital
from knowledge.result import Choice, Coordinates, Explanation, Holding

_NOTES = 8
_FIRST_NOTES = 3
_STATEMENTS = 4
_OPTIONS = 8
_STEPS = 4


def draft_explanation(wording: Wording, explanation: Explanation) -> Draft:
    """Tell what a word means, why something is so, or how a figure comes about."""
    draft = Draft("note")
    figures = explanation.figures
    draft.add("context", figures)
    heading = place(wording, explanation.subject) or (place(wording, common(figures)) if figures else "")
    told_figures = side_by_side(wording, figures[:4]) if figures else ""
    lines = []
    if explanation.kind == "topic":
        return _on_topic(wording, explanation)
    if explanation.kind == "definition":
        told_by_note = explanation.subject.channel and any(note.kind == "definition" for note in explanation.notes)
        draft.short = [heading if told_by_note else _definition(wording, explanation) or heading]
    elif explanation.kind == "derivation":
        steps = _steps(wording, explanation)
        heading = place(wording, common(figures)) or heading if figures else heading
        draft.short = [heading, *(steps or [told_figures])]
    else:
        draft.short = [heading, told_figures]
    if explanation.gap is not None:
        draft.extra += [conflict(wording, figures, explanation.gap), wording.say("cannot-decide")]
    add_statements(wording, draft, explanation.statements, first_short=True, limit=_STATEMENTS)
    before = [*draft.short, *draft.extra, *draft.details]
    notes, about = explanation.notes, explanation.measure
    for note in relevant(notes, figures, limit=_NOTES, first=explanation.kind, measure=about):
        text = note_line(wording, note)
        if note.kind == "definition" or not said_already(text, before):
            lines.append(text)
            draft.notes.append(note)
    draft.extra += lines
    if explanation.kind not in {"derivation", "reason"} and told_figures:
        draft.details.append(told_figures)
    said = lines or explanation.statements or explanation.gap is not None
    if not said and (explanation.kind == "reason" or not any(draft.short)):
        draft.extra.append(wording.say("nothing-said"))
    printed = [figure for figure in figures if not figure.inputs]
    draft.details += basis_lines(wording, printed, explanation.notes, differing(printed) if printed else ())
    draft.details += premise_lines(wording, figures)
    draft.trees = derived((*figures, explanation.gap))
    return draft


def _on_topic(wording: Wording, explanation: Explanation) -> Draft:
    """Tell what the sources say of a topic beside their figures, and what our recomputation finds."""
    draft = Draft("note")
    figures = explanation.figures
    draft.add("context", figures)
    topics = wording.joined(map(wording.topic, explanation.topics), "comma")
    who = place(wording, Coordinates(explanation.subject.entity))
    draft.short = [wording.joined([who, topics], "dot") if who else capital(topics)]
    told_notes = [note_line(wording, note) for note in explanation.notes]
    draft.notes = list(explanation.notes)
    draft.extra = told_notes[:_FIRST_NOTES]
    add_statements(wording, draft, explanation.statements, first_short=not told_notes, limit=_STATEMENTS)
    draft.details += told_notes[_FIRST_NOTES:]
    if figures:
        draft.details.append(side_by_side(wording, figures))
    if explanation.unread:
        draft.details.append(wording.say("unread", words=quoted(wording, explanation.unread)))
    return draft


def draft_choice(wording: Wording, choice: Choice) -> Draft:
    """Ask back, with every reading and its figure as an option."""
    draft = Draft("choice")
    options = choice.options
    draft.add("alternative", options)
    question = (
        wording.say("no-full-period")
        if choice.note == "no_full_period"
        else wording.say("which", missing=choice.missing)
    )
    parts = differing(options) or PARTS
    head = place(wording, common(options)) if options else ""
    draft.short = [head, question] if head and differing(options) else [question]
    draft.extra = [told(wording, option, labels=parts) for option in options[:_OPTIONS]]
    repeated = len({query(option) for option in options}) < len(options)
    for option in options:
        offered = suggestion(wording, option, value=True, parts=parts)
        if repeated:  # the same question twice: how the figure is known tells them apart
            offered = Suggestion(
                told(wording, option, labels=parts),
                query(option, channel=True),
                offered.entity,
                offered.measure,
                offered.period,
            )
        draft.suggestions.append(offered)
    draft.details = premise_lines(wording, options)
    draft.trees = derived(options)
    return draft


def draft_holding(wording: Wording, holding: Holding) -> Draft:
    """Say what the ledgers hold on something, and offer it."""
    draft = Draft("suggestions")
    what = place(wording, holding.subject) or NONE
    figures = holding.figures
    draft.add("context", figures)
    if not figures:
        draft.short = [wording.say("holds-nothing", what=what)]
        return draft
    parts = tuple(part for part in PARTS if part in differing(figures)) or PARTS
    draft.short = [wording.say("holds", what=what)]
    draft.extra = [told(wording, figure, labels=parts) for figure in figures]
    draft.suggestions = [suggestion(wording, figure) for figure in figures if figure.of.measure]
    return draft


def _steps(wording: Wording, explanation: Explanation) -> list[str]:
    """Write how each figure comes about, the first way for each."""
    derived_ = [figure for figure in explanation.figures if figure.inputs]
    parts = differing(derived_) if derived_ else ()
    steps: dict[str, str] = {}
    for figure in derived_:
        label, step = place(wording, figure.of, parts), equation(wording, figure)
        steps.setdefault(label, wording.say("derivation-node", label=label, equation=step) if label else step)
    return list(steps.values())[:_STEPS]


def _definition(wording: Wording, explanation: Explanation) -> str:
    """Return the definition of the measure; empty where the ledgers have none."""
    name = explanation.measure or explanation.subject.measure
    measure = wording.catalogue.measures.get(name or "")
    if measure is None:
        return ""
    return wording.say(
        "meaning", name=capital(wording.measure(name)), definition=measure.definition.get(wording.locale)
    )
