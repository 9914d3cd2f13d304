"""At which offsets a photo repeats itself: the next beam, the next window (He and Sun 2012)."""

from __future__ import annotations

import cv2
import numpy as np

from .exemplar import Searcher
from .self_matches import best_matches

ASKED = 1000
"""Patches whose best match is looked up."""
COMPONENTS = 12
"""Numbers of a patch's description that are compared: a few suffice to find the frequent offsets."""
SMOOTHING = 1.2
"""Pixels: matches are found to about a pixel."""
REPEATED = 12
"""How many of the most frequent offsets are also offered two, three and four times over: a beam comes again after one
period, but a hole may be wider than that.
"""


def frequent_offsets(searcher: Searcher, hole: np.ndarray, most: int, nearest: int) -> np.ndarray:
    """int (K, 2): the ``most`` offsets (dy, dx) at which known patches most often find their like, at least ``nearest``
    pixels away in one direction, the most frequent first, then multiples of some. What is near to the ``hole``
    (bool (H, W)) is asked more often.
    """
    ys, xs = np.nonzero(searcher.centres)
    away = cv2.distanceTransform((~hole).astype(np.uint8), cv2.DIST_L2, 3)[ys, xs]
    likely = 1 / (away + max(hole.shape) / 8)
    count = min(ASKED, len(ys))
    asked = searcher.rng.choice(len(ys), count, replace=False, p=likely / likely.sum())
    there_y, there_x, _ = best_matches(searcher, ys[asked], xs[asked], nearest, COMPONENTS)
    dy, dx = there_y - ys[asked], there_x - xs[asked]
    shifts = peaks(dy, dx, hole.shape, most)
    further = np.concatenate([n * shifts[:REPEATED] for n in (2, 3, 4)])
    further = further[(np.abs(further) < hole.shape).all(1)]
    _, first = np.unique(np.concatenate([shifts, further]), axis=0, return_index=True)
    return np.concatenate([shifts, further])[np.sort(first)]


def offsets_to_sources(searcher: Searcher, hole: np.ndarray, count: int) -> np.ndarray:
    """int (``count``, 2): offsets (dy, dx) that lead from the middle of the ``hole`` (bool (H, W)) to any patch."""
    sources = np.argwhere(searcher.centres)
    picked = sources[searcher.rng.integers(len(sources), size=count)]
    return picked - np.argwhere(hole).mean(0).astype(int)


def peaks(dy: np.ndarray, dx: np.ndarray, shape: tuple[int, ...], most: int) -> np.ndarray:
    """int (K, 2), K <= ``most``: the offsets around which most of those given (int (N,) both) lie."""
    height, width = shape
    votes = np.zeros((2 * height + 1, 2 * width + 1), np.float32)
    np.add.at(votes, (dy + height, dx + width), 1)
    smooth = np.asarray(cv2.GaussianBlur(votes, (0, 0), SMOOTHING))
    py, px = np.nonzero((smooth == cv2.dilate(smooth, np.ones((5, 5), np.uint8))) & (smooth > 0))
    best = np.argsort(-smooth[py, px], kind="stable")[:most]
    return np.stack([py[best] - height, px[best] - width], 1)
