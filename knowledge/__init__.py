"""What is known: ledgers, and what follows from them. `Knowledge` is the door."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from grammar.expression import Figure, figures_of
from grammar.lexicon import Lexicon
from grammar.utterance import Claim, Claims, Context, Question, Test
from knowledge import entangled
from knowledge.answer import Answerer, asked_figures
from knowledge.audit import Audit, audit
from knowledge.derive import Deriver
from knowledge.files import FILES
from knowledge.ledger import BUILT_IN, Catalogue, folders_in, load
from knowledge.names import lexicon_of
from knowledge.problem import LedgerError, Problem
from knowledge.result import Derivation, Outcome, Review, Reviews, YesNo
from knowledge.review import Reviewer
from knowledge.schema import schemas
from knowledge.suggestion import Completed, Suggester
from knowledge.topic import on_unprinted

__all__ = ["BUILT_IN", "FILES", "Catalogue", "Knowledge", "LedgerError", "Problem", "folders_in", "load", "schemas"]


class Knowledge:
    """Everything that is known of some ledgers, ready to answer."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.deriver = Deriver(catalogue)
        self._answerer = Answerer(self.deriver)
        self._reviewer = Reviewer(self.deriver, self._answerer)

    @classmethod
    def of(cls, folders: Sequence[Path] | None = None) -> Knowledge:
        """Load ledgers; all that come with the package where none are named.

        Raises:
            LedgerError: Any of them can't be used.
        """
        return cls(load(folders_in() if folders is None else list(folders)))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The names that the ledgers use."""
        return lexicon_of(self.catalogue)

    def answer(self, question: Question) -> Outcome:
        """Answer one question."""
        cut = self.deriver.cut
        outcome = self._answered(question)
        if self.deriver.cut == cut or isinstance(outcome, YesNo):
            return outcome
        return entangled.gap(self.deriver, asked_figures(question))

    def _answered(self, question: Question) -> Outcome:
        if isinstance(question.ask, Test) and question.block is None:
            claim = Claim(question.ask.relation, question.span, "", repairs=question.repairs)
            review = self._reviewed(claim)
            if review.reason == "unknown_measure":
                relation = claim.relation
                figures = (*figures_of(relation.left), *(figures_of(relation.right) if relation.right else ()))
                said = next(filter(None, (on_unprinted(self.deriver, figure) for figure in figures)), None)
                if said is not None:
                    return said
            holds = {"supported": True, "approximately_supported": True, "contradicted": False}.get(review.verdict)
            return YesNo(holds, review)
        return self._answerer.answer(question)

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(self.catalogue, self._answerer.candidates, self.lexicon)

    def suggest(self, text: str, context: Context) -> list[Derivation | Completed]:
        """Return what a half-typed text can still become, out of what is held."""
        return self._suggester.suggest(text, context)

    def examples(self, most: int = 3) -> list[Derivation]:
        """Return a few figures worth asking for: the first of each ledger, in turn, each of another measure."""
        found: dict[str, Derivation] = {}
        columns = [[row for row in ledger.observations if row.status == "normal"] for ledger in self.catalogue.ledgers]
        for place in range(max(map(len, columns), default=0)):
            for column in columns:
                if place < len(column) and column[place].measure not in found and len(found) < most:
                    figure = Figure((column[place].entity,), (column[place].measure,), column[place].time)
                    ways = self.deriver.derive(figure)
                    if ways:
                        found[column[place].measure] = ways[0]
        return list(found.values())

    def audit(self) -> list[Audit]:
        """Recompute every statement of the ledgers."""
        return audit(self.deriver)

    def review(self, claims: Claims) -> Reviews:
        """Review all claims of a text."""
        return Reviews(tuple(map(self._reviewed, claims.claims)))

    def _reviewed(self, claim: Claim) -> Review:
        cut = self.deriver.cut
        review = self._reviewer.review(claim)
        if self.deriver.cut == cut:
            return review
        sides = [side for side in (claim.relation.left, claim.relation.right) if side is not None]
        return entangled.unchecked(self.deriver, [one for side in sides for one in figures_of(side)], review)
