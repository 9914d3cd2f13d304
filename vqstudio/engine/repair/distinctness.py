"""Finds what is unique in a photo: a face, a lamp, a bird. Copied into a hole, it would appear twice.

A patch that is like no other is distinct (Margolin, Tal and Zelnik-Manor 2013). How distinct is too much depends on
the photo: no more than what is around the hole.
"""

from __future__ import annotations

import cv2
import numpy as np

from ..cancel import CancelToken
from .exemplar import COMPONENTS, Searcher
from .self_matches import best_matches, picture_of, smaller, too_near

REDUCED = 4
"""The photo is reduced by this, so that patches show things, not texture."""
AROUND = 0.35
"""How far around a hole to look for what is usual there, times the hole's size (the root of its area)."""
LEAST_AROUND = 12
USUAL = 80
"""Percent of the pixels around the hole: so distinct, times TOLERATED, may be what is copied into it."""
TOLERATED = 2.0
"""With less, windows and gables near a hole count as things that stand alone, and stop short in it."""
SMOOTHING = 1.5


def too_distinct(image: np.ndarray, hole: np.ndarray, source: np.ndarray, cancel: CancelToken) -> np.ndarray:
    """float32 (H, W): by how much each pixel belongs to something more distinct than what is around the ``hole``, as a
    mean of squared differences of colours in 0..1; 0 for what is usual.

    ``image`` float32 (H, W, 3) in 0..255; ``hole`` and ``source`` (what may be copied) bool (H, W). Raises Cancelled
    when cancelled.
    """
    away = cv2.distanceTransform((~hole).astype(np.uint8), cv2.DIST_L2, 3)
    around = source & (away > 0) & (away <= max(LEAST_AROUND, AROUND * np.sqrt(np.count_nonzero(hole))))
    found = _distinctness(image, hole, source, cancel)
    if found is None or not around.any():
        return np.zeros(hole.shape, np.float32)
    return np.maximum(found - TOLERATED * np.percentile(found[around], USUAL), 0).astype(np.float32)


def _distinctness(image: np.ndarray, hole: np.ndarray, source: np.ndarray, cancel: CancelToken) -> np.ndarray | None:
    """float32 (H, W): how little each pixel's surroundings are like any others; None if there is too little to say."""
    seen = smaller(image, hole, source, REDUCED)
    if seen is None:
        return None
    try:
        searcher = Searcher(*seen, np.random.default_rng(0), cancel, grid=2)
    except ValueError:
        return None
    centres = np.zeros_like(searcher.centres)
    centres[::2, ::2] = searcher.centres[::2, ::2]
    ys, xs = np.nonzero(centres)
    if not len(ys):
        return None
    _, _, away = best_matches(searcher, ys, xs, too_near((searcher.height, searcher.width)), COMPONENTS)
    away[~np.isfinite(away)] = 0
    return picture_of(ys, xs, away / (len(searcher.basis) * 255**2), hole.shape, REDUCED, SMOOTHING)
