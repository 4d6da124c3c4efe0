"""The rules that ledgers must obey: one function each, every problem with file, row and field."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grammar.expression import figures_of
from grammar.formula import FormulaError, relation
from grammar.text import fold
from knowledge.checks_meaning import (
    identities_are_solvable,
    measures_rest_on_others,
    names_lead_to_one_thing,
    shared_ids_mean_the_same,
)
from knowledge.checks_value import days_are_days, ids_are_plain, units_are_known, values_are_readable
from knowledge.files import contents
from knowledge.ledger import Catalogue, Ledger
from knowledge.position import Positions
from knowledge.problem import Problem, nearest
from knowledge.schema import Observation
from knowledge.table import Reading

_SEVERAL = 2

Rule = Callable[[Catalogue, Ledger], Iterator[Problem]]


def check(catalogue: Catalogue) -> list[Problem]:
    """Apply every rule to every ledger."""
    problems = []
    for ledger in catalogue.ledgers:
        found = [problem for rule in RULES for problem in rule(catalogue, ledger)]
        if found:
            lines = Positions(*(text for _, text in contents(ledger.path, []).values()))
            problems += [lines.placed(problem) for problem in found]
    return problems


def ids_are_unique(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """No two rows, notes, premises or statements of the same kind share an id, in any ledger."""
    seen: dict[tuple[str, str], str] = {}
    for other in catalogue.ledgers:
        groups = (
            ("row", other.observations),
            ("note", other.file.notes),
            ("premise", other.file.premises),
            ("statement", other.file.statements),
        )
        for kind, items in groups:
            for item in items:
                if (kind, item.id) in seen and other is ledger:
                    yield Problem(
                        _name(other, kind), f"{kind} {item.id}", "unique id", item.id, "duplicate", seen[kind, item.id]
                    )
                seen.setdefault((kind, item.id), other.name)


def references_exist(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """Every entity, measure, source and speaker that is named is defined."""
    for row in ledger.observations:
        place = f"row {row.id}"
        yield from _unknown(ledger, "observations.csv", place, "entity", [row.entity], catalogue.entities)
        yield from _unknown(ledger, "observations.csv", place, "measure", [row.measure], catalogue.measures)
        yield from _unknown(ledger, "observations.csv", place, "source", [row.source], catalogue.sources)
        yield from _unknown(
            ledger, "observations.csv", place, "said_by", [row.said_by] if row.said_by else [], catalogue.speakers
        )
    for premise in ledger.file.premises:
        place = f"premise {premise.id}"
        yield from _unknown(ledger, "ledger.yaml", place, "entity", [premise.entity], catalogue.entities)
        yield from _unknown(ledger, "ledger.yaml", place, "measure", [premise.measure], catalogue.measures)
    for note in ledger.file.notes:
        place = f"note {note.id}"
        yield from _unknown(ledger, "ledger.yaml", place, "entities", note.entities, catalogue.entities)
        yield from _unknown(ledger, "ledger.yaml", place, "measures", note.measures, catalogue.measures)
        yield from _unknown(ledger, "ledger.yaml", place, "rows", note.rows, catalogue.observations)
        yield from _unknown(ledger, "ledger.yaml", place, "topics", note.topics, catalogue.topics)
    for statement in ledger.file.statements:
        place = f"statement {statement.id}"
        yield from _unknown(ledger, "ledger.yaml", place, "topics", statement.topics, catalogue.topics)
    for name, topic in ledger.file.topics.items():
        yield from _unknown(ledger, "ledger.yaml", f"topic {name}", "entities", topic.entities, catalogue.entities)
    for sourced in (*ledger.file.premises, *ledger.file.notes, *ledger.file.statements):
        place = f"{type(sourced).__name__.lower()} {sourced.id}"
        yield from _unknown(ledger, "ledger.yaml", place, "source", [sourced.source], catalogue.sources)
        yield from _unknown(
            ledger,
            "ledger.yaml",
            place,
            "said_by",
            [sourced.said_by] if sourced.said_by else [],
            catalogue.speakers,
        )
    for bound in ledger.file.bounds:
        place = f"bound {bound.id}"
        yield from _unknown(ledger, "ledger.yaml", place, "measure", [bound.measure], catalogue.measures)
        yield from _unknown(ledger, "ledger.yaml", place, "entities", bound.entities, catalogue.entities)
    for name, measure in ledger.file.measures.items():
        named = [
            *measure.base,
            *measure.near,
            *filter(None, (measure.denominator, measure.growth_of, measure.run_rate_of)),
        ]
        yield from _unknown(ledger, "ledger.yaml", f"measure {name}", "measures", named, catalogue.measures)
        counterpart = [measure.counterpart] if measure.counterpart else []
        yield from _unknown(ledger, "ledger.yaml", f"measure {name}", "counterpart", counterpart, catalogue.entities)
    for name, group in ledger.file.groups.items():
        yield from _unknown(ledger, "ledger.yaml", f"group {name}", "members", group.members, catalogue.entities)


def printed_stands_in_quote(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """After folding, the printed value and the hedge stand in the quote, or in our paraphrase of it."""
    del catalogue
    for row in ledger.observations:
        quote = _squeezed(row.quote or " ".join(row.paraphrase.values()))
        for field in ("printed", "hedge"):
            text = getattr(row, field)
            if text and _squeezed(text) not in quote:
                place = f"row {row.id}, {field}"
                yield Problem(
                    f"{ledger.name}/observations.csv", place, "stands in the quote", text, "not-in-quote", row.quote
                )
    for premise in ledger.file.premises:
        if _squeezed(premise.printed) not in _squeezed(premise.quote):
            place = f"premise {premise.id}, printed"
            yield Problem(
                f"{ledger.name}/ledger.yaml",
                place,
                "stands in the quote",
                premise.printed,
                "not-in-quote",
                premise.quote,
            )


def rows_are_sourced(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """Every row has somebody who says it, and either its source's words with a translation or our paraphrase."""
    del catalogue
    for row in ledger.observations:
        words = (
            ("paraphrase_en", "paraphrase_zh_hant", "paraphrase_zh_hans") if row.paraphrase else ("quote", "quote_en")
        )
        for field in (*words, "said_by"):
            if not getattr(row, field):
                place = f"row {row.id}, {field}"
                yield Problem(f"{ledger.name}/observations.csv", place, "not empty", "''", "empty")


