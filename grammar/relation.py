"""Relations: what a clause states of figures, whether somebody claims it or asks whether it is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.basis import without_holder
from grammar.clause import BOUNDS, Clause, ClauseSyntaxError, Shape, is_slot
from grammar.expression import Annualised, Constant, Difference, Expression, Figure, Growth, PerPeriod, Ratio, Relation
from grammar.for_every import relation_for_every
from grammar.interval import Interval
from grammar.quantity import Quantity, hedged_interval
from grammar.slots import Draft, bind, carry, growth_of, is_pace

_COMPARATORS = {
    "over": ">",
    "far_over": ">",
    "at_least": ">=",
    "at_most": "<=",
    "under": "<",
}
_STATING = BOUNDS.keys() | frozenset(
    "positive negative highest lowest more_than less_than as_much_as same compared than covers".split()
)  # without an amount, a level or one of these a clause states nothing that can be checked
_RECKONING = frozenset({"plus", "minus", "times_sign", "over"})
_SETTING_AGAINST = frozenset({"compared", "than", "versus", "more_than", "less_than", "as_much_as", "same"})
_CHANGES = frozenset({"growth", "decline", "year_on_year", "quarter_on_quarter"})
_MIRRORED = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
_OPPOSITE = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "=": "!=", "!=": "="}
_TURNED = {"over": "under", "far_over": "under", "under": "over", "at_least": "at_most", "at_most": "at_least"}
_ZERO = Quantity(Interval.exactly(0).low, Interval.exactly(0), "")


def comparator_of(quantity: Quantity) -> str:
    """Return the comparator that a hedge sets: a bound, or `=` (the interval then says how near)."""
    return _COMPARATORS.get(quantity.hedge, "=")


def may_state(clause: Clause) -> bool:
    """Tell whether a clause has what a statement needs: an amount, a level, a comparison or the like."""
    marks = clause.marks
    return bool(clause.quantities or marks & _STATING or _denies_degree(marks) or clause.has_level)


def relations_in(clause: Clause, earlier: Sequence[Figure] = ()) -> list[Relation]:
    """Read what one clause states; nothing where it states nothing."""
    if not may_state(clause):
        return []
    if "for_every" in clause.marks and len(clause.quantities) <= 2:
        found = relation_for_every(clause, earlier)
        if found is not None or clause.find("for_every") == 0:
            return [found] if found is not None else []
    if not clause.quantities and clause.marks & {"highest", "lowest"}:
        ordered = _of_order(clause, earlier)
        return [ordered] if ordered is not None else []
    if any(token.ids("speaker") for token in clause.tokens):
        clause = without_holder(clause)
    try:
        shape = clause.parse()
    except ClauseSyntaxError:
        return []
    if not shape.drafts:
        return []
    if clause.marks & _RECKONING and all(draft.quantities and not draft.has_slots for draft in shape.drafts):
        return []  # what amounts come to is a reckoning of theirs, and no figure
    shape = _with_levels_joined(shape)
    negated = _is_negated(clause)
    levelled = _of_level(clause, earlier, negated=negated)
    if levelled is not None:
        return [levelled]
    amounts = [draft.quantities[0] for draft in shape.drafts if draft.quantities]
    if len(shape.drafts) == 1:
        return _of_one(clause, shape.drafts[0], earlier, negated=negated)
    if amounts:
        return _with_amount(clause, shape, earlier, negated=negated)
    return _between(clause, shape, earlier, negated=negated)


def _denies_degree(marks: frozenset[str]) -> bool:
    return "not" in marks and bool(marks & {"more", "less"})


def _with_levels_joined(shape: Shape) -> Shape:
    """`fiscal space is very low`: the level belongs to what stands before it."""
    if len(shape.drafts) != 2:
        return shape
    first, second = shape.drafts
    if second.levels and second.tokens_beside_levels and not any(token.ids("entity") for token in first.tokens):
        return Shape("operand", (second,), (second,))  # fiscal space: China larger
    if second.levels and not second.tokens_beside_levels:
        joined = replace(first, levels=[*first.levels, *second.levels])
        return Shape("operand", (joined,), (joined,))
    return shape


def _of_level(clause: Clause, earlier: Sequence[Figure], *, negated: bool) -> Relation | None:
    """A level of what was spoken of before, of somebody else: `…, Japan very low`."""
    spoken = next((figure.measure for figure in earlier if figure.measure or figure.role), ())
    if clause.quantities or any(token.ids("measure") for token in clause.tokens) or len(spoken) != 1:
        return None
    entities = [token.ids("entity") for token in clause.tokens if token.ids("entity")]
    levels = [
        level.partition(":")[2]
        for token in clause.tokens
        for level in token.ids("level")
        if level.partition(":")[0] == spoken[0]
    ]
    if len(entities) != 1 or len(entities[0]) != 1 or len(levels) != 1 or clause.marks & _SETTING_AGAINST:
        return None
    return Relation(Figure(entities[0], spoken), "level", None, negated, levels[0])


def first_of_all(clause: Clause) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return whom a superlative is said of, and among whom: `of the three, Japan …`, `of A, B and C, A …`."""
    mentions = [token.ids("entity") for token in clause.tokens if token.ids("entity")]
    groups = [clause.facts[f"group:{name}"].members for token in clause.tokens for name in token.ids("group")]
    ones = [mention for mention in mentions if len(mention) == 1]
    named = list(dict.fromkeys(ones))
    subject = named if len(named) == 1 else [one for one in named if ones.count(one) > 1]
    if len(subject) != 1:
        return None
    runs = [mention for mention in mentions if len(mention) > 1]
    if len(named) > 1:
        runs.append(tuple(entity for one in named for entity in one))
    among = tuple(dict.fromkeys(entity for run in (*groups, *runs) for entity in run))
    return subject[0], among


