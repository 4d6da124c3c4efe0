"""Formulas: the written form of expressions, relations and questions, in ledgers and as the canonical form.

>>> str(formula("openai.revenue@2025-S1 * 2"))
'(openai.revenue@2025-S1 * 2)'
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, reduce
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import LarkError

from grammar.expression import (
    Annualised,
    Constant,
    Difference,
    Expression,
    Figure,
    Given,
    Growth,
    Multiple,
    PerPeriod,
    Product,
    Ratio,
    Relation,
    Sum,
    WhatIf,
)
from grammar.interval import Interval
from grammar.period import parse
from grammar.quantity import RELATIVE_UNITS, Quantity, hedged_interval, rounding_interval
from grammar.utterance import About, Ask, Compare, Define, Explain, Holdings, Identify, Rank, Solve, Test, Value


class FormulaError(ValueError):
    """A text is no formula."""


def formula(text: str) -> Expression:
    """Read an expression.

    Raises:
        FormulaError: It is none.
    """
    found = _read(text)
    if isinstance(found, Relation) or not hasattr(found, "__str__") or isinstance(found, _ASKS):
        raise FormulaError(text)
    return found  # type: ignore[no-any-return]


def relation(text: str) -> Relation:
    """Read a relation: two expressions and a comparator.

    Raises:
        FormulaError: It is none.
    """
    found = _read(text)
    if not isinstance(found, Relation):
        raise FormulaError(text)
    return found


def question(text: str) -> Ask:
    """Read the canonical form of a question; a bare expression asks for its value.

    Raises:
        FormulaError: It is none.
    """
    found = _read(text)
    if isinstance(found, Relation):
        return Test(found)
    return found if isinstance(found, _ASKS) else Value(found)


_ASKS = (Value, Compare, Rank, Test, Identify, Define, Explain, About, Holdings, Solve)


def _read(text: str) -> Any:
    try:
        return _Builder().transform(_parser().parse(text))
    except (LarkError, ValueError, RecursionError) as error:
        raise FormulaError(text) from error


@cache
def _parser() -> Lark:
    return Lark.open_from_package("grammar", "formula.lark", parser="lalr")


class _Builder(Transformer[Token, Any]):
    """Turns parse trees into expressions, rule by rule of the grammar file."""

    def start(self, items: list[Any]) -> Any:
        return items[0]

    def value(self, items: list[Any]) -> Value:
        return Value(items[0])

    def compare(self, items: list[Any]) -> Compare:
        return Compare(tuple(items[1:]), str(items[0] or "highest"))

    def rank(self, items: list[Any]) -> Rank:
        return Rank(tuple(items[1:]), str(items[0]))

    def test(self, items: list[Any]) -> Test:
        return Test(items[0])

    def identify(self, items: list[Any]) -> Identify:
        return Identify(tuple(item.quantity for item in items[:-1]), items[-1])

    def dispute(self, items: list[Any]) -> Identify:
        return Identify(tuple(item.quantity for item in items[:-1]), items[-1], dispute=True)

    def define(self, items: list[Any]) -> Define:
        return Define(items[0])

    def why(self, items: list[Any]) -> Explain:
        return Explain(items[0])

    def how(self, items: list[Any]) -> Explain:
        return Explain(items[0], how=True)

    def about(self, items: list[Any]) -> About:
        return About(items[0], items[1])

    def holdings(self, items: list[Any]) -> Holdings:
        return Holdings(items[0])

    def solve(self, items: list[Any]) -> Solve:
        return Solve(items[0], items[1])

    def related(self, items: list[Any]) -> Relation:
        return Relation(items[0], str(items[1]), items[2])

    def levelled(self, items: list[Any]) -> Relation:
        return Relation(items[0], "level", None, level=str(items[1]))

    def extreme(self, items: list[Any]) -> Relation:
        return Relation(items[0], str(items[1]), among=items[2] or ())

    def denied(self, items: list[Any]) -> Relation:
        inner: Relation = items[0]
        return Relation(inner.left, inner.comparator, inner.right, not inner.negated, inner.level, inner.among)

    def added(self, items: list[Any]) -> Sum:
        first = items[0].terms if isinstance(items[0], Sum) else (items[0],)
        return Sum((*first, items[1]))

    def reduced(self, items: list[Any]) -> Difference:
        return Difference(*items)

    def multiplied(self, items: list[Any]) -> Product:
        return Product(*items)

    def divided(self, items: list[Any]) -> Ratio:
        return Ratio(*items)

    def number(self, items: list[Any]) -> Constant:
        return Constant(_exactly(Decimal(items[0])))

    def negated(self, items: list[Any]) -> Expression:
        if isinstance(items[0], Constant) and items[0].quantity.value is not None:
            return Constant(_exactly(-items[0].quantity.value))
        return Product(Constant(_exactly(Decimal(-1))), items[0])

    def printed(self, items: list[Any]) -> Constant:
        return Constant(_quantity(str(items[0])[1:-1]))

    def growth(self, items: list[Any]) -> Growth:
        return Growth(*items)

    def share(self, items: list[Any]) -> Ratio:
        return Ratio(items[0], items[1], share=True)

    def annualised(self, items: list[Any]) -> Annualised:
        return Annualised(items[0])

    def multiple(self, items: list[Any]) -> Multiple:
        return Multiple(items[0], None if items[1] is None else int(items[1]))

    def per(self, items: list[Any]) -> PerPeriod:
        return PerPeriod(items[1], str(items[0]).removeprefix("per_"))

    def what_if(self, items: list[Any]) -> WhatIf:
        return WhatIf(items[-1], tuple(items[:-1]))

    def given(self, items: list[Any]) -> Given:
        return Given(*items)

    def figure(self, items: list[Any]) -> Figure:
        entities, measure, channel, speaker, period = items
        role = str(measure)[1:] if isinstance(measure, Token) and measure.type == "ROLE" else None
        names = measure if isinstance(measure, tuple) else ()
        return Figure(
            entities or (),
            names,
            parse(str(period)) if period else None,
            str(channel) if channel else None,
            str(speaker) if speaker else None,
            role,
        )

    def names(self, items: list[Any]) -> tuple[str, ...]:
        return tuple(map(str, items))

    def entities(self, items: list[Any]) -> tuple[str, ...]:
        return tuple(map(str, items))


_QUANTITY = re.compile(
    r"(?:(?P<hedge>[a-z_]+) )?(?P<value>-?\d+(?:\.\d+)?)(?:\.\.(?P<high>-?\d+(?:\.\d+)?))?(?: (?P<unit>[A-Za-z_]+))?"
)


def _quantity(text: str) -> Quantity:
    """Read an amount as ledgers print it (`37.6 億美元`), or as expressions write it (`nearly 2 ratio`, `2..3 percent`)."""
    match = _QUANTITY.fullmatch(text)
    if match is None or (match["hedge"] is None and match["high"] is None and match["unit"] not in _UNITS):
        return Quantity.read(text)
    hedge, unit = match["hedge"] or "", match["unit"] or ""
    value = Decimal(match["value"])
    if match["high"]:
        return Quantity(None, hedged_interval(Interval(value, Decimal(match["high"])), None, hedge), unit, hedge)
    exponent = int(value.as_tuple().exponent)
    around = rounding_interval(value, exponent, significant_zeros=unit in RELATIVE_UNITS)
    return Quantity(value, hedged_interval(around, value, hedge), unit, hedge)


_UNITS = frozenset({*RELATIVE_UNITS, "XXX"})


def _exactly(value: Decimal) -> Quantity:
    return Quantity(value, Interval.exactly(value), "", "exactly")


def product_of(factors: list[Expression]) -> Expression:
    """Multiply several expressions."""
    return reduce(Product, factors)
