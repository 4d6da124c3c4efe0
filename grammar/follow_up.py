"""Follow-ups: fragments that only say something together with the question before (`and 2024?`, `what if it were 15%?`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from grammar.clause import Clause, ClauseSyntaxError, is_filled, is_slot
from grammar.condition import given_by
from grammar.expression import Constant, Difference, Expression, Figure, Given, Growth, PerPeriod, Ratio, Sum, WhatIf
from grammar.leaning import Phrase, phrases_in, rest_of
from grammar.lexer import Token
from grammar.period import Period
from grammar.slots import carry
from grammar.solve import NOUGHT
from grammar.substitution import asked_of, under
from grammar.timespan import run_of_months
from grammar.utterance import About, Ask, Block, Claim, Compare, Define, Explain, Holdings, Question, Rank, Value

Antecedent: TypeAlias = Question | Claim
Followed: TypeAlias = tuple[Ask, Block | None]

_MOST_OTHERS = 3
_ORDERS = ("highest", "lowest", "best", "worst")
_LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_STEPS = {
    f"{way}_{grain}": (step, grain)
    for way, step in (("previous", -1), ("next", 1))
    for grain in ("year", "half", "quarter", "month", "period")
}
_PLAIN = frozenset(  # classes of words that only join a fragment to what was said before
    "noise openers closers chatter pronoun and then question what be set_to with_rate say yes_no where compare converted "
    "all_alike either_or have from_there goal".split()
)
_SUPPOSAL = frozenset("if how state how_much will would_make to".split())


def followed(folded: str, tokens: Sequence[Token], clause: Clause, antecedent: Antecedent) -> Followed | None:
    """Read a fragment as a question, by what was asked before; None where it says enough itself, or nothing of the kind.

    Args:
        folded: The text.
        tokens: All of it.
        clause: The same, with what binding needs to know.
        antecedent: What was asked or claimed before.
    """
    phrases = [phrase for phrase in phrases_in(folded) if phrase.kind == "without" or phrase.kind in _STEPS]
    terms = _terms(antecedent)
    if len(phrases) == 1 and phrases[0].kind in _STEPS:
        return _stepped(phrases[0], tokens, terms, antecedent)
    left_out = _left_out(phrases, tokens, clause)
    if left_out is not None:
        return _supposed(terms, left_out, antecedent)
    if any(token.kind == "unread" or token.has("rude", "for_each") for token in tokens):
        return None
    if clause.quantities:
        return _under(clause, terms, antecedent)
    if clause.marks & {"versus", "compared", "compare"} and clause.has_slot:
        return _set_against(clause, terms) or _of_another(clause, antecedent, terms)
    if not clause.has_slot:
        return _turned(clause, antecedent, terms)
    return _of_another(clause, antecedent, terms)


def _terms(antecedent: Antecedent) -> tuple[Expression, ...]:
    """The expressions whose values were asked for or claimed."""
    if isinstance(antecedent, Claim):
        return (antecedent.relation.left,)
    match antecedent.ask:
        case Value(expression):
            return (expression,)
        case Compare(terms, _):
            return terms
        case Rank():
            return ()
        case _:
            return tuple(antecedent.figures[:1])


def _refused(antecedent: Antecedent, *words: str, kind: str = "structure") -> Followed:
    """What was asked before can't be asked so; it is still what is spoken of."""
    about = antecedent.figures[0] if antecedent.figures else Figure()
    return Value(replace(about, soft=frozenset({"entity", "measure", "period"}))), Block(words, kind)


def _again(terms: tuple[Expression, ...], antecedent: Antecedent) -> Ask:
    """Ask for terms in the way in which the terms before were asked for."""
    if isinstance(antecedent, Question) and isinstance(antecedent.ask, Compare):
        return replace(antecedent.ask, terms=terms)
    return Value(terms[0])


# ----- what is supposed ----------------------------------------------------------------------------------------------


def _under(clause: Clause, terms: tuple[Expression, ...], antecedent: Antecedent) -> Followed | None:
    """Ask the same with something supposed, perhaps of another period."""
    spans = [token.period.period for token in clause.tokens if token.period is not None]
    undated = Clause(tuple(token for token in clause.tokens if token.period is None), clause.facts)
    given = _given(undated, antecedent)
    if given is None or len(spans) > 1:
        return None
    dated = asked_of(terms, Figure(period=spans[0])) if spans else terms
    return None if dated is None else _supposed(dated, given, antecedent)


