"""Oil: opaque strokes of a loaded brush, in layers."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ...pace import Step
from .canvas import REDUCED, along, blur, bytes_of, formed, in_faces, light, shrunk, vivid
from .sheet import Sheet
from .strokes import Manner, Strokes, curves, fill, outlines


@dataclass(frozen=True)
class Brush:
    """Lengths are in its radii, differences of colours in levels of 255, means of the channels."""

    radius: float
    """In units."""
    wrong: float
    """Difference to the photo from which on it corrects the layer below; 0 to paint everywhere."""
    apart: float
    """How far strokes begin from each other."""
    body: float
    """How much its strokes differ in height, and from the photo in colour: the larger, the more."""
    bristles: int = 0
    """That leave a track of their own."""
    spared: float = 0.0
    """How much more may be wrong where the photo is plain: fine strokes in a sky would be crumbs."""


BRUSHES = (
    Brush(13.0, 0, 1.2, 0.85, bristles=6),
    Brush(7.0, 15, 0.85, 0.85, bristles=4),
    Brush(3.6, 16, 0.85, 0.7, bristles=2),
    Brush(1.8, 16, 1.1, 0.5, spared=1.0),
    Brush(1.0, 13, 1.1, 0.4, spared=1.0),
)
"""Large to small."""
MANNERS = {
    "oil": Manner(),
    "oil-swirls": Manner(swirl=0.75, points=(6, 9), light=0.025, hue=0.01),  # van Gogh, Munch
    "oil-dabs": Manner(lean=0.0, swirl=0.25, points=(3, 7), light=0.017, hue=0.013),  # Monet
}
"""Techniques that are one paint, and differ in how the brush moves."""
WAVES = 170.0
"""Size (units) of the waves and whirls of strokes where nothing asks for a direction."""
STEEP = 0.075
"""Makes the slope of waves, times their size, 1: of OpenCV's Sobel, which adds eight pixels up."""
HALF = 0.8
"""Half the width of a usual stroke, in radii."""
LIMITS, LIMITS_FINE = (36, 0), (28, 2)
"""Levels by which the photo may differ from a stroke's paint before the stroke ends, and the points that it has in any
case, besides its start: dots would not show a direction.
"""
COARSE = 5.0
"""Radius (px) above which directions are found on a smaller copy, and strokes are drawn with all their bends."""
SOFT = 3.0
"""Pixels over which strokes turn from a form's direction to the usual one."""
TURNS = 8
"""In how many goes a layer is laid: a stroke is spared where those before it have left nothing to mend."""
TONE, RAISED = 0.06, 0.7
"""How much tracks of bristles differ in light and in height."""
PLAIN = 5 / 255
"""Local contrast of what is plain."""
CARE = 0.5
"""How much less may be wrong in faces."""
MEAN = np.full((1, 3), 1 / 3, np.float32)
"""Of three channels, as OpenCV wants it."""
SLOPE = 1.0
"""Deviation of the relief's slope: 0.9 to 1.15 on photos. Measured on each, a part would get another shine."""


def oil(sheet: Sheet, unit: float, step: Step, manner: Manner) -> np.ndarray:
    """Layers of curved strokes from large to small, which follow forms and are only laid where the layer below is wrong
    (Hertzmann 1998); the paint's relief is lit from the upper left.
    """
    picture, grey = bytes_of(sheet.picture), light(sheet.picture)
    # The height of the paint is a fourth channel: one call draws both.
    canvas = np.dstack([blur(picture, 20 * unit), np.zeros(grey.shape, np.uint8)])
    free = flowing(sheet, manner, WAVES * unit)
    small, free_small = shrunk(grey, REDUCED) / REDUCED, shrunk(free, REDUCED)  # of the same slope a pixel
    contrast = blur(np.abs(grey - blur(grey, 3 * unit)), 3 * unit)
    plain, care = np.exp(-contrast / np.float32(PLAIN)), 1 - np.float32(CARE) * in_faces(sheet, unit)
    for number, brush in enumerate(BRUSHES):

        def told(share: float, number: int = number) -> None:
            step((number + share) / (1 + len(BRUSHES)))

        told(0.0)
        radius = brush.radius * unit
        if radius > COARSE:
            size = radius / REDUCED
            angle = formed(*along(blur(small, 0.5 * size), 1.6 * size), free_small, SOFT / REDUCED)
        else:
            angle = formed(*along(blur(grey, 0.5 * radius), 1.6 * radius), free, SOFT)
        strokes = Strokes.on(sheet, max(2, round(radius * brush.apart)), brush.bristles, manner)
        allowed = care * (1 + np.float32(brush.spared) * plain)
        lay(canvas, strokes, brush, radius, blur(picture, 0.45 * radius), angle, allowed, told)
    relief = blur(canvas[:, :, 3].astype(np.float32) / 255, 0.7 * unit)
    slope = cv2.Sobel(relief, cv2.CV_32F, 1, 0) + cv2.Sobel(relief, cv2.CV_32F, 0, 1)
    shine = np.tanh(slope / np.float32(1.6 * SLOPE))
    return vivid(canvas[:, :, :3].astype(np.float32) / 255, 1.18) * (1 + 0.085 * shine)[:, :, None]


