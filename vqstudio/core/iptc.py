"""The IPTC block (IIM: caption, keywords, rights) of JPEG and TIFF files."""

from __future__ import annotations

import struct

RESOURCE = 0x0404
"""Its number among Photoshop's image resources, as which it stands in a JPEG."""
PHOTOSHOP = b"Photoshop 3.0\0"
SIGNATURE = b"8BIM"
DATASET = 0x1C
"""Begins each of its entries."""
PLACES = frozenset({26, 27, 90, 92, 95, 100, 101})
"""Entries of its second record that name places: codes, city, sublocation, state, country."""


def checked(data: object) -> bytes | None:
    """The block without the padding that it has in a TIFF; None if ``data`` is not an IPTC block."""
    if not isinstance(data, bytes) or data[:1] != bytes([DATASET]):
        return None
    end = sum(len(entry) for entry in _entries(data))
    return data[:end] or None


def without_place(data: bytes) -> bytes | None:
    kept = [entry for entry in _entries(data) if not (entry[1] == 2 and entry[2] in PLACES)]
    return b"".join(kept) or None


def as_segment(data: bytes) -> bytes:
    """The content of a JPEG's segment 13."""
    return PHOTOSHOP + SIGNATURE + struct.pack(">HHI", RESOURCE, 0, len(data)) + data + bytes(len(data) % 2)


def _entries(data: bytes) -> list[bytes]:
    """The entries with their headers, up to the first damaged one."""
    found, at = [], 0
    while at + 5 <= len(data) and data[at] == DATASET:
        (length,) = struct.unpack_from(">H", data, at + 3)
        start = at + 5
        if length & 0x8000:  # the number of bytes that hold the length
            start += length & 0x7FFF
            length = int.from_bytes(data[at + 5 : start], "big")
        if start + length > len(data):
            break
        found.append(data[at : start + length])
        at = start + length
    return found


def among(resources: bytes) -> bytes | None:
    """The block among Photoshop's image resources, as a TIFF holds them."""
    at = 0
    try:
        while resources[at : at + 4] == SIGNATURE:
            number, name_length = struct.unpack_from(">HB", resources, at + 4)
            at += 6 + (name_length + 2) // 2 * 2
            (size,) = struct.unpack_from(">I", resources, at)
            at += 4
            if number == RESOURCE:
                return resources[at : at + size]
            at += size + size % 2
    except struct.error:  # cut off
        pass
    return None
