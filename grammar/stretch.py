"""Stretches of time: what a pace comes to over some days, weeks, months or years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from grammar.clause import Clause
from grammar.expression import Constant, Expression, Figure, Given, PerPeriod, Product, Relation, WhatIf, figures_of
from grammar.interval import Interval
from grammar.lexer import Token
from grammar.lexicon import PACED, Meaning
from grammar.quantity import Quantity
from grammar.slots import spoken_by
from grammar.utterance import Ask, Test, Value

_NUMBERS: dict[str, Decimal | int] = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "thirty": 30, "sixty": 60, "ninety": 90, "a hundred": 100, "one hundred": 100,
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "半": Decimal("0.5"),
    "十二": 12, "三十": 30, "六十": 60, "九十": 90, "百": 100, "一百": 100,
}  # fmt: skip
_UNITS = {
    "day": ("day", 1), "天": ("day", 1), "日": ("day", 1), "week": ("day", 7), "周": ("day", 7), "星期": ("day", 7),
    "礼拜": ("day", 7), "month": ("month", 1), "个月": ("month", 1), "quarter": ("quarter", 1), "季度": ("quarter", 1),
    "year": ("year", 1), "yr": ("year", 1), "年": ("year", 1), "decade": ("year", 10),
}  # fmt: skip
_WRITTEN = re.compile(
    rf"(?P<number>\d+|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\s?-?个?(?P<unit>{'|'.join(_UNITS)})s?"
)
_MOST_WORDS = 4
_PACED = frozenset({PACED, "pace", "growth"})
_HOW_LONG = Meaning.of((), {"stretch"})
_BEGINNING = frozenset("ot百一二两三四五六七八九十半")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days, months or years.

    Attributes:
        start: The first token that says it; `end`: the one after the last.
        count: How many.
        grain: `day month quarter year`.
    """

    start: int
    end: int
    count: Decimal
    grain: str

    @property
    def amount(self) -> Constant:
        """The stretch as an amount of its own: 30 days."""
        exact = Interval.exactly(self.count)
        return Constant(
            Quantity(self.count, exact, f"{self.grain}s", "exactly", printed=f"{self.count:f} {self.grain}s")
        )


def stretches_in(tokens: Sequence[Token]) -> list[Stretch]:
    """Find what says how long, in order: a number and a unit of time, in one token or in several."""
    found: list[Stretch] = []
    index = 0
    while index < len(tokens):
        one = _at(tokens, index) if may_say_how_long(tokens[index]) else None
        if one is not None:
            found.append(one)
        index = one.end if one is not None else index + 1
    return found


def with_stretches(tokens: list[Token]) -> list[Token]:
    """Read a bare number and the unit of time behind it as one word: `10 天` is no amount of anything."""
    bare = [
        i for i, t in enumerate(tokens[:-1]) if t.quantity is not None and not (t.quantity.unit or t.quantity.hedge)
    ]
    joined = {found.start: found for place in bare if (found := _at(tokens, place)) is not None}
    if not joined:
        return tokens
    kept: list[Token] = []
    end = 0
    for index, token in enumerate(tokens):
        if index in joined:
            end = joined[index].end
            text = "".join(one.text for one in tokens[index:end])
            kept.append(Token("unread", token.start, tokens[end - 1].end, text, _HOW_LONG))
        elif index >= end:
            kept.append(token)
    return kept


def without_stretches(clause: Clause) -> Clause:
    """Leave out how long."""
    within = {place for one in stretches_in(clause.tokens) for place in range(one.start, one.end)}
    return Clause(tuple(t for i, t in enumerate(clause.tokens) if i not in within), clause.facts)


def may_say_how_long(token: Token) -> bool:
    """Tell whether a word or number may be, or open, a stretch of time."""
    if token.period is not None or token.meaning.is_slot:
        return False
    if token.quantity is not None:
        return not token.quantity.unit and not token.quantity.hedge
    return token.text[0].isdigit() or token.text[0] in _BEGINNING or token.text.partition(" ")[0] in _NUMBERS


