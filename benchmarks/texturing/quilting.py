"""Image quilting (Efros and Freeman 2001), plainly: square blocks, the best tenth by chance, one cut per overlap."""

from __future__ import annotations

import cv2
import numpy as np

TOLERANCE = 0.1
OVERLAP = 1 / 6


def quilted(area: np.ndarray, height: int, width: int, seed: int, share: float = 0.35) -> np.ndarray:
    """uint8 (height, width, 3) of an area uint8 (h, w, 3)."""
    rng = np.random.default_rng(seed)
    source = area.astype(np.float32)
    block = max(12, int(share * min(area.shape[:2])))
    over = max(2, int(block * OVERLAP))
    step = block - over
    rows, columns = -(-(height - over) // step), -(-(width - over) // step)
    result = np.zeros((rows * step + over, columns * step + over, 3), np.float32)
    for row in range(rows):
        for column in range(columns):
            y, x = row * step, column * step
            there = result[y : y + block, x : x + block].copy()
            cost = np.zeros((source.shape[0] - block + 1, source.shape[1] - block + 1), np.float32)
            if column:
                cost += cv2.matchTemplate(source, there[:, :over], cv2.TM_SQDIFF)[:, : cost.shape[1]]
            if row:
                cost += cv2.matchTemplate(source, there[:over], cv2.TM_SQDIFF)[: cost.shape[0]]
            good = np.flatnonzero(cost <= cost.min() * (1 + TOLERANCE) + 1e-3)
            sy, sx = np.unravel_index(int(rng.choice(good)), cost.shape)
            new = source[sy : sy + block, sx : sx + block]
            taken = np.ones((block, block), bool)
            if column:
                taken[:, :over] &= _right_of_cut(((there - new) ** 2).sum(2)[:, :over])
            if row:
                taken[:over] &= _right_of_cut(((there - new) ** 2).sum(2)[:over].T).T
            result[y : y + block, x : x + block][taken] = new[taken]
    return result[:height, :width].astype(np.uint8)


def _right_of_cut(cost: np.ndarray) -> np.ndarray:
    """bool (h, w): right of the cheapest way from the first row to the last."""
    total = cost.copy()
    for y in range(1, len(cost)):
        before = np.pad(total[y - 1], 1, constant_values=np.inf)
        total[y] += np.minimum(np.minimum(before[:-2], before[1:-1]), before[2:])
    x = int(total[-1].argmin())
    right = np.zeros(cost.shape, bool)
    for y in range(len(cost) - 1, -1, -1):
        right[y, x:] = True
        if y:
            low = max(0, x - 1)
            x = low + int(total[y - 1, low : x + 2].argmin())
    return right
