"""An unfinished edit kept on disk, so that a crash or a power cut loses little.

Pixels are written in tiles, only those that changed; a manifest that is replaced in one go names the tiles that belong
together. Whatever moment the program ends at, the folder holds the last state that was written whole.
"""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import time
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import private
from .deep import reduced
from .document import Document, Metadata
from .errors import FileError
from .wording import Sentence

TILE = 512
MANIFEST = "edit.json"
VERSION, DEEP_VERSION = 1, 2
"""Of a manifest: of photos with 16 bits per channel the latter, which programs that would lose them do not know."""


@dataclass(frozen=True, eq=False)
class Unfinished:
    """A photo with edits, and its mask, uint8 (H, W)."""

    document: Document
    mask: np.ndarray


class RecoveryFolder:
    def __init__(self, path: Path) -> None:
        self.path = path

    def save(self, edit: Unfinished) -> None:
        """Raises FileError; the state that was there is then still whole."""
        document = edit.document
        try:
            private.make_folder(self.path)
            manifest = {
                "version": VERSION if document.deep is None else DEEP_VERSION,
                "time": time.time(),
                "path": str(document.path) if document.path else None,
                "metadata": {
                    name: base64.b64encode(block).decode("ascii")
                    for name, block in vars(document.metadata).items()
                    if block is not None
                },
                "photo": self._write(document.values, "photo"),
                "mask": self._write(edit.mask, "mask"),
            }
            private.write_file(self.path / MANIFEST, json.dumps(manifest).encode("utf-8"))
            self._drop_others(manifest)
        except OSError as error:
            raise FileError(
                "The edit could not be kept for a recovery: {reason}.", reason=error.strerror or str(error)
            ) from error

    def load(self) -> Unfinished | None:
        """The last state; None if none was kept. Raises FileError if it is damaged."""
        try:
            manifest = json.loads((self.path / MANIFEST).read_bytes())
            if manifest["version"] not in (VERSION, DEEP_VERSION):
                raise FileError("The edit was kept by another version of VQ Studio.")
            blocks = {name: base64.b64decode(text) for name, text in manifest["metadata"].items()}
            path = Path(manifest["path"]) if manifest["path"] else None
            deep = self._read(manifest["photo"], np.uint16) if manifest["version"] == DEEP_VERSION else None
            pixels = self._read(manifest["photo"]) if deep is None else reduced(deep)
            document = Document(pixels, Metadata(**blocks), path, deep=deep)
            return Unfinished(document, self._read(manifest["mask"]))
        except FileNotFoundError:
            if not (self.path / MANIFEST).exists():
                return None
            raise FileError("A part of the kept edit is missing.") from None
        except (OSError, ValueError, KeyError, TypeError, zlib.error) as error:
            raise FileError("The kept edit is damaged ({reason}).", reason=str(error)) from error

    def about(self) -> tuple[str, float] | None:
        """The photo's name and when the state was written (seconds since 1970); None if there is none."""
        try:
            manifest = json.loads((self.path / MANIFEST).read_bytes())
            return (Path(manifest["path"]).name if manifest["path"] else Sentence("Untitled")), float(manifest["time"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def clear(self) -> None:
        """Forget what was kept. Ended in the middle of this, there is nothing to recover, not something damaged."""
        with contextlib.suppress(OSError):
            (self.path / MANIFEST).unlink()
        shutil.rmtree(self.path, ignore_errors=True)

    def _write(self, pixels: np.ndarray, kind: str) -> dict:
        names = []
        for top in range(0, pixels.shape[0], TILE):
            for left in range(0, pixels.shape[1], TILE):
                tile = np.ascontiguousarray(pixels[top : top + TILE, left : left + TILE])
                name = f"{kind}-{top}-{left}-{zlib.crc32(tile.data):08x}-{tile.nbytes}"
                if not (self.path / name).exists():
                    private.write_file(self.path / name, zlib.compress(tile.data, 1))
                names.append(name)
        return {"shape": list(pixels.shape), "tiles": names}

    def _read(self, entry: dict, kind: type = np.uint8) -> np.ndarray:
        pixels = np.empty(entry["shape"], kind)
        for name in entry["tiles"]:
            _, top, left, checksum, size = name.split("-")
            raw = zlib.decompress((self.path / name).read_bytes())
            if len(raw) != int(size) or zlib.crc32(raw) != int(checksum, 16):
                raise ValueError(f"the part {name} has changed")
            place = pixels[int(top) : int(top) + TILE, int(left) : int(left) + TILE]
            place[:] = np.frombuffer(raw, kind).reshape(place.shape)
        return pixels

    def _drop_others(self, manifest: dict) -> None:
        kept = {MANIFEST, *manifest["photo"]["tiles"], *manifest["mask"]["tiles"]}
        for path in self.path.iterdir():
            if (path.name not in kept and path.name.startswith(("photo-", "mask-"))) or path.name.endswith(".part"):
                path.unlink(missing_ok=True)
