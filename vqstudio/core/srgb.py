"""The transfer function of sRGB (IEC 61966-2-1), for arrays of any shape."""

from __future__ import annotations

import numpy as np


def linear(levels: np.ndarray) -> np.ndarray:
    """The light of levels in 0..1."""
    return np.asarray(np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4))


def encoded(light: np.ndarray) -> np.ndarray:
    """The levels of light, 0 or more: the inverse of :func:`linear`."""
    return np.asarray(np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055))
