"""Separate parts of a mask, so that each is worked on in its own region."""

from __future__ import annotations

import numpy as np

from .geometry import Bounds
from .mask import bounds_of

BLOCK = 32


def islands(selected: np.ndarray, gap: int = BLOCK) -> list[Bounds]:
    """Bounds of the groups of true pixels of a bool (H, W) array, top to bottom; groups nearer than about ``gap`` join.

    The bounds of two groups may overlap, their pixels never count twice for a caller that clears what it has done.
    """
    height, width = selected.shape
    rows, columns = -(-height // gap), -(-width // gap)
    padded = np.pad(selected, ((0, rows * gap - height), (0, columns * gap - width)))
    blocks: np.ndarray = padded.reshape(rows, gap, columns, gap).any(axis=(1, 3))  # type: ignore[assignment]
    found = []
    while blocks.any():
        group = _flood(blocks, tuple(np.argwhere(blocks)[0]))
        blocks &= ~group
        pixels = np.kron(group, np.ones((gap, gap), bool))[:height, :width] & selected
        found.append(bounds_of(pixels))
    return found


def _flood(blocks: np.ndarray, start: tuple[int, ...]) -> np.ndarray:
    group = np.zeros_like(blocks)
    group[start] = True
    while True:
        padded = np.pad(group, 1)
        grown = np.zeros_like(group)
        for dy in range(3):
            for dx in range(3):
                grown |= padded[dy : dy + group.shape[0], dx : dx + group.shape[1]]
        grown &= blocks
        if (grown == group).all():
            return group
        group = grown


def split(bounds: Bounds, side: int) -> list[Bounds]:
    """``bounds`` cut into a grid of parts of at most ``side`` pixels."""
    return [
        Bounds(x, y, side, side).intersect(bounds)
        for y in range(bounds.y, bounds.bottom, side)
        for x in range(bounds.x, bounds.right, side)
    ]
