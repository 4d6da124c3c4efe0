"""Questions: from the marks and the shape of a clause to what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from grammar.basis import without_basis
from grammar.change import growths_of
from grammar.clause import Clause, ClauseSyntaxError, is_slot
from grammar.condition import chained, conditions_of, given_by, implied_by
from grammar.duration import time_to
from grammar.expression import (
    Annualised,
    Constant,
    Difference,
    Expression,
    Figure,
    Growth,
    PerPeriod,
    Product,
    Ratio,
    Relation,
    Sum,
    WhatIf,
    figures_of,
)
from grammar.for_every import ratio_for_every
from grammar.inversion import set_straight
from grammar.lexer import NO_MEANING, Token
from grammar.operand import (
    first_measure,
    last_measure,
    loose_figure,
    names_one,
    plain_figures,
    terms_of,
    tree_of,
    with_label_in_front,
    without_gloss,
)
from grammar.pairing import listed
from grammar.portion import share_of_base
from grammar.quantity import RELATIVE_UNITS, Quantity
from grammar.quotient import base_of, change_asked, comes_first, ratio_asked
from grammar.relation import comes_to, relations_in
from grammar.shape import Shape
from grammar.slots import carry
from grammar.solve import NOUGHT, solve
from grammar.utterance import Ask, Compare, Define, Explain, Holdings, Identify, Rank, Test, Value

_ORDER = ("highest", "lowest", "best", "worst")
_ASKS_VALUE = frozenset(
    {"how_much", "which", "difference", "rank", "how_many_times", "what_share", "growth", "highest", "lowest"}
)
_AN_AMOUNT = 1_000_000  # what a bare number must reach to be no count
_COMPARES = frozenset("which compare more less more_than less_than compared as_much_as same".split())
_OF_ALL = frozenset("which_true or why confirmed include define what how list what_share how_many_times".split())
_NO_STATEMENT = frozenset(
    "which difference how_many_times what_share ratio_of how_much what for_every share_of".split()
)  # who asks with one of these states no amount
_CALCULATES = ("over", "times_sign", "minus", "plus")
_SIGNS = frozenset("-/+*–—")  # these also join and list
_CHANGES = ("growth", "decline", "compound_growth", "quarter_on_quarter", "year_on_year")


def asked(clause: Clause, earlier: Sequence[Figure] = (), *, yes_no: bool = False) -> Ask:
    """Read what a clause asks.

    Args:
        clause: The whole question, with its conditions.
        earlier: What was last spoken of, for what the question leaves out.
        yes_no: Whether it wants a yes or a no.

    Raises:
        ClauseSyntaxError: Its parts cannot be put together.
    """
    clause = with_label_in_front(_with_noughts(clause))
    implied = implied_by(clause)
    under_rate = "channel:computed" in clause.marks and clause.rate_condition  # 用15%的分成反推: it is no mere basis
    clause = clause if implied or under_rate else without_gloss(without_basis(clause))
    if "how_long" in clause.marks:
        return time_to(clause, earlier)
    if _doubts_before(clause):
        raise ClauseSyntaxError
    if not clause.marks & {"if", "for_every"}:
        solved = solve(clause)
        if solved:
            return solved
        if "would_make" in clause.marks and clause.marks & {"what_share", "how_much"}:
            raise ClauseSyntaxError
    conditions, main = implied or conditions_of(clause)
    givens = chained(chain.from_iterable(given_by(condition) for condition in conditions))
    if not givens and _assumes(clause):
        raise ClauseSyntaxError
    assumed = [_of_one_side(given.figure, clause) for given in givens]
    ask = _ask(main, [*assumed, *earlier], yes_no=yes_no)
    if _leaves_amount(ask, main):
        raise ClauseSyntaxError
    if not givens:
        if any(condition.quantities for condition in conditions):
            raise ClauseSyntaxError  # `… what if 100%`: of what is not said
        return ask
    match ask:
        case Value(expression) if any(figure.value is not None for figure in figures_of(expression)):
            raise ClauseSyntaxError  # an amount that is assumed of nothing
        case Value(expression):
            return Value(WhatIf(expression, givens))
        case Compare(terms, direction):
            return Compare(tuple(WhatIf(term, givens) for term in terms), direction)
        case Test(relation):
            return Test(replace(relation, left=WhatIf(relation.left, givens)))
        case _:
            return ask


def _ask(clause: Clause, earlier: Sequence[Figure], *, yes_no: bool) -> Ask:
    marks = clause.marks
    amounts = tuple(token.quantity for token in clause.quantities if token.quantity is not None)
    if marks & _OF_ALL or (amounts and not yes_no):
        of_all = _of_all(clause, earlier, amounts, yes_no=yes_no)
        if of_all is not None:
            return of_all
    order = next((name for name in _ORDER if name in marks), None)
    if (order or "rank" in marks) and not amounts and not (yes_no and names_one(clause.parse())):
        return _ranking(clause.parse(), order, marks, earlier)
    if yes_no or (amounts and not clause.converts and not marks & _NO_STATEMENT):
        relations = relations_in(set_straight(_without_rhetoric(clause)), earlier)
        if len(amounts) > 1 and not listed(list(clause.tokens), clause.facts):
            raise ClauseSyntaxError  # of several amounts nobody knows whose they are
        if relations:
            return Test(_attained(relations[0]) if comes_to(clause) else relations[0])
    shape = clause.parse()
    if amounts and "which" in marks and not shape_has_operator(shape):
        return Identify(amounts, loose_figure(clause, earlier))
    return _valued(clause, shape, marks, earlier)


def _of_all(clause: Clause, earlier: Sequence[Figure], amounts: tuple[Quantity, ...], *, yes_no: bool) -> Ask | None:
    """Read what is asked of all that a clause names together: its reasons, its meaning, whose an amount is."""
    marks = clause.marks
    loose = loose_figure(clause, earlier)
    if "which_true" in marks:
        return Identify(amounts, loose, dispute=True) if amounts else Explain(loose, (), how=False)
    if len(amounts) == 2 and "or" in marks and not amounts[0].hedge and amounts[0].unit in ("", amounts[1].unit):
        return Identify(amounts, loose, dispute=True)  # is it the one or the other?
    if "why" in marks:
        return Explain(loose, amounts)
    if "confirmed" in marks and (loose.measure or loose.role):
        return Explain(replace(loose, channel=None, speaker=None), ())
    includes = "include" in marks and (not yes_no or _names_several(clause))
    if includes and loose.measure and not amounts and not clause.sets_off:
        return Define(first_measure(clause, loose))
    if "define" in marks and not amounts and (loose.measure or loose.role) and _defines(clause):
        return Define(loose)
    if (
        "what" in marks
        and loose.measure
        and not (loose.entity or loose.period or loose.speaker or amounts or loose.unit or marks & _ASKS_VALUE)
    ):
        return Define(loose)
    if (
        "how" in marks
        and not _asks_state(clause, loose)
        and (loose.measure or loose.role)
        and not marks & {"versus", "more", "less"}
        and not (marks & {"how_much"} and amounts)
    ):
        return Explain(last_measure(clause, loose), amounts, how=True)
    if "list" in marks and not amounts and not (loose.measure and marks & {"rank", *_ORDER}):
        return Holdings(loose)
    if len(amounts) == 2 and not (loose.measure or loose.role) and marks & {"what_share", "how_many_times"}:
        return Value(_ratio_of_amounts(clause, amounts))
    if amounts and not yes_no and marks & {"what", "which", "define"} and _names_bottom(clause) and not loose.period:
        return Identify(amounts, replace(loose, measure=(), value=None))
    if amounts and not (loose.measure or loose.role) and not yes_no and not loose.channel:
        if calculates(clause) and not marks & {"why", "how"}:
            raise ClauseSyntaxError  # what comes of the amounts is asked for, not whose they are
        return Identify(amounts, loose)
    return None


def _defines(clause: Clause) -> bool:
    """`再融資口徑`, beside how much it is: by what it is told apart, and no definition that is asked for."""
    return "how_much" not in clause.marks or any(t.has("define") and t.text != "口径" for t in clause.tokens)


def _asks_state(clause: Clause, loose: Figure) -> bool:
    """`財政空間怎樣？`, `how is fiscal space?`: how it stands is asked of what has levels, not how it was made."""
    if "state" not in clause.marks or not loose.measure:
        return False
    return all(clause.facts[name].kind == "ordinal" for name in loose.measure if name in clause.facts)


def _names_bottom(clause: Clause) -> bool:
    """Tell whether nothing is measured but a share of something: what is `142 % of GDP`?"""
    says = [token for token in clause.slots if token.ids("measure") or token.meaning.is_verb]
    return bool(says) and all(map(clause.is_bottom, says)) and not clause.marks & {"how_much", "what_share"}


def _names_both(terms: Sequence[Expression]) -> bool:
    """Tell whether two figures differ in more than the period."""
    return len({(figure.entity, figure.measure, figure.role) for term in terms for figure in figures_of(term)}) > 1


def _names_several(clause: Clause) -> bool:
    """Tell whether more than one measure is named: whether one is part of the other is asked, not an amount."""
    return len({token.ids("measure") for token in clause.tokens if token.ids("measure")}) > 1


def calculates(clause: Clause) -> bool:
    """Tell whether amounts are put together by words (`8.67bn divided by 9`), not merely listed."""
    toks = clause.tokens
    return any(
        token.has(*_CALCULATES) and (token.text not in _SIGNS or _stands_between_numbers(toks, index))
        for index, token in enumerate(toks)
    )


def _stands_between_numbers(toks: Sequence[Token], index: int) -> bool:
    """Tell whether a sign has numbers on both sides and is no dash: `2024*2`, `5bn * 365`."""
    beside = (*toks[max(0, index - 1) : index], *toks[index + 1 : index + 2])
    return toks[index].text in "*/+" and len(beside) == 2 and all(t.quantity or t.period for t in beside)


def _with_noughts(clause: Clause) -> Clause:
    """Read zero as the amount that it is, where something is assumed or aimed at."""
    if "if" in clause.marks and not clause.quantities and "not" in clause.marks:
        return _with_nothing(clause)
    if "zero" not in clause.marks:
        return clause
    tokens = tuple(
        token._replace(kind="quantity", quantity=NOUGHT) if token.has("zero") else token for token in clause.tokens
    )
    return Clause(tokens, clause.facts)


def _with_nothing(clause: Clause) -> Clause:
    """Read `if it had no pension fund`, `要是沒有養老金` as a pension fund of zero."""
    opens = clause.find("if") or 0
    tokens = clause.tokens
    for place in range(opens + 1, len(tokens) - 1):
        if tokens[place].has("not") and tokens[place].text in _NONE and tokens[place + 1].ids("measure"):
            nought = tokens[place]._replace(kind="quantity", quantity=NOUGHT, meaning=NO_MEANING)
            return Clause((*tokens[:place], tokens[place + 1], nought, *tokens[place + 2 :]), clause.facts)
    return clause


_NONE = frozenset({"no", "没有", "没"})


def _doubts_before(clause: Clause) -> bool:
    """Tell whether what is assumed stands before the word that assumes it: `the 43億, if true, …`."""
    opens = clause.find("if")
    if not opens or not any(token.quantity for token in clause.tokens[:opens]):
        return False
    following = next((token for token in clause.tokens[opens + 1 :] if not token.is_noise), None)
    return following is not None and following.has("fit", "truth")


def _assumes(clause: Clause) -> bool:
    """Tell whether a value is asked for under a condition that names something: `if A is right, what is B?`."""
    opens, asked_at = clause.find("if"), clause.find("how_much", "what", "what_share")
    if opens is not None and asked_at is None and "question" in clause.marks:
        asked_at = next((i for i in range(opens, len(clause.tokens)) if clause.tokens[i].kind == "break"), None)
    if opens is None or asked_at is None or asked_at < opens:
        return False
    return any(token.ids("measure") or token.quantity for token in clause.tokens[opens:asked_at])


def _of_one_side(figure: Figure, clause: Clause) -> Figure:
    """What is assumed of somebody's share of another's figure does not say whose figure is asked for."""
    shares = bool(figure.measure) and all(clause.facts[m].counterpart for m in figure.measure if m in clause.facts)
    return replace(figure, entity=()) if shares else figure


def _ratio_of_amounts(clause: Clause, amounts: Sequence[Quantity]) -> Ratio:
    """`493.8m is what % of 2.47bn?`: each is a figure by its value, and what is asked of stands behind."""
    part, whole = amounts
    if comes_first(clause) and any(t.has("what_share") and t.text.endswith(" of") for t in clause.tokens):
        part, whole = whole, part
    return Ratio(Figure(value=part), Figure(value=whole), share="what_share" in clause.marks)


def _leaves_amount(ask: Ask, clause: Clause) -> bool:
    """Tell whether a question names an amount of some unit that what is asked has no place for: `what part of A is $5?`."""
    if "for_every" in clause.marks or not any(
        token.quantity.unit or abs(token.quantity.value or token.quantity.interval.low) >= _AN_AMOUNT
        for token in clause.tokens
        if token.quantity is not None
    ):
        return False
    match ask:
        case Value(Figure() as figure) if (figure.measure or figure.role) and len(clause.quantities) > 1:
            return True  # several amounts, and what is asked has a name of its own
        case Value(expression):
            terms: tuple[Expression, ...] = (expression,)
        case Compare(terms, _):
            pass
        case _:
            return False
    return not any(isinstance(term, WhatIf) or _holds_amount(term) for term in terms)


def _holds_amount(expression: Expression) -> bool:
    match expression:
        case Constant():
            return True
        case Figure():
            return expression.value is not None and expression.value.value is not None  # a range names no figure
        case Sum(terms):
            return any(map(_holds_amount, terms))
        case Difference(first, second) | Product(first, second) | Ratio(first, second) | Growth(first, second):
            return _holds_amount(first) or _holds_amount(second)
        case PerPeriod(term, _) | Annualised(term):
            return _holds_amount(term)
        case _:
            return False


def _without_rhetoric(clause: Clause) -> Clause:
    """Leave out a denial that expects a yes: `isn't it 119 %?`, `不是119%嗎？` ask whether it is."""
    denials = [index for index, token in enumerate(clause.tokens) if token.has("not")]
    stated = clause.quantities or clause.has_level
    if len(denials) != 1 or not stated or "question" not in clause.marks:
        return clause
    place = denials[0]
    particles = [token for token in clause.tokens if token.has("yes_no") and not token.has("be")]
    opens = not any(is_slot(token) for token in clause.tokens[:place]) and not particles
    asked = len(particles) == 1 and particles[0].end - particles[0].start == 1
    return Clause(clause.tokens[:place] + clause.tokens[place + 1 :], clause.facts) if opens or asked else clause


def _attained(relation: Relation) -> Relation:
    """Whether something reaches an amount asks whether it is at least that."""
    if relation.comparator != "=" or relation.negated or not isinstance(relation.right, Constant):
        return relation
    return replace(relation, comparator=">=")


def shape_has_operator(shape: Shape) -> bool:
    """Tell whether more than one operand stands in a shape."""
    return len(shape.drafts) > 1


def _portion_asked(clause: Clause, shape: Shape, earlier: Sequence[Figure]) -> Expression | None:
    """Read what is asked as a part of what another has, or of a year's GDP."""
    marks = clause.marks
    if "what_share" in marks and not any(draft.channels or draft.speakers for draft in shape.drafts):
        taken = share_of_base(clause, clause.bound())  # what percent of its revenue does the one pay the other
        if taken is not None:
            return replace(taken, share=True)
    bottoms = [draft for draft in shape.drafts if draft.is_denominator and draft.measures]
    times = marks & {"what_share", "share_of", "how_many_times"}  # what % of GDP is …?
    if times and len(shape.drafts) == 2 and len(bottoms) == 1:
        asked_of = next(draft for draft in shape.drafts if draft is not bottoms[0])
        named, bottom = carry(asked_of.figure(), earlier), bottoms[0].measures[0][0]
        tops = tuple(
            dict(clause.facts[measure].shares).get(bottom, measure) for measure in named.measure if measure != bottom
        )
        return replace(named, measure=tops, denominator=bottom)
    if len(shape.drafts) == len(bottoms) == 1 and len(bottoms[0].figures()) == 1 and marks & {"share_of", "what_share"}:
        draft = bottoms[0]  # `日本佔 GDP 多少`: what of it is a share of GDP is left open
        return replace(draft.figure(), measure=(), denominator=draft.measures[0][0], unit=None)
    return None


