"""Answers in words: one value, or two where sources conflict, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.dates import period_text
from bot.derivation_text import equation, filled
from bot.draft import Draft, relevant, said_already, suggestions
from bot.figures import PARTS, common, differing, how, how_word, labelled, place, side_by_side, told
from bot.numbers import figure as figure_text
from bot.numbers import percentage, relative
from bot.wording import NONE, Wording, capital
from grammar.period import Period
from knowledge.result import Answer, Coordinates, Derivation, Several
from knowledge.schema import Note, Statement

_CAVEATS = 3
_STATEMENTS = 2
_ALSO = 4
_SHORT_FORMULAS = frozenset({"{0} ÷ {1}", "{0} × {1}", "{0} − {1}", "{0} + {1}"})
_SIGNS = {"difference": " − ", "ratio": " ÷ ", "share": " ÷ ", "sum": " + ", "growth": " → "}


def draft_answer(wording: Wording, answer: Answer) -> Draft:
    """Tell a value that was asked for."""
    draft = Draft("answer")
    answers = answer.answers
    draft.add("answer", answers)
    draft.add("operand", answer.operands)
    draft.add("alternative", answer.alternatives)
    if not wording.say("heading-about", about=answer.about) and not answer.operands:
        draft.short = [place(wording, common(answers)), side_by_side(wording, answers)]
    else:
        draft.short = [_about(wording, answer), side_by_side(wording, answers)]
        draft.extra.append(_operands(wording, answer))
    draft.extra.append(conflict(wording, answers, answer.gap))
    reverse = (answer.reverse,) if answer.reverse else ()
    if not answer.operands:
        draft.details = basis_lines(wording, answers, answer.notes)
    draft.details += premise_lines(wording, (*answers, *reverse))
    for turned in reverse:
        draft.details.append(
            wording.say("backwards", formula=equation(wording, turned), what=labelled(wording, turned))
        )
    facts = {fact for figure in (*answers, *reverse) for fact in figure.facts}
    statements = [statement for statement in answer.statements if statement.fact in facts]
    early = answer.gap is None and not answer.operands
    add_statements(wording, draft, statements, first_short=early)
    draft.details += note_lines(wording, draft, answer.notes, (*answers, *reverse))
    draft.details.append(_also(wording, answer))
    draft.extra.append(_filled(wording, answer))
    draft.trees = derived((*answers, answer.gap, answer.reverse, *answer.alternatives))
    draft.suggestions = suggestions(wording, (one for one in answer.alternatives if one.of != answers[0].of))
    return draft


def draft_several(wording: Wording, several: Several) -> Draft:
    """Tell values of several figures, one line each."""
    draft = Draft("answer")
    heads = [answer.answers[0] for answer in several.answers if answer.answers]
    parts = differing(heads)
    draft.short = [place(wording, common(heads))]
    draft.add("answer", heads)
    for answer in several.answers:
        figures = wording.joined(told(wording, one) for one in answer.answers)
        label = labelled(wording, answer.answers[0], parts) if parts else ""
        draft.short.append(wording.say("labelled", label=label, figure=figures) if label else figures)
        draft.add("alternative", answer.answers)
    notes = [note for answer in several.answers for note in answer.notes]
    draft.details = basis_lines(wording, heads, notes, parts) + premise_lines(wording, heads)
    draft.details += note_lines(wording, draft, notes, heads)
    draft.trees = derived(one for answer in several.answers for one in answer.answers)
    return draft


def conflict(wording: Wording, answers: Sequence[Derivation], gap: Derivation | None) -> str:
    """Say by how much two sources differ; empty where none conflict."""
    if len(answers) < 2:
        return ""
    if gap is None:
        return (
            wording.say("definitions")
            if "measure" in differing(answers)
            else wording.say("conflict-plain", difference=NONE)
        )
    first, second = answers[:2]
    difference = absolute(wording, gap)
    alike = "measure" not in differing((first, second))
    if (
        not alike
        or first.value is None
        or second.value is None
        or how_word(wording, first) == how_word(wording, second)
    ):
        return wording.say("conflict-plain", difference=difference)
    higher, lower = (first, second) if first.value >= second.value else (second, first)
    top, bottom = higher.value or Decimal(0), lower.value or Decimal(0)
    percent = percentage(relative(top, bottom)).lstrip("+") if bottom > 0 and "percent" not in gap.unit else ""
    shown = wording.say("percent", number=percent) if percent else NONE
    word = wording.say("how", how=how_word(wording, higher))
    return wording.say("conflict", how=word, difference=difference, percent=shown)


def undated(wording: Wording, figures: Sequence[Derivation], periods: Sequence[Period]) -> str:
    """Say which periods were asked about although figures that are told have none; empty where that is not so."""
    told = {figure.of.period for figure in figures} | {leaf.of.period for figure in figures for leaf in figure.leaves()}
    missing = [period for period in dict.fromkeys(periods) if period.has_year and period not in told]
    if None not in told or not missing:
        return ""
    return wording.say("undated", period=wording.listed([period_text(wording, period) for period in missing]))


def absolute(wording: Wording, gap: Derivation) -> str:
    """Write a difference without its sign."""
    if gap.value is not None and gap.value < 0:
        gap = replace(gap, value=-gap.value, interval=-gap.interval)
    if gap.unit.startswith("percent_of_"):
        gap = replace(gap, unit="percentage_points")  # what two shares of one whole are apart by
    return figure_text(wording, gap)


def basis_lines(
    wording: Wording, figures: Sequence[Derivation], notes: Sequence[Note], parts: Sequence[str] = ()
) -> list[str]:
    """Say on what each figure rests, one line a figure, or one for all of the same origin; premises have their own lines."""
    rows = [figure.observation for figure in figures if figure.observation is not None]
    origins = {(how(wording, figure), row.said_by, row.source) for figure in figures if (row := figure.observation)}
    if len(origins) == 1 and len(rows) == len(figures):
        figures, parts = figures[:1], ()
    lines = []
    for figure in figures:
        label = labelled(wording, figure, parts) if parts else ""
        word = wording.say("in-parentheses", text=label, inner=how(wording, figure)) if label else how(wording, figure)
        row = figure.observation
        if row is not None:
            told_by_note = any(note.kind == "caveat" and row.id in note.rows for note in notes)  # says more of when
            undated = "no" if figure.of.period or told_by_note else "yes"
            lines.append(
                wording.say(
                    "basis", how=capital(word), speaker=wording.speaker(row.said_by, row.source), undated=undated
                )
            )
        elif figure.inputs:
            lines.append(wording.say("basis-formula", how=capital(word), formula=equation(wording, figure)))
    return lines


def premise_lines(wording: Wording, figures: Sequence[Derivation]) -> list[str]:
    """Say which premises some figures rest on, each once."""
    leaves = {leaf.id: leaf for figure in figures for leaf in figure.leaves() if leaf.premise is not None}
    lines = []
    for leaf in leaves.values():
        name, value = capital(wording.measure(leaf.of.measure)), figure_text(wording, leaf)
        note = leaf.premise.note if leaf.premise else None
        if note is None:
            lines.append(wording.say("premise-plain", name=name, value=value))
        else:
            lines.append(wording.say("premise", name=name, value=value, note=note.get(wording.locale)))
    return lines


def note_lines(
    wording: Wording, draft: Draft, notes: Sequence[Note], figures: Sequence[Derivation], limit: int = _CAVEATS
) -> list[str]:
    """Tell the notes that matter most, leaving out what a line already says, and let the reply rest on them."""
    lines = [*draft.short, *draft.extra, *draft.details]
    premises = {leaf.id for figure in figures for leaf in figure.leaves() if leaf.premise is not None}
    told_notes: list[str] = []
    for note in relevant(notes, figures, limit=3 * limit):
        text = note_line(wording, note)
        on_premise = note.kind == "caveat" and note.fact_ids[0] in premises  # the premise's own line says it
        if not on_premise and not said_already(text, lines) and len(told_notes) < limit:
            told_notes.append(text)
            draft.notes.append(note)
    return told_notes


def note_line(wording: Wording, note: Note) -> str:
    """Tell a note; an opinion is marked as one."""
    text = note.text.get(wording.locale)
    if note.kind != "opinion":
        return text
    return wording.say("opinion", text=text)


def add_statements(
    wording: Wording, draft: Draft, statements: Sequence[Statement], *, first_short: bool, limit: int = _STATEMENTS
) -> None:
    """Tell what the source derives and what our recomputation finds; a finding other than `exact` comes early."""
    facts = {fact for _, derivation in draft.figures for fact in derivation.facts}
    for statement in sorted(statements, key=lambda one: (one.fact not in facts, one.finding == "exact"))[:limit]:
        line = wording.say("statement", finding=statement.finding, why=statement.why.get(wording.locale))
        if said_already(statement.why.get(wording.locale), draft.details):
            continue
        if first_short and statement.finding != "exact":
            draft.extra.append(line)
            first_short = False
        else:
            draft.details.append(line)
        draft.statements.append(statement)


def derived(trees: Iterable[Derivation | None]) -> list[Derivation]:
    """Return those that were derived, each once."""
    found = [tree for tree in trees if tree is not None and tree.inputs]
    return list({tree.id: tree for tree in found}.values())


def _about(wording: Wording, answer: Answer) -> str:
    """Head an answer that is more than one figure: what its operands share, and what was made of them."""
    operands = answer.operands or answer.answers
    of = common(operands)
    own = answer.answers[0].of
    of = Coordinates(own.entity or of.entity, own.measure or of.measure, own.period or of.period)
    return wording.joined([place(wording, of), wording.say("heading-about", about=answer.about)], "dot")


def _operands(wording: Wording, answer: Answer) -> str:
    """Tell from which figures an answer was worked out, in the shape of its formula where that is short."""
    operands = answer.operands[:_ALSO]
    if not operands:
        return ""
    labels = tuple(part for part in PARTS if part in differing(operands))
    parts = [
        told(wording, operand, labels=labels, shape="operand") for operand in operands if operand.rule != "constant"
    ]
    head = answer.answers[0]
    same = [part.id for part in head.inputs] == [operand.id for operand in operands]
    if answer.about in _SIGNS and (len(parts) == 2 or answer.about == "sum"):
        text = _SIGNS[answer.about].join(parts)
    elif same and len(parts) == len(operands) and head.formula in _SHORT_FORMULAS:
        text = filled(head.formula, parts)
    else:
        text = wording.joined(parts)
    return wording.say("from-operands", operands=text)


def _also(wording: Wording, answer: Answer) -> str:
    """Tell what else is held, unless it is the very same figure."""
    head = answer.answers[0]
    same = {figure_text(wording, one) for one in answer.answers if one.of.measure == head.of.measure}
    others = [one for one in answer.alternatives if one.of != head.of or figure_text(wording, one) not in same]
    others = [one for one in others if one.observation is None or one.observation.status != "restated"]
    if not others:
        return ""
    labels = tuple(part for part in PARTS if any(getattr(one.of, part) != getattr(head.of, part) for one in others))
    lines = list(dict.fromkeys(told(wording, one, labels=labels) for one in others))[:_ALSO]
    return wording.say("also", figures=wording.joined(lines, "clause"))


def _filled(wording: Wording, answer: Answer) -> str:
    parts = [part for part in PARTS if part in answer.filled]
    what = place(wording, answer.answers[0].of, parts)
    return wording.say("read-as", what=what) if what else ""
