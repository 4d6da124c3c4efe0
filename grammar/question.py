"""Questions: from the marks and the shape of a clause to what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from grammar.basis import without_basis
from grammar.clause import Clause, ClauseSyntaxError, Shape, is_slot
from grammar.expression import (
    Annualised,
    Constant,
    Difference,
    Expression,
    Figure,
    Given,
    Growth,
    Multiple,
    PerPeriod,
    Product,
    Ratio,
    Relation,
    Sum,
    WhatIf,
)
from grammar.for_every import ratio_for_every
from grammar.quantity import Quantity
from grammar.relation import relations_in
from grammar.slots import Draft, bind, carry, growth_of
from grammar.timespan import Period, parse
from grammar.utterance import Ask, Compare, Define, Explain, Holdings, Identify, Rank, Solve, Test, Value

_ORDER = ("highest", "lowest", "best", "worst")
_ASKS_VALUE = frozenset(
    {"how_much", "which", "difference", "rank", "how_many_times", "what_share", "growth", "highest", "lowest"}
)
_COMPARES = frozenset("which compare more less more_than less_than compared as_much_as same".split())
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
    clause = _without_gloss(without_basis(clause))
    if "would_make" in clause.marks or ("fit" in clause.marks and "how_much" in clause.marks and clause.quantities):
        solved = _solve(clause)
        if solved:
            return solved
        if "would_make" in clause.marks and clause.marks & {"what_share", "how_much"}:
            raise ClauseSyntaxError
    if "goal" in clause.marks and clause.quantities and clause.marks & {"how_much", "what_share"}:
        aimed = _aimed(clause)
        if aimed:
            return aimed
    conditions, main = _conditions(clause)
    givens = _chained(chain.from_iterable(_given(condition) for condition in conditions))
    ask = _ask(main, [*(given.figure for given in givens), *earlier], yes_no=yes_no)
    if not givens:
        return ask
    match ask:
        case Value(expression):
            return Value(WhatIf(expression, givens))
        case Compare(terms, direction):
            return Compare(tuple(WhatIf(term, givens) for term in terms), direction)
        case Test(relation):
            return Test(replace(relation, left=WhatIf(relation.left, givens)))
        case _:
            return ask


def _chained(givens: Iterable[Given]) -> tuple[Given, ...]:
    """Let a condition that only names a share (`又說是GDP的3.5%`) speak of what the one before it spoke of."""
    found: list[Given] = []
    for given in givens:
        figure = given.figure
        if found and not figure.measure and not figure.role and figure.denominator:
            figure = replace(carry(figure, [found[-1].figure]), soft=frozenset())
        found.append(Given(figure, given.replacement))
    return tuple(found)


def _ask(clause: Clause, earlier: Sequence[Figure], *, yes_no: bool) -> Ask:
    marks = clause.marks
    amounts = tuple(token.quantity for token in clause.quantities if token.quantity is not None)
    loose = _loose(clause, earlier)
    if "which_true" in marks:
        return Identify(amounts, loose, dispute=True) if amounts else Explain(loose, (), how=False)
    if len(amounts) == 2 and "or" in marks and not amounts[0].hedge and amounts[0].unit in ("", amounts[1].unit):
        return Identify(amounts, loose, dispute=True)  # is it the one or the other?
    if "why" in marks:
        return Explain(loose, amounts)
    if "confirmed" in marks and (loose.measure or loose.role):
        return Explain(replace(loose, channel=None, speaker=None), ())
    if "include" in marks and not yes_no and loose.measure and not amounts:
        return Define(_first_measure(clause, loose))
    if "define" in marks and not amounts and (loose.measure or loose.role):
        return Define(loose)
    if (
        "what" in marks
        and loose.measure
        and not (loose.entity or loose.period or amounts or loose.unit or marks & _ASKS_VALUE)
    ):
        return Define(loose)
    if (
        "how" in marks
        and (loose.measure or loose.role)
        and not marks & {"versus", "more", "less"}
        and not (marks & {"how_much"} and amounts)
    ):
        return Explain(_last_measure(clause, loose), amounts, how=True)
    if "list" in marks and not amounts:
        return Holdings(loose)
    if amounts and not (loose.measure or loose.role) and not yes_no and not loose.channel:
        return Identify(amounts, loose)
    shape = clause.parse()
    order = next((name for name in _ORDER if name in marks), None)
    if (order or "rank" in marks) and not amounts and not (yes_no and _names_one(shape)):
        return _ranking(shape, order, marks, earlier)
    if yes_no or (
        amounts
        and not marks
        & {
            "which",
            "difference",
            "how_many_times",
            "what_share",
            "ratio_of",
            "how_much",
            "what",
            "for_every",
            "share_of",
        }
    ):
        relations = relations_in(_without_rhetoric(clause), earlier)
        if relations:
            return Test(_attained(relations[0]) if "attain" in marks else relations[0])
    if amounts and "which" in marks and not shape_has_operator(shape):
        return Identify(amounts, loose)
    return _valued(clause, shape, marks, earlier)


def _without_rhetoric(clause: Clause) -> Clause:
    """Leave out a denial that expects a yes: `isn't it 119 %?`, `不是119%嗎？` ask whether it is."""
    denials = [index for index, token in enumerate(clause.tokens) if token.has("not")]
    stated = clause.quantities or any(token.ids("level") for token in clause.tokens)
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


def _valued(clause: Clause, shape: Shape, marks: frozenset[str], earlier: Sequence[Figure]) -> Ask:
    """Read a question for a value, or for a comparison of values."""
    terms = tuple(dict.fromkeys(_terms(shape, earlier)))  # `OpenAI revenue, 2024`: said in two pieces, meant as one
    if not terms:
        raise ClauseSyntaxError
    bottoms = [draft for draft in shape.drafts if draft.is_denominator and draft.measures]
    if marks & {"what_share", "share_of"} and len(shape.drafts) == 2 and len(bottoms) == 1:  # what % of GDP is …?
        asked_of = next(draft for draft in shape.drafts if draft is not bottoms[0])
        named, bottom = carry(asked_of.figure(), earlier), bottoms[0].measures[0][0]
        tops = tuple(dict(clause.facts[measure].shares).get(bottom, measure) for measure in named.measure)
        return Value(replace(named, measure=tops, denominator=bottom))
    if "for_every" in marks:
        every = ratio_for_every(clause, earlier)
        if every is not None:
            return Value(every)
    if shape.name in ("added", "reduced", "divided", "multiplied"):
        return Value(_finished(_tree(shape, earlier), shape))
    if shape.name in ("shared", "share_first") and len(terms) == 2:
        part, whole = terms if shape.name == "shared" else terms[::-1]
        return Value(Ratio(part, whole, share=True))
    if "what_share" in marks and len(terms) == 2 and not any(draft.is_denominator for draft in shape.drafts):
        return _ratio(shape, terms, clause) or Value(terms[0])
    if marks & set(_CHANGES) and len(terms) > 2:
        raise ClauseSyntaxError
    if marks & set(_CHANGES) and "how_many_times" not in marks:
        change = _change(shape, terms, clause)
        if change is not None:
            return change
    base = _base_of(terms[0], clause) if marks & {"what_share", "share_of"} and len(terms) == 1 else None
    if base is not None:
        return Value(Ratio(terms[0], base, share=True))
    if "how_many_times" in marks or "ratio_of" in marks or ("what_share" in marks and len(terms) > 1):
        if shape.name == "equated" and len(terms) == 2 and _comes_first(clause):
            terms = terms[::-1]  # "how many times the world average is …": what comes last is on top
        ratio = _ratio(shape, terms, clause)
        if ratio is not None:
            return ratio
    if shape.name == "compared" and "how_much" in marks and marks & {"more", "less"} and len(terms) == 2:
        return Value(Difference(*(terms if "more" in marks else terms[::-1])))
    if marks & _COMPARES and len(terms) > 1:
        return Compare(terms, "lowest" if marks & {"less", "less_than"} else "highest")
    if "which" in marks and marks & {"more", "less"}:
        return _ranking(shape, "lowest" if "less" in marks else "highest", marks, earlier)
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


def _comes_first(clause: Clause) -> bool:
    """Tell whether "how many times" stands before everything that is named."""
    place = clause.find("how_many_times", "what_share")
    first = next((index for index, token in enumerate(clause.tokens) if is_slot(token)), None)
    return place is not None and first is not None and place < first


def _change(shape: Shape, terms: tuple[Expression, ...], clause: Clause) -> Ask | None:
    ends = next((mention.ends for draft in shape.drafts for mention in draft.periods if mention.ends), None)
    first, yearly = terms[0], "compound_growth" in clause.marks
    annualised = isinstance(first, Annualised)
    figure = first.term if isinstance(first, Annualised) else first
    if isinstance(figure, PerPeriod) and isinstance(figure.term, Figure):
        figure = figure.term
    if isinstance(figure, Figure) and any(clause.facts[measure].growth_of for measure in figure.measure):
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


def _ratio(shape: Shape, terms: tuple[Expression, ...], clause: Clause) -> Ask | None:
    marks = clause.marks
    if len(terms) == 2:
        if marks & {"growth"} and _start(terms[0]) and _start(terms[1]) and _start(terms[0]) < _start(terms[1]):
            terms = terms[::-1]
        if any(token.has("what_share") and token.text.endswith(" of") for token in clause.tokens):
            terms = terms[::-1]  # what share of the whole is the part
        return Value(Ratio(terms[0], terms[1], share="what_share" in marks))
    first = terms[0]
    if len(terms) == 1 and isinstance(first, Figure):
        ends = next((mention.ends for draft in shape.drafts for mention in draft.periods if mention.ends), None)
        if ends is not None and not (first.period and first.period.grain == "range" and first.period.months >= 24):
            return Value(Ratio(replace(first, period=ends[1]), replace(first, period=ends[0])))
        if "how_many_times" in marks:
            return Value(Multiple(first))
        return Value(first)
    return None


def _base_of(figure: Expression, clause: Clause) -> Figure | None:
    """What a payment is a share of, where the one who pays is named: `what % does the one take of the other?`."""
    if not isinstance(figure, Figure):
        return None
    named = {entity for token in clause.tokens for entity in token.ids("entity")}
    for measure, fact in clause.facts.items():
        said = measure in figure.measure or (not figure.measure and figure.role in fact.roles)
        if said and fact.base and fact.counterpart in named and figure.entity != (fact.counterpart,):
            return Figure((fact.counterpart,), tuple(sorted(fact.base)), figure.period)
    return None


def _ranking(shape: Shape, order: str | None, marks: frozenset[str], earlier: Sequence[Figure]) -> Ask:
    figures = [figure for term in _terms(shape, earlier) for figure in _plain_figures(term)]
    if not figures:
        raise ClauseSyntaxError
    direction = order or ("lowest" if marks & {"less"} else "highest")
    return Rank(tuple(replace(figure, soft=figure.soft - {"period"}) for figure in figures), direction)


def _plain_figures(term: Expression) -> list[Figure]:
    if isinstance(term, Figure):
        return [term]
    return [term.term] if isinstance(term, Annualised | PerPeriod) and isinstance(term.term, Figure) else []


def _names_one(shape: Shape) -> bool:
    return len(shape.drafts) == 1 and len(shape.drafts[0].entities) == 1


def _terms(shape: Shape, earlier: Sequence[Figure]) -> tuple[Expression, ...]:
    """The expressions of all operands; an operand that names several figures gives several."""
    return tuple(_finish(figure, draft) for draft in shape.drafts for figure in _carried(draft, earlier))


def _carried(draft: Draft, earlier: Sequence[Figure]) -> list[Expression]:
    if draft.quantities and not draft.has_slots:
        return [Constant(draft.quantities[0])]
    return [carry(figure, earlier) for figure in draft.figures()]


def _finish(term: Expression, draft: Draft) -> Expression:
    if not isinstance(term, Figure):
        return term
    if term.value is not None:
        return term
    if draft.annualised:
        return Annualised(term)
    return PerPeriod(term, term.per) if term.per else term


def _finished(term: Expression, _shape: Shape) -> Expression:
    return term


def _tree(part: Shape | Draft, earlier: Sequence[Figure]) -> Expression:
    if isinstance(part, Draft):
        return _finish(_carried(part, earlier)[0], part)
    left, right = (_tree(operand, earlier) for operand in part.operands[:2]) if len(part.operands) > 1 else (None, None)
    if left is None or right is None:
        return _tree(part.operands[0], earlier)
    match part.name:
        case "added":
            return Sum((left, right))
        case "reduced":
            return Difference(left, right)
        case "multiplied":
            return Product(left, right)
        case _:
            return Ratio(left, right)


def _loose(clause: Clause, earlier: Sequence[Figure]) -> Figure:
    """All slots of a clause as one figure, whatever stands between them."""
    draft = clause.bound()
    if len(draft.periods) > 1:
        draft.periods = draft.periods[:1] if len({mention.period for mention in draft.periods}) > 2 else draft.periods
    return carry(draft.figure(), earlier)


def _first_measure(clause: Clause, loose: Figure) -> Figure:
    first = next((token.ids("measure") for token in clause.tokens if token.ids("measure")), loose.measure)
    return replace(loose, measure=first)


def _last_measure(clause: Clause, loose: Figure) -> Figure:
    """In `how do you get from A to B`, what is asked about is B."""
    if len({token.ids("measure") for token in clause.tokens if token.ids("measure")}) < 2:
        return loose
    last = next(token.ids("measure") for token in reversed(clause.tokens) if token.ids("measure"))
    place = max(index for index, token in enumerate(clause.tokens) if token.ids("measure"))
    entity = next(
        (token.ids("entity") for token in reversed(clause.tokens[:place]) if token.ids("entity")), loose.entity
    )
    return replace(loose, measure=last, entity=entity)


def _without_gloss(clause: Clause) -> Clause:
    """Read `the net asset ratio (net assets ÷ total assets)` as what stands in the parentheses."""
    opening = next((i for i, t in enumerate(clause.tokens) if t.text in ("(", "（")), None)
    closing = next((i for i, t in enumerate(clause.tokens) if t.text in (")", "）")), None)
    if opening is None or closing is None or closing < opening:
        return clause
    inner = clause.tokens[opening + 1 : closing]
    before = clause.tokens[:opening]
    named = [measure for token in inner for measure in token.ids("measure")]
    calculates = any(token.has("over", "minus", "plus", "times_sign", "share_of") for token in inner)
    whole = any(measure in clause.facts and not clause.facts[measure].is_denominator for measure in named)
    if not (calculates and whole and any(token.ids("measure") for token in before)):
        return clause
    kept = [token for token in before if not token.ids("measure")]
    return Clause((*kept, *inner, *clause.tokens[closing + 1 :]), clause.facts)


def _conditions(clause: Clause) -> tuple[list[Clause], Clause]:
    """Split a question into its conditions and what is asked under them."""
    opens = clause.find("if")
    rate = clause.rate_condition
    closes = next((i for i, token in enumerate(clause.tokens) if token.text == "的话" and i), None)
    if opens is None and closes is not None and clause.part(0, closes).quantities and clause.part(closes).has_slot:
        return [clause.part(0, closes)], clause.part(closes + 1)  # 抽15%的話
    if opens is None and rate is not None:
        main = Clause(clause.tokens[: rate[0] - 1] + clause.tokens[rate[1] :], clause.facts)
        if main.has_slot and not main.quantities:
            return [clause.part(*rate)], main
    if opens is not None:
        end = _condition_end(clause, opens)
        condition = clause.part(opens + 1, end)
        if (
            condition.quantities
            and not condition.has_slot
            and clause.part(0, opens).has_slot
            and clause.part(end).has_slot
        ):
            return [Clause(clause.tokens[:opens] + condition.tokens, clause.facts)], clause.part(end)
        main = Clause(clause.tokens[:opens] + clause.tokens[end:], clause.facts)
        if main.has_slot or not condition.has_slot:
            return [condition], main
        return _split_bare(condition)
    sets = next((i for i, t in enumerate(clause.tokens) if t.has("set_to") and not t.has("be") and i), None)
    if sets is not None:
        amount = next((i for i in range(sets, len(clause.tokens)) if clause.tokens[i].kind == "quantity"), None)
        if amount is not None and clause.part(amount + 1).has_slot:
            return [clause.part(0, amount + 1)], clause.part(amount + 1)
    then = next((i for i, t in enumerate(clause.tokens) if t.has("then") and i), None)
    if then is not None and clause.part(0, then).quantities and clause.part(then).has_name:
        return _assertions(clause.part(0, then)), clause.part(then)
    return [], clause


def _condition_end(clause: Clause, opens: int) -> int:
    """The condition ends at the first break behind something complete, or where the question opens."""
    complete = False
    for index in range(opens + 1, len(clause.tokens)):
        token = clause.tokens[index]
        if token.kind in ("break", "stop") and complete and token.text not in "()（）":
            return index
        if complete and token.has("then", "how_much", "what", "how_many_times") and clause.part(index).has_slot:
            return index
        if token.kind == "quantity" or (token.ids("measure") and index > opens + 2):
            complete = (
                complete
                or token.kind == "quantity"
                or any(t.has("have", "set_to", "be") for t in clause.tokens[opens + 1 : index])
            )
    return len(clause.tokens)


def _split_bare(condition: Clause) -> tuple[list[Clause], Clause]:
    """`what if the share were 15% openai revenue 2024`: without a break the condition ends with its amount."""
    amount = next((i for i, t in enumerate(condition.tokens) if t.kind == "quantity"), None)
    if amount is None:
        return [], condition
    return [condition.part(0, amount + 1)], condition.part(amount + 1)


def _assertions(clause: Clause) -> list[Clause]:
    """Split at the amounts: each with the words before it."""
    parts, start = [], 0
    for index, token in enumerate(clause.tokens):
        if token.kind == "quantity":
            parts.append(clause.part(start, index + 1))
            start = index + 1
    return parts


def _given(clause: Clause) -> list[Given]:
    """Read a condition as figures replaced."""
    tokens = [t for t in clause.tokens if t.kind != "break"]
    denied = next(
        (
            i
            for i, t in enumerate(tokens)
            if t.has("not", "instead_of") and i and any(u.kind == "quantity" for u in tokens[:i])
        ),
        None,
    )
    tokens = tokens[:denied] if denied is not None else tokens
    amounts = [t for t in tokens if t.kind == "quantity"]
    holder = next(
        (
            i
            for i, t in enumerate(tokens)
            if t.has("have", "set_to", "be") and 0 < i < len(tokens) - 1 and not is_slot(t)
        ),
        None,
    )
    if amounts:
        draft = bind([t for t in tokens if is_slot(t) or t.kind == "quantity"], clause.facts)
        if not draft.has_slots and draft.denominator is None:
            return []
        quantity: Quantity = amounts[-1].quantity  # type: ignore[assignment]
        if quantity.unit == "percent" and not draft.measures and draft.roles:
            draft.measures = [rates] if (rates := _rates_of(draft.roles, clause)) else []
        figure = replace(
            draft.figure(), value=None if draft.has_measure else quantity, unit=quantity.unit or draft.figure().unit
        )
        return [Given(figure, Constant(quantity))]
    if holder is not None:
        left = bind([t for t in tokens[:holder] if is_slot(t)], clause.facts).figure()
        right = bind([t for t in tokens[holder:] if is_slot(t)], clause.facts).figure()
        if right.entity and (left.entity or left.measure):
            measure = left.measure or right.measure
            replaced = replace(left, measure=measure, period=left.period or right.period)
            return [Given(replaced, replace(right, measure=right.measure or measure))]
    return []


def _rates_of(roles: Sequence[str], clause: Clause) -> tuple[str, ...]:
    """The rates that say what part of a base somebody takes: `if it takes 15 %`."""
    taken = [fact for fact in clause.facts.values() if fact.roles & set(roles) and fact.base]
    return tuple(
        name
        for name, fact in clause.facts.items()
        if fact.kind == "rate"
        and fact.unit == "percent"
        and any(fact.base & one.base for one in taken)
        and fact.counterpart
    )


def _solve(clause: Clause) -> Ask | None:
    """`what share would make A fit B`: the unknown, what is held fast, and what it shall come to."""
    first = clause.find("would_make")
    fit = clause.find("fit")
    split = first if first is not None else fit
    if split is None:
        return None
    unknown = bind([t for t in clause.tokens[:split] if is_slot(t)], clause.facts)
    middle = clause.tokens[split : fit if fit is not None and fit > split else len(clause.tokens)]
    target = clause.tokens[fit:] if fit is not None and fit >= split else ()
    rest = [t for t in (*middle, *target) if is_slot(t)]
    amounts = [t.quantity for t in (*middle, *target) if t.quantity is not None]
    if not unknown.measures or not amounts:
        return None
    aim = bind([t for t in (target or middle) if is_slot(t)], clause.facts).figure()
    other = bind(rest, clause.facts)
    period = unknown.figure().period or (other.figures()[0].period)
    wanted = replace(unknown.figure(), period=period)
    goal = replace(aim, period=aim.period or period, value=amounts[-1])
    return Solve(wanted, Given(goal, Constant(amounts[-1])))


def _aimed(clause: Clause) -> Ask | None:
    """`for A to come to B, what must C be?`: the aim first, then the unknown."""
    place = next(index for index, token in enumerate(clause.tokens) if token.kind == "quantity")
    aim = bind([t for t in clause.tokens[:place] if is_slot(t)], clause.facts)
    unknown = bind([t for t in clause.tokens[place + 1 :] if is_slot(t)], clause.facts)
    amount = clause.tokens[place].quantity
    if amount is None or not (unknown.measures and aim.has_measure):
        return None
    goal = replace(aim.figure(), value=amount)
    wanted = replace(unknown.figure(), period=unknown.figure().period or goal.period)
    return Solve(wanted, Given(goal, Constant(amount)))


__all__ = ["Relation", "asked"]
