"""Questions that divide one figure by another: multiples, shares, growth."""

from __future__ import annotations

from dataclasses import replace

from grammar.clause import Clause, is_slot
from grammar.expression import Annualised, Expression, Figure, Growth, Multiple, PerPeriod, Ratio
from grammar.period import Period
from grammar.shape import Shape
from grammar.slots import growth_of, is_pace
from grammar.timespan import parse
from grammar.utterance import Ask, Value


def comes_first(clause: Clause) -> bool:
    """Tell whether "how many times" stands before everything that is named."""
    place = clause.find("how_many_times", "what_share")
    first = next((index for index, token in enumerate(clause.tokens) if is_slot(token)), None)
    return place is not None and first is not None and place < first


def change_asked(shape: Shape, terms: tuple[Expression, ...], clause: Clause) -> Ask | None:
    """Read a question for a change."""
    ends = next((mention.ends for draft in shape.drafts for mention in draft.periods if mention.ends), None)
    first, yearly = terms[0], "compound_growth" in clause.marks
    annualised = isinstance(first, Annualised)
    figure = first.term if isinstance(first, Annualised) else first
    if isinstance(figure, PerPeriod) and isinstance(figure.term, Figure):
        figure = figure.term
    if isinstance(figure, Figure) and (
        any(clause.facts[measure].growth_of for measure in figure.measure)
        or is_pace(figure.measure, clause.tokens, clause.facts)
    ):
        return Value(replace(figure, per=None))
    rates = growth_of(figure.measure, clause.facts) if isinstance(figure, Figure) else ()
    if rates and isinstance(figure, Figure) and clause.marks & {"per_year", "year_on_year"}:  # 平均每年涨百分之几
        return Value(replace(figure, measure=rates, per=None))
    if ends is None and isinstance(figure, Figure):
        ends = _first_and_last_year(figure.period)
    if len(terms) == 1 and ends is not None and isinstance(figure, Figure):
        last = replace(figure, period=ends[1])
        return _grown(replace(figure, period=ends[0]), Annualised(last) if annualised else last, yearly=yearly)
    if len(terms) == 2:
        earlier, later = terms
        if _start(later) < _start(earlier):
            earlier, later = later, earlier
        return _grown(earlier, later, yearly=yearly)
    if len(terms) == 1 and isinstance(first, Figure):
        return _grown(replace(first, period=None), first, yearly=yearly)
    return None


def _first_and_last_year(period: Period | None) -> tuple[Period, Period] | None:
    """Return the ends of several whole years: what grew over them grew from the first to the last."""
    if period is None or not period.has_year or period.fiscal or period.months < 24 or period.months % 12:
        return None
    if period.first.month != 1:
        return None
    return parse(str(period.first.year)), parse(str(period.last.year))


def _grown(first: Expression, last: Expression, *, yearly: bool) -> Value:
    """Ask for the change from one to the other; the average yearly one is no whole change."""
    change = Growth(first, last)
    return Value(PerPeriod(change, "year") if yearly else change)


def _start(expression: Expression) -> str:
    figure = expression.term if isinstance(expression, Annualised | PerPeriod) else expression
    return figure.period.first.isoformat() if isinstance(figure, Figure) and figure.period else ""


def ratio_asked(shape: Shape, terms: tuple[Expression, ...], clause: Clause) -> Ask | None:
    """Read a question for a multiple or a share."""
    marks = clause.marks
    if len(terms) == 2:
        if marks & {"growth"} and _start(terms[0]) and _start(terms[1]) and _start(terms[0]) < _start(terms[1]):
            terms = terms[::-1]
        if comes_first(clause) and any(t.has("what_share") and t.text.endswith(" of") for t in clause.tokens):
            terms = terms[::-1]  # what share of the whole is the part
        return Value(Ratio(terms[0], terms[1], share="what_share" in marks))
    first = terms[0]
    if len(terms) == 1 and isinstance(first, Figure):
        ends = next((mention.ends for draft in shape.drafts for mention in draft.periods if mention.ends), None)
        if ends is not None and not (first.period and first.period.grain == "range" and first.period.months >= 24):
            return Value(Ratio(replace(first, period=ends[1]), replace(first, period=ends[0])))
        if "how_many_times" in marks:
            if (
                first.denominator
                and not marks & {"growth", "duration"}
                and not any(t.has("multiplied") for t in clause.tokens)
            ):
                return Value(first)  # 總負債是GDP的幾倍
            return Value(Multiple(first))
        return Value(first)
    return None


def base_of(figure: Expression, clause: Clause) -> Figure | None:
    """What a payment is a share of, where the one who pays is named: `what % does the one take of the other?`."""
    if not isinstance(figure, Figure):
        return None
    named = {entity for token in clause.tokens for entity in token.ids("entity")}
    for measure, fact in clause.facts.items():
        said = measure in figure.measure or (not figure.measure and figure.role in fact.roles)
        if said and fact.base and fact.counterpart in named and figure.entity != (fact.counterpart,):
            return Figure((fact.counterpart,), tuple(sorted(fact.base)), figure.period)
    return None
