"""A photo in the colours of a painting."""

from __future__ import annotations

import cv2
import numpy as np

COLOURS = 192
"""Of a painting, that are kept."""
SIDE, PAINTED_SIDE = 64, 96
"""Pixels on a side of the small picture whose colours stand for those of a photo, and for those of a painting."""
TURNS, STRIDE = 24, 0.35
NEIGHBOURS, REACH = 20, 9.0
"""How many of the photo's colours decide what another one becomes, and how far (in Lab) these count at least."""
LIGHT_KEPT = 0.5
"""Share of the photo's own light and dark: with the painting's alone, faces get the shadows of a night."""
RANGES = ((0.0, 100.0, 11), (-100.0, 100.0, 13), (-100.0, 100.0, 13))
"""Of lightness, and of both colours: from, to, and how many nodes of a lattice lie there."""


def palette_of(painting: np.ndarray) -> tuple[int, ...]:
    """COLOURS colours of uint8 (H, W, 3), as many of each kind as the painting has: L, a and b of each (CIELAB)."""
    lab = small_lab(painting, PAINTED_SIDE)
    order = np.argsort(lab[:, 0], kind="stable")
    # Evenly by lightness, then at random within: the means of clusters would be duller than the paint.
    places = (np.arange(COLOURS) + np.random.default_rng(0).random(COLOURS)) / COLOURS * len(lab)
    return tuple(round(float(value)) for colour in lab[order[places.astype(int)]] for value in colour)


class Recolouring:
    """Gives the ``pixels`` of a picture, uint8 (H, W, 3), as much of each colour as the ``palette`` of
    :func:`palette_of` has.

    Sliced optimal transport (Pitié et al. 2007; Rabin et al. 2011): the colours move along random directions until
    both distributions agree, each as little as possible, so that what was alike stays alike.
    """

    def __init__(self, pixels: np.ndarray, palette: tuple[float, ...]) -> None:
        wanted = np.array(palette, np.float32).reshape(-1, 3)
        start = small_lab(pixels)
        shift = transported(start, wanted, np.random.default_rng(0)) - start
        shift[:, 0] *= 1 - LIGHT_KEPT
        nodes = [np.linspace(low, high, count, dtype=np.float32) for low, high, count in RANGES]
        lattice = np.stack(np.meshgrid(*nodes, indexing="ij"), -1)
        places = lattice.reshape(-1, 3)
        # Not by a tree of SciPy's: every command would wait for its import.
        distance = np.square(places).sum(1)[:, None] + np.square(start).sum(1) - 2 * places @ start.T
        count = min(NEIGHBOURS, len(start))
        near = np.argpartition(distance, count - 1, axis=1)[:, :count]
        distance = np.maximum(np.take_along_axis(distance, near, 1), 0)
        weight = np.exp(-distance / np.maximum(1.5**2 * distance.min(1, keepdims=True), REACH**2))
        weight /= weight.sum(1, keepdims=True)
        moves = (shift[near] * weight[:, :, None]).sum(1)
        # Slices of one lightness below each other, so that OpenCV can look up two colours at once.
        self._moves = np.ascontiguousarray(moves.reshape(-1, RANGES[2][2], 3), np.float32)

    def of(self, part: np.ndarray) -> np.ndarray:
        """Any part of the picture, uint8 (h, w, 3): float32 in 0..1."""
        lab = cv2.cvtColor(part.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
        lightness, row, column = (
            np.clip((lab[:, :, axis] - low) * np.float32((count - 1) / (high - low)), 0, count - 1)
            for axis, (low, high, count) in enumerate(RANGES)
        )
        rows = RANGES[1][2]
        below = np.minimum(np.floor(lightness), RANGES[0][2] - 2)
        row += below * rows
        ends = [cv2.remap(self._moves, column, row + more, cv2.INTER_LINEAR) for more in (np.float32(0), rows)]
        lab += ends[0] + (lightness - below)[:, :, None] * (ends[1] - ends[0])
        return np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), 0, 1)


def transported(start: np.ndarray, wanted: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The colours ``start`` (N, 3), moved until they are distributed as the colours ``wanted`` (M, 3)."""
    moved = start.copy()
    ranks = np.linspace(0, 1, len(start))
    shares = np.linspace(0, 1, len(wanted))
    for _ in range(TURNS):
        directions, _ = np.linalg.qr(rng.standard_normal((3, 3)))
        for direction in directions.T.astype(np.float32):
            along = moved @ direction
            target = np.empty_like(along)
            target[np.argsort(along)] = np.interp(ranks, shares, np.sort(wanted @ direction))
            moved += np.float32(STRIDE) * (target - along)[:, None] * direction
    return moved


def small_lab(pixels: np.ndarray, side: int = SIDE) -> np.ndarray:
    """The colours of a picture, uint8 (H, W, 3), reduced to at most ``side`` x ``side``: float32 (N, 3) in Lab."""
    size = min(side, pixels.shape[1]), min(side, pixels.shape[0])
    small = cv2.resize(np.ascontiguousarray(pixels), size, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB).reshape(-1, 3)
