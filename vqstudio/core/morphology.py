"""Masks grown and shrunk by squares, and what lies near or deep inside of them."""

from __future__ import annotations

import cv2
import numpy as np

from .geometry import Bounds
from .mask import bounds_of


def dilate(mask: np.ndarray, radius: int) -> np.ndarray:
    """bool (H, W) grown by a square of ``radius``."""
    if not mask.size:
        return mask.copy()
    square = np.ones((2 * radius + 1, 2 * radius + 1), np.uint8)
    return np.asarray(cv2.dilate(mask.astype(np.uint8), square)).view(bool)


def erode(mask: np.ndarray, radius: int) -> np.ndarray:
    """bool (H, W): pixels whose square of ``radius`` lies in the mask and inside the picture."""
    height, width = mask.shape
    padded = np.pad(~mask, radius, constant_values=True)
    return ~dilate(padded, radius)[radius : radius + height, radius : radius + width]


def spread(labels: np.ndarray) -> np.ndarray:
    """``labels`` (int (H, W)) with the nearest one at every pixel that has none (-1)."""
    has = labels >= 0
    _, nearest = cv2.distanceTransformWithLabels(
        (~has).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    values = np.zeros(int(nearest.max()) + 1, labels.dtype)
    values[nearest[has]] = labels[has]
    return np.where(has, labels, values[nearest])


def depth_of(mask: np.ndarray, most: int) -> np.ndarray:
    """int (H, W): how many pixels (chessboard distance, at most ``most``) each pixel lies inside the mask."""
    depth = np.zeros(mask.shape, np.int32)
    # What lies beyond the picture's border counts as mask.
    box = bounds_of(mask).pad(1).intersect(Bounds.of(mask.shape)).slices
    inside = mask[box]
    for _ in range(most):
        if not inside.any():
            break
        depth[box] += inside
        inside = ~dilate(~inside, 1)
    return depth
