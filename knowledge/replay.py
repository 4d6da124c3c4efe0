"""Replaying a derivation from its leaves: an evaluator of its own over the derivation as data, on exact fractions.

It shares nothing with what derived the values (no ledger, no `derive`, no `Interval`): a second opinion. The only thing
it borrows is the reader of quantities, because a leaf must stand for what its source prints.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from knowledge.replay_formula import FormulaError, Range, evaluate, told_number
from knowledge.replay_leaf import leaf_faults
from knowledge.replay_unit import ADDING, is_pure, out_scale, scale_of, units_of

Node = Mapping[str, Any]
_LEAVES = frozenset({"observation", "premise", "constant", "given"})
_RULES = ADDING | {
    "product",
    "ratio",
    "share",
    "growth",
    "compound_growth",
    "power",
    "per_period",
    "annualised",
    "several",
}
_SHAPES = {
    "difference": r"\{0\} − \{1\}",
    "product": r"\{0\} × \{1\}",
    "ratio": r"\{0\} ÷ \{1\}",
    "share": r"\{0\} ÷ \{1\}",
    "per_period": r"\{0\} ÷ \{1\}",
    "growth": r"\{1\} ÷ \{0\} − 1",
    "compound_growth": r"\(\{1\} ÷ \{0\}\)\^\(1 ÷ \d+\) − 1",
    "annualised": r"\{0\} × 12 ÷ \d+",
    "power": r"\(1 \+ \{0\}\)\^\d+",
    "sum": r"\{0\}( \+ \{\d+\})*",
    "tiling": r"\{0\}( \+ \{\d+\})*",
    "complement": r"\{0\}( [+−] \{\d+\})*",
}
_CLOSE = Fraction(1, 10**24)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a derivation that does not hold.

    Attributes:
        node: Id of the node.
        code: `seal shape id rule formula unit value interval printed quote source`.
        found: What the file says; `expected`: what follows from the leaves.
    """

    node: str
    code: str
    found: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Replay:
    """The outcome of a replay.

    Attributes:
        faults: Everything that does not hold, inputs before what rests on them.
        nodes: How many nodes were looked at, `leaves` how many of them are leaves.
        lines: The derivation as recomputed, an indented line a node.
    """

    faults: tuple[Fault, ...]
    nodes: int
    leaves: int
    lines: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.faults


def sealed(node: Node) -> dict[str, Any]:
    """Return a node with its seal: a hash of all its fields and of the seals of its inputs, so that no field changes unseen."""
    bare = {key: value for key, value in node.items() if key != "seal"}
    hashed = bare | {"inputs": [part.get("seal") for part in bare.get("inputs", ())]}
    text = json.dumps(hashed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return bare | {"seal": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]}


def find_derivation(data: object) -> Node | None:
    """Return the derivation in what `ask --json` printed, or the data itself where it is one; None where there is none."""
    if not isinstance(data, Mapping):
        return None
    if "rule" in data:
        return data
    inner = data.get("derivation")
    return inner if isinstance(inner, Mapping) and "rule" in inner else None


def replay(root: Node) -> Replay:
    """Recompute a derivation from its leaves and set every node beside what follows from them."""
    work = _Work([], [], 0, 0)
    try:
        work.visit(root, 0)
    except RecursionError:
        work.faults.append(Fault(str(root.get("id", "?")), "shape"))
    return Replay(tuple(dict.fromkeys(work.faults)), work.nodes, work.leaves, tuple(work.lines))


def written(root: Node) -> tuple[str, ...]:
    """Write a derivation as the file has it, in the very form in which a replay writes what it recomputed."""
    return tuple(_written(root, 0))


def _written(node: Node, depth: int) -> Iterator[str]:
    yield _line(node, _stored(node), _decimal(node.get("value")), depth)
    for part in node.get("inputs", ()):
        yield from _written(part, depth + 1)


