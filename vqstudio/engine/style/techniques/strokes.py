"""Strokes of a brush: where chance begins them, how they follow forms, and what they cover."""

from __future__ import annotations

from dataclasses import dataclass, fields

import cv2
import numpy as np

from .sheet import Sheet

MOST_POINTS = 8
"""Of a stroke, besides its start; they lie a radius apart."""
SHIFT = 4
"""Binary digits behind the point in the places that OpenCV draws at."""
Ends = tuple[tuple[tuple[float, float], ...], tuple[tuple[float, float], ...]]
"""How a shape begins and ends: the share of what lies beyond its first and last point, and its width there."""
BLUNT: Ends = ((1.0, 0.4), (0.6, 0.8)), ((0.6, 0.65), (1.0, 0.25))
"""A brush is set down full and leaves narrower."""
SHORT: Ends = ((1.0, 0.45),), ((1.0, 0.3),)
"""Of thin strokes: nobody sees more."""
BEFORE, BEYOND = 0.7, 0.9
"""How far, in half widths, paint reaches before the first point and beyond the last."""
RAGGED = 0.6
"""How much further, or less far, some bristles' paint reaches."""
SPREAD = 0.9
"""Of the bristles, in half widths of the stroke."""


@dataclass(frozen=True)
class Manner:
    """How a painter moves the brush where forms ask for nothing, and mixes paint."""

    lean: float = 0.3
    """Usual direction (radians) of strokes."""
    swirl: float = 0.4
    """How strong the whirls are next to the flow that they are in."""
    points: tuple[int, int] = (4, 9)
    """Of the shortest stroke, and one more than of the longest (see :func:`curves`)."""
    light: float = 0.019
    """Deviation of the paint from the photo in light, which it has in common for all channels."""
    hue: float = 0.006
    """The same in each channel by itself."""


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
    width: np.ndarray
    """Of the brush, float32 (N,), next to the usual."""
    turn: np.ndarray
    """When they are laid, float32 (N,): 0 first, 1 last."""
    bristles: np.ndarray
    """Place across the stroke, width, tone, height and length of the tracks that its bristles leave, float32 (N, B, 5)
    in 0..1.
    """

    @classmethod
    def on(cls, sheet: Sheet, apart: int, bristles: int, manner: Manner) -> Strokes:
        """About ``apart`` px from each other, on the part of the whole that the sheet is."""
        rng, (height, width) = sheet.rng, sheet.shape
        rows, columns = np.arange(0, height, apart), np.arange(0, width, apart)
        spots = np.stack(np.meshgrid(rows, columns, indexing="ij"), -1).reshape(-1, 2)
        spots = np.clip(spots + rng.integers(-apart // 2, apart // 2 + 1, spots.shape), 0, (height - 1, width - 1))
        count = len(spots)
        order = rng.permutation(count)
        light, tint = rng.standard_normal((count, 1), np.float32), rng.standard_normal((count, 3), np.float32)
        paint, most, sense, brush = rng.random((4, count), np.float32)
        tracks = rng.random((count, bristles, 5), np.float32)
        near, spots = sheet.here(spots[order], 0)
        return cls(
            spots,
            np.float32(manner.light) * light[near] + np.float32(manner.hue) * tint[near],
            paint[near],
            manner.points[0] + (most[near] * (manner.points[1] - manner.points[0])).astype(int),
            np.where(sense[near] < 0.5, np.float32(-1), np.float32(1)),
            np.float32(0.65) + np.float32(0.6) * brush[near],
            (np.flatnonzero(near) / np.float32(count)).astype(np.float32),
            tracks[near],
        )

    def only(self, chosen: np.ndarray) -> Strokes:
        """Those that are ``chosen``, bool (N,)."""
        return Strokes(*(getattr(self, field.name)[chosen] for field in fields(self)))

    def __len__(self) -> int:
        return len(self.spots)


def curves(
    strokes: Strokes, directions: np.ndarray, fewer: int, target: np.ndarray, radius: float, limit: float, least: int
) -> tuple[np.ndarray, np.ndarray]:
    """The points (N, MOST_POINTS + 1, 2), x before y, ``radius`` px apart, of ``strokes``; how many of each count. A
    stroke ends where the ``target``, uint8 (H, W, 3), differs from its start by more than ``limit`` levels, but not
    before it has ``least`` points besides.
    ``directions``, float32 (h, w, 2), x before y, are ``fewer`` times less on each side than its pixels.
    """
    height, width = target.shape[:2]
    colours = target[strokes.spots[:, 0], strokes.spots[:, 1]].astype(np.int16)
    place = strokes.spots[:, ::-1].astype(np.float32)
    points = np.repeat(place[:, None], MOST_POINTS + 1, 1)
    lengths = np.ones(len(place), int)
    going = np.ones(len(place), bool)
    heading = np.zeros_like(place)
    x, y = strokes.spots.T[::-1]
    for number in range(1, MOST_POINTS + 1):
        ahead = directions[y // fewer, x // fewer]
        turned = strokes.sense if number == 1 else np.where((ahead * heading).sum(1) < 0, -1, 1).astype(np.float32)
        heading = ahead * turned[:, None]
        place = place + np.float32(radius) * heading
        inside = (place >= 0).all(1) & (place[:, 0] < width) & (place[:, 1] < height)
        x, y = np.clip(place.T, 0, [[width - 1], [height - 1]]).astype(int)
        like = np.abs(target[y, x] - colours).sum(1) <= 3 * limit
        going &= inside & (like | (number <= least)) & (number < strokes.most)
        points[:, number] = place
        lengths += going
    return points, lengths


def outlines(
    strokes: Strokes, points: np.ndarray, lengths: np.ndarray, half: np.ndarray, thin: bool
) -> list[np.ndarray]:
    """The outlines of each of ``strokes`` and of the tracks of its bristles, int32 (1 + B, M, 2) as OpenCV fills them.
    The stroke goes along ``points`` (see :func:`curves`), of a ``thin`` one along every second, and is twice ``half``
    px wide, float32 (N,).
    """
    place, wide, _, _, reach = np.moveaxis(strokes.bristles, 2, 0)
    many, ragged, stroke = place.shape[1], RAGGED * (reach - 0.5), np.zeros((len(half), 1), np.float32)
    # In half widths: how wide, how far from the middle, from where to where.
    sizes = np.stack(
        [
            np.hstack([stroke + 1, (0.48 + 0.48 * wide) / max(1, many)]),
            np.hstack([stroke, SPREAD * (2 * (np.arange(many, dtype=np.float32) + place) / max(1, many) - 1)]),
            np.hstack([stroke + BEFORE, BEFORE + ragged]),
            np.hstack([stroke + BEYOND, BEYOND - ragged]),
        ]
    )
    sizes = (sizes * half[:, None])[:, :, :, None, None]
    shapes: list[np.ndarray] = [np.empty(0)] * len(points)
    for length in np.unique(lengths).tolist():
        which = np.flatnonzero(lengths == length)
        line = points[which][:, [*range(0, length - 1, 2 if thin else 1), length - 1]]
        if length == 1:  # a dab
            line = np.stack([line[:, 0], 0.6 * line[:, 0] + 0.4 * points[which, 1]], 1)
        outline = _around(line, sizes[:, which], SHORT if thin else BLUNT)
        for number, shape in zip(which.tolist(), np.round(outline * 2**SHIFT).astype(np.int32, order="C"), strict=True):
            shapes[number] = shape
    return shapes


def _around(line: np.ndarray, sizes: np.ndarray, ends: Ends) -> np.ndarray:
    """Outlines (N, K, M, 2) of K shapes along each line (N, L, 2), of ``sizes`` (4, N, K, 1, 1): half their width, how
    far from the line they are, before its start and beyond its end.
    """
    wide, aside, before, beyond = sizes
    steps = np.diff(line, axis=1)
    ahead = np.concatenate([steps[:, :1], steps[:, 1:] + steps[:, :-1], steps[:, -1:]], 1)
    ahead /= np.linalg.norm(ahead, axis=2, keepdims=True) + np.float32(1e-6)
    across = ahead[:, None, :, ::-1] * np.array([-1, 1], np.float32)
    line, ahead = line[:, None] + across * aside, ahead[:, None]
    start, end = ends
    line = np.concatenate(
        [
            *(line[:, :, :1] - np.float32(share) * before * ahead[:, :, :1] for share, _ in start),
            line,
            *(line[:, :, -1:] + np.float32(share) * beyond * ahead[:, :, -1:] for share, _ in end),
        ],
        2,
    )
    across = np.concatenate([across[:, :, :1]] * len(start) + [across] + [across[:, :, -1:]] * len(end), 2)
    profile = np.ones((wide.shape[1], line.shape[2], 1), np.float32)
    profile[:, : len(start), 0] = [width for _, width in start]
    profile[:, -len(end) :, 0] = [width for _, width in end]
    profile[1:, [0, -1]] = 0  # bristles begin and end in a point
    across = across * wide * profile
    return np.concatenate([line + across, (line - across)[:, :, ::-1]], 2)


def fill(canvas: np.ndarray, outline: np.ndarray, paint: list[float]) -> None:
    """Cover what ``outline`` surrounds on ``canvas``, uint8 (H, W, C), with ``paint`` (C,), in place."""
    cv2.fillPoly(canvas, [outline], paint, cv2.LINE_AA, SHIFT)
