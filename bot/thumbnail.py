"""What a reply looks like at the size of a thumb: a verdict's sign, bars side by side, or the figure itself."""

from __future__ import annotations

from decimal import Decimal

from bot.chart_data import Bars, Tile
from bot.charts import chart_of
from bot.numbers import figure
from bot.reply import Reply
from bot.wording import Wording
from knowledge import Knowledge
from knowledge.result import Answer, YesNo

MOST_BARS = 5
_HOLDS = {True: "supported", False: "contradicted", None: "not_checkable"}


def tile_of(reply: Reply, knowledge: Knowledge) -> Tile:
    """Return the tile of a reply; there is one for every reply."""
    verdicts = {review["verdict"] for review in dict(reply.data).get("reviews") or ()}
    if isinstance(reply.outcome, YesNo):
        return Tile(sign=_HOLDS[reply.outcome.holds])
    if verdicts:
        return Tile(sign=verdicts.pop() if len(verdicts) == 1 else "disputed")
    if dict(reply.data).get("gap") or not reply.outcome:
        return Tile(sign="not_checkable")
    request, wording = chart_of(reply, knowledge), Wording(reply.locale, knowledge.catalogue)
    answers = reply.outcome.answers if isinstance(reply.outcome, Answer) else ()
    if request and isinstance(request.chart, Bars):
        return _bars(request.chart, {figure(wording, one) for one in answers})
    if answers:
        return Tile(text=figure(wording, answers[0]))
    return Tile(text=reply.short.strip()[:1])


def _bars(chart: Bars, asked: set[str]) -> Tile:
    """Return the rows as parts of the highest one; those that were not asked for are faint."""
    rows = [(abs(row.value if row.value is not None else row.low), row) for row in chart.rows][:MOST_BARS]
    finite = [(value, row) for value, row in rows if value.is_finite()]
    top = max((value for value, _ in finite), default=Decimal(0)) or Decimal(1)
    asked &= {row.shown for _, row in finite}
    return Tile(bars=tuple((float(value / top), row.tone, not asked or row.shown in asked) for value, row in finite))