def _of_order(clause: Clause, earlier: Sequence[Figure]) -> Relation | None:
    found = first_of_all(clause)
    draft = bind([token for token in clause.tokens if token.is_slot and not token.ids("group")], clause.facts)
    order = next(name for name in ("highest", "lowest") if name in clause.marks)
    if found is None:
        if not earlier or draft.entities or not draft.has_slots:
            return None
        found = (), ()
    if len(draft.measures) > 1 or len(_distinct_periods(draft)) > 1 or not (draft.has_measure or earlier):
        return None
    figure = replace(draft.figure(), entity=found[0])
    return Relation(carry(figure, earlier), order, None, _is_negated(clause), among=found[1])


def _distinct_periods(draft: Draft) -> set[object]:
    return {mention.period for mention in draft.periods}


def _of_one(clause: Clause, draft: Draft, earlier: Sequence[Figure], *, negated: bool) -> list[Relation]:
    marks = clause.marks
    figures = draft.figures()
    if draft.quantities and (draft.has_slots or earlier):
        quantity = _with_hedge_apart(clause, _stated_amount(draft))
        ends = next((mention.ends for mention in draft.periods if mention.ends), None)
        if ends is not None and quantity.unit == "ratio":  # doubled from 2024 to 2025
            figure = carry(draft.figure().unvalued, earlier)
            change = Ratio(replace(figure, period=ends[1]), replace(figure, period=ends[0]))
            return [_stated(change, quantity, negated=negated)]
        changed = _changed(clause, draft, earlier)
        if changed is not None:
            falls = "decline" in marks and "growth" not in marks and quantity.unit != "ratio"
            return [_stated(changed, _turned(quantity) if falls else quantity, negated=negated)]
        if quantity.unit == "ratio" and _is_multiple_of(clause):
            return _multiple_of(draft, quantity, earlier, negated=negated)
        taken = _share_of_base(clause, draft) if quantity.unit in ("percent", "ratio") else None
        if taken is not None:
            return [_stated(replace(taken, share=quantity.unit == "percent"), quantity, negated=negated)]
        if _speaks_of_two(draft) and quantity.unit in ("percent", "ratio"):
            split = _split(clause, draft)
            if split is not None:
                part, whole = (carry(figure.unvalued, earlier) for figure in split)
                return [_stated(Ratio(part, whole, share=quantity.unit == "percent"), quantity, negated=negated)]
        figures = [carry(figure.unvalued, earlier) for figure in figures]
        if quantity.unit in ("percent", "ratio") and len(figures) == 1:  # 抽的不是10%，是兩成
            kept = _kept_share(figures[0], clause)
            if kept is not None:
                return [_stated(replace(kept, share=quantity.unit == "percent"), quantity, negated=negated)]
        attained = "attain" in marks
        return [_stated(_finish(figure, draft), quantity, negated=negated, attained=attained) for figure in figures]
    levels = [level for level in draft.levels if any(level.startswith(f"{m}:") for ms in draft.measures for m in ms)]
    if levels and (draft.entities or earlier):
        return [
            Relation(
                carry(replace(figure, measure=figure.measure or (levels[0].partition(":")[0],)), earlier),
                "level",
                None,
                negated,
                levels[0].partition(":")[2],
            )
            for figure in figures
        ]
    if not draft.has_slots:
        return []
    if "positive" in marks or "negative" in marks:
        sign = _sign(clause)
        if sign and (draft.measures or earlier):
            return [Relation(carry(figure, earlier), sign, Constant(_ZERO)) for figure in figures]
    return []


