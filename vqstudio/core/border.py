"""Finds the border that a scanner, a print or a screen shot leaves around a photo."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .document import Document
from .geometry import Margins
from .transform import Crop

WIDEST = 0.03
"""A border is at most this share of the photo's side wide."""
LEAST_SIDE = 64
SAMPLES = 1024
"""Pixels looked at along a line."""
EVEN = 8.0
"""Levels: most pixels of a border's line are no farther from the line's middle value than this."""
STEP = 24.0
"""Levels by which most of what lies behind a border differs from it."""
FADE = 4
"""Lines within which a border turns into the photo: scans are soft."""
NEARLY_ALL, MOST = 0.97, 0.75
"""Shares of a line."""
EDGE, EDGE_STEP, ALONG = 3, 10.0, 0.85
"""An edge is at most EDGE lines. Each differs from the second line behind it in one channel: by EDGE_STEP levels in the
median, and by a third of that along a share of ALONG of the side.
"""


def border_of(pixels: np.ndarray) -> Margins:
    """The width of the border of uint8 (H, W, 3|4) on each side, in pixels; 0 where there is none.

    A border is lines of nearly one colour, from the very edge on, that end at once along most of the side. A sky, a
    night or a white ground end somewhere else in every column, or not at all. A thin edge (:func:`edge_of`) counts too.
    """
    rgb = pixels[:, :, :3]
    if min(rgb.shape[:2]) < LEAST_SIDE:
        return Margins()
    return _each_side(rgb, lambda rows: _lines(rows) or _edge_lines(rows))


def edge_of(pixels: np.ndarray) -> Margins:
    """How many lines, at most EDGE, at each side of uint8 (H, W, 3|4) are an edge that a scanner or a camera left:
    the photo goes on in them, in another light or colour.
    """
    return _each_side(pixels[:, :, :3], _edge_lines)


def without_border(shape: tuple[int, ...], border: Margins) -> Crop:
    """The crop that cuts the ``border`` off a photo of this shape."""
    return Crop((-border).around(shape[1], shape[0]))


def trimmed(document: Document) -> Document:
    """``document`` without the border that :func:`border_of` finds; itself if there is none."""
    border = border_of(document.pixels)
    return document.transformed(without_border(document.pixels.shape, border)) if border else document


def _each_side(rgb: np.ndarray, lines: Callable[[np.ndarray], int]) -> Margins:
    across = rgb.transpose(1, 0, 2)
    return Margins(lines(across), lines(rgb), lines(across[::-1]), lines(rgb[::-1]))


def _edge_lines(rows: np.ndarray) -> int:
    """How many of the first rows of (n, m, 3) are such an edge."""
    if len(rows) < 3 * EDGE:
        return 0
    every = max(1, rows.shape[1] // SAMPLES)
    seen = rows[: EDGE + 4, ::every].astype(np.float32)

    def odd(line: int) -> bool:
        away, before = seen[line] - seen[line + 2], seen[line + 2] - seen[line + 4]
        sign = np.sign(np.median(away, axis=0))
        along = (sign * away >= EDGE_STEP / 3).mean(axis=0) >= ALONG
        # A sky that grows darker all the way has no edge.
        step = np.minimum(np.median(sign * away, axis=0), 2 * np.median(sign * (away - before), axis=0))
        return bool((along & (step >= EDGE_STEP)).any())

    return max((line + 1 for line in range(EDGE) if odd(line)), default=0)


def _lines(rows: np.ndarray) -> int:
    """Number of lines of a border at the first rows of (n, m, 3)."""
    most = max(3, round(WIDEST * len(rows)))
    every = max(1, rows.shape[1] // SAMPLES)
    # Without the corners, which belong to the adjacent borders.
    ends = max(1, round(WIDEST * rows.shape[1])) + FADE
    seen = rows[: most + FADE + 1, ends : rows.shape[1] - ends : every].astype(np.float32)
    colour = np.median(seen[0], axis=0)
    far = np.abs(seen - colour).max(axis=2)  # (lines, samples)
    even = (far <= EVEN).mean(axis=1) >= NEARLY_ALL
    if not even[0] or even[: most + 1].all():
        return 0
    last = int(np.argmin(even))  # the first line behind the border
    for width in range(last, min(last + FADE, most) + 1):
        if (far[width] >= STEP).mean() >= MOST:
            return width
    return 0
