"""The reverse index: from an amount to the figures that it is the value of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from grammar.expression import Figure
from grammar.interval import Interval
from grammar.quantity import Quantity
from knowledge.derive import Deriver, Key
from knowledge.result import Derivation
from knowledge.schema import Measure
from knowledge.table import in_unit, takes

_REPEATS = frozenset({"rounded", "restated"})
_SCALES = {
    "ratio": (Decimal(1), Decimal(100)),
    "percent": (Decimal(1), Decimal("0.01")),
}  # 1.19 times GDP is 119 % of it


class ReverseIndex:
    """Finds whose value an amount is, among printed figures and premises."""

    def __init__(self, deriver: Deriver) -> None:
        self.deriver = deriver
        self.catalogue = deriver.catalogue

    def whose(self, quantity: Quantity, figure: Figure = Figure()) -> list[Derivation]:
        """Return all figures whose value lies in an amount's interval.

        Args:
            quantity: The amount; one without a value belongs to nobody.
            figure: What is known of the figure: its entity, channel and year narrow the search.
        """
        if quantity.value is None:
            return []
        return [*self._rows(quantity, figure), *self._premises(quantity)]

    def exactly_whose(self, quantity: Quantity, figure: Figure = Figure()) -> list[Derivation]:
        """Return the figures with the very value, and where there are none, those whose value rounds to the amount."""
        found = self.whose(quantity, figure)
        return [way for way in found if way.value == quantity.value] or found

    def _rows(self, quantity: Quantity, figure: Figure) -> Iterator[Derivation]:
        for factor in _SCALES.get(quantity.unit, (Decimal(1),)):
            for reading in self.catalogue.table.inside(quantity.interval * Interval.exactly(factor)):
                row = reading.row
                if not self._is_in(reading.value, quantity, self.catalogue.measures[row.measure]):
                    continue
                if row.status in _REPEATS or figure.channel not in (None, row.channel, row.status):
                    continue
                if figure.entity and row.entity not in figure.entity:
                    continue
                dated = figure.period is not None and figure.period.has_year
                if not dated or reading.period in (None, figure.period):
                    yield self.deriver.leaf(reading)

    def _premises(self, quantity: Quantity) -> Iterator[Derivation]:
        for premise in self.catalogue.premises.values():
            if not quantity.unit:  # a bare number counts anything
                continue
            for way in self.deriver.find(Key(premise.entity, premise.measure)):
                if way.premise is not None and self._is_in(
                    way.value, quantity, self.catalogue.measures[premise.measure]
                ):
                    yield way

    @staticmethod
    def _is_in(value: Decimal | None, quantity: Quantity, measure: Measure) -> bool:
        return value is not None and takes(measure, quantity) and value in in_unit(quantity, measure).interval
