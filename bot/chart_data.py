"""What a picture shows, as plain data: every word and every number that will stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of a chart.

    Attributes:
        label: What it is of.
        how: How it is known.
        shown: The value in words.
        value: Where it is drawn; None for a range.
        low: The lower end of what it can be; infinite where there is none. `high` likewise.
        tone: Its channel, or `claim`: the colour.
        faint: Whether it is yet to come.
    """

    label: str
    how: str
    shown: str
    value: Decimal | None
    low: Decimal
    high: Decimal
    tone: str
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Figures side by side, from nothing upwards."""

    title: str
    rows: tuple[Row, ...]
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Dots:
    """A claim, first of the rows, and the figures that it is set against, on one scale."""

    title: str
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    low: Decimal
    high: Decimal
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Slope:
    """A figure as a function of a premise.

    Attributes:
        points: Where the line goes.
        marks: Points of it that are named; the last, if several, is what the ledger has. `beside`: values without it.
    """

    title: str
    points: tuple[tuple[Decimal, Decimal], ...]
    marks: tuple[tuple[Decimal, Row], ...]
    beside: tuple[Row, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    axis: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A picture as small as a thumb, with no more than one thing in it.

    Attributes:
        sign: A verdict.
        bars: Lengths from 0 to 1, each with its tone and whether it is what was asked for.
        text: A figure.
    """

    sign: str = ""
    bars: tuple[tuple[float, str, bool], ...] = ()
    text: str = ""


Chart: TypeAlias = Bars | Dots | Slope


@dataclass(frozen=True, slots=True)
class Request:
    """A chart with the words that say what it shows, for whoever does not see it."""

    chart: Chart
    alt: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart."""

    png: bytes
    alt: str
