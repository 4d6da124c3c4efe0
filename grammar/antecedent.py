"""What was asked or claimed before, as far as a message that leans on it needs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from grammar.clause import is_filled, is_slot
from grammar.expression import Expression, Figure
from grammar.lexer import Token
from grammar.utterance import Ask, Block, Claim, Compare, Question, Rank, Value

Antecedent: TypeAlias = Question | Claim
Followed: TypeAlias = tuple[Ask, Block | None]

_PLAIN = frozenset(  # classes of words that only join a fragment to what was said before
    "noise openers closers chatter pronoun and then question what be set_to with_rate say yes_no where compare converted "
    "all_alike either_or have from_there goal".split()
)
NOTHING: frozenset[str] = frozenset()


def terms_before(antecedent: Antecedent) -> tuple[Expression, ...]:
    """Return the expressions whose values were asked for or claimed."""
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


def asked_again(terms: tuple[Expression, ...], antecedent: Antecedent) -> Ask:
    """Ask for terms in the way in which the terms before were asked for."""
    if isinstance(antecedent, Question) and isinstance(antecedent.ask, Compare):
        return replace(antecedent.ask, terms=terms)
    return Value(terms[0])


def refused(antecedent: Antecedent, *words: str, kind: str = "structure") -> Followed:
    """What was asked before can't be asked so; it is still what is spoken of."""
    about = antecedent.figures[0] if antecedent.figures else Figure()
    return Value(replace(about, soft=frozenset({"entity", "measure", "period"}))), Block(words, kind)


def joins(token: Token, *, also: frozenset[str] = NOTHING) -> bool:
    """Tell whether a word only joins a fragment to what was said before, or is of some further classes."""
    is_word = token.kind == "word" or (token.kind == "name" and bool(token.classes))  # 高 is a level, too
    return is_word and not is_slot(token) and token.classes <= _PLAIN | also


def is_plain(tokens: Sequence[Token], *, also: frozenset[str] = NOTHING) -> bool:
    """Tell whether nothing but names, amounts and joining words stand in a fragment."""
    return all(
        is_filled(token) or token.kind in ("stop", "break", "skip") or joins(token, also=also) for token in tokens
    )


def asks_what(tokens: Sequence[Token]) -> bool:
    """Tell whether it is asked what something is: `what's ARR?`; `what about ARR?` does not."""
    following = (*tokens[1:], None)
    return any(
        token.has("define") or (token.has("what", "which") and (other is None or other.text != "about"))
        for token, other in zip(tokens, following, strict=True)
    )


def is_fragment(tokens: Sequence[Token]) -> bool:
    """Tell whether a text only names things, and not both of whom and what."""
    named = {kind for token in tokens for kind in ("entity", "group", "measure") if token.ids(kind)}
    both = bool(named & {"entity", "group"}) and "measure" in named
    verb = any(token.meaning.is_verb for token in tokens)
    return (
        is_plain(tokens)
        and not both
        and not verb
        and not asks_what(tokens)
        and not any(token.quantity for token in tokens)
    )


def doubts(tokens: Sequence[Token]) -> bool:
    """Tell whether a text asks no more of an amount than whether it is so."""
    return any(token.quantity for token in tokens) and not any(
        token.has("what", "which", "define", "how_much") for token in tokens
    )
