"""CIELAB for few colours: OpenCV prepares tables for a tenth of a second before its first one."""

from __future__ import annotations

import numpy as np

TO_XYZ = np.array(
    [[0.412453, 0.357580, 0.180423], [0.212671, 0.715160, 0.072169], [0.019334, 0.119193, 0.950227]], np.float32
)
"""Linear sRGB to CIE XYZ (IEC 61966-2-1)."""
WHITE = TO_XYZ.sum(1)
"""Of D65."""
STEEP = np.float32(6 / 29)
"""Cube root below which the curve of CIE 1976 is a line."""


def lab_of(colours: np.ndarray) -> np.ndarray:
    """sRGB, float32 (..., 3) in 0..1, as L (0..100), a and b."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((np.maximum(colours, 0) + 0.055) / 1.055) ** 2.4)
    xyz = linear @ (TO_XYZ / WHITE[:, None]).T
    root = np.where(xyz > STEEP**3, np.cbrt(xyz), xyz / (3 * STEEP**2) + 4 / 29)
    x, y, z = np.moveaxis(root, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1).astype(np.float32)


def of_lab(lab: np.ndarray) -> np.ndarray:
    """The inverse of :func:`lab_of`; colours that a screen cannot show are cut off at 0 and 1."""
    y = (lab[..., 0] + 16) / 116
    root = np.stack([y + lab[..., 1] / 500, y, y - lab[..., 2] / 200], -1)
    xyz = np.where(root > STEEP, root**3, 3 * STEEP**2 * (root - 4 / 29)) * WHITE
    linear = np.clip(xyz @ np.linalg.inv(TO_XYZ).T, 0, 1)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055).astype(np.float32)
