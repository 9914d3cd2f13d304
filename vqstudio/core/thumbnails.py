"""Small pictures of photos, kept on disk so that each is decoded once."""

from __future__ import annotations

import hashlib
import io
import logging
import os
from pathlib import Path

import numpy as np
from PIL import Image

from . import private
from .errors import FileError
from .files import on_white, open_reduced
from .image_modes import pixels_of

log = logging.getLogger(__name__)

SIDE = 320
"""The longer side of a thumbnail in pixels: enough for a tile on a screen of three times the usual density."""
KEPT = 48
QUALITY = 88


class Thumbnails:
    """Thumbnails, uint8 (h, w, 3) in sRGB, of photo files: at most ``kept`` of them in ``folder``, none without one.

    A file of the folder is named after the photo's path, and its time and size: a photo that changes gets another. One
    that is damaged, or cannot be written, costs time only. Not for several threads at once.
    """

    def __init__(self, folder: Path | None, kept: int = KEPT) -> None:
        self._folder, self._kept = folder, kept

    def get(self, path: Path) -> np.ndarray:
        """Raises FileError if ``path`` is no photo."""
        kept = self._file(path)
        found = _read(kept) if kept else None
        return self._keep(kept, open_reduced(path, SIDE)) if found is None else found

    def put(self, path: Path, pixels: np.ndarray) -> np.ndarray:
        """The thumbnail of ``path``, whose pixels, uint8 (H, W, 3|4) in sRGB, are known and few. It is returned."""
        image = on_white(Image.fromarray(pixels))
        image.thumbnail((SIDE, SIDE))
        return self._keep(self._file(path), pixels_of(image))

    def forget(self, path: Path) -> None:
        self._remove(list(self._folder.glob(f"{_key(str(path))}-*")) if self._folder else [])

    def clear(self) -> None:
        self._remove(self._files())

    def _file(self, path: Path) -> Path | None:
        """Where the thumbnail of ``path`` as it is now belongs."""
        if self._folder is None:
            return None
        try:
            state = path.stat()
        except OSError:
            return None
        return self._folder / f"{_key(str(path))}-{_key(f'{state.st_mtime_ns} {state.st_size}')}.jpg"

    def _keep(self, file: Path | None, pixels: np.ndarray) -> np.ndarray:
        if file is None:
            return pixels
        encoded = io.BytesIO()
        Image.fromarray(pixels).save(encoded, "JPEG", quality=QUALITY)
        try:
            private.make_folder(file.parent)
            private.write_file(file, encoded.getvalue())
        except OSError as error:
            log.warning("a thumbnail cannot be kept: %s", error)
            return pixels
        prefix = file.name.partition("-")[0]
        outdated = [other for other in file.parent.glob(f"{prefix}-*") if other != file]
        self._remove(outdated + self._files()[self._kept :])
        return pixels

    def _files(self) -> list[Path]:
        """The latest first."""
        files = list(self._folder.glob("*.jpg")) if self._folder else []
        return sorted(files, key=_time, reverse=True)

    def _remove(self, files: list[Path]) -> None:
        for file in files:
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                log.warning("a thumbnail cannot be removed: %s", error)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _time(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:  # another window has just removed it
        return 0


def _read(file: Path) -> np.ndarray | None:
    """None if it is missing or damaged. Reading it marks it as recently used."""
    if not file.is_file():
        return None
    try:
        pixels = open_reduced(file, SIDE)
        os.utime(file)
    except (FileError, OSError) as error:
        log.info("a thumbnail is made anew: %s", error)
        return None
    return pixels
