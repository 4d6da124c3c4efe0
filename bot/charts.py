"""Which picture says more than the words of a reply, and the words that stand in it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.chart_data import Bars, Chart, Dots, Picture, Request, Row, Slope, Tick
from bot.citation import citations
from bot.figures import PARTS, channel_of, common, differing, how, labelled, place
from bot.numbers import amount, figure, with_unit
from bot.reply import Reply
from bot.wording import Wording, capital
from grammar.interval import Interval
from grammar.quantity import Quantity
from knowledge import Knowledge
from knowledge.result import Answer, Choice, Comparison, Derivation, Outcome, Ranking, Review, Reviews, Several, YesNo
from knowledge.series import Curve, curve, on_one_scale, over_periods, periods_of

MOST_ROWS = 10
MOST_KEPT = 64  # pictures of some 30 kB
_BOUNDS = {">": "over", ">=": "at_least", "<": "under", "<=": "at_most"}
_TICKS = 4
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Charts:
    """Draws replies, and keeps what it drew: the same content is the same picture.

    Attributes:
        knowledge: What is known beside the reply.
        dark: Whether for dark surroundings.
    """

    knowledge: Knowledge
    dark: bool = False
    _drawn: OrderedDict[tuple[Request, str, bool], Picture] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def fits(self, reply: Reply) -> bool:
        """Tell whether a picture of a reply says something, without drawing or deriving anything."""
        return reply.outcome is not None and _fits(reply.outcome, self.knowledge)

    def draw(self, reply: Reply) -> Picture | None:
        """Draw a reply; None where there is nothing to see."""
        request = chart_of(reply, self.knowledge)
        if request is None:
            return None
        key = (request, reply.locale, self.dark)
        with self._lock:
            if key not in self._drawn:
                self._drawn[key] = draw(request, reply.locale, dark=self.dark)
            self._drawn.move_to_end(key)
            while len(self._drawn) > MOST_KEPT:
                self._drawn.popitem(last=False)
            return self._drawn[key]


def draw(request: Request, locale: str, *, dark: bool = False) -> Picture:
    """Draw a chart."""
    from bot.pictures import draw as drawn  # noqa: PLC0415 - matplotlib takes a second to import, and most never need it

    return Picture(drawn(request.chart, locale, dark=dark), request.alt)


def chart_of(reply: Reply, knowledge: Knowledge) -> Request | None:
    """Return the chart of a reply; None where one says nothing that the words don't."""
    outcome = reply.outcome
    if outcome is None or not _fits(outcome, knowledge):
        return None
    wording = Wording(reply.locale, knowledge.catalogue)
    match outcome:
        case Answer(about="whatif"):
            found = curve(knowledge.deriver, outcome)
            return _slope(wording, found) if found else None
        case YesNo(review=review) | Reviews((review,)) if review.claimed is not None:
            return _claim(wording, review)
        case Answer(answers, operands=operands) if len(operands) < 2:
            return _periods(wording, knowledge, answers)
        case Choice(options):
            return _periods(wording, knowledge, options)
        case _:
            return _bars(wording, _compared(outcome))


def _fits(outcome: Outcome, knowledge: Knowledge) -> bool:
    match outcome:
        case Answer(about="whatif", answers=answers):
            return any(leaf.rule == "given" for leaf in answers[0].leaves())
        case YesNo(review=review) | Reviews((review,)) if review.claimed is not None:
            return bool(_against(review))
        case Answer(answers, operands=operands) if len(operands) < 2:
            return len(on_one_scale(answers)) > 1 or _has_periods(knowledge, answers)
        case Choice(options):
            of = common(options)
            return bool(of.entity and of.measure) and (
                len(on_one_scale(options)) > 1 or _has_periods(knowledge, options)
            )
        case _:
            return len(_compared(outcome)) > 1


def _compared(outcome: Outcome) -> tuple[Derivation, ...]:
    """Return the figures that an outcome sets side by side."""
    match outcome:
        case Comparison(operands) | Ranking(operands) | Answer(operands=operands):
            found = operands
        case Several(answers):
            found = tuple(one for answer in answers for one in answer.answers)
        case YesNo(review=review) | Reviews((review,)) if review.claimed is None:
            found = review.evidence
        case _:
            return ()
    drawn = on_one_scale(one for one in found if one.rule != "constant")
    return drawn if len(drawn) == len({one.id for one in found if one.rule != "constant"}) else ()


