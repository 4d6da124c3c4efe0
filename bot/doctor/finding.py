"""A finding: what is well, what is broken, and what is not there or not yet."""

from __future__ import annotations

from dataclasses import dataclass

GOOD, BAD, NONE = "✓", "✗", "–"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found.

    Attributes:
        mark: `GOOD`; `BAD`: the bot can't do its work so; `NONE`: a choice, or something that its start brings.
        sentence: Its sentence in `messages/doctor.*.ftl`; where something is to be done, it says what.
        values: What stands in the sentence.
    """

    mark: str
    sentence: str
    values: tuple[tuple[str, str | int], ...] = ()


def good(sentence: str, **values: str | int) -> Finding:
    """Find that something is well."""
    return Finding(GOOD, sentence, tuple(values.items()))


def bad(sentence: str, **values: str | int) -> Finding:
    """Find that something is broken."""
    return Finding(BAD, sentence, tuple(values.items()))


def none(sentence: str, **values: str | int) -> Finding:
    """Find that something is not there."""
    return Finding(NONE, sentence, tuple(values.items()))
