"""What is wrong with a ledger, told: where, what, and how to mend it."""

from __future__ import annotations

import re

from bot.sentences import say
from knowledge import Problem

_PLACE = re.compile(r"(row|premise|note|statement|identity|measure|group|entity) ([^,]+)(?:, (.+))?")


def problem_text(problem: Problem, locale: str) -> str:
    """Tell one problem: `file:line: place: what is wrong and how to mend it`."""
    where = f"{problem.file}:{problem.line}" if problem.line else problem.file
    what = say(
        "cli",
        locale,
        f"problem-{problem.code}",
        detail=problem.detail,
        expected=problem.expected or "–",
        rule=problem.rule,
    )
    return say("cli", locale, "problem", where=where, place=_place(problem.place, locale), what=what)


def _place(place: str, locale: str) -> str:
    found = _PLACE.fullmatch(place)
    if found is None:
        return place if place not in ("file", "header") else say("cli", locale, "problem-place-" + place)
    kind, name, field = found.groups()
    told = say("cli", locale, "problem-place", kind=kind, name=name)
    return f"{told} · {field}" if field else told