def _at(tokens: Sequence[Token], start: int) -> Stretch | None:
    for end in range(min(len(tokens), start + _MOST_WORDS), start, -1):
        words = tokens[start:end]
        if any(word.period is not None or word.kind in ("break", "stop") for word in words):
            continue
        text = words[0].text
        for before, word in pairwise(words):
            text += (" " if word.start > before.end else "") + word.text
        match = _WRITTEN.fullmatch(text)
        if match is not None:
            grain, times = _UNITS[match["unit"]]
            number = _NUMBERS.get(match["number"])
            count = Decimal(match["number"]) if number is None else Decimal(number)
            return Stretch(start, end, count * times, grain)
    return None


@dataclass(frozen=True, slots=True)
class Spread:
    """A clause that speaks of a pace over a stretch of time.

    Attributes:
        clause: It without the stretch: what it says of a day, a month or a year.
        stretch: How long.
    """

    clause: Clause
    stretch: Stretch

    def over(self, pace: Expression) -> Expression | None:
        """What a pace comes to; None for what is no pace."""
        figure = pace.term if isinstance(pace, PerPeriod) else pace
        if not isinstance(figure, Figure) or figure.value is not None:
            return None
        plain = Figure(figure.entity, figure.measure, figure.period, figure.channel, figure.speaker, figure.role)
        return Product(PerPeriod(plain, self.stretch.grain), self.stretch.amount)

    def asked(self, ask: Ask) -> Ask | None:
        """The question over the stretch."""
        if isinstance(ask, Test):
            stated = self.stated(ask.relation)
            return Test(stated) if stated is not None else None
        if not isinstance(ask, Value):
            return None
        expression = ask.expression
        if isinstance(expression, WhatIf):
            over = self.over(expression.term)
            return Value(WhatIf(over, expression.givens)) if over is not None else None
        pace = next(iter(figures_of(expression)), None)
        if (
            isinstance(expression, Figure | PerPeriod) and pace is not None and pace.value is not None
        ):  # 5bn a day for 30 days
            over = self.over(replace(pace, value=None))
            return Value(WhatIf(over, (Given(pace.unvalued, Constant(pace.value)),))) if over is not None else None
        over = self.over(expression)
        return Value(over) if over is not None else None

    def stated(self, relation: Relation) -> Relation | None:
        """The statement over the stretch."""
        over = self.over(relation.left)
        if over is None or not isinstance(relation.right, Constant):
            return None
        return Relation(over, relation.comparator, relation.right, relation.negated)


def spread_of(clause: Clause) -> Spread | None:
    """Read a pace over a stretch of time: `how much does it borrow in 30 days`, `at the pace of Q3 for two years`."""
    if clause.marks.isdisjoint(_PACED) or not _names_pace(clause) or not any(map(may_say_how_long, clause.tokens)):
        return None
    found = stretches_in(clause.tokens)
    if len(found) != 1:
        return None
    one = found[0]
    paced = any(family.startswith("per_") for token in clause.slots for family, _ in token.meaning.said)
    said = () if paced else (_per(clause.tokens[one.start], "day" if _is_of_stocks(clause) else one.grain),)
    return Spread(Clause((*clause.tokens[: one.start], *said, *clause.tokens[one.end :]), clause.facts), one)


def _per(token: Token, grain: str) -> Token:
    return Token("word", token.start, token.end, token.text, Meaning.of((), {f"per_{grain}"}))


def _is_of_stocks(clause: Clause) -> bool:
    """Tell whether what is named is held at a date: what it grows by is measured by the day."""
    names = {measure for token in clause.slots for measure in token.ids("measure") if measure in clause.facts}
    return bool(names) and all(clause.facts[name].kind == "stock" for name in names)


def _names_pace(clause: Clause) -> bool:
    """Tell whether what is measured is measured by the day, or said to go on at the pace of a period."""
    meant = {measure for token in clause.slots for measure in token.ids("measure")}
    verbs = {value for token in clause.slots for family, value in token.meaning.said if family == "verb"}
    meant.update(spoken_by(verbs, clause.facts))
    facts = [clause.facts[name] for name in meant if name in clause.facts]
    if any(fact.per == "day" for fact in facts):
        return True
    if "growth" in clause.marks and any(fact.per == "day" and fact.base & meant for fact in clause.facts.values()):
        return True  # what a debt grows by in a week
    flows = bool(facts) and all(fact.kind == "flow" and fact.per is None for fact in facts)
    return flows and "pace" in clause.marks and any(token.period is not None for token in clause.tokens)
