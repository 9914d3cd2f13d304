"""What it costs to copy a face into a hole: a second face is worse than any seam."""

from __future__ import annotations

import numpy as np

from vqstudio.core.morphology import dilate

DEAR = 0.3
"""The cost of copying a pixel of a face, as a mean of squared differences of colours in 0..1: a whole face costs more
than the worst seam around it.
"""
CUT = 1.0
"""A hole cuts into a face if they meet along so much of its size (the root of the area that is outside the hole)."""
BESIDE = 2


def not_to_copy(faces: np.ndarray, hole: np.ndarray) -> np.ndarray:
    """float32 (H, W): what it costs to copy each pixel into the ``hole`` (bool (H, W)) of a picture with these
    ``faces`` (int32 (H, W), as a face finder numbers them). A face that the hole cuts into costs nothing, for only what
    it shows itself goes on in it.
    """
    count = int(faces.max()) + 1
    areas = np.bincount(faces[~hole], minlength=count)
    beside = np.bincount(faces[dilate(hole, BESIDE) & ~hole], minlength=count) / BESIDE
    copied = beside >= CUT * np.sqrt(areas)
    copied[0] = True
    return np.where(copied[faces], 0, DEAR).astype(np.float32)
