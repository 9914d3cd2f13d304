"""Where a photo is like itself but for its mirror image, its size, or how far away it is on a plane.

A row of windows that converges has no shift that leads from one to the next. Found as shifts are, by what comes often:
between the photo and its views, and along its planes.
"""

from __future__ import annotations

import cv2
import numpy as np

from vqstudio.core.geometry import Bounds
from vqstudio.core.morphology import dilate

from ..cancel import CancelToken
from .atlas import doubled, shown, warped
from .exemplar import Searcher
from .offsets import COMPONENTS, peaks
from .pyramid import Level, halve
from .self_matches import too_near
from .vanishing import planes

SCALES = 0.8, 0.9, 1.11, 1.25
ASKED = 200
"""Patches near the hole whose best match in each view is looked up."""
FREQUENT = 12
"""The most frequent shifts of each view are tried at the rim."""
OFFERED = 16
RIM = 2
"""Pixels around the hole that say how well a warp fits."""
MOST_AT_RIM = 500
STRETCH = 8
"""Pixels of the rim along which a warp should fit."""
LEAST_FILLED = 0.1
"""Share of the hole that a useful warp fills."""
MOVES = 2
"""How often a warp is moved by a pixel to where it fits better."""
CLOSE = 900.0
"""Sums of squares of colours in 0..255: what differs by much more does not fit, no matter by how much."""
NEVER = -1e30


