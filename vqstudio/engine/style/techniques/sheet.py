"""What a painter paints on: a part of a picture, and whatever chance brings to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import cv2
import numpy as np

from vqstudio.core.geometry import Bounds


class Sheet:
    """The part ``area`` of a picture of ``shape`` (H, W); ``look`` gives any part of it, float32 (h, w, 3) in 0..1.
    ``faces`` int32 (H, W): the number of the face that each pixel of the picture belongs to, 0 for none.

    Everything random is drawn for the whole picture, in the same order, and then cut: so a part gets the strokes, the
    grain and the washes that it has in the whole. What a painter measures, it measures on ``whole``.
    """

    def __init__(
        self,
        look: Callable[[Bounds], np.ndarray],
        shape: tuple[int, int],
        area: Bounds,
        rng: np.random.Generator,
        faces: np.ndarray,
    ) -> None:
        self._look, self.shape, self.area, self.rng, self.faces = look, shape, area, rng, faces

    @cached_property
    def picture(self) -> np.ndarray:
        """The part that is painted."""
        return self._look(self.area)

    @cached_property
    def whole(self) -> Sheet:
        """All of the picture, with the same chance; that takes time, so painters ask for it only where a part does not
        tell.
        """
        everywhere = Bounds.of(self.shape)
        return self if self.area == everywhere else Sheet(self._look, self.shape, everywhere, self.rng, self.faces)

    def cut(self, field: np.ndarray) -> np.ndarray:
        """The part of a field (H, W, ...) of the whole."""
        return field if self.whole is self else np.ascontiguousarray(field[self.area.slices])

    def noise(self) -> np.ndarray:
        """White, deviation 1."""
        return self.cut(self.rng.standard_normal(self.shape, dtype=np.float32))

    def clouds(self, size: float) -> np.ndarray:
        """See :func:`clouds`."""
        return self.cut(clouds(self.shape, size, self.rng))

    def grain(self, unit: float) -> np.ndarray:
        """See :func:`grain`."""
        return self.cut(grain(self.shape, unit, self.rng))

    def grid(self) -> tuple[np.ndarray, np.ndarray]:
        """Rows and columns of the part's pixels in the whole, float32 (h, w)."""
        rows, columns = np.mgrid[self.area.y : self.area.bottom, self.area.x : self.area.right].astype(np.float32)
        return rows, columns

    def here(self, places: np.ndarray, reach: float) -> tuple[np.ndarray, np.ndarray]:
        """Which of ``places`` (N, 2), row before column, lie in the part or within ``reach`` px of it, bool (N,); and
        where these lie in the part.
        """
        places = places - (self.area.y, self.area.x)
        near = ((places >= -reach) & (places < (self.area.height + reach, self.area.width + reach))).all(axis=1)
        return np.asarray(near, bool), places[near]


def clouds(shape: tuple[int, ...], size: float, rng: np.random.Generator) -> np.ndarray:
    """Smooth noise with features of about ``size`` px, mean 0 and deviation 1."""
    height, width = shape[:2]
    size = min(max(1.0, size), 2.0 * max(height, width))  # strokes larger than the picture differ by chance alone
    small = rng.standard_normal((int(height / size) + 2, int(width / size) + 2), dtype=np.float32)
    field = cv2.resize(small, None, fx=size, fy=size, interpolation=cv2.INTER_CUBIC)[:height, :width]
    return (field - field.mean()) / (field.std() + 1e-6)


def grain(shape: tuple[int, ...], unit: float, rng: np.random.Generator) -> np.ndarray:
    """The relief of rough paper, deviation 1."""
    sizes = ((1.3, 1.0), (2.6, 0.8), (6.0, 0.5))
    layers = [np.float32(share) * clouds(shape, size * unit, rng) for size, share in sizes]
    return np.asarray(np.sum(layers, 0) / np.float32(1.37))
