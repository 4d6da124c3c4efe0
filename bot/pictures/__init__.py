"""Pictures of figures. Importing this imports matplotlib: only who draws does."""

from __future__ import annotations

from bot.pictures.drawing import draw
from bot.pictures.tile import draw_tile

__all__ = ["draw", "draw_tile"]
