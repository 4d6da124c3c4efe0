"""What a clause states of an order: levels, and who of several is the highest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.clause import Clause
from grammar.expression import Figure, Relation
from grammar.negation import is_negated
from grammar.shape import Shape
from grammar.slots import Draft, bind, carry

_SETTING_AGAINST = frozenset({"compared", "than", "versus", "more_than", "less_than", "as_much_as", "same"})


def with_levels_joined(shape: Shape) -> Shape:
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


def sides_of(shape: Shape, earlier: Sequence[Figure]) -> tuple[list[Figure], ...]:
    """The figures on both sides of a comparison."""
    return tuple(
        [carry(figure, earlier) for draft in _drafts_of(operand) for figure in draft.figures()]
        for operand in shape.operands
    )


def _drafts_of(operand: Shape | Draft) -> tuple[Draft, ...]:
    return operand.drafts if isinstance(operand, Shape) else (operand,)


def above_all(lefts: Sequence[Figure], rights: Sequence[Figure], direction: str | None) -> Relation | None:
    """`A is higher than B and C`, `B 和 C 都比 A 低`: who is above, or below, all of several; else None."""
    if direction is None or min(len(lefts), len(rights)) != 1:
        return None
    alone, others = (lefts[0], rights) if len(lefts) == 1 else (rights[0], lefts)
    same = {(figure.measure, figure.period, figure.channel, figure.speaker) for figure in (alone, *others)}
    entities = [figure.entity for figure in (alone, *others)]
    if len(same) != 1 or not alone.measure or any(len(entity) != 1 for entity in entities):
        return None
    highest = (direction == ">") == (len(lefts) == 1)
    among = tuple(dict.fromkeys(entity for one in entities for entity in one))
    return Relation(alone, "highest" if highest else "lowest", among=among) if len(among) > len(others) else None


def of_level(clause: Clause, earlier: Sequence[Figure], *, negated: bool) -> Relation | None:
    """A level of what was spoken of before, of somebody else: `…, Japan very low`."""
    if clause.quantities or not clause.has_level or any(token.ids("measure") for token in clause.tokens):
        return None
    spoken = next((figure.measure for figure in earlier if figure.measure or figure.role), ())
    if len(spoken) != 1:
        return None
    entities = [token.ids("entity") for token in clause.tokens if token.ids("entity")] or [earlier[0].entity]
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


def of_order(clause: Clause, earlier: Sequence[Figure]) -> Relation | None:
    """Read who is said to have the highest or lowest; None where the clause does not say of one alone."""
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
    return Relation(carry(figure, earlier), order, None, is_negated(clause), among=found[1])


def _distinct_periods(draft: Draft) -> set[object]:
    return {mention.period for mention in draft.periods}
