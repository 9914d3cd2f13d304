"""Where a photo is like itself: for patches of it the ones that look most like them elsewhere."""

from __future__ import annotations

import numpy as np

from .exemplar import Searcher

NEVER = -1e30
"""Worse than any patch; finite, for infinity times nothing is not a number."""
CHUNK = 1 << 21
"""Pairs compared at once: with fewer the product of matrices takes longer."""


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
