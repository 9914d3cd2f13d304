"""Pictures with a hole at several resolutions."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from .pace import Step, no_step, parts


@dataclass
class Level:
    """``image`` float32 (H, W, 3) in 0..255 with an estimate in the hole; ``hole`` bool (H, W)."""

    image: np.ndarray
    hole: np.ndarray


def halve(image: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """2x2 means of the known pixels only. (H, W, C) float32 and weights (H, W) float32 in 0..1, even sides; halves of
    both.
    """
    weight = known[:, :, None]
    total = _sum2(image * weight)
    share = _sum2(weight)
    return total / np.maximum(share, 1e-6), share[:, :, 0] / 4


def _sum2(a: np.ndarray) -> np.ndarray:
    return a[0::2, 0::2] + a[1::2, 0::2] + a[0::2, 1::2] + a[1::2, 1::2]


def double(image: np.ndarray) -> np.ndarray:
    """Floats (H, W, C) to (2H, 2W, C), bilinear, pixel centres kept."""
    height, width, channels = image.shape
    doubled = cv2.resize(np.ascontiguousarray(image), (2 * width, 2 * height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(doubled).reshape(2 * height, 2 * width, channels)


def push_pull(image: np.ndarray, hole: np.ndarray, step: Step = no_step) -> np.ndarray:
    """Fill ``hole`` smoothly from around it (Gortler et al. 1996): float32 (H, W, 3) with the hole filled.

    Each hole pixel takes its colour from the finest coarser level that knows one.
    """
    return _pull(image.astype(np.float32), (~hole).astype(np.float32), step)


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
