"""Units in a replay: which unit a step's result has, and what makes a percentage a plain number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

Node = Mapping[str, Any]
ADDING = frozenset({"sum", "difference", "tiling", "complement"})


def units_of(rule: str, units: list[str]) -> set[str]:
    """Return the units in which a step's result may be written, by the units of its inputs."""
    named = [unit for unit in units if unit != "number"]
    if rule in ADDING:
        found = set(named) if named else {"number"}
        if rule == "difference" and any(_is_share(unit) for unit in named):
            found.add("percentage_points")
        found = found if len(set(named)) <= 1 else set()
    elif rule in ("growth", "compound_growth", "share"):
        found = {"percent"}
    elif rule == "power":
        found = {"ratio"}
    elif rule == "annualised":
        found = {units[0]}
    elif rule == "per_period":
        found = {f"{units[0]}/{grain}" for grain in ("hour", "day", "week", "month", "quarter", "half", "year")}
    else:
        found = _scaled_units(rule, units)
    return found


def _scaled_units(rule: str, units: list[str]) -> set[str]:
    first, second = units
    amount, _, grain = first.partition("/")
    if rule == "product" and grain and second == f"{grain}s":
        return {amount}
    amounts = [unit for unit in units if not is_pure(unit)]
    if rule == "product":
        if len(amounts) == 1:
            return set(amounts)
        return (
            {unit for unit in units if unit not in ("number", "ratio")} or {"ratio", "number"} if not amounts else set()
        )
    if len(amounts) == 2:
        same = first.removesuffix("/year") == second.removesuffix("/year")  # a year's flow, and a rate of a year
        return {"ratio"} if same else set()
    if not is_pure(first):
        return {first}
    return {"ratio", first} if is_pure(second) else set()


def _is_share(unit: str) -> bool:
    return unit.startswith("percent")


def is_pure(unit: str) -> bool:
    """Tell whether a unit has no dimension."""
    return _is_share(unit) or unit in ("ratio", "number")


def scale_of(rule: str, unit: str, inputs: Sequence[Node], out: str) -> Fraction:
    """What an input is multiplied by to be a plain number: a percentage is a hundredth."""
    if all(part.get("unit") == "number" for part in inputs):
        return Fraction(1)
    bare = unit == "number" and rule in ADDING and _is_share(out)
    return Fraction(1, 100) if _is_share(unit) or bare else Fraction(1)


def out_scale(inputs: Sequence[Node], unit: str) -> Fraction:
    """Return what a result is multiplied by to be written in its unit."""
    if all(part.get("unit") == "number" for part in inputs):
        return Fraction(1)
    return Fraction(100) if _is_share(unit) else Fraction(1)
