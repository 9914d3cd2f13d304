"""Training photos: files of folders, or members of a tar that ``pack-photos`` made, decoded once and kept in memory."""

from __future__ import annotations

import io
import logging
import os
import threading
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

log = logging.getLogger(__name__)

HELD_OUT_EVERY = 50
"""About one photo in so many is never trained on; a run's sheets and held-out figures use those."""
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp"})
UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)
"""What Pillow raises for damaged files and for those too large for the memory."""
SHARE_OF_MEMORY = 0.5
SHARE_OF_DEVICE = 0.6
"""Share of a GPU's free memory that photos may take; the rest is for training."""
MEMORY_IF_UNKNOWN = 6 << 30

BLOCK = 512
"""Bytes of a tar's header; the first member, START, is another block and says where the last, INDEX, lies."""
START, INDEX = "start.json", "index.json"
FORMAT = "vqstudio photos 1"
Count = Annotated[int, msgspec.Meta(ge=0)]
Positive = Annotated[int, msgspec.Meta(gt=0)]


class DataError(Exception):
    """The training photos cannot be used; the message says why."""


class TarStart(msgspec.Struct):
    """The first member: sizes and places in bytes, from the beginning of the tar."""

    format: str
    count: Count
    bytes: Count
    index_offset: Count
    index_size: Count


class IndexEntry(msgspec.Struct):
    """A photo of the tar: where its JPEG lies, in bytes, and its sides in pixels."""

    name: str
    offset: Count
    size: Positive
    width: Positive
    height: Positive


@dataclass(frozen=True)
class PhotoFile:
    """A photo that can be read: the file ``path``, or ``length`` bytes from ``offset`` on of the tar ``path``. Every
    reading opens the file anew, so threads and processes do not disturb each other.
    """

    path: Path
    width: int
    height: int
    member: str = ""
    offset: int = 0
    length: int = 0

    @property
    def name(self) -> str:
        return f"{self.path}:{self.member}" if self.member else str(self.path)

    @property
    def stem(self) -> str:
        """The file's name without folder and ending."""
        return Path(self.member).stem if self.member else self.path.stem

    @property
    def key(self) -> str:
        """Folder and name, without ending: what it is called in files that say something of photos."""
        place = Path(self.member) if self.member else self.path
        return f"{place.parent.name}/{place.stem}"

    def open(self) -> Image.Image:
        """The photo as Pillow opens it, for a ``with``; it and what is done with it may raise ``UNREADABLE``."""
        if not self.member:
            return Image.open(self.path)
        with self.path.open("rb") as file:
            file.seek(self.offset)
            return Image.open(io.BytesIO(file.read(self.length)))

    def square(self, side: int, resample: Image.Resampling = Image.Resampling.LANCZOS) -> np.ndarray:
        """uint8 (side, side, 3): the middle of the photo, reduced as it is decoded. May raise ``UNREADABLE``."""
        with self.open() as image:
            image.draft("RGB", (2 * side, 2 * side))
            return np.asarray(ImageOps.fit(image.convert("RGB"), (side, side), resample))

    def pixels(self) -> Tensor:
        """uint8 (height, width, 3), RGB. Raises OSError if the photo no longer reads or has another size by now."""
        try:
            with self.open() as image:
                pixels = np.array(image.convert("RGB"))
        except UNREADABLE as error:
            raise OSError(f"{self.name}: {error}") from error
        if pixels.shape[:2] != (self.height, self.width):
            raise OSError(f"{self.name}: was {self.width}x{self.height} px and is another photo now")
        return torch.from_numpy(pixels)


def find_photos(sources: Path | Sequence[Path], minimum_side: int) -> list[PhotoFile]:
    """Every usable photo of the folders (searched recursively, sorted) and tars, each once. Broken or too small ones
    are skipped and named in the log.

    Raises DataError if a source does not exist, cannot be read or holds no usable photo.
    """
    sources = [sources] if isinstance(sources, Path) else sources
    found: dict[PhotoFile, None] = {}
    for source in sources:
        found.update(dict.fromkeys(_in_source(source, minimum_side)))
    if not found:
        raise DataError("No training photos were given; name a folder of photos, or a .tar made by pack-photos.")
    return list(found)


def _in_source(source: Path, minimum_side: int) -> list[PhotoFile]:
    if source.is_dir():
        photos = _in_folder(source)
    elif source.suffix.lower() == ".tar" and source.is_file():
        photos = [PhotoFile(source, e.width, e.height, e.name, e.offset, e.size) for e in read_index(source)]
    else:
        raise DataError(f"{source} is not a folder of photos and not a .tar made by pack-photos; give one that exists.")
    good = [p for p in photos if min(p.width, p.height) >= minimum_side]
    for photo in photos:
        if min(photo.width, photo.height) < minimum_side:
            sides = photo.width, photo.height
            log.warning("skipped %s: %dx%d is smaller than a crop of %d px", photo.name, *sides, minimum_side)
    if not good:
        kinds = "JPEG, PNG, WebP, TIFF, BMP"
        raise DataError(f"{source} holds no usable image of at least {minimum_side} px ({kinds}); give another one.")
    return good