def _with_hedge_apart(clause: Clause, quantity: Quantity) -> Quantity:
    """Give an amount the hedge that stands apart from it: `至少是 GDP 的 250%`, `幾乎是報導的兩倍`."""
    if quantity.hedge or not any(mark.startswith("hedge:") for mark in clause.marks):
        return quantity
    place = next((index for index, token in enumerate(clause.tokens) if token.quantity is quantity), 0)
    for token in reversed(clause.tokens[:place]):
        if token.kind in {"break", "quantity"}:
            break
        hedge = next((name.partition(":")[2] for name in token.classes if name.startswith("hedge:")), "")
        if hedge and hedge != "plain":
            return replace(quantity, hedge=hedge, interval=hedged_interval(quantity.interval, quantity.value, hedge))
    return quantity


def _stated_amount(draft: Draft) -> Quantity:
    """The amount that a clause states: the first with a unit, for a bare number may count anything."""
    return next((quantity for quantity in draft.quantities if quantity.unit), draft.quantities[0])


def _changed(clause: Clause, draft: Draft, earlier: Sequence[Figure]) -> Expression | None:
    """A relative amount beside a word of change is a change, unless it says where to: `grew 84 %`, not `rose to 119 %`."""
    quantity = _stated_amount(draft)
    if not clause.marks & _CHANGES:
        return None
    place = next(index for index, token in enumerate(clause.tokens) if token.kind == "quantity")
    if quantity.unit not in {"percent", "ratio", "percentage_points"}:
        return _changed_by(clause, draft, place, earlier)
    if any(
        token.has("to", "set_to") or token.text in {"at", "by now"}
        for token in clause.tokens[max(0, place - 1) : place]
    ):
        return None
    if clause.marks & {"compound_growth"} or any(
        token.ids("measure") and token.has(*_CHANGES) for token in clause.tokens
    ):
        return None
    figure = carry(draft.figure().unvalued, earlier)
    rates = growth_of(figure.measure, clause.facts)
    if rates and (draft.per == "year" or "year_on_year" in clause.marks):  # grew 13.8 % a year
        return replace(figure, measure=rates, per=None)
    ends = next((mention.ends for mention in draft.periods if mention.ends), None)
    if ends is None:
        return Growth(replace(figure, period=None), figure)
    first, last = replace(figure, period=ends[0]), replace(figure, period=ends[1])
    return Growth(first, Annualised(last) if draft.annualised else last)


