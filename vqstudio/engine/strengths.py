"""How much of what makes a photo unclear there is, or is to go."""

from __future__ import annotations

from typing import NamedTuple


class Strengths(NamedTuple):
    """Noise (1: a standard deviation of 50 levels of 255), compression (1 - quality / 100 of JPEG) and blur (1: a
    standard deviation of 2 px), each in 0..1; 0: none.
    """

    noise: float = 0.0
    compression: float = 0.0
    blur: float = 0.0

    @property
    def valid(self) -> bool:
        return all(0 <= value <= 1 for value in self)


NOTHING = Strengths()