def flowing(sheet: Sheet, manner: Manner, size: float) -> np.ndarray:
    """Directions (radians), float32 (H, W), where nothing asks for one: along the streamlines of an even flow with
    whirls of about ``size`` px. Directions by chance would meet in fans.
    """
    stream = sheet.clouds(size)
    across, down = (cv2.Sobel(stream, cv2.CV_32F, *order, scale=STEEP * size) for order in ((1, 0), (0, 1)))
    x, y = np.cos(manner.lean) + manner.swirl * down, np.sin(manner.lean) - manner.swirl * across
    return cv2.phase(x.astype(np.float32), y.astype(np.float32))


def lay(
    canvas: np.ndarray,
    strokes: Strokes,
    brush: Brush,
    radius: float,
    target: np.ndarray,
    angle: np.ndarray,
    allowed: np.ndarray,
    step: Step,
) -> None:
    """Lay those of ``strokes``, with a ``brush`` of ``radius`` px, on ``canvas``, uint8 (H, W, 4) of colour and height,
    in place, that begin where it differs from the ``target``, uint8 (H, W, 3), by more than the brush leaves, times
    what is ``allowed``, float32 (H, W). They follow ``angle`` (radians), float32 (H, W), or REDUCED times smaller.
    ``step`` is told the share that is laid.
    """
    if brush.wrong:
        far = cv2.blur(cv2.transform(cv2.absdiff(canvas[:, :, :3], target), MEAN), (int(radius) | 1,) * 2)
        rows, columns = strokes.spots.T
        strokes = strokes.only(far[rows, columns] >= brush.wrong * allowed[rows, columns])
    fewer = REDUCED if radius > COARSE else 1
    directions = cv2.merge(cv2.polarToCart(np.ones_like(angle), angle))
    turns = (strokes.turn * TURNS).astype(int)
    for turn in range(TURNS):
        step(turn / TURNS)
        now = strokes.only(turns == turn)
        rows, columns = now.spots.T
        if brush.wrong:
            left = np.abs(canvas[rows, columns, :3].astype(np.int16) - target[rows, columns]).mean(1)
            now = now.only(left >= brush.wrong * allowed[rows, columns])
            rows, columns = now.spots.T
        points, lengths = curves(now, directions, fewer, target, radius, *(LIMITS_FINE if radius <= COARSE else LIMITS))
        colours = np.clip(target[rows, columns] / np.float32(255) + brush.body * now.tint, 0, 1)
        paint = np.column_stack([colours, 0.575 + brush.body * (now.height - 0.5)])[:, None]
        tracks = now.bristles[:, :, [2, 2, 2, 3]] - np.float32(0.5)
        paints = np.concatenate([paint, np.clip(paint + tracks * (TONE, TONE, TONE, RAISED), 0, 1)], 1) * 255
        shapes = outlines(now, points, lengths, np.float32(HALF * radius) * now.width, radius <= COARSE)
        for outlines_of_one, paints_of_one in zip(shapes, paints.tolist(), strict=True):
            for outline, one in zip(outlines_of_one, paints_of_one, strict=True):
                fill(canvas, outline, one)