def _changed_by(clause: Clause, draft: Draft, place: int, earlier: Sequence[Figure]) -> Expression | None:
    """An amount right behind a word of change is what is added or lost: `debt grows by $5bn a day`, `增加了12億`."""
    before = next((t for t in reversed(clause.tokens[:place]) if not (t.is_noise and t.text != "to")), None)
    if before is None or not before.has(*_CHANGES) or before.is_slot or before.has("to", "set_to"):
        return None
    figure = carry(replace(draft.figure(), value=None), earlier)
    if is_pace(figure.measure, clause.tokens, clause.facts):
        return figure
    ends = next((mention.ends for mention in draft.periods if mention.ends), None)
    if ends is None:
        return Growth(replace(figure, period=None), figure)
    return Difference(replace(figure, period=ends[1]), replace(figure, period=ends[0]))


def _is_multiple_of(clause: Clause) -> bool:
    """Tell whether a multiple is said of what is named beside it, its own subject left out: `是…的兩倍`, `that's twice …`."""
    place = next(index for index, token in enumerate(clause.tokens) if token.kind == "quantity")
    before = [token for token in clause.tokens[:place] if is_slot(token)]
    after = [token for token in clause.tokens[place:] if is_slot(token)]
    if not before and after:
        return True
    opens = next((index for index, token in enumerate(clause.tokens) if is_slot(token)), place)
    says = any(token.has("be") for token in clause.tokens[:opens])
    return bool(before) and says and place > 0 and clause.tokens[place - 1].text == "的"


def _multiple_of(draft: Draft, quantity: Quantity, earlier: Sequence[Figure], *, negated: bool) -> list[Relation]:
    subject = carry(Figure(), earlier)
    named = draft.figure().unvalued
    if "computed" in draft.channels and draft.measures:  # 微軟分成反推的: on what it rests, not what it is
        named = Figure(channel="computed")
    base = carry(named, [subject])
    if draft.denominator and not draft.measures:
        return [_stated(replace(subject, denominator=draft.denominator), quantity, negated=negated)]
    if not (subject.measure or subject.role) or subject == base:
        return []
    return [
        _stated(Ratio(replace(subject, soft=frozenset()), replace(base, soft=frozenset())), quantity, negated=negated)
    ]


def _sign(clause: Clause) -> str | None:
    """`不是負的,是正的` says positive; a denied negative is not negative."""
    signs = [
        (index, token.has("positive")) for index, token in enumerate(clause.tokens) if token.has("positive", "negative")
    ]
    plain = [(index, positive) for index, positive in signs if not _denied(clause, index)]
    if plain:
        return ">" if plain[-1][1] else "<"
    return ("<=" if signs[-1][1] else ">=") if signs else None


def _denied(clause: Clause, index: int) -> bool:
    for token in reversed(clause.tokens[max(0, index - 2) : index]):
        if token.kind in ("break", "stop"):
            return False
        if token.has("not"):
            return True
    return False


def _is_negated(clause: Clause) -> bool:
    """Tell whether the statement is denied: a `not` before what is stated (`不是不` and the like cancel)."""
    if "not" not in clause.marks:
        return False
    count = 0
    for index, token in enumerate(clause.tokens[: _stated_until(clause)]):
        if not token.has("not") or token.has("yes_no", "how_many_times"):
            continue
        bound = any(name.startswith("hedge:") for name in token.classes)
        if not (bound and any(one.kind == "quantity" for one in clause.tokens[index:])):  # 不超过 sets a bound itself
            count += 1
    return count % 2 == 1


def _stated_until(clause: Clause) -> int:
    """Where the statement ends: a remark behind a comma (`252 %, stop arguing`) denies nothing."""
    last = max(
        (i for i, t in enumerate(clause.tokens) if is_slot(t) or t.kind == "quantity" or t.ids("level")), default=-1
    )
    breaks = (i for i in range(last + 1, len(clause.tokens)) if clause.tokens[i].kind == "break")
    return next(breaks, len(clause.tokens))


