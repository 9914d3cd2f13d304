"""Photos packed into one tar of JPEGs, to take along to the machine that trains.

An ordinary tar, made with the standard library: crops need any photo at any time, and webdataset reads its tars from
front to back. Here the first member says where the last lies, and the last where every photo does.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import os
import tarfile
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec
import numpy as np
from PIL import Image
from tqdm import tqdm

from .photos import BLOCK, FORMAT, INDEX, START, UNREADABLE, DataError, IndexEntry, PhotoFile, TarStart, find_photos

log = logging.getLogger(__name__)

AT_ONCE = 64
"""Photos that are encoded before the next are begun, on all cores."""


@dataclass(frozen=True)
class Packed:
    """What came of it: the number of photos and the bytes of the tar."""

    count: int
    bytes: int


def pack_photos(
    sources: Path | Sequence[Path],
    output: Path,
    side: int | None = None,
    quality: int = 92,
    megabytes: float | None = None,
    seed: int = 0,
) -> Packed:
    """Write the photos of the folders and tars ``sources`` as JPEGs of ``quality`` (1..100) into the tar ``output``,
    the shorter side of larger ones reduced to ``side`` px (Lanczos). Metadata is left behind.

    They come in a random order (``seed``) in which every source is spread evenly, and as many of them as fit in
    ``megabytes`` (10^6 bytes, everything included). The same photos and options give the same bytes.

    Raises DataError if there are no photos, an option is out of range, or the tar cannot be written; then nothing is
    left of it, and an older one stays as it is.
    """
    if output.suffix.lower() != ".tar":
        raise DataError(f"{output} does not end in .tar; training knows packed photos by that.")
    if output.is_dir():
        raise DataError(f"{output} is a folder; give the name of a file to write.")
    if not 1 <= quality <= 100:
        raise DataError(f"A JPEG quality of {quality} does not exist; give one from 1 to 100.")
    if side is not None and side < 1:
        raise DataError(f"Photos cannot be reduced to {side} px; give a side of at least 1.")
    if megabytes is not None and not megabytes > 0:
        raise DataError(f"Nothing fits in {megabytes} MB; give a number above 0.")
    photos = _shuffled([sources] if isinstance(sources, Path) else sources, seed)
    temporary = output.with_name(output.name + ".part")
    try:
        with temporary.open("wb") as file:
            tar = _Tar(file, None if megabytes is None else 1e6 * megabytes)
            jpegs = _encoded(photos, side, quality)
            for name, jpeg in tqdm(jpegs, total=len(photos), unit="photo", disable=None):
                if not tar.add(name, *jpeg):
                    break
            jpegs.close()
            if not tar.entries and megabytes is not None:
                raise DataError(f"{megabytes:g} MB are too little for one photo; give more, or a smaller side.")
            if not tar.entries:
                raise DataError("None of the photos could be read; check the folders that they lie in.")
            packed = tar.finish()
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(output)
    except OSError as error:
        reason = error.strerror or error
        raise DataError(f"{output} could not be written ({reason}); make room, or write it elsewhere.") from error
    finally:
        with contextlib.suppress(OSError):  # what was wrong has been told
            temporary.unlink(missing_ok=True)
    return packed


def _shuffled(sources: Sequence[Path], seed: int) -> list[tuple[str, PhotoFile]]:
    """Every photo once with its name in the tar: any first part of the list holds the same share of every source."""
    placed: list[tuple[float, str, PhotoFile]] = []
    seen: set[PhotoFile] = set()
    names: set[str] = set()
    for number, source in enumerate(sources):
        photos = [photo for photo in find_photos(source, 1) if photo not in seen]
        seen.update(photos)
        ranks = np.random.default_rng((seed, number)).permutation(len(photos))
        for photo, rank in zip(photos, ranks, strict=True):
            name = _name(source, photo, names)
            names.add(name)
            placed.append(((rank + 0.5) / len(photos), name, photo))
    if not placed:
        raise DataError("No folder of photos was given; name at least one.")
    return [(name, photo) for _, name, photo in sorted(placed, key=lambda one: one[:2])]


def _name(source: Path, photo: PhotoFile, taken: set[str]) -> str:
    """Source and path below it, as a JPEG; with a number where another photo has that name."""
    inside = Path(photo.member) if photo.member else photo.path.relative_to(source)
    stem = (Path(source.resolve().name.removesuffix(".tar")) / inside.with_suffix("")).as_posix()
    stem = stem.encode(errors="replace").decode()  # a name that is no text could not stand in the index
    name, number = f"{stem}.jpg", 2
    while name in taken:
        name, number = f"{stem}-{number}.jpg", number + 1
    return name


Jpeg = tuple[bytes, int, int]
"""The file, its width and height."""


def _encoded(
    photos: list[tuple[str, PhotoFile]], side: int | None, quality: int
) -> Generator[tuple[str, Jpeg], None, None]:
    """Names and JPEGs in the same order; photos that do not read are left out and named in the log."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for start in range(0, len(photos), AT_ONCE):
            part = photos[start : start + AT_ONCE]
            jpegs = pool.map(lambda one: _jpeg(one[1], side, quality), part)
            yield from ((name, jpeg) for (name, _), jpeg in zip(part, jpegs, strict=True) if jpeg)


