"""Negation: what of a clause is denied."""

from __future__ import annotations

from grammar.clause import Clause, is_slot


def denied(clause: Clause, index: int) -> bool:
    """Tell whether a `not` stands right before a word."""
    for token in reversed(clause.tokens[max(0, index - 2) : index]):
        if token.kind in ("break", "stop"):
            return False
        if token.has("not"):
            return True
    return False


def is_negated(clause: Clause) -> bool:
    """Tell whether the statement is denied: a `not` before what is stated (`不是不` and the like cancel)."""
    if "not" not in clause.marks:
        return False
    count = 0
    for index, token in enumerate(clause.tokens[_stated_from(clause) : _stated_until(clause)], _stated_from(clause)):
        if not token.has("not") or token.has("yes_no", "how_many_times"):
            continue
        if _answers(clause, index):
            continue
        bound = any(name.startswith("hedge:") for name in token.classes)
        if not (bound and any(one.kind == "quantity" for one in clause.tokens[index:])):  # 不超过 sets a bound itself
            count += 1
    return count % 2 == 1


def _answers(clause: Clause, index: int) -> bool:
    """`No, it is 252 %`: a denial that stands alone before a break is of what somebody else said."""
    if any(is_slot(token) or token.quantity for token in clause.tokens[:index]):
        return False
    following = clause.tokens[index + 1 :]
    if clause.tokens[index].text == "no" and any(token.has("not") for token in following):
        return True  # no, it isn't 300 %
    return bool(following) and following[0].kind == "break" and clause.tokens[index].text in _ALONE


_ALONE = frozenset({"no", "不", "不是"})


def _stated_from(clause: Clause) -> int:
    """Where the statement begins: a remark before it, up to a comma (`last but not least, …`), denies nothing.

    One in which somebody says or thinks something is no mere remark: `I don't think, honestly, that …`.
    """
    first = next((i for i, t in enumerate(clause.tokens) if is_slot(t)), 0)
    last = max((i for i in range(first) if clause.tokens[i].kind == "break"), default=-1)
    return 0 if any(token.has("say") and not token.is_noise for token in clause.tokens[:first]) else last + 1


def _stated_until(clause: Clause) -> int:
    """Where the statement ends: a remark behind a comma (`252 %, stop arguing`) denies nothing."""
    last = max(
        (i for i, t in enumerate(clause.tokens) if is_slot(t) or t.kind == "quantity" or t.ids("level")), default=-1
    )
    breaks = (i for i in range(last + 1, len(clause.tokens)) if clause.tokens[i].kind == "break")
    return next(breaks, len(clause.tokens))
