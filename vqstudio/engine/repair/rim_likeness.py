"""Finds what looks like the rim: a sky continues as sky, not as the mountains below it or the people before it."""

from __future__ import annotations

import cv2
import numpy as np

from vqstudio.core.morphology import erode

from ..cancel import CancelToken
from .exemplar import RADIUS, windows
from .self_matches import picture_of, smaller

MOST_SEEN = 50_000
"""Pixels of the picture that is compared; larger ones are reduced."""
BAND = 0.2
"""How far from the hole the rim reaches, times how deep the hole is; at least LEAST_BAND pixels."""
LEAST_BAND = RADIUS + 2
SAME_PLACE = 4
"""Patches so near to each other are alike because they overlap."""
USUAL = 80
"""Percent of the rim's own patches: what is as little like another of them, times TOLERATED, is like the rim."""
TOLERATED = 1.5
LEAST_USUAL = 0.001
"""Mean of squares: 8 grey levels."""
LIGHTNESS = 0.6
"""Weight of the mean colour of a patch relative to its drawing: tones are matched afterwards."""
WEIGHT = 3.0
"""With less, a person or a lamp near the rim appears twice: only this price prevents it, as nothing is known on the
other side.
"""
MOST_AT_RIM = 800
"""Patches of the rim that are compared with."""
AT_ONCE = 2000
SMOOTHING = 1.0
LIKE = 0.5
"""Share of a line that is like the rim where what is at the rim goes on."""


def unlike_rim(image: np.ndarray, hole: np.ndarray, source: np.ndarray, cancel: CancelToken) -> np.ndarray:
    """float32 (H, W): by how much each pixel's surroundings differ from everything beside the ``hole``, as a mean of
    squared differences of colours in 0..1; 0 for what could be there too.

    ``image`` float32 (H, W, 3) in 0..255; ``hole`` and ``source`` (what may be copied) bool (H, W). Raises Cancelled
    when cancelled.
    """
    depth = cv2.distanceTransform(np.pad(hole, 1, mode="edge").astype(np.uint8), cv2.DIST_L2, 3).max()
    return _unlike(image, hole, source, BAND * float(depth), cancel)


def depth_like_rim(pixels: np.ndarray, cancel: CancelToken) -> int:
    """How many rows, from the first of uint8 (H, W, 3) on, are mostly like the first: how high a sky is. Raises
    Cancelled when cancelled.
    """
    image = np.pad(pixels, ((1, 0), (0, 0), (0, 0)), mode="edge").astype(np.float32)
    hole = np.zeros(image.shape[:2], bool)
    hole[0] = True
    alike = (_unlike(image, hole, ~hole, 0.0, cancel)[1:] == 0).mean(axis=1) >= LIKE
    return len(alike) if alike.all() else int(np.argmin(alike))


def _unlike(image: np.ndarray, hole: np.ndarray, source: np.ndarray, band: float, cancel: CancelToken) -> np.ndarray:
    """Like :func:`unlike_rim`, with a rim of ``band`` pixels."""
    factor = 1
    while hole.size > MOST_SEEN * factor**2:
        factor += 1
    seen = smaller(image, hole, source, factor)
    if seen is None:
        return np.zeros(hole.shape, np.float32)
    level, usable = seen
    centres = erode(usable & ~level.hole, RADIUS)
    away = cv2.distanceTransform((~level.hole).astype(np.uint8), cv2.DIST_L2, 3)
    rim_y, rim_x = np.nonzero(centres & (away <= max(LEAST_BAND, band / factor)))
    every = 1 + len(rim_y) // MOST_AT_RIM
    rim_y, rim_x = rim_y[::every], rim_x[::every]
    ys, xs = (2 * at for at in np.nonzero(centres[::2, ::2]))
    if not len(rim_y) or not len(ys):
        return np.zeros(hole.shape, np.float32)
    patches = windows(level.image, cancel)
    rim = _drawn(patches[rim_y, rim_x])
    same = np.maximum(np.abs(rim_y[:, None] - rim_y), np.abs(rim_x[:, None] - rim_x)) < SAME_PLACE
    others = np.where(same, np.inf, _differences(rim, rim)).min(1)
    others = others[np.isfinite(others)]
    usual = max(LEAST_USUAL, TOLERATED * float(np.percentile(others, USUAL)) if len(others) else 0.0)
    found = np.empty(len(ys), np.float32)
    for start in range(0, len(ys), AT_ONCE):
        cancel.check()
        part = slice(start, start + AT_ONCE)
        found[part] = _differences(_drawn(patches[ys[part], xs[part]]), rim).min(1)
    return picture_of(ys, xs, WEIGHT * np.maximum(found - usual, 0), hole.shape, factor, SMOOTHING)


def _drawn(patches: np.ndarray) -> np.ndarray:
    """float32 (N, M): patches (N, ...) of three colours in 0..255, so that squares add up to a mean in 0..1."""
    colours = patches.reshape(len(patches), -1, 3)
    plain = colours - (1 - LIGHTNESS) * colours.mean(1, keepdims=True)
    plain /= 255 * np.sqrt(plain[0].size)
    return np.asarray(plain.reshape(len(patches), -1), np.float32)


def _differences(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """float32 (N, M): sums of squares between rows (N, K) and (M, K)."""
    products = one @ other.T
    return np.maximum((one**2).sum(1)[:, None] + (other**2).sum(1) - 2 * products, 0)