def _given(clause: Clause, antecedent: Antecedent) -> Given | None:
    """Read what a fragment supposes: an amount of something that it names, or of what it leaves open."""
    amounts = [token.quantity for token in clause.quantities if token.quantity is not None]
    if len(amounts) != 1:
        return None
    supposes = "if" in clause.marks or _sets(clause)
    goes_on = _is_bare(clause) and any(isinstance(term, WhatIf) for term in _terms(antecedent))
    if not supposes and not goes_on:
        return None
    if not clause.slots:
        is_rate = amounts[0].unit in ("percent", "")
        return Given(Figure(), Constant(amounts[0])) if is_rate and _is_bare(clause) else None
    if any(token.kind == "word" and not token.is_slot and not _supposes(token) for token in clause.tokens):
        return None
    try:
        found = given_by(clause)
    except ClauseSyntaxError:
        return None
    return found[0] if len(found) == 1 and found[0].figure.measure else None


def _sets(clause: Clause) -> bool:
    """Tell whether an amount is set (`at 25%?`, `換成15%呢`), not asked about (`was it 25%?`)."""
    for token, following in zip(clause.tokens, clause.tokens[1:], strict=False):
        sets = token.has("with_rate") or (token.has("set_to") and not token.has("be"))
        if sets and following.quantity is not None and following.quantity.unit == "percent":
            return True
    return False


def _is_bare(clause: Clause) -> bool:
    """Tell whether nothing but an amount is said."""
    return all(
        token.kind in ("stop", "break", "skip") or token.quantity is not None or _supposes(token)
        for token in clause.tokens
    )


def _supposes(token: Token) -> bool:
    """Tell whether a word only says that something is supposed, or asks what comes of it."""
    return token.kind == "word" and not is_slot(token) and token.classes <= _PLAIN | _SUPPOSAL


def _joins(token: Token) -> bool:
    """Tell whether a word only joins a fragment to what was said before."""
    return token.kind == "word" and not is_slot(token) and token.classes <= _PLAIN


def _left_out(phrases: Sequence[Phrase], tokens: Sequence[Token], clause: Clause) -> Given | None:
    """Read what is left out of what was asked: `without pensions`, `如果不算養老金呢`."""
    if len(phrases) != 1 or phrases[0].kind != "without" or clause.quantities:
        return None
    rest = rest_of(tokens, phrases)
    named = [token for token in rest if is_filled(token)]
    if len(named) != 1 or not named[0].ids("measure") or named[0].ids("entity") or named[0].start < phrases[0].end:
        return None
    others = [token for token in rest if token is not named[0] and token.kind not in ("stop", "break", "skip")]
    if not all(_joins(token) or token.has("not", "if") for token in others):
        return None
    return Given(Figure((), named[0].ids("measure")), Constant(NOUGHT))


def _supposed(terms: tuple[Expression, ...], given: Given, antecedent: Antecedent) -> Followed:
    if not terms:
        return _refused(antecedent)
    return _again(tuple(under(term, given) for term in terms), antecedent), None


# ----- what is asked of another --------------------------------------------------------------------------------------


def _of_another(clause: Clause, antecedent: Antecedent, terms: tuple[Expression, ...]) -> Followed | None:
    """Ask the same of what a fragment names; where the question before was a look-up, reading does so by itself."""
    draft = clause.bound()
    plain = all(_joins(token) or is_filled(token) or token.kind in ("stop", "break", "skip") for token in clause.tokens)
    if not plain or draft.group or len(draft.figures()) != 1 or draft.annualised or draft.compound:
        return None
    other = draft.figure()
    if other.entity and (other.measure or other.role):
        return None  # it says of whom and what: that is a question of its own
    if isinstance(antecedent, Question):
        match antecedent.ask:
            case Rank(ranked, direction) if not other.entity:
                found = asked_of(ranked, other)
                figures = tuple(term for term in found or () if isinstance(term, Figure))
                return (Rank(figures, direction), None) if figures else None
            case Explain(figure) | About(_, figure) if figure.measure or figure.entity:
                return replace(antecedent.ask, figure=replace(carry(other, [figure]), soft=frozenset())), None
            case Holdings(figure) if other.entity and not other.measure:
                return Holdings(replace(other, measure=figure.measure)), None
            case Define() if other.measure and not other.entity and not other.period:
                return Define(other), None
    if other.per and not (other.entity or other.measure or other.period):
        term = terms[0] if len(terms) == 1 else None
        if isinstance(term, WhatIf) and isinstance(term.term, Figure):
            return Value(replace(term, term=PerPeriod(term.term, other.per))), None
        return None if isinstance(term, Figure) else _refused(antecedent)
    if all(isinstance(term, Figure) for term in terms) and len(terms) == 1:
        asks_what = "what" in clause.marks and other.measure and not other.unit and not other.per
        return (Value(carry(other, list(antecedent.figures))), None) if asks_what and not other.entity else None
    found = asked_of(terms, other)
    return None if found is None else (_again(found, antecedent), None)


