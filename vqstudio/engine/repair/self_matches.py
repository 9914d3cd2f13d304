"""Where a photo is like itself: for patches of it the ones that look most like them elsewhere."""

from __future__ import annotations

import cv2
import numpy as np

from vqstudio.core.morphology import spread

from .exemplar import RADIUS, Searcher
from .pyramid import Level

NEVER = -1e30
"""Worse than any patch; finite, for infinity times nothing is not a number."""
NEAREST = 1 / 15
"""Share of a picture's longer side within which matches mean nothing: smooth areas and objects match themselves."""
CHUNK = 1 << 21
"""Pairs compared at once: with fewer the product of matrices takes longer."""


def too_near(shape: tuple[int, ...]) -> int:
    """Pixels within which likeness says nothing, in a picture of this ``shape``."""
    return max(3, int(max(shape) * NEAREST))


def best_matches(
    searcher: Searcher, ys: np.ndarray, xs: np.ndarray, nearest: int, components: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """int (N,) ``y`` and ``x`` of the source patches most like those at the source centres ``ys``, ``xs`` (int (N,))
    and at least ``nearest`` pixels away in one direction; and float32 (N,), by how much they differ: the sum of squares
    of the leading ``components`` of the patches, infinite where nothing is so far away. Raises Cancelled when
    cancelled.
    """
    height, width = searcher.height, searcher.width
    # All places of the photo, so that what is too near is a box; those that are no source are never the best.
    table = searcher.table[:, :components]
    lengths = (table**2).sum(1)
    pictured = np.zeros((components + 1, height * width), np.float32)
    pictured[-1] = NEVER
    at = np.flatnonzero(searcher.centres)
    pictured[:-1, at] = 2 * table.T
    pictured[-1, at] = -lengths
    asked = searcher.rows[ys, xs]
    queries = np.concatenate([table[asked], np.ones((len(asked), 1), np.float32)], axis=1)
    best, score = np.empty(len(asked), np.int64), np.empty(len(asked), np.float32)
    step = max(1, CHUNK // (height * width))
    for start in range(0, len(asked), step):
        searcher.cancel.check()
        part = slice(start, start + step)
        scores = queries[part] @ pictured
        for row, y, x in zip(scores.reshape(-1, height, width), ys[part], xs[part], strict=True):
            row[max(0, y - nearest + 1) : y + nearest, max(0, x - nearest + 1) : x + nearest] = NEVER
        best[part] = scores.argmax(1)
        score[part] = scores[np.arange(len(scores)), best[part]]
    y, x = np.divmod(best, width)
    return y, x, np.where(score <= NEVER / 2, np.inf, np.maximum(lengths[asked] - score, 0))


def smaller(
    image: np.ndarray, hole: np.ndarray, source: np.ndarray, factor: int
) -> tuple[Level, np.ndarray] | None:  # fmt: skip
    """``image`` (float32 (H, W, 3) in 0..255) and its ``hole`` (bool (H, W)) with sides ``factor`` times smaller, and
    where that shows nothing but ``source`` (bool (H, W)); None if no patch fits in.
    """
    height, width = (side // factor for side in hole.shape)
    if min(height, width) <= 2 * RADIUS:
        return None
    inside = np.s_[: height * factor, : width * factor]
    blocks = (height, factor, width, factor)
    small = cv2.resize(image[inside], (width, height), interpolation=cv2.INTER_AREA).astype(np.float32)
    missing = np.asarray(hole[inside].reshape(blocks).any((1, 3)))
    return Level(small, missing), np.asarray(source[inside].reshape(blocks).all((1, 3)))


def picture_of(
    ys: np.ndarray, xs: np.ndarray, values: np.ndarray, shape: tuple[int, ...], factor: int, smoothing: float
) -> np.ndarray:
    """float32 (H, W), of the given ``shape``: ``values`` (N,) that were found at the places ``ys``, ``xs`` (int (N,))
    of a picture with sides ``factor`` times smaller, each also in the gaps beside it, smoothed over ``smoothing`` of
    its pixels.
    """
    height, width = (side // factor for side in shape)
    number = np.full((height, width), -1)
    number[ys, xs] = np.arange(len(ys))
    smooth = cv2.GaussianBlur(values[spread(number)], (0, 0), smoothing)
    grown = cv2.resize(smooth, (width * factor, height * factor), interpolation=cv2.INTER_LINEAR)
    grow = (0, shape[0] - grown.shape[0]), (0, shape[1] - grown.shape[1])
    return np.pad(grown, grow, mode="edge").astype(np.float32)
