"""Strokes of a brush: where chance begins them, how they follow forms, and what they cover."""

from __future__ import annotations

from dataclasses import dataclass, fields

import cv2
import numpy as np

from .sheet import Sheet

MOST_POINTS = 8
"""Of a stroke, besides its start; they lie a radius apart."""
ROUND, SHORT = ((1.0, 0.25), (0.7, 0.75)), ((0.8, 0.5),)
"""Ends of strokes, thick and thin: how far beyond the last point the outline is how wide, in half widths."""
THIN = 4
"""Pixels up to which a stroke goes through every second of its points, to a short end: nobody sees more."""
SPREAD = 0.25
"""Pixels that thin paint spreads to each side: less, and fine strokes would be lost between pixels."""
SHIFT = 4
"""Binary digits behind the point in the places that OpenCV draws at."""


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


def outlines(points: np.ndarray, lengths: np.ndarray, width: int) -> list[np.ndarray]:
    """What strokes of ``width`` px along ``points`` cover (see :func:`curves`): polygons, int32 (M, 2), as :func:`fill`
    takes them. At least two points of each count.
    """
    thin = width <= THIN
    half = np.float32(width / 2 + (SPREAD if thin else 0))
    shapes: list[np.ndarray] = [np.empty(0)] * len(points)
    for length in np.unique(lengths).tolist():
        which = np.flatnonzero(lengths == length)
        line = points[which][:, [*range(0, length - 1, 2 if thin else 1), length - 1]]
        polygons = np.round(around(line, half, SHORT if thin else ROUND) * 2**SHIFT)
        for number, polygon in zip(which.tolist(), polygons.astype(np.int32, order="C"), strict=True):
            shapes[number] = polygon
    return shapes


def around(line: np.ndarray, half: np.float32, end: tuple[tuple[float, float], ...]) -> np.ndarray:
    """Outlines (N, M, 2) at a distance of ``half`` around each line (N, L, 2), with ``end`` on both sides."""
    ahead = np.zeros_like(line)
    ahead[:, 1:] = ahead[:, :-1] = np.diff(line, axis=1)
    ahead[:, 1:-1] += line[:, 1:-1] - line[:, :-2]
    ahead *= half / np.linalg.norm(ahead, axis=2, keepdims=True)
    far, wide = np.array(end, np.float32).T[:, :, None]
    middle = np.concatenate([line[:, :1] - far * ahead[:, :1], line, line[:, -1:] + far[::-1] * ahead[:, -1:]], 1)
    across = ahead[:, :, ::-1] * np.array([-1, 1], np.float32)
    across = np.concatenate([wide * across[:, :1], across, wide[::-1] * across[:, -1:]], 1)
    return np.concatenate([middle + across, (middle - across)[:, ::-1]], 1)


def fill(canvas: np.ndarray, polygon: np.ndarray, paint: list[float]) -> None:
    """Cover ``polygon`` on ``canvas``, uint8 (H, W, C), with ``paint`` (C,), in place. It takes four to
    seven tenths of the time of a thick line with round ends.
    """
    cv2.fillPoly(canvas, [polygon], paint, cv2.LINE_AA, SHIFT)
