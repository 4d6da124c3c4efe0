"""Charts drawn: bars, dots on a scale, a curve. Nothing overlaps: every line of text has its own place."""

from __future__ import annotations

from decimal import Decimal

from bot.chart_data import Bars, Chart, Dots, Row, Slope, Tick
from bot.pictures.canvas import DARK, LIGHT, MIDDLE, RIGHT, WIDTH, Sheet
from bot.pictures.typeface import BOLD, Typeface, typeface

MARGIN = 16.0
ROOM = WIDTH - 2 * MARGIN
TITLES = (16.0, 14.5, 13.0)  # the largest in which a title fits into a line
LABEL, SMALL = 12.5, 10.5
ROW = 46.0
THICK = 13.0
PLOT = 190.0
_LEAST = 1.5  # a narrower interval is not seen beside a bar
_DOT = 13.0  # nor beside a dot


def draw(chart: Chart, locale: str, *, dark: bool = False) -> bytes:
    """Draw a chart as a PNG file."""
    letters = typeface(locale)
    head = _Head(letters, chart)
    body = {Bars: _bars_height, Dots: _dots_height, Slope: _slope_height}[type(chart)](chart)  # type: ignore[operator]
    sheet = Sheet(head.top + body + head.bottom, DARK if dark else LIGHT, letters)
    head.draw(sheet, head.top + body)
    match chart:
        case Bars():
            _bars(sheet, chart, head.top)
        case Dots():
            _dots(sheet, chart, head.top)
        case Slope():
            _slope(sheet, chart, head.top)
    return sheet.png()


class _Head:
    """The title and the note above a chart, the source below it."""

    def __init__(self, letters: Typeface, chart: Chart) -> None:
        self.size = next((size for size in TITLES if letters.width(chart.title, size, BOLD) <= ROOM), TITLES[0])
        self.title = letters.wrapped(chart.title, ROOM, self.size, BOLD)
        self.note = letters.wrapped(chart.note, ROOM, SMALL)
        self.source = letters.wrapped(chart.source, ROOM, SMALL)
        self.top = MARGIN + 21 * len(self.title) + 15 * len(self.note) + 8
        self.bottom = 15 * len(self.source) + MARGIN

    def draw(self, sheet: Sheet, foot: float) -> None:
        y = MARGIN - 6
        for line in self.title:
            y += 21
            sheet.text(MARGIN, y, line, self.size, sheet.theme.ink, bold=True)
        for line in self.note:
            y += 15
            sheet.text(MARGIN, y + 2, line, SMALL, sheet.theme.muted)
        y = foot
        for line in self.source:
            y += 15
            sheet.text(MARGIN, y - 1, line, SMALL, sheet.theme.muted)


class _Scale:
    """Where a value is drawn between two ends of the sheet."""

    def __init__(self, low: Decimal, high: Decimal, start: float, end: float) -> None:
        self.low, self.high, self.start, self.end = low, high, start, end

    def __call__(self, value: Decimal) -> float:
        """Return the place of a value; those beyond the ends are drawn at the ends."""
        if self.high == self.low:
            return self.start
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + float(part) * (self.end - self.start)


def _caption(sheet: Sheet, row: Row, y: float) -> None:
    """Write what a row is of and, at the right, its value."""
    shown = sheet.letters.fitted(row.shown, ROOM * 0.55, LABEL, BOLD)
    sheet.text(WIDTH - MARGIN, y, shown, LABEL, sheet.theme.ink, bold=True, anchor=RIGHT)
    room = ROOM - sheet.letters.width(shown, LABEL, BOLD) - 10
    label = sheet.letters.fitted(row.label, room, LABEL)
    sheet.text(MARGIN, y, label, LABEL, sheet.theme.ink)
    used = sheet.letters.width(label, LABEL) + (7 if label else 0)
    if row.how and room - used > 30:
        how = sheet.letters.fitted(row.how, room - used, SMALL)
        sheet.text(MARGIN + used, y, how, SMALL, _tone(sheet, row), bold=True)


def _tone(sheet: Sheet, row: Row) -> str:
    return sheet.theme.tones.get(row.tone, sheet.theme.tones["other"])


def _whisker(  # noqa: PLR0913, PLR0917 - a line has ends, a place and a colour
    sheet: Sheet, row: Row, scale: _Scale, y: float, color: str, least: float = _LEAST
) -> None:
    """Draw the interval: between caps, or with an arrow where it has no end."""
    low = scale(row.low) if row.low.is_finite() else scale.start
    high = scale(row.high) if row.high.is_finite() else scale.end
    if row.low.is_finite() and row.high.is_finite() and high - low < least:
        return
    sheet.line([(low, y), (high, y)], color, 1.6)
    for end, finite, left in ((low, row.low.is_finite(), True), (high, row.high.is_finite(), False)):
        if finite:
            sheet.line([(end, y - 4), (end, y + 4)], color, 1.6)
        else:
            sheet.arrow(end, y, 6, color, left=left)


# ----- bars ----------------------------------------------------------------------------------------------------------


def _bars_height(chart: Bars) -> float:
    return ROW * len(chart.rows) + 4


