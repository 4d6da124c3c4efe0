"""The operands of a question as expressions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.clause import Clause, is_slot
from grammar.expression import (
    Annualised,
    Constant,
    Difference,
    Expression,
    Figure,
    PerPeriod,
    Product,
    Ratio,
    Sum,
)
from grammar.lexer import Token
from grammar.shape import Shape, brackets_of_sums, kind_of_label
from grammar.slots import Draft, carry


def plain_figures(term: Expression) -> list[Figure]:
    """Return the figure that a term is, also annualised or per period; none for what is made of several."""
    if isinstance(term, Figure):
        return [term]
    return [term.term] if isinstance(term, Annualised | PerPeriod) and isinstance(term.term, Figure) else []


def names_one(shape: Shape) -> bool:
    """Tell whether a shape is of one entity."""
    return len(shape.drafts) == 1 and len(shape.drafts[0].entities) == 1


def terms_of(shape: Shape, earlier: Sequence[Figure]) -> tuple[Expression, ...]:
    """The expressions of all operands; an operand that names several figures gives several."""
    return tuple(_finish(figure, draft) for draft in shape.drafts for figure in _carried(draft, earlier))


def _carried(draft: Draft, earlier: Sequence[Figure]) -> list[Expression]:
    if draft.quantities and not draft.has_slots:
        return [Constant(draft.quantities[0])]
    return [carry(figure, earlier) for figure in draft.figures()]


def _finish(term: Expression, draft: Draft) -> Expression:
    if not isinstance(term, Figure):
        return term
    if term.value is not None and not (draft.has_measure and (draft.annualised or draft.per)):
        return term
    if draft.annualised:
        return Annualised(term)
    return PerPeriod(term, term.per) if term.per else term


def tree_of(part: Shape | Draft, earlier: Sequence[Figure]) -> Expression:
    """Turn a shape into an expression, operator by operator."""
    if isinstance(part, Draft):
        return _finish(_carried(part, earlier)[0], part)
    left, right = (
        (tree_of(operand, earlier) for operand in part.operands[:2]) if len(part.operands) > 1 else (None, None)
    )
    if left is None or right is None:
        return tree_of(part.operands[0], earlier)
    match part.name:
        case "added":
            return Sum((*(left.terms if isinstance(left, Sum) else (left,)), right))  # as a formula reads `a + b + c`
        case "reduced":
            return Difference(left, right)
        case "multiplied":
            return Product(left, right)
        case _:
            return Ratio(left, right)


def loose_figure(clause: Clause, earlier: Sequence[Figure]) -> Figure:
    """All slots of a clause as one figure, whatever stands between them."""
    draft = clause.bound()
    if len(draft.periods) > 1:
        draft.periods = draft.periods[:1] if len({mention.period for mention in draft.periods}) > 2 else draft.periods
    return carry(draft.figure(), earlier)


def first_measure(clause: Clause, loose: Figure) -> Figure:
    """Keep the measure that a clause names first."""
    first = next((token.ids("measure") for token in clause.tokens if token.ids("measure")), loose.measure)
    return replace(loose, measure=first)


def last_measure(clause: Clause, loose: Figure) -> Figure:
    """In `how do you get from A to B`, what is asked about is B."""
    if len({token.ids("measure") for token in clause.tokens if token.ids("measure")}) < 2:
        return loose
    last = next(token.ids("measure") for token in reversed(clause.tokens) if token.ids("measure"))
    place = max(index for index, token in enumerate(clause.tokens) if token.ids("measure"))
    entity = next(
        (token.ids("entity") for token in reversed(clause.tokens[:place]) if token.ids("entity")), loose.entity
    )
    return replace(loose, measure=last, entity=entity)


def with_label_in_front(clause: Clause) -> Clause:
    """Put whom and when, said behind what is asked of two figures, before them: `上半年推理是營收的幾倍 (OpenAI, 2025)`."""
    if not clause.marks & _OF_TWO:
        return clause
    tokens = clause.tokens
    place = max(index for index, token in enumerate(tokens) if token.has(*_OF_TWO))
    behind = [token for token in tokens[place + 1 :] if is_slot(token) or token.quantity or token.meaning.may_block]
    kinds = [kind_of_label(token) for token in behind]
    if not behind or not all(kinds) or len(set(kinds)) != len(kinds):
        return clause
    first = next((index for index, token in enumerate(tokens) if token.ids("measure")), place)
    before = tokens[:first]
    if first > place or any(kind_of_label(token) in kinds for token in before if not _is_part(token)):
        return clause
    if any(kind_of_label(t) == "period" and not _is_part(t) for t in tokens[:place]) and "period" in kinds:
        return clause
    rest = [token for token in tokens if not any(token is one for one in behind)]
    return Clause((*behind, *rest), clause.facts)


_OF_TWO = frozenset({"how_many_times", "what_share"})


def _is_part(token: Token) -> bool:
    """Tell whether a token says a part of some year."""
    return token.period is not None and not token.period.period.has_year


def without_gloss(clause: Clause) -> Clause:
    """Read `the net asset ratio (net assets ÷ total assets)` as what stands in the parentheses."""
    opening = next((i for i, t in enumerate(clause.tokens) if t.text in ("(", "（")), None)
    closing = next((i for i, t in enumerate(clause.tokens) if t.text in (")", "）")), None)
    if opening is None or closing is None or closing < opening:
        return clause
    if brackets_of_sums(clause.tokens):
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
