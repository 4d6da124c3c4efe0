"""The leaves of a replay: a row or a premise must stand for what its source prints, in the words that it quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from grammar.quantity import Quantity
from grammar.text import fold

_UNNAMED = "XXX"


def leaf_faults(node: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with a leaf: code, what stands there, what was expected."""
    rule = node.get("rule")
    if rule in ("observation", "premise") or node.get("source"):  # a row may also be given in another's place
        yield from _sourced(node)
    elif rule == "constant" and node.get("printed") is None:
        yield from _number(node)
    elif rule in ("constant", "given") and node.get("printed") is not None:
        yield from _brought(node, str(node["printed"]))


def _brought(node: Mapping[str, Any], printed: str) -> Iterator[tuple[str, str, str]]:
    """What a reader brought along bears its words as its id; where they name a unit, they say the value too."""
    if f"“{printed}”" not in str(node.get("id")):
        yield "id", str(node.get("id")), f"“{printed}”"
    try:
        quantity = Quantity.read(printed)
    except ValueError:  # its unit or scale came from the words around it
        return
    scale = _scale(quantity.unit, str(node.get("unit")))
    value = _decimal(node.get("value"))
    if scale is not None and quantity.value is not None and value != quantity.value * scale:
        yield "value", str(node.get("value")), str(quantity.value * scale)


def _sourced(node: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    printed, quote = str(node.get("printed") or ""), str(node.get("quote") or "")
    if not node.get("source") or not node.get("fact"):
        yield "source", str(node.get("source")), ""
    own = str(node.get("id", "")).rpartition("(")[2].rstrip(")")
    if own.partition(".")[0] != node.get("fact"):
        yield "source", str(node.get("fact")), own.partition(".")[0]
    for part in (printed, str(node.get("hedge") or "")):
        if quote and _squeezed(part) not in _squeezed(quote):
            yield "quote", quote, part
    if not quote and not node.get("quote_en"):
        yield "quote", "", printed
    if node.get("unit") == "level":
        if not node.get("level"):
            yield "value", "", printed
        return
    yield from _printed(node, printed)


def _printed(node: Mapping[str, Any], printed: str) -> Iterator[tuple[str, str, str]]:
    """Read the printed words again: value and interval must be theirs, the unit must fit."""
    try:
        quantity = Quantity.read(printed)
    except ValueError:
        yield "printed", printed, ""
        return
    unit = str(node.get("unit"))
    scale = _scale(quantity.unit, unit)
    if scale is None:
        yield "unit", unit, quantity.unit
        return
    value = _decimal(node.get("value"))
    low, high = (_decimal(node.get(end)) for end in ("low", "high"))
    if quantity.value is not None and value not in (quantity.value * scale, None):
        yield "value", str(node.get("value")), str(quantity.value * scale)
    if (
        quantity.value is None
        and value is not None
        and not quantity.interval.low <= value / scale <= quantity.interval.high
    ):
        yield "value", str(node.get("value")), str(quantity.interval)
    if node.get("rule") == "premise":
        ends: tuple[Decimal | None, ...] = (value, value)
    elif node.get("hedge"):  # how far a hedge reaches is the ledger's reading: the ends must lie around the number
        if value is not None and ((low is not None and low > value) or (high is not None and high < value)):
            yield "interval", f"{low} … {high}", str(value)
        return
    else:
        ends = tuple(
            end * scale if end.is_finite() else None for end in (quantity.interval.low, quantity.interval.high)
        )
    if (low, high) != ends:
        yield "interval", f"{low} … {high}", " … ".join(str(end) for end in ends)


def _scale(printed: str, unit: str) -> Decimal | None:
    """What a printed amount is multiplied by to be in a node's unit; None where it does not fit."""
    base = unit.partition("/")[0]
    share = base.startswith("percent")
    if printed in ("", base) or (printed == _UNNAMED and len(base) == len(_UNNAMED)):
        return Decimal(1)
    if share and printed in ("percent", "percentage_points"):
        return Decimal(1)
    if share and printed == "ratio":
        return Decimal(100)
    if base == "ratio" and printed == "percent":
        return Decimal("0.01")
    return None


def _number(node: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """A bare number bears its value as its id."""
    value = _decimal(node.get("value"))
    if value is None or _decimal(node.get("id")) != value:
        yield "value", str(node.get("value")), str(node.get("id"))
    elif not _decimal(node.get("low")) == _decimal(node.get("high")) == value:
        yield "interval", f"{node.get('low')} … {node.get('high')}", str(value)


def _decimal(text: object) -> Decimal | None:
    try:
        return None if text is None else Decimal(str(text))
    except InvalidOperation:
        return None


def _squeezed(text: str) -> str:
    return fold(text).text.replace(" ", "")
