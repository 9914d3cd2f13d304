"""Updates the EXIF block of an opened photo for upright, edited pixels; everything else in it stays as it was."""

from __future__ import annotations

import struct
from typing import IO

from PIL import Image

from .directories import (
    EXIF_PART,
    EXIF_PREFIX,
    GPS_PART,
    RATIONAL,
    SHORT,
    Value,
    byte_order,
    entries_at,
    exif_of,
    keep_entries,
    numbers,
    read,
    read_exif,
)

ORIENTATION = 0x0112
SIZE_TAGS, PIXEL_SIZE_TAGS = (0x0100, 0x0101), (0xA002, 0xA003)
"""Width and height, in the main directory and in that of EXIF."""
THUMBNAIL_START, THUMBNAIL_LENGTH = 0x0201, 0x0202
XMP_TAG, ICC_TAG, IPTC_TAG = 700, 34675, 33723
RESOLUTION_TAGS, RESOLUTION_UNIT = (282, 283), 296
INCH, CENTIMETRE = 2, 3
PHOTOSHOP_LAYERS, PHOTOSHOP_RESOURCES = 37724, 34377
TIFF_STRUCTURE = frozenset({254, 255, 256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 317, 318, 319, 320, 322,
                            323, 324, 325, 330, 332, 338, 339, 347, 529, 530, 531, 532, XMP_TAG, ICC_TAG, IPTC_TAG,
                            PHOTOSHOP_LAYERS, PHOTOSHOP_RESOURCES})  # fmt: skip
"""Tags that describe how a TIFF stores its pixels; the saved file has its own. Photoshop's layers and resources are
pictures too, of the photo before it was edited here.
"""


def tiff_exif(file: IO[bytes]) -> bytes | None:
    """The EXIF block of a TIFF, whose tags stand among those of the file structure; the values as they are.

    Raises ValueError, struct.error, OSError for damaged directories.
    """
    directory, order = read(file)
    kept = {tag: value for tag, value in directory.items() if tag not in TIFF_STRUCTURE and value}
    return exif_of(kept, order) if kept else None


def upright_exif(exif: bytes | None) -> bytes | None:
    """The same EXIF block with the orientation set to 1 and without the thumbnail; everything else stays, bit for bit.
    Some formats have it without its prefix, which it then gets: in a JPEG no program would find it.

    The thumbnail would still show what an edit removes. None if there is no block or it is broken, over which other
    programs (and Pillow, when it saves a TIFF or AVIF) would stumble.
    """
    block = _upright_block(EXIF_PREFIX + exif.removeprefix(EXIF_PREFIX)) if exif else None
    return block if block and _can_be_stored(block) else None


def _can_be_stored(exif: bytes) -> bool:
    tags = Image.Exif()
    try:
        tags.load(exif)
        tags.tobytes()
    except Exception:  # noqa: BLE001  Pillow raises nearly anything for damaged tags
        return False
    pointers = [tags.get(pointer, 0) for pointer in (EXIF_PART, GPS_PART)]
    return all(isinstance(pointer, int) and pointer < len(exif) for pointer in pointers)


def _upright_block(exif: bytes) -> bytes | None:
    start = 6 if exif.startswith(b"Exif\0\0") else 0
    order = {b"II": "<", b"MM": ">"}.get(exif[start : start + 2])
    if order is None:
        return None
    block = bytearray(exif)
    try:
        (first,) = struct.unpack_from(order + "I", block, start + 4)
        _, after = _directory(block, order, start, first)
        _set_all(block, order, start + first, ORIENTATION, 1)
        _erase_pictures(block)
        (second,) = struct.unpack_from(order + "I", block, after)
        if second:
            _erase_thumbnail(block, order, start, second)
            struct.pack_into(order + "I", block, after, 0)
    except (struct.error, OverlapError):
        return None
    return bytes(block)


def _erase_pictures(block: bytearray) -> None:
    """Previews in a maker's private data: they too would show what an edit removes."""
    at = 0
    while (at := block.find(b"\xff\xd8\xff", at)) >= 0:
        end = _end_of_jpeg(block, at)
        if end is None:
            at += 3  # three bytes of something else
        else:
            block[at:end] = bytes(end - at)


def _end_of_jpeg(block: bytearray, start: int) -> int | None:
    """None if no JPEG begins there."""
    at = start + 2
    while at + 4 <= len(block) and block[at] == 0xFF:
        marker, length = block[at + 1], int.from_bytes(block[at + 2 : at + 4], "big")
        if marker in (0x00, 0xFF, 0xD8) or length < 2:
            return None
        at += 2 + length
        if marker == 0xDA:  # pixels follow, to the end
            end = block.find(b"\xff\xd9", at)
            return len(block) if end < 0 else end + 2
    return None


class OverlapError(Exception):
    """A thumbnail is said to lie where the directories are; to erase it would destroy them."""


def _directory(block: bytearray, order: str, start: int, offset: int) -> tuple[dict[int, int], int]:
    """Where the value of each tag of the directory at ``offset`` stands, and where the pointer to the next one does.

    Raises struct.error if the directory is not inside the block.
    """
    (count,) = struct.unpack_from(order + "H", block, start + offset)
    first = start + offset + 2
    entries = {struct.unpack_from(order + "H", block, first + 12 * n)[0]: first + 12 * n + 8 for n in range(count)}
    return entries, first + 12 * count


def as_if_upright(tiff: bytearray) -> bool:
    """Set the orientation of a whole TIFF to 1. False if its directory is damaged."""
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(order + "I", tiff, 4)
        _set_all(tiff, order, first, ORIENTATION, 1)
    except struct.error:
        return False
    return True


