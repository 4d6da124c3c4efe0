"""Answering: a question and what is held → an answer, a choice, or a gap with the nearest figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from grammar.expression import (
    Constant,
    Difference,
    Expression,
    Figure,
    Given,
    PerPeriod,
    Product,
    Ratio,
    WhatIf,
    figures_of,
)
from grammar.interval import Interval
from grammar.quantity import Quantity
from grammar.utterance import About, Block, Compare, Define, Explain, Holdings, Identify, Question, Rank, Solve, Value
from knowledge.annotation import notes_about, notes_on, statements_on
from knowledge.arithmetic import reduced
from knowledge.candidate import Candidate, Candidates, firm
from knowledge.circular import is_circular
from knowledge.derive import Deriver, settles
from knowledge.filling import MOST_OPTIONS, Filler
from knowledge.result import (
    Answer,
    Choice,
    Comparison,
    Coordinates,
    Derivation,
    Explanation,
    Gap,
    Holding,
    Outcome,
    Ranking,
    Several,
)
from knowledge.reverse_index import ReverseIndex
from knowledge.topic import notes_of, on_unprinted, statements_behind, told

_MOST_OPTIONS = 8
_MOST_SAID = 4
_VERY = 3  # a note on the very row, not only on the measure


class Answerer:
    """Answers questions over one deriver."""

    def __init__(self, deriver: Deriver) -> None:
        self.deriver = deriver
        self.catalogue = deriver.catalogue
        self.candidates = Candidates(deriver)
        self.reverse_index = ReverseIndex(deriver)
        self.filler = Filler(deriver, self.candidates, self.reverse_index)

    def answer(self, question: Question) -> Outcome:
        """Answer a question that does not want a yes or a no."""
        ask = question.ask
        if isinstance(ask, About):
            return told(self.deriver, ask, question.block.words if question.block else ()) or self._blocked(question)
        if question.block is not None:
            return self._blocked(question)
        match ask:
            case Value(expression):
                supposed = self._supposed((expression,))
                return supposed if isinstance(supposed, Gap) else self.value(supposed[0])
            case Compare(terms, direction):
                supposed = self._supposed(terms)
                return supposed if isinstance(supposed, Gap) else self._compare(supposed, direction)
            case Rank(terms, direction):
                return self._rank(terms, direction)
            case Identify(quantities, figure, dispute):
                return self._identify(quantities, figure, dispute=dispute)
            case Define(figure):
                return self._define(figure)
            case Explain(figure, quantities, how):
                return self._explain(figure, quantities, how=how)
            case Holdings(figure):
                return self._holdings(figure)
            case Solve(unknown, target):
                return self._solve(unknown, target)
            case _:
                return Gap("nothing_read")

    def _blocked(self, question: Question) -> Gap:
        block = question.block or Block(())
        reasons = {"entity": "unknown_entity", "structure": "structure", "period": "no_period"}
        reason = reasons.get(block.kind, "unread_word")
        figures = asked_figures(question)
        if block.kind == "topic" and not any(figure.measure or figure.role for figure in figures):
            entities = tuple(dict.fromkeys(name for figure in figures for name in figure.entity))
            said = tuple(notes_of(self.catalogue, block.topics, entities))
            return Gap(
                "said_only",
                block.words,
                Coordinates(entities[0] if entities else None),
                (),
                said[:_MOST_SAID],
                topics=block.topics,
            )
        named = bool(figures) and bool(figures[0].entity or figures[0].measure or figures[0].role)
        near = self.candidates.near(figures[0]) if named and block.kind != "entity" else []  # nobody stands for another
        subject = self._subject(figures[0]) if figures else Coordinates()
        notes = tuple(notes_of(self.catalogue, block.topics, figures[0].entity)) if figures and block.topics else ()
        return Gap(reason, block.words, subject, tuple(near), notes[:1])

    def _subject(self, figure: Figure) -> Coordinates:
        measures = self.candidates.measures(figure)
        return Coordinates(
            figure.entity[0] if figure.entity else None,
            measures[0] if len(measures) == 1 else None,
            figure.period,
            figure.channel,
        )

    # ----- values ----------------------------------------------------------------------------------------------------

    def value(self, expression: Expression) -> Outcome:
        """Answer for the value of an expression; what it leaves open is filled where only one value is held."""
        if isinstance(expression, Figure):
            return self._figure(expression)
        if isinstance(expression, Constant):
            return self._identify((expression.quantity,), Figure(), dispute=False)  # which figure is it?
        expression = self.filler.with_values(expression)
        if isinstance(expression, PerPeriod) and isinstance(expression.term, Figure):
            plain = self.filler.rate_by_name(expression.term, expression.grain)
            if plain is not None:
                return self._figure(plain)
        options = self.filler.completed(expression)
        if isinstance(options, Figure):
            return self._missing(options)
        if isinstance(options, Choice):
            return self._rate_by_name(expression) or options
        for complete, filled in options:
            ways = self.deriver.derive(complete)
            if ways:
                return self._computed(expression, ways, filled)
        return self._not_derivable(expression)

    def _rate_by_name(self, expression: Expression) -> Outcome | None:
        """Answer with the rate that a ledger assumes for any period, where a share is asked of a period left open."""
        match expression:
            case Ratio(Figure(period=None) as first, Figure(period=None) as second, True):
                pass
            case _:
                return None
        top, bottom = (replace(one, measure=tuple(self.candidates.measures(one)), role=None) for one in (first, second))
        named = self.deriver.named_ratio(top, bottom)
        found = self.candidates.of(named) if named else []
        if len(found) != 1 or found[0].ways[0].rule != "premise":
            return None
        return self._held(found[0])

    def _supposed(self, terms: tuple[Expression, ...]) -> tuple[Expression, ...] | Gap:
        """Say of what something is supposed where that was left open: of the one premise that the terms rest on.

        Of several terms, one that does not rest on what is supposed stays as it is.
        """
        worlds = [term for term in terms if isinstance(term, WhatIf)]
        if not worlds or (len(terms) == 1 and not any(map(_is_open, worlds[0].givens))):
            return terms
        names = dict.fromkeys(premise.measure for premise in self.catalogue.premises.values())
        found = []
        for name in names if any(_is_open(given) for term in worlds for given in term.givens) else ("",):
            placed = [_placed(term, name) for term in terms]
            rests = [isinstance(term, WhatIf) and isinstance(self.value(term), Answer) for term in placed]
            if any(rests):
                plain = (term.term if isinstance(term, WhatIf) else term for term in placed)
                found.append(tuple(a if holds else b for a, b, holds in zip(placed, plain, rests, strict=True)))
        if len(found) == 1:
            return found[0]
        near = [
            way for term in worlds for figure in figures_of(term.term) for way in self.candidates.near(figure, most=1)
        ]
        return Gap(
            "no_premise", (), self._subject(figures_of(worlds[0].term)[0]), tuple({w.id: w for w in near}.values())
        )

    def _computed(self, expression: Expression, ways: tuple[Derivation, ...], filled: frozenset[str]) -> Answer:
        best = ways[0]
        operands = tuple(part for part in best.inputs if part.rule != "constant") if best.inputs else ()
        notes = notes_on(self.catalogue, [best], most=3)
        about = best.rule if not isinstance(expression, WhatIf) else "whatif"
        others = tuple(way for way in ways[1:4] if way.value != best.value and not way.interval.overlaps(best.interval))
        fills = tuple(sorted(filled))
        return Answer((best,), others, None, fills, notes, statements_on(self.catalogue, [best]), about, operands)

    def _figure(self, figure: Figure) -> Outcome:
        """Answer for one figure."""
        if not (figure.measure or figure.role):
            return self._shares(figure) or self._holdings(figure)
        unit = self.unit_gap(figure)
        if unit is not None:
            return self._converted(figure) or unit
        found = self.candidates.of(replace(figure, unit=figure.unit if figure.unit in ("percent", "ratio") else None))
        found = found or self._resting_on(figure)
        if not found:
            rate = self.filler.run_rate(figure)
            return self._missing(figure) if rate is None else self.value(rate)
        groups = {(one.key.entity, one.key.measure, str(one.key.period)): one for one in found}
        if len(groups) == 1 or self._all_same(list(groups.values())):
            held = self._held(found[0])
            return replace(held, alternatives=(*held.alternatives, *self._come_to(found[0], figure)))
        best = firm(list(groups.values()))
        if len(best) == 1:  # another definition, a forecast or at second hand, stands beside it
            held, others = self._held(best[0]), [one.ways[0] for one in groups.values() if one is not best[0]]
            return replace(held, alternatives=(*held.alternatives, *others))
        ordered = [*best, *(one for one in groups.values() if one not in best)]
        return self.filler.choice_of([(one,) for one in ordered]) or self._held(found[0])

    def _come_to(self, one: Candidate, figure: Figure) -> list[Derivation]:
        """Return what a rate that has no period comes to in the one that is asked for."""
        amount = self.candidates.amount_of(one.key.measure) if figure.period and one.key.period is None else None
        if amount is None:
            return []
        return [other.ways[0] for other in self.candidates.of(replace(figure, measure=(amount,), unit=None))]

    def _resting_on(self, figure: Figure) -> list[Candidate]:
        """Return what follows from nothing but figures of the channel that is asked for, where none is printed itself."""
        if figure.channel is None:
            return []
        found = []
        for one in self.candidates.of(replace(figure, channel=None, unit=None)):
            ways = [way for way in one.ways if way.inputs and _channels(way) == {figure.channel}]
            if ways:
                found.append(replace(one, ways=tuple(ways), key=replace(one.key, channel=figure.channel)))
        return found

    def _shares(self, figure: Figure) -> Choice | None:
        """Ask back where only of what something is a share is said: which of the shares that are held is meant."""
        if figure.denominator is None or not figure.entity:
            return None
        known = self.catalogue.measures
        held = {
            one.key.measure: one.ways[0]
            for one in self.candidates.held(figure)
            if known[one.key.measure].denominator == figure.denominator
        }
        return Choice(tuple(held.values())[:MOST_OPTIONS], "measure") if len(held) > 1 else None

    @staticmethod
    def _all_same(found: Sequence[Candidate]) -> bool:
        """Several periods that a question without one leads to the very same rows."""
        return len({one.ways[0].id for one in found}) == 1

    def _held(self, one: Candidate) -> Answer:
        """Answer with what is held on a complete figure; sources in conflict stand side by side."""
        best, rest = self.deriver.evidence(one.key)
        if not best:
            best, rest = list(one.ways[:1]), list(one.ways[1:])
        rest = [way for way in rest if not is_circular(self.deriver, way)]
        settled = [way for way in best if not _is_forecast(way)] or best
        forecasts = [way for way in best if way not in settled]
        answers = settled[:1]
        answers += [way for way in settled[1:] if not way.interval.overlaps(answers[0].interval)][:1]
        others = [way for way in settled if way not in answers]
        gap = None
        if len(answers) == 2:
            gap = reduced((answers[1], answers[0]))
        figures = [*answers, *rest[:1]]
        final = any(map(settles, answers))
        kinds = ("context", "caveat", "scope", "reason")
        notes = notes_on(
            self.catalogue, [*answers, *(rest[:2] if final else ())], kinds, most=4, least=_VERY if final else 1
        )
        return Answer(
            tuple(answers),
            (*others, *forecasts, *rest[:2]),
            gap,
            tuple(sorted(one.filled - {"measure"})),
            notes,
            tuple(one for one in statements_on(self.catalogue, figures) if one.finding != "untestable"),
            reverse=self._reverse(answers[0]),
        )

    def _reverse(self, answer: Derivation) -> Derivation | None:
        """Work a printed figure that rests on a premise backwards to what the premise was applied to."""
        if (
            answer.rule != "observation"
            or answer.of.channel != "computed"
            or answer.of.entity is None
            or answer.of.measure is None
        ):
            return None
        for identity in self.deriver.identities:
            for term in identity.terms():
                if (
                    answer.of.measure in term.measure
                    and term.channel == "computed"
                    and answer.of.entity in (term.entity or (answer.of.entity,))
                ):
                    other = identity.left if term is not identity.left else None
                    if other is None or not other.entity:
                        continue
                    ways = self.deriver.find(
                        self.filler.key(other.entity[0], other.measure[0], answer.of.period, Figure())
                    )
                    for way in ways:
                        if any(leaf.premise is not None for leaf in way.leaves()):
                            return way
        return None

    def unit_gap(self, figure: Figure) -> Gap | None:
        """Asked in a currency, or as a share, that nothing is held in."""
        if figure.unit is None or figure.unit in ("percentage_points", "ratio", "percent"):
            return None
        measures = self.candidates.measures(figure)
        if any(self.catalogue.measures[name].unit == figure.unit for name in measures):
            return None
        near = self.candidates.near(replace(figure, unit=None))
        return Gap("unit", (), self._subject(figure), tuple(near), unit=figure.unit)

    def _converted(self, figure: Figure) -> Answer | None:
        """Turn a share into an amount, where the ledgers hold one value of what it is a share of: % of GDP × GDP."""
        for one in self.candidates.of(replace(figure, unit=None)):
            measure = self.catalogue.measures[one.key.measure]
            whole = self.catalogue.measures.get(measure.denominator or "")
            if whole is None or whole.unit != figure.unit or measure.unit != "percent":
                continue
            period = one.key.period or figure.period
            wholes = self.candidates.of(Figure((one.key.entity,), (measure.denominator or "",), period))
            if len({(held.key.measure, held.key.period) for held in wholes}) != 1:
                continue
            product_ = Product(one.key.figure, wholes[0].key.figure)
            ways = self.deriver.derive(product_)
            if ways:
                return self._computed(product_, ways, one.filled | wholes[0].filled)
        return None

    # ----- what is not held ------------------------------------------------------------------------------------------

    def _missing(self, figure: Figure) -> Gap | Choice:
        """Say why a figure cannot be given, and what is near."""
        inside = self.candidates.inside(figure)
        printed = [one for one in inside if one.ways[0].rule == "observation"]
        if len(printed) > 1:
            return Choice(tuple(one.ways[0] for one in printed[:MOST_OPTIONS]), "period", "no_full_period")
        near = self.candidates.near(figure)
        subject = self._subject(figure)
        if not self.candidates.measures(figure):
            return Gap("unknown_measure", (), subject, tuple(near))
        any_period = self.candidates.of(replace(figure, period=None, channel=None, speaker=None))
        if any_period and figure.period is not None:
            return Gap("no_such_period", (), subject, tuple(near))
        notes = notes_about(
            self.catalogue,
            figure.entity,
            tuple(self.candidates.measures(figure)),
            ("scope", "context", "caveat", "definition"),
        )
        held_at_all = any(self.catalogue.table.entities_of(name) for name in self.candidates.measures(figure))
        reason = "unknown_measure" if held_at_all else "not_printed"
        statements = () if held_at_all else statements_behind(self.catalogue, notes)
        return Gap(reason, (), subject, tuple(near), notes[:2], statements=statements)

    def _not_derivable(self, expression: Expression) -> Gap:
        figures = figures_of(expression)
        near = [way for figure in figures for way in self.candidates.near(figure, most=2)]
        unique = {way.id: way for way in near}
        subject = self._subject(figures[0]) if figures else Coordinates()
        reason = "no_such_period" if any(figure.period for figure in figures) else "not_printed"
        if figures and all(self.candidates.of(figure) for figure in figures):
            reason = "structure"  # each is held, together they make nothing
        return Gap(reason, (), subject, tuple(unique.values())[:3])

    # ----- several figures -------------------------------------------------------------------------------------------

    def _compare(self, terms: tuple[Expression, ...], direction: str) -> Outcome:
        if direction == "list":
            if any(isinstance(term, Constant) for term in terms):
                return self._not_derivable(terms[0])  # an amount beside a figure is nothing to be told
            outcomes = [self.value(term) for term in terms]
            answers = tuple(outcome for outcome in outcomes if isinstance(outcome, Answer))
            if not answers:
                return outcomes[0]
            return answers[0] if len(answers) == 1 and len(outcomes) == 1 else Several(answers)
        in_other = [gap for term in terms for figure in figures_of(term) if (gap := self.unit_gap(figure)) is not None]
        ambiguous = self._definitions(terms)
        if ambiguous is not None and not in_other:
            return ambiguous
        if in_other and any(figure.role for term in terms for figure in figures_of(term)):
            return in_other[0]
        terms = self._of_one_reading(terms)
        completed: list[Derivation] = []
        common = next((f.measure for t in terms for f in figures_of(t) if f.measure), ())
        for term in terms:
            outcome = self.value(self._on_one_scale(term, terms[0]) if common else term)
            if not isinstance(outcome, Answer):
                return outcome
            completed.append(outcome.answers[0])
        return self._compared(completed, direction)

    def _of_one_reading(self, terms: tuple[Expression, ...]) -> tuple[Expression, ...]:
        """Fill two figures together, where one alone may mean several and both together only one: of one year, say."""
        match terms:
            case (Figure() as first, Figure() as second) if isinstance(self._either_unclear(first, second), Choice):
                options = self.filler.completed(Difference(first, second))
                if isinstance(options, list) and len(options) == 1 and isinstance(options[0][0], Difference):
                    return options[0][0].first, options[0][0].second
        return terms

    def _either_unclear(self, first: Figure, second: Figure) -> Outcome:
        outcome = self._figure(first)
        return outcome if isinstance(outcome, Choice) else self._figure(second)

    def _on_one_scale(self, term: Expression, first: Expression) -> Expression:
        if isinstance(term, Figure) and isinstance(first, Figure):
            return self.deriver._same_sign(first, term)  # noqa: SLF001 - one package
        return term

    def _compared(self, found: Sequence[Derivation], direction: str) -> Outcome:
        if len({way.unit for way in found}) > 1 and any(way.rule == "constant" for way in found):
            return Gap("structure", (), found[0].of)  # an amount of another kind is nothing to be told
        if len({way.unit for way in found}) > 1:
            notes = notes_on(self.catalogue, found)
            return Several(tuple(Answer((way,), notes=notes if index == 0 else ()) for index, way in enumerate(found)))
        ordered = sorted(found, key=_size, reverse=direction != "lowest")
        tie = ordered[0].value == ordered[1].value
        difference = reduced(tuple(ordered[:2]))
        if difference is not None and difference.value is not None and difference.value < 0:
            difference = replace(difference, value=-difference.value, interval=-difference.interval)
        return Comparison(tuple(ordered), difference, tie, _keys(ordered), notes_on(self.catalogue, found))

    def _definitions(self, terms: tuple[Expression, ...]) -> Choice | None:
        """A verb that several measures answer to (owe: gross, net) is a choice between definitions."""
        figures = [figure for term in terms for figure in figures_of(term)]
        if not figures or not all(figure.role and not figure.measure for figure in figures):
            return None
        options = [one.ways[0] for figure in figures for one in self.candidates.of(figure)]
        if len({option.of.measure for option in options}) < 2:
            return None
        return Choice(tuple(options)[:MOST_OPTIONS], "measure")

    def _rank(self, terms: tuple[Figure, ...], direction: str) -> Outcome:
        found: dict[str, Derivation] = {}
        left_out: list[str] = []
        measures = list(dict.fromkeys(name for term in terms for name in self.candidates.measures(term)))
        if not measures:
            return Gap("unknown_measure", (), Coordinates())
        in_other = next((gap for term in terms if (gap := self.unit_gap(term)) is not None), None)
        if in_other is not None:
            return in_other  # an order by shares is none by amounts
        spoken = firm([one for term in terms for one in self.candidates.of(replace(term, unit=None))])
        measure = next((one.key.measure for one in spoken), measures[0])
        better = self.catalogue.measures[measure].higher_is
        for term in terms:
            options = self.candidates.of(replace(term, unit=None))
            if not options and term.entity:
                left_out += term.entity
            for option in options:
                if option.key.measure == measure:
                    found.setdefault(f"{option.key.entity}@{option.key.period}", option.ways[0])
        operands = list(found.values())
        if not operands:
            return self._missing(terms[0])
        descending = (
            direction == "highest"
            or (direction == "best" and better != "worse")
            or (direction == "worst" and better == "worse")
        )
        operands.sort(key=_size, reverse=descending)
        keys = _keys(operands)
        if len(operands) == 1 and not left_out:
            return self._figure(terms[0])
        ties = tuple((_key_of(a, keys), _key_of(b, keys)) for a, b in pairwise(operands) if a.value == b.value)
        return Ranking(tuple(operands), direction, keys, ties, tuple(left_out), notes_on(self.catalogue, operands))

    # ----- words and amounts -----------------------------------------------------------------------------------------

    def _identify(self, quantities: Sequence[Quantity], figure: Figure, *, dispute: bool) -> Outcome:
        found: dict[str, Derivation] = {}
        for quantity in quantities:
            for way in self.reverse_index.exactly_whose(quantity, figure):
                found.setdefault(way.id, way)
        options = list(found.values())
        if dispute:  # which of the two it is: the other may be right of another measure
            names = self.candidates.measures(figure)
            options = [option for option in options if option.of.measure in names] or options
        if not options:
            return Gap("unknown_measure", tuple(q.printed for q in quantities), Coordinates(), ())
        if dispute and any(map(settles, options)):
            of = options[0].of
            plain = Figure((of.entity or "",), (of.measure or "",), of.period)
            return self._figure(figure if figure.measure or figure.role else plain)
        if dispute and len(options) > 1:
            notes = notes_on(self.catalogue, options, ("caveat", "scope", "definition"), most=4)
            apart = not options[0].interval.overlaps(options[1].interval)
            gap = reduced((options[0], options[1])) if apart else None
            return Explanation(
                "reason", options[0].of, notes, statements_on(self.catalogue, options), tuple(options), gap
            )
        if len(options) == 1:
            return Answer((options[0],), notes=notes_on(self.catalogue, options))
        return Choice(tuple(options)[:MOST_OPTIONS], "figure")

    def _define(self, figure: Figure) -> Outcome:
        names = self.candidates.measures(figure)
        if not names:
            return self._missing(figure)
        wanted = ("definition", "scope", "caveat", "reason")
        notes = notes_about(self.catalogue, figure.entity, tuple(names), wanted)
        rows = [one.ways[0] for one in self.candidates.of(replace(figure, unit=None))][:3]
        subject = Coordinates(figure.entity[0] if figure.entity else None, names[0], None, figure.channel)
        return Explanation("definition", subject, notes[:5], (), tuple(rows), measure=names[0])

    def _meant(self, quantities: Sequence[Quantity], figure: Figure) -> Figure | None:
        """The figure that is named by its one amount alone, whatever other periods are spoken of; None where several may be."""
        if len(quantities) != 1:
            return None
        found = self.reverse_index.exactly_whose(quantities[0], replace(figure, period=None))
        found = [way for way in found if way.value == quantities[0].value]
        keys = {(way.of.entity, way.of.measure, way.of.period) for way in found}
        if len(keys) != 1 or not found[0].of.entity or not found[0].of.measure:
            return None
        return Figure((found[0].of.entity,), (found[0].of.measure,), found[0].of.period)

    def _explain(self, figure: Figure, quantities: Sequence[Quantity], *, how: bool) -> Outcome:
        asked = replace(figure, channel=None if not how else figure.channel, unit=None, value=None)
        if not (asked.measure or asked.role):
            meant = self._meant(quantities, figure)
            if meant is not None:
                return self._explain(meant, quantities, how=how)
            return self._identify(quantities, figure, dispute=True) if quantities else Gap("nothing_read")
        found = self.candidates.of(asked)
        if not found and asked.channel == "computed":  # how it is worked out, whoever printed it
            asked = replace(asked, channel=None)
            found = self.candidates.of(asked)
        if not found:
            return on_unprinted(self.deriver, asked) or self._missing(asked)
        if quantities:
            mentioned = [one for one in found if any(_matches(way, q) for way in one.ways for q in quantities)]
            found = mentioned or found
        figures = []
        for one in found[:3]:
            best, rest = self.deriver.evidence(one.key)
            derived = [way for way in rest if way.rule != "observation"][:1]
            figures += [*derived, *best] if how else [*best, *derived]
        unique = list({way.id: way for way in figures}.values())
        reasons = notes_about(self.catalogue, asked.entity, (found[0].key.measure,), ("reason",))
        notes = notes_on(self.catalogue, unique, ("caveat", "reason", "definition", "scope"), most=5)
        notes = (*reasons, *(note for note in notes if note not in reasons))
        if len(found) > 1 and not asked.entity:
            notes = (
                notes_about(self.catalogue, (), (found[0].key.measure,), ("definition", "caveat", "reason"))[:4]
                or notes
            )
        answers = [way for way in unique if way.rule == "observation" and not _is_forecast(way)]
        gap = None
        pair = [way for way in answers if way.of == replace(answers[0].of, channel=way.of.channel)] if answers else []
        if len(pair) > 1 and not pair[0].interval.overlaps(pair[1].interval):
            gap = reduced((pair[1], pair[0]))
        statements = statements_on(self.catalogue, unique, most=4)
        if (how and found[0].key.channel == "computed") or (
            how and any(leaf.premise for way in unique for leaf in way.leaves()) and len(found) == 1
        ):
            first = next((way for way in unique if way.rule not in ("observation", "premise")), unique[0])
            rest_ = tuple(way for way in unique if way is not first)
            return Answer(
                (first,), rest_, None, tuple(sorted(found[0].filled)), notes, statements, "explained", first.inputs
            )
        kind = "derivation" if how else "reason"
        return Explanation(kind, found[0].ways[0].of, notes, statements, tuple(unique[:6]), gap, found[0].key.measure)

    def _holdings(self, figure: Figure) -> Outcome:
        found = self.candidates.held(replace(figure, channel=None))
        if not found:
            return Gap("unknown_measure", (), self._subject(figure))
        if figure.period is not None:
            dated = [one for one in found if one.key.period == figure.period]
            found = dated or found
        found = sorted(
            found,
            key=lambda one: (
                one.ways[0].of.channel == "computed" and one.ways[0].value is not None and one.ways[0].rule != "premise"
            ),
        )
        unique = {one.ways[0].id: one.ways[0] for one in found}
        return Holding(self._subject(figure), tuple(unique.values())[:12])

    def _solve(self, unknown: Figure, target: Given) -> Outcome:
        """Which value of one figure makes another come to a given amount."""
        goal = target.figure
        if not goal.measure and not goal.role and goal.value is not None:
            matches = self.reverse_index.exactly_whose(goal.value, goal) or self.reverse_index.exactly_whose(
                goal.value, replace(goal, period=None)
            )
            if matches:
                of = matches[0].of
                goal = Figure((of.entity or "",), (of.measure or "",), of.period)
        if not goal.measure:
            return Gap("structure", (), self._subject(unknown))
        for measure in self.candidates.measures(unknown):
            for entity in unknown.entity or tuple(self.candidates.holders(measure)):
                period = unknown.period or goal.period
                term = Figure((entity,), (measure,), period)
                expression = WhatIf(term, (Given(replace(goal, channel=None), target.replacement),))
                placed = self.filler.placed(expression, {})
                ways = self.deriver.derive(placed)
                if ways:
                    return self._computed(expression, ways, frozenset())
        return self._not_derivable(unknown)


def asked_figures(question: Question) -> list[Figure]:
    """Return the figures that a question is about."""
    ask = question.ask
    match ask:
        case Value(expression):
            return figures_of(expression)
        case Compare(terms, _) | Rank(terms, _):
            return [figure for term in terms for figure in figures_of(term)]
        case Solve(unknown, _):
            return [unknown]
        case Identify() | Define() | Explain() | About() | Holdings():
            return [ask.figure]
        case _:
            return figures_of(ask.relation.left)


def _size(way: Derivation) -> Decimal:
    if way.value is not None:
        return way.value
    interval: Interval = way.interval
    if interval.is_bounded:
        return (interval.low + interval.high) / 2
    return interval.low if interval.low.is_finite() else interval.high


def _keys(operands: Sequence[Derivation]) -> str:
    """What tells operands apart."""
    for name in ("entity", "measure", "period", "channel"):
        if len({str(getattr(way.of, name)) for way in operands}) > 1:
            return name
    return "entity"


def _key_of(way: Derivation, keys: str) -> str:
    return str(getattr(way.of, keys))


def _channels(way: Derivation) -> set[str | None]:
    """Return how the printed figures became known that a derived one rests on."""
    return {leaf.of.channel for leaf in way.leaves() if leaf.observation is not None}


def _is_forecast(way: Derivation) -> bool:
    return way.observation is not None and way.observation.status == "forecast"


def _matches(way: Derivation, quantity: Quantity) -> bool:
    return way.value is not None and way.value in quantity.interval


def _is_open(given: Given) -> bool:
    """Tell whether it is not said of what something is supposed."""
    figure = given.figure
    return not (figure.measure or figure.role or figure.value)


def _placed(term: Expression, premise: str) -> Expression:
    """Let what is supposed of nothing be supposed of a premise."""
    if not isinstance(term, WhatIf):
        return term
    about = Figure(measure=(premise,))
    return WhatIf(term.term, tuple(replace(one, figure=about) if _is_open(one) else one for one in term.givens))
