"""Reducing, resizing and mixing pictures, as several features do."""

from __future__ import annotations

import numpy as np
from PIL import Image

from .pace import Step, no_step, strips


def fitting(shape: tuple[int, ...], area: int, scale: float = 1.0) -> tuple[int, int]:
    """Width and height of a picture (H, W, ...) reduced to at most ``area`` pixels, and then ``scale`` times smaller;
    never more than its own.
    """
    height, width = shape[:2]
    factor = min(1.0, (area / (width * height)) ** 0.5) / scale
    if factor >= 1:
        return width, height
    return max(1, round(width * factor)), max(1, round(height * factor))


def resized(pixels: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """uint8 (H, W, 3) to (height, width, 3) for ``size`` = (width, height)."""
    if (pixels.shape[1], pixels.shape[0]) == size:
        return pixels
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))


def blend(under: np.ndarray, over: np.ndarray, weight: float | np.ndarray) -> np.ndarray:
    """The mixture (1 - weight) under + weight over of two uint8 or two uint16; a weight array (H, W) is in 0..1.
    Weight 0 keeps ``under`` exactly.
    """
    if isinstance(weight, float) and weight >= 1:
        return over
    w = weight[:, :, None] if isinstance(weight, np.ndarray) else np.float32(weight)
    mixed = under + (over.astype(np.float32) - under) * w
    return np.clip(mixed + 0.5, 0, np.iinfo(under.dtype).max).astype(under.dtype)


def masked(under: np.ndarray, over: np.ndarray, alpha: np.ndarray, step: Step = no_step) -> np.ndarray:
    """The :func:`blend` of two pictures by a mask, uint8 (H, W); ``step`` receives the share done, and may raise."""
    result = np.empty_like(under)
    for rows in strips(len(under), step):
        result[rows] = blend(under[rows], over[rows], alpha[rows].astype(np.float32) / 255)
    return result
