"""Reviewing: a claim and what is held → a verdict, and what is wrong with the claim where it is not borne out.

The rules are those of the design's section on verdicts. Nothing here compares texts: a claim is an expression with a
comparator, and what decides is whether intervals lie where it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import product

from grammar.expression import (
    Annualised,
    Constant,
    Difference,
    Expression,
    Figure,
    Growth,
    Multiple,
    Ratio,
    Relation,
    WhatIf,
    figures_of,
)
from grammar.quantity import Quantity
from grammar.utterance import Block, Claim
from knowledge.annotation import notes_on
from knowledge.answer import Answerer
from knowledge.candidate import Candidate
from knowledge.definition import BORNE, by_definitions, of_now
from knowledge.derive import Deriver, Key, is_weak, settles, superseded
from knowledge.diagnosis import diagnosed, misplacements, nearest_first
from knowledge.judgement import Finding, against, converted, judge, one_sided, together
from knowledge.result import Answer, Choice, Coordinates, Derivation, Gap, Review
from knowledge.sensitivity import sensitivity
from knowledge.table import UnitError, in_unit, takes

_A_YEAR = 12  # months
_AN_AMOUNT = 1_000_000  # what a bare number must reach to be money
_OPPOSITE = {"supported": "contradicted", "contradicted": "supported"}  # what is only close stays so, denied or not


class Reviewer:
    """Reviews claims over one deriver."""

    def __init__(self, deriver: Deriver, answerer: Answerer) -> None:
        self.deriver = deriver
        self.catalogue = deriver.catalogue
        self.answerer = answerer
        self.candidates = answerer.candidates
        self.reverse_index = answerer.reverse_index

    def review(self, claim: Claim) -> Review:
        """Assess one claim; what is held cannot be denied for an amount that is only near it."""
        review = self._reviewed(claim)
        if claim.denied is None or review.verdict != "approximately_supported":
            return review
        denial = replace(claim.relation, right=Constant(claim.denied), negated=True)
        denied = self._reviewed(replace(claim, relation=denial))
        if denied.verdict not in ("contradicted", "disputed"):
            return review
        return replace(review, verdict=denied.verdict, evidence=denied.evidence, diagnosis=())

    def _reviewed(self, claim: Claim) -> Review:
        subject = self._subject(claim.relation)
        quantity = _quantity(claim.relation)
        blank = Review(
            "not_checkable",
            claim.span,
            claim.quote,
            subject,
            claim.relation.comparator,
            quantity,
            negated=claim.relation.negated,
            level=claim.relation.level,
            about=_about(claim.relation),
            block=claim.block,
            repairs=claim.repairs,
            attribution=claim.channel or claim.speaker,
        )
        if claim.block is not None:
            reason = "unknown_entity" if claim.block.kind == "entity" else "unread_word"
            near = self.candidates.near(next(iter(figures_of(claim.relation.left)), Figure()))
            return replace(blank, reason=reason, nearest=tuple(near[:2]))
        match claim.relation:
            case Relation(_, "level"):
                return self._level(claim.relation, blank)
            case Relation(_, "highest" | "lowest"):
                return self._extreme(claim.relation, blank)
            case Relation(_, _, Constant()):
                return self._amount(claim.relation, blank)
            case _:
                return self._by_definition(claim.relation, blank)

    def _subject(self, relation: Relation) -> Coordinates:
        figure = next(iter(figures_of(relation.left)), None)
        return self.answerer._subject(figure) if figure else Coordinates()  # noqa: SLF001 - one package

    # ----- a figure and an amount ------------------------------------------------------------------------------------

    def _amount(self, relation: Relation, blank: Review) -> Review:
        quantity = _quantity(relation)
        assert quantity is not None  # noqa: S101 - the caller matched a constant
        left = relation.left
        if isinstance(left, Figure):
            return self._of_figure(left, relation, quantity, blank)
        if isinstance(left, Ratio) and isinstance(left.first, Figure) and isinstance(left.second, Figure):
            left = replace(left, first=self._named(left.first), second=self._named(left.second))
            held = self.deriver.derive(left) if _is_complete(left.first) and _is_complete(left.second) else ()
            if held:
                return self._judged(
                    relation,
                    quantity,
                    _narrowest(held[:2], relation) if held[0].inputs else [held[0]],
                    [],
                    replace(blank, about="ratio"),
                )
        if isinstance(left, WhatIf):
            return self._under(left, relation, quantity, blank)
        return self._computed(left, relation, quantity, blank)

    def _under(self, left: WhatIf, relation: Relation, quantity: Quantity, blank: Review) -> Review:
        """Judge under what is supposed; what is near then may be the very figure that is printed."""
        review = self._computed(left, relation, quantity, blank)
        if review.verdict == "approximately_supported":
            plain = self._amount(replace(relation, left=left.term), blank)
            return plain if plain.verdict == "supported" else review
        return review

    def _computed(self, left: Expression, relation: Relation, quantity: Quantity, blank: Review) -> Review:
        """Judge against what an expression comes to."""
        outcome = self.answerer.value(left)
        match outcome:
            case Answer(answers=answers, alternatives=others):
                if _is_extrapolated(answers[0]):  # what a day's pace would come to in a year is no figure of that year
                    return replace(blank, reason="no_such_period", nearest=answers[0].inputs[:1])
                channels = [way for way in (*answers, *others) if way.unit == answers[0].unit]
                review = self._judged(relation, quantity, channels[:3], [], blank)
                if review.verdict == "contradicted":
                    review = self._judged_by_others(relation, quantity, channels, blank) or review
                if review.verdict == "contradicted" and _may_be_so(answers[0], quantity):
                    return replace(blank, reason="no_such_period", nearest=answers[0].inputs[:1])
                if review.verdict == "contradicted" and self._is_so_in_points(left, quantity):
                    return replace(blank, reason="unclear_tie", nearest=answers[0].inputs[:2])
                return review
            case Choice(options=options):
                return replace(blank, reason="unclear_tie", nearest=tuple(options[:3]))
            case Gap(reason=reason, nearest=nearest):
                figure = self._spoken_of(left)
                blank = self._misplaced(figure, quantity, blank) if figure else blank
                return replace(blank, reason=_reason(reason), nearest=nearest)
            case _:
                return replace(blank, reason="unknown_measure")

    def _judged_by_others(
        self, relation: Relation, quantity: Quantity, channels: Sequence[Derivation], blank: Review
    ) -> Review | None:
        """Judge with the one of the less usual ways that bears the claim out beside the most usual; None where none does."""
        for way in channels[3:]:
            if self._judged(relation, quantity, [way], [], blank).verdict in BORNE:
                return self._judged(relation, quantity, [*channels[:2], way], [], blank)
        return None

    def _is_so_in_points(self, left: Expression, quantity: Quantity) -> bool:
        """Tell whether two shares lie as many points apart as one was said to be percent above the other."""
        match left:
            case _ if quantity.unit != "percent":
                return False
            case Growth(first, second):
                apart = Difference(second, first)
            case Ratio(Difference() as apart, _, True):
                pass
            case _:
                return False
        outcome = self.answerer.value(apart)
        if not isinstance(outcome, Answer) or not outcome.answers[0].unit.startswith("percent"):
            return False
        value = outcome.answers[0].value
        return value is not None and value in quantity.interval

    def _spoken_of(self, expression: Expression) -> Figure | None:
        """Return the one figure that an expression is about: the only one in it, or what its ratio is called."""
        match expression:
            case Ratio(Figure() as first, Figure() as second):
                return self.deriver.named_ratio(first, second)
        figures = figures_of(expression)
        return figures[0] if len(figures) == 1 else None

    def _named(self, figure: Expression) -> Expression:
        """Put the measure in the place of a verb that stands for one only."""
        if not isinstance(figure, Figure) or figure.measure or not figure.role:
            return figure
        names = self.candidates.measures(figure)
        return replace(figure, measure=tuple(names), role=None) if len(names) == 1 else figure

    def _of_figure(self, figure: Figure, relation: Relation, quantity: Quantity, blank: Review) -> Review:
        if "channel" in figure.soft and not self.candidates.of(figure):  # nothing is known from whom spoke before
            figure = replace(figure, channel=None, speaker=None)
        if quantity.unit == "ratio" and not figure.denominator:
            multiple = self._multiple(figure, relation, quantity, blank)
            if multiple is not None:
                return multiple
        if self._is_too_bare(figure, quantity):
            block = Block((quantity.printed,))
            return replace(blank, reason="unread_word", block=block, nearest=tuple(self.candidates.near(figure)[:2]))
        money = quantity.is_money and quantity.unit != "XXX"
        is_amount = money or (not quantity.unit and quantity.value is not None and abs(quantity.value) >= _AN_AMOUNT)
        amounts = [self.candidates.amount_of(name) for name in self.candidates.measures(figure)] if is_amount else []
        if amounts and None not in amounts:  # dollars of a rate are what it comes to
            figure = replace(figure, measure=tuple(dict.fromkeys(name for name in amounts if name)))
        unit = quantity.unit if quantity.unit in ("percent", "ratio") else None
        asked = replace(figure, unit=figure.unit or unit)
        found = self.candidates.of(replace(asked, unit=quantity.unit if money else asked.unit))
        if len(figure.measure) > 1:
            kept = self._countable([one.key.measure for one in found], quantity)
            found = [one for one in found if one.key.measure in kept]
        found = [one for one in found if "level" not in {way.unit for way in one.ways}]
        if not found and figure.soft & {"entity", "period"}:  # what was spoken of before does not hold on
            for coordinate, empty in (("entity", {"entity": ()}), ("period", {"period": None})):
                if coordinate in figure.soft and (coordinate == "period" or self._is_anothers(figure)):
                    freed = replace(figure, soft=figure.soft - {coordinate}, **empty)
                    if self.candidates.of(replace(freed, unit=quantity.unit if money else freed.unit or unit)):
                        return self._of_figure(freed, relation, quantity, blank)
        rate = self.answerer.filler.run_rate(figure) if not found else None
        if rate is not None:
            return self._amount(replace(relation, left=rate), replace(blank, about="annualised"))
        if not found:
            return self._unheld(figure, relation, quantity, blank)
        groups = {(one.key.entity, one.key.measure, str(one.key.period)): one for one in found}
        reviews = [self._of_candidate(one, relation, quantity, blank) for one in groups.values()]
        if len(reviews) == 1:
            return reviews[0]
        verdicts = {review.verdict for review in reviews}
        measures = {one.key.measure for one in groups.values()}
        if len(verdicts) == 1 and (len(measures) == 1 or verdicts != {"contradicted"}):
            return reviews[0]
        if len(measures) > 1 and not figure.measure and reviews[0].verdict in BORNE:
            return reviews[0]  # what a verb says first: "owes" is of all debt before it is of what assets leave
        if len(measures) > 1:  # "owes": true of one definition and not of another
            return by_definitions(reviews)
        if figure.period is None:
            undated = of_now(list(zip(groups.values(), reviews, strict=True)))
            if undated is not None:
                return undated
        near = sorted((one.ways[0] for one in groups.values()), key=partial(_likely, quantity))
        return replace(blank, reason="unclear_tie", nearest=tuple(near[:3]))

    def _is_anothers(self, figure: Figure) -> bool:
        """Tell whether a measure is one that who was spoken of before is only the other side of: the share that it pays."""
        names = self.candidates.measures(figure)
        return bool(names) and all((self.catalogue.measures[name].counterpart,) == figure.entity for name in names)

    def _countable(self, measures: Sequence[str], quantity: Quantity) -> list[str]:
        """Of several measures a bare number is one of those that count something, where there are any."""
        relative = ("percent", "ratio", "level")
        counts = [name for name in measures if self.catalogue.measures[name].unit not in relative]
        return list(measures) if quantity.unit or not counts else counts

    def _is_too_bare(self, figure: Figure, quantity: Quantity) -> bool:
        """A small number without a unit beside an amount of money counts something else, or lacks its scale."""
        if quantity.unit or quantity.value is None or abs(quantity.value) >= _AN_AMOUNT:
            return False
        measures = self.candidates.measures(figure)
        return bool(measures) and all(len(self.catalogue.measures[name].unit) == 3 for name in measures)

    def _multiple(self, figure: Figure, relation: Relation, quantity: Quantity, blank: Review) -> Review | None:
        """A bare multiple of an amount of money ("costs doubled") is one of a figure that the ledger sets it against."""
        measures = self.candidates.measures(figure)
        if not measures or any(self.catalogue.measures[name].unit == "ratio" for name in measures):
            return None
        for name in measures:
            for entity in self.candidates.entities(figure, name):
                ways = self.deriver.multiple_of(replace(figure, entity=(entity,), measure=(name,), channel=None))
                if ways:
                    subject = Coordinates(entity, name, figure.period)
                    return self._judged(
                        relation, quantity, [ways[0]], [], replace(blank, about="ratio", subject=subject)
                    )
        grown = (
            self.answerer.value(Multiple(figure))
            if figure.period is not None and figure.period.months > _A_YEAR
            else None
        )
        if isinstance(grown, Answer):  # tripled over ten years, at the rate that is held for them
            return self._judged(relation, quantity, list(grown.answers[:1]), [], replace(blank, about="ratio"))
        return replace(blank, reason="unknown_measure", nearest=tuple(self.candidates.near(figure)[:2]))

    def _of_candidate(self, one: Candidate, relation: Relation, quantity: Quantity, blank: Review) -> Review:
        best, rest = self.deriver.evidence(one.key)
        best, rest = (best, rest) if best else ([*one.ways[:1]], [*one.ways[1:]])
        of = best[0].of
        stand_in = of.measure not in (None, one.key.measure)  # a run rate for the flow: its own period, if it has one
        period = of.period if stand_in else of.period or one.key.period
        subject = Coordinates(one.key.entity, of.measure or one.key.measure, period, one.key.channel)
        return self._judged(relation, quantity, best, rest, replace(blank, subject=subject))

    def _judged(
        self,
        relation: Relation,
        quantity: Quantity,
        best: Sequence[Derivation],
        rest: Sequence[Derivation],
        blank: Review,
    ) -> Review:
        """Judge against the evidence of all channels together."""
        measure = self.catalogue.measures.get(best[0].of.measure or "")
        try:
            amount = (
                in_unit(quantity, measure)
                if measure is not None and best[0].rule in _HELD
                else converted(quantity, best[0].unit)
            )
        except UnitError:
            return self._other_unit(relation, quantity, best, blank)
        findings = [judge(way, relation, amount) for way in best]
        if blank.attribution is None and (bounds := self._bounds(best)):
            findings = [one_sided(one, bounds, relation, amount) for one in findings]
        amount = replace(amount, unit=best[0].unit.partition("/")[0]) if amount.unit in ("", "XXX") else amount
        if relation.negated:
            findings = [replace(one, verdict=_OPPOSITE.get(one.verdict, one.verdict)) for one in findings]
        verdict, reason = together(findings)
        ordered = sorted(findings, key=lambda one: _ORDER.index(one.verdict))
        evidence = tuple(one.way for one in ordered)
        review = replace(
            blank,
            verdict=verdict,
            reason=reason,
            evidence=evidence,
            claimed=amount,
            notes=notes_on(self.catalogue, evidence, most=3),
        )
        if verdict == "supported":
            return review
        if verdict == "contradicted" and relation.comparator == "=" and not relation.negated:
            final = any(map(settles, best))
            earlier = [way for way in rest if way.unit == best[0].unit and (final or superseded(way))]
            said = tuple(way for way in earlier if judge(way, relation, amount).verdict == "supported")
            if said:
                return replace(review, diagnosis=(_outdone(said[0]),), evidence=(*evidence, *said[:1]))
        found = self.reverse_index.whose(amount) if relation.comparator == "=" else []
        judged = diagnosed(review, findings, found, rest)
        return replace(judged, sensitivity=sensitivity(self.deriver, judged))

    def _bounds(self, best: Sequence[Derivation]) -> frozenset[str]:
        """Return the sides on which evidence is open, where all of it is what some ledger calls a mere bound."""
        sides = [
            {
                bound.side
                for bound in self.catalogue.bounds
                if (way.of.measure, way.of.channel) == (bound.measure, bound.channel)
                and way.of.entity in bound.entities
            }
            for way in best
        ]
        return frozenset.union(*map(frozenset, sides)) if sides and all(sides) else frozenset()

    def _other_unit(self, relation: Relation, quantity: Quantity, best: Sequence[Derivation], blank: Review) -> Review:
        """The right digits in another currency are wrong; other amounts in it cannot be checked."""
        if quantity.is_money and best[0].unit.isupper() and quantity.value is not None:
            same = [way for way in best if way.value is not None and way.value in quantity.interval]
            if same:
                return replace(
                    blank, verdict="contradicted", diagnosis=("wrong_currency",), evidence=tuple(same), claimed=quantity
                )
        del relation
        return replace(
            blank,
            reason="unknown_measure",
            nearest=tuple(best[:2]),
            claimed=quantity,
            diagnosis=("wrong_currency",) if quantity.is_money else (),
        )

    # ----- nothing held ----------------------------------------------------------------------------------------------

    def _unheld(self, figure: Figure, relation: Relation, quantity: Quantity, blank: Review) -> Review:
        measures = self.candidates.measures(replace(figure, unit=None))
        plain = replace(figure, unit=None)
        if quantity.is_money or quantity.unit in ("percent", "ratio"):
            others = self.candidates.of(plain)
            if others:
                best, _ = self.deriver.evidence(others[0].key)
                return self._other_unit(relation, quantity, best or list(others[0].ways[:1]), blank)
        near = tuple(self.candidates.near(plain))
        blank = self._misplaced(figure, quantity, blank)
        if not measures:
            reason = "unknown_measure"
        elif figure.period is not None and self.candidates.of(replace(plain, period=None, channel=None, speaker=None)):
            reason = "no_such_period"
        else:
            reason = "unknown_measure"
        return replace(blank, reason=reason, nearest=near[:2])

    def _misplaced(self, figure: Figure, quantity: Quantity, blank: Review) -> Review:
        """Say whose figure an amount is that was claimed of a figure that nobody holds."""
        measures = self.candidates.measures(figure)
        fitting = [name for name in measures if takes(self.catalogue.measures[name], quantity)] or measures
        fitting = self._countable(fitting, quantity)
        wanted = Coordinates(
            next(iter(figure.entity), None), next(iter(fitting), None), figure.period, figure.channel or figure.speaker
        )
        found = nearest_first(self.reverse_index.whose(quantity), wanted)
        return replace(blank, elsewhere=tuple(found[:2]), diagnosis=tuple(misplacements(found, wanted)))

    # ----- figures against figures -----------------------------------------------------------------------------------

    def _by_definition(self, relation: Relation, blank: Review) -> Review:
        """Compare by every definition that the words may have; the first that bears the claim out is told."""
        left, right = relation.left, relation.right
        in_other = self._in_other_unit(relation)
        if in_other is not None:
            return replace(blank, reason="unknown_measure", nearest=in_other, about="comparison")
        if not isinstance(left, Figure) or not isinstance(right, Figure):
            return self._comparison(relation, blank)
        pairs = self._pairs(left, right)
        reviews = [
            self._comparison(
                replace(relation, left=a.key.figure, right=b.key.figure),
                replace(blank, subject=self.answerer._subject(a.key.figure)),  # noqa: SLF001 - one package
            )
            for a, b in pairs
        ]
        checked = [review for review in reviews if review.verdict != "not_checkable"]
        of_periods = len({a.key.period for a, _ in pairs}) > 1
        if not checked:
            return self._comparison(relation, blank)
        if of_periods and len({review.verdict for review in checked}) > 1:  # so in one year, and not in another
            latest = max(pairs, key=lambda pair: pair[0].key.period.last.toordinal() if pair[0].key.period else 0)
            near = tuple(one.ways[0] for one in latest)
            return replace(blank, reason="unclear_tie", nearest=near, about="comparison")
        firm = [review for review in checked if not any(map(is_weak, review.evidence))] or checked
        return next((review for review in firm if review.verdict in BORNE), firm[0])

    def _in_other_unit(self, relation: Relation) -> tuple[Derivation, ...] | None:
        """What is held instead, where figures are compared in a currency that they are not held in; None where they are."""
        sides = [relation.left] if relation.right is None else [relation.left, relation.right]
        gaps = [self.answerer.unit_gap(figure) for side in sides for figure in figures_of(side)]
        near = [way for gap in gaps if gap is not None for way in gap.nearest[:1]]
        return tuple(near) if any(gap is not None for gap in gaps) else None

    def _pairs(self, left: Figure, right: Figure) -> list[tuple[Candidate, Candidate]]:
        """Pair what two figures may mean: of one period, by one definition, of one entity where either leaves it open."""
        first, second = self.candidates.of(left), self.candidates.of(right)
        alike = set(self.candidates.measures(left)) == set(self.candidates.measures(right))
        return [
            (a, b)
            for a, b in product(first, second)
            if (left.period or right.period or a.key.period == b.key.period)
            and (not alike or a.key.measure == b.key.measure)
            and ((left.entity and right.entity) or a.key.entity == b.key.entity)
            and a.key != b.key
        ]

    def _comparison(self, relation: Relation, blank: Review) -> Review:
        left, right = relation.left, relation.right
        assert right is not None  # noqa: S101 - a comparison has two sides
        sides = []
        for side in (left, self._on_one_scale(left, right)):
            ways = self._ways(side, left)
            if not ways:
                figure = next(iter(figures_of(side)), Figure())
                return replace(
                    blank, reason="unknown_measure", nearest=tuple(self.candidates.near(figure)[:2]), about="comparison"
                )
            sides.append(ways)
        findings = [
            Finding(against(a, b, relation.comparator), a)
            for a in sides[0]
            for b in sides[1]
            if _comparable(a.unit, b.unit)
        ]
        if not findings:
            return replace(blank, reason="unknown_measure", nearest=(sides[0][0], sides[1][0]), about="comparison")
        if relation.negated:
            findings = [replace(one, verdict=_OPPOSITE.get(one.verdict, one.verdict)) for one in findings]
        verdict, reason = together(findings)
        evidence = (sides[0][0], sides[1][0])
        codes = []
        if verdict == "contradicted" and (relation.negated or relation.comparator in ("<", "<=", ">", ">=")):
            codes.append("equal" if _is_tie(evidence) and not relation.negated else "reversed")
        if self._unlike(evidence):
            codes.append("not_like_for_like")
        return replace(
            blank,
            verdict=verdict,
            reason=reason,
            evidence=evidence,
            against=sides[1][0],
            about="comparison",
            diagnosis=tuple(codes) if verdict != "supported" else (),
            notes=notes_on(self.catalogue, evidence, most=3),
        )

    def _on_one_scale(self, left: Expression, right: Expression) -> Expression:
        return self.deriver._same_sign(left, right)  # noqa: SLF001 - one package

    def _ways(self, side: Expression, other: Expression) -> list[Derivation]:
        if isinstance(side, Figure):
            found = self.candidates.of(side)
            if not found and side.period is not None:
                found = self.candidates.of(replace(side, period=None)) if "period" in side.soft else found
            keys = {(one.key.entity, one.key.measure, str(one.key.period)) for one in found}
            if len(keys) != 1:
                figure = next(iter(figures_of(other)), Figure())
                found = [one for one in found if figure.period is None or one.key.period == figure.period]
                if len({(one.key.entity, one.key.measure, str(one.key.period)) for one in found}) != 1:
                    return []
            best, _ = self.deriver.evidence(found[0].key)
            return [way for way in best if not (way.observation and way.observation.status == "forecast")][:2]
        outcome = self.answerer.value(side)
        return list(outcome.answers) if isinstance(outcome, Answer) else []

    def _unlike(self, evidence: Sequence[Derivation]) -> bool:
        """Tell whether two figures of one measure are made by different identities: net of all, net of financial assets."""
        kinds = set()
        for way in evidence:
            of = way.of
            names = [
                i.source.id
                for i in self.deriver.identities
                if i.source.entities and of.entity in i.source.entities and i.left.measure == (of.measure,)
            ]
            kinds.add(tuple(names))
        return len(kinds) > 1 and len({way.of.measure for way in evidence}) == 1

    def _extreme(self, relation: Relation, blank: Review) -> Review:
        figure = next(iter(figures_of(relation.left)), Figure())
        in_other = self._in_other_unit(relation)
        own = self.candidates.of(figure) if in_other is None else []
        if not own:
            return replace(
                blank,
                reason="unknown_measure",
                nearest=tuple(self.candidates.near(replace(figure, unit=None))[:2]),
                about=relation.comparator,
            )
        mine = own[0]
        others: list[Derivation] = []
        for entity in relation.among or self.candidates.holders(mine.key.measure):
            if entity != mine.key.entity:
                ways = self.deriver.find(Key(entity, mine.key.measure, mine.key.period))
                others += ways[:1]
        if not others:
            return replace(blank, reason="unclear_tie", nearest=(mine.ways[0],), about=relation.comparator)
        comparator = ">" if relation.comparator == "highest" else "<"
        findings = [Finding(against(mine.ways[0], way, comparator), way) for way in others]
        bad = [one for one in findings if one.verdict == "contradicted"]
        tied = [one for one in findings if one.way.value == mine.ways[0].value]
        verdict = (
            "contradicted"
            if [one for one in bad if one not in tied]
            else "approximately_supported"
            if tied
            else "supported"
        )
        if any(one.verdict == "approximately_supported" for one in findings) and verdict == "supported":
            verdict = "approximately_supported"
        if relation.negated:
            verdict = (
                "supported" if verdict == "contradicted" else "approximately_supported" if tied else "contradicted"
            )
        ordered = sorted([mine.ways[0], *others], key=lambda way: way.value or Decimal(0), reverse=comparator == ">")
        return replace(
            blank,
            verdict=verdict,
            evidence=tuple(ordered),
            about=relation.comparator,
            subject=mine.ways[0].of,
            notes=notes_on(self.catalogue, ordered, most=2),
            diagnosis=("not_like_for_like",) if verdict != "supported" and self._unlike(ordered) else (),
        )

    def _level(self, relation: Relation, blank: Review) -> Review:
        figure = next(iter(figures_of(relation.left)), Figure())
        found = self.candidates.of(replace(figure, unit=None))
        if not found or len({one.key.entity for one in found}) > 1:
            return replace(
                blank, reason="unknown_measure", nearest=tuple(self.candidates.near(figure)[:2]), about="level"
            )
        way = found[0].ways[0]
        same = (way.level == relation.level) != relation.negated
        holders = [] if same or relation.negated else self._at_level(way, relation.level)
        return replace(
            blank,
            verdict="supported" if same else "contradicted",
            evidence=(way,),
            about="level",
            diagnosis=() if same else ("reversed",) if relation.negated else ("wrong_entity",) if holders else (),
            elsewhere=tuple(holders[:2]),
            subject=way.of,
            notes=notes_on(self.catalogue, [way], ("reason",), most=1),
        )

    def _at_level(self, way: Derivation, level: str | None) -> list[Derivation]:
        """Find who stands at a level that was claimed of somebody else."""
        measure = way.of.measure or ""
        others = [self.deriver.find(Key(entity, measure, way.of.period)) for entity in self.candidates.holders(measure)]
        return [ways[0] for ways in others if ways and ways[0].level == level]


_HELD = frozenset({"observation", "premise", "identity", "complement", "tiling", "given"})
_ORDER = ("supported", "approximately_supported", "contradicted", "bound_only")


def _is_tie(evidence: Sequence[Derivation]) -> bool:
    """Tell whether figures that are set against one another are printed alike."""
    return len({way.value for way in evidence}) == 1 and evidence[0].value is not None


def _may_be_so(way: Derivation, quantity: Quantity) -> bool:
    """Tell whether some days may have come to an amount that their pace does not come to: the two are of one magnitude."""
    if way.rule != "product" or not any(part.unit in _STRETCHES for part in way.inputs):
        return False
    claimed, paced = quantity.value, way.value
    return bool(claimed and paced) and paced / _ABOUT < claimed < paced * _ABOUT  # type: ignore[operator]


_STRETCHES = frozenset({"days", "months", "quarters", "years"})
_ABOUT = 2


def _narrowest(held: Sequence[Derivation], relation: Relation) -> list[Derivation]:
    """Of two ways to one ratio that agree, the one that knows it better says on which side of a bound it lies."""
    bounded = relation.comparator in ("<", "<=", ">", ">=")
    if not bounded or len(held) < 2 or not held[0].interval.overlaps(held[1].interval):
        return list(held)
    return [min(held, key=lambda way: way.interval.high - way.interval.low)]


def _is_extrapolated(way: Derivation) -> bool:
    if way.rule == "product":
        return any(map(_is_extrapolated, way.inputs))
    return way.rule == "per_period" and way.inputs[0].unit.endswith("/day")


def _is_complete(expression: Expression) -> bool:
    return isinstance(expression, Figure) and len(expression.entity) == 1 and len(expression.measure) == 1


def _comparable(first: str, second: str) -> bool:
    return first == second or {first, second} <= {"USD", "USD/year"} or "number" in (first, second)


def _quantity(relation: Relation) -> Quantity | None:
    return relation.right.quantity if isinstance(relation.right, Constant) else None


def _about(relation: Relation) -> str:
    if relation.comparator in ("level", "highest", "lowest"):
        return relation.comparator
    match relation.left:
        case Figure():
            return "figure"
        case Ratio():
            return "ratio"
        case Annualised():
            return "annualised"
        case _:
            return "computed"


def _reason(reason: str) -> str:
    return (
        reason
        if reason in ("unknown_entity", "unknown_measure", "no_such_period", "forecast", "opinion")
        else "unknown_measure"
    )


def _likely(quantity: Quantity, way: Derivation) -> tuple[bool, int]:
    """Order figures of which a claim without a period may speak: what has its amount first, then the latest."""
    return not way.interval.overlaps(quantity.interval), -way.of.period.last.toordinal() if way.of.period else 0


def _outdone(way: Derivation) -> str:
    """In which way a figure is outdone by one that settles: it was a forecast, was only worked out, or is older."""
    if way.observation is not None and way.observation.status == "forecast":
        return "forecast_outdone"
    return "superseded" if way.observation is not None and way.of.channel != "computed" else "estimate_outdone"
