"""Files of 16 bits per channel, made byte by byte, and profiles of grey photos."""

from __future__ import annotations

import struct
import zlib

import cv2
import numpy as np

from .odd_files import AT_DATA, SRGB, Tags, chunk, png, tiff

PNG_COLOURS = {1: 0, 2: 4, 3: 2, 4: 6}
"""By the number of channels."""


def deep_pixels(channels: int, height: int = 32, width: int = 48) -> np.ndarray:
    """Ramps and noise of uint16 (H, W, channels), with every low byte."""
    rng = np.random.default_rng(channels)
    ramp = np.linspace(3, 65530, height * width).reshape(height, width)
    layers = [np.roll(ramp, 97 * number) + rng.integers(-3, 4, ramp.shape) for number in range(channels)]
    return np.dstack(layers).astype(np.uint16)


def deep_png(values: np.ndarray, *chunks: bytes) -> bytes:
    """uint16 (H, W, 1..4); two channels are grey and alpha."""
    height, width, channels = values.shape
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in values)
    return png(width, height, 16, PNG_COLOURS[channels], rows, *chunks)


def png_profile(icc: bytes) -> bytes:
    return chunk(b"iCCP", b"x\0\0" + zlib.compress(icc))


def deep_tiff(values: np.ndarray, tags: Tags | None = None) -> bytes:
    """uint16 (H, W, 1|3|4) in one strip, little-endian, alpha straight."""
    height, width, channels = values.shape
    data = values.astype("<u2").tobytes()
    basic: Tags = {256: (3, [width]), 257: (3, [height]), 258: (3, [16] * channels), 259: (3, [1]),
                   262: (3, [2 if channels > 1 else 1]), 273: (4, [AT_DATA]), 277: (3, [channels]),
                   278: (3, [height]), 279: (4, [len(data)])}  # fmt: skip
    if channels == 4:
        basic[338] = (3, [2])
    return tiff(basic | (tags or {}), data)


def big_endian_tiff(values: np.ndarray) -> bytes:
    """uint16 (H, W, 3) as Macintosh programs wrote it."""
    height, width, _ = values.shape
    entries = [(256, 3, 1, width << 16), (257, 3, 1, height << 16), (258, 3, 3, 122), (259, 3, 1, 1 << 16),
               (262, 3, 1, 2 << 16), (273, 4, 1, 128), (277, 3, 1, 3 << 16), (278, 3, 1, height << 16),
               (279, 4, 1, values.nbytes)]  # fmt: skip
    directory = struct.pack(">H", len(entries)) + b"".join(struct.pack(">HHII", *entry) for entry in entries)
    body = b"MM\0*" + struct.pack(">I", 8) + directory + bytes(4)
    return body.ljust(122, b"\0") + struct.pack(">3H", 16, 16, 16) + values.astype(">u2").tobytes()


def compressed_tiff(values: np.ndarray) -> bytes:
    """uint16 (H, W, 3) with LZW and a predictor, in several strips."""
    done, data = cv2.imencode(".tif", values[:, :, ::-1])
    assert done
    return data.tobytes()


def raw_values(data: bytes) -> np.ndarray:
    """uint16 (H, W, 3|4) of a PNG or TIFF, read by another program than ours."""
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    assert found is not None
    return found[:, :, [2, 1, 0, 3][: found.shape[2]]]


def grey_profile(gamma: float = 1.8, space: bytes = b"XYZ ") -> bytes:
    """Of grey values with such a curve."""
    curve = b"curv" + struct.pack(">IIH", 0, 1, round(gamma * 256))
    name = b"desc" + struct.pack(">II", 0, 5) + b"grey\0" + bytes(4 + 4 + 2 + 1 + 67)
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    tags = {b"desc": name, b"wtpt": white, b"kTRC": curve}
    start, table, data = 128 + 4 + 12 * len(tags), b"", b""
    for key, block in tags.items():
        table += key + struct.pack(">II", start + len(data), len(block))
        data += block + bytes(-len(block) % 4)
    body = struct.pack(">I", len(tags)) + table + data
    header = struct.pack(">I", 128 + len(body)) + SRGB[4:8] + b"\x02\x20\0\0" + b"mntrGRAY" + space + SRGB[24:84]
    return header.ljust(128, b"\0") + body
