"""Pixels of 16 bits per channel beside those of 8, which all but saving, adjusting and reshaping work on.

The one is always :func:`reduced` of the other. 8 bits become 16 by times 257, so black and white stay what they are.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

DEEP_FORMATS = frozenset({"PNG", "TIFF"})
"""Of those that are saved (Pillow's names): which hold 16 bits."""
STEP = 257
"""Levels of 16 bits to one of 8."""
STRIP_ROWS = 32
"""Rows at a time: what is computed of them stays in the processor's cache."""
_REDUCED = ((np.arange(65536, dtype=np.uint32) + STEP // 2) // STEP).astype(np.uint8)


def reduced(deep: np.ndarray, watch: Callable[[np.ndarray, int], object] | None = None) -> np.ndarray:
    """uint16 (H, W, C) as the nearest uint8; ``watch`` is told the pixels and how many rows of them are there."""
    pixels = np.empty(deep.shape, np.uint8)
    for top in range(0, len(deep), STRIP_ROWS):
        bottom = min(top + STRIP_ROWS, len(deep))
        np.take(_REDUCED, deep[top:bottom], out=pixels[top:bottom], mode="clip")
        if watch is not None:
            watch(pixels, bottom)
    return pixels


def edited(deep: np.ndarray, before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """What an edit of the 8 bits, from uint8 ``before`` to ``after``, makes of uint16 ``deep``, all of one shape: a
    value that the edit changed is taken over, all others stay.
    """
    result = np.empty_like(deep)
    for top in range(0, len(deep), STRIP_ROWS):
        rows = slice(top, top + STRIP_ROWS)
        np.multiply(after[rows], np.uint16(STEP), out=result[rows], dtype=np.uint16)
        np.copyto(result[rows], deep[rows], where=before[rows] == after[rows])
    return result
