"""Assumptions that change nothing in what is reckoned: what is held fast, and how often an amount contains the one before."""

from __future__ import annotations

from collections.abc import Sequence

from grammar.clause import Clause, is_slot
from grammar.lexer import Token
from grammar.lexicon import Meaning

_SETS = Meaning.of((), {"set_to"})


def without_unchanged(clause: Clause) -> Clause:
    """Leave out what is held fast: `總資產不變的話`, `with total assets unchanged`; nothing else is replaced anyway."""
    place = clause.find("unchanged") if "unchanged" in clause.marks else None
    if place is None:
        return clause
    tokens = clause.tokens
    first = place
    while first and _is_of_what_is_held(tokens[first - 1]):
        first -= 1
        if tokens[first].has("and"):
            break
    end = place + 1
    while end < len(tokens) and (tokens[end].text in _BEHIND or (tokens[end].kind == "break" and first == 0)):
        end += 1
    held = [token for token in tokens[first:place] if token.ids("measure")]
    named = {token.ids("measure") for token in (*tokens[:first], *tokens[end:])} - {()}
    if len(held) != 1 or not named or held[0].ids("measure") in named:
        return clause
    whose = [token for token in tokens[first:place] if token.ids("entity")]
    said = any(token.ids("entity") for token in (*tokens[:first], *tokens[end:]))
    return Clause((*tokens[:first], *([] if said else whose), *tokens[end:]), clause.facts)


_BEHIND = frozenset({"的话", "时", "的情况下", "下"})


def _is_of_what_is_held(token: Token) -> bool:
    if token.kind in ("break", "stop") or token.quantity is not None or token.meaning.may_block:
        return False
    if is_slot(token):
        return bool(token.ids("measure") or token.ids("entity"))
    return token.is_noise or token.has("with_rate", "and", "be", "set_to", "if", "own", "pronoun")


def without_duration(clause: Clause) -> Clause:
    """Read `if the pace of Q3 held for a year` as that pace annualised: nothing else is assumed."""
    if "keeps_on" not in clause.marks or clause.quantities:
        return clause
    tokens: list[Token] = []
    for token in clause.tokens:
        ended = token.kind == "break" and any(one.has("keeps_on") for one in tokens)
        if not token.has("if") and not (ended and not any(one.kind == "break" for one in tokens)):
            tokens.append(token)
    return Clause(tuple(tokens), clause.facts)


def without_multiples(clause: Clause) -> Clause:
    """Leave out by what something multiplied where it is said to what: `doubled to 40%`, `翻倍到40%`."""
    if len(clause.quantities) < 2 or not any(_multiplies(token) for token in clause.quantities):
        return clause
    kept: list[Token] = []
    tokens = clause.tokens
    for index, token in enumerate(tokens):
        following = tokens[index + 1 : index + 3]
        if _multiplies(token) and (_is_end(following[:1]) or (_is_end(following[1:]) and _comes_to(following[0]))):
            continue
        if index and _multiplies(tokens[index - 1]) and _comes_to(token) and _is_end(following[:1]):
            kept.append(token._replace(meaning=_SETS))
        else:
            kept.append(token)
    return Clause(tuple(kept), clause.facts)


def _multiplies(token: Token) -> bool:
    return token.quantity is not None and token.quantity.unit == "ratio"


def _comes_to(word: Token) -> bool:
    return word.has("to", "set_to", "attain")


def _is_end(tokens: Sequence[Token]) -> bool:
    """Tell whether what follows is the amount that something came to."""
    return bool(tokens) and tokens[0].quantity is not None and not _multiplies(tokens[0])
