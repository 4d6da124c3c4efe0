"""Suggestions: held figures that a half-typed question can still become."""

from __future__ import annotations

from datetime import date

from grammar.completion import Completion, Index, complete
from grammar.expression import Figure
from grammar.lexicon import Lexicon
from knowledge.candidate import Candidates
from knowledge.result import Derivation

_MOST = 50  # of an inline list, by Telegram's rule


class Suggester:
    """Suggests over what is held; what can be suggested is worked out once."""

    def __init__(self, candidates: Candidates, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._index = Index(lexicon)
        self._held = [one.ways[0] for one in candidates.held(Figure())]

    def suggest(self, text: str, today: date) -> list[Derivation]:
        """Return the figures that a text can still become, in the order of the ledgers; nothing where none fits."""
        wanted = complete(text, self._lexicon, self._index, today)
        if not wanted.possible:
            return []
        unique: dict[tuple[str | None, str | None, str], Derivation] = {}
        for way in self._held:
            if _fits(way, wanted):
                unique.setdefault((way.of.entity, way.of.measure, str(way.of.period)), way)
        return list(unique.values())[:_MOST]


def _fits(way: Derivation, wanted: Completion) -> bool:
    of = way.of
    if wanted.entities and of.entity not in wanted.entities:
        return False
    if wanted.measures and of.measure not in wanted.measures:
        return False
    return not wanted.period or (of.period is not None and str(of.period).startswith(wanted.period))
