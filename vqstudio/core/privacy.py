"""EXIF and XMP without the place where a photo was taken."""

from __future__ import annotations

import re
import struct

from .directories import BYTES, EXIF_PREFIX, GPS_PART, byte_order, entries_at, keep_entries

_PLACE = rb"[A-Za-z_][\w.-]{0,40}:[Gg][Pp][Ss]\w{0,60}"
_ATTRIBUTE = re.compile(rb"\s" + _PLACE + rb"""\s{0,9}=\s{0,9}("[^"]*"|'[^']*')""")
_ELEMENT = re.compile(rb"<(" + _PLACE + rb"|Iptc4xmpExt:Location(?:Created|Shown))(?:\s[^<>]{0,200})?(/?)>")


def exif_without_place(exif: bytes) -> bytes | None:
    """The same block without its GPS directory, of which no byte is left; all else stays where it is. None if the block
    is damaged: what cannot be understood may hold the place.
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
            else:
                kept.append(entry)
        keep_entries(block, order, first, kept)
    except (ValueError, struct.error):
        return None
    return prefix + bytes(block)


def _erase(block: bytearray, order: str, at: int) -> None:
    entries, after = entries_at(block, order, at)
    for entry in entries:
        _, kind, count, value = struct.unpack(order + "HHII", entry)
        length = BYTES.get(kind, 1) * count
        if length > 4:
            begin, end = min(value, len(block)), min(value + length, len(block))
            block[begin:end] = bytes(end - begin)
    block[at : after + 4] = bytes(after + 4 - at)


def xmp_without_place(xmp: bytes) -> bytes:
    """The same packet without attributes and elements of GPS, and without the places that IPTC describes."""
    kept, position = [], 0
    while found := _ELEMENT.search(xmp, position):
        closing = b"</" + found[1] + b">"
        end = found.end() if found[2] else xmp.find(closing, found.end())
        if end < 0:
            break  # no end, so no XML either
        kept.append(xmp[position : found.start()])
        position = end if found[2] else end + len(closing)
    return _ATTRIBUTE.sub(b"", b"".join([*kept, xmp[position:]]))
