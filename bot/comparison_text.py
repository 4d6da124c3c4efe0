"""Comparisons, orders and yes-or-no answers in words."""

from __future__ import annotations

from decimal import Decimal

from bot.answer_text import absolute, basis_lines, derived, note_lines, premise_lines
from bot.contract import review_data
from bot.draft import Draft
from bot.figures import common, differing, how_word, labelled, place, side_by_side, told
from bot.numbers import multiple
from bot.review_text import by_definition, evidence_of, nearest_line, reason_text
from bot.wording import NONE, Wording, capital
from knowledge.result import Comparison, Derivation, Ranking, YesNo

_TELLING = Decimal("1.1")  # a smaller multiple says less than the difference
_FIRST = 6
_EARLY = 2  # notes on all that is compared, beside the figures


def draft_comparison(wording: Wording, comparison: Comparison) -> Draft:
    """Set figures against each other: each with its value, then the difference."""
    draft = Draft("comparison")
    operands = comparison.operands
    if comparison.difference is not None:
        draft.add("answer", [comparison.difference])
    draft.add("operand", operands)
    draft.order = [key_of(operand, comparison.keys) for operand in operands]
    draft.tie = comparison.tie
    draft.short = [place(wording, common(operands)), side_by_side(wording, operands)]
    draft.short.append(wording.say("tie") if comparison.tie else _apart(wording, comparison))
    shared = [note for note in comparison.notes if all(set(one.facts) & set(note.fact_ids) for one in operands)]
    notes = note_lines(wording, draft, shared, operands)
    notes += note_lines(
        wording, draft, [note for note in comparison.notes if note not in shared], operands, limit=3 - len(notes)
    )
    draft.extra += notes[:_EARLY]
    draft.details = basis_lines(wording, operands, comparison.notes, differing(operands)) + premise_lines(
        wording, operands
    )
    draft.details += notes[_EARLY:]
    draft.trees = derived((comparison.difference, *operands))
    return draft


def draft_ranking(wording: Wording, ranking: Ranking) -> Draft:
    """Put figures in order, one line each; those that tie share their number."""
    draft = Draft("ranking")
    operands = ranking.operands
    draft.add("operand", operands)
    keys = [key_of(operand, ranking.keys) for operand in operands]
    draft.order = keys
    draft.tie = bool(ranking.ties)
    parts = differing(operands) or ("entity",)
    head = place(wording, common(operands))
    order = wording.say("order", direction=ranking.direction)
    draft.short = [wording.say("in-parentheses", text=head, inner=order) if head else capital(order)]
    lines = []
    number = 0
    for position, operand in enumerate(operands):
        tied = position > 0 and _tied(ranking, keys[position - 1], keys[position])
        number = number if tied else position + 1
        lines.append(wording.say("numbered", number=str(number), text=told(wording, operand, labels=parts)))
    draft.short += lines[:_FIRST]
    draft.extra = lines[_FIRST:]
    if ranking.left_out:
        names = wording.listed([_key_name(wording, key, ranking.keys) for key in ranking.left_out])
        draft.extra.append(wording.say("left-out", names=names))
    draft.details = basis_lines(wording, operands, ranking.notes, parts) + premise_lines(wording, operands)
    draft.details += note_lines(wording, draft, ranking.notes, operands)
    draft.trees = derived(operands)
    return draft


def draft_yes_no(wording: Wording, answer: YesNo) -> Draft:
    """Say yes or no, with the figures that decide it."""
    review = answer.review
    draft = Draft("yesno")
    draft.holds = answer.holds
    draft.reviews = [review_data(review)]
    evidence = evidence_of(review)
    draft.add("answer" if review.about == "figure" and answer.holds is not None else "operand", evidence)
    draft.add("alternative", review.elsewhere)
    draft.add("context", review.nearest)
    holds = {True: "yes", False: "no"}.get(answer.holds, "conflict" if review.verdict == "disputed" else "open")  # type: ignore[arg-type]
    if holds == "yes" and review.verdict == "approximately_supported" and review.about == "figure":
        holds = "near"
    if not evidence:
        why = reason_text(wording, review)
        draft.short = [wording.say("yes-no-open", why=why) if why else wording.say("yes-no-plain", holds=holds)]
        draft.gap = review.reason
    else:
        figures, head = side_by_side(wording, evidence), place(wording, common(evidence))
        if differing(evidence):
            told = [wording.say("so-far", what=what) for what in by_definition(wording, review)]
            draft.short = [wording.say("yes-no-plain", holds=holds), *told, head, figures]
        else:
            draft.short = [wording.say("yes-no", holds=holds, figures=figures), head]
    draft.extra.append(nearest_line(wording, review.nearest))
    if evidence:
        draft.details = basis_lines(wording, evidence, review.notes, differing(evidence)) + premise_lines(
            wording, evidence
        )
        draft.details += note_lines(wording, draft, review.notes, evidence)
    draft.trees = derived(evidence)
    return draft


def key_of(operand: Derivation, keys: str) -> str:
    """Return what distinguishes an operand from the others: an id, or a period as ledgers write it."""
    if keys == "channel":
        return operand.of.channel or "computed"
    return str(getattr(operand.of, keys) or operand.id)


def _key_name(wording: Wording, key: str, keys: str) -> str:
    names = {"entity": wording.entity, "measure": wording.measure}
    return names[keys](key) if keys in names else key


def _tied(ranking: Ranking, first: str, second: str) -> bool:
    return (first, second) in ranking.ties or (second, first) in ranking.ties


def _apart(wording: Wording, comparison: Comparison) -> str:
    """Say by how much the first is above or below the second; empty where that is no amount."""
    gap = comparison.difference
    if gap is None or len(comparison.operands) < 2 or gap.value is None:
        return ""
    first, second = comparison.operands[:2]
    parts = differing(comparison.operands)
    word = wording.say("how", how=how_word(wording, first))
    name = capital(labelled(wording, first, parts) if parts else wording.say("the-figure", how=word))
    direction = "higher" if (first.value or 0) >= (second.value or 0) else "lower"
    times = _multiple(wording, first, second)
    return wording.say("apart", first=name, difference=absolute(wording, gap), direction=direction, multiple=times)


def _multiple(wording: Wording, first: Derivation, second: Derivation) -> str:
    """Say how many times the smaller goes into the larger, where that tells something."""
    if first.value is None or second.value is None or min(first.value, second.value) <= 0:
        return NONE
    if first.is_bound or second.is_bound or first.value < second.value:
        return NONE
    ratio = first.value / second.value
    if ratio < _TELLING:
        return NONE
    return multiple(wording, ratio)
