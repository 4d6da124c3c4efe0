"""Follow-ups: fragments that only say something together with what was asked before: `and 2024?`, `vs the US?`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.antecedent import Antecedent, Followed, asked_again, asks_what, is_plain, joins, refused, terms_before
from grammar.clause import Clause
from grammar.expression import Difference, Expression, Figure, Growth, PerPeriod, Ratio, Sum, WhatIf
from grammar.leaning import Phrase, phrases_in, rest_of
from grammar.lexer import Token
from grammar.period import Period
from grammar.slots import carry
from grammar.substitution import asked_of
from grammar.supposition import left_out, supposed
from grammar.timespan import run_of_months
from grammar.utterance import About, Claim, Compare, Define, Explain, Holdings, Question, Rank, Test, Value

_MOST_OTHERS = 3
_ORDERS = ("highest", "lowest", "best", "worst")
_ORDERING = frozenset({*_ORDERS, "rank"})
_LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_STEPS = {
    f"{way}_{grain}": (step, grain)
    for way, step in (("previous", -1), ("next", 1))
    for grain in ("year", "half", "quarter", "month", "period")
}
_SETS = "instead"
_SHARES = frozenset({"share_of", "what_share", "over"})
_REALLY = frozenset({"how_much", "truth", "which", "hedge:at_most", "hedge:at_least"})
_COMPARES = frozenset("versus compared compare than more_than less_than more less as_much_as same hedge:over".split())
_BESIDE = frozenset(
    "more less raised lowered difference how_much how_many_times what_share which not question hedge:over "
    "hedge:far_over hedge:under graded how".split()
)
_OPERATORS = frozenset(
    "minus plus over times_sign share_of what_share how_many_times more_than less_than than versus compared".split()
)


def followed(folded: str, tokens: Sequence[Token], clause: Clause, antecedent: Antecedent) -> Followed | None:
    """Read a fragment as a question, by what was asked before; None where it says enough itself, or nothing of the kind.

    Args:
        folded: The text.
        tokens: All of it.
        clause: The same, with what binding needs to know.
        antecedent: What was asked or claimed before.
    """
    phrases = [phrase for phrase in phrases_in(folded) if phrase.kind in ("without", _SETS) or phrase.kind in _STEPS]
    if len(phrases) == 1 and phrases[0].kind in _STEPS:
        return _stepped(phrases[0], tokens, antecedent)
    leaving = left_out(phrases, tokens, clause, antecedent)
    if leaving is not None:
        return leaving
    if clause.quantities:
        return supposed(clause, antecedent, [phrase for phrase in phrases if phrase.kind == _SETS])
    if any(token.kind == "unread" or token.has("rude", "for_each") for token in clause.tokens):
        return None
    if not clause.has_slot:
        return _turned(clause, antecedent)
    if {"if", "not"} <= clause.marks:
        return refused(antecedent)  # what would not be is supposed of nothing that could be said
    return _joined(clause, antecedent) or _of_another(clause, antecedent)


# ----- what is set beside it -----------------------------------------------------------------------------------------


def _joined(clause: Clause, antecedent: Antecedent) -> Followed | None:
    """Set what was asked against the same of another (`vs the US?`, `和美國比呢`), or reckon with both (`minus inference`)."""
    terms = terms_before(antecedent)
    marks = clause.marks & (_OPERATORS | _COMPARES)
    if not terms or not marks or clause.marks & {"if", "growth", "decline", "why", "define", "list", "rank"}:
        return None
    draft = clause.bound()
    bottoms = [token.ids("measure")[0] for token in clause.slots if clause.is_bottom(token)]
    if bottoms:
        return _as_share(clause, terms, bottoms[0]) if len(clause.slots) == 1 and marks & _SHARES else None
    others = draft.figures()
    opens = next((token for token in clause.tokens if not token.is_noise), None)
    complete = any(other.entity and (other.measure or other.role) for other in others)
    if (
        draft.per
        or (complete and not (opens is not None and opens.has("versus")))
        or len(others) > _MOST_OTHERS
        or not is_plain(clause.tokens, also=_OPERATORS | _COMPARES | _BESIDE)
        or _has_two_sides(clause)
    ):
        return None
    if len(terms) > 1 and any(asked_of(terms, other) is not None for other in others):
        return None  # they are of one, and that is another: nobody knows which of them is to be set against it
    found = [asked_of(terms[:1], other) for other in others]
    added = tuple(one[0] for one in found if one is not None and all(str(one[0]) != str(term) for term in terms))
    if len(added) != len(others):
        return None
    if marks & _OPERATORS - _COMPARES:
        reckoned = _reckoned(marks, terms[0], added[0]) if len(terms) == len(added) == 1 else None
        return refused(antecedent) if reckoned is None else (Value(reckoned), None)
    return Compare((*terms, *added)), None


def _as_share(clause: Clause, terms: tuple[Expression, ...], bottom: str) -> Followed | None:
    """Ask for the share of a whole that what was asked is, as a ledger holds it: `as a share of GDP`."""
    if len(terms) != 1 or not isinstance(terms[0], Figure):
        return None
    figure = terms[0]
    if any(bottom in dict(clause.facts[name].shares) for name in figure.measure if name in clause.facts):
        whole = replace(figure, measure=(bottom,), role=None, channel=None, speaker=None)
        return Value(Ratio(figure, whole, share=True)), None  # in money, of which the share is held beside it
    return Value(replace(figure, denominator=bottom, unit=None)), None


def _has_two_sides(clause: Clause) -> bool:
    """Tell whether an operator stands between names: then both sides are said."""
    place = clause.find(*_OPERATORS, "compare")
    return place is not None and clause.part(0, place).has_slot and clause.part(place + 1).has_slot


def _reckoned(marks: frozenset[str], first: Expression, second: Expression) -> Expression | None:
    """Put what was asked together with another as an operator says."""
    if "minus" in marks:
        return Difference(first, second)
    if "plus" in marks:
        return Sum((first, second))
    if marks & {"share_of", "what_share"}:
        return Ratio(first, second, share=True)
    return Ratio(first, second) if marks & {"over", "how_many_times"} else None


# ----- what is asked of another --------------------------------------------------------------------------------------


def _of_another(clause: Clause, antecedent: Antecedent) -> Followed | None:
    """Ask the same of what a fragment names; where the question before was a look-up, reading does so by itself."""
    draft = clause.bound()
    simple = is_plain(clause.tokens) and not (draft.group or draft.annualised or draft.compound)
    other = draft.figure()
    if not simple or len(draft.figures()) != 1 or other.role or (other.entity and other.measure):
        return None  # who says of whom and what asks a question of his own
    if isinstance(antecedent, Question):
        asked = _in_its_kind(antecedent, other)
        if asked is not None:
            return asked
    terms = terms_before(antecedent)
    if other.per and not (other.entity or other.measure or other.period):
        return _per(terms, other.per, antecedent)
    if all(isinstance(term, Figure) for term in terms) and len(terms) == 1:
        about = (
            "what" in clause.marks and not asks_what(clause.tokens) and not (other.unit or other.per or other.entity)
        )
        return (Value(carry(other, list(antecedent.figures))), None) if about and other.measure else None
    found = asked_of(terms, other)
    return None if found is None else (asked_again(found, antecedent), None)


def _in_its_kind(question: Question, other: Figure) -> Followed | None:
    """Rank, explain, define or list another, where that was asked before."""
    match question.ask:
        case Rank(ranked, direction) if not other.entity:
            found = asked_of(ranked, other)
            figures = tuple(term for term in found or () if isinstance(term, Figure))
            return (Rank(figures, direction), None) if figures else None
        case Explain(figure) | About(_, figure) if figure.measure or figure.entity:
            return replace(question.ask, figure=replace(carry(other, [figure]), soft=frozenset())), None
        case Holdings(figure) if other.entity and not other.measure:
            return Holdings(replace(other, measure=figure.measure)), None
        case Define() if other.measure and not other.entity and not other.period:
            return Define(other), None
        case _:
            return None


def _per(terms: tuple[Expression, ...], grain: str, antecedent: Antecedent) -> Followed | None:
    """Ask for the same per day, month, quarter or year; reading does so by itself for a plain figure."""
    match terms:
        case (WhatIf(Figure() as figure) as term,):
            return Value(replace(term, term=PerPeriod(figure, grain))), None
        case (PerPeriod(Figure() as figure),):
            return Value(PerPeriod(figure, grain)), None
        case (Figure(),):
            return None
        case _:
            return refused(antecedent)


def _turned(clause: Clause, antecedent: Antecedent) -> Followed | None:
    """Ask something else of the very same figures: the other way round, how far apart, how many times."""
    marks = clause.marks
    says = [token for token in clause.tokens if token.kind == "word" and not joins(token)]
    if isinstance(antecedent, Claim) or isinstance(antecedent.ask, Test):
        if is_plain(clause.tokens, also=_REALLY) and ("how_much" in marks or asks_what(clause.tokens)):
            return Value(antecedent.figures[0]), None  # what is it then?
    if not says or (isinstance(antecedent, Claim) and not marks & _ORDERING):
        return None
    order = next((name for name in _ORDERS if name in marks), None)
    if marks & _ORDERING and is_plain(clause.tokens, also=_ORDERING | _REALLY):
        ordered = _ranked(antecedent, order or "highest")
        if ordered is not None:
            return ordered, None
    if isinstance(antecedent, Claim):
        return None
    match antecedent.ask:
        case Rank(ranked, _) if order is not None:
            return Rank(ranked, order), None
        case Compare((first, second), _):
            if marks & {"how_many_times", "ratio_of"}:
                return Value(Ratio(first, second)), None
            if marks & {"growth", "decline"}:
                return _growth(first, second)
            if "difference" in marks:
                return Value(Difference(first, second)), None
        case Compare(several, _) if "sum" in marks:
            return Value(Sum(several)), None
    match terms_before(antecedent):
        case (Figure() as figure,) if "difference" in marks:
            return Explain(replace(figure, channel=None, speaker=None)), None
        case (Figure(),) if marks & {"growth", "decline"}:
            return refused(antecedent, *(token.text for token in says if token.has("growth", "decline")), kind="period")
        case _:
            return None


def _ranked(antecedent: Antecedent, order: str) -> Rank | None:
    """Rank all of whom the measure is held that was asked about."""
    terms = terms_before(antecedent)
    figure = terms[0] if terms else None
    if not isinstance(figure, Figure) or not figure.measure or len({f.measure for f in antecedent.figures}) > 1:
        return None
    return Rank((Figure((), figure.measure, figure.period),), order)


def _growth(first: Expression, second: Expression) -> Followed | None:
    """What something grew by from the earlier of two periods to the later."""
    if not (isinstance(first, Figure) and isinstance(second, Figure) and first.period and second.period):
        return None
    alike = (first.entity, first.measure) == (second.entity, second.measure)
    if not alike or first.period.months != second.period.months:
        return None
    ordered = (first, second) if first.period.first <= second.period.first else (second, first)
    return Value(Growth(*ordered)), None


# ----- steps in time -------------------------------------------------------------------------------------------------


def _stepped(phrase: Phrase, tokens: Sequence[Token], antecedent: Antecedent) -> Followed | None:
    """Ask the same of the period before, or after, the one that was asked about."""
    ranked = antecedent.ask.terms if isinstance(antecedent, Question) and isinstance(antecedent.ask, Rank) else ()
    terms = ranked or terms_before(antecedent)
    if not is_plain(rest_of(tokens, [phrase])) or any(t.is_slot for t in rest_of(tokens, [phrase])) or not terms:
        return None
    periods = {figure.period for figure in antecedent.figures}
    period = next(iter(periods)) if len(periods) == 1 else None
    moved = None if period is None else _moved(period, *_STEPS[phrase.kind])
    found = None if moved is None else asked_of(terms, Figure(period=moved))
    if found is None:
        return refused(antecedent, phrase.text, kind="period")
    if isinstance(antecedent, Question) and isinstance(antecedent.ask, Rank):
        return Rank(tuple(t for t in found if isinstance(t, Figure)), antecedent.ask.direction), None
    return asked_again(found, antecedent), None


def _moved(period: Period, steps: int, grain: str) -> Period | None:
    """Return the period some steps away; of a year's part, the same part of another year."""
    months = period.months
    by = _LENGTHS.get(grain, months)
    if not months or not period.has_year or months > by or (months < by and grain != "year"):
        return None
    moved = run_of_months(period.first.year * 12 + period.first.month - 1 + steps * by, months)
    return replace(moved, fiscal=period.fiscal)
