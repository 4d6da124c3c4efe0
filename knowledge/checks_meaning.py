"""Rules about meaning: identities can be solved, and a name leads to one thing."""

from __future__ import annotations

from collections.abc import Iterator

from grammar.expression import Figure, figures_of
from grammar.formula import FormulaError, relation
from grammar.text import fold
from knowledge.ledger import Catalogue, Ledger
from knowledge.problem import Problem


def identities_are_solvable(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """An identity says what one figure equals, by other figures, each of which it names once."""
    del catalogue
    for identity in ledger.file.identities:
        file, place = f"{ledger.name}/ledger.yaml", f"identity {identity.id}, formula"
        try:
            read = relation(identity.formula)
        except FormulaError:
            continue  # said by another rule
        if not isinstance(read.left, Figure) or read.right is None or read.comparator != "=":
            yield Problem(file, place, "one figure = the others", identity.formula, "identity-left")
            continue
        others = figures_of(read.right)
        if read.left in others:
            yield Problem(file, place, "not circular", identity.formula, "circular", str(read.left))
        elif len(set(others)) < len(others):
            twice = next(one for one in others if others.count(one) > 1)
            yield Problem(file, place, "each term once", identity.formula, "term-twice", str(twice))


def names_lead_to_one_thing(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """No two entities bear the same name, and none bears the name of a measure."""
    file = f"{ledger.name}/ledger.yaml"
    for name, entity in ledger.file.entities.items():
        for surface in dict.fromkeys(map(_folded, entity.surfaces())):
            for other, thing in catalogue.entities.items():
                if other < name and surface in map(_folded, thing.surfaces()):
                    yield Problem(file, f"entity {name}, names", "a name of its own", surface, "name-twice", other)
            for other, measure in catalogue.measures.items():
                if surface in map(_folded, measure.surfaces()):
                    yield Problem(file, f"entity {name}, names", "a name of its own", surface, "name-twice", other)


def shared_ids_mean_the_same(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """A measure that several ledgers define has one unit and one kind: it is the same measure."""
    for name, measure in ledger.file.measures.items():
        first = catalogue.measures[name]
        if (measure.full_unit, measure.kind) != (first.full_unit, first.kind):
            owner = next(other.name for other in catalogue.ledgers if name in other.file.measures)
            place = f"measure {name}"
            expected = f"{owner} ({first.full_unit}, {first.kind})"
            yield Problem(f"{ledger.name}/ledger.yaml", place, "one meaning", name, "measure-differs", expected)


def measures_rest_on_others(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """No measure is its own growth, run rate, denominator or base."""
    del catalogue
    for name, measure in ledger.file.measures.items():
        for field in ("denominator", "growth_of", "run_rate_of"):
            if getattr(measure, field) == name:
                place = f"measure {name}, {field}"
                yield Problem(f"{ledger.name}/ledger.yaml", place, "another measure", name, "itself")


def _folded(surface: str) -> str:
    return fold(surface).text.strip()