def _with_amount(clause: Clause, shape: Shape, earlier: Sequence[Figure], *, negated: bool) -> list[Relation]:
    """Two operands and an amount: `A is B's three times`, `A is 5 times B`, `A is 72 % of B`, or an amount alone."""
    holders = [draft for draft in shape.drafts if draft.quantities]
    quantity = _with_hedge_apart(clause, holders[-1].quantities[-1])
    others = [draft for draft in shape.drafts if not draft.quantities]
    if shape.name == "compared" and len(shape.drafts) == 2 and (others or all(d.has_slots for d in shape.drafts)):
        apart = _apart(clause, shape, quantity, earlier, negated=negated) if shape.drafts[1].has_slots else []
        return apart or _between(clause, shape, earlier, negated=negated)
    relative = quantity.unit in ("ratio", "percent") and len(shape.drafts) == 2 and shape.name != "listed"
    if relative and holders[-1] is shape.drafts[1] and _is_figure(holders[-1]) and others:
        first = carry(others[0].figure(), earlier)
        second = carry(replace(holders[-1].figure(), value=None), [first, *earlier])
        if not _is_same(second, first):
            second = replace(second, soft=frozenset())
            return [_stated(Ratio(first, second, share=quantity.unit == "percent"), quantity, negated=negated)]
    if shape.name in ("listed", "versus", "towards") and len(shape.drafts) > 2:
        return []
    if shape.name == "shared" and quantity.unit == "percent" and len(shape.drafts) == 2:
        part = carry(shape.drafts[0].figure().unvalued, earlier)
        whole = carry(shape.drafts[1].figure().unvalued, [part, *earlier])
        if not _is_same(part, whole):  # `A 佔 142 %`, of what goes without saying: no share of itself
            return [_stated(Ratio(part, whole, share=True), quantity, negated=negated)]
    merged = _merged(shape.drafts)
    taken = _share_of_base(clause, merged) if quantity.unit in ("percent", "ratio") else None
    if taken is not None:
        return [_stated(replace(taken, share=quantity.unit == "percent"), quantity, negated=negated)]
    figures = [carry(figure.unvalued, earlier) for figure in merged.figures()]
    attained = "attain" in clause.marks
    return [_stated(_finish(figure, merged), quantity, negated=negated, attained=attained) for figure in figures]


def _apart(
    clause: Clause, shape: Shape, quantity: Quantity, earlier: Sequence[Figure], *, negated: bool
) -> list[Relation]:
    """By how much one is above or below the other: `A is 67 points below B`, `A exceeds B by 2bn`, `50 % more than B`."""
    direction = _direction(clause, shape)
    if shape.operator is not None and shape.operator.has("covers") and quantity.unit in ("percent", "ratio"):
        part, whole = (_finish(carry(draft.figure().unvalued, earlier), draft) for draft in shape.drafts[:2])
        return [_stated(Ratio(part, whole, share=quantity.unit == "percent"), quantity, negated=negated)]
    if direction is None:
        return []
    hedged = shape.operator is not None and any(name.startswith("hedge:") for name in shape.operator.classes)
    if hedged and quantity.unit != "ratio":  # falls short of B by 118 points
        quantity = next(draft.quantities[-1] for draft in reversed(shape.drafts) if draft.quantities)
    if quantity.unit == "percent" and any(draft.denominator or draft.is_denominator for draft in shape.drafts):
        quantity = replace(quantity, unit="percentage_points")  # exceed its debts by 91 % of GDP
    first, second = (_finish(carry(draft.figure().unvalued, earlier), draft) for draft in shape.drafts[:2])
    if quantity.unit == "ratio":
        return [_stated(Ratio(first, second), quantity, negated=negated)] if direction == ">" else []
    if quantity.unit == "percent":
        sign = quantity if direction == ">" else _turned(quantity)
        return [_stated(Growth(second, first), sign, negated=negated)]
    terms = (first, second) if direction == ">" else (second, first)
    return [_stated(Difference(*terms), quantity, negated=negated)]


