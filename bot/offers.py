"""What can be asked next about a reply: other premises, other channels, others to compare with; each a canonical question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.draft import query
from bot.figures import channel_of
from bot.reply import Offer
from bot.wording import Wording
from grammar.interval import plain
from knowledge.ledger import Catalogue
from knowledge.result import Answer, Choice, Comparison, Derivation, Outcome, Ranking, Reviews, YesNo
from knowledge.schema import Premise
from knowledge.table import Reading

# Of a premise, as parts of its value: a 20 % premise offers 10, 15, 20 and 25 %, and steps of one point.
PRESETS = (Decimal("0.5"), Decimal("0.75"), Decimal(1), Decimal("1.25"))
STEP = Decimal("0.05")
FIRST = Decimal("0.75")
MOST_COMPARED = 2
MOST_CHANNELS = 2


def offers(outcome: Outcome, wording: Wording) -> tuple[Offer, ...]:
    """Return what can be asked next, the most telling first."""
    match outcome:
        case Answer(answers, alternatives, about="figure"):
            found = _on_figures(wording, answers, alternatives)
            return (*_why(wording, answers), *found)
        case Answer(answers, about="whatif"):
            return tuple(_steps(wording, answers))
        case YesNo(review=review) | Reviews((review,)):
            found = _on_figures(wording, review.evidence[:2], review.evidence[2:])
            return (*_why(wording, review.evidence if review.verdict == "disputed" else ()), *found)
        case Comparison(operands) | Ranking(operands):
            measures = dict.fromkeys(one.of.measure for one in operands if one.of.measure)
            return tuple(_definition(wording, measure) for measure in measures)[:1]
        case Choice():
            return ()
        case _:
            return ()


def before(query: str) -> str:
    """Return the question that one of these offers was made for, as far as the offer itself holds it; else nothing.

    >>> before('if(revenue_share_rate:="15%";openai.revenue@2024)'), before("define revenue")
    ('openai.revenue@2024', '')
    """
    if query.startswith("if(") and query.endswith(")"):
        return query[3:-1].partition(";")[2]
    verb, _, rest = query.partition(" ")
    return {"why": rest, "compare": rest.partition(",")[0]}.get(verb, "")


def _on_figures(
    wording: Wording, answers: tuple[Derivation, ...], alternatives: tuple[Derivation, ...]
) -> tuple[Offer, ...]:
    """Offer premises, comparisons, channels and the definition of the figure that an answer is about."""
    main = next((one for one in answers if one.of.measure and one.of.entity), None)
    if main is None or main.of.measure not in wording.catalogue.measures:
        return ()
    return (
        *_what_if(wording, (*answers, *alternatives)),
        *_comparisons(wording, main, {one.of.entity for one in (*answers, *alternatives)}),
        *_channels(wording, (*answers, *alternatives)),
        _definition(wording, str(main.of.measure)),
    )


def _what_if(wording: Wording, figures: tuple[Derivation, ...]) -> Iterator[Offer]:
    """Offer to replace the premise that a figure rests on: as a leaf, or through an identity that its source used."""
    implied = next(
        (one for one in figures if one.of.measure in wording.implied and channel_of(one) == "computed"), None
    )
    premise = next((leaf.premise for one in figures for leaf in one.leaves() if leaf.premise), None)
    about = implied or next((one for one in figures if any(leaf.premise for leaf in one.leaves())), None)
    if implied and premise is None:
        premise = next(iter(wording.catalogue.premises.values()), None)
    value = _value(wording.catalogue, premise) if premise else None
    if premise is None or value is None or about is None or about.of.measure == premise.measure:
        return
    shown = _shown(wording, premise, value * FIRST)
    yield Offer("whatif", wording.say("offer-whatif", value=shown), _if(premise, value * FIRST, query(about)))


def _steps(wording: Wording, answers: tuple[Derivation, ...]) -> Iterator[Offer]:
    """Offer other values of the premise that a what-if replaces."""
    premises = {premise.measure: premise for premise in wording.catalogue.premises.values()}
    for answer in answers[:1]:
        for leaf in answer.leaves():
            premise = premises.get(str(leaf.of.measure)) if leaf.rule == "given" else None
            value = _value(wording.catalogue, premise) if premise else None
            if premise is None or value is None or leaf.value is None:
                continue
            about = query(answer)
            for sign, sentence, change in (("less", "offer-less", -STEP), ("more", "offer-more", STEP)):
                moved = leaf.value + value * change
                if moved > 0:
                    shown = _shown(wording, premise, moved)
                    yield Offer(sign, wording.say(sentence, value=shown), _if(premise, moved, about))
            for part in PRESETS:
                preset = value * part
                yield Offer("preset", _shown(wording, premise, preset), _if(premise, preset, about))
            return


def _why(wording: Wording, answers: tuple[Derivation, ...]) -> Iterator[Offer]:
    """Offer the reason where two figures conflict."""
    if len(answers) > 1 and not answers[0].interval.overlaps(answers[1].interval) and answers[0].of.measure:
        yield Offer("why", wording.say("offer-why"), f"why {query(answers[0])}")


def _comparisons(wording: Wording, main: Derivation, told: set[str | None]) -> Iterator[Offer]:
    """Offer the same measure of others who are not told of already, or else another measure, for the same period."""
    table, of = wording.catalogue.table, main.of
    others = [name for name in table.entities_of(str(of.measure)) if name not in told]
    held = [name for name in others if _one_period(table.of(name, str(of.measure)), main)]
    for name in held[:MOST_COMPARED]:
        label = wording.say("offer-compare", name=wording.entity(name))
        yield Offer("compare", label, f"compare {query(main)},{query(main).replace(f'{of.entity}.', f'{name}.', 1)}")
    if held or len(told) > 1:
        return
    unit = wording.catalogue.measures[str(of.measure)].full_unit
    for measure in table.measures_of(str(of.entity)):
        known = wording.catalogue.measures[measure]
        rows = table.of(str(of.entity), measure)
        if measure != of.measure and known.full_unit == unit and _one_period(rows, main):
            label = wording.say("offer-compare", name=wording.measure(measure))
            second = query(main).replace(f".{of.measure}", f".{measure}", 1)
            yield Offer("compare", label, f"compare {query(main)},{second}")
            return


def _one_period(rows: Sequence[Reading], main: Derivation) -> bool:
    """Tell whether rows hold a figure for the same period; where that is none, they must have no other."""
    printed = [one for one in rows if one.row.channel != "computed" and one.row.status == "normal"]
    periods = {one.period for one in printed}
    return main.of.period in periods and (main.of.period is not None or len(periods) == 1)


def _channels(wording: Wording, figures: tuple[Derivation, ...]) -> Iterator[Offer]:
    """Offer the figure of one channel alone where there are several."""
    rows = [one for one in figures if one.observation and one.observation.status == "normal"]
    known = {one.of.channel: one for one in rows if one.of.channel}
    if len(known) > 1:
        for channel, one in list(known.items())[:MOST_CHANNELS]:
            key = "implied" if channel == "computed" else channel
            label = wording.say("offer-channel", how=wording.say("how", how=key))
            yield Offer("channel", label, query(one, channel=True))


def _definition(wording: Wording, measure: str) -> Offer:
    return Offer("definition", wording.say("offer-definition"), f"define {measure}")


def _value(catalogue: Catalogue, premise: Premise) -> Decimal | None:
    """Return the value of a premise in percent; other premises are not varied by tapping."""
    measure = catalogue.measures.get(premise.measure)
    if measure is None or measure.unit != "percent":
        return None
    return Decimal(premise.printed.strip().rstrip("%")) if premise.printed.strip().rstrip("%").isdecimal() else None


def _shown(wording: Wording, _premise: Premise, value: Decimal) -> str:
    return wording.say("percent", number=plain(value.normalize()))


def _if(premise: Premise, value: Decimal, about: str) -> str:
    """Write a what-if as short as it reads back: a button holds 64 bytes."""
    return f'if({premise.measure}:="{plain(value.normalize())}%";{about})'
