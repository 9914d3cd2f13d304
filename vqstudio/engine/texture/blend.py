"""The pixels of a filled canvas: the source's own, with tones that fade across the seams."""

from __future__ import annotations

import cv2
import numpy as np

from ..pace import Step, strips
from .canvas import Canvas

WIDE, FINE = 20.0, 3.0
"""Standard deviations in pixels over which tones fade, what is wide first and then what is finer (after Burt and
Adelson 1983). Away from seams nothing changes.
"""
ROWS = 256
"""Rows at a time; blurring takes as many around them again."""


def composed(canvas: Canvas, step: Step) -> np.ndarray:
    """float32 (H, W, 3) in 0..255. ``step`` may raise Cancelled."""
    picture = canvas.source.picture
    detail, rest, whole = (
        layer.reshape(-1, 3)
        for layer in (picture - _blurred(picture, FINE), picture - _blurred(picture, WIDE), picture)
    )
    height, width = canvas.labels.shape
    result = np.empty((height, width, 3), np.float32)
    reach = 3 * (round(WIDE) + round(FINE))
    for rows in strips(height, step, ROWS):
        tall = rows.stop - rows.start + 2 * reach
        labels = canvas.labels[canvas.around(rows.start - reach, -reach, tall, width + 2 * reach)]
        # Inside a copy, each line takes off a blur and adds the same blur again; across a seam, the blur has no step.
        tones = _blurred(whole.take(labels, 0), WIDE)
        tones = _blurred(rest.take(labels, 0) + tones, FINE)
        tones += detail.take(labels, 0)
        np.clip(tones[reach:-reach, reach:-reach], 0, 255, out=result[rows])
    return result


def _blurred(picture: np.ndarray, sigma: float) -> np.ndarray:
    """As a Gaussian would, by three means, whose time does not grow with their width."""
    width = 2 * round(sigma) + 1
    for _ in range(3):
        picture = cv2.blur(picture, (width, width), borderType=cv2.BORDER_REFLECT)
    return picture
