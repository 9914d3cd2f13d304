"""Pictures with a hole at several resolutions."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of

from .pace import Step, no_step, parts

ALIGNED = 64
"""What is near a hole begins at a multiple of so many pixels, so that coarser pixels are the same ones as those of the
whole picture.
"""


@dataclass
class Level:
    """``image`` float32 (H, W, 3) in 0..255 with an estimate in the hole; ``hole`` bool (H, W)."""

    image: np.ndarray
    hole: np.ndarray


def halve(image: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """2x2 means of the known pixels only. (H, W, C) float32 and weights (H, W) float32 in 0..1, even sides; halves of
    both.
    """
    total, share = _mean2(image * known[:, :, None]), _mean2(known[:, :, None])
    return total / np.maximum(share, 1e-6), share[:, :, 0]


def _mean2(a: np.ndarray) -> np.ndarray:
    height, width, channels = a.shape
    halved = cv2.resize(a, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
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
    result = image.astype(np.float32)
    box = bounds_of(hole)
    if not box.area:
        return result
    near = box.pad(max(box.height, box.width) // 2 + ALIGNED)
    x, y = (at // ALIGNED * ALIGNED for at in (near.x, near.y))
    near = Bounds(x, y, near.right - x, near.bottom - y).intersect(Bounds.of(hole.shape))
    result[near.slices] = _pull(result[near.slices], (~hole[near.slices]).astype(np.float32), step)
    return result


def _pull(image: np.ndarray, known: np.ndarray, step: Step = no_step) -> np.ndarray:
    height, width = known.shape
    if min(height, width) <= 1 or bool((known > 0).all()):
        total = known.sum()
        if total and not (known > 0).all():
            mean = (image * known[:, :, None]).sum((0, 1)) / total
            return np.where((known > 0)[:, :, None], image, mean)
        return image
    odd = ((0, height % 2), (0, width % 2))
    if height % 2 or width % 2:
        image = np.pad(image, (*odd, (0, 0)), mode="edge")
        known = np.pad(known, odd, mode="edge")
    step(0.1)
    coarse, share = halve(image, known)
    step(0.3)
    filled = _pull(coarse, np.minimum(1, 4 * share))
    step(0.5)
    filled = double(filled)
    step(0.75)
    alpha = np.minimum(known, 1)[:, :, None]
    return (image * alpha + filled * (1 - alpha))[:height, :width].astype(np.float32)


def build(image: np.ndarray, hole: np.ndarray, count: int, step: Step = no_step) -> list[Level]:
    """``count`` levels, the finest first, each half of the one before. Sides must be multiples of 2**(count - 1).

    A coarse pixel is hole if any of its four is; its colour is the mean of the known ones.
    """
    # Each level is a quarter of the work of the one before.
    finest, *coarser = parts([4.0**-number for number in range(count)], step)
    levels = [Level(push_pull(image, hole, finest), hole)]
    colour, known = image.astype(np.float32), (~hole).astype(np.float32)
    for next_one in coarser:
        next_one(0.0)
        colour, share = halve(colour, known)
        coarse_hole = share < 1
        levels.append(Level(push_pull(colour, share == 0), coarse_hole))
        known = (share > 0).astype(np.float32)
        hole = coarse_hole
    return levels
