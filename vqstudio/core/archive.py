"""A zip file of one JSON manifest and the pictures and blocks that it names: what projects are stored in."""

from __future__ import annotations

import io
import json
import logging
import os
import struct
import zipfile
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from PIL import Image

from .deep import reduced
from .deep_reading import read_deep_png
from .document import Metadata
from .errors import FileError
from .image_limits import LARGEST_PHOTO
from .paths import shown_name
from .png_writing import write_deep_png
from .replacing import write_whole
from .wording import Sentence, one_line

log = logging.getLogger(__name__)

MANIFEST = "manifest.json"
LARGEST_MANIFEST = 64 << 20
LARGEST_BLOCK = 9 * LARGEST_PHOTO
"""Bytes: RGBA of 16 bits that does not compress, and what PNG adds."""
LARGEST_DIRECTORY = 16 << 20
"""Bytes of the list of a zip file's parts, which is read at once."""
EXPANSION = 4
"""How many times its size an archive, without its manifest, may unpack to: its parts are stored, as PNG is compressed
already, but another program may have packed them again.
"""
DEFLATE_RATIO = 1032
"""Bytes that one byte of zlib's format can stand for at most."""
MEMORY_SHARE = 0.75
"""Share of the computer's memory that the pictures of one archive may take."""
FALLBACK_MEMORY = 16 << 30
LONGEST_LOGGED = 300
PNG_HEAD = struct.Struct(">8s4x4sIIBBBBB")
CHANNELS = {0: 1, 2: 3, 6: 4}
"""Channels by PNG's colour type."""


class Shape(NamedTuple):
    """The shape of a picture: ``channels`` 1, 3 or 4, ``bits`` 8 or 16 each."""

    height: int
    width: int
    channels: int
    bits: int

    @property
    def nbytes(self) -> int:
        """In memory: of 16 bits there is a copy of 8."""
        return self.height * self.width * self.channels * (3 if self.bits == 16 else 1)


class ArchiveWriter:
    """Collects parts, which must not change any more. Nothing is written, and no time spent, before :meth:`save`."""

    def __init__(self) -> None:
        self._pictures: dict[int, tuple[str, np.ndarray]] = {}
        self._blocks: dict[str, bytes] = {}

    def picture(self, pixels: np.ndarray) -> str | list[int]:
        """The name under which uint8 (H, W), (H, W, 3) or (H, W, 4) ``pixels``, or uint16 of the last two, will be
        stored; the same array is stored once. Of one without pixels the shape.
        """
        if pixels.size == 0:
            return list(pixels.shape)
        name, _ = self._pictures.setdefault(id(pixels), (f"pictures/{len(self._pictures):04}.png", pixels))
        return name

    def block(self, data: bytes) -> str:
        name = f"blocks/{len(self._blocks):04}"
        self._blocks[name] = data
        return name

    def save(self, path: Path, manifest: dict[str, Any]) -> None:
        """Raises FileError; the file that was there is then untouched."""
        write_whole(path, lambda file: self._write(file, manifest))

    def _write(self, file: BinaryIO, manifest: dict[str, Any]) -> None:
        # PNG and the blocks are compressed already.
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1), zipfile.ZIP_DEFLATED)
            for name, pixels in self._pictures.values():
                with archive.open(name, "w") as part:
                    if pixels.dtype == np.uint16:
                        write_deep_png(pixels, Metadata(), part)
                        continue
                    Image.fromarray(np.ascontiguousarray(pixels)).save(part, "PNG", compress_level=1)
            for name, data in self._blocks.items():
                archive.writestr(name, data)


class _InPieces(io.FileIO):
    """A zip file's parts are read in pieces; only its directory is read at once, which shall not fill the memory."""

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > LARGEST_DIRECTORY:
            raise ValueError(Sentence("it has far too many parts"))
        return super().read(size) or b""


