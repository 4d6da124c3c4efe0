"""Rendering: what knowledge found, told in the reader's language, as a `Reply`.

Nothing here knows Telegram, and no sentence stands here: they are in `messages/*.ftl`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answer_text import draft_answer, draft_several, undated
from bot.citation import cited, source_line, source_lines
from bot.comparison_text import draft_comparison, draft_ranking, draft_yes_no
from bot.draft import Draft, suggestion, suggestions
from bot.explanation_text import draft_choice, draft_explanation, draft_holding
from bot.gap_text import draft_gap, entity_names
from bot.reply import Reply, Suggestion
from bot.review_text import draft_reviews
from bot.wording import Wording
from grammar.period import Period
from grammar.utterance import Repair
from knowledge.ledger import Catalogue
from knowledge.result import (
    Answer,
    Choice,
    Comparison,
    Derivation,
    Explanation,
    Gap,
    Holding,
    Outcome,
    Ranking,
    Reviews,
    Several,
    YesNo,
)
from knowledge.suggestion import Completed

__all__ = [
    "render",
    "render_asking_back",
    "render_chatter",
    "render_coverage",
    "render_help",
    "render_sources",
    "render_suggestions",
]


def render(
    outcome: Outcome,
    locale: str,
    catalogue: Catalogue,
    *,
    repairs: tuple[Repair, ...] = (),
    periods: Sequence[Period] = (),
) -> Reply:
    """Tell an outcome.

    Args:
        outcome: What knowledge found.
        locale: `en`, `zh-Hant` or `zh-Hans`.
        catalogue: Names, sources and the version of the ledgers.
        repairs: Words that were read as others; the reply says so.
        periods: What was asked about; where a figure has none of its own, the reply says so.
    """
    wording = Wording(locale, catalogue)
    draft = _draft(wording, outcome)
    if not isinstance(outcome, Gap):
        figures = outcome.figures if isinstance(outcome, Holding) else draft.main
        draft.extra.insert(0, undated(wording, figures, periods))
    read = list(dict.fromkeys(wording.surface(repair.read) for repair in (*repairs, *_repairs_of(outcome))))
    if read and not isinstance(outcome, Gap):
        draft.extra.insert(0, wording.say("read-as", what=wording.joined(read, "comma")))
    return replace(draft.finish(wording), outcome=outcome)


def render_suggestions(found: Sequence[Derivation | Completed], locale: str, catalogue: Catalogue) -> Reply:
    """Offer figures, and questions in the words typed, for the beginning of a question; without values."""
    wording = Wording(locale, catalogue)
    offered = suggestions(wording, (one for one in found if isinstance(one, Derivation)))
    asked = [Suggestion(one.text, one.query) for one in found if isinstance(one, Completed)]
    draft = Draft("suggestions", suggestions=[*offered, *asked])
    if not draft.suggestions:
        draft.short = [wording.say("suggestions-none")]
    draft.extra = [offered.label for offered in draft.suggestions]
    return draft.finish(wording)


def render_chatter(locale: str, catalogue: Catalogue, examples: Sequence[Derivation] = ()) -> Reply:
    """Answer small talk: one short line, examples to tap, no figure."""
    wording = Wording(locale, catalogue)
    offered = [suggestion(wording, example) for example in examples]
    return Draft("chatter", short=[wording.say("chatter")], suggestions=offered).finish(wording)


def render_asking_back(locale: str, catalogue: Catalogue, amount: str) -> Reply:
    """Ask what a bare number is about."""
    wording = Wording(locale, catalogue)
    return Draft("chatter", short=[wording.say("asking-back", quote=amount)]).finish(wording)


def render_coverage(locale: str, catalogue: Catalogue) -> Reply:
    """List what the ledgers hold, a line for each subject, with its holdings to ask for."""
    wording = Wording(locale, catalogue)
    draft = Draft("suggestions")
    for entity in catalogue.entities:
        measures = list(dict.fromkeys(catalogue.table.measures_of(entity)))
        if measures:
            name = wording.entity(entity)
            names = wording.joined(map(wording.measure, measures), "comma")
            draft.details.append(wording.say("labelled", label=name, figure=names))
            draft.suggestions.append(Suggestion(name, f"holdings {entity}._", entity))
    rows = sum(len(ledger.observations) for ledger in catalogue.ledgers)
    draft.short = [wording.say("coverage", rows=str(rows), sources=str(len(catalogue.sources)))]
    return draft.finish(wording)


def render_sources(locale: str, catalogue: Catalogue, name: str = "") -> Reply:
    """List what the ledgers rest on, a line for each source, or tell one source with all its words.

    Args:
        locale: The language.
        catalogue: The ledgers.
        name: The id of one source; nothing for all.
    """
    wording = Wording(locale, catalogue)
    numbers = {source: str(number) for number, source in enumerate(catalogue.sources, 1)}
    if name in numbers:
        rows = [row for row in catalogue.observations.values() if row.source == name]
        words = cited(rows, locale).get(name, [])
        return Reply("note", locale, "", sources="\n".join(source_lines(wording, name, numbers[name], words)))
    listed = tuple(Suggestion(source_line(wording, one, number), one) for one, number in numbers.items())
    return Reply("note", locale, wording.say("sources-count", count=str(len(numbers))), suggestions=listed)


def render_help(locale: str, catalogue: Catalogue, examples: Sequence[Derivation] = ()) -> Reply:
    """Say what can be asked here."""
    wording = Wording(locale, catalogue)
    draft = Draft("help", short=[wording.say("help")])
    names = entity_names(wording)
    if names:
        draft.details = [wording.say("help-holds", names=wording.listed(names))]
    draft.suggestions = [suggestion(wording, example) for example in examples]
    return draft.finish(wording)


def _draft(wording: Wording, outcome: Outcome) -> Draft:
    match outcome:
        case Answer():
            return draft_answer(wording, outcome)
        case Several():
            return draft_several(wording, outcome)
        case Comparison():
            return draft_comparison(wording, outcome)
        case Ranking():
            return draft_ranking(wording, outcome)
        case YesNo():
            return draft_yes_no(wording, outcome)
        case Explanation():
            return draft_explanation(wording, outcome)
        case Choice():
            return draft_choice(wording, outcome)
        case Holding():
            return draft_holding(wording, outcome)
        case Reviews():
            return draft_reviews(wording, outcome)
        case Gap():
            return draft_gap(wording, outcome)


def _repairs_of(outcome: Outcome) -> tuple[Repair, ...]:
    match outcome:
        case Reviews(reviews):
            return tuple(repair for review in reviews for repair in review.repairs)
        case YesNo(review=review):
            return review.repairs
        case _:
            return ()
