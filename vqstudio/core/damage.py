"""From how likely damage is to a mask of it."""

from __future__ import annotations

import cv2
import numpy as np

USUAL_SENSITIVITY = 0.5
RIM = 2
"""Pixels by which what is found is widened: damage fades at its rim, and a repair would copy it from there."""
LEAST = 4
"""Pixels of the smallest spot that is proposed."""


def proposed(likelihood: np.ndarray, sensitivity: float = USUAL_SENSITIVITY) -> np.ndarray:
    """A mask, uint8 (H, W) of 0 and 255, of what is damaged by a ``likelihood``, uint8 (H, W), of 255 for certain.

    ``sensitivity`` in 0..1: 0 proposes only what is certain, 1 all that is at all likely.
    """
    found = (likelihood >= max(1, round(255 * (1 - sensitivity)))).astype(np.uint8)
    _count, labels, about, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    large = about[:, cv2.CC_STAT_AREA] >= LEAST
    large[0] = False
    kept = large[labels].astype(np.uint8) * 255
    return cv2.dilate(kept, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * RIM + 1, 2 * RIM + 1)))
