"""The function words of all languages, as the files in `languages/` list them, folded and indexed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

from grammar.text import fold


@dataclass(frozen=True)
class Vocabulary:
    """Function words by class.

    Attributes:
        words: Surface → the classes that it belongs to (`and`, `more_than`, `noise`, `verb:earn`, ...).
        hedges_before: Surface → kind of hedge, for words in front of an amount.
        hedges_after: The same for words behind it.
        currencies: Surface → ISO 4217 code (`XXX` where the word does not say which).
        units: Surface → `percent`, `percentage_points`, `basis_points` or `times`.
        doublings: Surface → the multiple it stands for, as text.
        range_opens: Words that open a range of amounts; `range_joins`: words that join its ends.
        months: Surface → month of the year.
        amounts: Role → surface → meaning, of what else stands in amounts (`sign parts tenths particle linking ...`).
        subunits: Surface → how many make one, with the currency's code: `USD/100`.
        no_currencies: Codes and names of currencies that are ordinary words.
        follow_ups: Surface → what it asks of the answer before (`sources derivation without previous_year beside ...`).
    """

    words: dict[str, frozenset[str]]
    hedges_before: dict[str, str]
    hedges_after: dict[str, str]
    currencies: dict[str, str]
    units: dict[str, str]
    doublings: dict[str, str]
    range_opens: tuple[str, ...]
    range_joins: tuple[str, ...]
    months: dict[str, int] = field(default_factory=dict)
    amounts: dict[str, dict[str, str]] = field(default_factory=dict)
    subunits: dict[str, str] = field(default_factory=dict)
    no_currencies: frozenset[str] = frozenset()
    follow_ups: dict[str, str] = field(default_factory=dict)


@cache
def vocabulary() -> Vocabulary:
    """Load the function words once."""
    words: dict[str, set[str]] = {}
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    currencies: dict[str, str] = {}
    units: dict[str, str] = {}
    doublings: dict[str, str] = {}
    opens: list[str] = []
    joins: list[str] = []
    months: dict[str, int] = {}
    amounts: dict[str, dict[str, str]] = {}
    subunits: dict[str, str] = {}
    no_currencies: set[str] = set()
    follow_ups: dict[str, str] = {}
    for data in _files():
        _by_surface(before, data["hedges"]["before"])
        _by_surface(after, data["hedges"]["after"])
        _by_or_equal(before, after, data["or_equal"])
        for role, listed in data["amounts"].items():
            amounts.setdefault(role, {}).update(dict.fromkeys(_listed(listed), ""))
        for code, listed in data["subunits"].items():
            for surface, _, count in (name.partition("/") for name in _listed(listed)):
                subunits[surface] = f"{code}/{count}"
        no_currencies.update(_listed(data.get("no_currencies", "")))
        _by_surface(currencies, data["currencies"])
        _by_surface(doublings, data["doublings"])
        _by_surface(follow_ups, data["follow_ups"])
        for name, unit in _UNITS.items():
            _by_surface(units, {unit: data[name]})
        opens += _listed(data["range"]["opens"])
        joins += _listed(data["range"]["joins"])
        for number, names in enumerate(_listed(data["periods"].get("months", "")), 1):
            months.update(dict.fromkeys(names.split("/"), number))
        for name, surfaces in _classes(data):
            for surface in _listed(surfaces):
                words.setdefault(surface, set()).add(name)
    return Vocabulary(
        {surface: frozenset(classes) for surface, classes in words.items()},
        before,
        after,
        currencies,
        units,
        doublings,
        tuple(dict.fromkeys(opens)),
        tuple(dict.fromkeys(joins)),
        months,
        amounts,
        subunits,
        frozenset(no_currencies),
        follow_ups,
    )


_AMBIGUOUS_CURRENCIES = frozenset(
    {"pound", "pounds", "won", "rs", "rs.", "quid", "buck", "real"}
)  # words of other use too
_UNITS = {"percent": "percent", "points": "percentage_points", "basis_points": "basis_points", "times": "times"}


def alternation(surfaces: Iterable[str]) -> str:
    """Return a pattern that matches the longest of some surfaces, Latin ones only as whole words."""
    return "|".join(_bounded(surface) for surface in sorted(set(surfaces), key=lambda s: (-len(s), s)))


def is_latin(character: str) -> bool:
    """Tell whether a folded character is part of a Latin word or a number."""
    return "a" <= character <= "z" or "0" <= character <= "9"


def _bounded(surface: str) -> str:
    pattern = re.escape(surface).replace(r"\ ", r"\s+")
    if is_latin(surface[0]) and not surface[0].isdigit():
        pattern = rf"(?<![a-z]){pattern}"
    if is_latin(surface[-1]):
        pattern = rf"{pattern}(?![a-z])"
    return pattern


def _files() -> Iterator[dict[str, Any]]:
    for name in ("en.yaml", "zh.yaml"):
        text = (resources.files("grammar") / "languages" / name).read_text("utf-8")
        yield yaml.safe_load(text)


def _classes(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from data["words"].items()
    for role, surfaces in data["verbs"].items():
        yield f"verb:{role}", surfaces
    for channel, surfaces in data["channels"].items():
        yield f"channel:{channel}", surfaces
    for row in data["noise"]:
        yield "noise", row
    for code, surfaces in data["currencies"].items():
        named = [surface for surface in _listed(surfaces) if len(surface) > 1 and surface not in _AMBIGUOUS_CURRENCIES]
        if code != "XXX":
            yield f"unit:{code}", ", ".join(named)
    for hedge, surfaces in data["hedges"]["before"].items():
        apart = [
            surface for surface in _listed(surfaces) if len(surface) > 1 and (not surface.isascii() or " " in surface)
        ]
        yield f"hedge:{hedge}", ", ".join(apart)
    yield "unit:percent", data["percent"]
    yield "unit:percentage_points", data["points"]
    for name in ("openers", "closers", "chatter", "rude"):
        yield name, data[name]


def _by_surface(table: dict[str, str], groups: dict[str, str]) -> None:
    for name, surfaces in groups.items():
        for surface in _listed(surfaces):
            table.setdefault(surface, name)


OR_EQUAL = {"over": "at_least", "far_over": "at_least", "under": "at_most"}


def _by_or_equal(before: dict[str, str], after: dict[str, str], data: dict[str, str]) -> None:
    """Add what a bound becomes with "or equal" before or behind it: `less than or equal to`, 大于等于."""
    for surface, hedge in list(before.items()):
        if hedge not in OR_EQUAL or surface.isascii() != data["for"].isascii():
            continue
        stem, _, than = surface.rpartition(" ")
        for equal in _listed(data["behind"]):
            before.setdefault(f"{surface}{equal if equal[0] > '~' else f' {equal}'}", OR_EQUAL[hedge])
            if than == "than":
                before.setdefault(f"{stem} {equal.removesuffix(' to')} than", OR_EQUAL[hedge])
                before.setdefault(f"{stem} {equal}", OR_EQUAL[hedge])
        for equal in _listed(data["before"]):
            before.setdefault(f"{equal}{surface if surface[0] > '~' else f' {surface}'}", OR_EQUAL[hedge])
    after.update(dict.fromkeys(_listed(data["alone"]), "or_equal"))


def _listed(surfaces: str) -> list[str]:
    """Split a list of words as the files write it: `one, two words, three`."""
    return [fold(surface).text.strip() for surface in re.split(r",\s+", surfaces) if surface.strip()]
