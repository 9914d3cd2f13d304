"""The repair mask: which pixels the user painted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .errors import MaskError
from .geometry import Bounds


@dataclass(frozen=True, eq=False)
class Mask:
    """A selection of pixels.

    ``alpha`` is uint8 (H, W): 0 = keep the pixel as it is, 255 = selected fully. Values in between are the soft rim
    of an anti-aliased brush: repair replaces every pixel that is touched at all (half-covered pixels still carry the
    object's colour), style uses the value as a weight.
    """

    alpha: np.ndarray

    def __post_init__(self) -> None:
        if self.alpha.dtype != np.uint8 or self.alpha.ndim != 2:
            raise MaskError(
                "A mask must be an 8-bit grey image, not {kind} {shape}.", kind=self.alpha.dtype, shape=self.alpha.shape
            )

    @staticmethod
    def empty(height: int, width: int) -> Mask:
        return Mask(np.zeros((height, width), np.uint8))

    @property
    def shape(self) -> tuple[int, int]:
        height, width = self.alpha.shape
        return height, width

    @property
    def selected(self) -> np.ndarray:
        """bool (H, W): the pixels a repair may change."""
        return self.alpha > 0

    def is_empty(self) -> bool:
        return not self.selected.any()

    def bounds(self) -> Bounds:
        """The smallest bounds around every selected pixel; zero-sized if there is none."""
        return bounds_of(self.selected)


def bounds_of(selected: np.ndarray) -> Bounds:
    """The smallest bounds around the true pixels of a bool (H, W) array; zero-sized if there is none."""
    rows = np.flatnonzero(selected.any(axis=1))
    if rows.size == 0:
        return Bounds(0, 0, 0, 0)
    columns = np.flatnonzero(selected[rows[0] : rows[-1] + 1].any(axis=0))
    return Bounds(int(columns[0]), int(rows[0]), int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1))


def require_size(mask: Mask, pixels: np.ndarray) -> None:
    """Raises MaskError if the mask has another size than the photo (H, W, C)."""
    if mask.shape != pixels.shape[:2]:
        raise MaskError(
            "The mask is {width}x{height} pixels, the photo {photo_width}x{photo_height}; "
            "they must have the same size.",
            width=mask.shape[1],
            height=mask.shape[0],
            photo_width=pixels.shape[1],
            photo_height=pixels.shape[0],
        )