def _has_periods(knowledge: Knowledge, figures: Sequence[Derivation]) -> bool:
    of = figures[0].of
    if of.entity is None or of.measure not in knowledge.catalogue.measures or figures[0].level is not None:
        return False
    if knowledge.catalogue.measures[str(of.measure)].full_unit != figures[0].unit:
        return False
    return len(periods_of(knowledge.catalogue.table, of.entity, str(of.measure))) > 1


def _against(review: Review) -> tuple[Derivation, ...]:
    """Return the figures that a claimed amount can be drawn beside."""
    claimed, found = review.claimed, on_one_scale(review.evidence)
    if claimed is None or not found or review.level is not None or review.negated or review.comparator == "!=":
        return ()
    share = found[0].unit.startswith("percent_of_") and claimed.unit == "percent"
    return found if share or claimed.unit == found[0].unit else ()


def _bars(wording: Wording, figures: Sequence[Derivation]) -> Request | None:
    """Set figures side by side."""
    if len(figures) < 2:
        return None
    figures = figures[:MOST_ROWS]
    parts = differing(figures)
    rows = tuple(_row(wording, one, parts) for one in figures)
    title = place(wording, common(figures)) or wording.say("chart-compared")
    chart = Bars(capital(title), rows, _note(wording, figures), _source(wording, figures))
    return Request(chart, _alt(wording, chart.title, rows, chart.source))


def _periods(wording: Wording, knowledge: Knowledge, figures: Sequence[Derivation]) -> Request | None:
    """Set the periods of a figure side by side; where only one is held, its channels."""
    of = figures[0].of
    series: tuple[Derivation, ...] = ()
    if of.entity and of.measure and _has_periods(knowledge, figures):
        series = over_periods(knowledge.catalogue.table, knowledge.answer, of.entity, of.measure)
    if len({one.of.period for one in series}) < 2:
        return _bars(wording, on_one_scale(figures))
    return _bars(wording, series[-MOST_ROWS:])


def _claim(wording: Wording, review: Review) -> Request | None:
    """Set a claimed amount against what is held."""
    found, claimed = _against(review)[: MOST_ROWS - 1], review.claimed
    if not found or claimed is None:
        return None
    parts = differing(found)
    held: dict[tuple[str, ...], Row] = {}  # two ways to the same value are one row
    for row in (_row(wording, one, parts) for one in found):
        held.setdefault((row.label, row.how, row.shown), row)
    rows = (_claimed(wording, claimed, review.comparator), *held.values())
    shared = [part for part in PARTS if part not in parts]
    title = capital(labelled(wording, found[0], shared) or wording.say("chart-compared"))
    low, high = _ends(rows)
    ticks = _ticks(wording, low, high, found[0].unit)
    note = wording.say("chart-claim-note")
    chart = Dots(title, rows, ticks, low, high, note, _source(wording, found))
    return Request(chart, _alt(wording, title, rows, chart.source))


def _claimed(wording: Wording, claimed: Quantity, comparator: str) -> Row:
    """Return what a claim can mean: a bound goes on for ever."""
    label, interval, value = wording.say("chart-claim"), claimed.interval, claimed.value
    if value is None or comparator not in _BOUNDS:
        return Row(label, "", amount(wording, claimed), value, interval.low, interval.high, "claim")
    shown = wording.say("hedged", hedge=_BOUNDS[comparator], figure=amount(wording, claimed, hedged=False))
    endless = Decimal("Infinity")
    low, high = (value, endless) if comparator.startswith(">") else (-endless, value)
    return Row(label, "", shown, value, low, high, "claim")


def _slope(wording: Wording, found: Curve) -> Request:
    """Draw how a figure depends on a premise."""
    main = found.asked[1]
    marks = [_mark(wording, "chart-asked", found.asked)]
    if found.held and found.held[0].value != found.asked[0].value:
        marks.append(_mark(wording, "chart-held", found.held))
    beside = tuple(_row(wording, one, ("how",)) for one in found.beside if one.value is not None)
    points = tuple((x.value, y.value) for x, y in found.points if x.value is not None and y.value is not None)
    heights = [y for _, y in points] + [row.value for row in beside if row.value is not None]
    across = _ticks(wording, points[0][0], points[-1][0], found.asked[0].unit)
    up = _ticks(wording, min(Decimal(0), *heights), max(heights), main.unit, beyond=True)
    title = capital(place(wording, main.of))
    axis = wording.say("chart-axis", premise=wording.measure(found.asked[0].of.measure))
    figures = (main, *(one for one in found.beside), *((found.held[1],) if found.held else ()))
    note = wording.say("chart-curve-note", premise=wording.measure(found.asked[0].of.measure))
    chart = Slope(title, points, tuple(marks), beside, across, up, axis, note, _source(wording, figures))
    return Request(chart, _alt(wording, title, (*(row for _, row in marks), *beside), chart.source))


