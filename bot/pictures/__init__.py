"""Pictures of figures. Importing this imports matplotlib: only who draws does."""

from __future__ import annotations

from bot.pictures.drawing import draw

__all__ = ["draw"]
