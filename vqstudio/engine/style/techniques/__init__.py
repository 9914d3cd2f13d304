"""Painters by algorithm, one for each technique: no network of ours paints these as well yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ...pace import Step, no_step
from ...packs.manifest import StyleEntry
from ...pixels import fitting
from .canvas import bytes_of
from .drawing import charcoal, coloured_pencil, engraving, pastel, pencil
from .oil import oil
from .palette import recoloured
from .patterns import cartoon, halftone, mosaic, pointillism
from .watercolour import ink_wash, watercolour

Painter = Callable[[np.ndarray, float, np.random.Generator, Step], np.ndarray]
"""Of a picture, float32 (H, W, 3) in 0..1, how many pixels a unit of its strokes is, a generator for what is left to
chance, and what is told the share done and may raise Cancelled: the painting, of the same kind.
"""
PAINTERS: dict[str, Painter] = {
    "oil": oil,
    "watercolour": watercolour,
    "ink-wash": ink_wash,
    "pencil": pencil,
    "charcoal": charcoal,
    "pastel": pastel,
    "engraving": engraving,
    "mosaic": mosaic,
    "halftone": halftone,
    "coloured-pencil": coloured_pencil,
    "pointillism": pointillism,
    "cartoon": cartoon,
}


CANVAS = 450_000
"""Pixels of a picture whose strokes have a unit of 1 px: one size relative to any larger photo, about that which they
have in paintings.
"""
PAINTERS_EDITION = 1
"""To be raised when a painter changes: a batch then makes its results anew."""
USUAL, LARGEST = 1_000_000, 4_000_000
"""Pixels of the picture that is painted of a large photo, and the most of them for fine strokes."""
LEAST_UNIT = 0.5
"""Finer strokes would be less than a pixel wide."""
LEAST_USUAL = 0.7
SMALL_UNIT = 0.9
"""For thumbnails."""


@dataclass(frozen=True)
class Hand:
    """How an algorithm paints; see :class:`~vqstudio.engine.packs.manifest.StyleEntry`."""

    technique: str
    stroke: float = 1.0
    palette: tuple[float, ...] = ()

    def painted(self, pixels: np.ndarray, unit: float, seed: int, step: Step = no_step) -> np.ndarray:
        """uint8 (H, W, 3) to the same size; the same for the same ``seed``. At a ``unit`` of 1 usual strokes have the
        size that suits a picture of 0.45 MP.
        """
        picture = recoloured(pixels, self.palette) if self.palette else pixels.astype(np.float32) / 255
        unit = max(LEAST_UNIT, unit)
        return bytes_of(PAINTERS[self.technique](picture, unit, np.random.default_rng(seed), step))

    @property
    def edition(self) -> str:
        """Changes with everything that its paintings depend on."""
        return repr((PAINTERS_EDITION, self))


def hand_of(styles: Sequence[StyleEntry], name: str) -> Hand | None:
    """Who paints the style of this name; None if a network does, or none is called so."""
    for style in styles:
        if style.name == name and style.technique in PAINTERS:
            return Hand(style.technique, style.stroke, style.palette)
    return None


def canvas_for(size: tuple[int, int], scale: float) -> tuple[tuple[int, int], float]:
    """Width and height at which a photo of ``size`` is painted, and the unit for that, so that strokes have ``scale``
    times their usual size relative to the photo. On a photo below CANVAS they are relatively larger, but a unit is not
    less than LEAST_USUAL px for that.
    """
    area = size[0] * size[1]
    most = USUAL / scale**2 if scale > 1 else min(LARGEST, max(USUAL, CANVAS / scale**2))
    painted_size = fitting((size[1], size[0]), round(most))
    share = (painted_size[0] * painted_size[1] / area) ** 0.5
    return painted_size, max(LEAST_UNIT, scale * max(LEAST_USUAL, (area / CANVAS) ** 0.5) * share)
