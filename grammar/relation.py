"""Relations: what a clause states of figures, whether somebody claims it or asks whether it is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.basis import without_holder
from grammar.change import CHANGES, changed_from, growths_of, stated_amount, turned
from grammar.clause import BOUNDS, HEDGES, Clause, ClauseSyntaxError, is_origin, is_slot
from grammar.expression import (
    Annualised,
    Constant,
    Difference,
    Expression,
    Figure,
    Growth,
    PerPeriod,
    Ratio,
    Relation,
    Sum,
)
from grammar.for_every import place_of_every, relation_for_every
from grammar.interval import Interval
from grammar.negation import denied, is_negated
from grammar.operand import tree_of
from grammar.order import above_all, of_level, of_order, sides_of, with_levels_joined
from grammar.portion import kept_share, share_of_base, speaks_of_two, split_in_two
from grammar.quantity import Quantity, hedged_interval
from grammar.shape import Shape
from grammar.slots import Draft, carry, growth_of
from grammar.whole import against_whole

_ARITHMETIC = frozenset({"added", "reduced", "multiplied", "divided"})
_COMPARATORS = {
    "over": ">",
    "far_over": ">",
    "at_least": ">=",
    "at_most": "<=",
    "under": "<",
}
_STATING = BOUNDS.keys() | frozenset(
    "positive negative highest lowest more_than less_than as_much_as same compared than covers covered_by".split()
)  # without an amount, a level or one of these a clause states nothing that can be checked
_RECKONING = frozenset({"plus", "minus", "times_sign", "over"})
_SAYING = frozenset("也就才只约大为是不达有")
_MOVES = ("from ", "从", "由", "自")
_OF_ALL = frozenset({"all_alike", "same"})
_MIRRORED = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
_OPPOSITE = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "=": "!=", "!=": "="}
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
    if (
        "for_every" in clause.marks and place_of_every(clause) is not None
    ):  # what is said by the unit is never said of the whole
        found = relation_for_every(clause, earlier) if len(clause.quantities) <= 2 else None
        return [found] if found is not None else []
    if not clause.quantities and clause.marks & {"highest", "lowest"}:
        ordered = of_order(clause, earlier)
        return [ordered] if ordered is not None else []
    whole = against_whole(clause, earlier)
    if whole is not None:
        return [whole]
    if any("speaker" in token.meaning.ids for token in clause.slots):
        clause = without_holder(clause)
    try:
        shape = clause.parse()
    except ClauseSyntaxError:
        return []
    if not shape.drafts:
        return []
    if clause.marks & _RECKONING and all(draft.quantities and not draft.has_slots for draft in shape.drafts):
        return []  # what amounts come to is a reckoning of theirs, and no figure
    shape = with_levels_joined(shape)
    negated = is_negated(clause)
    levelled = of_level(clause, earlier, negated=negated)
    if levelled is not None:
        return [levelled]
    if len(shape.drafts) == 1:
        return _of_one(clause, shape.drafts[0], earlier, negated=negated)
    if any(draft.quantities for draft in shape.drafts):
        return _with_amount(clause, shape, earlier, negated=negated)
    if shape.name == "equated" and clause.marks & {"positive", "negative"} and _merges(shape):  # China is insolvent
        return _of_one(clause, _merged(shape.drafts), earlier, negated=negated)
    return _between(clause, shape, earlier, negated=negated)


def _merges(shape: Shape) -> bool:
    """Tell whether of two operands one says only whom, the other only what."""
    first, second = shape.drafts[0], shape.drafts[-1]
    return len(shape.drafts) == 2 and bool(first.entities and second.measures) and not _says_more(first, second)


def _says_more(first: Draft, second: Draft) -> bool:
    named = [token for token in first.tokens if token.ids("measure")]
    return bool(named) or any(token.ids("entity") for token in second.tokens)


def comes_to(clause: Clause) -> bool:
    """Tell whether it is said that something comes to an amount; the word may be a part of the amount (`有到200%嗎`)."""
    return "attain" in clause.marks or any(token.text.startswith(_REACHING) for token in clause.quantities)


_REACHING = ("有到", "到", "达到", "有达到", "有达")


def _denies_degree(marks: frozenset[str]) -> bool:
    return "not" in marks and bool(marks & {"more", "less"})


def _of_one(clause: Clause, draft: Draft, earlier: Sequence[Figure], *, negated: bool) -> list[Relation]:
    marks = clause.marks
    if draft.quantities and (draft.has_slots or earlier):
        quantity = _in_said_unit(_with_hedge_apart(clause, stated_amount(draft)), draft)
        ends = next((mention.ends for mention in draft.periods if mention.ends), None)
        if ends is not None and quantity.unit == "ratio":  # doubled from 2024 to 2025
            figure = carry(draft.figure(valued=False), earlier)
            change = Ratio(replace(figure, period=ends[1]), replace(figure, period=ends[0]))
            return [stated(change, quantity, negated=negated)]
        if ends is not None and quantity.value is None and quantity.printed.startswith(_MOVES):
            return []  # from 2024 to 2025 it went from 3.76bn to 5.02bn: no amount of the whole time
        changed = changed_from(clause, draft, earlier)
        if changed is not None:
            falls = "decline" in marks and "growth" not in marks and quantity.unit != "ratio"
            return [stated(changed, turned(quantity) if falls else quantity, negated=negated)]
        if quantity.unit == "ratio" and _is_multiple_of(clause):
            return _multiple_of(draft, quantity, earlier, negated=negated)
        taken = share_of_base(clause, draft) if quantity.unit in ("percent", "ratio") else None
        if taken is not None:
            return [stated(replace(taken, share=quantity.unit == "percent"), quantity, negated=negated)]
        if speaks_of_two(draft) and quantity.unit in ("percent", "ratio"):
            split = split_in_two(clause, draft)
            if split is not None:
                part, whole = (carry(figure.unvalued, earlier) for figure in split)
                return [stated(Ratio(part, whole, share=quantity.unit == "percent"), quantity, negated=negated)]
        if _sets_sources_apart(clause):
            return []
        if len(draft.entities) > 1 and (of := _share_of_other(clause, quantity, earlier)) is not None:
            return [stated(one, quantity, negated=negated) for one in of]
        figures = [_with_denominator(carry(figure, earlier), clause, earlier) for figure in draft.figures(valued=False)]
        if draft.compound and not draft.measures:
            return [stated(_yearly_growth(figure, clause), quantity, negated=negated) for figure in figures]
        if quantity.unit in ("percent", "ratio") and len(figures) == 1:  # 抽的不是10%，是兩成
            kept = kept_share(figures[0], clause)
            if kept is not None:
                return [stated(replace(kept, share=quantity.unit == "percent"), quantity, negated=negated)]
        attained = negated and comes_to(clause)
        return [stated(finished(figure, draft), quantity, negated=negated, attained=attained) for figure in figures]
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
            for figure in draft.figures()
        ]
    if not draft.has_slots:
        return []
    if "positive" in marks or "negative" in marks:
        sign = _sign(clause)
        if sign and (draft.measures or earlier):
            return [Relation(carry(figure, earlier), sign, Constant(_ZERO)) for figure in draft.figures()]
    return []


def _yearly_growth(figure: Figure, clause: Clause) -> Expression:
    """`…, at 13.8 % a year on average`: how what was named before grows a year, not how much it is."""
    rates = growth_of(figure.measure, clause.facts)
    return replace(figure, measure=rates) if rates else Growth(replace(figure, period=None), figure)


def _share_of_other(clause: Clause, quantity: Quantity, earlier: Sequence[Figure]) -> list[Expression] | None:
    """`…, Japan's is 252 % of China's`: what was spoken of before of the one, as a share of the same of the other."""
    place = next((index for index, token in enumerate(clause.tokens) if token.quantity is quantity), 0)
    behind = clause.tokens[place + 1 : place + 3]
    if quantity.unit not in ("percent", "ratio") or len(behind) != 2 or behind[0].text != "of":
        return None
    sides = [token.ids("entity") for token in (*clause.tokens[:place], behind[1]) if token.ids("entity")]
    if not behind[1].ids("entity") or behind[1].ids("measure"):
        return None
    if len(sides) != 2 or len(clause.slots) != 2 or not earlier:
        return []
    first, second = (replace(carry(Figure(side), earlier), soft=frozenset()) for side in sides)
    return [Ratio(first, second, share=quantity.unit == "percent")] if first.measure else []


def _with_denominator(figure: Figure, clause: Clause, earlier: Sequence[Figure]) -> Figure:
    """`A is 1.42 times GDP, B 2.52 times`: the multiple of the second is one of the same as that of the first."""
    if figure.denominator or not figure.soft & {"measure", "entity"} or not earlier or earlier[0].denominator is None:
        return figure
    last = earlier[0]
    place = next((index for index, token in enumerate(clause.tokens) if token.quantity is not None), 0)
    units = {clause.facts[name].unit for name in figure.measure if name in clause.facts}
    if units != {"percent"} or not place or clause.tokens[place - 1].text == "的":
        return figure
    if last.entity == figure.entity and last.measure == figure.measure:
        return figure
    return replace(figure, denominator=last.denominator)


def _with_hedge_apart(clause: Clause, quantity: Quantity) -> Quantity:
    """Give an amount the hedge that stands apart from it: `至少是 GDP 的 250%`, `幾乎是報導的兩倍`."""
    if quantity.hedge or clause.marks.isdisjoint(HEDGES):
        return quantity
    place = next((index for index, token in enumerate(clause.tokens) if token.quantity is quantity), 0)
    for token in reversed(clause.tokens[:place]):
        if token.kind in {"break", "quantity"}:
            break
        hedge = next((name.partition(":")[2] for name in token.classes if name.startswith("hedge:")), "")
        if hedge and hedge != "plain":
            return replace(quantity, hedge=hedge, interval=hedged_interval(quantity.interval, quantity.value, hedge))
    return quantity


def _sets_sources_apart(clause: Clause) -> bool:
    """Tell whether it is said how far two sources are apart, which is no amount of either."""
    if "difference" not in clause.marks:
        return False
    return len({token.ids("channel") or token.meaning.said for token in clause.slots if is_origin(token)}) > 1


def _in_said_unit(quantity: Quantity, draft: Draft) -> Quantity:
    """Give an amount the currency that stands apart from it: `37.6 億「人民幣」`."""
    said = [unit for unit in draft.units if len(unit) == 3]
    return replace(quantity, unit=said[0]) if said and quantity.unit in ("", "XXX") else quantity


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
    named = draft.figure(valued=False)
    if "computed" in draft.channels and draft.measures:  # 微軟分成反推的: on what it rests, not what it is
        named = Figure(channel="computed")
    base = carry(named, [subject])
    if draft.denominator and not draft.measures:
        return [stated(replace(subject, denominator=draft.denominator), quantity, negated=negated)]
    if not (subject.measure or subject.role) or subject == base:
        return []
    return [
        stated(Ratio(replace(subject, soft=frozenset()), replace(base, soft=frozenset())), quantity, negated=negated)
    ]


def _sign(clause: Clause) -> str | None:
    """`不是負的,是正的` says positive; a denied negative is not negative."""
    signs = [
        (index, token.has("positive")) for index, token in enumerate(clause.tokens) if token.has("positive", "negative")
    ]
    plain = [(index, positive) for index, positive in signs if not denied(clause, index)]
    if plain:
        return ">" if plain[-1][1] else "<"
    return ("<=" if signs[-1][1] else ">=") if signs else None


def _with_amount(clause: Clause, shape: Shape, earlier: Sequence[Figure], *, negated: bool) -> list[Relation]:
    """Two operands and an amount: `A is B's three times`, `A is 5 times B`, `A is 72 % of B`, or an amount alone."""
    if _reckons(shape):
        return _reckoned(clause, shape, earlier, negated=negated)
    holders = [draft for draft in shape.drafts if draft.quantities]
    quantity = _in_said_unit(_with_hedge_apart(clause, holders[-1].quantities[-1]), holders[-1])
    others = [draft for draft in shape.drafts if not draft.quantities]
    if shape.name == "compared" and len(shape.drafts) == 2 and (others or all(d.has_slots for d in shape.drafts)):
        if _is_unclear_multiple(clause, shape, quantity):
            return []
        apart = _apart(clause, shape, quantity, earlier, negated=negated) if shape.drafts[1].has_slots else []
        return apart or _between(clause, shape, earlier, negated=negated)
    relative = quantity.unit in ("ratio", "percent") and len(shape.drafts) == 2 and shape.name != "listed"
    if relative and holders[-1] is shape.drafts[1] and _is_figure(holders[-1]) and others:
        first = carry(others[0].figure(), earlier)
        second = carry(holders[-1].figure(valued=False), [first, *earlier])
        if _is_rate_of(first, second, clause):  # its cut is 20 % of what the cut is of
            return [stated(first, quantity, negated=negated)]
        if not _is_same(second, first) and not _is_label(shape):
            second = replace(second, soft=frozenset())
            return [stated(Ratio(first, second, share=quantity.unit == "percent"), quantity, negated=negated)]
    if shape.name in ("listed", "versus", "towards") and len(shape.drafts) > 2:
        return []
    if shape.name == "shared" and quantity.unit == "percent" and len(shape.drafts) == 2:
        part = carry(shape.drafts[0].figure(valued=False), earlier)
        whole = carry(shape.drafts[1].figure(valued=False), [part, *earlier])
        if not _is_same(part, whole):  # `A 佔 142 %`, of what goes without saying: no share of itself
            return [stated(Ratio(part, whole, share=True), quantity, negated=negated)]
    run = shape.operands[-1] if shape.name == "equated" else shape
    if isinstance(run, Shape) and run.name == "listed" and not clause.marks & _OF_ALL and _measures_apart(run.drafts):
        if run.operator is None or run.operator.kind != "break" or run.operator.text == "、":
            return []
        shape = Shape("operand", run.drafts[-1:], run.drafts[-1:])
    if _sets_sources_apart(clause):
        return []
    merged = _merged(shape.drafts)
    taken = share_of_base(clause, merged) if quantity.unit in ("percent", "ratio") else None
    if taken is not None:
        return [stated(replace(taken, share=quantity.unit == "percent"), quantity, negated=negated)]
    figures = [carry(figure, earlier) for figure in merged.figures(valued=False)]
    if merged.compound and not merged.measures:
        return [stated(_yearly_growth(figure, clause), quantity, negated=negated) for figure in figures]
    attained = negated and comes_to(clause)
    return [stated(finished(figure, merged), quantity, negated=negated, attained=attained) for figure in figures]


def _measures_apart(drafts: Sequence[Draft]) -> bool:
    """Tell whether several measures stand beside an amount: it is said of one of them, unless a word says it is of all."""
    return len({mention for draft in drafts for mention in draft.measures if not draft.is_denominator}) > 1


def _apart(
    clause: Clause, shape: Shape, quantity: Quantity, earlier: Sequence[Figure], *, negated: bool
) -> list[Relation]:
    """By how much one is above or below the other: `A is 67 points below B`, `A exceeds B by 2bn`, `50 % more than B`."""
    direction = direction_of(clause, shape)
    if shape.operator is not None and shape.operator.has("covers") and quantity.unit in ("percent", "ratio"):
        part, whole = (finished(carry(draft.figure(valued=False), earlier), draft) for draft in shape.drafts[:2])
        return [stated(Ratio(part, whole, share=quantity.unit == "percent"), quantity, negated=negated)]
    by_more = shape.operator is not None and shape.operator.has(
        "compared"
    )  # 比: by how many times more, not how many times
    if direction is None:
        if not (by_more and quantity.unit == "ratio"):
            return []
        first, second = (finished(carry(draft.figure(valued=False), earlier), draft) for draft in shape.drafts[:2])
        if first == second:
            return []
        return [stated(Ratio(first, second), quantity, negated=negated)]  # 比 B 多一倍 is twice
    hedged = shape.operator is not None and any(name.startswith("hedge:") for name in shape.operator.classes)
    if hedged and quantity.unit != "ratio":  # falls short of B by 118 points
        quantity = next(draft.quantities[-1] for draft in reversed(shape.drafts) if draft.quantities)
    if quantity.unit == "percent" and any(draft.denominator or draft.is_denominator for draft in shape.drafts):
        quantity = replace(quantity, unit="percentage_points")  # exceed its debts by 91 % of GDP
    first, second = (finished(carry(draft.figure(valued=False), earlier), draft) for draft in shape.drafts[:2])
    if quantity.unit == "ratio":
        change = Growth(second, first) if by_more else Ratio(first, second)
        return [stated(change, quantity, negated=negated)]
    if quantity.unit == "percent":
        sign = quantity if direction == ">" else turned(quantity)
        return [stated(_relative(first, second), sign, negated=negated)]
    terms = (first, second) if direction == ">" else (second, first)
    return [stated(Difference(*terms), quantity, negated=negated)]


def _relative(first: Expression, second: Expression) -> Expression:
    """By what part of the second the first is above it; of one and the same time that is no growth."""
    if isinstance(first, Figure) and isinstance(second, Figure):
        whose = {figure.entity for figure in (first, second) if figure.entity}
        if len(whose) <= 1 and first.period == second.period and first.unvalued != second.unvalued:
            return Ratio(Difference(first, second), second, share=True)
    return Growth(second, first)


def _is_unclear_multiple(clause: Clause, shape: Shape, quantity: Quantity) -> bool:
    """`比 B 多兩倍` is twice to some and three times to others, unless 出 or 了 or a fraction says; `少兩倍` says nothing."""
    if quantity.unit != "ratio" or shape.operator is None:
        return False
    if direction_of(clause, shape) == "<":
        return True
    if not shape.operator.has("compared") or "more" not in clause.marks:
        return False
    whole = quantity.value is not None and quantity.value == quantity.value.to_integral_value() and quantity.value > 1
    return whole and not any(token.has("by_amount") for token in clause.tokens)


def direction_of(clause: Clause, shape: Shape) -> str | None:
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
    if shape.name == "compared" and len(shape.drafts) > 2 and "sum" in clause.marks:
        return _with_sum(clause, shape, earlier, negated=negated)
    sides = sides_of(shape, earlier) if shape.name == "compared" else ()
    if any(len({figure.entity for figure in side}) > 1 for side in sides):
        above = (
            above_all(sides[0], sides[1], direction_of(clause, shape))
            if not (negated or "sum" in clause.marks)
            else None
        )
        return [above] if above is not None else []
    if len(shape.drafts) != 2:
        return []
    marks = clause.marks
    operator = shape.operator
    comparator = None
    if shape.name == "compared" and operator is not None:
        bound = next((sign for name, sign in BOUNDS.items() if operator.has(name)), None)
        comparator = "=" if operator.has("as_much_as") else direction_of(clause, shape) or bound
        comparator = ">=" if operator.has("covers") else "<=" if operator.has("covered_by") else comparator
    elif shape.name in ("listed", "equated", "versus") and marks & {"same", "as_much_as"}:
        comparator = "="
    if comparator is None:
        return []
    left = finished(carry(shape.drafts[0].figure(), earlier), shape.drafts[0])
    right = finished(carry(shape.drafts[1].figure(), earlier), shape.drafts[1])
    if shape.drafts[1].quantities and not shape.drafts[1].has_slots:
        right = Constant(shape.drafts[1].quantities[0])
    elif marks & {"growth", "decline"} and not any(t.ids("measure") and t.has(*CHANGES) for t in clause.tokens):
        left, right = growths_of((left, right), clause)
        if "decline" in marks and "growth" not in marks:  # what falls faster grows less
            comparator = _MIRRORED.get(comparator, comparator)
    return [Relation(left, comparator, right, negated)] if left != right else []


def _with_sum(clause: Clause, shape: Shape, earlier: Sequence[Figure], *, negated: bool) -> list[Relation]:
    """A comparison of one figure with what several come to: `A is more than B and C combined`."""
    first, others = shape.operands[0], shape.operands[1]
    comparator = direction_of(clause, shape)
    if "sum" not in clause.marks or comparator is None or not (isinstance(first, Draft) and isinstance(others, Shape)):
        return []
    if others.name != "listed" or any(draft.quantities for draft in shape.drafts):
        return []
    left = carry(first.figure(), earlier)
    terms = tuple(finished(carry(draft.figure(), [left]), draft) for draft in others.drafts)
    return [Relation(finished(left, first), comparator, Sum(terms), negated)]


def _reckons(shape: Shape) -> bool:
    """Tell whether figures are added, taken away, multiplied or divided in a shape."""
    inner = (operand for operand in shape.operands if isinstance(operand, Shape))
    return shape.name in _ARITHMETIC or any(map(_reckons, inner))


def _reckoned(clause: Clause, shape: Shape, earlier: Sequence[Figure], *, negated: bool) -> list[Relation]:
    """Read `A minus B is 119 %` as one statement of the two together; nothing where it is put otherwise."""
    left, amount = shape.operands[0], shape.drafts[-1]
    if shape.name in _ARITHMETIC and all(isinstance(operand, Draft) for operand in shape.operands):
        return _reckoned_to_a_share(clause, shape, earlier, negated=negated)
    named = {measure for token in amount.tokens for measure in token.ids("measure")}
    wholes = all(clause.facts[measure].is_denominator for measure in named if measure in clause.facts)
    bare = wholes and not any(token.ids("entity") for token in amount.tokens)
    equal = shape.name == "equated" or (shape.operator is not None and shape.operator.has("as_much_as"))
    if not equal or not isinstance(left, Shape) or not amount.quantities or not bare:
        return []
    if any(draft.quantities for draft in left.drafts):
        return []
    return [stated(tree_of(left, earlier), amount.quantities[-1], negated=negated)]


def _reckoned_to_a_share(clause: Clause, shape: Shape, earlier: Sequence[Figure], *, negated: bool) -> list[Relation]:
    """Read `A minus B is 91 % of GDP`, where what it is a share of has drawn the amount to the second figure."""
    last = shape.drafts[-1]
    place = next((i for i, token in enumerate(clause.tokens) if token.quantity is not None), 0)
    states = place > 0 and any(token.has("be") for token in clause.tokens[max(0, place - 4) : place])
    states = states or (bool(last.quantities) and last.quantities[0].printed[:1] in _SAYING)  # 也就45%左右
    if not states or len(last.quantities) != 1 or any(draft.quantities for draft in shape.drafts[:-1]):
        return []
    plain = replace(last, quantities=[])
    left = Shape(shape.name, (*shape.operands[:-1], plain), (*shape.drafts[:-1], plain), shape.operator)
    return [stated(tree_of(left, earlier), last.quantities[0], negated=negated)]


def stated(left: Expression, quantity: Quantity, *, negated: bool, attained: bool = False) -> Relation:
    """State an amount of something; a hedge that is a bound is the comparator."""
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


def _is_rate_of(first: Figure, second: Figure, clause: Clause) -> bool:
    """Tell whether the first is by its name a share of the second, of nobody else's: `its cut is 20 % of A's revenue`."""
    facts = [clause.facts[name] for name in first.measure if name in clause.facts]
    rates = [fact for fact in facts if fact.kind == "rate" and fact.unit == "percent" and fact.counterpart]
    named = {token.ids("entity") for token in clause.slots}
    if second.channel or second.speaker or (len(first.measure) > 1 and first.period is not None):
        return False  # what was received of a year, or of what somebody reports: an amount of its own
    return bool(rates) and all(
        second.measure
        and set(second.measure) <= fact.base
        and second.entity in ((fact.counterpart,), ())
        and (second.entity in named or "pronoun" not in clause.marks)  # its own revenue
        for fact in rates
    )


def _is_label(shape: Shape) -> bool:
    """Tell whether a colon opens what is said of one of several: `debt to GDP: A 2.5 times, B 0.7 times`."""
    first, second = shape.drafts[0], shape.drafts[-1]
    if shape.operator is None or shape.operator.text != ":" or any(token.ids("entity") for token in first.tokens):
        return False
    return any(token.ids("entity") for token in second.tokens) and not any(t.ids("measure") for t in second.tokens)


def _is_same(second: Figure, first: Figure) -> bool:
    """Tell whether the right side of `is` names nothing but what the left is a share of: `China: net assets 91 % of GDP`.

    An origin that is named once is said of both, and a period that stands on the right alone: `was 2 times in 2024`.
    """
    if second.channel or second.speaker:
        return second == first
    same = (second.entity, second.measure, second.role) == (first.entity, first.measure, first.role)
    return same and first.period in (None, second.period)


def finished(figure: Figure, draft: Draft) -> Expression:
    """Return a figure as its operand wants it: annualised, or per what."""
    if draft.annualised:
        return Annualised(figure)
    return PerPeriod(figure, figure.per) if figure.per else figure


def _merged(drafts: Sequence[Draft]) -> Draft:
    merged = Draft()
    narrowed = any(draft.entities and not draft.group for draft in drafts)  # the three: A 91 %
    for draft in drafts:
        if not (narrowed and draft.group):
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
        merged.compound = merged.compound or draft.compound
        merged.tokens += draft.tokens
    return merged
