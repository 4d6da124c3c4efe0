"""Period algebra: reaching one period from others of the same flow, by whole periods added and taken away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from grammar.interval import Interval
from grammar.period import Period, span
from grammar.period import months as span_of
from grammar.timespan import run_of_months
from knowledge.arithmetic import made
from knowledge.result import Coordinates, Derivation
from knowledge.table import Reading


def signed(terms: Sequence[tuple[int, Derivation]], of: Coordinates) -> Derivation:
    """Add and take away whole periods of one flow."""
    interval = Interval.exactly(0)
    value: Decimal | None = Decimal(0)
    formula = ""
    for index, (sign, part) in enumerate(sorted(terms, key=lambda term: -term[0])):
        interval = interval + part.interval if sign > 0 else interval - part.interval
        value = None if value is None or part.value is None else value + sign * part.value
        formula += ("" if not index else " + " if sign > 0 else " − ") + f"{{{index}}}"
    inputs = tuple(part for _, part in sorted(terms, key=lambda term: -term[0]))
    rule = "tiling" if all(sign > 0 for sign, _ in terms) else "complement"
    return made(rule, formula, inputs, (value, interval), inputs[0].unit, of)


def path_to(period: Period, readings: Sequence[Reading]) -> list[tuple[int, Reading]] | None:
    """Find the fewest periods, forwards or backwards, that lead from the start of a period to its end."""
    start, goal = _month(period.first), _month(period.last) + 1
    edges = []
    for reading in readings:
        assert reading.period is not None  # noqa: S101 - only dated rows get here
        first, last = _month(reading.period.first), _month(reading.period.last) + 1
        edges += [(first, last, 1, reading), (last, first, -1, reading)]
    frontier: list[tuple[int, list[tuple[int, Reading]]]] = [(start, [])]
    seen = {start}
    for _ in range(4):
        following = []
        for place, path in frontier:
            for begin, end, sign, reading in edges:
                if begin != place or end in seen:
                    continue
                step = [*path, (sign, reading)]
                if end == goal:
                    return step
                following.append((end, step))
        seen |= {place for place, _ in following}
        frontier = following
    return None


def rest_of(whole: Period, part: Period) -> Period | None:
    """What is left of a period before or behind a part of it; None for what is no such part."""
    begin, end = _month(whole.first) - 1, _month(whole.last)
    first, last = _month(part.first) - 1, _month(part.last)
    if begin < first and last == end:
        return run_of_months(begin, first - begin)
    return run_of_months(last, end - last) if begin == first and last < end else None


def _month(day: date) -> int:
    return day.year * 12 + day.month


def shifted(period: Period, months: int) -> Period:
    """Move a period by some months."""
    first, last = _month(period.first) - 1 + months, _month(period.last) - 1 + months
    return span(span_of(first // 12, first % 12 + 1, first % 12 + 1), span_of(last // 12, last % 12 + 1, last % 12 + 1))
