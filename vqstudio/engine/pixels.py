"""Reducing, resizing and mixing pictures, as several features do."""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np
from PIL import Image

from vqstudio.core.geometry import Bounds
from vqstudio.core.morphology import spread

from .cancel import CancelToken, apart
from .pace import Step, no_step, strips

LANCZOS = 4
"""Pixels around a place that make what is resized to there: three, and one for rounding."""


def fitting(shape: tuple[int, ...], area: int, scale: float = 1.0) -> tuple[int, int]:
    """Width and height of a picture (H, W, ...) reduced to at most ``area`` pixels, and then ``scale`` times smaller;
    never more than its own.
    """
    height, width = shape[:2]
    factor = min(1.0, (area / (width * height)) ** 0.5) / scale
    if factor >= 1:
        return width, height
    return max(1, round(width * factor)), max(1, round(height * factor))


def resized(pixels: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """uint8 (H, W, 3) to (height, width, 3) for ``size`` = (width, height)."""
    if (pixels.shape[1], pixels.shape[0]) == size:
        return pixels
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))


class Reduced:
    """A picture, uint8 (H, W, 3), at another ``size`` (width, height); any part can be had without the rest."""

    def __init__(self, pixels: np.ndarray, size: tuple[int, int], cancel: CancelToken | None = None) -> None:
        self._pixels, self._size, self._cancel = pixels, size, cancel or CancelToken()
        self.shape = (size[1], size[0])

    @cached_property
    def whole(self) -> np.ndarray:
        """uint8 (h, w, 3). Raises Cancelled."""
        return apart(lambda: resized(self._pixels, self._size), self._cancel)

    def part(self, area: Bounds) -> np.ndarray:
        """The same as that of :attr:`whole`, within a level. Raises Cancelled."""
        if area == Bounds.of(self.shape) or "whole" in self.__dict__:
            return self.whole[area.slices]
        scale = (self._pixels.shape[1] / self._size[0], self._pixels.shape[0] / self._size[1])
        return apart(lambda: resized_part(self._pixels, scale, area), self._cancel)


def resized_part(
    pixels: np.ndarray, scale: tuple[float, float], area: Bounds, corner: tuple[int, int] = (0, 0)
) -> np.ndarray:
    """The ``area`` of what a picture becomes when ``scale`` (x, y) of its pixels become one: as by :func:`resized`,
    within a level. ``pixels``, uint8 (h, w, 3), are the part of the picture at ``corner`` (x, y).
    """
    across, down = scale
    sides = ((area.x, area.right, across, corner[0], pixels.shape[1]),
             (area.y, area.bottom, down, corner[1], pixels.shape[0]))  # fmt: skip
    spans, box = [], []
    for first, last, factor, start, length in sides:
        low, high = first * factor - start, min(last * factor - start, length)
        reach = math.ceil(LANCZOS * max(1.0, factor))
        cut = max(0, int(low) - reach), min(length, math.ceil(high) + reach)
        spans.append(slice(*cut))
        box.append((low - cut[0], min(high, length) - cut[0]))
    image = Image.fromarray(np.ascontiguousarray(pixels[spans[1], spans[0]]))
    corners = (box[0][0], box[1][0], box[0][1], box[1][1])
    return np.asarray(image.resize((area.width, area.height), Image.Resampling.LANCZOS, corners))


def blend(under: np.ndarray, over: np.ndarray, weight: float | np.ndarray) -> np.ndarray:
    """The mixture (1 - weight) under + weight over of two uint8 or two uint16; a weight array (H, W) is in 0..1.
    Weight 0 keeps ``under`` exactly.
    """
    if isinstance(weight, float) and weight >= 1:
        return over
    w = weight[:, :, None] if isinstance(weight, np.ndarray) else np.float32(weight)
    mixed = under + (over.astype(np.float32) - under) * w
    return np.clip(mixed + 0.5, 0, np.iinfo(under.dtype).max).astype(under.dtype)


def masked(under: np.ndarray, over: np.ndarray, alpha: np.ndarray, step: Step = no_step) -> np.ndarray:
    """The :func:`blend` of two pictures by a mask, uint8 (H, W); ``step`` receives the share done, and may raise."""
    result = np.empty_like(under)
    for rows in strips(len(under), step):
        result[rows] = blend(under[rows], over[rows], alpha[rows].astype(np.float32) / 255)
    return result


def without_hidden(picture: np.ndarray, cancel: CancelToken) -> np.ndarray:
    """The colours of (H, W, 3|4), and where alpha is 0 the nearest that is seen: a network would mix what hides there
    into the rim. Raises Cancelled.
    """
    return picture if picture.shape[2] == 3 else apart(lambda: _seen(picture), cancel)


def _seen(picture: np.ndarray) -> np.ndarray:
    here = picture[:, :, 3] > 0
    if here.all() or not here.any():
        return np.ascontiguousarray(picture[:, :, :3])
    nearest = spread(np.where(here, np.arange(here.size).reshape(here.shape), -1))
    return np.ascontiguousarray(picture[:, :, :3].reshape(-1, 3)[nearest])