def _set_against(clause: Clause, terms: tuple[Expression, ...]) -> Followed | None:
    """Set what was asked against the same of another: `vs the US?`, `和美國比呢`."""
    draft = clause.bound()
    place = clause.find("versus", "compared", "compare")
    plain = all(
        _joins(token) or is_filled(token) or token.has("versus", "compared") or token.kind in ("stop", "break", "skip")
        for token in clause.tokens
    )
    others = draft.figures()
    sides = (clause.part(0, place).has_slot, clause.part((place or 0) + 1).has_slot)
    if not plain or place is None or not terms or len(others) > _MOST_OTHERS or all(sides):
        return None
    if len(terms) > 1 and any(asked_of(terms, other) is not None for other in others):
        return None  # they are of one, and that is another: nobody knows which of them is to be set against it
    found = [asked_of(terms[:1], replace(other, per=None)) for other in others]
    added = tuple(one[0] for one in found if one is not None and all(str(one[0]) != str(term) for term in terms))
    return (Compare((*terms, *added)), None) if len(added) == len(others) else None


def _turned(clause: Clause, antecedent: Antecedent, terms: tuple[Expression, ...]) -> Followed | None:
    """Ask something else of the very same figures: the other way round, how far apart, how many times."""
    marks = clause.marks
    says = [token for token in clause.tokens if token.kind == "word" and not _joins(token)]
    if not says or not isinstance(antecedent, Question):
        return None
    order = next((name for name in _ORDERS if name in marks), None)
    match antecedent.ask:
        case Rank(ranked, _) if order is not None:
            return Rank(ranked, order), None
        case Compare((first, second), _):
            if "how_many_times" in marks or "ratio_of" in marks:
                return Value(Ratio(first, second)), None
            if marks & {"growth", "decline"} and isinstance(first, Figure) and isinstance(second, Figure):
                return _growth(first, second)
            if "difference" in marks:
                return Value(Difference(first, second)), None
        case Compare(several, _) if "sum" in marks:
            return Value(Sum(several)), None
    if "difference" in marks and len(terms) == 1 and isinstance(terms[0], Figure):
        return Explain(replace(terms[0], channel=None, speaker=None)), None
    return None


def _growth(first: Figure, second: Figure) -> Followed | None:
    """What something grew by from the earlier of two periods to the later."""
    if (first.entity, first.measure) != (second.entity, second.measure) or not (first.period and second.period):
        return None
    if first.period.months != second.period.months:
        return None
    before, after = sorted((first, second), key=lambda figure: figure.period.first if figure.period else NotImplemented)
    return Value(Growth(before, after)), None


# ----- steps in time -------------------------------------------------------------------------------------------------


def _stepped(
    phrase: Phrase, tokens: Sequence[Token], terms: tuple[Expression, ...], antecedent: Antecedent
) -> Followed | None:
    """Ask the same of the period before, or after, the one that was asked about."""
    rest = [token for token in rest_of(tokens, [phrase]) if token.kind not in ("stop", "break", "skip")]
    ranked = antecedent.ask.terms if isinstance(antecedent, Question) and isinstance(antecedent.ask, Rank) else ()
    if not all(_joins(token) for token in rest) or not (terms or ranked):
        return None
    periods = {figure.period for figure in antecedent.figures}
    period = next(iter(periods)) if len(periods) == 1 else None
    moved = None if period is None else _moved(period, *_STEPS[phrase.kind])
    if moved is None:
        return _refused(antecedent, phrase.text, kind="period")
    found = asked_of(ranked or terms, Figure(period=moved))
    if found is None:
        return None
    figures = tuple(term for term in found if isinstance(term, Figure))
    if isinstance(antecedent, Question) and isinstance(antecedent.ask, Rank):
        return Rank(figures, antecedent.ask.direction), None
    return _again(found, antecedent), None


def _moved(period: Period, steps: int, grain: str) -> Period | None:
    """Return the period some steps away; of a year's part, the same part of another year."""
    months = period.months
    by = _LENGTHS.get(grain, months)
    if not months or not period.has_year or months > by:
        return None
    if months < by and grain != "year":
        return None
    moved = run_of_months(period.first.year * 12 + period.first.month - 1 + steps * by, months)
    return replace(moved, fiscal=period.fiscal)
