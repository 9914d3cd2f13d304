"""A photo with its halved copies, so that painting costs depend on the screen and not on the size of the photo."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image
from PySide6.QtGui import QImage

from vqstudio.core.geometry import Bounds

SMALLEST = 256
"""Halving ends when the longer side is no longer than this."""


def halve(pixels: np.ndarray) -> np.ndarray:
    """Every 2x2 block of uint8 (H, W[, C]) averaged; an odd last row or column is averaged on its own. Alpha must be
    premultiplied.
    """
    height, width = pixels.shape[:2]
    rows, columns = height // 2, width // 2
    result = np.empty((height - rows, width - columns, *pixels.shape[2:]), np.uint8)
    if rows and columns:
        # OpenCV is twenty times faster where both sides are even; an odd last row or column is done separately.
        even = pixels[: 2 * rows, : 2 * columns]
        result[:rows, :columns] = cv2.resize(even, (columns, rows), interpolation=cv2.INTER_AREA)
    if height % 2:
        result[-1, :columns] = _pairs(pixels[-1, : 2 * columns])
    if width % 2:
        result[:rows, -1] = _pairs(pixels[: 2 * rows, -1])
    if height % 2 and width % 2:
        result[-1, -1] = pixels[-1, -1]
    return result


def _pairs(line: np.ndarray) -> np.ndarray:
    """The averages of neighbours in uint8 (2 n[, C])."""
    return ((line[0::2].astype(np.uint16) + line[1::2] + 1) // 2).astype(np.uint8)


def coarser(bounds: Bounds) -> Bounds:
    """The pixels of the next level that depend on ``bounds``."""
    x, y = bounds.x // 2, bounds.y // 2
    return Bounds(x, y, -(-bounds.right // 2) - x, -(-bounds.bottom // 2) - y)


def finer(bounds: Bounds, shape: tuple[int, ...]) -> Bounds:
    """The pixels of the finer level (of ``shape``) that make up ``bounds`` of the coarser one."""
    return Bounds(2 * bounds.x, 2 * bounds.y, 2 * bounds.width, 2 * bounds.height).intersect(Bounds.of(shape))


def level_for(zoom: float, levels: int) -> int:
    """The coarsest level that still has at least one pixel per device pixel."""
    level = 0
    while level + 1 < levels and zoom * 2 ** (level + 1) <= 1.0:
        level += 1
    return level


@dataclass(frozen=True, eq=False)
class Pyramid:
    """Level 0 is the document's own array, not a copy; the others are 32-bit for fast smooth painting."""

    pixels: np.ndarray
    coarse: tuple[np.ndarray, ...]

    @staticmethod
    def build(pixels: np.ndarray) -> Pyramid:
        coarse: list[np.ndarray] = []
        level = _premultiplied(pixels)
        while max(level.shape[:2]) > SMALLEST:
            level = halve(level)
            coarse.append(_four_channels(level))
        return Pyramid(pixels, tuple(coarse))

    def patched(self, pixels: np.ndarray, bounds: Bounds) -> Pyramid:
        """The pyramid of ``pixels``, which differ from the present ones inside ``bounds`` only."""
        if bounds.area == 0:
            return Pyramid(pixels, self.coarse)
        coarse: list[np.ndarray] = []
        for index, old in enumerate(self.coarse):
            bounds = coarser(bounds)
            below = pixels if index == 0 else coarse[-1]
            part = below[finer(bounds, below.shape).slices]
            level = old.copy()
            level[bounds.slices] = _four_channels(halve(_premultiplied(part) if index == 0 else part))
            coarse.append(level)
        return Pyramid(pixels, tuple(coarse))

    @property
    def levels(self) -> int:
        return 1 + len(self.coarse)

    @property
    def has_alpha(self) -> bool:
        return self.pixels.shape[2] == 4

    def level(self, level: int) -> np.ndarray:
        """uint8 (H, W, 3|4), straight, for 0; (H, W, 4), premultiplied, for the others."""
        return self.coarse[level - 1] if level else self.pixels

    def image(self, level: int) -> QImage:
        """A view of the level's memory; valid as long as this pyramid is."""
        if level == 0:
            return wrap_pixels(self.pixels)
        return _wrap(self.coarse[level - 1], QImage.Format.Format_RGBA8888_Premultiplied)


