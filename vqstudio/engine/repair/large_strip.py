"""Strips beside a large photo: filled at a smaller size, and given the photo's own detail.

The small fill records where each of its pixels was found. The strip is made of the photo's own pixels from there, plus
the difference between them and the fill at its smaller size: seams show no more than in the fill itself, nothing is
soft, and memory and time are those of the small fill (Barnes et al. 2009 carry the field of a coarse level up like
this).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PIL import Image

from ..cancel import CancelToken
from .own import Own

LARGEST = 3_000_000
"""Pixels that a strip and what it is filled from have together at the size that it is filled at: half a gigabyte."""
CELLS_AT_ONCE = 100_000
ROWS_AT_ONCE = 256

Fill = Callable[[np.ndarray, np.ndarray, Own | None, np.ndarray], np.ndarray]
"""uint8 (h, w, 3), bool (h, w), own values and int32 (h, w, 2) to fill in, as for
:func:`vqstudio.engine.repair.holes.repair`.
"""


def times_smaller(area: int) -> int:
    """The factor by which to reduce the sides of a picture of ``area`` pixels; 1 if it is small enough."""
    factor = 1
    while area > LARGEST * factor**2:
        factor += 1
    return factor


def fill_large(
    pixels: np.ndarray, selected: np.ndarray, factor: int, fill: Fill, cancel: CancelToken, own: Own | None = None
) -> None:
    """Fill the ``selected`` (bool (H, W), a rectangle) pixels of uint8 (H, W, 3), and those of its ``own`` values, in
    place, by ``fill`` of a picture whose sides are ``factor`` times smaller.
    """
    small = _reduced(pixels, factor)
    hole = _reduced(selected, factor) > 0
    # Means are rounded: a cell with one selected pixel of many would count as known.
    rows, columns = (np.asarray(selected.any(axis=axis)) for axis in (1, 0))
    hole |= _any_of(rows, factor)[:, None] & _any_of(columns, factor)[None, :]
    offsets = np.zeros((*hole.shape, 2), np.int32)
    small_own = None if own is None else replace(own, values=_reduced(own.values, factor))
    pictures = [(pixels, fill(small, hole, small_own, offsets))]
    if own is not None and small_own is not None:
        pictures.append((own.values, small_own.values))
    top, bottom = np.flatnonzero(hole.any(axis=1))[[0, -1]]
    left, right = np.flatnonzero(hole.any(axis=0))[[0, -1]]
    step = max(4, CELLS_AT_ONCE // int(right - left + 1) // factor)
    for first in range(int(top), int(bottom) + 1, step):
        cancel.check()
        last = min(int(bottom), first + step - 1)
        for picture, filled in pictures:
            _detailed(picture, selected, filled, offsets, factor, (first, last, int(left), int(right)))


def _reduced(pixels: np.ndarray, factor: int) -> np.ndarray:
    """uint8 or uint16 (H, W, 3) or bool (H, W) to means, a bool to uint8; strip by strip, for Pillow's copy is larger
    than the picture.
    """
    if pixels.dtype == np.uint16:
        planes = [Image.fromarray(pixels[:, :, channel].astype(np.float32)).reduce(factor) for channel in range(3)]
        return np.round(np.dstack([np.asarray(plane) for plane in planes])).astype(np.uint16)
    rows = factor * max(1, ROWS_AT_ONCE // factor)
    strips = (np.ascontiguousarray(pixels[top : top + rows]).view(np.uint8) for top in range(0, len(pixels), rows))
    return np.concatenate([np.asarray(Image.fromarray(strip).reduce(factor)) for strip in strips])


def _any_of(line: np.ndarray, factor: int) -> np.ndarray:
    padded = np.pad(line, (0, -len(line) % factor))
    return np.asarray(padded.reshape(-1, factor).any(axis=1))


def _detailed(
    pixels: np.ndarray, selected: np.ndarray, filled: np.ndarray, offsets: np.ndarray, factor: int,
    cells: tuple[int, int, int, int],
) -> None:  # fmt: skip
    """The pixels of some cells (first and last row, first and last column)."""
    first, last, left, right = cells
    # One cell more on every side, so that what is enlarged joins what is above and below.
    top, bottom = max(0, first - 1), min(len(filled) - 1, last + 1)
    low, high = max(0, left - 1), min(filled.shape[1] - 1, right + 1)
    part = np.s_[top : bottom + 1, low : high + 1]
    copied = _copied(pixels, offsets, factor, (top, bottom, low, high))
    height, width = bottom - top + 1, high - low + 1
    means = copied.reshape(height, factor, width, factor, 3).mean(axis=(1, 3), dtype=np.float32)
    copied += _enlarged(filled[part] - means, factor)
    ys = slice(first * factor, min((last + 1) * factor, len(pixels)))
    xs = slice(left * factor, min((right + 1) * factor, pixels.shape[1]))
    here = selected[ys, xs]
    values = copied[ys.start - top * factor : ys.stop - top * factor, xs.start - low * factor : xs.stop - low * factor]
    pixels[ys, xs][here] = np.clip(values[here] + 0.5, 0, np.iinfo(pixels.dtype).max).astype(pixels.dtype)


def _copied(source: np.ndarray, offsets: np.ndarray, factor: int, cells: tuple[int, int, int, int]) -> np.ndarray:
    """float32 (H, W, 3): the photo's pixels that the offsets of these cells lead to, faded from cell to cell. Cells
    without an offset, which are known or have nothing that fits, take part in no fading.
    """
    top, bottom, left, right = cells
    ys = np.arange(top * factor, (bottom + 1) * factor, dtype=np.int32)
    xs = np.arange(left * factor, (right + 1) * factor, dtype=np.int32)
    result, total = np.zeros((len(ys), len(xs), 3), np.float32), np.zeros((len(ys), len(xs), 1), np.float32)
    rows, columns = _neighbours(ys, factor, len(offsets)), _neighbours(xs, factor, offsets.shape[1])
    for row, down in rows:
        for column, across in columns:
            there = offsets[row[:, None], column[None, :]] * np.int32(factor)
            sy = np.clip(ys[:, None] + there[:, :, 0], 0, len(source) - 1)
            sx = np.clip(xs[None, :] + there[:, :, 1], 0, source.shape[1] - 1)
            weight = (down[:, None] * across[None, :] * there.any(axis=2))[:, :, None]
            result += source[sy, sx] * weight
            total += weight
    own = source[np.minimum(ys, len(source) - 1)[:, None], np.minimum(xs, source.shape[1] - 1)[None, :]]
    return np.where(total > 0, result / np.maximum(total, 1e-6), own)


def _neighbours(at: np.ndarray, factor: int, count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """The two cells whose middles are next to each pixel of a line, and how much each counts."""
    place = (at + 0.5) / factor - 0.5
    before = np.floor(place).astype(np.int32)
    share = (place - before).astype(np.float32)
    return [(np.clip(before, 0, count - 1), 1 - share), (np.clip(before + 1, 0, count - 1), share)]


def _enlarged(values: np.ndarray, factor: int) -> np.ndarray:
    """float32 (h, w, 3) to (h * factor, w * factor, 3), bilinear."""
    size = (values.shape[1] * factor, values.shape[0] * factor)
    channels = [Image.fromarray(np.ascontiguousarray(values[:, :, c])) for c in range(3)]
    return np.dstack([np.asarray(channel.resize(size, Image.Resampling.BILINEAR)) for channel in channels])
