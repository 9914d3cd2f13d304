"""Retouching by hand: copy what is elsewhere in the photo, or what was there before, with a soft brush."""

from __future__ import annotations

import numpy as np

from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of

from ..cancel import CancelToken
from .seamless import blend_gradients

TOUCHED = 1 / 255
"""Coverage from which a pixel belongs to what is healed."""
HEAL_HOLD = 1e-6
"""How much the copied colours count when healing: next to nothing, the tone is that of the rim."""


def shifted(values: np.ndarray, box: Bounds, dx: int, dy: int) -> tuple[np.ndarray, np.ndarray]:
    """What lies ``dx`` pixels to the right of a ``box`` of (H, W, C) and ``dy`` below it: (h, w, C), and bool (h, w),
    which of it lies in the photo at all.
    """
    height, width = values.shape[:2]
    ys, xs = np.arange(box.y, box.bottom) + dy, np.arange(box.x, box.right) + dx
    inside = ((ys >= 0) & (ys < height))[:, None] & ((xs >= 0) & (xs < width))[None, :]
    return values[ys.clip(0, height - 1)[:, None], xs.clip(0, width - 1)[None, :]], inside


def copied(values: np.ndarray, source: np.ndarray, coverage: np.ndarray) -> np.ndarray:
    """uint8 or uint16 (h, w, 3|4): ``values`` with as much of the ``source`` (the same type) as ``coverage`` (float32
    (h, w) in 0..1) says. Alpha is copied, too, so that what is transparent can be brought back.
    """
    share = coverage[:, :, None]
    mixed = values + share * (source.astype(np.float32) - values)
    return np.asarray(np.clip(mixed + 0.5, 0, np.iinfo(values.dtype).max).astype(values.dtype))


def healed(values: np.ndarray, source: np.ndarray, coverage: np.ndarray, cancel: CancelToken) -> np.ndarray:
    """As :func:`copied`, but of the ``source`` only the detail is taken, and the tone is that of the rim (Perez et al.
    2003). Alpha stays. Raises Cancelled when cancelled.
    """
    hole = coverage > TOUCHED
    # A rim that is known on every side, which the box need not have.
    near = bounds_of(hole).pad(1).intersect(Bounds.of(hole.shape))
    part, inner = near.slices, hole[near.slices]
    known, detail = values[part][:, :, :3].astype(np.float32), source[part][:, :, :3].astype(np.float32)
    unit = np.float32(np.iinfo(values.dtype).max / 255)
    right, down = np.zeros_like(detail), np.zeros_like(detail)
    right[:, :-1], down[:-1] = detail[:, 1:] - detail[:, :-1], detail[1:] - detail[:-1]
    start = np.where(inner[:, :, None], detail, known)
    blended = unit * blend_gradients(start / unit, inner, right / unit, down / unit, cancel, HEAL_HOLD)
    result = values.copy()
    result[part] = copied(values[part], np.dstack([_as(blended, values), values[part][:, :, 3:]]), coverage[part])
    return result


def _as(picture: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.asarray(np.clip(picture + 0.5, 0, np.iinfo(values.dtype).max).astype(values.dtype))
