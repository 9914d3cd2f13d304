"""EXIF and XMP without the place where a photo was taken."""

from __future__ import annotations

import re
import struct

from .metadata import GPS_PART

BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
"""By the type of an EXIF value."""
_PLACE = rb"[A-Za-z_][\w.-]{0,40}:[Gg][Pp][Ss]\w{0,60}"
_ATTRIBUTE = re.compile(rb"\s" + _PLACE + rb"""\s{0,9}=\s{0,9}("[^"]*"|'[^']*')""")
_ELEMENT = re.compile(rb"<(" + _PLACE + rb"|Iptc4xmpExt:Location(?:Created|Shown))(?:\s[^<>]{0,200})?(/?)>")


def exif_without_place(exif: bytes) -> bytes | None:
    """The same block without its GPS directory, of which no byte is left; all else stays where it is. None if the block
    is damaged: what cannot be understood may hold the place.
    """
    start = 6 if exif.startswith(b"Exif\0\0") else 0
    order = {b"II": "<", b"MM": ">"}.get(exif[start : start + 2])
    if order is None:
        return None
    block = bytearray(exif)
    try:
        (first,) = struct.unpack_from(order + "I", block, start + 4)
        entries, after = _entries(block, order, start + first)
        kept = []
        for entry in entries:
            tag, _, _, value = struct.unpack(order + "HHII", entry)
            if tag == GPS_PART:
                _erase(block, order, start, value)
            else:
                kept.append(entry)
        directory = struct.pack(order + "H", len(kept)) + b"".join(kept) + block[after : after + 4]
    except struct.error:
        return None
    block[start + first : after + 4] = directory.ljust(after + 4 - start - first, b"\0")
    return bytes(block)


def _entries(block: bytearray, order: str, at: int) -> tuple[list[bytes], int]:
    """The 12 bytes of each entry, and where the pointer to the next directory stands. Raises struct.error."""
    (count,) = struct.unpack_from(order + "H", block, at)
    after = at + 2 + 12 * count
    if after + 4 > len(block):
        raise struct.error("a directory that ends outside")
    return [bytes(block[at + 2 + 12 * n : at + 14 + 12 * n]) for n in range(count)], after


def _erase(block: bytearray, order: str, start: int, offset: int) -> None:
    entries, after = _entries(block, order, start + offset)
    for entry in entries:
        _, kind, count, value = struct.unpack(order + "HHII", entry)
        length = BYTES.get(kind, 1) * count
        if length > 4:
            begin, end = min(start + value, len(block)), min(start + value + length, len(block))
            block[begin:end] = bytes(end - begin)
    block[start + offset : after + 4] = bytes(after + 4 - start - offset)


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
