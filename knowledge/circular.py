"""Circles: a figure worked out from one that its source had worked out from that very figure tells nothing new."""

from __future__ import annotations

from knowledge.derive import Deriver, Key
from knowledge.result import Coordinates, Derivation


def is_circular(deriver: Deriver, way: Derivation) -> bool:
    """Tell whether a derived figure rests on one that is known to be derived from it."""
    if not way.inputs:
        return False
    printed = [leaf.of for leaf in way.leaves() if leaf.observation is not None and leaf.of.channel == "computed"]
    return any(_rests_on(deriver, of, _place(way.of)) for of in printed)


def _rests_on(deriver: Deriver, of: Coordinates, place: Coordinates) -> bool:
    if of.entity is None or of.measure is None:
        return False
    ways = [way for way in deriver.find(Key(of.entity, of.measure, of.period)) if way.inputs]
    return any(_place(leaf.of) == place for way in ways for leaf in way.leaves())


def _place(of: Coordinates) -> Coordinates:
    return Coordinates(of.entity, of.measure, of.period)
