"""The audit: every statement of a source recomputed from the figures that it speaks of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from grammar.expression import Constant, Expression, Figure, Relation, figures_of
from grammar.formula import relation
from knowledge.derive import Deriver, World
from knowledge.judgement import converted
from knowledge.result import Derivation
from knowledge.schema import Statement
from knowledge.table import UnitError

_FLIP = {"=", "!="}


@dataclass(frozen=True, slots=True)
class Recomputation:
    """What recomputing one claim of a statement gave.

    Attributes:
        claim: In the formula language; `left` and `right`: what its sides come to, None where one cannot be derived.
        finding: `exact within_rounding fails untestable`.
    """

    claim: str
    left: Derivation | None
    right: Derivation | None
    finding: str


@dataclass(frozen=True, slots=True)
class Audit:
    """A statement with our recomputation; `finding` is what follows from it, to be set beside the ledger's own."""

    statement: Statement
    parts: tuple[Recomputation, ...]
    finding: str

    @property
    def agrees(self) -> bool:
        """Tell whether the ledger says the same."""
        return self.finding == self.statement.finding


def audit(deriver: Deriver) -> list[Audit]:
    """Recompute every statement of the catalogue."""
    return [_audited(deriver, statement) for statement in deriver.catalogue.statements]


def _audited(deriver: Deriver, statement: Statement) -> Audit:
    claims = statement.all or statement.readings or [statement.claim or ""]
    parts = tuple(_recomputed(deriver, statement, claim) for claim in claims)
    findings = [part.finding for part in parts]
    if statement.readings:
        finding = findings[0] if len(set(findings)) == 1 else "depends"
    else:
        finding = max(findings, key=_SEVERITY.index)
    return Audit(statement, parts, finding)


_SEVERITY = ("exact", "within_rounding", "untestable", "fails")


def _recomputed(deriver: Deriver, statement: Statement, claim: str) -> Recomputation:
    read = relation(claim)
    assert read.right is not None  # noqa: S101 - a statement's claim has two sides
    left = _side(deriver, statement, read.left, read.right)
    right = _side(deriver, statement, read.right, read.left)
    left, right = _on_one_unit(left, right)
    finding = "untestable" if left is None or right is None else _finding(read, left, right)
    return Recomputation(claim, left, right, finding)


def _on_one_unit(left: Derivation | None, right: Derivation | None) -> tuple[Derivation | None, Derivation | None]:
    """Set a printed amount in the unit of what it is compared with: 2.5倍 of GDP is 250 %."""
    if left is None or right is None or right.quantity is None:
        return left, right
    try:
        amount = converted(right.quantity, left.unit)
    except UnitError:
        return left, None
    return left, replace(right, value=amount.value, interval=amount.interval, unit=left.unit)


def _side(deriver: Deriver, statement: Statement, side: Expression, other: Expression) -> Derivation | None:
    """Derive one side; a computed side must not rest on the very row that the statement is about."""
    own = frozenset(row.id for row in deriver.catalogue.observations.values() if row.fact == statement.fact)
    world = World() if isinstance(side, Figure) and isinstance(other, Constant | Figure) else World(without=own)
    if not isinstance(side, Figure | Constant) and not any(
        _is_own(deriver, figure, own) for figure in figures_of(side)
    ):
        world = World(without=own)
    elif not isinstance(side, Figure | Constant):
        world = World()
    ways = deriver.derive(side, world)
    return ways[0] if ways else None


def _is_own(deriver: Deriver, figure: Figure, own: frozenset[str]) -> bool:
    """Tell whether a side names the row under test itself, to set it against something printed."""
    key = deriver.key_of(figure)
    return key is not None and any(way.id in own for way in deriver.find(key)[:1])


def _finding(read: Relation, left: Derivation, right: Derivation) -> str:
    if read.comparator == "=":
        amount = right.interval
        if left.value is not None and left.value == right.value:
            return "exact"
        return "within_rounding" if left.interval.overlaps(amount) else "fails"
    low, high = (right, left) if read.comparator in (">", ">=") else (left, right)
    bound = (
        high.interval.low >= low.interval.high if low.value is None or high.value is None else high.value > low.value
    )
    strict = high.interval.low >= (low.interval.high if low.quantity is None or low.value is None else low.value)
    if strict:
        return "exact"
    return "within_rounding" if bound else "fails"