def _turned(quantity: Quantity) -> Quantity:
    """The same amount below zero: what is over it is then under it."""
    around = quantity.interval
    return replace(
        quantity,
        value=None if quantity.value is None else -quantity.value,
        interval=Interval(-around.high, -around.low, around.high_open, around.low_open),
        hedge=_TURNED.get(quantity.hedge, quantity.hedge),
    )


def _direction(clause: Clause, shape: Shape) -> str | None:
    """Whether the operator of a comparison sets the first above (`>`) or below (`<`) the second."""
    operator, marks = shape.operator, clause.marks
    if operator is None:
        return None
    if operator.has("more_than") or (operator.has("compared", "than", "not") and "more" in marks):
        return ">"
    if operator.has("less_than") or (operator.has("compared", "than", "not") and "less" in marks):
        return "<"
    return None


def _between(clause: Clause, shape: Shape, earlier: Sequence[Figure], *, negated: bool) -> list[Relation]:
    """A comparison of two figures."""
    if len(shape.drafts) != 2:
        return []
    marks = clause.marks
    operator = shape.operator
    comparator = None
    if shape.name == "compared" and operator is not None:
        bound = next((sign for name, sign in BOUNDS.items() if operator.has(name)), None)
        comparator = "=" if operator.has("as_much_as") else _direction(clause, shape) or bound
        comparator = ">=" if operator.has("covers") else comparator
    elif shape.name in ("listed", "equated", "versus") and marks & {"same", "as_much_as"}:
        comparator = "="
    if comparator is None:
        return []
    left = _finish(carry(shape.drafts[0].figure(), earlier), shape.drafts[0])
    right = _finish(carry(shape.drafts[1].figure(), earlier), shape.drafts[1])
    if shape.drafts[1].quantities and not shape.drafts[1].has_slots:
        right = Constant(shape.drafts[1].quantities[0])
    elif marks & {"growth", "decline"} and not any(t.ids("measure") and t.has(*_CHANGES) for t in clause.tokens):
        left, right = growths_of((left, right), clause)
        if "decline" in marks and "growth" not in marks:  # what falls faster grows less
            comparator = _MIRRORED.get(comparator, comparator)
    return [Relation(left, comparator, right, negated)]


def growths_of(terms: Sequence[Expression], clause: Clause) -> list[Expression]:
    """Return how much each of several figures grew over what the clause names: `A grew faster than B from 2024 to 2025`."""
    ends = next((token.period.ends for token in clause.tokens if token.period and token.period.ends), None)
    found: list[Expression] = []
    for term in terms:
        figure = term.term if isinstance(term, Annualised | PerPeriod) else term
        if not isinstance(figure, Figure):
            found.append(term)
            continue
        if ends is None:
            found.append(Growth(replace(figure, period=None), figure))
            continue
        last = replace(figure, period=ends[1])
        annualised = isinstance(term, Annualised) or "annualised" in clause.marks
        found.append(Growth(replace(figure, period=ends[0]), Annualised(last) if annualised else last))
    return found


def _stated(left: Expression, quantity: Quantity, *, negated: bool, attained: bool = False) -> Relation:
    comparator = comparator_of(quantity)
    if attained and negated and comparator == "=":  # never reached 2bn
        return Relation(left, "<", Constant(quantity))
    right = Constant(quantity)
    if comparator != "=":  # the comparator says what the hedge said
        right = Constant(replace(quantity, hedge=""))
    if negated and comparator != "=":
        return Relation(left, _OPPOSITE[comparator], right)
    return Relation(left, comparator, right, negated)


def _is_figure(draft: Draft) -> bool:
    """Tell whether an operand beside an amount names a figure of its own, not just the denominator of a share."""
    return bool(draft.entities or draft.periods or draft.channels or draft.speakers or draft.measures) and not (
        draft.denominator and not draft.measures
    )


