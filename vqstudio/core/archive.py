"""A zip file of one JSON manifest and the pictures and blocks that it names: what projects are stored in."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from PIL import Image

from .deep import reduced
from .deep_reading import read_deep_png
from .deep_writing import write_deep
from .document import Metadata
from .errors import FileError
from .files import write_whole
from .image_limits import LARGEST_PHOTO
from .wording import Sentence

MANIFEST = "manifest.json"
LARGEST_MANIFEST = 64 << 20
LARGEST_BLOCK = 9 * LARGEST_PHOTO
"""Bytes: RGBA of 16 bits that does not compress, and what PNG adds."""


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
                        write_deep(pixels, "PNG", Metadata(), part)
                        continue
                    Image.fromarray(np.ascontiguousarray(pixels)).save(part, "PNG", compress_level=1)
            for name, data in self._blocks.items():
                archive.writestr(name, data)


class ArchiveReader:
    """Reads what :class:`ArchiveWriter` wrote; a context manager. Parts that are missing, damaged or larger than any
    photo raise OSError, KeyError, ValueError or zipfile.BadZipFile.
    """

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)
        self._pictures: dict[str, np.ndarray] = {}
        self._deep: dict[str, np.ndarray] = {}

    def __enter__(self) -> ArchiveReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def manifest(self) -> dict[str, Any]:
        found = json.loads(self._read(MANIFEST, LARGEST_MANIFEST))
        if not isinstance(found, dict):
            raise ValueError(Sentence("its manifest is no object"))
        return found

    def picture(self, name: str | list[int]) -> np.ndarray:
        """uint8 (H, W), (H, W, 3) or (H, W, 4), the same array each time; ``name`` as the writer gave it.
        What was stored in 16 bits is reduced: see :meth:`deep`.
        """
        if isinstance(name, list):
            if np.prod(name) != 0:
                raise ValueError(Sentence("a picture is missing"))
            return np.zeros(name, np.uint8)
        if name not in self._pictures:
            data = self._read(name, LARGEST_BLOCK)
            with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
                if image.width * image.height > LARGEST_PHOTO:
                    raise ValueError(
                        Sentence(
                            "{name} claims {width}x{height} pixels", name=name, width=image.width, height=image.height
                        )
                    )
                if image.mode not in ("L", "RGB", "RGBA"):
                    raise ValueError(Sentence("{name} is a picture of another kind", name=name))
                deep = read_deep_png(image, data)
                self._pictures[name] = np.array(image) if deep is None else reduced(deep)
                if deep is not None:
                    self._deep[name] = deep
        return self._pictures[name]

    def deep(self, name: str | list[int]) -> np.ndarray | None:
        """The uint16 (H, W, 3|4) that were stored under ``name``, the same array each time; None if it were uint8."""
        self.picture(name)
        return self._deep.get(name) if isinstance(name, str) else None

    def block(self, name: str) -> bytes:
        return self._read(name, LARGEST_BLOCK)

    def _read(self, name: str, limit: int) -> bytes:
        if self._archive.getinfo(name).file_size > limit:
            raise ValueError(Sentence("{name} is larger than any part should be", name=name))
        return self._archive.read(name)


def damaged(path: Path, error: Exception) -> FileError:
    """What to say about an archive that cannot be read."""
    others = " ".join((str(error) or type(error).__name__).split())  # another library's words
    reason = next((text for text in error.args if isinstance(text, Sentence)), others)
    return FileError("{name} is damaged and cannot be opened ({reason}).", name=path.name, reason=reason)
