"""Oil: opaque strokes of a loaded brush, in layers."""

from __future__ import annotations

from dataclasses import dataclass, fields

import cv2
import numpy as np

from ...pace import Step
from .canvas import along, blur, bytes_of, drawn_out, formed, light, vivid
from .sheet import Sheet

RADII = (13.0, 7.0, 3.6, 1.8, 1.0)
"""Of the brushes, large to small, in units."""
WRONG = (0.0, 0.10, 0.085, 0.065, 0.05)
"""Difference to the photo, of colours in 0..1, from which on a brush corrects the layer below."""
MOST_POINTS = 8
"""Of a stroke, besides its start; they lie a radius apart."""
FINE = 5.0
"""Radius (px) up to which strokes lie further apart: there are most of them."""
THIN = 4
"""Pixels up to which a stroke is drawn through every second of its points: nobody sees the others."""
REPORT_EVERY = 2000
"""Strokes, which take some hundredths of a second."""
SHIFT = 4
"""Binary digits behind the point in the places that OpenCV draws at."""
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
    relief += np.float32(0.16) * drawn_out(sheet, angle, 7 * unit)
    slope = cv2.Sobel(relief, cv2.CV_32F, 1, 0) + cv2.Sobel(relief, cv2.CV_32F, 0, 1)
    shine = np.tanh(slope / np.float32(1.6 * SLOPE))
    return vivid(canvas[:, :, :3].astype(np.float32) / 255, 1.18) * (1 + 0.085 * shine)[:, :, None]


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
    points = np.round(points * 2**SHIFT).astype(np.int32)
    paint = np.column_stack([paint, strokes.height * 255])
    thickness = max(1, round(1.5 * radius))
    stride = 2 if thickness <= THIN else 1
    bends = [[*range(0, length - 1, stride), length - 1] for length in range(1, MOST_POINTS + 2)]
    for number, (line, length, colour) in enumerate(zip(points, lengths.tolist(), paint.tolist(), strict=True)):
        if not number % REPORT_EVERY:
            step(number / len(points))
        cv2.polylines(canvas, [line[bends[length - 1]]], False, colour, thickness, cv2.LINE_AA, SHIFT)


@dataclass(frozen=True)
class Strokes:
    """What chance decides of the strokes of a layer, in the order in which they are laid."""

    spots: np.ndarray
    """Where they begin, int (N, 2), row before column."""
    tint: np.ndarray
    """What is added to the photo's colour, float32 (N, 3)."""
    height: np.ndarray
    """Of the paint, float32 (N,) in 0..1."""
    most: np.ndarray
    """Points, int (N,)."""
    sense: np.ndarray
    """Which way along the form, float32 (N,), 1 or -1."""

    @classmethod
    def on(cls, sheet: Sheet, apart: int) -> Strokes:
        """About ``apart`` px from each other, on the part of the whole that the sheet is."""
        rng, (height, width) = sheet.rng, sheet.shape
        rows, columns = np.arange(0, height, apart), np.arange(0, width, apart)
        spots = np.stack(np.meshgrid(rows, columns, indexing="ij"), -1).reshape(-1, 2)
        spots = np.clip(spots + rng.integers(-apart // 2, apart // 2 + 1, spots.shape), 0, (height - 1, width - 1))
        count = len(spots)
        order = rng.permutation(count)
        light, tint = rng.standard_normal((count, 1), np.float32), rng.standard_normal((count, 3), np.float32)
        height_, most, sense = rng.random((3, count), np.float32)
        near, spots = sheet.here(spots[order], 0)
        return cls(
            spots,
            np.float32(0.016) * light[near] + np.float32(0.005) * tint[near],
            np.float32(0.15) + np.float32(0.85) * height_[near],
            4 + (most[near] * (MOST_POINTS - 2)).astype(int),
            np.where(sense[near] < 0.5, np.float32(-1), np.float32(1)),
        )

    def only(self, chosen: np.ndarray) -> Strokes:
        """Those that are ``chosen``, bool (N,)."""
        return Strokes(*(getattr(self, field.name)[chosen] for field in fields(self)))


def curves(
    strokes: Strokes, colours: np.ndarray, angle: np.ndarray, target: np.ndarray, radius: float, limit: float
) -> tuple[np.ndarray, np.ndarray]:
    """The points (N, MOST_POINTS + 1, 2), x before y, of ``strokes``; how many of each count."""
    height, width = angle.shape
    cosine, sine = cv2.polarToCart(np.ones_like(angle), angle)
    place = strokes.spots[:, ::-1].astype(np.float32)
    points = np.repeat(place[:, None], MOST_POINTS + 1, 1)
    lengths = np.ones(len(place), int)
    going = np.ones(len(place), bool)
    heading = np.zeros_like(place)
    for number in range(1, MOST_POINTS + 1):
        x, y = np.clip(place.T, 0, [[width - 1], [height - 1]]).astype(int)
        ahead = np.stack([cosine[y, x], sine[y, x]], 1)
        turned = strokes.sense if number == 1 else np.where((ahead * heading).sum(1) < 0, -1, 1).astype(np.float32)
        heading = ahead * turned[:, None]
        place = place + np.float32(radius) * heading
        inside = (place >= 0).all(1) & (place[:, 0] < width) & (place[:, 1] < height)
        x, y = np.clip(place.T, 0, [[width - 1], [height - 1]]).astype(int)
        like = np.abs(target[y, x] - colours).mean(1) <= limit
        going &= inside & like & (number < strokes.most)
        points[:, number] = place
        lengths += going
    return points, lengths