def _valued(clause: Clause, shape: Shape, marks: frozenset[str], earlier: Sequence[Figure]) -> Ask:
    """Read a question for a value, or for a comparison of values."""
    said = {str(term): term for term in terms_of(shape, earlier)}
    terms = tuple(said.values())  # `OpenAI revenue, 2024`: said in two pieces, meant as one
    if not terms or _hides_calculation(shape):
        raise ClauseSyntaxError
    if len(terms) == 2 and _takes_away_first(clause):
        return Value(Difference(terms[1], terms[0]))  # 扣掉 A，B 還剩多少
    portion = _portion_asked(clause, shape, earlier)
    if portion is not None:
        return Value(portion)
    if "for_every" in marks:
        every = ratio_for_every(clause, earlier)
        if every is not None:
            return Value(every)
    if shape.name in ("added", "reduced", "divided", "multiplied"):
        if any(q.unit in RELATIVE_UNITS and draft.has_measure for draft in shape.drafts for q in draft.quantities):
            raise ClauseSyntaxError
        return Value(tree_of(shape, earlier))
    if shape.name in ("shared", "share_first") and len(terms) == 2:
        part, whole = terms if shape.name == "shared" else terms[::-1]
        return Value(Ratio(part, whole, share=True))
    if "what_share" in marks and shape.name == "compared" and marks & {"more", "less", "more_than", "less_than"}:
        if len(terms) == 2:  # by how many percent is A below, or above, B
            apart = (terms[1], terms[0]) if marks & {"less", "less_than"} else terms
            return Value(Ratio(Difference(*apart), terms[1], share=True))
    if "what_share" in marks and len(terms) == 2 and not any(draft.is_denominator for draft in shape.drafts):
        return ratio_asked(shape, terms, clause) or Value(terms[0])
    if marks & set(_CHANGES) and len(terms) > 2:
        raise ClauseSyntaxError
    if marks & {"growth", "decline"} and marks & _COMPARES and len(terms) == 2 and _names_both(terms):
        faster = marks & {"less", "less_than"} or ("decline" in marks and "growth" not in marks)
        return Compare(tuple(growths_of(terms, clause)), "lowest" if faster else "highest")
    if marks & set(_CHANGES) and "how_many_times" not in marks:
        change = change_asked(shape, terms, clause)
        if change is not None:
            return change
    base = base_of(terms[0], clause) if marks & {"what_share", "share_of"} and len(terms) == 1 else None
    if base is not None:
        return Value(Ratio(terms[0], base, share=True))
    if "how_many_times" in marks or "ratio_of" in marks or ("what_share" in marks and len(terms) > 1):
        if shape.name == "equated" and len(terms) == 2 and comes_first(clause):
            terms = terms[::-1]  # "how many times the world average is …": what comes last is on top
        ratio = ratio_asked(shape, terms, clause)
        if ratio is not None:
            return ratio
    if shape.name == "compared" and "how_much" in marks and marks & {"more", "less"} and len(terms) == 2:
        return Value(Difference(*(terms if "more" in marks else terms[::-1])))
    if _stands_over(shape) and len(terms) == 2:
        return Value(Ratio(*terms))
    if "sum" in marks and len(terms) > 2 and marks & _COMPARES:
        raise ClauseSyntaxError  # more than the two others together
    if marks & _COMPARES and len(terms) > 1:
        return Compare(terms, "lowest" if marks & {"less", "less_than"} else "highest")
    if "which" in marks and marks & {"more", "less"}:
        return _ranking(shape, "lowest" if "less" in marks else "highest", marks, earlier)
    if shape.operator is not None and shape.operator.has("from_there") and len(terms) == 2:
        return Value(Difference(terms[1], terms[0]))  # how far it is from there
    if "difference" in marks and len(terms) > 1:
        return Value(Difference(terms[0], terms[1]))
    if "difference" in marks and len(terms) == 1 and isinstance(terms[0], Figure) and not terms[0].channel:
        return Explain(terms[0])
    if "sum" in marks and len(terms) > 1:
        return Value(Sum(terms))
    if shape.name in ("versus", "compared", "towards") and len(terms) > 1:
        return Compare(terms)
    if len(terms) > 1:
        return Compare(terms, "list") if shape.name == "listed" or len(terms) > 1 else Value(terms[0])
    return Value(terms[0])


