"""A sheet to draw on, in units of a phone's width; the origin is at the top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.transforms import Affine2D

from bot.pictures.typeface import BOLD, REGULAR, Typeface

WIDTH = 360.0
SHARPNESS = 2.5  # pixels a unit
LEFT, MIDDLE, RIGHT = 0.0, 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture: `tones` tell channels apart, and every one is also named in words."""

    paper: str
    ink: str
    muted: str
    line: str
    band: str
    tones: dict[str, str]


LIGHT = Theme(
    paper="#ffffff",
    ink="#1a1d21",
    muted="#5b6570",
    line="#d5dae0",
    band="#fbe3d4",
    tones={
        "leaked": "#7a3fb0",
        "official": "#1764ab",
        "reported": "#c7621a",
        "stated": "#2f7d4f",
        "computed": "#14808a",
        "claim": "#b3372e",
        "other": "#66717d",
    },
)
DARK = Theme(
    paper="#17212b",
    ink="#f1f4f7",
    muted="#a3afbb",
    line="#35414e",
    band="#4a2f2b",
    tones={
        "leaked": "#c39bf0",
        "official": "#6db3f2",
        "reported": "#f2a25c",
        "stated": "#79cf9b",
        "computed": "#55c6d0",
        "claim": "#ff8f85",
        "other": "#9aa6b2",
    },
)


class Sheet:
    """One picture in the making."""

    def __init__(self, height: float, theme: Theme, letters: Typeface, width: float = WIDTH) -> None:
        self.theme, self.letters = theme, letters
        self._figure = Figure(figsize=(width / 72, height / 72), dpi=72 * SHARPNESS, facecolor=theme.paper)
        FigureCanvasAgg(self._figure)
        scale = SHARPNESS
        self._place = Affine2D().scale(scale, -scale).translate(0, height * scale)

    def text(  # noqa: PLR0913 - what a line of text is
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        color: str,
        *,
        bold: bool = False,
        anchor: float = LEFT,
    ) -> None:
        """Write a line: y is where the letters stand, x its left end, middle or right end."""
        weight = BOLD if bold else REGULAR
        outline = self.letters.outline(text, size, weight)
        if outline is not None:
            start = x - anchor * self.letters.width(text, size, weight)
            moved = Affine2D().translate(start, y) + self._place
            self._put(PathPatch(outline, facecolor=color, linewidth=0, transform=moved))

    def box(  # noqa: PLR0913 - a place, a size and a colour
        self, x: float, y: float, width: float, height: float, color: str, *, alpha: float = 1.0
    ) -> None:
        """Fill a rectangle."""
        self._put(Rectangle((x, y), width, height, facecolor=color, alpha=alpha, linewidth=0, transform=self._place))

    def bar(  # noqa: PLR0913 - a place, a size and a colour
        self, x: float, y: float, width: float, height: float, color: str, *, alpha: float = 1.0
    ) -> None:
        """Fill a rectangle with soft corners."""
        if width < height / 2:
            self.box(x, y, max(width, 1.0), height, color, alpha=alpha)
            return
        style = f"round,pad=0,rounding_size={height / 6}"
        self._put(
            FancyBboxPatch(
                (x, y), width, height, boxstyle=style, facecolor=color, alpha=alpha, linewidth=0, transform=self._place
            )
        )

    def line(
        self, points: Sequence[tuple[float, float]], color: str, width: float = 1.0, *, dashed: bool = False
    ) -> None:
        """Draw a line through points."""
        xs, ys = zip(*points, strict=True)
        self._put(
            Line2D(
                xs,
                ys,
                color=color,
                linewidth=width,
                linestyle=(0, (4, 3)) if dashed else "-",
                solid_capstyle="round",
                transform=self._place,
            )
        )

    def dot(self, x: float, y: float, color: str, radius: float = 5.0) -> None:
        """Set a dot with a rim of the paper's colour."""
        self._put(
            Line2D(
                [x],
                [y],
                marker="o",
                markersize=2 * radius,
                color=color,
                markeredgecolor=self.theme.paper,
                markeredgewidth=1.5,
                transform=self._place,
            )
        )

    def arrow(self, x: float, y: float, size: float, color: str, *, left: bool = False) -> None:
        """Set the head of an arrow: the value goes on there."""
        tip = x - size if left else x + size
        corners = [(x, y - size * 0.7), (tip, y), (x, y + size * 0.7)]
        self._put(Polygon(corners, closed=True, facecolor=color, linewidth=0, transform=self._place))

    def png(self) -> bytes:
        """Return the picture as a file."""
        file = BytesIO()
        self._figure.savefig(file, format="png", dpi=self._figure.dpi, pil_kwargs={"compress_level": 4})
        return file.getvalue()

    def _put(self, artist: PathPatch | Rectangle | FancyBboxPatch | Line2D | Polygon) -> None:
        self._figure.add_artist(artist, clip=False)
