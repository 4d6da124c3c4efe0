"""Small invented worlds whose true values are known: what a ledger prints of them is rounded, so deriving can be checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from grammar.expression import Figure
from grammar.period import parse
from knowledge.derive import Deriver
from knowledge.ledger import Catalogue, Ledger
from knowledge.schema import LedgerFile, Observation

QUARTERS = tuple((year, quarter) for year in (2024, 2025) for quarter in (1, 2, 3, 4))
_SPANS = [(first, last) for first in range(8) for last in range(first, 8)]


def _named(first: int, last: int) -> str:
    (year, quarter), (to, end) = QUARTERS[first], QUARTERS[last]
    if year != to:
        whole = (quarter, end) == (1, 4)
        return f"{year}/{to}" if whole else f"{year}-{quarter * 3 - 2:02}/{to}-{end * 3:02}"
    if first == last:
        return f"{year}-Q{quarter}"
    if (quarter, end) in ((1, 2), (3, 4)):
        return f"{year}-S{1 if quarter == 1 else 2}"
    return f"{year}" if (quarter, end) == (1, 4) else f"{year}-{quarter * 3 - 2:02}/{year}-{end * 3:02}"


SPANS: dict[str, tuple[int, int]] = {_named(first, last): (first, last) for first, last in _SPANS}


@dataclass(frozen=True)
class World:
    """One or two entities with flows in dollars by quarter; further measures follow from formulas.

    Attributes:
        flows: Values by quarter, by entity and measure.
        formulas: Identities as a ledger writes them.
        printed: Rows: entity, measure, period, number, hedge.
        units: Unit of each measure, `USD`, `percent` or `ratio`; what is no flow in dollars is a rate.
    """

    flows: Mapping[tuple[str, str], Sequence[Fraction]]
    formulas: Mapping[str, str] = field(default_factory=dict)
    printed: Sequence[tuple[str, str, str, str, str]] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    stocks: frozenset[str] = frozenset()

    def truth(self, entity: str, measure: str, period: str) -> Fraction:
        """Return what a flow really was over some quarters."""
        first, last = SPANS[period]
        return sum(self.flows[entity, measure][first : last + 1], Fraction(0))

    def deriver(self) -> Deriver:
        """Return a deriver over the ledger that this world is printed in."""
        return Deriver(Catalogue((self._ledger(),)))

    def _ledger(self) -> Ledger:
        source = {
            "publisher": text("Office"),
            "title": "Book",
            "title_en": "Book",
            "accessed": "2026-01-01",
            "language": "en",
        }
        entities = sorted({entity for entity, *_ in [*self.flows, *self.printed]})
        measures = {name: self._measure(name) for name in sorted(self.units)}
        data: dict[str, Any] = {
            "ledger": "invented",
            "title": text("Invented"),
            "sources": {"book": source},
            "entities": {entity: {"kind": "company", "names": text(entity)} for entity in entities},
            "measures": measures,
            "identities": [{"id": name, "formula": formula} for name, formula in self.formulas.items()],
        }
        rows = [
            Observation(
                id=f"R-{number}",
                entity=entity,
                measure=measure,
                period=period,
                printed=printed,
                hedge=hedge,
                channel="official",
                source="book",
                quote=f"{hedge} {printed}",
            )
            for number, (entity, measure, period, printed, hedge) in enumerate(self.printed, 1)
        ]
        return Ledger(Path("invented"), LedgerFile.model_validate(data), tuple(rows), "0")

    def _measure(self, name: str) -> dict[str, Any]:
        unit = self.units[name]
        kind = "stock" if name in self.stocks else "flow" if unit == "USD" else "rate"
        return {"names": text(name), "unit": unit, "kind": kind, "definition": text(name)}


def text(word: str) -> dict[str, str]:
    return {"en": word, "zh-Hant": word, "zh-Hans": word}


def figure(entity: str, measure: str, period: str | None) -> Figure:
    return Figure((entity,), (measure,), parse(period) if period else None)


def rounded(value: Fraction, digits: int, coarsest: Fraction | None = None) -> Fraction:
    """Round to some significant digits, halves up, as printed numbers denote; to no coarser step than one given."""
    if value == 0:
        return value
    step = Fraction(1)
    while abs(value) >= step * 10:
        step *= 10
    while abs(value) < step:
        step /= 10
    step /= Fraction(10) ** (digits - 1)
    step = step if coarsest is None else min(step, coarsest)
    return (value / step + Fraction(1, 2)).__floor__() * step


def printed(value: Fraction, unit: str) -> str:
    """Write a number whose decimal ends as a ledger prints it."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    number = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return ("-" if value < 0 else "") + number + {"USD": " USD", "percent": "%", "ratio": "倍"}[unit]
