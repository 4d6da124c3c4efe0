"""What a text's own figures come to, told beside the answer or the verdict and never part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.contract import Json, number
from bot.numbers import amount, figure
from bot.reply import Reply
from bot.wording import Wording
from grammar.quantity import Quantity
from knowledge.ledger import Catalogue
from knowledge.reckoning import Reckoning
from knowledge.result import Derivation

_MOST = 3  # told in words; all are in the data
_MARKS = " \t\n?？!！.。,，:：;；"


def with_reckonings(reply: Reply, found: Sequence[Reckoning], text: str, catalogue: Catalogue) -> Reply:
    """Add what the equations of a text come to; one that stands alone is what the reply is about."""
    if not found:
        return reply
    wording = Wording(reply.locale, catalogue)
    data = dict(reply.data) | {"arithmetic": [_data(one) for one in found]}
    wrong = [_line(wording, one) for one in found if one.finding == "fails"][:_MOST]
    right = [_line(wording, one) for one in found if one.finding != "fails"][: _MOST - len(wrong)]
    if _stands_alone(found, text):
        data |= {
            "gap": None,
            "reviews": [],
            "order": None,
            "holds": None,
            "figures": [],
            "facts": [],
            "sources": [],
            "suggestions": [],
            "derivation": None,
        }
        lines = "\n".join((*wrong, *right))
        return Reply("note", reply.locale, lines, quote="", data=tuple(data.items()))
    short = "\n".join(filter(None, (reply.short, *wrong)))
    details = "\n".join(filter(None, (reply.details, *right)))
    return replace(reply, short=short, details=details, data=tuple(data.items()))


def _stands_alone(found: Sequence[Reckoning], text: str) -> bool:
    """Tell whether a text is written equations and nothing else."""
    if any(one.equation.kind != "written" for one in found):
        return False
    rest = text
    for one in found:
        rest = rest.replace(one.equation.quote, "", 1)
    return not rest.strip(_MARKS)


def _line(wording: Wording, one: Reckoning) -> str:
    terms = [amount(wording, term) for term in one.equation.terms]
    stated = amount(wording, one.equation.stated)
    return wording.say(
        "reckoning",
        finding=one.finding,
        formula=one.formula.format(*terms),
        value=_computed(wording, one),
        stated=stated,
    )


def _computed(wording: Wording, one: Reckoning) -> str:
    result = one.computed
    return figure(wording, Derivation("", "reckoned", result.value, result.interval, result.unit))


def _data(one: Reckoning) -> Json:
    equation, result = one.equation, one.computed
    return {
        "span": [equation.start, equation.end],
        "quote": equation.quote,
        "kind": equation.kind,
        "finding": one.finding,
        "formula": one.formula,
        "terms": [_amount(term) for term in equation.terms],
        "stated": _amount(equation.stated),
        "value": number(result.value),
        "low": number(result.interval.low),
        "high": number(result.interval.high),
        "unit": result.unit or None,
    }


def _amount(quantity: Quantity) -> Json:
    interval = quantity.interval
    return {
        "printed": quantity.printed,
        "value": number(quantity.value),
        "low": number(interval.low),
        "high": number(interval.high),
        "unit": quantity.unit or None,
    }
