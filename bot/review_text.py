"""Verdicts in words: the sign with its word, what is wrong, and what the ledgers have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.answer_text import basis_lines, derived, note_lines, premise_lines
from bot.contract import review_data
from bot.dates import period_text
from bot.derivation_text import equation, in_names
from bot.draft import Draft, suggestions
from bot.figures import PARTS, common, differing, how_word, place, side_by_side, told
from bot.numbers import amount, unit_name
from bot.numbers import figure as figure_text
from bot.wording import NONE, Wording, capital
from knowledge.result import Coordinates, Derivation, Review, Reviews

ORDER = ("contradicted", "disputed", "approximately_supported", "not_checkable", "supported")
TALLIED = ("supported", "approximately_supported", "disputed", "contradicted", "not_checkable")
_QUOTED = 40  # characters of a claim in a list
_LINES = 3
_WORDS = 4
_NEAR = 3
_NOTES = 2
_RECKONED = ("computed", "ratio")
_SYMBOLS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "about": "≈", "~": "≈"}


def draft_reviews(wording: Wording, reviews: Reviews) -> Draft:
    """Tell the verdict on one claim in full, or on several in a line each."""
    if len(reviews.reviews) == 1:
        return draft_review(wording, reviews.reviews[0])
    draft = Draft("review")
    draft.reviews = [review_data(review) for review in reviews.reviews]
    draft.short = [_tally(wording, reviews.reviews)]
    ordered = sorted(reviews.reviews, key=lambda review: ORDER.index(review.verdict))
    different = [review for review in ordered if review.verdict != "supported"]
    lines = [_line(wording, review) for review in ordered]
    first = min(len(different), _LINES)
    draft.extra, draft.details = lines[:first], lines[first:]
    draft.quote = different[0].quote if len(different) == 1 else ""
    for review in reviews.reviews:
        _add_figures(draft, review)
    evidence = [found for review in reviews.reviews for found in evidence_of(review)]
    notes = [note for review in ordered for note in review.notes]
    draft.details += premise_lines(wording, evidence)
    draft.details += note_lines(wording, draft, notes, evidence) if different else []
    draft.trees = derived(evidence)
    return draft


def draft_review(wording: Wording, review: Review) -> Draft:
    """Tell the verdict on one claim: sign and word, what is wrong, what the ledgers have."""
    draft = Draft("review")
    draft.reviews = [review_data(review)]
    draft.quote = review.quote
    evidence = evidence_of(review)
    _add_figures(draft, review)
    why = _why(wording, review)
    sign, word = _sign(wording, review), capital(_word(wording, review))
    heading = place(wording, common(evidence)) if evidence else ""
    figures = side_by_side(wording, evidence)
    if why:
        because = wording.say("review-because", verdict=review.verdict, sign=sign, word=word, why=why)
        draft.short = [because, *_elsewhere(wording, review)]
        one = heading and figures and not differing(evidence)
        draft.short += [wording.say("labelled", label=heading, figure=figures)] if one else [heading, figures]
    elif not evidence:
        draft.short = [wording.say("review-plain", sign=sign, word=word)]
    elif differing(evidence):
        draft.short = [wording.say("review-plain", sign=sign, word=word), heading, figures]
    else:
        held = wording.say("review-held", verdict=review.verdict, sign=sign, word=word, figures=figures)
        draft.short = [held, heading]
    draft.extra = [nearest_line(wording, review.nearest)]
    if evidence:
        draft.details += basis_lines(wording, evidence, review.notes, differing(evidence)) + premise_lines(
            wording, evidence
        )
    draft.details += _sensitivity(wording, review)
    if evidence or review.elsewhere or review.reason == "unknown_measure":
        notes = note_lines(wording, draft, review.notes, (*evidence, *review.elsewhere), limit=_NOTES)
        early = "not_like_for_like" in review.diagnosis
        draft.extra += notes[:early]
        draft.details += notes[early:]
    read = _reading(wording, review) if review.verdict != "not_checkable" else ""
    draft.details = [*dict.fromkeys(draft.details), *([wording.say("claim-read", what=read)] if read else [])]
    draft.trees = derived((*evidence, *review.elsewhere))
    draft.suggestions = suggestions(wording, (*review.elsewhere, *review.nearest))
    if review.verdict == "not_checkable":
        draft.gap = review.reason
    return draft


def _sensitivity(wording: Wording, review: Review) -> list[str]:
    """Say which value of a premise would make the claim true."""
    return [
        wording.say("sensitivity", name=capital(wording.measure(way.of.measure)), formula=equation(wording, way))
        for way in review.sensitivity
    ]


def evidence_of(review: Review) -> tuple[Derivation, ...]:
    """Return what a claim is set against, also the other side of a comparison."""
    against = (
        (review.against,) if review.against is not None and review.against.rule not in ("constant", "given") else ()
    )
    return tuple({found.id: found for found in (*review.evidence, *against)}.values())


def nearest_line(wording: Wording, nearest: Sequence[Derivation], said: Coordinates = Coordinates()) -> str:
    """Offer near figures, each with what tells it from what the reply has named already; empty where there are none."""
    if not nearest:
        return ""
    near = nearest[:_NEAR]
    labels = tuple(part for part in PARTS if any(getattr(one.of, part) != getattr(said, part) for one in near))
    return wording.say("nearest", figures=wording.joined((told(wording, one, labels=labels) for one in near), "clause"))


def quoted(wording: Wording, words: Sequence[str], *, longest: int = _QUOTED) -> str:
    """Put other people's words in quotation marks, cut where they are long; empty for none."""
    clean = dict.fromkeys(" ".join(word.split()) for word in words if word.strip())
    cut = [word if len(word) <= longest else f"{word[:longest].rstrip()}…" for word in clean]
    return wording.joined((wording.say("quoted", quote=word) for word in cut[:_WORDS]), "comma")


