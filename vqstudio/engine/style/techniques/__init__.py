"""Painters by algorithm, one for each technique: no network of ours paints these as well yet."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from vqstudio.core.geometry import Bounds, round_up

from ...pace import Step, no_step
from ...packs.manifest import StyleEntry
from ...pixels import Reduced, fitting
from .canvas import bytes_of
from .drawing import charcoal, coloured_pencil, engraving, pastel, pencil
from .oil import oil
from .palette import Recolouring
from .patterns import cartoon, halftone, mosaic, pointillism, woodcut
from .planes import barred, faceted
from .sheet import Sheet
from .watercolour import ink_wash, watercolour

Painter = Callable[[Sheet, float, Step], np.ndarray]
"""Of a sheet, how many pixels a unit of its strokes is, and what is told the share done and may raise Cancelled: its
painting, float32 (h, w, 3).
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
    "woodcut": woodcut,
    "cubist": barred,
    "facets": faceted,
}


CANVAS = 450_000
"""Pixels of a picture whose strokes have a unit of 1 px: one size relative to any larger photo, about that which they
have in paintings.
"""
PAINTERS_EDITION = 7
"""To be raised when a painter changes: a batch then makes its results anew."""
USUAL, LARGEST = 1_000_000, 4_000_000
"""Pixels of the picture that is painted of a large photo, and the most of them for fine strokes."""
LEAST_UNIT = 0.5
"""Finer strokes would be less than a pixel wide."""
LEAST_USUAL = 0.7
SMALL_UNIT = 0.9
"""For thumbnails."""
HEEDFUL = ("mosaic", "cubist", "facets", "watercolour", "ink-wash")
"""Techniques that paint faces in more detail: smaller pieces, or washes that simplify less."""
REACH = {"oil": 150.0, "mosaic": 20.0, "halftone": 6.0, "pointillism": 16.0}
USUAL_REACH = 40.0
"""How far (units) from a place anything lies that its paint depends on."""
LEAST_REACH = 16
"""The same in pixels, for what does not shrink with the strokes."""
ALIGNED = 4
"""Parts begin and end at multiples of it, as reduced copies of them do (see :func:`.canvas.blur`)."""


@dataclass(frozen=True)
class Hand:
    """How an algorithm paints; see :class:`~vqstudio.engine.packs.manifest.StyleEntry`."""

    technique: str
    stroke: float = 1.0
    palette: tuple[float, ...] = ()

    def painted(
        self,
        pixels: np.ndarray | Reduced,
        unit: float,
        seed: int,
        step: Step = no_step,
        area: Bounds | None = None,
        faces: np.ndarray | None = None,
    ) -> np.ndarray:
        """A picture, uint8 (H, W, 3), or an ``area`` of it: uint8 of the same size; the same for the same ``seed``. At
        a ``unit`` of 1 usual strokes have the size that suits a picture of 0.45 MP. Hands that heed ``faces``
        (int32 (h, w) of any size: which face is where in the picture, 0 for none) paint them in more detail, or leave
        them more of their colours.

        Of an area no more is painted than its strokes need. It is then within two levels of what it is in the whole.
        """
        source = pixels if isinstance(pixels, Reduced) else Reduced(pixels, (pixels.shape[1], pixels.shape[0]))
        unit = max(LEAST_UNIT, unit)
        everywhere = Bounds.of(source.shape)
        area = area or everywhere
        around = self.around(area, unit, everywhere)
        colours = Recolouring(source.whole, self.palette, faces) if self.palette else None

        def look(part: Bounds) -> np.ndarray:
            found = source.part(part)
            return (colours.of(found) if colours else found).astype(np.float32) / 255

        height, width = source.shape
        if faces is None or not self.heeds_faces:
            faces = np.zeros((1, 1), np.int32)
        faces = cv2.resize(faces, (width, height), interpolation=cv2.INTER_NEAREST)
        sheet = Sheet(look, (height, width), around, np.random.default_rng(seed), faces)
        painting = PAINTERS[self.technique](sheet, unit, step)
        return bytes_of(painting[area.shift(-around.x, -around.y).slices])

    def around(self, area: Bounds, unit: float, everywhere: Bounds) -> Bounds:
        """What must be painted so that ``area`` gets the strokes that it has in the whole."""
        around = area.pad(LEAST_REACH + math.ceil(REACH.get(self.technique, USUAL_REACH) * unit))
        x, y = (start // ALIGNED * ALIGNED for start in (around.x, around.y))
        right, bottom = (round_up(end, ALIGNED) for end in (around.right, around.bottom))
        return Bounds(x, y, right - x, bottom - y).intersect(everywhere)

    @property
    def heeds_faces(self) -> bool:
        """Whether it paints faces otherwise: in more detail, for where pieces are as large as eyes, nobody would know
        them; or nearer to their colours than a palette is.
        """
        return self.technique in HEEDFUL or bool(self.palette)

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


def by_network(style: StyleEntry) -> bool:
    """Whether the network has a part in it."""
    return style.technique not in PAINTERS or style.texture > 0


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
