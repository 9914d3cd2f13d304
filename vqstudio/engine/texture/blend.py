"""The pixels of a canvas: the source's own, whose wide differences in tone fade across the seams."""

from __future__ import annotations

import cv2
import numpy as np

from .canvas import Canvas
from ..pace import Step, strips

WIDTHS = (20.0, 3.0)
"""Pixels over which tones fade: first what is wide, then what is finer (Burt and Adelson 1983). Away from seams nothing
changes.
"""


def composed(canvas: Canvas, dtype: type, step: Step) -> np.ndarray:
    """uint8 or uint16 (H, W, 3)."""
    picture = canvas.source.picture
    wide, fine = WIDTHS
    fine_low = _blurred(picture, fine)
    low = _blurred(picture, wide)
    layers = [a.reshape(-1, 3) for a in (picture - fine_low, picture - low, picture)]
    height, width = canvas.labels.shape
    most = 255 if dtype == np.float32 else np.iinfo(dtype).max
    result = np.empty((height, width, 3), dtype)
    reach = int(3 * (wide + fine)) + 1
    for rows in strips(height, step, 256):
        tall, across = rows.stop - rows.start + 2 * reach, width + 2 * reach
        y, x = canvas.around(rows.start - reach, -reach, tall, across)
        labels = canvas.labels[y, x]
        tones = _blurred(layers[2].take(labels, 0), wide)
        tones = _blurred(layers[1].take(labels, 0) + tones, fine)
        tones += layers[0].take(labels, 0)
        inner = tones[reach:-reach, reach:-reach]
        result[rows] = np.clip(inner * (most / 255) + (0 if dtype == np.float32 else 0.5), 0, most)
    return result


def _blurred(picture: np.ndarray, sigma: float) -> np.ndarray:
    return cv2.GaussianBlur(picture, (0, 0), sigma, borderType=cv2.BORDER_REFLECT)
