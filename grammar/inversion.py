"""Questions with the verb in front, read as the statement whose truth they ask for."""

from __future__ import annotations

from grammar.clause import Clause, is_name, is_slot

_INVERTED = frozenset("is are was were".split())


def set_straight(clause: Clause) -> Clause:
    """`is A twice B?` as `A is twice B`: an amount that is relative stands between what it is said of and what it is set to."""
    clause = _with_address_first(clause)
    opens = next((i for i, token in enumerate(clause.tokens) if token.text in _INVERTED), None)
    amount = next((i for i, token in enumerate(clause.tokens) if token.quantity is not None), None)
    if opens is None or amount is None or len(clause.quantities) != 1:
        return clause
    before = clause.tokens[:opens]
    if any(map(is_name, before)):  # `A: is …`
        if before[-1].kind != "break" and before[-1].text != ":":
            return clause
        before = before[:-1]
    quantity, rest = clause.tokens[amount].quantity, clause.tokens[opens + 1 : amount]
    if quantity is None or quantity.unit not in ("ratio", "percent") or not any(map(is_slot, rest)):
        return clause
    if any(token.has("be") for token in rest):
        return clause
    return Clause((*before, *rest, clause.tokens[opens], *clause.tokens[amount:]), clause.facts)


def _with_address_first(clause: Clause) -> Clause:
    """`did A exceed B, OpenAI?`: of whom it is asked, named alone behind a break, belongs to all of it."""
    tokens = clause.tokens
    place = next((i for i in reversed(range(len(tokens))) if tokens[i].kind == "break" and tokens[i].text in ",，("), 0)
    behind = [token for token in tokens[place + 1 :] if token.kind not in ("break", "stop") and not token.is_noise]
    if not place or len(behind) != 1 or len(behind[0].ids("entity")) != 1:
        return clause
    if any(token.ids("entity") for token in tokens[:place]):
        return clause
    first = next((i for i, token in enumerate(tokens[:place]) if is_slot(token)), 0)
    rest = tuple(token for token in tokens[place + 1 :] if token.kind == "stop")
    return Clause((*tokens[:first], behind[0], *tokens[first:place], *rest), clause.facts)
