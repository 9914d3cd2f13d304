"""The picture that is filled: which pixel of the source each of its pixels is, and windows laid on it by cuts."""

from __future__ import annotations

import numpy as np

from .cuts import best_takers, seam_cost
from .source import Source

NONE = -1
"""The label of a pixel that is still empty."""


class Canvas:
    """``labels`` int32 (H, W): for each pixel the number of the source's pixel (row by row), or NONE. If the canvas
    ``wraps``, its left and right side meet, and its top and bottom.
    """

    def __init__(self, height: int, width: int, wraps: bool, source: Source) -> None:
        self.labels = np.full((height, width), NONE, np.int32)
        self.wraps, self.source = wraps, source

    def around(self, top: int, left: int, height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
        """Rows int (height, 1) and columns int (1, width) of a window. Where it ends beyond the canvas they are those
        of the other side, or of the nearest pixel.
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

    def lay(self, top: int, left: int, height: int, width: int, first: int, dear: np.ndarray | None) -> None:
        """Lay a window of the source, whose first pixel is number ``first``: all that is empty takes it, and of the
        rest whatever makes seams, and what copying costs (``dear``, float32 per pixel of the source), the least. What
        ends beyond a canvas that does not wrap is left out.
        """
        if not self.wraps:
            above, before = max(0, -top), max(0, -left)
            height = min(top + height, self.labels.shape[0]) - top - above
            width = min(left + width, self.labels.shape[1]) - left - before
            top, left, first = top + above, left + before, first + above * self.source.width + before
        table, stride = self.source.table, self.source.width
        new = first + np.arange(-1, height + 1)[:, None] * stride + np.arange(-1, width + 1)[None]
        new = new.clip(0, len(table) - 1)
        old = self.window(top - 1, left - 1, height + 2, width + 2)
        takes = best_takers(table, stride, old, new, dear)
        self.labels[self.around(top, left, height, width)] = np.where(takes, new[1:-1, 1:-1], old[1:-1, 1:-1])

    def seams(self) -> np.ndarray:
        """float32 (H, W): what the seams at each pixel, to the right and below, cost."""
        cost = np.zeros(self.labels.shape, np.float32)
        for axis, step in ((1, 1), (0, self.source.width)):
            after = np.roll(self.labels, -1, axis)
            at = after != self.labels + step
            if not self.wraps:
                at[(slice(None), -1) if axis else -1] = False
            cost[at] += seam_cost(self.source.table, self.labels[at], after[at], step)
        return cost