@dataclass
class _Work:
    faults: list[Fault]
    lines: list[str]
    nodes: int
    leaves: int

    def visit(self, node: Node, depth: int) -> tuple[Range | None, Fraction | None]:
        """Check a node and all below it; return the interval and the value that follow from the leaves."""
        self.nodes += 1
        place = len(self.lines)
        self.lines.append("")
        inputs = node.get("inputs")
        name, rule = str(node.get("id", "?")), node.get("rule")
        if not isinstance(inputs, list) or not all(isinstance(part, Mapping) for part in inputs):
            self.faults.append(Fault(name, "shape", "inputs"))
            return None, None
        parts = [self.visit(part, depth + 1) for part in inputs]
        if node.get("seal") != sealed(node)["seal"]:
            self.faults.append(Fault(name, "seal"))
        if rule == "several":
            found: tuple[Range | None, Fraction | None] = (None, None)
        elif not inputs:
            self.leaves += 1
            found = self._leaf(node, name)
        elif rule in _RULES:
            found = self._step(node, name, parts)
        else:
            self.faults.append(Fault(name, "rule", str(rule)))
            found = (None, None)
        self.lines[place] = _line(node, found[0], found[1], depth)
        return found

    def _leaf(self, node: Node, name: str) -> tuple[Range | None, Fraction | None]:
        if node.get("rule") not in _LEAVES:
            self.faults.append(Fault(name, "rule", str(node.get("rule"))))
        self.faults += [Fault(name, *fault) for fault in leaf_faults(node)]
        return _stored(node), _decimal(node.get("value"))

    def _step(
        self, node: Node, name: str, parts: list[tuple[Range | None, Fraction | None]]
    ) -> tuple[Range | None, Fraction | None]:
        inputs, rule, unit = node["inputs"], str(node["rule"]), str(node.get("unit"))
        formula = str(node.get("formula") or "")
        self._check_id(node, name)
        if not re.fullmatch(_SHAPES[rule], formula) or _places(formula) != _needed(rule, len(inputs)):
            self.faults.append(Fault(name, "formula", formula))
            return None, None
        wanted = units_of(rule, [str(part.get("unit")) for part in inputs])
        rewritten = _is_identity(name, rule) and is_pure(unit) and all(map(is_pure, wanted))  # 0.2 as 20 percent
        if not wanted or (unit not in wanted and not rewritten):
            self.faults.append(Fault(name, "unit", unit, ", ".join(sorted(wanted))))
        ranges, values = [one for one, _ in parts], [one for _, one in parts]
        scales = [scale_of(rule, str(part.get("unit")), inputs, unit) for part in inputs]
        out = out_scale(inputs, unit)
        interval = _computed(
            formula, [None if one is None else one.times(scale) for one, scale in zip(ranges, scales, strict=True)], out
        )
        points = [None if one is None else Range.point(one * scale) for one, scale in zip(values, scales, strict=True)]
        value = _computed(formula, points, out)
        self._compare(node, name, interval, value.low if value else None)
        return interval, value.low if value else None

    def _check_id(self, node: Node, name: str) -> None:
        parts = [str(part.get("id")) for part in node["inputs"]]
        head = name.partition("(")[0]
        plain = f"{node['rule']}({','.join(parts)})"
        solved = f"{head}({','.join(_leaf_ids(node))})"
        if name not in {plain, solved}:
            self.faults.append(Fault(name, "id", name, plain))

    def _compare(self, node: Node, name: str, interval: Range | None, value: Fraction | None) -> None:
        stored = _decimal(node.get("value"))
        if (stored is None) != (value is None) or (
            stored is not None and value is not None and not _near(stored, value, _size(node))
        ):
            self.faults.append(Fault(name, "value", str(node.get("value")), told(value)))
        held = _stored(node)
        if interval is None or held is None or not _same(held, interval, _size(node)):
            self.faults.append(Fault(name, "interval", str(held), str(interval)))


def _computed(formula: str, operands: list[Range | None], out: Fraction) -> Range | None:
    try:
        return evaluate(formula, operands).times(out)
    except (FormulaError, ZeroDivisionError):
        return None


def _places(formula: str) -> set[int]:
    return {int(place) for place in re.findall(r"\{(\d+)\}", formula)}


def _needed(rule: str, count: int) -> set[int]:
    """The inputs that a formula must name; how many months make a year stands in the formula itself."""
    return {0} if rule in ("annualised", "power") else set(range(count))


def _is_identity(name: str, rule: str) -> bool:
    return name.partition("(")[0] != rule


def _leaf_ids(node: Node) -> list[str]:
    inputs = node.get("inputs") or []
    if not inputs:
        return [str(node.get("id"))]
    return list(dict.fromkeys(leaf for part in inputs for leaf in _leaf_ids(part)))


def _stored(node: Node) -> Range | None:
    """The interval that a file states; an absent end is an infinite one."""
    if "low" not in node or "high" not in node or node.get("unit") == "level":
        return None
    try:
        low = None if node["low"] is None else Fraction(Decimal(str(node["low"])))
        high = None if node["high"] is None else Fraction(Decimal(str(node["high"])))
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return Range(low, high, low is None or "low" in _open(node), high is None or "high" in _open(node))


def _open(node: Node) -> list[str]:
    found = node.get("open")
    return [str(end) for end in found] if isinstance(found, list) else []


def _decimal(text: object) -> Fraction | None:
    if text is None:
        return None
    try:
        return Fraction(Decimal(str(text)))
    except (InvalidOperation, ValueError, OverflowError):
        return None


def _size(node: Node) -> Fraction:
    """The largest number in a node and its inputs, against which the digits that a decimal drops are small."""
    numbers = [_decimal(one.get(key)) for one in (node, *node["inputs"]) for key in ("value", "low", "high")]
    return max((abs(number) for number in numbers if number is not None), default=Fraction(1)) or Fraction(1)


def _near(first: Fraction | None, second: Fraction | None, size: Fraction) -> bool:
    if first is None or second is None:
        return first is second
    return abs(first - second) <= _CLOSE * size


def _same(held: Range, computed: Range, size: Fraction) -> bool:
    ends = _near(held.low, computed.low, size) and _near(held.high, computed.high, size)
    return ends and (held.low_open, held.high_open) == (computed.low_open, computed.high_open)


def told(number: Fraction | None) -> str:
    """Write a fraction to twenty significant digits."""
    if number is None:
        return "–"
    return told_number(number)


def _line(node: Node, interval: Range | None, value: Fraction | None, depth: int) -> str:
    ends = "" if interval is None else f" {interval}"
    return f"{'  ' * depth}{node.get('id')} = {told(value)}{ends} {node.get('unit', '')}".rstrip()
