"""How long the steps of an answer take: measured where somebody listens, and free of charge where nobody does."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

_spent: ContextVar[dict[str, float] | None] = ContextVar("spent", default=None)


def timed(step: str, function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Return a function that does the same, and adds the seconds that it took to its step.

    >>> with listening({}) as spent:
    ...     timed("add", sum)([1, 2])
    3
    >>> list(spent)
    ['add']
    """

    @wraps(function)
    def measured(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        spent = _spent.get()
        if spent is None:
            return function(*args, **kwargs)
        began = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            add(step, time.perf_counter() - began)

    return measured


def add(step: str, seconds: float) -> None:
    """Add to what a step took."""
    spent = _spent.get()
    if spent is not None:
        spent[step] = spent.get(step, 0.0) + seconds


@contextlib.contextmanager
def listening(spent: dict[str, float]) -> Iterator[dict[str, float]]:
    """Have the steps of whatever is done here measured, by name."""
    token = _spent.set(spent)
    try:
        yield spent
    finally:
        _spent.reset(token)
