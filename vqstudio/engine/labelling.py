"""Which of a few shifts every pixel of a hole is copied by, so that seams show least.

Shift-maps (Pritch, Kav-Venaki and Peleg 2009), labelled by alpha expansion (Boykov, Veksler and Zabih 2001).
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from .cancel import CancelToken
from .graph_cut import minimum_cut

NOT_KNOWN = 1e3
"""What it costs to copy from where nothing may be copied."""
RIM = 2.0
"""How much more a step at the hole's rim costs than one at a seam inside."""
EDGE = 2.0
"""Weight of differences beside colours, where pixels are compared."""
BUSY = 2.0
"""Pixels around a pixel whose variance says how busy the picture is there."""


class Labelling:
    """The ``free`` pixels of a hole, the offsets that they may take, and what that costs.

    A seam costs what the two copies differ by on both sides of it, less where both are busy, for nobody sees it there
    (Kwatra et al. 2003, who divide by the gradient): without that, fills flee into whatever is smooth.
    """

    def __init__(
        self,
        image: np.ndarray,
        hole: np.ndarray,
        source: np.ndarray,
        offsets: np.ndarray,
        free: np.ndarray,
        quiet: float,
        cancel: CancelToken,
        fixed: np.ndarray | None = None,
        grain: int = 1,
    ) -> None:
        """``image`` float32 (H, W, 3) in 0..255; ``hole``, ``source`` (what may be copied) and ``free`` bool (H, W);
        ``offsets`` int (K, 2). Where the variance (of values in 0..1) is well below ``quiet``, a seam costs its full
        price. Pixels of the hole that are not free keep their labels, those of ``fixed`` (int (H, W)). Squares of
        ``grain`` pixels take one label together: the costs stay exact, a cut of a quarter of the nodes takes a
        quarter of the time. Raises Cancelled when cancelled.
        """
        self.offsets = offsets
        self.quiet = quiet
        self.height, self.width = hole.shape
        self.table = self._features(image, cancel)
        self.ys, self.xs = np.nonzero(free)
        _, self.square = np.unique(self.ys // grain * self.width + self.xs // grain, return_inverse=True)
        self.squares = int(self.square.max(initial=-1)) + 1
        self.unary = np.zeros((len(offsets), len(self.ys)), np.float32)
        self.usable = self._usable((source & ~hole).ravel())
        number = np.full(hole.shape, -1)
        number[self.ys, self.xs] = np.arange(len(self.ys))
        edges = []
        for dy, dx in ((0, 1), (0, -1), (1, 0), (-1, 0)):
            ny, nx = self.ys + dy, self.xs + dx
            there = (ny >= 0) & (ny < self.height) & (nx >= 0) & (nx < self.width)
            ny, nx = ny.clip(0, self.height - 1), nx.clip(0, self.width - 1)
            self._join_rim(np.flatnonzero(there & ~hole[ny, nx]), dy, dx)
            other = np.where(there, number[ny, nx], -1)
            if fixed is not None:
                self._join_fixed(fixed, np.flatnonzero(there & hole[ny, nx] & (other < 0)), dy, dx)
            if dy + dx > 0:
                first = np.flatnonzero(other >= 0)
                edges.append(np.stack([first, other[first]], 1))
        self.i, self.j = np.concatenate(edges).T
        self.unary[~self.usable] += NOT_KNOWN

    def _features(self, image: np.ndarray, cancel: CancelToken) -> np.ndarray:
        """float32 (H * W, 6): colours, differences of grey values, and half of the price's divisor."""
        colour = image.astype(np.float32) / 255
        grey = colour.mean(2)
        right, down = np.zeros_like(grey), np.zeros_like(grey)
        right[:, 1:] = grey[:, 1:] - grey[:, :-1]
        down[1:] = grey[1:] - grey[:-1]
        table = np.empty((*grey.shape, 6), np.float32)
        variance = np.zeros_like(grey)
        # One after the other: of a large region each takes a while.
        for number, feature in enumerate((*cv2.split(colour), EDGE * right, EDGE * down)):
            cancel.check()
            mean = cv2.GaussianBlur(feature, (0, 0), BUSY)
            variance += cv2.GaussianBlur(feature**2, (0, 0), BUSY) - mean**2
            table[:, :, number] = feature
        table[:, :, 5] = 1 + np.maximum(variance, 0) / self.quiet
        return table.reshape(self.height * self.width, -1)

    def _index(self, y: np.ndarray, x: np.ndarray) -> np.ndarray:
        return y.clip(0, self.height - 1) * self.width + x.clip(0, self.width - 1)

    def _at(self, y: np.ndarray, x: np.ndarray) -> np.ndarray:
        return self.table.take(self._index(y, x), axis=0)

    def _usable(self, known: np.ndarray) -> np.ndarray:
        """bool (K, N): which offsets lead which pixels to a known one."""
        usable = np.zeros(self.unary.shape, bool)
        for k, (dy, dx) in enumerate(self.offsets):
            y, x = self.ys + dy, self.xs + dx
            inside = (y >= 0) & (y < self.height) & (x >= 0) & (x < self.width)
            usable[k] = inside & known[self._index(y, x)]
        return usable

    def _join_rim(self, nodes: np.ndarray, dy: int, dx: int) -> None:
        """The known pixel beside each of ``nodes`` should look like the one beside its copy."""
        y, x = self.ys[nodes] + dy, self.xs[nodes] + dx
        own = self._at(y, x)
        for k, (oy, ox) in enumerate(self.offsets):
            self.unary[k, nodes] += RIM * _price(own, self._at(y + oy, x + ox))

    def _join_fixed(self, fixed: np.ndarray, nodes: np.ndarray, dy: int, dx: int) -> None:
        """The pixel beside each of ``nodes`` keeps its label: what the seam to it costs."""
        y, x = self.ys[nodes], self.xs[nodes]
        ny, nx = y + dy, x + dx
        shift = self.offsets[fixed[ny, nx]]
        there, here = self._at(ny + shift[:, 0], nx + shift[:, 1]), self._at(y + shift[:, 0], x + shift[:, 1])
        for k, (oy, ox) in enumerate(self.offsets):
            self.unary[k, nodes] += _price(there, self._at(ny + oy, nx + ox)) + _price(here, self._at(y + oy, x + ox))

    def start(self) -> np.ndarray:
        """int (N,): for every pixel the label that fits best to what is known beside its square."""
        sums = np.stack([np.bincount(self.square, costs, self.squares) for costs in self.unary])
        return sums.argmin(0)[self.square]

    def expand(
        self, labels: np.ndarray, order: np.ndarray, step: Callable[[float], None], cancel: CancelToken
    ) -> np.ndarray:
        """int (N,): ``labels`` after each label of ``order`` was offered to all pixels at once; never dearer. ``step``
        hears the share of the labels that were offered.

        Where three labels break the triangle inequality the best cut is an approximation, so a move counts only if
        the cost of all falls.
        """
        labels = labels.copy()
        i, j, ys, xs = self.i, self.j, self.ys, self.xs
        every = np.arange(len(labels))

        def copied(nodes: np.ndarray, whose: np.ndarray) -> np.ndarray:
            shift = self.offsets[labels[whose]]
            return self._at(ys[nodes] + shift[:, 0], xs[nodes] + shift[:, 1])

        # What each pixel copies, and what it would copy by the label of its neighbour.
        own, crossed_i, crossed_j = copied(every, every), copied(i, j), copied(j, i)
        cost = self.unary[labels, every]
        stay = _price(own[i], crossed_i) + _price(own[j], crossed_j)
        total = float(cost.sum() + stay.sum())
        for number, new in enumerate(order):
            cancel.check()
            step(number / len(order))
            has = labels == new
            can = self._all_of_square(self.usable[new]) & ~has
            if not can.any():
                continue
            theirs = self._at(ys + self.offsets[new, 0], xs + self.offsets[new, 1])
            only_j = _price(own[i], theirs[i]) + _price(crossed_j, theirs[j])
            only_i = _price(theirs[i], crossed_i) + _price(theirs[j], own[j])
            takes = self._takers(can, has, self.unary[new] - cost, stay, only_i, only_j)
            now = takes | has
            edges = np.where(now[i], np.where(now[j], 0, only_i), np.where(now[j], only_j, stay))
            costs = np.where(takes, self.unary[new], cost)
            if (then := float(costs.sum() + edges.sum())) >= total - 1e-6:
                continue
            total, cost, stay = then, costs, edges
            labels[takes] = new
            own[takes] = theirs[takes]
            crossed_i[takes[j]] = theirs[i[takes[j]]]
            crossed_j[takes[i]] = theirs[j[takes[i]]]
        return labels

    def _takers(
        self, can: np.ndarray, has: np.ndarray, change: np.ndarray, stay: np.ndarray, only_i: np.ndarray,
        only_j: np.ndarray,
    ) -> np.ndarray:  # fmt: skip
        """bool (N,): the best of all sets of squares that ``can`` take a label, given what its edges cost if nobody,
        ``only_i`` or ``only_j`` takes it; those that have it already count as takers.
        """
        i, j = self.i, self.j
        gain = np.where(can, change, 0).astype(np.float64)
        both = np.flatnonzero(can[i] & can[j])
        gain += np.bincount(i[both], (only_i - stay)[both], len(can)) - np.bincount(j[both], only_i[both], len(can))
        for a, b, alone in ((i, j, only_i), (j, i, only_j)):
            e = np.flatnonzero(can[a] & ~can[b])
            gain += np.bincount(a[e], np.where(has[b[e]], 0, alone[e]) - stay[e], len(can))
        nodes = np.unique(self.square[can])
        place = np.zeros(self.squares, np.int64)
        place[nodes] = np.arange(len(nodes))
        a, b = place[self.square[i[both]]], place[self.square[j[both]]]
        weight = np.maximum((only_i + only_j - stay)[both], 0)
        apart = a != b
        takes = np.zeros(self.squares, bool)
        takes[nodes] = minimum_cut(
            np.bincount(self.square, gain, self.squares)[nodes], a[apart], b[apart], weight[apart]
        )
        return takes[self.square] & can

    def _all_of_square(self, pixels: np.ndarray) -> np.ndarray:
        """bool (N,): whether all pixels of the square of each are among those (bool (N,))."""
        return (np.bincount(self.square, ~pixels, self.squares) == 0)[self.square]


def _price(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """float32 (N,): of seams between pixels of these features (N, 6)."""
    away = a[:, :-1] - b[:, :-1]
    return np.einsum("ij,ij->i", away, away) / np.minimum(a[:, -1], b[:, -1])
