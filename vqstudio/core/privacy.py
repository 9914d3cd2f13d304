"""EXIF, XMP and texts without the place where a photo was taken."""

from __future__ import annotations

import re
import struct

from .directories import BYTES, EXIF_PREFIX, GPS_PART, byte_order, entries_at, keep_entries
from .xmp import without

PLACES = (
    rb"(?:[A-Za-z_][\w.-]{0,40}:[Gg][Pp][Ss]\w{0,60}|Iptc4xmpExt:Location(?:Created|Shown)"
    rb"|Iptc4xmpCore:(?:Location|CountryCode)|photoshop:(?:City|State|Country))"
)
"""Qualified names in XMP."""
GEO_TIFF = frozenset({33550, 33922, 34264, 34735, 34736, 34737})
"""Tags by which GeoTIFF says where on the Earth each pixel lies."""
TEXT_OF_PLACE = re.compile(r"gps|location|latitude|longitude|geotag", re.IGNORECASE)


def exif_without_place(exif: bytes) -> bytes | None:
    """The same block with every byte of its GPS directory and of GeoTIFF's tags removed and everything else in place.
    None if the block is damaged: a part that cannot be parsed may hold the place.
    """
    prefix = EXIF_PREFIX if exif.startswith(EXIF_PREFIX) else b""
    block = bytearray(exif[len(prefix) :])
    try:
        order = byte_order(block)
        (first,) = struct.unpack_from(order + "I", block, 4)
        kept = []
        for entry in entries_at(block, order, first)[0]:
            tag, _, _, value = struct.unpack(order + "HHII", entry)
            if tag == GPS_PART:
                _erase(block, order, value)
            elif tag in GEO_TIFF:
                _erase_value(block, order, entry)
            else:
                kept.append(entry)
        keep_entries(block, order, first, kept)
    except (ValueError, struct.error):
        return None
    return prefix + bytes(block)


def _erase(block: bytearray, order: str, at: int) -> None:
    entries, after = entries_at(block, order, at)
    for entry in entries:
        _erase_value(block, order, entry)
    block[at : after + 4] = bytes(after + 4 - at)


def _erase_value(block: bytearray, order: str, entry: bytes) -> None:
    _, kind, count, value = struct.unpack(order + "HHII", entry)
    length = BYTES.get(kind, 1) * count
    if length > 4:
        begin, end = min(value, len(block)), min(value + length, len(block))
        block[begin:end] = bytes(end - begin)


def xmp_without_place(xmp: bytes) -> bytes:
    """The same packet without attributes and elements of GPS, and without the places that IPTC describes."""
    return without(xmp, PLACES)


def texts_without_place(texts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The texts whose names do not suggest a place."""
    return tuple((name, text) for name, text in texts if not TEXT_OF_PLACE.search(name))
