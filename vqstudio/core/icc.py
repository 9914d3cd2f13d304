"""ICC profiles made from numbers: three primaries, a white and a curve of light."""

from __future__ import annotations

import struct
from collections.abc import Mapping

import numpy as np

HEADER = 128
SIGNATURE, XYZ_SPACE = b"acsp", b"XYZ "
Chromaticities = tuple[float, float, float, float, float, float, float, float]
"""x and y of white, red, green and blue."""

D65 = (0.3127, 0.3290)
SRGB: Chromaticities = (*D65, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
ADOBE_RGB: Chromaticities = (*D65, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06)
ADOBE_GAMMA = 563 / 256
D50 = np.array([0.96420288, 1.0, 0.82490540])
BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])


def _fixed(value: float) -> int:
    return round(float(value) * 65536)


def packed(header: bytes, tags: Mapping[bytes, bytes]) -> bytes:
    """The profile of these blocks; equal ones are stored once. Of ``header`` the length is set."""
    table, data = struct.pack(">I", len(tags)), b""
    start = HEADER + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    for name, block in tags.items():
        if block not in places:
            places[block] = start + len(data)
            data += block + bytes(-len(block) % 4)
        table += name + struct.pack(">II", places[block], len(block))
    return struct.pack(">I", start + len(data)) + header[4:HEADER] + table + data


def matrix_profile(name: str, places: Chromaticities, curve: bytes) -> bytes | None:
    """An RGB profile (version 2) of these primaries with one ``curve`` for all three. None if they span no colours."""
    if not all(np.isfinite(places)) or min(places[1::2]) <= 0:
        return None
    xyz = np.array([[x / y, 1.0, (1 - x - y) / y] for x, y in zip(places[::2], places[1::2], strict=True)])
    white, primaries = xyz[0], xyz[1:].T
    if abs(np.linalg.det(primaries)) < 1e-6:
        return None
    cone = BRADFORD @ white
    if np.abs(cone).min() < 1e-6:
        return None
    to_d50 = np.linalg.inv(BRADFORD) @ np.diag((BRADFORD @ D50) / cone) @ BRADFORD
    colours = to_d50 @ primaries @ np.diag(np.linalg.inv(primaries) @ white)
    if np.abs(colours).max() > 100:  # no display has such; the format ends at 32768
        return None
    text = name.encode("ascii") + b"\0"
    header = bytearray(HEADER)
    header[8:12] = b"\2\x20\0\0"
    header[12:24] = b"mntrRGB " + XYZ_SPACE
    header[36:40] = SIGNATURE
    header[68:80] = struct.pack(">3i", *(_fixed(value) for value in D50))
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78),
        b"cprt": b"text\0\0\0\0CC0\0",
        b"wtpt": _xyz(D50),
        **{tag: _xyz(colours[:, n]) for n, tag in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    return packed(bytes(header), tags)


def gamma_curve(gamma: float) -> bytes:
    """Light is the value to the power of ``gamma`` (at most 30,000)."""
    return b"para\0\0\0\0\0\0\0\0" + struct.pack(">i", _fixed(gamma))


def segmented_curve(gamma: float, a: float, b: float, c: float, d: float) -> bytes:
    """(a x + b) to the power of ``gamma`` from ``d`` on, below it c x."""
    return b"para\0\0\0\0\0\3\0\0" + struct.pack(">5i", *(_fixed(value) for value in (gamma, a, b, c, d)))


def sampled_curve(light: np.ndarray) -> bytes:
    """Light in 0..1 at even steps of the value."""
    levels: np.ndarray = np.round(np.clip(light, 0, 1) * 65535).astype(">u2")
    return b"curv\0\0\0\0" + struct.pack(">I", len(levels)) + levels.tobytes()


SRGB_CURVE = segmented_curve(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def adobe_rgb() -> bytes:
    made = matrix_profile("RGB as of Adobe RGB (1998)", ADOBE_RGB, gamma_curve(ADOBE_GAMMA))
    assert made is not None
    return made


def _xyz(values: np.ndarray) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(_fixed(value) for value in values))
