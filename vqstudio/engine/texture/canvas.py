"""The picture that is filled: which pixel of the source each of its pixels is, and windows laid on it by cuts."""

from __future__ import annotations

import cv2
import numpy as np

from ..repair.graph_cut import minimum_cut
from ..repair.labelling import seam_price
from .source import Source

NONE = -1
GRAIN = 4
"""Pixels on a side of the squares that a cut first goes along."""
BAND = 3
"""Pixels beside that cut in which it is then made precise."""
FORCED = 1e9


class Canvas:
    """``labels`` int32 (H, W): the pixel of the source, by its number in rows, or NONE. If it ``wraps``, left and right
    side meet, and top and bottom.
    """

    def __init__(self, height: int, width: int, wraps: bool, source: Source) -> None:
        self.labels = np.full((height, width), NONE, np.int32)
        self.wraps, self.source = wraps, source

    def around(self, top: int, left: int, height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
        """Rows (height, 1) and columns (1, width) of a window; those beyond the canvas are at its other side, or the
        nearest.
        """
        y, x = np.arange(top, top + height)[:, None], np.arange(left, left + width)[None]
        if self.wraps:
            return y % self.labels.shape[0], x % self.labels.shape[1]
        return y.clip(0, self.labels.shape[0] - 1), x.clip(0, self.labels.shape[1] - 1)

    def window(self, top: int, left: int, height: int, width: int) -> np.ndarray:
        """int32 (height, width): its labels, NONE beyond a canvas that does not wrap."""
        labels = self.labels[self.around(top, left, height, width)]
        if not self.wraps:
            y, x = np.arange(top, top + height), np.arange(left, left + width)
            labels[(y < 0) | (y >= self.labels.shape[0])] = NONE
            labels[:, (x < 0) | (x >= self.labels.shape[1])] = NONE
        return labels

    def lay(self, top: int, left: int, height: int, width: int, first: int, dear: np.ndarray | None = None) -> bool:
        """Lay a window of the source, whose first pixel is number ``first``, inside the canvas: all that is empty takes
        it, and of the rest what makes the seams cost least. Returns whether anything took it.
        """
        table, stride = self.source.table, self.source.width
        new = first + np.arange(-1, height + 1)[:, None] * stride + np.arange(-1, width + 1)[None]
        new = new.clip(0, len(table) - 1)
        old = self.window(top - 1, left - 1, height + 2, width + 2)
        if (old[1:-1, 1:-1] < 0).all() and (old < 0).all():
            takes = np.ones((height, width), bool)
        else:
            takes = _takers(table, old, new, stride, dear)
        if not takes.any():
            return False
        y, x = self.around(top, left, height, width)
        self.labels[y, x] = np.where(takes, new[1:-1, 1:-1], old[1:-1, 1:-1])
        return True

    def seams(self) -> np.ndarray:
        """float32 (H, W): what the seams at each pixel, to the right and below, cost."""
        cost = np.zeros(self.labels.shape, np.float32)
        for axis, step in ((1, 1), (0, self.source.width)):
            after = np.roll(self.labels, -1, axis)
            at = after != self.labels + step
            if not self.wraps:
                at[(slice(None), -1) if axis else -1] = False
            i, j = self.labels[at], after[at]
            cost[at] += _seam(self.source.table, i, j, step)
        return cost


def _seam(table: np.ndarray, i: np.ndarray, j: np.ndarray, step: int) -> np.ndarray:
    """float32 (N,): what it costs that the source's pixel ``j`` stands where the one ``step`` after ``i`` would."""
    last = len(table) - 1
    ahead, back = table.take((i + step).clip(0, last), 0), table.take((j - step).clip(0, last), 0)
    return seam_price(table.take(i, 0), back) + seam_price(ahead, table.take(j, 0))


def _takers(table: np.ndarray, old: np.ndarray, new: np.ndarray, stride: int, dear) -> np.ndarray:
    """bool (h, w): where the ``new`` labels, int (h + 2, w + 2), replace the ``old`` at the least cost of seams; their
    rim stays.
    """
    height, width = old.shape[0] - 2, old.shape[1] - 2
    there = old.ravel() >= 0
    apart = np.zeros(old.size, np.float32)
    apart[there] = seam_price(table.take(old.ravel()[there], 0), table.take(new.ravel()[there], 0))
    apart = apart.reshape(old.shape)
    gain = np.zeros(old.shape, np.float32)
    weights = []
    for axis, step in ((1, 1), (0, stride)):
        a = (slice(None), slice(None, -1)) if axis else (slice(None, -1), slice(None))
        b = (slice(None), slice(1, None)) if axis else (slice(1, None), slice(None))
        i, j, ni, nj = old[a], old[b], new[a], new[b]
        stay = np.zeros(i.shape, np.float32)
        only_i = apart[a] + apart[b]
        only_j = only_i.copy()
        # Where the old ones do not go on from each other, they differ in what they would copy at each other's place.
        at = (j != i + step) & ((i >= 0) | (j >= 0))
        own_i, own_j = np.where(i < 0, j - step, i)[at], np.where(j < 0, i + step, j)[at]
        last = len(table) - 1
        own_i, own_j = own_i.clip(0, last), own_j.clip(0, last)
        ahead, back = table.take((own_i + step).clip(0, last), 0), table.take((own_j - step).clip(0, last), 0)
        here, there_ = table.take(own_i, 0), table.take(own_j, 0)
        new_i, new_j = table.take(ni[at], 0), table.take(nj[at], 0)
        stay[at] = seam_price(here, back) + seam_price(ahead, there_)
        only_j[at] = seam_price(here, new_i) + seam_price(ahead, new_j)
        only_i[at] = seam_price(new_i, back) + seam_price(new_j, there_)
        empty = (i < 0) & (j < 0)
        # Nothing is known beyond the rim.
        sides = (slice(None), [0, -1]) if axis else ([0, -1], slice(None))
        empty[sides] |= ((i < 0) | (j < 0))[sides]
        stay[empty] = 0
        only_i[empty] = only_j[empty] = 0
        gain[a] += only_i - stay
        gain[b] -= only_i
        weights.append(np.maximum(only_i + only_j - stay, 0))
    right, down = weights
    # The rim keeps what it has: it stays in state 0, so whoever takes the new beside it pays.
    right[:, 0], down[0] = right[:, 0], down[0]
    inner = gain[1:-1, 1:-1].astype(np.float64)
    inner[:, 0] += right[1:-1, 0]
    inner[0] += down[0, 1:-1]
    if dear is not None:
        inner += dear.take(new[1:-1, 1:-1]) - dear.take(old[1:-1, 1:-1].clip(0))
    must = old[1:-1, 1:-1] < 0
    inner[must] = -FORCED
    right, down = right[1:-1, 1:-1], down[1:-1, 1:-1]
    coarse = _coarse(inner, right, down, must)
    edge = cv2.morphologyEx(coarse.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((2 * BAND + 1,) * 2, np.uint8)) > 0
    return _cut(inner, right, down, edge & ~must, coarse)


def _coarse(gain: np.ndarray, right: np.ndarray, down: np.ndarray, must: np.ndarray) -> np.ndarray:
    """bool (h, w): the best takers of whole squares of GRAIN pixels."""
    height, width = gain.shape
    row, column = np.arange(height) // GRAIN, np.arange(width) // GRAIN
    across = int(column[-1]) + 1
    square = row[:, None] * across + column[None]
    count = int(square[-1, -1]) + 1
    total = np.bincount(square.ravel(), gain.ravel(), count)
    total[np.bincount(square.ravel(), must.ravel(), count) > 0] = -FORCED
    x = np.flatnonzero(np.diff(column))
    y = np.flatnonzero(np.diff(row))
    tall = np.add.reduceat(right[:, x], np.arange(0, height, GRAIN), axis=0) if len(x) else right[:0, :0]
    wide = np.add.reduceat(down[y], np.arange(0, width, GRAIN), axis=1) if len(y) else down[:0, :0]
    numbers = np.arange(count).reshape(-1, across)
    i = np.concatenate([numbers[:, :-1].ravel(), numbers[:-1].ravel()])
    j = np.concatenate([numbers[:, 1:].ravel(), numbers[1:].ravel()])
    weight = np.concatenate([tall.ravel(), wide.ravel()])
    return minimum_cut(total, i, j, weight)[square]


def _cut(gain: np.ndarray, right: np.ndarray, down: np.ndarray, free: np.ndarray, state: np.ndarray) -> np.ndarray:
    """bool (h, w): the best takers if those that are not ``free`` keep their ``state``."""
    number = np.full(gain.shape, -1)
    number[free] = np.arange(np.count_nonzero(free))
    cost = gain.copy()
    ends = []
    for weight, a, b in (
        (right, (slice(None), slice(None, -1)), (slice(None), slice(1, None))),
        (down, (slice(None, -1), slice(None)), (slice(1, None), slice(None))),
    ):
        cost[b] += np.where(~free[a] & ~state[a], weight, 0)
        cost[a] -= np.where(~free[b] & state[b], weight, 0)
        both = free[a] & free[b]
        ends.append((number[a][both], number[b][both], weight[both]))
    i, j, weight = (np.concatenate(parts) for parts in zip(*ends, strict=True))
    takes = state.copy()
    takes[free] = minimum_cut(cost[free], i, j, weight)
    return takes
