"""Turning, flipping, cropping, straightening and resizing: what gives a photo another shape, and its mask with it.

All of them take and give uint8, and uint16 (H, W, 3|4), with the precision that it has.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image

from .errors import StudioError
from .geometry import Bounds

LONGEST = 30_000
"""Pixels of a side after resizing."""


@dataclass(frozen=True)
class Turn:
    """Turn by ``quarters`` times 90 degrees clockwise."""

    quarters: int

    def apply(self, pixels: np.ndarray) -> np.ndarray:
        return np.ascontiguousarray(np.rot90(pixels, -self.quarters))


@dataclass(frozen=True)
class Flip:
    """Left and right change places, or with ``upright`` top and bottom."""

    upright: bool = False

    def apply(self, pixels: np.ndarray) -> np.ndarray:
        return np.ascontiguousarray(pixels[::-1] if self.upright else pixels[:, ::-1])


@dataclass(frozen=True)
class Crop:
    bounds: Bounds

    def apply(self, pixels: np.ndarray) -> np.ndarray:
        """Raises StudioError if nothing of the photo would be left."""
        inside = self.bounds.intersect(Bounds.of(pixels.shape))
        if not inside.area:
            raise StudioError("Nothing of the photo would be left; draw the frame around a part of it.")
        return pixels[inside.slices].copy()


@dataclass(frozen=True)
class Straighten:
    """Turn by ``degrees`` to the right and crop to the largest frame without empty corners that has the photo's shape,
    or another ``ratio`` = width / height.

    With a ``frame`` (left, top, width and height as shares of the photo's sides) what is in its middle stays there, and
    it keeps its size, or its shape where its corners would lie outside of the photo.
    """

    degrees: float
    ratio: float | None = None
    frame: tuple[float, float, float, float] | None = None

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height of the result."""
        angle = abs(math.radians(self.degrees))
        if self.frame is not None:
            x, y = self._middle(width, height)
            wide, high = self.frame[2] * width, self.frame[3] * height
            share = min(
                1.0,
                2 * min(x, width - x) / (wide * math.cos(angle) + high * math.sin(angle)),
                2 * min(y, height - y) / (wide * math.sin(angle) + high * math.cos(angle)),
            )
            return max(1, int(share * wide + 1e-6)), max(1, int(share * high + 1e-6))
        ratio = width / height if self.ratio is None else self.ratio
        down = min(
            width / (ratio * math.cos(angle) + math.sin(angle)),
            height / (ratio * math.sin(angle) + math.cos(angle)),
        )
        return max(1, int(down * ratio + 1e-6)), max(1, int(down + 1e-6))

    def _middle(self, width: int, height: int) -> tuple[float, float]:
        """The point about which the photo is turned."""
        left, top, wide, high = self.frame or (0.0, 0.0, 1.0, 1.0)
        return (left + wide / 2) * width, (top + high / 2) * height

    def apply(self, pixels: np.ndarray) -> np.ndarray:
        height, width = pixels.shape[:2]
        new_width, new_height = self.size(width, height)
        middle_x, middle_y = self._middle(width, height)
        cos, sin = math.cos(math.radians(self.degrees)), math.sin(math.radians(self.degrees))
        # Pillow asks where each new pixel comes from: turned back about the middle.
        x, y = new_width / 2, new_height / 2
        data = (cos, sin, middle_x - cos * x - sin * y, -sin, cos, middle_y + sin * x - cos * y)
        size, how, sampling = (new_width, new_height), Image.Transform.AFFINE, Image.Resampling.BICUBIC
        return _resampled(pixels, lambda image: image.transform(size, how, data, sampling))


@dataclass(frozen=True)
class Resize:
    width: int
    height: int

    def apply(self, pixels: np.ndarray) -> np.ndarray:
        """Raises StudioError for a size that no photo can have."""
        if not (0 < self.width <= LONGEST and 0 < self.height <= LONGEST):
            raise StudioError(
                "A photo can have 1 to {longest:,} pixels a side, not {width} x {height}.",
                longest=LONGEST,
                width=self.width,
                height=self.height,
            )
        size = self.width, self.height
        return _resampled(pixels, lambda image: image.resize(size, Image.Resampling.LANCZOS))


def _resampled(pixels: np.ndarray, resample: Callable[[Image.Image], Image.Image]) -> np.ndarray:
    """``resample`` of uint8 (H, W) or (H, W, 3|4), or of uint16 (H, W, 3|4), which Pillow takes by channel only."""
    if pixels.dtype != np.uint16:
        return np.array(resample(Image.fromarray(np.ascontiguousarray(pixels))))
    most = np.float32(65535)
    share = pixels[:, :, 3] / most if pixels.shape[2] == 4 else None  # transparent pixels lend no colour to others
    planes: list[np.ndarray] = []
    for channel in range(3):
        plane = pixels[:, :, channel].astype(np.float32)
        planes.append(np.asarray(resample(Image.fromarray(plane if share is None else plane * share))))
    if share is not None:
        alpha = np.asarray(resample(Image.fromarray(share)))  # which goes beyond 0..1 at edges, as the colours do
        planes = [np.divide(plane, alpha, out=np.zeros_like(plane), where=alpha > 0) for plane in planes]
        planes.append(alpha * most)
    result = np.empty((*planes[0].shape, len(planes)), np.uint16)
    for channel, plane in enumerate(planes):
        result[:, :, channel] = np.clip(plane + np.float32(0.5), 0, most)
    return result


Transform = Turn | Flip | Crop | Straighten | Resize
