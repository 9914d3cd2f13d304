"""From how likely damage is to a mask of it."""

from __future__ import annotations

import math

import cv2
import numpy as np

USUAL_SENSITIVITY = 0.5
USUAL_LOGIT = 1.1
"""How certain (as a logit: 75 %) the finder must be at the usual sensitivity. Over-detection is worse than
under-detection: what is missed can be painted, what is wrongly repaired must be noticed first.
"""
RANGE = 7.0
"""By how much less certain it must be at a sensitivity of 1 than at 0."""
AROUND = 0.5
"""By how much less certain what touches a certain place may be: the ends of a scratch."""
RIM = 1
"""Pixels by which what is found is widened: damage fades at its rim, and a repair would copy it from there. With 0 a
scratch leaves a ghost, with 2 one through an eye takes the eye with it.
"""
LEAST = 8
"""Pixels of the smallest spot that is proposed."""


def proposed(likelihood: np.ndarray, sensitivity: float = USUAL_SENSITIVITY) -> np.ndarray:
    """A mask, uint8 (H, W) of 0 and 255, of what is damaged by a ``likelihood``, uint8 (H, W), of 255 for certain.

    ``sensitivity`` in 0..1: 0 proposes only what is certain, 1 all that is at all likely. Places that are certain
    spread to what touches them and is nearly so (hysteresis: Canny 1986).
    """
    logit = USUAL_LOGIT + RANGE * (USUAL_SENSITIVITY - sensitivity)
    certain, nearly = likelihood >= _level(logit), likelihood >= _level(logit - AROUND)
    _count, labels, about, _ = cv2.connectedComponentsWithStats(nearly.astype(np.uint8), connectivity=8)
    kept = np.zeros(len(about), np.uint8)
    kept[labels[certain]] = 255
    kept[about[:, cv2.CC_STAT_AREA] < LEAST] = 0
    kept[0] = 0
    return cv2.dilate(kept[labels], cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * RIM + 1, 2 * RIM + 1)))


def _level(logit: float) -> int:
    return max(1, round(255 / (1 + math.exp(-logit))))
