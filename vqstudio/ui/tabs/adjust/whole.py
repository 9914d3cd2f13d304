"""What is measured on the whole photo, once for all that shows how it would be adjusted."""

from __future__ import annotations

import weakref

import numpy as np

from vqstudio.core.adjust import WholePhoto


class Whole:
    def __init__(self) -> None:
        self._known: tuple[weakref.ref, WholePhoto] | None = None

    def of(self, pixels: np.ndarray) -> WholePhoto:
        """Of uint8 (H, W, 3|4), which do not change in place."""
        if self._known is None or self._known[0]() is not pixels:
            self._known = weakref.ref(pixels), WholePhoto(pixels)
        return self._known[1]
