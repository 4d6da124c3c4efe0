"""On what a statement rests: `going by a 20 % cut, A made 5bn`, `…，用20%分成反推的` is said of what follows from that rate."""

from __future__ import annotations

from collections.abc import Sequence

from grammar.clause import Clause, is_filled, says_computed
from grammar.expression import Constant, Figure, Given
from grammar.lexer import Token

_OPENS = frozenset(
    {"going by", "going only by", "based on", "judging by", "from", "by", "从", "由", "据", "根据", "按照", "依"}
)
_COMMAS = frozenset(",，")


def premise_of(sentence: Clause) -> tuple[Clause, tuple[Given, ...]]:
    """Part the rate that something is worked out from, said before or behind a comma, from what is stated."""
    if len(sentence.quantities) < 2 or not any(token.quantity.unit == "percent" for token in sentence.quantities):  # type: ignore[union-attr]
        return sentence, ()
    commas = [i for i, token in enumerate(sentence.tokens) if token.kind == "break" and token.text in _COMMAS]
    if not commas:
        return sentence, ()
    for begin, end in ((0, commas[0]), (commas[-1] + 1, len(sentence.tokens))):
        stretch, rest = sentence.tokens[begin:end], (*sentence.tokens[:begin], *sentence.tokens[end:])
        rates = _rates(sentence) if _is_premise(stretch, sentence) else ()
        if rates and any(map(_is_absolute, rest)):
            rate = next(token.quantity for token in stretch if token.quantity is not None)
            kept = rest[1:] if not begin else rest[:-1]
            return Clause(kept, sentence.facts), (Given(Figure(measure=rates), Constant(rate)),)
    return sentence, ()


def _is_premise(stretch: Sequence[Token], sentence: Clause) -> bool:
    """Tell whether a stretch names a rate, whose it is, and that something follows from it; nothing else."""
    filled = [token for token in stretch if is_filled(token)]
    amounts = [token.quantity for token in filled if token.quantity is not None]
    if len(amounts) != 1 or amounts[0].unit != "percent" or any(t.has("be") and t.text != "at" for t in stretch):
        return False
    if any(token.meaning.may_block and not token.meaning.is_lone for token in stretch):
        return False
    first = stretch.index(filled[0])
    opens = any(token.has("with_rate") or token.text in _OPENS for token in stretch[:first])
    opens = opens or any(map(says_computed, stretch))
    return opens and all(_may_belong(token, sentence) for token in filled)


def _may_belong(token: Token, sentence: Clause) -> bool:
    if token.quantity is not None or token.has("verb:receive") or says_computed(token):
        return True
    measures = token.ids("measure")
    if measures:
        return any(sentence.facts[name].counterpart for name in measures if name in sentence.facts)
    return bool(token.ids("entity"))


def _is_absolute(token: Token) -> bool:
    return token.quantity is not None and token.quantity.unit not in ("percent", "percentage_points", "ratio")


def _rates(sentence: Clause) -> tuple[str, ...]:
    """The rates that say what part of one's base another receives."""
    return tuple(
        name
        for name, fact in sentence.facts.items()
        if fact.kind == "rate" and fact.unit == "percent" and fact.counterpart and fact.base
    )
