"""Tiles drawn: the small pictures beside inline cards."""

from __future__ import annotations

from bot.chart_data import Tile
from bot.pictures.canvas import LIGHT, MIDDLE, Sheet
from bot.pictures.typeface import BOLD, Typeface, typeface

SIDE = 64.0  # at 2.5 pixels a unit: 160
MARGIN = 9.0
FAINT = 0.3
LEADING = 1.24
SIZES = (19.0, 16.0, 14.0, 12.0, 10.5)
WHITE = "#ffffff"
PLAIN = "#1f5485"  # of a figure: no verdict has this colour
GROUNDS = {
    "supported": "#2f8f4e",
    "approximately_supported": "#4d8f2f",
    "disputed": "#b7791f",
    "contradicted": "#c0392b",
    "not_checkable": "#66717d",
}


def draw_tile(tile: Tile, locale: str) -> bytes:
    """Draw a tile as a PNG file."""
    letters = typeface(locale)
    sheet = Sheet(SIDE, LIGHT, letters, SIDE)
    if tile.sign:
        sheet.box(0, 0, SIDE, SIDE, GROUNDS.get(tile.sign, GROUNDS["not_checkable"]))
        _sign(sheet, tile.sign)
    elif tile.bars:
        _bars(sheet, tile.bars)
    else:
        sheet.box(0, 0, SIDE, SIDE, PLAIN)
        _figure(sheet, tile.text)
    return sheet.png()


def _sign(sheet: Sheet, sign: str) -> None:
    """Draw the sign of a verdict, the same as in words: a tick, a cross, waves, a balance, a question mark."""
    match sign:
        case "supported":
            sheet.line([(18, 33), (28, 44), (47, 21)], WHITE, 6)
        case "contradicted":
            sheet.line([(20, 20), (44, 44)], WHITE, 6)
            sheet.line([(44, 20), (20, 44)], WHITE, 6)
        case "disputed":
            sheet.line([(32, 15), (32, 49)], WHITE, 3)
            sheet.line([(23, 50), (41, 50)], WHITE, 3)
            sheet.line([(15, 22), (49, 22)], WHITE, 3)
            for middle in (15, 49):
                sheet.line([(middle, 22), (middle - 6, 37), (middle + 6, 37), (middle, 22)], WHITE, 2)
        case "approximately_supported":
            sheet.text(SIDE / 2, 46, "≈", 42, WHITE, bold=True, anchor=MIDDLE)
        case _:
            sheet.text(SIDE / 2, 46, "?", 40, WHITE, bold=True, anchor=MIDDLE)


def _bars(sheet: Sheet, bars: tuple[tuple[float, str, bool], ...]) -> None:
    """Draw bars from the left, the whole height shared among them."""
    step = (SIDE - 2 * MARGIN) / len(bars)
    thick = min(step * 0.7, 13.0)
    sheet.line([(MARGIN, MARGIN - 3), (MARGIN, SIDE - MARGIN + 3)], sheet.theme.line, 1.5)
    for place, (length, tone, asked) in enumerate(bars):
        y = MARGIN + step * (place + 0.5) - thick / 2
        color = sheet.theme.tones.get(tone, sheet.theme.tones["other"])
        sheet.bar(
            MARGIN + 1, y, max(length * (SIDE - 2 * MARGIN - 1), 1.5), thick, color, alpha=1.0 if asked else FAINT
        )


def _figure(sheet: Sheet, text: str) -> None:
    """Write a figure as large as it fits, in in as many lines as there is room for."""
    room = SIDE - MARGIN
    size, lines = _fitted(sheet.letters, text, room)
    y = SIDE / 2 + size * 0.36 - (len(lines) - 1) * size * LEADING / 2
    for line in lines:
        sheet.text(SIDE / 2, y, line, size, WHITE, bold=True, anchor=MIDDLE)
        y += size * LEADING


def _fitted(letters: Typeface, text: str, room: float) -> tuple[float, list[str]]:
    for most, least in ((2, SIZES[2]), (4, SIZES[-1])):  # two lines are read at a glance
        for size in SIZES[: SIZES.index(least) + 1]:
            lines = letters.wrapped(text, room, size, BOLD, most=most)
            if len(lines) * size * LEADING <= room and not any(line.endswith("…") for line in lines):
                return size, lines
    return SIZES[-1], letters.wrapped(text, room, SIZES[-1], BOLD, most=4)
