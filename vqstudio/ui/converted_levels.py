"""A photo's pyramid in other colours, tile by tile where it is looked at, in frames that stay short.

LittleCMS takes 14 ms for a megapixel, and zooming can bring eight of them into view at once. So a call converts what
its time allows, the middle of the view first, and fills what is missing from a coarser one: right in colour, less
sharp for a few frames.
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

from .pyramid import Pyramid, coarser, wrap_native

TILE = 256
"""Side in pixels of what is converted at a time."""
GROUND = 2**18
"""Pixels that the level may have which is converted whole before anything is shown: others can be filled from it."""
FILL = 32
"""Tiles that are filled in a frame, which takes as long as converting four of them. Where zooming in brings more into
view, the next coarser level has just been shown and goes on for a while.
"""


class Tile(IntEnum):
    MISSING = 0
    FILLED = 1
    """From a coarser level."""
    DONE = 2


@dataclass(frozen=True, eq=False)
class _Level:
    pixels: np.ndarray
    """uint8 (H, W, 4) in Qt's own order, premultiplied; memory of what nobody looked at costs nothing."""
    tiles: np.ndarray
    """uint8 (rows, columns) of :class:`Tile`."""

    @staticmethod
    def of(shape: tuple[int, ...]) -> _Level:
        tiles = -(-shape[0] // TILE), -(-shape[1] // TILE)
        return _Level(np.empty((*shape[:2], 4), np.uint8), np.full(tiles, Tile.MISSING, np.uint8))

    def below(self, state: Tile, part: Bounds) -> np.ndarray:
        """int (n, 2): row and column of the tiles of ``part`` that are less than that, those in its middle first."""
        rows = slice(part.y // TILE, -(-part.bottom // TILE))
        columns = slice(part.x // TILE, -(-part.right // TILE))
        found = np.add(np.argwhere(self.tiles[rows, columns] < state), (rows.start, columns.start))
        middle = np.array([part.y + part.height / 2, part.x + part.width / 2]) / TILE - 0.5
        return found[np.argsort(((found - middle) ** 2).sum(axis=1), kind="stable")]


class ConvertedLevels:
    """Of one pyramid, which is given to every call so that it need not be kept."""

    def __init__(self, change: Conversion) -> None:
        self.change = change
        self._shown = False
        self._levels: dict[int, _Level] = {}

    def whole(self, pyramid: Pyramid, level: int, part: Bounds) -> QImage:
        """The level, converted inside ``part`` at least. It is valid as long as this object is."""
        self._convert(pyramid, level, part)
        return self._image(pyramid, level)

    def soon(self, pyramid: Pyramid, level: int, part: Bounds, until: float) -> tuple[int, QImage, bool]:
        """The level with ``part`` converted as far as can be before ``until`` (of time.perf_counter) and filled where
        not, or the next coarser one while that would be too much; which of them it is, and whether all is done. Then
        it has also converted what the next steps of zooming out would show.

        A pyramid that is new here is converted at once: after an edit, or when it is opened, nothing may flicker.
        """
        ground, shown = _ground(pyramid), level
        if not self._shown:
            self._shown = True
            self._convert(pyramid, ground, Bounds.of(pyramid.level(ground).shape))
            self._convert(pyramid, level, part)
        if level >= ground:
            self._convert(pyramid, level, part)
        elif self._missing(pyramid, level, part) > FILL and not self._missing(pyramid, level + 1, coarser(part)):
            shown = level + 1
        else:
            self._fill(pyramid, level, part)
        done = True
        while done and level < pyramid.levels:
            done = self._convert(pyramid, level, part, until)
            level, part = level + 1, _zoomed_out(part)
        return shown, self._image(pyramid, shown), done

    def _missing(self, pyramid: Pyramid, level: int, part: Bounds) -> int:
        return len(self._level(pyramid, level).below(Tile.FILLED, part))

    def _level(self, pyramid: Pyramid, level: int) -> _Level:
        if level not in self._levels:
            self._levels[level] = _Level.of(pyramid.level(level).shape)
        return self._levels[level]

    def _image(self, pyramid: Pyramid, level: int) -> QImage:
        return wrap_native(self._level(pyramid, level).pixels, pyramid.has_alpha)

    def _convert(self, pyramid: Pyramid, level: int, part: Bounds, until: float = float("inf")) -> bool:
        """Whether there was time for all; one tile is converted in any case."""
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
        """The same place in the next coarser level where it is done; it is in the ground at the latest."""
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
    """What the next coarser level shows in the same view about the same middle."""
    half = coarser(part)
    return Bounds(half.x - half.width // 2, half.y - half.height // 2, 2 * half.width, 2 * half.height)
