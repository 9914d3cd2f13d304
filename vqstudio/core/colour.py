"""From the colours of one ICC profile to those of another, by LittleCMS.

Everywhere relative colorimetric with black point compensation: white stays white, black black, colours that both have
stay what they are, and others go to the nearest. No profile means sRGB.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from PIL import Image, ImageCms

from .wording import one_line

INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
STRIP_PIXELS = 2**20
"""Converted at a time: what is large needs no third copy."""
LONGEST_NAME = 80
SAME = 1
"""Levels that a profile may differ by from another one and still be the same: many files carry sRGB of some maker."""


class Conversion:
    """Made by :func:`conversion`. For several threads at once."""

    def __init__(self, source: bytes | None, target: bytes | None) -> None:
        """Raises ImageCms.PyCMSError, OSError for a profile that LittleCMS cannot use this way."""
        profiles = _profile(source), _profile(target)
        self._by_mode = {
            mode: ImageCms.buildTransform(*profiles, mode, mode, renderingIntent=INTENT, flags=FLAGS)
            for mode in ("RGB", "RGBA")
        }

    def image(self, image: Image.Image) -> Image.Image:
        """An image in RGB or RGBA, converted in place; its alpha stays."""
        ImageCms.applyTransform(image, self._by_mode[image.mode], inPlace=True)
        return image

    def __call__(self, pixels: np.ndarray, check: Callable[[], None] = lambda: None) -> np.ndarray:
        """A converted copy of uint8 (H, W, 3|4) with straight alpha, which stays. ``check`` is called between parts of
        a large one, and may raise.
        """
        made = np.empty(pixels.shape, np.uint8)
        rows = max(1, STRIP_PIXELS // max(1, pixels.shape[1]))
        for top in range(0, pixels.shape[0], rows):
            check()
            # A copy: Pillow shares the memory of an array in RGBA, even with what writes to the image.
            strip = Image.fromarray(pixels[top : top + rows].copy())
            made[top : top + rows] = np.asarray(self.image(strip))
        return made


@lru_cache(maxsize=32)
def conversion(source: bytes | None, target: bytes | None = None) -> Conversion | None:
    """From the profile ``source`` to ``target``; None where nothing is to be done: both mean the same, or one of them
    cannot be used.
    """
    if source == target:
        return None
    try:
        made = Conversion(source, target)
        samples = _samples()
        changed = np.abs(made(samples).astype(np.int16) - samples).max() > SAME
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    return made if changed else None


def converted(
    pixels: np.ndarray, source: bytes | None, target: bytes | None = None, check: Callable[[], None] = lambda: None
) -> np.ndarray:
    """uint8 (H, W, 3|4) in the colours of ``target``: ``pixels`` themselves where those are the same. ``check``: as
    for :class:`Conversion`.
    """
    change = conversion(source, target)
    return pixels if change is None or not pixels.size else change(pixels, check)


@lru_cache(maxsize=32)
def can_convert(source: bytes | None, target: bytes | None) -> bool:
    """Whether LittleCMS can use both profiles in this direction: those of scanners have no way back."""
    try:
        Conversion(source, target)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return False
    return True


def profile_name(icc: bytes | None) -> str:
    """What the profile calls itself, on one line; "sRGB" without one, empty if it has no name."""
    try:
        return "sRGB" if icc is None else one_line(ImageCms.getProfileDescription(_profile(icc)).strip(), LONGEST_NAME)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return ""


def _profile(icc: bytes | None) -> ImageCms.ImageCmsProfile:
    if icc is None:
        return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return ImageCms.ImageCmsProfile(io.BytesIO(icc))


def _samples() -> np.ndarray:
    """uint8 (27, 27, 3), in even steps through all colours."""
    levels = np.round(np.linspace(0, 255, 9)).astype(np.uint8)
    return np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(27, 27, 3)