def warps_between_likes(level: Level, source: np.ndarray, seed: int, cancel: CancelToken) -> np.ndarray:
    """float (K, 3, 3), K <= OFFERED: the warps that lead from the hole of ``level`` to what may be copied (``source``
    bool (H, W)) and fit best beside it. Raises Cancelled when cancelled.
    """
    # At half the size: a quarter of the patches in a quarter of the time, and a pixel more or less is mended below.
    height, width = (side // 2 for side in level.hole.shape)
    even = np.s_[: 2 * height, : 2 * width]
    known, hole = (source & ~level.hole)[even], level.hole[even]
    blocks = (height, 2, width, 2)
    image, _ = halve(level.image[even], known.astype(np.float32))
    known, hole = np.asarray(known.reshape(blocks).all((1, 3))), np.asarray(hole.reshape(blocks).any((1, 3)))
    found = _frequent(Level(image, hole), known, np.random.default_rng(seed), cancel) if hole.any() else []
    if not found:
        return np.zeros((0, 3, 3))
    return _Rim(level, source).fitting(doubled(np.stack(found)), cancel)


def _views(level: Level, known: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Pairs of warps whose pictures of the level are like each other up to a shift."""
    plain = np.eye(3)
    y, x = np.argwhere(level.hole).mean(0)
    mirror = np.array([[-1, 0, known.shape[1] - 1], [0, 1, 0], [0, 0, 1.0]])
    scaled = [np.array([[s, 0, x - s * x], [0, s, y - s * y], [0, 0, 1]]) for s in SCALES]
    flat = planes(level.image, known, level.hole)
    return [(plain, mirror), *((plain, view) for view in scaled), *((view, view) for view in flat)]


def _frequent(level: Level, known: np.ndarray, rng: np.random.Generator, cancel: CancelToken) -> list[np.ndarray]:
    """Warps, float (3, 3), by which what is known near the hole often finds its like."""
    height, width = known.shape
    views = _views(level, known)
    tops: dict[bytes, int] = {}
    pictures, usable = [], []
    for view in (view for pair in views for view in pair):
        if view.tobytes() not in tops:
            tops[view.tobytes()] = height * len(tops)
            pictures.append(warped(level.image, view, Bounds(0, 0, width, height)))
            usable.append(shown(known, view, Bounds(0, 0, width, height)))
            usable[-1][[0, -1]] = False  # no patch reaches into the next picture
    tall = Level(np.concatenate(pictures), np.zeros((height * len(tops), width), bool))
    try:
        searcher = Searcher(tall, np.concatenate(usable), rng, cancel)
    except ValueError:
        return []
    away = cv2.distanceTransform((~level.hole).astype(np.uint8), cv2.DIST_L2, 3)
    found = []
    for asked, answering in views:
        cancel.check()
        top = tops[asked.tobytes()]
        ys, xs = np.nonzero(searcher.centres[top : top + height])
        if not len(ys):
            continue
        x, y = (at.round().astype(int) for at in applied(asked, xs, ys))
        likely = 1 / (away[y.clip(0, height - 1), x.clip(0, width - 1)] + max(known.shape) / 16) ** 2
        picked = rng.choice(len(ys), min(ASKED, len(ys)), replace=False, p=likely / likely.sum())
        ys, xs = ys[picked], xs[picked]
        own = applied(np.linalg.inv(answering) @ asked, xs, ys)
        dy, dx = _matched(searcher, searcher.rows[top + ys, xs], tops[answering.tobytes()], height, own)
        if len(dy) == len(ys):
            for oy, ox in peaks(dy - ys, dx - xs, known.shape, FREQUENT):
                shift = np.array([[1, 0, ox], [0, 1, oy], [0, 0, 1.0]])
                found.append(answering @ shift @ np.linalg.inv(asked))
    return found


def _matched(
    searcher: Searcher, asked: np.ndarray, top: int, height: int, own: tuple[np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """int (N,) ``y`` and ``x``, in the view that begins at row ``top``, of the patches most like those ``asked``
    (int (N,), rows of the searcher's table) and not near to their ``own`` places (x and y, float (N,) both); of none
    if the view has no patches.
    """
    rows = searcher.rows[top : top + height]
    ys, xs = np.nonzero(rows >= 0)
    if not len(ys):
        return ys, xs
    first = rows[ys[0], xs[0]]
    table = searcher.table[first : first + len(ys), :COMPONENTS]
    scores = 2 * searcher.table[asked, :COMPONENTS] @ table.T
    scores -= (table**2).sum(1)
    near = too_near(rows.shape)
    for row, x, y in zip(scores, *(at.clip(-near, searcher.height).astype(int) for at in own), strict=True):
        box = rows[max(0, y - near + 1) : max(0, y + near), max(0, x - near + 1) : max(0, x + near)]
        row[box[box >= 0] - first] = NEVER
    best = scores.argmax(1)
    return ys[best], xs[best]


class _Rim:
    """What is known beside the hole of a level, and how well warps continue it."""

    def __init__(self, level: Level, source: np.ndarray) -> None:
        """``source`` bool (H, W): what may be copied."""
        self.image = level.image
        self.known = (source & ~level.hole).astype(np.float32)
        ys, xs = np.nonzero(dilate(level.hole, RIM) & (self.known > 0))
        every = 1 + len(ys) // MOST_AT_RIM
        self.ys, self.xs = ys[::every], xs[::every]
        self.own = level.image[self.ys, self.xs]
        place = self.ys // STRETCH * level.hole.shape[1] + self.xs // STRETCH
        _, self.square, self.count = np.unique(place, return_inverse=True, return_counts=True)
        inside = np.argwhere(level.hole)
        self.inside = inside[:: 1 + len(inside) // MOST_AT_RIM]

    def fitting(self, warps: np.ndarray, cancel: CancelToken) -> np.ndarray:
        """float (K, 3, 3), K <= OFFERED: of ``warps`` those that fit best in many stretches of the rim fairly or in a
        few very well, each moved to where it fits best.
        """
        if not len(self.ys):
            return warps[:0]
        warps = warps[[self._filled(warp) >= LEAST_FILLED for warp in warps]]
        if not len(warps):
            return warps
        rank = np.stack([self._costs(warp) for warp in warps]).argsort(axis=0).argsort(axis=0)
        best = np.argsort(-(1 / (1 + rank)).sum(1), kind="stable")[:OFFERED]
        return np.stack([self._moved(warp, cancel) for warp in warps[best]])

    def _costs(self, warp: np.ndarray) -> np.ndarray:
        """float (S,): by how much colours differ at each stretch of the rim, 0 (alike) to 1."""
        x, y = (at.astype(np.float32) for at in applied(warp, self.xs, self.ys))
        there = cv2.remap(self.image, x, y, cv2.INTER_LINEAR).reshape(-1, 3)
        away = ((there - self.own) ** 2).sum(1)
        cost = np.where(self._are_known(x, y), away / (away + CLOSE), 1)
        return np.asarray(np.bincount(self.square, cost) / self.count)

    def _filled(self, warp: np.ndarray) -> float:
        """The share of the hole that the warp fills with known pixels."""
        x, y = (at.astype(np.float32) for at in applied(warp, self.inside[:, 1], self.inside[:, 0]))
        return float(self._are_known(x, y).mean())

    def _are_known(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return np.asarray(cv2.remap(self.known, x, y, cv2.INTER_LINEAR).ravel() > 0.99)

    def _moved(self, warp: np.ndarray, cancel: CancelToken) -> np.ndarray:
        best, least = warp, float(self._costs(warp).sum())
        for _ in range(MOVES):
            cancel.check()
            start = best
            for dy, dx in np.ndindex(3, 3):
                moved = np.array([[1, 0, dx - 1], [0, 1, dy - 1], [0, 0, 1.0]]) @ start
                cost = float(self._costs(moved).sum())
                if cost < least - 1e-6:
                    best, least = moved, cost
            if best is start:
                break
        return best


def applied(warp: np.ndarray, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """float (N,) x and y: where ``warp`` leads from ``x`` and ``y`` (N,)."""
    at_x, at_y, depth = warp @ np.stack([x, y, np.ones(len(x))])
    depth = np.where(np.abs(depth) < 1e-6, 1e-6, depth)
    return at_x / depth, at_y / depth