def _is_same(second: Figure, first: Figure) -> bool:
    """Tell whether the right side of `is` names nothing but what the left is a share of: `China: net assets 91 % of GDP`.

    An origin that is named once is said of both, and a period that stands on the right alone: `was 2 times in 2024`.
    """
    if second.channel or second.speaker:
        return second == first
    same = (second.entity, second.measure, second.role) == (first.entity, first.measure, first.role)
    return same and first.period in (None, second.period)


def _finish(figure: Figure, draft: Draft) -> Expression:
    if draft.annualised:
        return Annualised(figure)
    return PerPeriod(figure, figure.per) if figure.per else figure


def _share_of_base(clause: Clause, draft: Draft) -> Ratio | None:
    """What one takes of the other's: `A takes 20 % of B's revenue`, `B hands A a fifth of its revenue`."""
    entities = list(dict.fromkeys(token.ids("entity") for token in clause.tokens if token.ids("entity")))
    named = {measure for mention in draft.measures for measure in mention}
    verbs = {name.partition(":")[2] for token in clause.tokens for name in token.classes if name.startswith("verb:")}
    if not verbs & {"receive", "pay"} or not entities or (len(entities) == 1 and (named or "receive" not in verbs)):
        return None
    for fact in clause.facts.values():
        payer = (fact.counterpart,) if fact.counterpart else None
        takers = [entity for entity in entities if entity != payer]
        if "receive" in fact.roles and payer and len(takers) == 1 and (not named or named & fact.base):
            taker = takers[0]
            if "receive" not in verbs and entities[0] != payer:
                return None
            span = draft.figure().period
            return Ratio(Figure(taker, period=span, role="receive"), Figure(payer, tuple(sorted(fact.base)), span))
    return None


def _kept_share(figure: Figure, clause: Clause) -> Ratio | None:
    """What was said to be received before is, in percent, what is received of the other's."""
    if figure.role != "receive" or "measure" not in figure.soft or len(figure.entity) != 1 or figure.denominator:
        return None
    bases = {
        (fact.counterpart, fact.base)
        for fact in clause.facts.values()
        if "receive" in fact.roles and fact.counterpart and fact.counterpart not in figure.entity
    }
    if len(bases) != 1:
        return None
    payer, base = next(iter(bases))
    return Ratio(
        Figure(figure.entity, period=figure.period, role="receive"),
        Figure((payer,), tuple(sorted(base)), figure.period),
    )


def _speaks_of_two(draft: Draft) -> bool:
    return len(draft.measures) + (1 if draft.roles and draft.measures else 0) > 1 and not draft.denominator


def _split(clause: Clause, draft: Draft) -> tuple[Figure, Figure] | None:
    """Two things measured in one operand: what stands before the second belongs to the first, the rest to the second."""
    slots = [token for token in draft.tokens if is_slot(token)]
    says = [i for i, t in enumerate(slots) if t.ids("measure") or any(c.startswith("verb:") for c in t.classes)]
    if len(says) < 2:
        return None
    cut = says[0] + 1
    first, second = bind(slots[:cut], clause.facts), bind(slots[cut:], clause.facts)
    if not (first.has_measure and second.has_measure):
        return None
    return first.figure(), replace(second.figure(), period=second.figure().period or first.figure().period)


def _merged(drafts: Sequence[Draft]) -> Draft:
    merged = Draft()
    for draft in drafts:
        merged.entities += [mention for mention in draft.entities if mention not in merged.entities]
        merged.measures += [mention for mention in draft.measures if mention not in merged.measures]
        merged.periods += [mention for mention in draft.periods if mention not in merged.periods]
        merged.channels += [channel for channel in draft.channels if channel not in merged.channels]
        merged.speakers += [speaker for speaker in draft.speakers if speaker not in merged.speakers]
        merged.roles += [role for role in draft.roles if role not in merged.roles]
        merged.units += draft.units
        merged.denominator = merged.denominator or draft.denominator
        merged.per = merged.per or draft.per
        merged.annualised = merged.annualised or draft.annualised
        merged.tokens += draft.tokens
    return merged
