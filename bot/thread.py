"""The thread of a conversation: whether a message goes on from the answer before, or says what it says by itself."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from bot.reply import Reply
from grammar.expression import Constant, Figure, WhatIf
from grammar.utterance import Identify, Questions, Rank, Test, Utterance
from knowledge.ledger import Catalogue

LONGEST = 200  # characters from which on a message speaks for itself
_ANSWERED = frozenset({"answer", "comparison", "ranking", "yesno", "note", "review"})
_MISSING = frozenset({"unit", "no_such_period", "structure"})  # what of the answer before is not held


def speaks_for_itself(said: Utterance) -> bool:
    """Tell whether nothing of a reading can have come from what was said before."""
    if not isinstance(said, Questions):
        return True
    return all(one.block is None and one.figures and not _may_be_carried(one.ask) for one in said.questions)


def _may_be_carried(node: object) -> bool:
    """Tell whether a part of a question was carried over, or is of a kind that another reading may not have seen."""
    if isinstance(node, Rank | Identify | WhatIf | Constant):
        return True
    if isinstance(node, Figure):
        return bool(node.soft)
    if is_dataclass(node):
        return any(_may_be_carried(getattr(node, part.name)) for part in fields(node))
    return isinstance(node, tuple) and any(map(_may_be_carried, node))


def goes_on(following: Questions, told: Reply, alone: Utterance, otherwise: Reply, catalogue: Catalogue) -> bool:
    """Tell whether a message is to be answered as one that goes on from the answer before.

    Args:
        following: The message, read with what was said before.
        told: The reply to that.
        alone: The message, read by itself.
        otherwise: The reply to that.
        catalogue: Whose entities they are.
    """
    if not any(question.figures for question in following.questions) or not _asks_something(alone):
        return bool(_names(following))
    others = alone.questions if isinstance(alone, Questions) else ()
    if any(isinstance(question.ask, Rank | Identify) for question in (*following.questions, *others)):
        return not otherwise.has_substance
    is_fragment = following.leaning == "fragment"
    is_doubt = following.leaning == "doubt" and not _names(alone)  # is it 3.7bn?
    if _answers(told):
        return not _answers(otherwise) or is_fragment or is_doubt or _asks_alike(following, alone)
    if _answers(otherwise):
        return is_fragment and _is_of_the_kind(told, otherwise, catalogue)
    if is_fragment:
        return not otherwise.has_substance or not _names_measure(following)
    return is_doubt or (not otherwise.has_substance and dict(told.data).get("gap") in _MISSING)


def _answers(reply: Reply) -> bool:
    return reply.kind in _ANSWERED and not dict(reply.data).get("gap")


def _asks_alike(following: Questions, alone: Utterance) -> bool:
    """Tell whether both readings ask the same, but for whom: the message names nobody."""
    if not isinstance(alone, Questions) or len(alone.questions) != len(following.questions):
        return False
    for one, other in zip(following.questions, alone.questions, strict=True):
        if type(one.ask) is not type(other.ask) or isinstance(one.ask, Rank | Identify | Test):
            return False
        if any(figure.entity for figure in other.figures):
            return False
    return True


def _is_of_the_kind(told: Reply, otherwise: Reply, catalogue: Catalogue) -> bool:
    """Tell whether another is answered for than was asked about, of the same kind: one country for another."""
    asked = {name for name in _entities(told) if name}
    kinds = {catalogue.entities[name].kind for name in asked if name in catalogue.entities}
    answered = {name for name in _entities(otherwise) if name in catalogue.entities}
    return bool(kinds) and bool(answered - asked) and {catalogue.entities[name].kind for name in answered} <= kinds


def _entities(reply: Reply) -> set[str]:
    return {str(figure["entity"]) for figure in dict(reply.data).get("figures") or () if figure["entity"]}


def _asks_something(said: Utterance) -> bool:
    """Tell whether a reading is about anything at all: what 15 % is by itself, nobody wants to know."""
    if not isinstance(said, Questions):
        return True
    asked = [question for question in said.questions if isinstance(question.ask, Identify) or question.block]
    return bool(asked) or _names(said) or any(figure.period for one in said.questions for figure in one.figures)


def _names(said: Utterance) -> bool:
    """Tell whether a reading is of anybody or anything that its text names."""
    return isinstance(said, Questions) and any(
        figure.entity or figure.measure or figure.role for question in said.questions for figure in question.figures
    )


def _names_measure(said: Questions) -> bool:
    return any(
        (figure.measure or figure.role) and "measure" not in figure.soft
        for question in said.questions
        for figure in question.figures
    )
