"""Chooses the shift by which each pixel of a hole is copied, so that seams show least.

Shift-maps (Pritch, Kav-Venaki and Peleg 2009), labelled by alpha expansion (Boykov, Veksler and Zabih 2001).
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from ..cancel import CancelToken
from ..pace import strips
from .graph_cut import minimum_cut

NOT_KNOWN = 1e3
"""The cost of copying from where nothing may be copied."""
RIM = 2.0
"""How much more a step at the hole's rim costs than one at a seam inside."""
EDGE = 2.0
"""Weight of differences relative to colours, where pixels are compared."""
STRETCH = 8
"""Pixels of the rim along which a shift should fit."""
QUIET = 0.001
"""The variance (of values in 0..1) well below which a seam costs its full price. With a larger one seams are dear where
the picture is busy too, and fills flee into what is soft.
"""
BUSY = 2.0
"""Pixels around a pixel whose variance measures how busy the picture is there."""
BLURRED = 10
"""Rows around a pixel that enter this variance, and one more."""


class Labelling:
    """The ``free`` pixels of a hole, the offsets that they may take, and what that costs.

    A seam costs what the two copies differ by on both sides of it, less where both are busy and hide it
    (Kwatra et al. 2003, who divide by the gradient): without that, fills flee into whatever is smooth.
    """

    def __init__(
        self,
        image: np.ndarray,
        hole: np.ndarray,
        source: np.ndarray,
        offsets: np.ndarray,
        free: np.ndarray,
        cancel: CancelToken,
        fixed: np.ndarray | None = None,
    ) -> None:
        """``image`` float32 (H, W, 3) in 0..255; ``hole``, ``source`` (what may be copied) and ``free`` bool (H, W);
        ``offsets`` int (K, 2). Pixels of the hole that are not free keep their labels, those of ``fixed`` (int
        (H, W)). Raises Cancelled when cancelled.
        """
        self.offsets = offsets
        self.height, self.width = hole.shape
        self.table = seam_features(image, QUIET, cancel)
        self.ys, self.xs = np.nonzero(free)
        self.unary = np.zeros((len(offsets), len(self.ys)), np.float32)
        self.at_rim = np.zeros(len(self.ys), bool)
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
        self.at_rim[nodes] = True
        y, x = self.ys[nodes] + dy, self.xs[nodes] + dx
        own = self._at(y, x)
        for k, (oy, ox) in enumerate(self.offsets):
            self.unary[k, nodes] += RIM * seam_price(own, self._at(y + oy, x + ox))

    def _join_fixed(self, fixed: np.ndarray, nodes: np.ndarray, dy: int, dx: int) -> None:
        """The pixel beside each of ``nodes`` keeps its label: what the seam to it costs."""
        y, x = self.ys[nodes], self.xs[nodes]
        ny, nx = y + dy, x + dx
        shift = self.offsets[fixed[ny, nx]]
        there, here = self._at(ny + shift[:, 0], nx + shift[:, 1]), self._at(y + shift[:, 0], x + shift[:, 1])
        for k, (oy, ox) in enumerate(self.offsets):
            self.unary[k, nodes] += seam_price(there, self._at(ny + oy, nx + ox)) + seam_price(
                here, self._at(y + oy, x + ox)
            )

    def avoid(self, dear: np.ndarray) -> None:
        """Add the cost ``dear`` (float32 (H, W)) of copying each pixel to that of seams."""
        for k, (dy, dx) in enumerate(self.offsets):
            self.unary[k] += dear.take(self._index(self.ys + dy, self.xs + dx))

    def squares(self, grain: int) -> np.ndarray:
        """int (N,): the number of the square of ``grain`` pixels a side that each pixel lies in."""
        _, square = np.unique(self.ys // grain * self.width + self.xs // grain, return_inverse=True)
        return square

    def start(self, grain: int) -> np.ndarray:
        """int (N,): for every pixel the label that fits best to what is known beside its square of ``grain`` pixels."""
        square = self.squares(grain)
        return np.stack([np.bincount(square, costs) for costs in self.unary]).argmin(0)[square]

    def fitting(self, most: int) -> np.ndarray:
        """int (K,), K <= ``most``: the labels that fit best to what is known beside the hole, in many squares of
        STRETCH pixels along its rim fairly or in a few very well.
        """
        square = self.squares(STRETCH)
        costs = np.stack([np.bincount(square, costs) for costs in self.unary])
        at_rim = np.bincount(square, self.at_rim) > 0
        rank = costs[:, at_rim].argsort(axis=0).argsort(axis=0)
        return np.argsort(-(1 / (1 + rank)).sum(1), kind="stable")[:most]

    def expand(
        self, labels: np.ndarray, order: np.ndarray, grain: int, step: Callable[[float], None], cancel: CancelToken
    ) -> np.ndarray:
        """int (N,): ``labels`` after each label of ``order`` was offered to all pixels at once; never dearer. ``step``
        receives the share of the labels offered so far. Squares of ``grain`` pixels a side take a label together: the
        costs stay exact, and a cut of a quarter of the nodes takes a quarter of the time.

        Where three labels break the triangle inequality the best cut is an approximation, so a move counts only if
        the cost of all falls.
        """
        labels = labels.copy()
        square = self.squares(grain)
        # Within a square that has one label there never is a seam.
        edges = np.flatnonzero((square[self.i] != square[self.j]) | (labels[self.i] != labels[self.j]))
        i, j = self.i[edges], self.j[edges]
        every = np.arange(len(labels))
        own = self.copied(every, labels)
        seams = _Seams(self, labels, i, j)
        stay = np.zeros(len(i), np.float32)
        stay[seams.at] = seam_price(own[seams.i], seams.beyond_i) + seam_price(own[seams.j], seams.beyond_j)
        cost = self.unary[labels, every]
        total = float(cost.sum() + stay.sum())
        for number, new in enumerate(order):
            cancel.check()
            step(number / len(order))
            has = labels == new
            can = _all_of(square, self.usable[new]) & ~has
            if not can.any():
                continue
            theirs = self.copied(every, np.broadcast_to(new, labels.shape))
            # Within one shift a seam to another costs at both of its ends what the two copies differ by there.
            away = seam_price(own, theirs)
            only_i = away[i] + away[j]
            only_j = only_i.copy()
            only_i[seams.at] = seam_price(theirs[seams.i], seams.beyond_i) + away[seams.j]
            only_j[seams.at] = away[seams.i] + seam_price(theirs[seams.j], seams.beyond_j)
            takes = _takers(square, i, j, can, has, self.unary[new] - cost, stay, only_i, only_j)
            now = takes | has
            now_i, now_j = now[i], now[j]
            seamed = np.where(now_i, np.where(now_j, 0, only_i), np.where(now_j, only_j, stay))
            costs = np.where(takes, self.unary[new], cost)
            if (then := float(costs.sum() + seamed.sum())) >= total - 1e-6:
                continue
            total, cost, stay = then, costs, seamed
            labels[takes] = new
            own[takes] = theirs[takes]
            seams = _Seams(self, labels, i, j)
        return labels

    def copied(self, nodes: np.ndarray, labels: np.ndarray) -> np.ndarray:
        """float32 (M, 6): what pixels ``nodes`` (int (M,)) copy by these ``labels`` (int (M,))."""
        shift = self.offsets[labels]
        return self._at(self.ys[nodes] + shift[:, 0], self.xs[nodes] + shift[:, 1])


class _Seams:
    """Where two labels meet: ``at`` int (S,), at which of the edges, ``i`` and ``j`` their pixels, and ``beyond_i`` and
    ``beyond_j`` float32 (S, 6), what each of these pixels would copy by the label of the other.
    """

    def __init__(self, work: Labelling, labels: np.ndarray, i: np.ndarray, j: np.ndarray) -> None:
        self.at = np.flatnonzero(labels[i] != labels[j])
        self.i, self.j = i[self.at], j[self.at]
        self.beyond_i, self.beyond_j = work.copied(self.i, labels[self.j]), work.copied(self.j, labels[self.i])


def seam_features(image: np.ndarray, quiet: float, cancel: CancelToken) -> np.ndarray:
    """float32 (H * W, 6) of a picture (H, W, 3) in 0..255: colours, differences of grey values, and half of the price's
    divisor, for :func:`seam_price`: with the full price where the variance is well below ``quiet``. Raises Cancelled.
    """
    height, width = image.shape[:2]
    table = np.empty((height, width, 6), np.float32)
    for rows in strips(height, lambda _share: cancel.check()):
        # Blurring needs the rows around; the differences at the first row need the one above it.
        top = max(0, rows.start - BLURRED)
        colour = image[top : rows.stop + BLURRED].astype(np.float32) / 255
        grey = colour.mean(2)
        right, down = np.zeros_like(grey), np.zeros_like(grey)
        right[:, 1:] = grey[:, 1:] - grey[:, :-1]
        down[1:] = grey[1:] - grey[:-1]
        inner = slice(rows.start - top, rows.stop - top)
        squares, means = np.zeros_like(grey), np.zeros_like(grey)
        for number, feature in enumerate((*cv2.split(colour), EDGE * right, EDGE * down)):
            squares += feature**2
            means += np.asarray(cv2.GaussianBlur(feature, (0, 0), BUSY)) ** 2
            table[rows, :, number] = feature[inner]
        variance = np.asarray(cv2.GaussianBlur(squares, (0, 0), BUSY)) - means
        table[rows, :, 5] = 1 + np.maximum(variance[inner], 0) / quiet
    return table.reshape(height * width, -1)


def _takers(
    square: np.ndarray, i: np.ndarray, j: np.ndarray, can: np.ndarray, has: np.ndarray, change: np.ndarray,
    stay: np.ndarray, only_i: np.ndarray, only_j: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """bool (N,): the best of all sets of squares that ``can`` take a label, given what edges between pixels ``i`` and
    ``j`` (int (E,)) cost if nobody, ``only_i`` or ``only_j`` takes it; those that have it already count as takers.
    ``square`` int (N,): which one each pixel lies in.
    """
    can_i, can_j, has_i, has_j = can[i], can[j], has[i], has[j]
    at_i = np.where(can_i, np.where(has_j, 0, only_i) - stay, 0)
    at_j = np.where(can_j, np.where(can_i, -only_i, np.where(has_i, 0, only_j) - stay), 0)
    count = int(square.max()) + 1
    gain = np.bincount(square, np.where(can, change, 0), count)
    gain += np.bincount(square[i], at_i, count) + np.bincount(square[j], at_j, count)
    asked = np.zeros(count, bool)
    asked[square[can]] = True
    nodes = np.flatnonzero(asked)
    place = np.zeros(count, np.int64)
    place[nodes] = np.arange(len(nodes))
    apart = np.flatnonzero(can_i & can_j & (square[i] != square[j]))
    a, b = place[square[i[apart]]], place[square[j[apart]]]
    weight = np.maximum((only_i + only_j - stay)[apart], 0)
    takes = np.zeros(count, bool)
    takes[nodes] = minimum_cut(gain[nodes], a, b, weight)
    return takes[square] & can


def _all_of(square: np.ndarray, pixels: np.ndarray) -> np.ndarray:
    """bool (N,): whether all pixels of the ``square`` (int (N,)) of each are among those (bool (N,))."""
    return (np.bincount(square, ~pixels) == 0)[square]


def seam_price(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """float32 (N,): of seams between pixels of these :func:`seam_features` (N, 6)."""
    away = a[:, :-1] - b[:, :-1]
    return np.einsum("ij,ij->i", away, away) / np.minimum(a[:, -1], b[:, -1])
