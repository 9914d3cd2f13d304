"""Pictures as files of up to 512 x 512 pixels, named after what they hold: what is there already is not written again.

A name that fits its content shows that nothing has changed since. Names, shapes and sizes come from a manifest that may
say anything; nothing is decoded before they fit each other and the files that are there.
"""

from __future__ import annotations

import hashlib
import math
import stat
import weakref
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec
import numpy as np

from . import private
from .image_limits import LARGEST_PHOTO
from .wording import Sentence

SIDE = 512
MOST_PACKED = 1032
"""Bytes that one byte of zlib can stand for, at most."""
LARGEST_BLOCK = 1 << 28

Name = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-z-]{1,80}\Z")]
"""Name of a file in the folder; it cannot lead anywhere else."""


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Fields that are not declared here are refused."""


class Picture(Strict, frozen=True):
    """``shape`` is (H, W) or (H, W, 3|4), uint8, or where ``deep`` uint16; ``tiles`` from the top left, row by row."""

    shape: Annotated[tuple[int, ...], msgspec.Meta(min_length=2, max_length=3)]
    tiles: tuple[Name, ...]
    deep: bool = False

    @property
    def kind(self) -> type:
        return np.uint16 if self.deep else np.uint8

    @property
    def nbytes(self) -> int:
        return math.prod(self.shape) * (2 if self.deep else 1)


class TileWriter:
    """An array is looked at once; it must not change as long as it lives."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: dict[int, tuple[weakref.ref[np.ndarray], Picture]] = {}

    def picture(self, pixels: np.ndarray) -> Picture:
        """Write what is not there yet of ``pixels``, (H, W) or (H, W, C). Raises OSError."""
        known = self._known(pixels)
        if known is not None:
            return known
        tiles = (
            np.ascontiguousarray(pixels[top : top + SIDE, left : left + SIDE])
            for top in range(0, pixels.shape[0], SIDE)
            for left in range(0, pixels.shape[1], SIDE)
        )
        names = tuple(self._write(tile.data.cast("B")) for tile in tiles) if pixels.size else ()
        picture = Picture(pixels.shape, names, pixels.dtype == np.uint16)
        self._written = {key: entry for key, entry in self._written.items() if entry[0]() is not None}
        self._written[id(pixels)] = weakref.ref(pixels), picture
        return picture

    def block(self, data: bytes) -> str:
        """Raises OSError."""
        return self._write(memoryview(data))

    def unwritten(self, pictures: Iterable[np.ndarray]) -> int:
        """How many bytes of these :meth:`picture` would have to look at."""
        return sum(pixels.nbytes for pixels in pictures if self._known(pixels) is None)

    def _known(self, pixels: np.ndarray) -> Picture | None:
        found, picture = self._written.get(id(pixels), (None, None))
        if found is None or picture is None or found() is not pixels:
            return None
        # Those that no manifest named for a while are gone: a step of the history that was undone and done again.
        return picture if all((self._folder / name).exists() for name in picture.tiles) else None

    def _write(self, data: memoryview) -> str:
        name = name_of(data)
        if not (self._folder / name).exists():
            private.write_file(self._folder / name, zlib.compress(data, 1))
        return name


class TileReader:
    """Reads what a :class:`TileWriter` wrote, the same array for the same picture.

    Methods raise OSError where a file cannot be read, FileNotFoundError where it is missing, and ValueError for
    whatever does not fit.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Picture, np.ndarray] = {}

    def picture(self, picture: Picture, channels: tuple[int, ...] = (1,)) -> np.ndarray:
        """Read-only. ``channels``: how many there may be; 1 of a mask, (H, W)."""
        if picture not in self._read:
            self._check(picture)
            pixels = self._pixels(picture)
            pixels.flags.writeable = False
            self._read[picture] = pixels
        if (picture.shape[2] if len(picture.shape) == 3 else 1) not in channels:
            raise ValueError(Sentence("a picture is of another kind"))
        return self._read[picture]

    def block(self, name: str, most: int) -> bytes:
        """A block of at most ``most`` bytes."""
        return self._unpacked(name, min(most, LARGEST_BLOCK))

    def _check(self, picture: Picture) -> None:
        shape = picture.shape
        if len(shape) not in (2, 3) or any(side < 0 for side in shape) or (shape[2:] and shape[2] not in (3, 4)):
            raise ValueError(Sentence("a picture has an impossible shape"))
        height, width = shape[:2]
        if height * width > LARGEST_PHOTO:
            raise ValueError(Sentence("a picture is larger than any photo"))
        count = -(-height // SIDE) * -(-width // SIDE) if picture.nbytes else 0
        if count != len(picture.tiles):
            raise ValueError(Sentence("a picture has too few or too many parts"))
        packed = {name: self._size(name) for name in set(picture.tiles)}
        for name, part in zip(picture.tiles, self._places(picture), strict=True):
            if part.nbytes > MOST_PACKED * packed[name]:
                raise ValueError(Sentence("a part of it is cut off"))

    def _size(self, name: str) -> int:
        state = (self._folder / name).lstat()
        if not stat.S_ISREG(state.st_mode):
            raise ValueError(Sentence("a part of it is no file"))
        return state.st_size

    def _places(self, picture: Picture) -> list[_Place]:
        height, width, depth = *picture.shape[:2], math.prod(picture.shape[2:]) * np.dtype(picture.kind).itemsize
        if not picture.nbytes:
            return []
        return [
            _Place(top, left, min(SIDE, height - top) * min(SIDE, width - left) * depth)
            for top in range(0, height, SIDE)
            for left in range(0, width, SIDE)
        ]

    def _pixels(self, picture: Picture) -> np.ndarray:
        pixels: np.ndarray = np.zeros(picture.shape, picture.kind)
        for name, place in zip(picture.tiles, self._places(picture), strict=True):
            part = pixels[place.top : place.top + SIDE, place.left : place.left + SIDE]
            raw = self._unpacked(name, place.nbytes)
            if len(raw) != place.nbytes:
                raise ValueError(Sentence("a part of it has another size"))
            part[:] = np.frombuffer(raw, picture.kind).reshape(part.shape)
        return pixels

    def _unpacked(self, name: str, most: int) -> bytes:
        packed = private.read_file(self._folder / name, most + most // 100 + 1024)
        unpacking = zlib.decompressobj()
        try:
            raw = unpacking.decompress(packed, most + 1)
        except zlib.error as error:
            raise ValueError(Sentence("a part of it is damaged")) from error
        if len(raw) > most or not unpacking.eof or not _fits(name, raw):
            raise ValueError(Sentence("a part of it is damaged"))
        return raw


class _Place(msgspec.Struct, frozen=True):
    top: int
    left: int
    nbytes: int


def name_of(data: bytes | memoryview) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _fits(name: str, data: bytes) -> bool:
    if name.startswith(("photo-", "mask-")):  # as versions 1 and 2 named them, after place, checksum and size
        return name.endswith(f"-{zlib.crc32(data):08x}-{len(data)}")
    return name == name_of(data)
