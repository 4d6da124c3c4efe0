"""What was worked out before: remembered as long as the knowledge that it rests on, because many people ask the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, ref

from knowledge import Knowledge

Given = TypeVar("Given")
Result = TypeVar("Result")

MOST = 1_024  # results for each edition of the ledgers; the one that was wanted longest ago is forgotten first


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reading with its locale, told from others by all that it holds.

    Two readings may be equal and still be told differently: a half year, and the six months that it is.
    """

    given: Any = field(compare=False)
    locale: str
    written: str


def remembered(function: Callable[[Knowledge, Given, str], Result]) -> Callable[[Knowledge, Given, str], Result]:
    """Return a function of knowledge, a reading and a locale that does its work once for many who ask the same.

    What is remembered is shared: nobody may change it. The reading must not hold anybody's words.
    """
    editions: WeakKeyDictionary[Knowledge, Callable[[_Reading], Result]] = WeakKeyDictionary()

    def begun(knowledge: Knowledge) -> Callable[[_Reading], Result]:
        itself = ref(knowledge)  # kept by whoever asks, and else by nobody

        def work(reading: _Reading) -> Result:
            held = itself()
            if held is None:
                raise LookupError("the ledgers are gone")
            return function(held, reading.given, reading.locale)

        return lru_cache(MOST)(work)

    @wraps(function)
    def recalled(knowledge: Knowledge, given: Given, locale: str) -> Result:
        recall = editions.get(knowledge) or editions.setdefault(knowledge, begun(knowledge))
        return recall(_Reading(given, locale, repr(given)))

    return recalled
