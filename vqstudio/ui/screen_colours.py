"""Photos in the colours of the screen: what is in view is converted once and kept; what is sRGB already costs nothing.

Pixels of the window's model, previews too, are in the photo's own colours; this is where they are left.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np
from PIL import Image
from PySide6.QtGui import QColorSpace, QGuiApplication, QImage

from vqstudio.core.colour import Conversion, conversion, converted
from vqstudio.core.document import Document
from vqstudio.core.geometry import Bounds
from vqstudio.core.image_modes import usable_profile

from .pyramid import Pyramid, wrap_level, wrap_pixels

TILE = 256
"""Side in pixels of what is converted at a time."""
KEPT = 3
"""Photos that are kept converted: the one that is shown, it as it was opened, and the last one."""


def screen_profile() -> bytes | None:
    """Of the colours that the window's pixels are taken for; None = sRGB, and where Qt does not know."""
    for window in QGuiApplication.topLevelWindows():
        space = window.format().colorSpace()
        if space.isValid() and space != QColorSpace(QColorSpace.NamedColorSpace.SRgb):
            return bytes(space.iccProfile().data()) or None
    return None


def on_screen(pixels: np.ndarray, icc: bytes | None) -> np.ndarray:
    """uint8 (H, W, 3|4) of a photo with the profile ``icc``, as the screen needs them, or themselves if they fit."""
    return converted(pixels, icc, screen_profile())


def picture_for_others(document: Document) -> QImage:
    """A copy for other programs, in sRGB and said so: few of them heed a profile."""
    image = wrap_pixels(converted(document.pixels, document.metadata.icc)).copy()
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return image


def profile_of(image: QImage) -> bytes | None:
    """Of a picture that another program gave, None = sRGB."""
    space = image.colorSpace()
    if not space.isValid() or space == QColorSpace(QColorSpace.NamedColorSpace.SRgb):
        return None
    return usable_profile(bytes(space.iccProfile().data()))


def level_on_screen(pyramid: Pyramid, level: int, icc: bytes | None, part: Bounds | None = None) -> QImage:
    """A level of ``pyramid`` in the screen's colours, inside ``part`` at least. It is valid as long as the pyramid is
    and nothing else is shown.
    """
    change = conversion(icc, screen_profile())
    if change is None:
        return pyramid.image(level)
    found = _converted.get(pyramid)
    if found is None or found.change is not change:
        for outdated in list(_converted.keys())[: max(0, len(_converted) - KEPT + 1)]:
            del _converted[outdated]
        found = _converted[pyramid] = _Converted(change)
    pixels = pyramid.coarse[level - 1] if level else pyramid.pixels
    return wrap_level(found.level(pixels, level, part or Bounds.of(pixels.shape)), premultiplied=level > 0)


class _Converted:
    """The levels of a pyramid, converted where they were looked at; memory that was not costs nothing."""

    def __init__(self, change: Conversion) -> None:
        self.change = change
        self._levels: dict[int, tuple[np.ndarray, np.ndarray]] = {}
        """By level: pixels, and which of their tiles (bool) are there."""

    def level(self, pixels: np.ndarray, level: int, part: Bounds) -> np.ndarray:
        if level not in self._levels:
            tiles = -(-pixels.shape[0] // TILE), -(-pixels.shape[1] // TILE)
            self._levels[level] = np.empty(pixels.shape, np.uint8), np.zeros(tiles, bool)
        made, done = self._levels[level]
        rows = slice(part.y // TILE, -(-part.bottom // TILE))
        columns = slice(part.x // TILE, -(-part.right // TILE))
        for row, column in np.argwhere(~done[rows, columns]) + np.array([rows.start, columns.start]):
            place = np.s_[row * TILE : (row + 1) * TILE, column * TILE : (column + 1) * TILE]
            made[place] = self._tile(pixels[place], premultiplied=level > 0)
        done[rows, columns] = True
        return made

    def _tile(self, pixels: np.ndarray, premultiplied: bool) -> np.ndarray:
        if not premultiplied or pixels[:, :, 3].min() == 255:
            return self.change(pixels)
        height, width = pixels.shape[:2]
        straight = Image.frombytes("RGBa", (width, height), np.ascontiguousarray(pixels).tobytes()).convert("RGBA")
        return np.asarray(self.change.image(straight).convert("RGBa"))


_converted: WeakKeyDictionary[Pyramid, _Converted] = WeakKeyDictionary()
