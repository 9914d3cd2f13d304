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


def write_dng(path: Path, photo: np.ndarray, orientation: int = 1) -> None:
    height, width = photo.shape[:2]
    data = mosaic(photo).tobytes()
    entries: list[tuple[int, int, bytes]] = []

    def add(tag: int, kind: int, *values: int) -> None:
        entries.append((tag, kind, struct.pack(f"<{len(values)}{CODES[kind]}", *values)))

    def add_text(tag: int, text: str) -> None:
        entries.append((tag, ASCII, text.encode() + b"\0"))

    add(254, LONG, 0)
    add(256, LONG, width)
    add(257, LONG, height)
    add(258, SHORT, 16)
    add(259, SHORT, 1)
    add(262, SHORT, 32803)
    add_text(271, "Maker")
    add_text(272, "Camera")
    add(273, LONG, 8)
    add(274, SHORT, orientation)
    add(277, SHORT, 1)
    add(278, LONG, height)
    add(279, LONG, len(data))
    add(284, SHORT, 1)
    add(33421, SHORT, 2, 2)
    add(33422, BYTE, 0, 1, 1, 2)
    add(50706, BYTE, 1, 4, 0, 0)
    add_text(50708, "Maker Camera")
    add(50714, SHORT, BLACK)
    add(50717, SHORT, WHITE)
    add(50721, SRATIONAL, *(part for value in XYZ_TO_CAMERA for part in (round(value * 10000), 10000)))
    add(50728, RATIONAL, 1, 1, 1, 1, 1, 1)
    add(50778, SHORT, 21)
    start = 8 + len(data) + len(data) % 2
    behind = start + 2 + 12 * len(entries) + 4
    table, extra = struct.pack("<H", len(entries)), b""
    for tag, kind, value in entries:
        count = len(value) // SIZES[kind]
        if len(value) <= 4:
            place = value.ljust(4, b"\0")
        else:
            place = struct.pack("<I", behind + len(extra))
            extra += value + b"\0" * (len(value) % 2)
        table += struct.pack("<HHI", tag, kind, count) + place
    head = b"II*\0" + struct.pack("<I", start)
    path.write_bytes(head + data + b"\0" * (len(data) % 2) + table + b"\0\0\0\0" + extra)
