"""A photo in the colours of a painting."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image, ImageFilter

from .lab import lab_of, of_lab

COLOURS = 192
"""Of a painting, that are kept."""
SIDE, PAINTED_SIDE = 64, 96
"""Pixels on a side of the small picture whose colours stand for those of a photo, and for those of a painting."""
TURNS, STRIDE = 24, 0.35
NEIGHBOURS, REACH = 20, 9.0
"""How many of the photo's colours decide what another one becomes, and how far (in Lab) these count at least."""
LIGHT_KEPT = 0.5
"""Share of the photo's own light and dark: with the painting's alone, faces get the shadows of a night."""
SKIN_KEPT = 0.5
"""The same of the colours of faces, and of whatever else has them: nobody likes to be green."""
RANGES = ((0.0, 100.0, 11), (-100.0, 100.0, 13), (-100.0, 100.0, 13))
"""Of lightness, and of both colours: from, to, and how many nodes of a lattice lie there."""
LEVELS = 33
"""Of red, green and blue, at which a palette is looked up."""


def palette_of(painting: np.ndarray) -> tuple[int, ...]:
    """COLOURS colours of uint8 (H, W, 3), as many of each kind as the painting has: L, a and b of each (CIELAB)."""
    lab = small_lab(painting, PAINTED_SIDE)
    order = np.argsort(lab[:, 0], kind="stable")
    # Evenly by lightness, then at random within: the means of clusters would be duller than the paint.
    places = (np.arange(COLOURS) + np.random.default_rng(0).random(COLOURS)) / COLOURS * len(lab)
    return tuple(round(float(value)) for colour in lab[order[places.astype(int)]] for value in colour)


class Recolouring:
    """Gives the ``pixels`` of a picture, uint8 (H, W, 3), as much of each colour as the ``palette`` of
    :func:`palette_of` has.

    Sliced optimal transport (Pitié et al. 2007; Rabin et al. 2011): the colours move along random directions until
    both distributions agree, each as little as possible, so that what was alike stays alike. Those of ``faces`` (int32
    (h, w) of any size, not 0 in a face) move less.
    """

    def __init__(self, pixels: np.ndarray, palette: tuple[float, ...], faces: np.ndarray | None = None) -> None:
        wanted = np.array(palette, np.float32).reshape(-1, 3)
        start = small_lab(pixels)
        shift = transported(start, wanted, np.random.default_rng(0)) - start
        shift[:, 0] *= 1 - LIGHT_KEPT
        if faces is not None:
            size = min(SIDE, pixels.shape[1]), min(SIDE, pixels.shape[0])
            skin = cv2.resize(faces, size, interpolation=cv2.INTER_NEAREST).ravel() > 0
            shift[skin, 1:] *= 1 - SKIN_KEPT
        levels = lattice([np.linspace(0, 1, LEVELS)] * 3)[..., ::-1]  # red changes first in a table
        screen = lab_of(levels.reshape(LEVELS**2, LEVELS, 3))
        self._table = ImageFilter.Color3DLUT(LEVELS, of_lab(screen + moves_at(screen, start, shift)).ravel())

    def of(self, part: np.ndarray) -> np.ndarray:
        """Any part of the picture, uint8 (h, w, 3), in the colours of the palette: uint8 (h, w, 3)."""
        return np.asarray(Image.fromarray(part).filter(self._table))


def moves_at(places: np.ndarray, start: np.ndarray, shift: np.ndarray) -> np.ndarray:
    """How the colours ``places``, float32 (N, M, 3) in Lab, move with the colours ``start`` (K, 3), which move by
    ``shift`` (K, 3): at those nodes of a lattice that are next to any of them, and in between.
    """
    low, high, count = np.array(RANGES, np.float32).T
    within = np.clip((places - low) * ((count - 1) / (high - low)), 0, count - 1)
    first = np.minimum(within, count - 2).astype(int)
    shape = tuple(int(number) for number in count)
    used = np.zeros(shape, bool)
    used.reshape(-1)[np.unique(np.ravel_multi_index(tuple(np.moveaxis(first, -1, 0)), shape))] = True
    for axis in range(3):  # from the first corners of cells to all
        ahead, behind = np.moveaxis(used, axis, 0)[1:], np.moveaxis(used, axis, 0)[:-1]
        ahead |= behind.copy()
    nodes = lattice([np.linspace(*span) for span in RANGES])[used]
    # Not by a tree of SciPy's: every command would wait for its import.
    distance, near = cv2.batchDistance(nodes, start, cv2.CV_32F, normType=cv2.NORM_L2, K=min(NEIGHBOURS, len(start)))
    distance = np.square(distance)
    weight = np.exp(-distance / np.maximum(1.5**2 * distance[:, :1], REACH**2))
    weight /= weight.sum(1, keepdims=True)
    moves = np.zeros((*shape, 3), np.float32)
    moves[used] = (shift[near] * weight[:, :, None]).sum(1)
    # Slices of one lightness below each other, so that OpenCV can look up two colours at once.
    slices = moves.reshape(-1, *moves.shape[2:])
    lightness, row, column = np.moveaxis(within.astype(np.float32), -1, 0)
    below = first[..., 0].astype(np.float32)
    row = row + below * shape[1]
    ends = [cv2.remap(slices, column, row + more, cv2.INTER_LINEAR) for more in (np.float32(0), np.float32(shape[1]))]
    return np.asarray(ends[0] + (lightness - below)[..., None] * (ends[1] - ends[0]))


def lattice(axes: Sequence[np.ndarray]) -> np.ndarray:
    """float32 (A, B, C, 3)."""
    return np.stack(np.meshgrid(*axes, indexing="ij"), -1).astype(np.float32)


def transported(start: np.ndarray, wanted: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The colours ``start`` (N, 3), moved until they are distributed as the colours ``wanted`` (M, 3)."""
    moved = start.copy()
    ranks = np.linspace(0, 1, len(start))
    shares = np.linspace(0, 1, len(wanted))
    for _ in range(TURNS):
        directions, _ = np.linalg.qr(rng.standard_normal((3, 3)))
        for direction in directions.T.astype(np.float32):
            along = moved @ direction
            target = np.empty_like(along)
            target[np.argsort(along)] = np.interp(ranks, shares, np.sort(wanted @ direction))
            moved += np.float32(STRIDE) * (target - along)[:, None] * direction
    return moved


def small_lab(pixels: np.ndarray, side: int = SIDE) -> np.ndarray:
    """The colours of a picture, uint8 (H, W, 3), reduced to at most ``side`` x ``side``: float32 (N, 3) in Lab."""
    size = min(side, pixels.shape[1]), min(side, pixels.shape[0])
    small = cv2.resize(np.ascontiguousarray(pixels), size, interpolation=cv2.INTER_AREA)
    return lab_of(small.reshape(-1, 3) / np.float32(255))
