"""How far a search may go: identities can be tied to each other so that the ways through them are beyond counting."""

from __future__ import annotations

STEPS = 2_000  # figures looked up and combinations tried for one figure; everyday ones take up to forty


class Budget:
    """The steps that are left for one search; below zero, what it found is not all there is."""

    def __init__(self) -> None:
        self.left = STEPS

    def step(self, *_of: object) -> bool:
        """Take a step; tell whether there was one left."""
        self.left -= 1
        return self.left >= 0