def _stands_over(shape: Shape) -> bool:
    """Tell whether of two things measured one stands over the other: `revenue over cost`."""
    measures = [draft.measures for draft in shape.drafts]
    return (
        shape.operator is not None and shape.operator.text == "over" and all(measures) and measures[0] != measures[-1]
    )


def _hides_calculation(shape: Shape) -> bool:
    """Tell whether something is calculated inside what is listed or compared: the terms alone would not say it."""
    return shape.name not in _ARITHMETIC and any(
        isinstance(operand, Shape) and (operand.name in _ARITHMETIC or _hides_calculation(operand))
        for operand in shape.operands
    )


_ARITHMETIC = ("added", "reduced", "divided", "multiplied")


def _takes_away_first(clause: Clause) -> bool:
    """Tell whether a clause opens with what is taken away: `扣掉國企股權，總資產還剩多少`."""
    first = next((token for token in clause.tokens if not token.is_noise and token.kind != "break"), None)
    return first is not None and first.has("minus") and len(first.text) > 1


def _ranking(shape: Shape, order: str | None, marks: frozenset[str], earlier: Sequence[Figure]) -> Ask:
    figures = [figure for term in terms_of(shape, earlier) for figure in plain_figures(term)]
    if not figures:
        raise ClauseSyntaxError
    direction = order or ("lowest" if marks & {"less"} else "highest")
    return Rank(tuple(replace(figure, soft=figure.soft - {"period"}) for figure in figures), direction)


__all__ = ["Relation", "asked", "calculates"]
