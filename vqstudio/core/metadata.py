"""EXIF and XMP of an opened photo, made true for upright, edited pixels; all else in them stays as it was."""

from __future__ import annotations

import re
import struct
from typing import IO

from PIL import Image

from .directories import EXIF_PART, EXIF_PREFIX, GPS_PART, byte_order, entries_at, exif_of, keep_entries, read

ORIENTATION = 0x0112
SIZE_TAGS, PIXEL_SIZE_TAGS = (0x0100, 0x0101), (0xA002, 0xA003)
"""Width and height, in the main directory and in that of EXIF."""
THUMBNAIL_START, THUMBNAIL_LENGTH = 0x0201, 0x0202
XMP_TAG, ICC_TAG = 700, 34675
PHOTOSHOP_LAYERS, PHOTOSHOP_RESOURCES = 37724, 34377
TIFF_STRUCTURE = frozenset({254, 255, 256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 317, 318, 319, 320, 322,
                            323, 324, 325, 330, 332, 338, 339, 347, 529, 530, 531, 532, XMP_TAG, ICC_TAG,
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
    """The same EXIF block with the orientation set to 1 and without the thumbnail; all else stays, bit for bit.

    The thumbnail would still show what an edit removes. None if there is no block or it is broken, over which other
    programs (and Pillow, when it saves a TIFF or AVIF) would stumble.
    """
    block = _upright_block(exif) if exif else None
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
        (second,) = struct.unpack_from(order + "I", block, after)
        if second:
            _erase_thumbnail(block, order, start, second)
            struct.pack_into(order + "I", block, after, 0)
    except (struct.error, OverlapError):
        return None
    return bytes(block)


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


def xmp_sized(xmp: bytes, width: int, height: int) -> bytes:
    """The same packet, saying this size where it says one."""
    for names, value in ((rb"tiff:ImageWidth|exif:PixelXDimension", width),
                         (rb"tiff:ImageLength|exif:PixelYDimension", height)):  # fmt: skip
        for before, after in ((rb"=[\"']", rb"[\"']"), (rb">", rb"</")):
            xmp = re.sub(rb"((?:%s)%s)\d{1,9}(%s)" % (names, before, after), rb"\g<1>%d\2" % value, xmp)
    return xmp


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


def upright_xmp(xmp: bytes | str | None) -> bytes | None:
    """The same XMP packet with the orientation set to 1 and without thumbnails."""
    if not xmp:
        return None
    raw = xmp.encode() if isinstance(xmp, str) else xmp
    raw = re.sub(rb"(tiff:Orientation\s?=\s?[\"'])\d([\"'])", rb"\g<1>1\2", raw)
    raw = re.sub(rb"(<tiff:Orientation>)\d(</tiff:Orientation>)", rb"\g<1>1\2", raw)
    return _without(_without(raw, b"xmp:Thumbnails"), b"xap:Thumbnails")


def _without(raw: bytes, element: bytes) -> bytes:
    """``raw`` without each such XML element. Not a regular expression: many openings and no end would take it hours."""
    opening, closing = b"<" + element + b">", b"</" + element + b">"
    kept, position = [], 0
    while (begin := raw.find(opening, position)) >= 0 and (end := raw.find(closing, begin)) >= 0:
        kept.append(raw[position:begin])
        position = end + len(closing)
    return b"".join([*kept, raw[position:]])
