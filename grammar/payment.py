"""Who pays whom: what one is said to take from the other, where ledgers have it the other way round or not."""

from __future__ import annotations

from collections.abc import Sequence

from grammar.clause import Clause
from grammar.lexer import Token
from grammar.lexicon import Meaning

_PAYMENTS = frozenset({"verb:receive", "verb:pay"})
_FROM = frozenset({"from", "从", "向", "跟", "自", "找"})
_TOWARDS = frozenset({"to", "给", "向", "对", "予"})
_BY = frozenset({"by", "被", "由", "让", "遭"})
_EITHER_WAY = frozenset({"分", "分了", "分掉", "分去"})  # to part with, and to get a part
_RECEIVED = Meaning.of((), {"verb:receive"})
_TURNED_ROUND = Meaning(may_block=True)


def with_payment_read(clause: Clause) -> Clause:
    """Read who pays whom by the words between them.

    `B made 5m from A` is what B received. `A takes 20 % of B's revenue`, where a ledger has it that B takes it of A's, is
    another figure than the one held: the name of who is said to pay is then left unread, so that it blocks.
    """
    takes = bool(clause.marks & _PAYMENTS)
    if not takes and "verb:earn" not in clause.marks:
        return clause
    named = [(place, token.ids("entity")) for place, token in enumerate(clause.tokens) if len(token.ids("entity")) == 1]
    entities = {entity for _, entity in named}
    payers = {one for one in entities if clause.facts.payers.issuperset(one)} if len(entities) == 2 else set()
    if len(payers) != 1:
        return clause
    tokens = list(clause.tokens)
    if not takes:
        verb = next(place for place, token in enumerate(tokens) if token.has("verb:earn"))
        marked = [entity for place, entity in named if place and tokens[place - 1].text in _FROM]
        if len(marked) != 1 or marked[0] not in payers:
            return clause
        tokens[verb] = tokens[verb]._replace(meaning=_RECEIVED)
        return Clause(tuple(tokens), clause.facts)
    payer = _payer(tokens, named)
    if payer is None or tokens[payer].ids("entity") in payers:
        return clause
    tokens[payer] = tokens[payer]._replace(kind="unread", meaning=_TURNED_ROUND)
    return Clause(tuple(tokens), clause.facts)


def _payer(tokens: Sequence[Token], named: Sequence[tuple[int, tuple[str, ...]]]) -> int | None:
    """The place of who is said to pay; None where the words do not tell."""
    receives = next((place for place, token in enumerate(tokens) if token.has("verb:receive")), None)
    verb = receives if receives is not None else next(p for p, token in enumerate(tokens) if token.has("verb:pay"))
    gives = receives is None or (verb + 1 < len(tokens) and tokens[verb + 1].text in _TOWARDS)
    if not gives and tokens[verb].text in _EITHER_WAY:
        return None
    marks = _TOWARDS if gives else _FROM
    marked = [place for place, _ in named if place and tokens[place - 1].text in marks]
    agents = [place for place, _ in named if place and tokens[place - 1].text in _BY]
    subjects = agents or [place for place, _ in named if place < verb and place not in marked]
    if not subjects:
        return None
    who = dict(named)[subjects[-1]]
    others = [place for place, entity in named if entity != who and (place in marked or place > verb)]
    if not others:
        return None
    return subjects[-1] if gives else others[0]