def _bars(sheet: Sheet, chart: Bars, top: float) -> None:
    ends = [end for row in chart.rows for end in (row.low, row.high, row.value) if end is not None and end.is_finite()]
    low, high = min(Decimal(0), *ends), max(Decimal(0), *ends)
    scale = _Scale(low, high, MARGIN, WIDTH - MARGIN - 8)
    zero = scale(Decimal(0))
    for number, row in enumerate(chart.rows):
        y = top + ROW * number
        _caption(sheet, row, y + 13)
        end = scale(_end(row))
        left, right = min(zero, end), max(zero, end)
        sheet.bar(left, y + 20, right - left, THICK, _tone(sheet, row), alpha=0.55 if row.faint else 1.0)
        _whisker(sheet, row, scale, y + 20 + THICK / 2, sheet.theme.ink)
        sheet.line([(zero, y + 18), (zero, y + 22 + THICK)], sheet.theme.muted, 1.0)


def _end(row: Row) -> Decimal:
    """Return where a bar ends: at the value; of a range, at the end that is nearer to nothing."""
    if row.value is not None:
        return row.value
    return min((end for end in (row.low, row.high) if end.is_finite()), key=abs, default=Decimal(0))


# ----- dots ----------------------------------------------------------------------------------------------------------


def _dots_height(chart: Dots) -> float:
    return ROW * len(chart.rows) + 26


def _dots(sheet: Sheet, chart: Dots, top: float) -> None:
    scale = _Scale(chart.low, chart.high, MARGIN + 8, WIDTH - MARGIN - 8)
    bottom = top + ROW * len(chart.rows)
    claim = chart.rows[0]
    start = scale(claim.low) if claim.low.is_finite() else scale.start
    end = scale(claim.high) if claim.high.is_finite() else scale.end
    wide = max(end - start, 2.0)
    for number in range(len(chart.rows)):
        y = top + ROW * number + 27
        sheet.line([(MARGIN, y), (WIDTH - MARGIN, y)], sheet.theme.line, 1.0)
        sheet.box(start, y - 9, wide, 18, sheet.theme.tones["claim"], alpha=0.25)
    for number, row in enumerate(chart.rows):
        y = top + ROW * number
        color = _tone(sheet, row)
        _caption(sheet, row, y + 13)
        _whisker(sheet, row, scale, y + 27, color, _DOT)
        if row.value is not None:
            sheet.dot(scale(row.value), y + 27, color)
    _ticks(sheet, chart.ticks, scale, bottom)


def _ticks(sheet: Sheet, ticks: tuple[Tick, ...], scale: _Scale, y: float, start: float = MARGIN) -> None:
    """Write the marks of a horizontal axis; one that would touch its neighbour is left out."""
    free = 0.0
    sheet.line([(start, y), (WIDTH - MARGIN, y)], sheet.theme.muted, 0.8)
    for tick in ticks:
        wide = sheet.letters.width(tick.label, SMALL)
        x = scale(tick.at)
        left = min(max(x - wide / 2, start), WIDTH - MARGIN - wide)
        sheet.line([(x, y), (x, y + 4)], sheet.theme.muted, 0.8)
        if left >= free:
            sheet.text(left + wide / 2, y + 16, tick.label, SMALL, sheet.theme.muted, anchor=MIDDLE)
            free = left + wide + 10


# ----- curve ---------------------------------------------------------------------------------------------------------


def _slope_height(chart: Slope) -> float:
    return PLOT + 44 + 24 * (len(chart.marks) + len(chart.beside))


def _slope(sheet: Sheet, chart: Slope, top: float) -> None:
    theme = sheet.theme
    xs = [x for x, _ in chart.points]
    ys = [y for _, y in chart.points] + [tick.at for tick in chart.up]
    start = MARGIN + max((sheet.letters.width(tick.label, SMALL) for tick in chart.up), default=0.0) + 8
    across = _Scale(min(xs), max(xs), start + 6, WIDTH - MARGIN - 8)
    up = _Scale(min(ys), max(ys), top + PLOT, top + 14)
    for tick in chart.up:
        sheet.line([(start, up(tick.at)), (WIDTH - MARGIN, up(tick.at))], theme.line, 0.8)
        sheet.text(start - 6, up(tick.at) + 4, tick.label, SMALL, theme.muted, anchor=RIGHT)
    for row in chart.beside:
        if row.value is not None:
            sheet.line([(start, up(row.value)), (WIDTH - MARGIN, up(row.value))], _tone(sheet, row), 1.6, dashed=True)
    sheet.line([(across(x), up(y)) for x, y in chart.points], theme.tones["computed"], 2.4)
    _ticks(sheet, chart.across, across, top + PLOT, start)
    for x, row in chart.marks:
        if row.value is not None:
            sheet.dot(across(x), up(row.value), _tone(sheet, row), 6)
    y = top + PLOT + 34
    sheet.text(WIDTH / 2, y, sheet.letters.fitted(chart.axis, ROOM, SMALL), SMALL, theme.muted, anchor=MIDDLE)
    for row in (*(row for _, row in chart.marks), *chart.beside):
        y += 24
        _legend(sheet, row, y, dashed=row in chart.beside)


def _legend(sheet: Sheet, row: Row, y: float, *, dashed: bool) -> None:
    if dashed:
        for left in (MARGIN, MARGIN + 8):
            sheet.line([(left, y - 4), (left + 5, y - 4)], _tone(sheet, row), 1.8)
    else:
        sheet.dot(MARGIN + 7, y - 4, _tone(sheet, row))
    shown = sheet.letters.fitted(row.shown, ROOM * 0.5, LABEL, BOLD)
    sheet.text(WIDTH - MARGIN, y, shown, LABEL, sheet.theme.ink, bold=True, anchor=RIGHT)
    room = ROOM - sheet.letters.width(shown, LABEL, BOLD) - 32
    sheet.text(MARGIN + 22, y, sheet.letters.fitted(row.label, room, LABEL), LABEL, sheet.theme.ink)
