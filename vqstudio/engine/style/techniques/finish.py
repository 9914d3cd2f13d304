"""What a painting lacks that was made at a smaller size than its photo's: sharp edges, and the grain of what is painted
on.
"""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

from ...pace import Step, strips

SHARPEN = {
    "engraving": 3.0,
    "halftone": 3.0,
    "pointillism": 1.8,
    "cartoon": 1.5,
    "woodcut": 1.5,
    "cubist": 1.5,
    "facets": 1.2,
    "mosaic": 1.2,
    "oil": 1.0,
}
USUAL_SHARPEN = 0.5
"""How much edges are steepened; the most where a painter leaves them hard."""
WOVEN = ("oil", "pointillism", "cubist", "facets")
"""On canvas; the others are on paper."""
BARE = ("mosaic", "halftone", "cartoon")
"""On neither."""
GRAIN = 0.028
"""Deviation of the light, as a share of it."""
SIDE = 512
WRAPPED = 16
"""Pixels of the other side that the tile of a grain needs while it is made, so that it fits itself."""
THREADS = 85
"""Of the canvas, in SIDE pixels."""
BENT = 0.9
"""How far threads leave their places, in radians of their distance."""
SLOW = 8
"""Pixels on a side of a cell of what changes along threads."""
REACH = 2
"""How far, in pixels of the smaller painting, the steepened edges look."""
LEAST = 1.25
"""Enlargement from which on anything is lacking."""


def finished(
    technique: str, painting: np.ndarray, factor: float, step: Step, corner: tuple[int, int] = (0, 0)
) -> np.ndarray:
    """A painting, uint8 (H, W, 3), that was enlarged by ``factor``, or the part of one that begins at ``corner`` (x,
    y). Its grain has the size of pixels, not strokes. The outermost REACH * ``factor`` px of a part are not right.
    """
    if factor < LEAST:
        return painting
    amount = SHARPEN.get(technique, USUAL_SHARPEN)
    soft = cv2.GaussianBlur(painting, (0, 0), 0.5 * factor, borderType=cv2.BORDER_REFLECT)
    sharp = cv2.addWeighted(painting, 1 + amount, soft, -amount, 0)
    if technique in BARE:
        return sharp
    across = cv2.merge([tiled(relief(technique in WOVEN), painting.shape, corner)] * 3)
    for rows in strips(len(painting), step, SIDE):
        # Ends of the range have no room: white stays white on paper, and black paint shows little.
        cv2.multiply(sharp[rows], across[: rows.stop - rows.start], sharp[rows], dtype=cv2.CV_8U)
    return sharp


def tiled(tile: np.ndarray, shape: tuple[int, ...], corner: tuple[int, int]) -> np.ndarray:
    """As many copies of ``tile`` side by side as are as wide as ``shape``, for a part whose upper left pixel lies at
    ``corner`` (x, y) of the whole.
    """
    tile = np.roll(tile, (-corner[1], -corner[0]), (0, 1))
    return np.tile(tile, (1, -(-shape[1] // SIDE)))[:, : shape[1]]


@cache
def relief(woven: bool) -> np.ndarray:
    """The light on paper or canvas, float32 (SIDE, SIDE) about 1, which can be laid side by side."""
    rng = np.random.default_rng(0)
    field = np.sum([_noise(rng, SIDE, sigma) for sigma in (0.7, 1.5, 3.5)], axis=0)
    if woven:
        across, down, strength = (_waves(rng) for _ in range(3))
        along = np.arange(SIDE) * 2 * np.pi * THREADS / SIDE
        # Threads of one size at one distance would look like a printer's screen.
        threads = np.sin(along[:, None] + BENT * down) * np.sin(along + BENT * across)
        field = 0.7 * field + 1.1 * threads * np.clip(1 + 0.5 * strength, 0, 2)
    return (1 + GRAIN * (field - field.mean()) / field.std()).astype(np.float32)


def _noise(rng: np.random.Generator, side: int, sigma: float) -> np.ndarray:
    """Grains of ``sigma`` px, float64 (side, side) of deviation 1, which can be laid side by side."""
    wrapped = cv2.copyMakeBorder(rng.standard_normal((side, side)), *(WRAPPED,) * 4, cv2.BORDER_WRAP)
    soft = cv2.GaussianBlur(wrapped, (0, 0), sigma)[WRAPPED:-WRAPPED, WRAPPED:-WRAPPED]
    return np.asarray(soft / soft.std())


def _waves(rng: np.random.Generator) -> np.ndarray:
    """The same, float64 (SIDE, SIDE), some threads wide."""
    small = cv2.copyMakeBorder(_noise(rng, SIDE // SLOW, 1.3), *(1,) * 4, cv2.BORDER_WRAP)
    large = cv2.resize(small, None, fx=SLOW, fy=SLOW, interpolation=cv2.INTER_LINEAR)
    return np.asarray(large[SLOW:-SLOW, SLOW:-SLOW])