class PyramidOfRows:
    """The pyramid of a photo whose rows are still being read. :meth:`watch` halves new rows while they are in the
    processor's cache.
    """

    def __init__(self) -> None:
        self._of: np.ndarray | None = None
        self._coarse: list[np.ndarray] = []
        self._done: list[int] = []
        """How many rows of the photo, and of every level but the last, are halved."""

    def watch(self, pixels: np.ndarray, rows: int) -> None:
        """The first ``rows`` rows of ``pixels``, uint8 (H, W, 3), have been read; never fewer than at the last call."""
        if pixels.shape[2] != 3:
            return
        if self._of is not pixels:
            self._begin(pixels)
        below = pixels
        for number, level in enumerate(self._coarse):
            start, end = self._done[number], rows if rows == len(below) else rows - rows % 2
            if end == start:
                return
            place = level[start // 2 : -(-end // 2)]
            if number:
                place[:] = halve(below[start:end])
            else:
                cv2.cvtColor(halve(below[start:end]), cv2.COLOR_RGB2RGBA, dst=place)
            self._done[number], below, rows = end, level, -(-end // 2)

    def _begin(self, pixels: np.ndarray) -> None:
        self._of, self._coarse = pixels, []
        height, width = pixels.shape[:2]
        while max(height, width) > SMALLEST:
            height, width = -(-height // 2), -(-width // 2)
            self._coarse.append(np.empty((height, width, 4), np.uint8))
        self._done = [0] * len(self._coarse)

    def build(self, pixels: np.ndarray) -> Pyramid:
        whole = self._of is pixels and (not self._done or self._done[0] == len(pixels))
        return Pyramid(pixels, tuple(self._coarse)) if whole else Pyramid.build(pixels)


def wrap_pixels(pixels: np.ndarray) -> QImage:
    """A QImage on the memory of uint8 (H, W, 3|4) pixels, which must outlive it."""
    straight = QImage.Format.Format_RGBA8888 if pixels.shape[2] == 4 else QImage.Format.Format_RGB888
    return _wrap(pixels, straight)


def native(pixels: np.ndarray, premultiplied: bool) -> np.ndarray:
    """A level's pixels, (H, W, 3|4), as Qt keeps them in memory: uint8 (H, W, 4) blue, green, red and premultiplied
    alpha.
    """
    if pixels.shape[2] == 3:
        return cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA)
    return cv2.cvtColor(pixels if premultiplied else _premultiplied(pixels), cv2.COLOR_RGBA2BGRA)


def wrap_native(pixels: np.ndarray, alpha: bool) -> QImage:
    """As :func:`wrap_pixels`, for pixels from :func:`native`."""
    return _wrap(pixels, native_format(alpha))


def native_format(alpha: bool) -> QImage.Format:
    """The format of pixels from :func:`native`, whose alpha is 255 everywhere if ``alpha`` is False. Qt samples these
    formats smoothly in a quarter of the time that others take.
    """
    return QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32


def pixels_of(image: QImage) -> np.ndarray:
    """uint8 (H, W, 3|4) copy of any QImage."""
    alpha = image.hasAlphaChannel()
    channels = 4 if alpha else 3
    image = image.convertToFormat(QImage.Format.Format_RGBA8888 if alpha else QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * channels].reshape(image.height(), image.width(), channels).copy()


def _wrap(pixels: np.ndarray, image_format: QImage.Format) -> QImage:
    height, width, channels = pixels.shape
    return QImage(np.ascontiguousarray(pixels).data, width, height, width * channels, image_format)


def _premultiplied(pixels: np.ndarray) -> np.ndarray:
    if pixels.shape[2] == 3:
        return pixels
    return np.array(Image.fromarray(np.ascontiguousarray(pixels)).convert("RGBa"))


def _four_channels(pixels: np.ndarray) -> np.ndarray:
    # Smooth sampling of 24-bit pictures is five times slower than of 32-bit ones in Qt.
    if pixels.shape[2] == 4:
        return pixels
    return cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA)
