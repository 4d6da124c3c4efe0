"""Observations as a pandas frame and its indexes; no DataFrame leaves this file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

import pandas as pd

from grammar.interval import Interval
from grammar.period import Period
from grammar.quantity import RELATIVE_UNITS, Quantity, hedged_interval
from knowledge.schema import Measure, Observation

_PERCENT = Decimal(100)
_COUNTED = 10_000  # a bare number from here on is an amount of something, and no share


@dataclass(frozen=True, slots=True)
class Reading:
    """A row with the value that its printed number stands for.

    Attributes:
        value: The printed number in the measure's unit; None for a range and for a level.
        interval: The values that it denotes, hedge included.
        level: Id of the level, for ordinal measures.
        rank: Place of the level among its measure's levels, lowest 0.
    """

    row: Observation
    value: Decimal | None
    interval: Interval
    level: str | None = None
    period: Period | None = None


class UnitError(ValueError):
    """A printed unit is not the measure's."""


def read_row(row: Observation, measure: Measure) -> Reading:
    """Read what a row prints, in the unit of its measure.

    Raises:
        ValueError: The printed value is no quantity, or no level of the measure.
        UnitError: It is printed in another unit.
    """
    if measure.kind == "ordinal":
        for place, level in enumerate(measure.levels):
            if row.printed in level.surfaces():
                rank = Decimal(place)
                return Reading(row, rank, Interval.exactly(rank), level.id, row.time)
        raise ValueError(row.printed)
    quantity = in_unit(Quantity.read(row.printed), measure)
    interval, value = quantity.interval, quantity.value
    if row.hedge:
        hedge, interval, value = _hedged(row.hedge, quantity)
        del hedge
    return Reading(row, value, interval, period=row.time)


def in_unit(quantity: Quantity, measure: Measure) -> Quantity:
    """Return a printed quantity in the unit of a measure: a bare number takes it, a multiple of GDP becomes a share.

    Raises:
        UnitError: The units do not fit.
    """
    if quantity.unit == "" and measure.unit in RELATIVE_UNITS and abs(quantity.value or _PERCENT) >= _COUNTED:
        raise UnitError(f"{quantity.value} is no {measure.unit}")  # 91兆 counts something; nobody writes shares so
    if quantity.unit in ("", measure.unit):
        return quantity
    if quantity.unit == "XXX" and len(measure.unit) == 3:
        return quantity
    if quantity.unit == "ratio" and measure.unit == "percent":
        return _scaled(quantity, _PERCENT, "percent")
    if quantity.unit == "percent" and measure.unit == "ratio":
        return _scaled(quantity, 1 / _PERCENT, "ratio")
    raise UnitError(f"{quantity.unit} is not {measure.unit}")


def takes(measure: Measure, quantity: Quantity) -> bool:
    """Tell whether an amount can be one of a measure."""
    try:
        in_unit(quantity, measure)
    except UnitError:
        return False
    return True


def _scaled(quantity: Quantity, factor: Decimal, unit: str) -> Quantity:
    value = None if quantity.value is None else quantity.value * factor
    interval = quantity.interval * Interval.exactly(factor)
    return Quantity(value, interval, unit, quantity.hedge, quantity.start, quantity.end, quantity.printed)


def _hedged(hedge: str, quantity: Quantity) -> tuple[str, Interval, Decimal | None]:
    """Read a hedge that stands apart from its number as if it stood beside it."""
    for text in (f"{hedge}1234", f"1234{hedge}", f"{hedge} 1234"):
        try:
            probe = Quantity.read(text)
        except ValueError:
            continue
        if probe.hedge:
            return probe.hedge, hedged_interval(quantity.interval, quantity.value, probe.hedge), quantity.value
        if probe.value is None and quantity.value is not None:  # 兩倍 … 多: up to the next unit of the first digit
            step = Decimal(1).scaleb(int(quantity.value.normalize().as_tuple().exponent))
            return "", Interval(quantity.value, quantity.value + step, low_open=True, high_open=True), None
        return "", quantity.interval, quantity.value
    raise ValueError(hedge)


class Table:
    """All observations, found by their coordinates and by value.

    Args:
        rows: Observations of all ledgers.
        measures: The measures that they refer to; rows of others are left to the checks.
    """

    def __init__(self, rows: Sequence[Observation], measures: Mapping[str, Measure]) -> None:
        self._readings: list[Reading] = []
        for row in rows:
            measure = measures.get(row.measure)
            if measure is None:
                continue
            try:
                self._readings.append(read_row(row, measure))
            except ValueError:
                continue
        self._frame = pd.DataFrame(
            [
                (
                    r.row.entity,
                    r.row.measure,
                    r.row.period,
                    r.row.channel,
                    r.row.status,
                    float(r.value) if r.value is not None else None,
                )
                for r in self._readings
            ],
            columns=["entity", "measure", "period", "channel", "status", "value"],
        )
        self._places: dict[tuple[str, str], list[int]] = {}
        for place, pair in enumerate(zip(self._frame["entity"], self._frame["measure"], strict=True)):
            self._places.setdefault((str(pair[0]), str(pair[1])), []).append(place)

    def of(self, entity: str, measure: str) -> list[Reading]:
        """Return the rows of an entity's measure."""
        return [self._readings[place] for place in self._places.get((entity, measure), ())]

    def pairs(self) -> Iterable[tuple[str, str]]:
        """Return the (entity, measure) pairs that rows are held for, in the order of the ledgers."""
        return self._places.keys()

    def entities_of(self, measure: str) -> list[str]:
        """Return the entities for which a measure has rows."""
        return [entity for entity, held in self._places if held == measure]

    def measures_of(self, entity: str) -> list[str]:
        """Return the measures of which an entity has rows."""
        return [measure for held, measure in self._places if held == entity]

    def inside(self, interval: Interval) -> list[Reading]:
        """Return the rows whose printed value lies in an interval (the reverse index)."""
        column = self._frame["value"]
        low, high = float(interval.low), float(interval.high)
        slack = 1e-9 * max(
            (abs(end) for end in (low, high) if isfinite(end)), default=0.0
        )  # floats only narrow the search
        places = column.index[(column >= low - slack) & (column <= high + slack)]
        found = [self._readings[int(place)] for place in places]
        return [reading for reading in found if reading.value is not None and reading.value in interval]

    def all(self) -> list[Reading]:
        """Return all rows, in the order of the ledgers."""
        return list(self._readings)
