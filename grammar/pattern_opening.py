"""How a match of a regular expression can begin and go on: so that a pattern is tried only where it may match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

_parser: Any = re._parser  # noqa: SLF001 - the standard library's own reading of a pattern
_DIGITS = frozenset("0123456789")
_SPACES = frozenset(" \t\n")
_ZERO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


def first_characters(pattern: str) -> frozenset[str] | None:
    r"""Return the characters that a match can begin with; None where it can begin with any, or be empty.

    >>> sorted(first_characters(r"(?<![a-z])(?:the )?q\d|[一二]季") or ())
    ['q', 't', '一', '二']
    """
    return next_characters([opening(pattern)])


State = tuple[tuple[Any, Any], ...]
"""What of a pattern is still to be matched."""


@cache
def opening(pattern: str) -> State:
    """Return the state of a pattern of which nothing is matched yet."""
    return tuple(_parser.parse(pattern))


def advanced(states: Iterable[State], characters: AbstractSet[str]) -> list[State]:
    """Return what may be left to match when one of some characters has been read; lookarounds are taken to hold."""
    return [left for state in states for left in _after(state, characters)]


def next_characters(states: Iterable[State]) -> frozenset[str] | None:
    """Return the characters that a match can go on with; None where it can with any, or may be complete."""
    found: set[str] = set()
    for state in states:
        first, may_be_empty = _of_sequence(state)
        if first is None or may_be_empty:
            return None
        found |= first
    return frozenset(found)


def _after(items: Sequence[tuple[Any, Any]], characters: AbstractSet[str]) -> Iterator[State]:
    for index, (operator, argument) in enumerate(items):
        rest = tuple(items[index + 1 :])
        name = str(operator)
        if name in _ZERO_WIDTH:
            continue
        if name in _REPEATS:
            least, most, inner = argument
            again = ((operator, (max(least - 1, 0), most - 1, inner)),) if most > 1 else ()
            yield from ((*left, *again, *rest) for left in _after(inner, characters))
            may_be_empty = not least or _of_sequence(inner)[1]
        elif name in {"SUBPATTERN", "BRANCH"}:
            branches = [argument[-1]] if name == "SUBPATTERN" else argument[1]
            yield from ((*left, *rest) for branch in branches for left in _after(branch, characters))
            may_be_empty = any(_of_sequence(branch)[1] for branch in branches)
        else:
            first, may_be_empty = _of_item(name, argument)
            if first is None or first & characters:
                yield rest
        if not may_be_empty:
            return


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> tuple[set[str] | None, bool]:
    """The first characters of items in a row, and whether all of them can match nothing."""
    found: set[str] = set()
    for operator, argument in items:
        first, may_be_empty = _of_item(str(operator), argument)
        if first is None:
            return None, False
        found |= first
        if not may_be_empty:
            return found, False
    return found, True


def _of_item(operator: str, argument: Any) -> tuple[set[str] | None, bool]:
    if operator in _ZERO_WIDTH:
        return set(), True
    if operator == "LITERAL":
        return {chr(argument)}, False
    if operator == "IN":
        return _of_class(argument), False
    if operator in _REPEATS:
        least, _, inner = argument
        first, may_be_empty = _of_sequence(inner)
        return first, may_be_empty or not least
    if operator == "SUBPATTERN":
        return _of_sequence(argument[-1])
    if operator == "BRANCH":
        return _of_branches(argument[1])
    return None, False


def _of_branches(branches: Sequence[Any]) -> tuple[set[str] | None, bool]:
    found: set[str] = set()
    empty = False
    for branch in branches:
        first, may_be_empty = _of_sequence(branch)
        if first is None:
            return None, False
        found |= first
        empty = empty or may_be_empty
    return found, empty


def _of_class(members: Sequence[tuple[Any, Any]]) -> set[str] | None:
    found: set[str] = set()
    for operator, argument in members:
        name = str(operator)
        if name == "LITERAL":
            found.add(chr(argument))
        elif name == "RANGE":
            found |= {chr(code) for code in range(argument[0], argument[1] + 1)}
        elif name == "CATEGORY" and str(argument) in _CATEGORIES:
            found |= _CATEGORIES[str(argument)]
        else:
            return None
    return found


_CATEGORIES = {"CATEGORY_DIGIT": _DIGITS, "CATEGORY_SPACE": _SPACES}
