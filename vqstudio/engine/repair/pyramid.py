"""Pictures with a hole at several resolutions."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of

from ..pace import ROWS, Step, no_step, parts, strips

ALIGNED = 64
"""The surroundings of a hole begin at a multiple of this many pixels, so that its coarser pixels coincide with those of
the whole picture.
"""


@dataclass
class Level:
    """``image`` float32 (H, W, 3) in 0..255 with an estimate in the hole; ``hole`` bool (H, W)."""

    image: np.ndarray
    hole: np.ndarray


def halve(image: np.ndarray, known: np.ndarray, step: Step = no_step) -> tuple[np.ndarray, np.ndarray]:
    """2x2 means of the known pixels only. (H, W, C) float32 and weights (H, W) float32 in 0..1, even sides; halves of
    both.
    """
    height, width, channels = image.shape
    box = bounds_of(known < 1)
    simple, weighted = parts((1, 2), step)
    halved = np.empty((height // 2, width // 2, channels), np.float32)
    for rows in strips(height // 2, simple):
        halved[rows] = _mean2(image[2 * rows.start : 2 * rows.stop])
    share = np.ones((height // 2, width // 2), np.float32)
    # Where all four are known the weights change nothing.
    inner = _halved(box)
    across = slice(2 * inner.x, 2 * inner.right)
    for rows in strips(inner.height, weighted):
        here = slice(inner.y + rows.start, inner.y + rows.stop)
        fine = (slice(2 * here.start, 2 * here.stop), across)
        part = known[fine][:, :, None]
        weight = _mean2(part)
        halved[here, inner.x : inner.right] = _mean2(image[fine] * part) / np.maximum(weight, 1e-6)
        share[here, inner.x : inner.right] = weight[:, :, 0]
    return halved, share


def _halved(box: Bounds) -> Bounds:
    x, y = box.x // 2, box.y // 2
    return Bounds(x, y, (box.right + 1) // 2 - x, (box.bottom + 1) // 2 - y)


def _mean2(a: np.ndarray) -> np.ndarray:
    height, width, channels = a.shape
    halved = cv2.resize(np.ascontiguousarray(a), (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    return np.asarray(halved).reshape(height // 2, width // 2, channels)


def double(image: np.ndarray) -> np.ndarray:
    """Floats (H, W, C) to (2H, 2W, C), bilinear, pixel centres kept."""
    height, width, channels = image.shape
    doubled = cv2.resize(np.ascontiguousarray(image), (2 * width, 2 * height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(doubled).reshape(2 * height, 2 * width, channels)


def push_pull(image: np.ndarray, hole: np.ndarray, step: Step = no_step) -> np.ndarray:
    """Fill ``hole`` smoothly from around it (Gortler et al. 1996): float32 (H, W, 3) with the hole filled.

    Each hole pixel takes its colour from the finest coarser level that knows one.
    """
    result = np.empty(image.shape, np.float32)
    for rows in strips(len(image), step):
        result[rows] = image[rows]
    fill_smoothly(result, hole, step)
    return result


def fill_smoothly(image: np.ndarray, hole: np.ndarray, step: Step = no_step) -> None:
    """:func:`push_pull` of float32 (H, W, 3) in place."""
    box = bounds_of(hole)
    if not box.area:
        return
    near = box.pad(max(box.height, box.width) // 2 + ALIGNED)
    x, y = (at // ALIGNED * ALIGNED for at in (near.x, near.y))
    near = Bounds(x, y, near.right - x, near.bottom - y).intersect(Bounds.of(hole.shape))
    _pull(image[near.slices], (~hole[near.slices]).astype(np.float32), step)


def _pull(image: np.ndarray, known: np.ndarray, step: Step = no_step) -> None:
    """Fill in place what is not ``known`` (float32 (H, W), 0 or 1)."""
    height, width = known.shape
    box = bounds_of(known < 1)
    if not box.area:
        return
    if min(height, width) <= 1:
        if known.any():
            image[known < 1] = (image * known[:, :, None]).sum((0, 1)) / known.sum()
        return
    evening, shrinking, deeper, growing = parts((2, 4, 2, 3), step)
    even, weights = image, known
    if height % 2 or width % 2:
        even = np.empty((height + height % 2, width + width % 2, image.shape[2]), np.float32)
        for rows in strips(height, evening):
            even[rows, :width] = image[rows]
            even[rows, width:] = image[rows, -1:]
        even[height:] = even[height - 1]
        weights = np.pad(known, ((0, height % 2), (0, width % 2)), mode="edge")
    coarse, share = halve(even, weights, shrinking)
    _pull(coarse, np.minimum(1, 4 * share), deeper)
    # With a pixel more on every side, of which the outermost of what is enlarged are mixtures.
    inner = _halved(box)
    for rows in strips(inner.height, growing, ROWS // 2):
        here = Bounds(inner.x, inner.y + rows.start, inner.width, rows.stop - rows.start)
        around = here.pad(1).intersect(Bounds.of(share.shape))
        filled = double(coarse[around.slices])
        fine = Bounds(2 * here.x, 2 * here.y, 2 * here.width, 2 * here.height).intersect(Bounds.of(known.shape))
        unknown = known[fine.slices] < 1
        image[fine.slices][unknown] = filled[fine.shift(-2 * around.x, -2 * around.y).slices][unknown]


def build(image: np.ndarray, hole: np.ndarray, count: int, step: Step = no_step) -> list[Level]:
    """``count`` levels, the finest first, each half of the one before. Sides must be multiples of 2**(count - 1);
    ``image``, float32 (H, W, 3), is used up.

    A coarse pixel is hole if any of its four is; its colour is the mean of the known ones.
    """
    # Each level is a quarter of the work of the one before.
    finest, *coarser = parts([4.0**-number for number in range(count)], step)
    fill_smoothly(image, hole, finest)
    levels, known = [Level(image, hole)], (~hole).astype(np.float32)
    for next_one in coarser:
        halving, filling = parts((3, 1), next_one)
        # What was filled in counts for nothing, so that it does not matter that it was.
        image, share = halve(image, known, halving)
        fill_smoothly(image, share == 0, filling)
        levels.append(Level(image, share < 1))
        known = (share > 0).astype(np.float32)
    return levels
