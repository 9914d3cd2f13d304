"""Forms: light, dark and colours of a photo under the strokes of the network.

The network has learned what strokes look like, not what a face is: it lays patches of light and dark over cheeks and
skies. They are coarser than strokes, so a picture can be parted by size (Burt and Adelson 1983): the finer part stays
the network's, and the coarser one becomes the photo's in the painting's palette.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from vqstudio.core.geometry import Bounds

from ..pace import Step, strips
from .techniques.canvas import blur, light
from .techniques.palette import Recolouring

Palettes = Sequence[tuple[float, tuple[float, ...]]]
"""Shares, which sum to 1, of palettes, as :func:`.techniques.palette.palette_of` makes them."""

FINEST = 4.0
"""Size (px; deviation of a Gaussian) from which on forms are the photo's at a share of 1; at a half, twice that."""
FADING = 0.1
"""Share below which forms fade, down to the network's own at 0."""
FORMS_EDITION = 3
"""To be raised when forms are found in another way: a batch then makes its results anew."""
REDUCED = 2
"""Forms are found on a copy so many times smaller."""
TEXTURE = 0.5
"""How much of a network's strokes is laid on a painting by an algorithm."""
MIDDLE = 128
"""The level of a texture that changes nothing."""
REACH = 3
"""Deviations after which a Gaussian has ended."""


def reach(share: float) -> int:
    """How far (px) from a place anything lies that its forms depend on."""
    return round(REACH * size_of(share)) + 2 * REDUCED if share else 0


def with_forms(
    painting: np.ndarray, photo: np.ndarray, area: Bounds, palettes: Palettes, share: float, strength: float, step: Step
) -> np.ndarray:
    """The ``area`` of a ``painting``, both uint8 (h, w, 3), with the forms of its ``photo``, uint8 (H, W, 3) of the
    size of the whole. ``share`` and ``strength`` in 0..1. The corner of ``area`` has even coordinates. ``step`` may
    raise Cancelled.
    """
    weight = min(1.0, share / FADING) * strength
    if not palettes or not weight:
        return painting
    step(0.0)
    below, right = -area.height % REDUCED, -area.width % REDUCED
    before, now = (
        cv2.resize(
            cv2.copyMakeBorder(picture, 0, below, 0, right, cv2.BORDER_REFLECT), None,
            fx=1 / REDUCED, fy=1 / REDUCED, interpolation=cv2.INTER_AREA,
        )
        for picture in (np.ascontiguousarray(photo[area.slices]), painting)
    )  # fmt: skip
    wanted = sum(np.float32(part) * Recolouring(photo, palette).of(before) for part, palette in palettes)
    step(0.5)
    change: np.ndarray = np.float32(weight) * (wanted - now)
    change = cv2.GaussianBlur(change, (0, 0), size_of(share) / REDUCED, borderType=cv2.BORDER_REFLECT)
    change = cv2.resize(change, (now.shape[1] * REDUCED, now.shape[0] * REDUCED), interpolation=cv2.INTER_LINEAR)
    result = np.empty_like(painting)
    for rows in strips(area.height, step):
        result[rows] = np.clip(painting[rows] + change[rows, : area.width] + np.float32(0.5), 0, 255)
    return result


def texture_of(painting: np.ndarray, share: float) -> np.ndarray:
    """What of a painting, uint8 (H, W, 3), is finer than its forms at a ``share``: uint8 (H, W, 3) about MIDDLE."""
    coarse = blur(painting.astype(np.float32), size_of(share))
    return np.clip(painting - coarse + np.float32(MIDDLE + 0.5), 0, 255).astype(np.uint8)


def with_texture(painting: np.ndarray, texture: np.ndarray, amount: float, grey: bool, step: Step) -> np.ndarray:
    """A painting with so much of a ``texture`` of :func:`texture_of`, both uint8 (H, W, 3): uint8 of the same size.
    A ``grey`` one changes light and dark only.
    """
    result = np.empty_like(painting)
    for rows in strips(len(painting), step):
        change = texture[rows].astype(np.float32) - np.float32(MIDDLE)
        if grey:
            change = light(change)[:, :, None]
        result[rows] = np.clip(painting[rows] + np.float32(amount) * change + np.float32(0.5), 0, 255)
    return result


def size_of(share: float) -> float:
    """From which on forms are the photo's (px; deviation of a Gaussian)."""
    return FINEST / max(share, FADING)
