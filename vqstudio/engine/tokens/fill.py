"""Fills unknown tokens from the photo's own tokens (exemplar search in VQ space).

From the rim inward, each unknown cell takes the known cell whose surrounding window of latents fits best (Efros and
Leung 1999, on latents instead of pixels); then every window is searched again a few times with all cells filled, which
lets the guesses agree with each other (Wexler et al. 2007).
"""

from __future__ import annotations

import numpy as np

from vqstudio.core.morphology import dilate, erode

from ..cancel import CancelToken
from ..variety import uneven

RADIUS = 2
"""Windows are 5 x 5 cells."""
COLOUR_WEIGHT = 2.0
"""Weight of the mean colour (0..1) beside the unit latents: keeps light and shade where they are."""
ROUNDS = 3
VARIETY = 0.5
"""How much farther windows from the least preferred place seem, for fills that differ."""


def fill_tokens(
    z: np.ndarray, colour: np.ndarray, unknown: np.ndarray, usable: np.ndarray, seed: int, cancel: CancelToken
) -> np.ndarray:
    """For each cell, which cell's token it gets: int64 (h, w) flat indices; known cells get themselves.

    ``z`` float32 (D, h, w) latents, ``colour`` float32 (3, h, w) mean colours in 0..1, ``unknown`` bool (h, w) cells to
    fill, ``usable`` bool (h, w) cells that may be copied from. With another ``seed`` than 0 some parts of the
    photo seem, by chance, less fitting than they are. Raises ValueError if no whole window is usable.
    """
    _, h, w = z.shape
    unit = z / np.maximum(np.linalg.norm(z, axis=0, keepdims=True), 1e-6)
    feature = np.concatenate([unit, COLOUR_WEIGHT * colour]).transpose(1, 2, 0).astype(np.float32).copy()
    centres = erode(usable & ~unknown, RADIUS)
    if not centres.any():
        centres = erode(usable & ~unknown, 1)
    if not centres.any():
        raise ValueError("no usable window of tokens")
    sources = np.flatnonzero(centres)
    rng = np.random.default_rng(seed)
    handicap = 1 + (VARIETY * uneven((h, w), rng).ravel()[sources] if seed else np.zeros(len(sources), np.float32))
    origin = np.arange(h * w).reshape(h, w)
    source_windows = _windows(feature)[sources]
    filled = ~unknown
    while not filled.all():
        ring = dilate(filled, 1) & ~filled
        cells = np.flatnonzero(ring)
        cancel.check()
        best = _search(feature, filled, cells, source_windows, sources, handicap)
        origin.flat[cells] = best
        feature.reshape(h * w, -1)[cells] = feature.reshape(h * w, -1)[best]
        filled |= ring
    cells = np.flatnonzero(unknown)
    everything = np.ones((h, w), bool)
    for _ in range(ROUNDS):
        cancel.check()
        best = _search(feature, everything, cells, source_windows, sources, handicap)
        origin.flat[cells] = best
        feature.reshape(h * w, -1)[cells] = feature.reshape(h * w, -1)[best]
    return origin


def _windows(feature: np.ndarray) -> np.ndarray:
    """(h, w, C) to (h * w, 25, C): each cell's window, the border repeated."""
    padded = np.pad(feature, ((RADIUS, RADIUS), (RADIUS, RADIUS), (0, 0)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (2 * RADIUS + 1, 2 * RADIUS + 1), axis=(0, 1))
    h, w, c = feature.shape
    return windows.transpose(0, 1, 3, 4, 2).reshape(h * w, -1, c)


def _search(
    feature: np.ndarray,
    filled: np.ndarray,
    cells: np.ndarray,
    source_windows: np.ndarray,
    sources: np.ndarray,
    handicap: np.ndarray,
) -> np.ndarray:
    """For each cell (flat index) the source (flat index) whose window is nearest over the filled part of its window,
    the distance to each source times its ``handicap``.
    """
    side = 2 * RADIUS + 1
    targets = _windows(feature)[cells]
    padded = np.pad(filled, RADIUS, constant_values=False)
    views = np.lib.stride_tricks.sliding_window_view(padded, (side, side))
    weight = views.reshape(-1, side * side)[cells].astype(np.float32)
    norms = (source_windows**2).sum(2)
    masked = (targets * weight[:, :, None]).reshape(len(cells), -1)
    flat_sources = source_windows.reshape(len(sources), -1)
    distance = (
        weight @ norms.T - 2 * masked @ flat_sources.T + (masked * targets.reshape(len(cells), -1)).sum(1)[:, None]
    )
    distance *= handicap
    return sources[distance.argmin(1)]
