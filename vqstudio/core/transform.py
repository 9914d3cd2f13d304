"""Turning, flipping, cropping, straightening and resizing: what gives a photo another shape, and its mask with it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image

from .errors import StudioError
from .geometry import Bounds

LONGEST = 30_000
"""Pixels of a side after resizing."""


@dataclass(frozen=True)
class Turn:
    """By so many quarters to the right."""

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
    """Turn by ``degrees`` to the right and crop to the largest frame of the photo's shape without empty corners."""

    degrees: float

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height of the result."""
        angle = abs(math.radians(self.degrees))
        share = min(
            width / (width * math.cos(angle) + height * math.sin(angle)),
            height / (width * math.sin(angle) + height * math.cos(angle)),
        )
        return max(1, int(width * share)), max(1, int(height * share))

    def apply(self, pixels: np.ndarray) -> np.ndarray:
        height, width = pixels.shape[:2]
        new_width, new_height = self.size(width, height)
        cos, sin = math.cos(math.radians(self.degrees)), math.sin(math.radians(self.degrees))
        # Pillow asks where each new pixel comes from: turned back about the middle.
        x, y = new_width / 2, new_height / 2
        data = (cos, sin, width / 2 - cos * x - sin * y, -sin, cos, height / 2 + sin * x - cos * y)
        image = Image.fromarray(np.ascontiguousarray(pixels))
        turned = image.transform((new_width, new_height), Image.Transform.AFFINE, data, Image.Resampling.BICUBIC)
        return np.array(turned)


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
        image = Image.fromarray(np.ascontiguousarray(pixels))
        return np.array(image.resize((self.width, self.height), Image.Resampling.LANCZOS))


Transform = Turn | Flip | Crop | Straighten | Resize
