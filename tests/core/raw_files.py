"""Raw files as cameras write them, small: uncompressed DNG (Adobe, Digital Negative 1.4) of a Bayer sensor."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

WHITE, BLACK = 16000, 256
XYZ_TO_CAMERA = (3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.2040, 1.0570)
"""Of a camera that sees the colours of sRGB."""
BYTE, ASCII, SHORT, LONG, RATIONAL, SRATIONAL = 1, 2, 3, 4, 5, 10
SIZES = {BYTE: 1, ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8, SRATIONAL: 8}
CODES = {BYTE: "B", SHORT: "H", LONG: "I", RATIONAL: "I", SRATIONAL: "i"}


def mosaic(photo: np.ndarray) -> np.ndarray:
    """What a sensor with the pattern RGGB sees of uint8 (H, W, 3) in sRGB: uint16 (H, W)."""
    value = photo / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    seen = linear[:, :, 1].copy()
    seen[::2, ::2] = linear[::2, ::2, 0]
    seen[1::2, 1::2] = linear[1::2, 1::2, 2]
    return np.round(BLACK + (WHITE - BLACK) * seen).astype("<u2")


Entry = tuple[int, int, bytes]


def entry(tag: int, kind: int, *values: int) -> Entry:
    return tag, kind, struct.pack(f"<{len(values)}{CODES[kind]}", *values)


def directory(entries: list[Entry], start: int, following: int) -> bytes:
    """An image file directory that begins at ``start``, with what does not fit into it behind; the ``following`` one's
    place, 0 for none.
    """
    behind = start + 2 + 12 * len(entries) + 4
    table, extra = struct.pack("<H", len(entries)), b""
    for tag, kind, value in entries:
        place = value.ljust(4, b"\0")
        if len(value) > 4:
            place = struct.pack("<I", behind + len(extra))
            extra += value + b"\0" * (len(value) % 2)
        table += struct.pack("<HHI", tag, kind, len(value) // SIZES[kind]) + place
    return table + struct.pack("<I", following) + extra


def write_dng(
    path: Path, photo: np.ndarray, orientation: int = 1, preview: bytes = b"", monochrome: bool = False
) -> None:
    """``preview``: a JPEG, as cameras add one."""
    height, width = photo.shape[:2]
    data = (mosaic(np.repeat(photo[:, :, 1:2], 3, 2)) if monochrome else mosaic(photo)).tobytes()
    entries = [
        entry(254, LONG, 0), entry(256, LONG, width), entry(257, LONG, height), entry(258, SHORT, 16),
        entry(259, SHORT, 1), entry(262, SHORT, 34892 if monochrome else 32803), (271, ASCII, b"Maker\0"),
        (272, ASCII, b"Camera\0"), entry(273, LONG, 8), entry(274, SHORT, orientation), entry(277, SHORT, 1),
        entry(278, LONG, height), entry(279, LONG, len(data)), entry(284, SHORT, 1),
    ]  # fmt: skip
    if not monochrome:
        entries += [entry(33421, SHORT, 2, 2), entry(33422, BYTE, 0, 1, 1, 2)]
    entries += [
        entry(50706, BYTE, 1, 4, 0, 0), (50708, ASCII, b"Maker Camera\0"), entry(50714, SHORT, BLACK),
        entry(50717, SHORT, WHITE),
    ]  # fmt: skip
    if not monochrome:
        matrix = (part for value in XYZ_TO_CAMERA for part in (round(value * 10000), 10000))
        entries += [
            entry(50721, SRATIONAL, *matrix), entry(50728, RATIONAL, 1, 1, 1, 1, 1, 1), entry(50778, SHORT, 21)
        ]  # fmt: skip
    body = data + b"\0" * (len(data) % 2) + preview + b"\0" * (len(preview) % 2)
    start = 8 + len(body)
    length = len(directory(entries, start, 0))
    first = directory(entries, start, start + length if preview else 0)
    second = b""
    if preview:
        second = directory(
            [
                entry(254, LONG, 1), entry(256, LONG, width), entry(257, LONG, height), entry(258, SHORT, 8, 8, 8),
                entry(259, SHORT, 7), entry(262, SHORT, 6), entry(273, LONG, 8 + len(data) + len(data) % 2),
                entry(277, SHORT, 3), entry(278, LONG, height), entry(279, LONG, len(preview)),
            ],
            start + length,
            0,
        )  # fmt: skip
    path.write_bytes(b"II*\0" + struct.pack("<I", start) + body + first + second)