class ArchiveReader:
    """Reads what :class:`ArchiveWriter` wrote; a context manager. Nothing that the file says of its sizes is believed:
    what is unpacked is counted, and pictures are opened as PNG alone.

    Parts that are missing, damaged or larger than they may be raise OSError, KeyError, ValueError,
    zipfile.BadZipFile, or what Pillow and zlib raise; pictures that take more than this computer has, MemoryError.
    """

    def __init__(self, path: Path) -> None:
        self._file = _InPieces(path)
        try:
            self._archive = zipfile.ZipFile(self._file)
            names = self._archive.namelist()
            if len(set(names)) != len(names):
                raise ValueError(Sentence("two of its parts have one name"))
        except BaseException:
            self._file.close()
            raise
        self._unpackable = LARGEST_MANIFEST + EXPANSION * os.fstat(self._file.fileno()).st_size
        self._memory = MEMORY_SHARE * _physical_memory()
        self._pictures: dict[str, np.ndarray] = {}
        self._deep: dict[str, np.ndarray] = {}
        self._shapes: dict[str, Shape] = {}

    def __enter__(self) -> ArchiveReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()
        self._file.close()

    def manifest(self) -> bytes:
        """JSON, not yet parsed."""
        return self._read(MANIFEST, LARGEST_MANIFEST)

    def shape(self, name: str) -> Shape:
        """The shape that a picture claims in its header; nothing is decoded."""
        if name not in self._shapes:
            with self._open(name) as part:
                self._shapes[name] = _png_shape(name, part.read(PNG_HEAD.size))
        return self._shapes[name]

    def picture(self, name: str) -> np.ndarray:
        """uint8 (H, W), (H, W, 3) or (H, W, 4), the same array each time, read-only.
        What was stored in 16 bits is reduced: see :meth:`deep`.
        """
        if name not in self._pictures:
            shape = self.shape(name)
            data = self._read(name, LARGEST_BLOCK)
            if shape.height * (shape.width * shape.channels * shape.bits // 8 + 1) > DEFLATE_RATIO * len(data):
                raise ValueError(Sentence("{name} is far too short for its size", name=name))
            self._memory -= shape.nbytes
            if self._memory < 0:
                raise MemoryError
            self._decode(name, data, shape)
        return self._pictures[name]

    def _decode(self, name: str, data: bytes, shape: Shape) -> None:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            if image.size != (shape.width, shape.height) or image.mode not in ("L", "RGB", "RGBA"):
                raise ValueError(Sentence("{name} is a picture of another kind", name=name))
            deep = read_deep_png(image, data)
            pixels = np.array(image) if deep is None else reduced(deep)
        channels = pixels.shape[2] if pixels.ndim == 3 else 1
        if (*pixels.shape[:2], channels, 8 if deep is None else 16) != shape:
            raise ValueError(Sentence("{name} is a picture of another kind", name=name))
        pixels.flags.writeable = False
        self._pictures[name] = pixels
        if deep is not None:
            deep.flags.writeable = False
            self._deep[name] = deep

    def deep(self, name: str) -> np.ndarray | None:
        """The uint16 (H, W, 3|4) that were stored under ``name``, the same array each time; None if it were uint8."""
        self.picture(name)
        return self._deep.get(name)

    def block(self, name: str, most: int = LARGEST_BLOCK) -> bytes:
        """A part of at most ``most`` bytes."""
        return self._read(name, most)

    def _open(self, name: str) -> Any:
        if self._archive.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError(Sentence("{name} is packed in a way that VQ Studio does not use", name=name))
        return self._archive.open(name)

    def _read(self, name: str, limit: int) -> bytes:
        with self._open(name) as part:
            data: bytes = part.read(min(limit, self._unpackable) + 1)
        self._unpackable -= len(data)
        if self._unpackable < 0:
            raise ValueError(Sentence("it unpacks to far more than its size"))
        if len(data) > limit:
            raise ValueError(Sentence("{name} is larger than any part should be", name=name))
        return data


def _png_shape(name: str, head: bytes) -> Shape:
    """Raises ValueError for what is no PNG as it is written here."""
    wrong = Sentence("{name} is a picture of another kind", name=name)
    if len(head) < PNG_HEAD.size:
        raise ValueError(wrong)
    signature, kind, width, height, bits, colour, *ways = PNG_HEAD.unpack(head)
    channels = CHANNELS.get(colour, 0)
    known = bits == 8 or (bits == 16 and channels >= 3)
    if (signature, kind, ways) != (b"\x89PNG\r\n\x1a\n", b"IHDR", [0, 0, 0]) or not channels or not known:
        raise ValueError(wrong)
    if not 0 < width * height <= LARGEST_PHOTO:
        raise ValueError(Sentence("{name} claims {width}x{height} pixels", name=name, width=width, height=height))
    return Shape(height, width, channels, bits)


def _physical_memory() -> int:
    """Bytes."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows
        return FALLBACK_MEMORY


def damaged(path: Path, error: Exception) -> FileError:
    """What to say about an archive that cannot be read; what another library said about it is only logged."""
    name = shown_name(path)
    reason = next((text for text in error.args if isinstance(text, Sentence)), None)
    if reason is not None:
        return FileError(
            "{name} is damaged and cannot be opened ({reason}); get another copy of it.", name=name, reason=reason
        )
    log.warning("%s: %s", name, one_line(f"{type(error).__name__}: {error}", LONGEST_LOGGED))
    return FileError("{name} is damaged or cut off and cannot be opened; get another copy of it.", name=name)