def _in_folder(folder: Path) -> list[PhotoFile]:
    photos = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()):
        try:
            with Image.open(path) as image:
                width, height = image.size
                image.verify()
        except UNREADABLE as error:
            log.warning("skipped %s: not a readable image (%s)", path, error)
            continue
        photos.append(PhotoFile(path, width, height))
    return photos


def read_index(tar: Path) -> list[IndexEntry]:
    """The photos of a tar that ``pack-photos`` made, without reading them. Raises DataError, also if it is cut off."""
    try:
        with tar.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            try:
                start = msgspec.json.decode(file.read(2 * BLOCK)[BLOCK:], type=TarStart)
            except msgspec.MsgspecError as error:
                raise DataError(f"{tar} is empty or was not made by pack-photos; pack the photos again.") from error
            if start.format != FORMAT:
                raise DataError(f"{tar} was made by another version of pack-photos; pack the photos again.")
            if size < start.bytes:
                raise DataError(f"{tar} is cut off after {size} of {start.bytes} bytes; copy or pack it again.")
            file.seek(start.index_offset)
            entries = msgspec.json.decode(file.read(start.index_size), type=list[IndexEntry])
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(f"{tar} cannot be read ({error}); copy or pack it again.") from error
    if len(entries) != start.count or any(entry.offset + entry.size > size for entry in entries):
        raise DataError(f"{tar} is damaged: its index names photos that it does not hold; copy or pack it again.")
    return entries


def hold_out(photos: list[PhotoFile]) -> tuple[list[PhotoFile], list[PhotoFile]]:
    """The photos to train on and those held out; a single one is both.

    The file's name without folder and ending decides, so a photo that is held out in a folder is held out in a tar of
    it too, and stays so when others are added.
    """
    chosen = [zlib.crc32(photo.stem.encode()) % HELD_OUT_EVERY == 0 for photo in photos]
    if not any(chosen):
        chosen[0] = True
    held_out = [photo for photo, held in zip(photos, chosen, strict=True) if held]
    return [photo for photo, held in zip(photos, chosen, strict=True) if not held] or photos, held_out


def available_memory() -> int:
    """Bytes that this process can still use without swapping, as far as Linux tells; elsewhere a guess."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        available = next(int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        return MEMORY_IF_UNKNOWN
    try:  # a container may be allowed less; what it has cached of files does not count
        mounts = (line.split() for line in Path("/proc/self/mounts").read_text().splitlines())
        group = next(Path(place) for _, place, kind, *_ in mounts if kind == "cgroup2")
        stat = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
        used = int((group / "memory.current").read_text()) - int(stat["inactive_file"])
        return min(available, int((group / "memory.max").read_text()) - used)
    except (OSError, ValueError, KeyError, StopIteration):  # no limit ("max"), or no such files
        return available


class Photos:
    """Decoded photos, uint8 (H, W, 3), the most recently used of them kept up to ``budget`` bytes (half of the memory
    that is available now, if None). Threads may share it.

    With a CUDA ``device`` all are kept there if 60 % of its free memory is enough for them, else on the CPU; ``device``
    says where.
    """

    def __init__(
        self, files: Sequence[PhotoFile], budget: int | None = None, device: torch.device | None = None
    ) -> None:
        self.files = list(files)
        self.device = torch.device("cpu")
        self.budget = int(SHARE_OF_MEMORY * available_memory()) if budget is None else budget
        self._kept: OrderedDict[int, Tensor] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        # One that is asked for by two threads at once is decoded once.
        self._decoding = [threading.Lock() for _ in self.files]
        if device is not None:
            self.move_to(device)

    def move_to(self, device: torch.device) -> None:
        """Keep photos there, if it has room for all of them; call it before any is asked for."""
        total = sum(map(_bytes, self.files))
        if device.type == "cuda" and total <= SHARE_OF_DEVICE * torch.cuda.mem_get_info(device)[0]:
            self.device, self.budget = device, total

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, index: int) -> Tensor:
        """uint8 (H, W, 3) on ``device``; it is shared, so do not change it. Raises OSError if it no longer reads."""
        index = range(len(self.files))[index]
        with self._decoding[index]:
            with self._lock:
                if index in self._kept:
                    self._kept.move_to_end(index)
                    return self._kept[index]
            pixels = self.files[index].pixels().to(self.device)
            with self._lock:
                self._kept[index] = pixels
                self._bytes += pixels.nbytes
                while self._bytes > self.budget and len(self._kept) > 1:
                    self._bytes -= self._kept.popitem(last=False)[1].nbytes
        return pixels

    def read_ahead(self, threads: int = 2) -> None:
        """Decode as many photos as fit in the budget, in the background."""
        fitting, total = [], 0
        for index, file in enumerate(self.files):
            total += _bytes(file)
            if total > self.budget:
                break
            fitting.append(index)
        waiting = iter(fitting)  # of a list: safe to share among threads
        for _ in range(threads):
            threading.Thread(target=self._read_all, args=(waiting,), name="read-ahead").start()

    def _read_all(self, waiting: Iterator[int]) -> None:
        for index in waiting:
            # Not a daemon thread, which would be cut off in the middle of Pillow at the end of the program.
            if not threading.main_thread().is_alive():
                return
            try:
                self[index]
            except OSError as error:
                log.warning("skipped a photo that no longer reads: %s", error)


def _bytes(file: PhotoFile) -> int:
    return 3 * file.width * file.height
