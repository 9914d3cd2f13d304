"""Pixels of 16 bits per channel. Only saving, adjusting and reshaping use them; everything else works on 8 bits.

The 8 bits are always the :func:`reduced` 16 bits. 8 bits times 257 make 16 bits, so black and white stay the same.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

DEEP_FORMATS = frozenset({"PNG", "TIFF"})
"""Pillow's names of the formats that can be saved with 16 bits."""
STEP = 257
"""Levels of 16 bits to one of 8."""
STRIP_ROWS = 32
"""Rows at a time: what is computed of them stays in the processor's cache."""
_REDUCED = ((np.arange(65536, dtype=np.uint32) + STEP // 2) // STEP).astype(np.uint8)


def reduced(deep: np.ndarray, watch: Callable[[np.ndarray, int], object] | None = None) -> np.ndarray:
    """uint16 (H, W, C) as the nearest uint8; ``watch`` receives the pixels and how many rows are done."""
    pixels = np.empty(deep.shape, np.uint8)
    for top in range(0, len(deep), STRIP_ROWS):
        bottom = min(top + STRIP_ROWS, len(deep))
        np.take(_REDUCED, deep[top:bottom], out=pixels[top:bottom], mode="clip")
        if watch is not None:
            watch(pixels, bottom)
    return pixels


def edited(deep: np.ndarray, before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """uint16 ``deep`` with an edit of its 8 bits, from uint8 ``before`` to ``after``, all of one shape: values that the
    edit changed are taken from ``after``, all others stay.
    """
    result = np.empty_like(deep)
    for top in range(0, len(deep), STRIP_ROWS):
        rows = slice(top, top + STRIP_ROWS)
        np.multiply(after[rows], np.uint16(STEP), out=result[rows], dtype=np.uint16)
        np.copyto(result[rows], deep[rows], where=before[rows] == after[rows])
    return result