def _jpeg(photo: PhotoFile, side: int | None, quality: int) -> Jpeg | None:
    buffer = io.BytesIO()
    try:
        with photo.open() as file:
            image = file.convert("RGB")
        if side and min(image.size) > side:
            width, height = (round(length * side / min(image.size)) for length in image.size)
            image = image.resize((width, height), Image.Resampling.LANCZOS)
        image.save(buffer, "JPEG", quality=quality, optimize=True)
    except UNREADABLE as error:
        log.warning("skipped %s: not a readable image (%s)", photo.name, error)
        return None
    return buffer.getvalue(), image.width, image.height


class _Tar:
    """Writes members to ``file`` so that the tar, once finished, has at most ``limit`` bytes."""

    def __init__(self, file: BinaryIO, limit: float | None) -> None:
        self.file = file
        self.limit = limit
        self.entries: list[bytes] = []
        """The index, one JSON object per photo."""
        self.size = 2 * BLOCK  # the first member is written when its contents are known
        self._index_size = 1  # the brackets, less the comma that the last entry lacks
        file.seek(self.size)

    def add(self, name: str, jpeg: bytes, width: int, height: int) -> bool:
        """Write a photo; False, with nothing written, if it would no longer fit."""
        header = _header(name, len(jpeg))
        entry = IndexEntry(name, self.size + len(header), len(jpeg), width, height)
        line = msgspec.json.encode(entry)
        size, index_size = self.size + len(header) + _padded(len(jpeg)), self._index_size + len(line) + 1
        if self.limit is not None and _whole(size + BLOCK + _padded(index_size)) > self.limit:
            return False
        self.file.write(header + jpeg + bytes(_padded(len(jpeg)) - len(jpeg)))
        self.entries.append(line)
        self.size, self._index_size = size, index_size
        return True

    def finish(self) -> Packed:
        """Write index, end and beginning."""
        index = b"[" + b",".join(self.entries) + b"]"
        end = _whole(self.size + BLOCK + _padded(len(index)))
        self.file.write((_header(INDEX, len(index)) + index).ljust(end - self.size, b"\0"))
        start = msgspec.json.encode(TarStart(FORMAT, len(self.entries), end, self.size + BLOCK, len(index)))
        self.file.seek(0)
        self.file.write(_header(START, BLOCK) + start.ljust(BLOCK))
        return Packed(len(self.entries), end)


def _header(name: str, size: int) -> bytes:
    """What stands before a member; the same on every day and for every user."""
    member = tarfile.TarInfo(name)
    member.size = size
    return member.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape")


def _padded(size: int) -> int:
    return -(-size // BLOCK) * BLOCK


def _whole(size: int) -> int:
    """Bytes of a tar whose members take ``size``: two empty blocks end it, and it is filled up to whole records."""
    return -(-(size + 2 * BLOCK) // tarfile.RECORDSIZE) * tarfile.RECORDSIZE


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``pack-photos`` of ``python -m training``."""
    pack = commands.add_parser("pack-photos", help="pack folders of photos into one tar to train from")
    pack.add_argument("sources", type=Path, nargs="+", metavar="FOLDER", help="folder of photos, or a packed .tar")
    pack.add_argument("-o", "--output", type=Path, required=True, metavar="TAR", help="the file to write, .tar")
    pack.add_argument("--side", type=int, metavar="PX", help="reduce the shorter side of larger photos to this")
    pack.add_argument("--quality", type=int, default=92, metavar="Q", help="of the JPEGs, 1 to 100 (92)")
    pack.add_argument("--megabytes", type=float, metavar="N", help="an even choice of photos that fits in N MB")
    pack.add_argument("--seed", type=int, default=0, help="another order, and with --megabytes another choice")
    pack.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    packed = pack_photos(
        options.sources, options.output, options.side, options.quality, options.megabytes, options.seed
    )
    print(f"{options.output}: {packed.count} photos, {packed.bytes / 1e6:.1f} MB")
