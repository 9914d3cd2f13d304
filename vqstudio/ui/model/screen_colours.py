"""Photos in the colours of the screen. What is in view is converted once and kept; sRGB photos on an sRGB screen cost
nothing.

Everything in the window's model, including previews, uses the photo's own colours; this is where they are converted.
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
"""Photos that are kept converted: the one shown, the same one as it was opened, and the previous one."""


def screen_profile() -> bytes | None:
    """The profile of the screen; None for sRGB, and where Qt does not know it."""
    for window in QGuiApplication.topLevelWindows():
        space = window.format().colorSpace()
        if space.isValid() and space != QColorSpace(QColorSpace.NamedColorSpace.SRgb):
            return bytes(space.iccProfile().data()) or None
    return None


def on_screen(pixels: np.ndarray, icc: bytes | None) -> np.ndarray:
    """``pixels``, uint8 (H, W, 3|4) with the profile ``icc``, in the screen's colours; the same array if nothing
    changes.
    """
    return converted(pixels, icc, screen_profile())


def picture_for_others(document: Document) -> QImage:
    """A copy for other programs, converted to sRGB and marked as such, because few of them heed a profile."""
    image = wrap_pixels(converted(document.pixels, document.metadata.icc)).copy()
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return image


def profile_of(image: QImage) -> bytes | None:
    """The profile of a picture from another program; None for sRGB."""
    space = image.colorSpace()
    if not space.isValid() or space == QColorSpace(QColorSpace.NamedColorSpace.SRgb):
        return None
    return usable_profile(bytes(space.iccProfile().data()))


def level_on_screen(pyramid: Pyramid, level: int, icc: bytes | None) -> QImage:
    """A whole level of ``pyramid`` in the screen's colours, valid as long as the pyramid is and no other photo is
    shown.
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
    """Where they begin in the image: x, y."""
    whole: bool
    """False if the time did not suffice: parts are not sharp yet and must be painted again soon."""
    memory: np.ndarray | None = None
    """The image's memory, if it is not the level's own."""


def view_on_screen(pyramid: Pyramid, level: int, icc: bytes | None, part: Bounds, as_it_is: bool) -> Picture:
    """``part`` of a level in the screen's colours, as far as the time of a frame allows. ``as_it_is``: each pixel of
    the level fills one of the screen. Valid as long as the result of :func:`level_on_screen`.
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
    """None if nothing needs converting."""
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
