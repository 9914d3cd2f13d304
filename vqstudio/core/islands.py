"""Separate parts of a mask, so that each is worked on in its own region."""

from __future__ import annotations

import itertools

import numpy as np

from .geometry import Bounds
from .mask import bounds_of

BLOCK = 32


def islands(selected: np.ndarray, gap: int = BLOCK) -> list[Bounds]:
    """Bounds of the groups of true pixels of a bool (H, W) array, top to bottom; groups nearer than about ``gap`` join.

    The bounds of two groups may overlap, their pixels never count twice for a caller that clears what it has done.
    """
    photo = Bounds.of(selected.shape)
    rows, columns = -(-photo.height // gap), -(-photo.width // gap)
    blocks = np.zeros((rows, columns), bool)
    for row in range(rows):  # strip by strip: a large photo needs no padded copy
        touched = selected[row * gap : (row + 1) * gap].any(axis=0)
        blocks[row] = np.pad(touched, (0, columns * gap - photo.width)).reshape(columns, gap).any(axis=1)
    found = []
    for group in _groups(blocks):
        area = bounds_of(group)
        pixels = np.kron(group[area.slices], np.ones((gap, gap), bool))
        place = Bounds(area.x * gap, area.y * gap, area.width * gap, area.height * gap).intersect(photo)
        pixels = pixels[: place.height, : place.width] & selected[place.slices]
        found.append(bounds_of(pixels).shift(place.x, place.y))
    return found


def _groups(blocks: np.ndarray) -> list[np.ndarray]:
    """bool (rows, columns) for each set of true cells that touch at sides or corners, top to bottom."""
    left = set(zip(*(axis.tolist() for axis in np.nonzero(blocks)), strict=True))
    groups = []
    for start in sorted(left):
        if start not in left:
            continue
        left.remove(start)
        group, open_cells = np.zeros_like(blocks), [start]
        while open_cells:
            row, column = open_cells.pop()
            group[row, column] = True
            for dy, dx in itertools.product((-1, 0, 1), repeat=2):
                cell = (row + dy, column + dx)
                if cell in left:
                    left.remove(cell)
                    open_cells.append(cell)
        groups.append(group)
    return groups


def split(bounds: Bounds, side: int) -> list[Bounds]:
    """``bounds`` cut into a grid of parts of at most ``side`` pixels."""
    return [
        Bounds(x, y, side, side).intersect(bounds)
        for y in range(bounds.y, bounds.bottom, side)
        for x in range(bounds.x, bounds.right, side)
    ]
