"""Photos in the colours of the screen: what is in view is converted once and kept; what is sRGB already costs nothing.

Pixels of the window's model, previews too, are in the photo's own colours; this is where they are left.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtGui import QColorSpace, QGuiApplication, QImage

from vqstudio.core.colour import conversion, converted
from vqstudio.core.document import Document
from vqstudio.core.geometry import Bounds
from vqstudio.core.image_modes import usable_profile

from .converted_levels import ConvertedLevels
from .pyramid import Pyramid, native, wrap_native, wrap_pixels

FRAME = 0.004
"""Seconds of a frame that may be spent on converting; the rest is for painting."""
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


def level_on_screen(pyramid: Pyramid, level: int, icc: bytes | None) -> QImage:
    """A level of ``pyramid`` in the screen's colours, all of it. It is valid as long as the pyramid is and nothing else
    is shown.
    """
    found = _converted_levels(pyramid, icc)
    return found.whole(pyramid, level, Bounds.of(pyramid.level(level).shape)) if found else pyramid.image(level)


@dataclass(frozen=True, eq=False)
class Picture:
    """What is to be drawn of a photo."""

    image: QImage
    level: int
    part: Bounds
    """The pixels of the level to draw."""
    corner: tuple[int, int]
    """Where in the image they begin: x, y."""
    whole: bool
    """If not, there was no time for all: what is missing is not sharp, and to be painted again soon."""
    memory: np.ndarray | None = None
    """Of the image, if it is not the level's own."""


def view_on_screen(pyramid: Pyramid, level: int, icc: bytes | None, part: Bounds, as_it_is: bool) -> Picture:
    """``part`` of a level in the screen's colours, as far as a frame's time allows. ``as_it_is``: a pixel of the level
    is one of the screen. It is valid as :func:`level_on_screen` is.
    """
    found = _converted_levels(pyramid, icc)
    if found is not None:
        image, (level, part), whole = found.soon(pyramid, level, part, time.perf_counter() + FRAME)
        return Picture(image, level, part, (part.x, part.y), whole)
    if as_it_is:
        return Picture(pyramid.image(level), level, part, (part.x, part.y), True)
    pixels = native(pyramid.level(level)[part.slices], premultiplied=level > 0)
    return Picture(wrap_native(pixels, pyramid.has_alpha), level, part, (0, 0), True, pixels)


def _converted_levels(pyramid: Pyramid, icc: bytes | None) -> ConvertedLevels | None:
    """None where nothing is to be converted."""
    change = conversion(icc, screen_profile())
    if change is None:
        return None
    found = _converted.get(pyramid)
    if found is None or found.change is not change:
        for outdated in list(_converted.keys())[: max(0, len(_converted) - KEPT + 1)]:
            del _converted[outdated]
        found = _converted[pyramid] = ConvertedLevels(change)
    return found


_converted: WeakKeyDictionary[Pyramid, ConvertedLevels] = WeakKeyDictionary()
