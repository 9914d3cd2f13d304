"""A photo's pyramid in other colours, converted tile by tile where it is visible, without long frames.

LittleCMS takes 14 ms for a megapixel, and zooming can bring eight of them into view at once. So a call converts as much
as its time allows, the middle of the view first, and fills the rest from a coarser level: in the right colours, but
less sharp for a few frames.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import IntEnum

import cv2
import numpy as np
from PIL import Image
from PySide6.QtGui import QImage

from vqstudio.core.colour import Conversion
from vqstudio.core.geometry import Bounds

from .pyramid import Pyramid, coarser, native_format

TILE = 256
"""Side, in pixels, of the squares that are converted at a time."""
GROUND = 2**18
"""Most pixels of the level that is converted as a whole before anything is shown, so that finer levels can be filled
from it.
"""
FILL = 16
"""Tiles that are filled in a frame, which takes about as long as converting four. Where zooming brings more into view
at once, a coarser level is shown until enough of them are converted.
"""


class Tile(IntEnum):
    MISSING = 0
    FILLED = 1
    """From a coarser level."""
    DONE = 2


@dataclass(frozen=True, eq=False)
class _Level:
    image: QImage
    """In Qt's memory, because NumPy would ask for huge pages, and zeroing those of one tile takes too long for a frame.
    """
    pixels: np.ndarray
    """The image's pixels, uint8 (H, W, 4) as :func:`native` returns them; parts that were never visible take no memory.
    """
    tiles: np.ndarray
    """uint8 (rows, columns) of :class:`Tile`."""

    @staticmethod
    def of(height: int, width: int, alpha: bool) -> _Level:
        image = QImage(width, height, native_format(alpha))
        pixels = np.frombuffer(image.bits(), np.uint8).reshape(height, width, 4)
        return _Level(image, pixels, np.full((-(-height // TILE), -(-width // TILE)), Tile.MISSING, np.uint8))

    def below(self, state: Tile, part: Bounds) -> np.ndarray:
        """int (n, 2): row and column of the tiles of ``part`` that have not reached ``state``, those in its middle
        first.
        """
        rows = slice(part.y // TILE, -(-part.bottom // TILE))
        columns = slice(part.x // TILE, -(-part.right // TILE))
        found = np.add(np.argwhere(self.tiles[rows, columns] < state), (rows.start, columns.start))
        middle = np.array([part.y + part.height / 2, part.x + part.width / 2]) / TILE - 0.5
        return found[np.argsort(((found - middle) ** 2).sum(axis=1), kind="stable")]


class ConvertedLevels:
    """The converted levels of one pyramid, which every call is given, so that this object need not keep it alive."""

    def __init__(self, change: Conversion) -> None:
        self.change = change
        self._shown = False
        self._levels: dict[int, _Level] = {}

    def whole(self, pyramid: Pyramid, level: int, part: Bounds) -> QImage:
        """The level, converted at least inside ``part``. Do not change it."""
        self._convert(pyramid, level, part)
        return self._level(pyramid, level).image

    def soon(self, pyramid: Pyramid, level: int, part: Bounds, until: float) -> tuple[QImage, tuple[int, Bounds], bool]:
        """Returns the level, with ``part`` converted as far as possible before ``until`` (by time.perf_counter) and
        filled elsewhere, or a coarser level while filling would take too long; the number of that level and ``part`` in
        its pixels; and whether everything is done. In that case it has also converted what zooming out would show next.

        A pyramid that is new here is converted at once: nothing may flicker after an edit, or when a photo is opened.
        """
        ground = _ground(pyramid)
        if not self._shown:
            self._shown = True
            self._convert(pyramid, ground, Bounds.of(pyramid.level(ground).shape))
            self._convert(pyramid, level, part)
        shown, seen = level, part
        while shown < ground and len(self._level(pyramid, shown).below(Tile.FILLED, seen)) > FILL:
            shown, seen = shown + 1, coarser(seen)
        if shown < ground:
            self._fill(pyramid, shown, seen)
        else:
            self._convert(pyramid, shown, seen)
        done, next_level = True, level
        while done and next_level < pyramid.levels:
            done = self._convert(pyramid, next_level, part, until)
            next_level, part = next_level + 1, _zoomed_out(part)
        return self._level(pyramid, shown).image, (shown, seen), done and shown == level

    def _level(self, pyramid: Pyramid, level: int) -> _Level:
        if level not in self._levels:
            height, width = pyramid.level(level).shape[:2]
            self._levels[level] = _Level.of(height, width, pyramid.has_alpha)
        return self._levels[level]

    def _convert(self, pyramid: Pyramid, level: int, part: Bounds, until: float = float("inf")) -> bool:
        """Returns whether the time sufficed for all tiles; at least one is always converted."""
        pixels, made = pyramid.level(level), self._level(pyramid, level)
        for number, (row, column) in enumerate(made.below(Tile.DONE, part.intersect(Bounds.of(pixels.shape)))):
            if number and time.perf_counter() >= until:
                return False
            place = _place(row, column)
            changed = self._tile(pixels[place], premultiplied=level > 0)
            cv2.cvtColor(changed, cv2.COLOR_RGBA2BGRA, dst=made.pixels[place])
            made.tiles[row, column] = Tile.DONE
        return True

    def _tile(self, pixels: np.ndarray, premultiplied: bool) -> np.ndarray:
        """uint8 (h, w, 4), premultiplied, of a tile (h, w, 3|4)."""
        if pixels.shape[2] == 3:
            return self.change(cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA))
        if pixels[:, :, 3].min() == 255:
            return self.change(pixels)
        size = pixels.shape[1], pixels.shape[0]
        image = Image.frombytes("RGBa" if premultiplied else "RGBA", size, np.ascontiguousarray(pixels).tobytes())
        return np.asarray(self.change.image(image.convert("RGBA")).convert("RGBa"))

    def _fill(self, pyramid: Pyramid, level: int, part: Bounds) -> None:
        made = self._level(pyramid, level)
        for row, column in made.below(Tile.FILLED, part):
            target = made.pixels[_place(row, column)]
            height, width = target.shape[:2]
            source = self._coarse_part(level, row, column, height, width)
            cv2.resize(source, (width, height), dst=target, interpolation=cv2.INTER_LINEAR)
            made.tiles[row, column] = Tile.FILLED

    def _coarse_part(self, level: int, row: int, column: int, height: int, width: int) -> np.ndarray:
        """The same place in the next coarser level that is converted there; the coarse level that is converted as a
        whole always is.
        """
        for other, made in sorted(self._levels.items()):
            steps = other - level
            if steps > 0 and made.tiles[row >> steps, column >> steps] == Tile.DONE:
                top, left = row * TILE, column * TILE
                rows = slice(top >> steps, -(-(top + height) >> steps))
                return made.pixels[rows, left >> steps : -(-(left + width) >> steps)]
        raise AssertionError("the ground is converted first")


def _place(row: int, column: int) -> tuple[slice, slice]:
    """The pixels of a tile in its level."""
    return np.s_[row * TILE : (row + 1) * TILE, column * TILE : (column + 1) * TILE]


def _ground(pyramid: Pyramid) -> int:
    """The finest level that is small enough."""
    levels = range(pyramid.levels)
    return next(level for level in levels if Bounds.of(pyramid.level(level).shape).area <= GROUND)


def _zoomed_out(part: Bounds) -> Bounds:
    """What the next coarser level shows in the same view, around the same centre."""
    half = coarser(part)
    return Bounds(half.x - half.width // 2, half.y - half.height // 2, 2 * half.width, 2 * half.height)
