"""Letters as outlines: Noto Sans CJK in the forms of the reader's script, at any weight.

Matplotlib knows neither the faces of a collection nor the weights of a variable font; fontTools, which it brings, does.
"""

from __future__ import annotations

import atexit
import unicodedata
from collections.abc import Sequence
from copy import copy
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTCollection, TTFont
from matplotlib.path import Path as Outline

REGULAR, BOLD = 400, 700
MISSING = "\N{WHITE SQUARE}"
ELLIPSIS = "…"
_INSTALLED = ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",)  # Debian's fonts-noto-cjk
_FACES = {"zh-Hant": "TC", "zh-Hans": "SC", "en": "EN"}
_CLOSING = "，。、；：！？」』）〉》…·%×"  # never begin a line
_FACE_NAMES = {"EN": "SC"}
_NARROW = {"EN": "·“”‘’…—–", "SC": "·", "TC": "·"}  # as wide as a Chinese character in a Chinese font
_LONGEST = 600  # characters that are looked at
_SILENT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Me"})


class _Pen(BasePen):  # type: ignore[misc]
    """Collects an outline the way matplotlib keeps it."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.vertices: list[tuple[float, float]] = []
        self.codes: list[int] = []

    def _add(self, code: int, *points: tuple[float, float]) -> None:
        self.vertices += points
        self.codes += [code] * len(points)

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' names
        self._add(int(Outline.MOVETO), pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._add(int(Outline.LINETO), pt)

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:  # noqa: N802
        self._add(int(Outline.CURVE4), pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802
        self._add(int(Outline.CLOSEPOLY), (0.0, 0.0))


class _Font:
    """One face of one file."""

    def __init__(self, path: Path, number: int = -1) -> None:
        self.font = TTFont(str(path), fontNumber=number, lazy=True)  # of 65,000 glyphs, a few hundred are read
        atexit.register(self.font.close)
        self.characters: dict[int, str] = self.font.getBestCmap()
        self.units: int = self.font["head"].unitsPerEm
        self._sets: dict[int, Any] = {}
        self.drawn: dict[tuple[str, int], tuple[Any, Sequence[int], float]] = {}

    @property
    def outlines(self) -> int | None:
        """Where in its file the outlines are."""
        tables = self.font.reader.tables
        found = next((tables[name] for name in ("CFF2", "CFF ") if name in tables), None)
        return found.offset if found else None

    def with_characters(self, characters: dict[int, str]) -> _Font:
        """Return the same outlines for other characters."""
        other = copy(self)
        other.characters, other.drawn = characters, {}
        return other

    def glyph(self, character: str, weight: int) -> tuple[Any, Sequence[int], float]:
        """Return the vertices and codes of a character and how far it advances, in ems."""
        known = self.drawn.get((character, weight))
        if known is None:
            if weight not in self._sets:
                variable = "fvar" in self.font
                self._sets[weight] = self.font.getGlyphSet(location={"wght": weight} if variable else None)
            glyphs = self._sets[weight]
            glyph = glyphs[self.characters[ord(character)]]
            pen = _Pen(glyphs)
            glyph.draw(pen)
            vertices = np.array(pen.vertices, dtype=float).reshape(-1, 2) / self.units
            known = self.drawn[character, weight] = (vertices, tuple(pen.codes), glyph.width / self.units)
        return known


class Typeface:
    """The letters of one language."""

    def __init__(self, face: str) -> None:
        self.face = face

    @cached_property
    def _fonts(self) -> list[_Font]:
        """The fonts in which a character is looked for, in order."""
        fallback = _Font(Path(mpl.get_data_path()) / "fonts/ttf/DejaVuSans.ttf")
        path = font_file()
        return [fallback] if path is None else [_font(path, _FACE_NAMES.get(self.face, self.face)), fallback]

    def knows(self, character: str) -> bool:
        """Tell whether there is a glyph for a character."""
        return any(ord(character) in font.characters for font in self._fonts)

    def _clean(self, text: str) -> str:
        """Leave out what has no shape of its own; show what no font has as a square."""
        plain = (
            " " if one.isspace() else one
            for one in unicodedata.normalize("NFC", text)
            if one.isspace() or unicodedata.category(one) not in _SILENT
        )
        return "".join(one if self.knows(one) else MISSING for one in plain)

    def _glyph(self, character: str, weight: int) -> tuple[Any, Sequence[int], float]:
        fonts = self._fonts[::-1] if character in _NARROW[self.face] else self._fonts
        return next(font for font in fonts if ord(character) in font.characters).glyph(character, weight)

    def width(self, text: str, size: float, weight: int = REGULAR) -> float:
        """Return how wide a text is."""
        return size * sum(self._glyph(one, weight)[2] for one in self._clean(text))

    def outline(self, text: str, size: float, weight: int = REGULAR) -> Outline | None:
        """Return the outline of a text from the origin rightwards, y downwards; None where there is nothing to see."""
        vertices: list[Any] = []
        codes: list[int] = []
        x = 0.0
        for one in self._clean(text):
            points, kinds, advance = self._glyph(one, weight)
            if len(points):
                vertices.append((points + np.array((x, 0.0))) * np.array((size, -size)))
                codes += kinds
            x += advance
        return Outline(np.concatenate(vertices), codes) if vertices else None

    def fitted(self, text: str, room: float, size: float, weight: int = REGULAR) -> str:
        """Cut a text to a width, with an ellipsis where something is cut."""
        used, last, space = 0.0, 0, self.width(ELLIPSIS, size, weight)
        for place, one in enumerate(text):
            used += self.width(one, size, weight)
            if used + space <= room:
                last = place + 1
            if used > room:
                return text[:last].rstrip() + ELLIPSIS if last else ""
        return text

    def wrapped(self, text: str, room: float, size: float, weight: int = REGULAR, *, most: int = 2) -> list[str]:
        """Break a text into lines, at spaces or between Chinese characters; what goes beyond the last line is cut."""
        lines: list[str] = []
        line = ""
        words = _words(text[:_LONGEST])
        used = 0.0
        for place, word in enumerate(words):
            if line and used + self.width(word.rstrip(), size, weight) > room:
                if len(lines) == most - 1:
                    return [*lines, self.fitted(line + "".join(words[place:]), room, size, weight)]
                lines.append(line.rstrip())
                line, used = "", 0.0
            line += word if line else word.lstrip()
            used += self.width(word, size, weight)
        return [self.fitted(one, room, size, weight) for one in (*lines, line.rstrip()) if one]


def _words(text: str) -> list[str]:
    """Split where a line may end."""
    words = [""]
    for one in text:
        wide = unicodedata.east_asian_width(one) in "WF"
        last = words[-1][-1:]
        ends = last.isspace() or (last and (wide or unicodedata.east_asian_width(last) in "WF"))
        if ends and one not in _CLOSING and not one.isspace() and last not in "（「『《〈":
            words.append(one)
        else:
            words[-1] += one
    return words


@cache
def typeface(locale: str) -> Typeface:
    """Return the letters for a language."""
    return _face(_FACES.get(locale, _FACES["en"]))


@cache
def _face(name: str) -> Typeface:
    return Typeface(name)


def font_file() -> Path | None:
    """Find the file with the Chinese letters: from the package, else where Debian puts it."""
    spec = find_spec("manimgx_fonts_cjk")
    folders = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    found = [path for folder in folders for path in sorted(folder.glob("*.ttc"))]
    return next((path for path in (*found, *map(Path, _INSTALLED)) if path.is_file()), None)


@cache
def _font(path: Path, face: str) -> _Font:
    """Open a face; one that shares its outlines with the first of a file takes them from there: they are 25 MB."""
    first, number = _opened(path, 0), _number_of(path, face)
    other = _Font(path, number)
    if number == 0 or other.outlines != first.outlines:
        return other
    places = {code: other.font.getGlyphID(name) for code, name in other.characters.items()}
    other.font.close()
    return first.with_characters({code: first.font.getGlyphName(place) for code, place in places.items()})


@cache
def _opened(path: Path, number: int) -> _Font:
    return _Font(path, number)


def _number_of(path: Path, face: str) -> int:
    with TTCollection(str(path), lazy=True) as collection:
        names = [str(font["name"].getDebugName(1)) for font in collection.fonts]
    return next((number for number, name in enumerate(names) if face in name.split()), 0)
