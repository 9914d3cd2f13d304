"""Oil: opaque strokes of a loaded brush, in layers."""

from __future__ import annotations

import cv2
import numpy as np

from ...pace import Step
from .canvas import along, blur, bytes_of, clouds, formed, light, smeared, vivid

RADII = (13.0, 7.0, 3.6, 1.8, 1.0)
"""Of the brushes, large to small, in units."""
WRONG = (0.0, 0.10, 0.085, 0.065, 0.05)
"""Difference to the photo, of colours in 0..1, from which on a brush corrects the layer below."""
MOST_POINTS = 8
"""Of a stroke, besides its start; they lie a radius apart."""
FINE = 5.0
"""Radius (px) up to which strokes lie further apart: there are most of them."""
REPORT_EVERY = 2000
"""Strokes, which take some hundredths of a second."""
SHIFT = 4
"""Binary digits behind the point in the places that OpenCV draws at."""


def oil(picture: np.ndarray, unit: float, rng: np.random.Generator, step: Step) -> np.ndarray:
    """Layers of curved strokes from large to small, which follow forms and are only laid where the layer below is wrong
    (Hertzmann 1998); the paint's relief is lit from the upper left.
    """
    grey = light(picture)
    # The height of the paint is a fourth channel: one call draws both.
    canvas = np.dstack([bytes_of(blur(picture, 20 * unit)), np.zeros(grey.shape, np.uint8)])
    free = 0.3 + 0.6 * clouds(grey.shape, 170 * unit, rng)  # where nothing asks for a direction
    for number, (units, least) in enumerate(zip(RADII, WRONG, strict=True)):

        def told(share: float, number: int = number) -> None:
            step((number + share) / (1 + len(RADII)))

        told(0.0)
        radius = units * unit
        target = blur(picture, 0.45 * radius)
        angle = formed(*along(blur(grey, 0.5 * radius), 1.6 * radius), free)
        wrong = cv2.blur(np.abs(canvas[:, :, :3].astype(np.float32) / 255 - target).mean(2), (int(radius) | 1,) * 2)
        lay(canvas, target, angle, wrong >= least, radius, 0.16 if units > 4 else 0.11, rng, told)
    angle = formed(*along(blur(grey, 2 * unit), 5 * unit), free)
    bristles = smeared(rng.standard_normal(grey.shape).astype(np.float32), angle, 7 * unit)
    relief = blur(canvas[:, :, 3].astype(np.float32) / 255, 0.7 * unit) + 0.16 * bristles / (
        bristles.std() + np.float32(1e-6)
    )
    slope = cv2.Sobel(relief, cv2.CV_32F, 1, 0) + cv2.Sobel(relief, cv2.CV_32F, 0, 1)
    shine = np.tanh(slope / (1.6 * slope.std() + 1e-6))
    return vivid(canvas[:, :, :3].astype(np.float32) / 255, 1.18) * (1 + 0.085 * shine)[:, :, None]


def lay(
    canvas: np.ndarray,
    target: np.ndarray,
    angle: np.ndarray,
    wanted: np.ndarray,
    radius: float,
    limit: float,
    rng: np.random.Generator,
    step: Step,
) -> None:
    """Lay one layer on ``canvas``, uint8 (H, W, 4) of colour and height, in place, where it is ``wanted`` (bool (H,
    W)). A stroke ends where the photo differs from its paint by more than ``limit``. ``step`` is told the share of the
    layer that is laid.
    """
    height, width = angle.shape
    apart = max(2, round(radius * (0.85 if radius > FINE else 1.1)))
    spots = np.mgrid[0:height:apart, 0:width:apart].reshape(2, -1).T
    spots = np.clip(spots + rng.integers(-apart // 2, apart // 2 + 1, spots.shape), 0, (height - 1, width - 1))
    spots = spots[wanted[spots[:, 0], spots[:, 1]]]
    rng.shuffle(spots)
    colours = target[spots[:, 0], spots[:, 1]]
    paint = colours + rng.normal(0, 0.016, (len(spots), 1)) + rng.normal(0, 0.005, colours.shape)
    paint = np.clip(paint, 0, 1) * 255
    points, lengths = curves(spots, colours, angle, target, radius, limit, rng)
    points = np.round(points * 2**SHIFT).astype(np.int32)
    paint = np.column_stack([paint, rng.uniform(0.15, 1.0, len(spots)) * 255])
    thickness = max(1, round(1.5 * radius))
    for number, (line, length, colour) in enumerate(zip(points, lengths, paint.tolist(), strict=True)):
        if not number % REPORT_EVERY:
            step(number / len(points))
        cv2.polylines(canvas, [line[:length]], False, colour, thickness, cv2.LINE_AA, SHIFT)


def curves(
    spots: np.ndarray,
    colours: np.ndarray,
    angle: np.ndarray,
    target: np.ndarray,
    radius: float,
    limit: float,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """The points (N, MOST_POINTS + 1, 2), x before y, of strokes that begin at ``spots``; how many of each count."""
    height, width = angle.shape
    cosine, sine = np.cos(angle), np.sin(angle)
    place = spots[:, ::-1].astype(np.float32)
    points = np.repeat(place[:, None], MOST_POINTS + 1, 1)
    lengths = np.ones(len(spots), int)
    wanted = rng.integers(4, MOST_POINTS + 2, len(spots))
    going = np.ones(len(spots), bool)
    heading = np.zeros_like(place)
    sense = np.where(rng.random(len(spots)) < 0.5, -1, 1).astype(np.float32)
    for number in range(1, MOST_POINTS + 1):
        x, y = np.clip(place.T, 0, [[width - 1], [height - 1]]).astype(int)
        ahead = np.stack([cosine[y, x], sine[y, x]], 1)
        turned = sense if number == 1 else np.where((ahead * heading).sum(1) < 0, -1, 1).astype(np.float32)
        heading = ahead * turned[:, None]
        place = place + np.float32(radius) * heading
        inside = (place >= 0).all(1) & (place[:, 0] < width) & (place[:, 1] < height)
        x, y = np.clip(place.T, 0, [[width - 1], [height - 1]]).astype(int)
        like = np.abs(target[y, x] - colours).mean(1) <= limit
        going &= inside & like & (number < wanted)
        points[:, number] = place
        lengths += going
    return points, lengths