def _set_all(block: bytearray, order: str, at: int, tag: int, value: int) -> None:
    """Each entry of that tag in the directory at ``at``, of which damaged blocks have several. Raises struct.error."""
    (count,) = struct.unpack_from(order + "H", block, at)
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        if struct.unpack_from(order + "H", block, entry)[0] != tag:
            continue
        if value < 2**16:
            struct.pack_into(order + "HIHH", block, entry + 2, 3, 1, value, 0)
        else:
            struct.pack_into(order + "HII", block, entry + 2, 4, 1, value)


def first_orientation(exif: bytes | None) -> int | None:
    """What the first of the orientation tags says: where there are two, other programs heed that one."""
    start = 6 if exif and exif.startswith(b"Exif\0\0") else 0
    order = {b"II": "<", b"MM": ">"}.get((exif or b"")[start : start + 2])
    if exif is None or order is None:
        return None
    try:
        (first,) = struct.unpack_from(order + "I", exif, start + 4)
        (count,) = struct.unpack_from(order + "H", exif, start + first)
        for entry in range(start + first + 2, start + first + 2 + 12 * count, 12):
            tag, kind, values, value = struct.unpack_from(order + "HHIH", exif, entry)
            if (tag, kind, values) == (ORIENTATION, 3, 1):
                return int(value)
    except struct.error:
        return None
    return None


def without_orientation(exif: bytes) -> bytes:
    """For Pillow's AVIF encoder, which packs the block anew if there is one, and spoils texts that are not ASCII."""
    prefix = EXIF_PREFIX if exif.startswith(EXIF_PREFIX) else b""
    block = bytearray(exif[len(prefix) :])
    order = byte_order(block)
    (first,) = struct.unpack_from(order + "I", block, 4)
    entries, _ = entries_at(block, order, first)
    keep_entries(
        block, order, first, [entry for entry in entries if struct.unpack_from(order + "H", entry)[0] != ORIENTATION]
    )
    return prefix + bytes(block)


def exif_sized(exif: bytes, width: int, height: int) -> bytes:
    """The same block, saying this size where it says one."""
    start = 6 if exif.startswith(b"Exif\0\0") else 0
    order = {b"II": "<", b"MM": ">"}.get(exif[start : start + 2])
    block = bytearray(exif)
    try:
        if order is None:
            return exif
        (first,) = struct.unpack_from(order + "I", block, start + 4)
        tags, _ = _directory(block, order, start, first)
        for tag, value in zip(SIZE_TAGS, (width, height), strict=True):
            _set_all(block, order, start + first, tag, value)
        if EXIF_PART in tags:
            (part,) = struct.unpack_from(order + "I", block, tags[EXIF_PART])
            for tag, value in zip(PIXEL_SIZE_TAGS, (width, height), strict=True):
                _set_all(block, order, start + part, tag, value)
    except struct.error:
        return exif
    return bytes(block)


def _erase_thumbnail(block: bytearray, order: str, start: int, offset: int) -> None:
    """Raises OverlapError, and struct.error as :func:`_directory` does."""
    tags, after = _directory(block, order, start, offset)
    if THUMBNAIL_START in tags and THUMBNAIL_LENGTH in tags:
        (at,) = struct.unpack_from(order + "I", block, tags[THUMBNAIL_START])
        (length,) = struct.unpack_from(order + "I", block, tags[THUMBNAIL_LENGTH])
        begin, end = min(start + at, len(block)), min(start + at + length, len(block))
        (first,) = struct.unpack_from(order + "I", block, start + 4)
        _, after_first = _directory(block, order, start, first)
        for kept_from, kept_to in ((0, start + 8), (start + first, after_first + 4), (start + offset, after + 4)):
            if begin < kept_to and kept_from < end:
                raise OverlapError
        block[begin:end] = bytes(end - begin)


def resolution_of(exif: bytes) -> tuple[float, float] | None:
    """Pixels per inch, if the block says so."""
    try:
        directory, order = read_exif(exif)
        across, down, unit = (directory.get(tag) for tag in (*RESOLUTION_TAGS, RESOLUTION_UNIT))
        if not isinstance(across, Value) or not isinstance(down, Value):
            return None
        units = INCH  # unless it is said
        if isinstance(unit, Value):
            (units,) = struct.unpack(order + "H", unit.data)
        factor = {INCH: 1.0, CENTIMETRE: 2.54}[units]
        pairs = [struct.unpack(order + "II", value.data) for value in (across, down)]
        return usable_resolution([factor * above / below for above, below in pairs])
    except (ValueError, struct.error, KeyError, ZeroDivisionError):
        return None


def usable_resolution(found: object) -> tuple[float, float] | None:
    """Two numbers that every format can hold."""
    if not isinstance(found, tuple | list) or len(found) != 2:
        return None
    try:
        across, down = (float(value) for value in found)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return (across, down) if 1 < across < 65_536 and 1 < down < 65_536 else None


def resolution_values(order: str, resolution: tuple[float, float]) -> dict[int, Value]:
    """The three tags that say it."""
    tags = {tag: numbers(order, RATIONAL, round(value * 1000), 1000)
            for tag, value in zip(RESOLUTION_TAGS, resolution, strict=True)}  # fmt: skip
    return tags | {RESOLUTION_UNIT: numbers(order, SHORT, INCH)}


def exif_with_resolution(exif: bytes | None, resolution: tuple[float, float]) -> bytes:
    """For formats that say it nowhere else. Raises ValueError, struct.error."""
    if exif is None:
        return exif_of(dict(resolution_values("<", resolution)), "<")
    if resolution_of(exif) is not None:
        return exif
    directory, order = read_exif(exif)
    return exif_of(directory | resolution_values(order, resolution), order)