def _mark(wording: Wording, sentence: str, point: tuple[Derivation, Derivation]) -> tuple[Decimal, Row]:
    given, result = point
    label = wording.say(sentence, value=figure(wording, given))
    tone = "claim" if sentence == "chart-asked" else "computed"
    shown = figure(wording, result)
    row = Row(label, "", shown, result.value, result.interval.low, result.interval.high, tone)
    return given.value or Decimal(0), row


def _row(wording: Wording, one: Derivation, parts: Sequence[str]) -> Row:
    """Name a figure by what distinguishes it; by how it is known alone where nothing does."""
    label = labelled(wording, one, [part for part in PARTS if part in parts]) if parts else ""
    known = how(wording, one)
    status = one.observation.status if one.observation else ""
    span: Interval = one.interval
    return Row(
        capital(label) if label else capital(known),
        known if label else "",
        figure(wording, one),
        one.value,
        span.low,
        span.high,
        channel_of(one) or "other",
        faint=status == "forecast",
    )


def _note(wording: Wording, figures: Sequence[Derivation]) -> str:
    """Say what must be known to compare the bars: that periods differ in length, what the whiskers are."""
    known = wording.catalogue.measures.get(str(figures[0].of.measure))
    lengths = {
        round(((one.of.period.last - one.of.period.first).days + 1) / 30)
        for one in figures
        if one.of.period is not None
    }
    parts = []
    if known is not None and known.kind == "flow" and len(lengths) > 1:
        parts.append(wording.say("chart-lengths"))
    if any(not one.interval.is_point for one in figures):
        parts.append(wording.say("chart-whiskers"))
    return wording.joined(parts, "sentence")


def _source(wording: Wording, figures: Iterable[Derivation]) -> str:
    names = []
    for source in citations(figures, (), ()).quotes:
        known = wording.catalogue.sources.get(source)
        if known is not None:
            names.append(known.publisher.get(wording.locale))
    return wording.say("chart-source", names=wording.joined(dict.fromkeys(names), "comma")) if names else ""


def _alt(wording: Wording, title: str, rows: Iterable[Row], source: str) -> str:
    """Say in words what a chart shows."""
    told = []
    for row in rows:
        shown = wording.say("figure-how", figure=row.shown, how=row.how) if row.how else row.shown
        told.append(wording.say("labelled", label=row.label, figure=shown))
    return "\n".join(part for part in (title, *told, source) if part)


def _ends(rows: Sequence[Row]) -> tuple[Decimal, Decimal]:
    """Return the ends of a scale on which all rows stand apart; nothing is one of them unless it is far away."""
    ends = [end for row in rows for end in (row.low, row.high, row.value) if end is not None and end.is_finite()]
    low, high = min(ends), max(ends)
    room = (high - low) / 5 or abs(high) / 10 or Decimal(1)
    if 0 <= low < high / 2:
        return Decimal(0), high + room / 2
    return low - room, high + room


def _ticks(wording: Wording, low: Decimal, high: Decimal, unit: str, *, beyond: bool = False) -> tuple[Tick, ...]:
    """Return round values between two ends, also one `beyond` the upper end, so that a line stays below it."""
    rough = (high - low) / _TICKS
    if rough <= 0:
        return ()
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(factor * power for factor in _STEPS if factor * power >= rough)
    at = (low / step).to_integral_value(rounding="ROUND_CEILING") * step
    found = []
    while at <= high or (beyond and at < high + step):
        text = with_unit(wording, (at.normalize() + 0,), unit, brief=True) if at else "0"
        found.append(Tick(at, text))
        at += step
    return tuple(found)


__all__ = ["Chart", "Charts", "Picture", "Request", "chart_of", "draw"]
