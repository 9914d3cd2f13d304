"""Photoshop's files, made byte by byte."""

from __future__ import annotations

import struct

import numpy as np

MODES = {1: 1, 3: 3, 4: 3}
"""Grey and RGB, by the number of channels."""


def psd(
    pixels: np.ndarray, layers: int = 0, resources: dict[int, bytes] | None = None, bits: int = 8, packed: bool = False
) -> bytes:
    """uint8 or uint16 (H, W, 1|3|4) as the flattened picture of a file of so many layers (negative: transparent)."""
    height, width, channels = pixels.shape
    head = struct.pack(">4sH6xHIIHH", b"8BPS", 1, channels, height, width, bits, MODES[channels])
    blocks = b"".join(
        struct.pack(">4sHHI", b"8BIM", number, 0, len(data)) + data + bytes(len(data) % 2)
        for number, data in (resources or {}).items()
    )
    info = struct.pack(">h", layers) + bytes(30 * abs(layers)) if layers else b""
    section = struct.pack(">I", len(info)) + info + bytes(4) if layers else b""
    planes = pixels.astype(f">u{bits // 8}").transpose(2, 0, 1)
    if packed:  # each row one run of literals
        rows = [bytes([len(row) - 1]) + row for row in (row.tobytes() for plane in planes for row in plane)]
        body = struct.pack(">H", 1) + struct.pack(f">{len(rows)}H", *map(len, rows)) + b"".join(rows)
    else:
        body = struct.pack(">H", 0) + planes.tobytes()
    sections = (b"", blocks, section)
    return head + b"".join(struct.pack(">I", len(part)) + part for part in sections) + body
