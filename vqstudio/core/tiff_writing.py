"""TIFF files of 8 and 16 bits per channel, with every tag of the photo as it was.

Pillow's own writer has no predictor and turns text that is not ASCII into question marks, and the one that compresses
(libtiff) cannot store EXIF.
"""

from __future__ import annotations

import itertools
import struct
import zlib
from typing import IO

import numpy as np

from .directories import (
    EXIF_PREFIX,
    LONG,
    SHORT,
    UNDEFINED,
    Value,
    byte_order,
    entries_at,
    keep_entries,
    numbers,
)
from .document import Metadata
from .memory import workers
from .metadata import ICC_TAG, IPTC_TAG, TIFF_STRUCTURE, XMP_TAG, resolution_of, resolution_values

ROWS = 64
"""To a strip."""
NOT_COMPRESSED, DEFLATE = 1, 8
PIXELS_FROM_LEFT = 2
"""A predictor: every pixel is stored as what it differs by from the one before."""
STRAIGHT_ALPHA = 2


def write_tiff(pixels: np.ndarray, metadata: Metadata, file: IO[bytes], compressed: bool = True) -> None:
    """Write uint8 or uint16 (H, W, 3|4), the values as they are.

    The EXIF block, which is a TIFF without a picture, is the beginning of the file, so that all that it points to, the
    private data of makers as well, stays in its place. Raises ValueError or struct.error if that block is broken, and
    OSError.
    """
    block = bytearray((metadata.exif or b"").removeprefix(EXIF_PREFIX)) or bytearray(b"II*\0\0\0\0\0")
    order = byte_order(block)
    entries = _taken_out(block, order) if metadata.exif else {}
    block += bytes(len(block) % 2)
    with workers() as pool:
        parts = [pixels[top : top + ROWS] for top in range(0, len(pixels), ROWS)]
        strips = list(pool.map(lambda rows: _strip(rows, order, compressed), parts))
    lengths = [len(strip) for strip in strips]
    tags = _structure(pixels, order, compressed, lengths) | _blocks(metadata, order)
    values, start = bytearray(), len(block)
    for tag, value in tags.items():
        if len(value.data) <= 4:
            stored = value.data.ljust(4, b"\0")
        else:
            stored = struct.pack(order + "I", start + len(values))
            values += value.data + bytes(len(value.data) % 2)
        entries[tag] = struct.pack(order + "HHI", tag, value.kind, value.count) + stored
    # Where the strips stand is known last: after everything else.
    directory = start + len(values)
    places_at = directory + 2 + 12 * (len(entries) + 1) + 4
    data_at = places_at + 4 * len(strips)
    places = [data_at + before for before in itertools.accumulate(lengths[:-1], initial=0)]
    stored = struct.pack(order + "I", places_at if len(places) > 1 else places[0])
    entries[273] = struct.pack(order + "HHI", 273, LONG, len(places)) + stored
    struct.pack_into(order + "I", block, 4, directory)
    file.write(block + values + struct.pack(order + "H", len(entries)))
    file.write(b"".join(entry for _, entry in sorted(entries.items())) + bytes(4))
    file.write(struct.pack(f"{order}{len(places)}I", *places))
    for strip in strips:
        file.write(strip)


def _taken_out(block: bytearray, order: str) -> dict[int, bytes]:
    """The entries of the first directory by tag, but for those that say how pixels are stored; the directory itself is
    erased. Raises ValueError, struct.error.
    """
    (first,) = struct.unpack_from(order + "I", block, 4)
    if first < 8:
        raise ValueError("a directory in the header")
    found: dict[int, bytes] = {}
    for entry in entries_at(block, order, first)[0]:
        (tag,) = struct.unpack_from(order + "H", entry)
        if tag not in TIFF_STRUCTURE:
            found.setdefault(tag, entry)
    keep_entries(block, order, first, [])
    return found


def _structure(pixels: np.ndarray, order: str, compressed: bool, lengths: list[int]) -> dict[int, Value]:
    height, width, channels = pixels.shape
    tags = {
        256: numbers(order, LONG, width), 257: numbers(order, LONG, height),
        258: numbers(order, SHORT, *[8 * pixels.itemsize] * channels),
        259: numbers(order, SHORT, DEFLATE if compressed else NOT_COMPRESSED), 262: numbers(order, SHORT, 2),
        277: numbers(order, SHORT, channels), 278: numbers(order, LONG, ROWS), 279: numbers(order, LONG, *lengths),
        284: numbers(order, SHORT, 1),
    }  # fmt: skip
    if compressed:
        tags[317] = numbers(order, SHORT, PIXELS_FROM_LEFT)
    if channels == 4:
        tags[338] = numbers(order, SHORT, STRAIGHT_ALPHA)
    return tags


def _blocks(metadata: Metadata, order: str) -> dict[int, Value]:
    tags: dict[int, Value] = {}
    if metadata.resolution and metadata.resolution != resolution_of(metadata.exif or b""):
        tags = resolution_values(order, metadata.resolution)
    found = ((XMP_TAG, 1, metadata.xmp), (ICC_TAG, UNDEFINED, metadata.icc), (IPTC_TAG, UNDEFINED, metadata.iptc))
    for tag, kind, data in found:
        if data:
            tags[tag] = Value(kind, len(data), data)
    return tags


def _strip(rows: np.ndarray, order: str, compressed: bool) -> bytes:
    stored = rows.astype(f"{order}u{rows.itemsize}")
    if not compressed:
        return stored.tobytes()
    stored[:, 1:] -= rows[:, :-1]
    packer = zlib.compressobj(strategy=zlib.Z_RLE)  # photos: five times as fast as the usual way, and as small
    return packer.compress(stored.tobytes()) + packer.flush()
