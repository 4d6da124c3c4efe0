"""Topics: what ledgers have to say beside their figures, and when it is that which is asked for."""

from __future__ import annotations

from dataclasses import replace

from grammar.clause import Clause
from grammar.expression import Figure
from grammar.lexer import Token
from grammar.utterance import About, Block

_EXPLAINS = frozenset("why how include define truth confirmed which_true list difference where what which or".split())
_ASKS_FIGURE = frozenset({"how_much", "how_many_times", "what_share"})


def topics_in(clause: Clause) -> list[Token]:
    """Return the words of a clause that name a topic and nothing else."""
    return [token for token in clause.tokens if token.ids("topic") and not token.is_slot]


def about(clause: Clause, figure: Figure, block: Block | None, *, asks: bool, yes_no: bool = False) -> About | None:
    """Read what a clause asks of its topics.

    None where it asks for a figure, states something, or its topics are not of whom it names.

    Args:
        clause: The whole question.
        figure: Whom and what it names.
        block: What in it was not read; beside an amount, a topic that changes nothing (before the question) is none.
        asks: Whether it asks at all.
        yes_no: Whether it wants a yes or a no.
    """
    named = bool(figure.measure or figure.role)
    found = topics_in(clause)
    if named and clause.quantities:
        words = block.words if block is not None else ()
        found = [token for token in found if any(token.text in word for word in words)]
    topics = _of_whom(clause, figure, found)
    explains = yes_no or bool(clause.marks & _EXPLAINS and not clause.marks & _ASKS_FIGURE)
    if not topics or not (explains if named else explains or asks):
        return None
    if block is not None and block.kind == "entity":
        return None
    whom = replace(Figure(), entity=figure.entity, measure=figure.measure if len(figure.measure) == 1 else ())
    return About(topics, whom)


def _of_whom(clause: Clause, figure: Figure, found: list[Token]) -> tuple[str, ...]:
    """The topics of those whom a figure names; of all where it names nobody, and nothing else is spoken of."""
    if not (figure.entity or figure.measure or figure.role or figure.speaker or figure.channel):
        others = [token for token in clause.tokens if token.kind == "unread" or token.ids("territory")]
        if len(others) >= len(found):  # `the price of bitcoin`
            return ()
    ids = dict.fromkeys(topic for token in found for topic in token.ids("topic"))
    return tuple(topic for topic in ids if _fits(clause.facts[f"topic:{topic}"].members, figure.entity))


def _fits(members: tuple[str, ...], entities: tuple[str, ...]) -> bool:
    return not members or not entities or bool(set(members) & set(entities))


def without_topics(clause: Clause) -> Clause:
    """Leave out the topics of a clause: what is still unread then was not read at all."""
    topics = {id(token) for token in topics_in(clause)}
    return Clause(tuple(token for token in clause.tokens if id(token) not in topics), clause.facts)


def blocked_by_topics(clause: Clause, figure: Figure, block: Block) -> Block:
    """Let a block tell which of its words are topics of whom a figure names, and whether most of them are."""
    if (figure.measure or figure.role) and not figure.entity:
        return block
    found = [token for token in topics_in(clause) if any(token.text in word for word in block.words)]
    topics = _of_whom(clause, figure, found)
    others = [word for word in block.words if not any(token.text in word for token in found)]
    mostly = bool(topics) and len(others) < len(found)
    return replace(block, topics=topics, kind="topic" if mostly and block.kind == "unread" else block.kind)