def _add_figures(draft: Draft, review: Review) -> None:
    draft.add("operand", evidence_of(review))
    draft.add("alternative", review.elsewhere)
    draft.add("context", review.nearest)


def _sign(wording: Wording, review: Review) -> str:
    return wording.say("sign", verdict=review.verdict)


def _word(wording: Wording, review: Review) -> str:
    return wording.say("verdict", verdict=review.verdict)


def _why(wording: Wording, review: Review) -> str:
    """Say what is wrong, or why it can't be checked; empty where nothing is."""
    if review.verdict == "not_checkable" and review.reason:
        return reason_text(wording, review)
    if of_one := by_definition(wording, review):
        return of_one[0]
    factor = review.factor or NONE
    return wording.joined(
        (wording.say("diagnosis", code=code, factor=factor) for code in review.diagnosis[:2]), "clause"
    )


def by_definition(wording: Wording, review: Review) -> list[str]:
    """Say of which definition a claim is true that is not true of all; nothing where definitions do not divide."""
    if review.verdict != "disputed" or "definition" not in review.diagnosis:
        return []
    name = place(wording, Coordinates(measure=review.subject.measure))
    return [wording.say("false-of-definition" if review.negated else "true-of-definition", name=name)]


def reason_text(wording: Wording, review: Review) -> str:
    """Say why a claim can't be checked; empty where no reason is known."""
    if review.reason is None:
        return ""
    words = quoted(wording, review.block.words) if review.block else ""
    several = review.about == "comparison" or differing(review.nearest) == ("period",)
    if review.reason == "unclear_tie" and several:
        return wording.say("reason-open-period")
    if review.reason == "no_such_period":
        what = period_text(wording, review.subject.period) or wording.say("this-period")
    elif review.reason == "unread_word":
        what = words or wording.say("this-word")
    else:
        what = words or wording.entity(review.subject.entity) or wording.say("this-subject")
    return wording.say("reason", reason=review.reason, what=what)


def _elsewhere(wording: Wording, review: Review) -> list[str]:
    """Say which figure the claimed amount is, or in which currency the ledger's is."""
    if "wrong_currency" in review.diagnosis and review.evidence:
        return [wording.say("in-currency", currency=unit_name(wording, review.evidence[0].unit))]
    if not review.elsewhere:
        return []
    found = review.elsewhere[0]
    shown, word = figure_text(wording, found, brief=True), wording.say("how", how=how_word(wording, found))
    if "wrong_channel" in review.diagnosis:
        return [wording.say("elsewhere-channel", amount=shown, how=word)]
    same = (found.of.entity, found.of.measure) == (review.subject.entity, review.subject.measure)
    if "wrong_period" in review.diagnosis and same and found.of.period:
        return [wording.say("elsewhere-period", amount=shown, how=word, period=period_text(wording, found.of.period))]
    return [wording.say("elsewhere", amount=shown, heading=place(wording, found.of), how=word)]


def _tally(wording: Wording, reviews: Sequence[Review]) -> str:
    counts = Counter(review.verdict for review in reviews)
    parts = [
        wording.say("tally-part", verdict=verdict, sign=wording.say("sign", verdict=verdict), count=counts[verdict])
        for verdict in TALLIED
        if counts[verdict]
    ]
    return wording.say("tally", count=len(reviews), parts=wording.joined(parts, "dot"))


def _line(wording: Wording, review: Review) -> str:
    """Tell one of several verdicts in a line: what was said, the verdict, what is held."""
    evidence = evidence_of(review)
    parts = [_word(wording, review), _why(wording, review)]
    if review.verdict != "supported" or review.about != "figure":
        parts.append(side_by_side(wording, evidence[:2]))
    said = quoted(wording, [review.quote])
    return wording.say("review-line", sign=_sign(wording, review), quote=said, what=wording.joined(parts, "clause"))


def _reading(wording: Wording, review: Review) -> str:
    """Say how a claim was read: `OpenAI · revenue · 2024 > $2 billion`."""
    named = {found.of.measure for found in review.evidence}
    measure = named.pop() if len(named) == 1 and not review.diagnosis else review.subject.measure
    reckoned = in_names(wording, review.evidence[0]) if review.evidence and review.about in _RECKONED else ""
    subject = reckoned or place(wording, replace(review.subject, measure=measure or review.subject.measure))
    if review.about in ("highest", "lowest"):
        right = wording.say("claim-extreme", extreme=review.about)
    elif review.level:
        right = wording.level(review.subject.measure, review.level)
    elif review.claimed is not None:
        right = amount(wording, review.claimed, hedged=review.comparator == "=")
    elif review.against is not None:
        right = place(wording, review.against.of)
    else:
        right = ""
    if not subject or not right:
        return ""
    symbol = _SYMBOLS.get(review.comparator, "=")
    claim = f"{subject} {symbol} {right}"
    return wording.say("claim-denied", claim=claim) if review.negated else claim