def confirmations_are_independent(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """What is confirmed stands in rows of at least two origins; outlets that repeat one origin count as one."""
    for row in ledger.observations:
        if row.standing == "confirmed" and len(set(_origins(catalogue, row))) < _SEVERAL:
            place = f"row {row.id}, standing"
            yield Problem(f"{ledger.name}/observations.csv", place, "several origins", row.standing, "one-origin")


def _origins(catalogue: Catalogue, row: Observation) -> Iterator[str]:
    held = [one for one in catalogue.table.of(row.entity, row.measure) if one.row.period == row.period]
    own = next((one for one in held if one.row.id == row.id), None)
    for other in held:
        source = catalogue.sources.get(other.row.source)
        if own is not None and source is not None and _agree(own, other):
            yield source.origin or other.row.source


def _agree(own: Reading, other: Reading) -> bool:
    """Tell whether two rows print the same figure, give or take one in a hundred."""
    if own.value is None or other.value is None:
        return own.interval.overlaps(other.interval)
    return abs(own.value - other.value) * 100 <= abs(own.value)


def formulas_are_readable(catalogue: Catalogue, ledger: Ledger) -> Iterator[Problem]:
    """Identities and statements parse, and name entities and measures that are defined."""
    formulas = [(f"identity {identity.id}", identity.formula) for identity in ledger.file.identities]
    for statement in ledger.file.statements:
        texts = [*statement.all, *statement.readings, *([statement.claim] if statement.claim else [])]
        formulas += [(f"statement {statement.id}", text) for text in texts]
    for place, text in formulas:
        try:
            read = relation(text)
        except FormulaError:
            yield Problem(f"{ledger.name}/ledger.yaml", place, "formula", text, "formula")
            continue
        for figure in (*figures_of(read.left), *figures_of(read.right)):
            yield from _unknown(ledger, "ledger.yaml", place, "entity", figure.entity, catalogue.entities)
            yield from _unknown(ledger, "ledger.yaml", place, "measure", figure.measure, catalogue.measures)


def _unknown(  # noqa: PLR0913, PLR0917 - a rule's words, once each
    ledger: Ledger, file: str, place: str, field: str, names: object, known: object
) -> Iterator[Problem]:
    for name in names:  # type: ignore[attr-defined]
        if name not in known:  # type: ignore[operator]
            expected = nearest(str(name), list(known))  # type: ignore[call-overload]
            yield Problem(f"{ledger.name}/{file}", f"{place}, {field}", "defined", str(name), "undefined", expected)


def _name(ledger: Ledger, kind: str) -> str:
    return f"{ledger.name}/{'observations.csv' if kind == 'row' else 'ledger.yaml'}"


def _squeezed(text: str) -> str:
    return fold(text).text.replace(" ", "")


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    references_exist,
    rows_are_sourced,
    confirmations_are_independent,
    printed_stands_in_quote,
    ids_are_plain,
    values_are_readable,
    units_are_known,
    days_are_days,
    formulas_are_readable,
    identities_are_solvable,
    names_lead_to_one_thing,
    measures_rest_on_others,
    shared_ids_mean_the_same,
)
