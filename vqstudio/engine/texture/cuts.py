"""Which pixels of a window replace those that lie there, so that the seams show least."""

from __future__ import annotations

import cv2
import numpy as np

from ..repair.graph_cut import minimum_cut
from ..repair.labelling import seam_price

GRAIN = 4
"""Pixels on a side of the squares along which a cut is first made; a cut of all pixels takes ten times as long."""
BAND = 3
"""Pixels beside that cut in which it is then made precise."""
FORCED = 1e9
ALL = slice(None)
ACROSS = (ALL, slice(None, -1)), (ALL, slice(1, None))
DOWN = (slice(None, -1), ALL), (slice(1, None), ALL)
"""The first and the second pixels of all neighbours."""


def seam_cost(table: np.ndarray, i: np.ndarray, j: np.ndarray, step: int) -> np.ndarray:
    """float32 (N,): what it costs that the source's pixels ``j`` stand where those ``step`` after ``i`` would (int (N,)
    both; ``table``: :func:`vqstudio.engine.repair.labelling.seam_features` of the source).
    """
    return seam_price(_at(table, i), _at(table, j - step)) + seam_price(_at(table, i + step), _at(table, j))


def best_takers(
    table: np.ndarray, stride: int, old: np.ndarray, new: np.ndarray, dear: np.ndarray | None
) -> np.ndarray:
    """bool (h, w): where the ``new`` labels, int (h + 2, w + 2), replace the ``old`` ones at the least cost. Their rim
    stays, and what is empty (below 0) takes the new ones. ``stride``: the source's width; ``dear`` float32: what
    copying each pixel of the source costs beside the seams.
    """
    gain, right, down = _costs(table, stride, old, new)
    inner = gain[1:-1, 1:-1].astype(np.float64)
    # The rim keeps the old ones, which costs whoever takes the new beside it.
    inner[:, 0] += right[1:-1, 0]
    inner[0] += down[0, 1:-1]
    must = old[1:-1, 1:-1] < 0
    if dear is not None:
        inner += dear.take(new[1:-1, 1:-1]) - dear.take(old[1:-1, 1:-1].clip(0))
    inner[must] = -FORCED
    right, down = right[1:-1, 1:-1], down[1:-1, 1:-1]
    coarse = _coarse(inner, right, down, must)
    near = np.ones((2 * BAND + 1, 2 * BAND + 1), np.uint8)
    free = (cv2.morphologyEx(coarse.astype(np.uint8), cv2.MORPH_GRADIENT, near) > 0) & ~must
    return _precise(inner, right, down, free, coarse)


def _at(table: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    return table.take(numbers, 0, mode="clip")


def _costs(
    table: np.ndarray, stride: int, old: np.ndarray, new: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """float32 (H, W): what each pixel gains or loses by the new label; (H, W - 1) and (H - 1, W): what is paid if a
    pixel keeps the old one while the next to the right, or below, takes the new (Kolmogorov and Zabih 2004).
    """
    known = old >= 0
    apart = np.zeros(old.shape, np.float32)
    apart[known] = seam_price(_at(table, old[known]), _at(table, new[known]))
    gain = np.zeros(old.shape, np.float32)
    weights = []
    for (first, second), step in ((ACROSS, 1), (DOWN, stride)):
        i, j = old[first], old[second]
        stay = np.zeros(i.shape, np.float32)
        only_first = apart[first] + apart[second]
        only_second = only_first.copy()
        # Where the old ones are a seam already, each would be followed by something else than what is there.
        at = (j != i + step) & ((i >= 0) | (j >= 0))
        own_i, own_j = np.where(i < 0, j - step, i)[at], np.where(j < 0, i + step, j)[at]
        here, ahead, back, there = (_at(table, n) for n in (own_i, own_i + step, own_j - step, own_j))
        new_i, new_j = _at(table, new[first][at]), _at(table, new[second][at])
        stay[at] = seam_price(here, back) + seam_price(ahead, there)
        only_second[at] = seam_price(here, new_i) + seam_price(ahead, new_j)
        only_first[at] = seam_price(new_i, back) + seam_price(new_j, there)
        nothing = (i < 0) & (j < 0)
        rim = (ALL, [0, -1]) if step == 1 else ([0, -1], ALL)
        nothing[rim] |= ((i < 0) | (j < 0))[rim]  # nothing is known beyond the window either
        for cost in (stay, only_first, only_second):
            cost[nothing] = 0
        gain[first] += only_first - stay
        gain[second] -= only_first
        weights.append(np.maximum(only_first + only_second - stay, 0))
    return gain, weights[0], weights[1]


def _coarse(gain: np.ndarray, right: np.ndarray, down: np.ndarray, must: np.ndarray) -> np.ndarray:
    """bool (h, w): the best takers of whole squares of GRAIN pixels."""
    height, width = gain.shape
    row, column = np.arange(height) // GRAIN, np.arange(width) // GRAIN
    numbers = np.arange((row[-1] + 1) * (column[-1] + 1)).reshape(-1, column[-1] + 1)
    square = numbers[row[:, None], column[None]]
    total = np.bincount(square.ravel(), gain.ravel())
    total[np.bincount(square.ravel(), must.ravel()) > 0] = -FORCED
    x, y = np.flatnonzero(np.diff(column)), np.flatnonzero(np.diff(row))
    tall = np.add.reduceat(right[:, x], np.arange(0, height, GRAIN), axis=0)
    wide = np.add.reduceat(down[y], np.arange(0, width, GRAIN), axis=1)
    i = np.concatenate([numbers[:, :-1].ravel(), numbers[:-1].ravel()])
    j = np.concatenate([numbers[:, 1:].ravel(), numbers[1:].ravel()])
    return minimum_cut(total, i, j, np.concatenate([tall.ravel(), wide.ravel()]))[square]


def _precise(gain: np.ndarray, right: np.ndarray, down: np.ndarray, free: np.ndarray, state: np.ndarray) -> np.ndarray:
    """bool (h, w): the best takers if those that are not ``free`` keep their ``state``."""
    number = np.full(gain.shape, -1)
    number[free] = np.arange(np.count_nonzero(free))
    cost = gain.copy()
    ends = []
    for weight, (first, second) in ((right, ACROSS), (down, DOWN)):
        cost[second] += np.where(~free[first] & ~state[first], weight, 0)
        cost[first] -= np.where(~free[second] & state[second], weight, 0)
        both = free[first] & free[second]
        ends.append((number[first][both], number[second][both], weight[both]))
    i, j, weights = (np.concatenate(part) for part in zip(*ends, strict=True))
    takes = state.copy()
    takes[free] = minimum_cut(cost[free], i, j, weights)
    return takes
