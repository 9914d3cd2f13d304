"""At which offsets a photo repeats itself: the next beam, the next window (He and Sun 2012)."""

from __future__ import annotations

import cv2
import numpy as np

from vqstudio.core.morphology import erode

from ..cancel import CancelToken
from .exemplar import RADIUS, Searcher, windows
from .pyramid import Level
from .self_matches import best_matches, smaller, too_near

ASKED = 1000
"""Patches whose best match is looked up."""
HALF = 2
"""Matches are looked for at half the size, in a sixteenth of the time, and then moved by at most a pixel."""
COMPONENTS = 12
"""Numbers of a patch's description that are compared: a few suffice to find the frequent offsets."""
SMOOTHING = 1.2
"""Pixels: matches are found to about a pixel."""
REPEATED = 12
"""How many of the most frequent offsets are also offered two, three and four times over: a beam comes again after one
period, but a hole may be wider than that.
"""


def frequent_offsets(
    level: Level, source: np.ndarray, most: int, rng: np.random.Generator, cancel: CancelToken
) -> np.ndarray:
    """int (K, 2): the ``most`` offsets (dy, dx) at which known patches of ``level`` most often find their like, far
    enough away, the most frequent first, then multiples of some. What is near to the hole is asked more often.
    ``source`` bool (H, W): what may be copied.

    Raises ValueError if there is no patch to copy, Cancelled when cancelled.
    """
    hole = level.hole
    seen = smaller(level.image, hole, source, HALF)
    if seen is None:
        raise ValueError("the picture is smaller than two patches")
    searcher = Searcher(*seen, rng, cancel, grid=2)
    ys, xs = np.nonzero(searcher.centres)
    away = HALF * cv2.distanceTransform((~seen[0].hole).astype(np.uint8), cv2.DIST_L2, 3)[ys, xs]
    likely = 1 / (away + max(hole.shape) / 8)
    asked = rng.choice(len(ys), min(ASKED, len(ys)), replace=False, p=likely / likely.sum())
    ys, xs = ys[asked], xs[asked]
    there_y, there_x, _ = best_matches(searcher, ys, xs, too_near(hole.shape) // HALF, COMPONENTS)
    dy, dx = _precise(level, HALF * ys, HALF * xs, HALF * (there_y - ys), HALF * (there_x - xs), cancel)
    shifts = peaks(dy, dx, hole.shape, most)
    further = np.concatenate([n * shifts[:REPEATED] for n in (2, 3, 4)])
    further = further[(np.abs(further) < hole.shape).all(1)]
    _, first = np.unique(np.concatenate([shifts, further]), axis=0, return_index=True)
    return np.concatenate([shifts, further])[np.sort(first)]


def _precise(
    level: Level, ys: np.ndarray, xs: np.ndarray, dy: np.ndarray, dx: np.ndarray, cancel: CancelToken
) -> tuple[np.ndarray, np.ndarray]:
    """Offsets ``dy``, ``dx`` (int (N,)) moved by at most a pixel, each to where the patch there is most like that at
    ``ys``, ``xs`` (int (N,)).
    """
    height, width = level.hole.shape
    patches = windows(level.image, cancel)
    own = patches[ys, xs]
    best, least = np.stack([dy, dx]), np.full(len(ys), np.inf)
    for my, mx in sorted(np.ndindex(3, 3), key=lambda at: abs(at[0] - 1) + abs(at[1] - 1)):
        cancel.check()
        moved = np.stack([dy + my - 1, dx + mx - 1])
        there = patches[(ys + moved[0]).clip(0, height - 1), (xs + moved[1]).clip(0, width - 1)]
        away = ((there - own) ** 2).sum((1, 2))
        better = away < least
        best[:, better], least[better] = moved[:, better], away[better]
    return best[0], best[1]


def offsets_to_sources(level: Level, source: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """int (``count``, 2): offsets (dy, dx) that lead from the middle of the hole of ``level`` to any patch of
    ``source`` (bool (H, W)). Raises ValueError if there is none.
    """
    sources = np.argwhere(erode(source & ~level.hole, RADIUS))
    if not len(sources):
        raise ValueError("there is no patch to copy")
    picked = sources[rng.integers(len(sources), size=count)]
    return picked - np.argwhere(level.hole).mean(0).astype(int)


def peaks(dy: np.ndarray, dx: np.ndarray, shape: tuple[int, ...], most: int) -> np.ndarray:
    """int (K, 2), K <= ``most``: the offsets around which most of those given (int (N,) both) lie."""
    height, width = shape
    votes = np.zeros((2 * height + 1, 2 * width + 1), np.float32)
    np.add.at(votes, (dy + height, dx + width), 1)
    smooth = np.asarray(cv2.GaussianBlur(votes, (0, 0), SMOOTHING))
    py, px = np.nonzero((smooth == cv2.dilate(smooth, np.ones((5, 5), np.uint8))) & (smooth > 0))
    best = np.argsort(-smooth[py, px], kind="stable")[:most]
    return np.stack([py[best] - height, px[best] - width], 1)
