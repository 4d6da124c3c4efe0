"""Rules about values: what is printed can be read, in the unit of its measure, and units are ones that exist."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from grammar.quantity import Quantity
from knowledge.ledger import Catalogue, Ledger
from knowledge.problem import Problem
from knowledge.schema import Measure
from knowledge.table import UnitError, in_unit, read_row

UNITS = ("percent", "percentage_points", "ratio", "level", "number", "days", "months", "years")
_CURRENCY = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")


def values_are_readable(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """Every printed value is read, in the unit of its measure."""
    for row in ledger.observations:
        measure = ledger.file.measures.get(row.measure) or catalogue.measures.get(row.measure)
        if measure is None:
            continue
        file, place = f"{ledger.name}/observations.csv", f"row {row.id}, printed"
        bare = row.model_copy(update={"hedge": ""})
        wrong = list(_unread(file, place, row.printed, measure, partial(read_row, bare, measure)))
        yield from wrong
        if row.hedge and not wrong:
            place = f"row {row.id}, hedge"
            yield from _unread(file, place, row.hedge, measure, partial(read_row, row, measure))
    for premise in ledger.file.premises:
        measure = ledger.file.measures.get(premise.measure) or catalogue.measures.get(premise.measure)
        if measure is not None:
            file, place = f"{ledger.name}/ledger.yaml", f"premise {premise.id}, printed"
            text = premise.printed
            yield from _unread(file, place, text, measure, partial(_amount, text, measure))


def _amount(text: str, measure: Measure) -> Quantity:
    return in_unit(Quantity.read(text), measure)


def _unread(file: str, place: str, text: str, measure: Measure, attempt: Callable[[], object]) -> Iterator[Problem]:
    try:
        attempt()
    except UnitError:
        found = Quantity.read(text).unit
        yield Problem(file, place, "unit of the measure", f"{text} ({found})", "unit", measure.unit)
    except ValueError:
        if place.endswith("hedge"):
            yield Problem(file, place, "a readable hedge", text, "hedge")
        elif measure.kind == "ordinal":
            levels = ", ".join(level.names.en for level in measure.levels)
            yield Problem(file, place, "a readable value", text, "level", levels)
        else:
            yield Problem(file, place, "a readable value", text, "unreadable")


def units_are_known(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """A unit is a currency's three letters or one of the words for shares, multiples and counts; levels go with their kind."""
    del catalogue
    for name, measure in ledger.file.measures.items():
        if measure.unit not in UNITS and not _CURRENCY.fullmatch(measure.unit):
            place = f"measure {name}, unit"
            yield Problem(
                f"{ledger.name}/ledger.yaml", place, "a known unit", measure.unit, "unit-name", ", ".join(UNITS)
            )
        if (measure.kind == "ordinal") != bool(measure.levels):
            place = f"measure {name}, levels"
            yield Problem(f"{ledger.name}/ledger.yaml", place, "levels of an ordinal", measure.kind, "levels")


def days_are_days(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """The end of a fiscal year is a month and a day."""
    del catalogue
    for name, entity in ledger.file.entities.items():
        if not _DAY.fullmatch(entity.fiscal_year_end):
            place = f"entity {name}, fiscal_year_end"
            yield Problem(f"{ledger.name}/ledger.yaml", place, "month and day", entity.fiscal_year_end, "fiscal-year")


def ids_are_plain(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """Ids of rows, notes, premises and statements are letters, digits, dot, dash and underscore: replies quote them."""
    del catalogue
    file = ledger.file
    for kind, items in (
        ("row", ledger.observations),
        ("note", file.notes),
        ("premise", file.premises),
        ("statement", file.statements),
    ):
        for item in items:
            if not _PLAIN_ID.fullmatch(item.id):
                name = "observations.csv" if kind == "row" else "ledger.yaml"
                place = f"{kind} {item.id or '–'}, id"
                yield Problem(f"{ledger.name}/{name}", place, "plain id", item.id, "row-id")
