"""Oil: opaque strokes of a loaded brush, in layers."""

from __future__ import annotations

import cv2
import numpy as np

from ...pace import Step
from .canvas import along, blur, bytes_of, drawn_out, formed, light, vivid
from .sheet import Sheet
from .strokes import Strokes, curves, fill, outlines

RADII = (13.0, 7.0, 3.6, 1.8, 1.0)
"""Of the brushes, large to small, in units."""
WRONG = (0.0, 0.10, 0.085, 0.065, 0.05)
"""Difference to the photo, of colours in 0..1, from which on a brush corrects the layer below."""
FINE = 5.0
"""Radius (px) up to which strokes lie further apart: there are most of them."""
ASIDE, GOLDEN = 10.0, 0.618
"""Within how many units tracks of bristles are moved aside, and what parts heights that are nearly the same."""
THICK, DEEP = 150.0, (0.2, 1.6)
"""Height of paint, of 255, in which tracks are as deep as usual, and the least and the most."""
REPORT_EVERY = 2000
"""Strokes, which take some hundredths of a second."""
MEAN = np.full((1, 3), 1 / 3, np.float32)
"""Of three channels, as OpenCV wants it."""
SLOPE = 1.0
"""Deviation of the relief's slope: 0.9 to 1.15 on photos. Measured on each, a part would get another shine."""


def oil(sheet: Sheet, unit: float, step: Step) -> np.ndarray:
    """Layers of curved strokes from large to small, which follow forms and are only laid where the layer below is wrong
    (Hertzmann 1998); the paint's relief is lit from the upper left.
    """
    picture = sheet.picture
    grey = light(picture)
    # The height of the paint is a fourth channel: one call draws both.
    canvas = np.dstack([bytes_of(blur(picture, 20 * unit)), np.zeros(grey.shape, np.uint8)])
    free = 0.3 + 0.6 * sheet.clouds(170 * unit)  # where nothing asks for a direction
    for number, (units, least) in enumerate(zip(RADII, WRONG, strict=True)):

        def told(share: float, number: int = number) -> None:
            step((number + share) / (1 + len(RADII)))

        told(0.0)
        radius = units * unit
        target = blur(picture, 0.45 * radius)
        angle = formed(*along(blur(grey, 0.5 * radius), 1.6 * radius), free)
        far = cv2.transform(cv2.absdiff(canvas[:, :, :3].astype(np.float32) / 255, target), MEAN)
        wrong = cv2.blur(far, (int(radius) | 1,) * 2)
        lay(canvas, target, angle, wrong >= least, radius, 0.16 if units > 4 else 0.11, sheet, told)
    angle = formed(*along(blur(grey, 2 * unit), 5 * unit), free)
    relief = blur(canvas[:, :, 3].astype(np.float32) / 255, 0.7 * unit)
    relief += np.float32(0.16) * bristles(canvas[:, :, 3], drawn_out(sheet, angle, 7 * unit), angle, unit)
    slope = cv2.Sobel(relief, cv2.CV_32F, 1, 0) + cv2.Sobel(relief, cv2.CV_32F, 0, 1)
    shine = np.tanh(slope / np.float32(1.6 * SLOPE))
    return vivid(canvas[:, :, :3].astype(np.float32) / 255, 1.18) * (1 + 0.085 * shine)[:, :, None]


def bristles(height: np.ndarray, tracks: np.ndarray, angle: np.ndarray, unit: float) -> np.ndarray:
    """The ``tracks`` along ``angle`` (radians), both float32 (H, W), deeper in thick paint, and broken where one stroke
    ends and another begins: ``height``, uint8 (H, W), tells them apart. Unbroken they would lie over the picture like
    combed hair.
    """
    paint = np.arange(256, dtype=np.float32)
    aside = (paint * np.float32(GOLDEN) % 1 - np.float32(0.5)) * np.float32(ASIDE * unit)
    deep = np.clip(paint / THICK, *DEEP).astype(np.float32)
    x, y = cv2.polarToCart(aside[height], angle + np.float32(np.pi / 2))
    rows, columns = np.mgrid[: height.shape[0], : height.shape[1]].astype(np.float32)
    return deep[height] * cv2.remap(tracks, columns + x, rows + y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)


def lay(
    canvas: np.ndarray,
    target: np.ndarray,
    angle: np.ndarray,
    wanted: np.ndarray,
    radius: float,
    limit: float,
    sheet: Sheet,
    step: Step,
) -> None:
    """Lay one layer on ``canvas``, uint8 (H, W, 4) of colour and height, in place, where it is ``wanted`` (bool (H,
    W)). A stroke ends where the photo differs from its paint by more than ``limit``. ``step`` is told the share of the
    layer that is laid.
    """
    strokes = Strokes.on(sheet, max(2, round(radius * (0.85 if radius > FINE else 1.1))))
    strokes = strokes.only(wanted[strokes.spots[:, 0], strokes.spots[:, 1]])
    colours = target[strokes.spots[:, 0], strokes.spots[:, 1]]
    paint = np.clip(colours + strokes.tint, 0, 1) * 255
    points, lengths = curves(strokes, colours, angle, target, radius, limit)
    going = lengths > 1  # a dot shows no direction; a finer brush will mend what it would
    paint = np.column_stack([paint, strokes.height * 255])[going]
    polygons = outlines(points[going], lengths[going], max(1, round(1.5 * radius)))
    for number, (polygon, colour) in enumerate(zip(polygons, paint.tolist(), strict=True)):
        if not number % REPORT_EVERY:
            step(number / len(polygons))
        fill(canvas, polygon, colour)
