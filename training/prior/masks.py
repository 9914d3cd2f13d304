"""Which tokens are hidden in training: as in a hole, a growing canvas or an empty one, at every stage of filling it."""

from __future__ import annotations

import numpy as np

from ..common.masks import random_mask

KINDS = ("shapes", "half", "all")
SHARES = (0.5, 0.25, 0.25)
CELL = 8
"""Pixels of a cell: a hole hides every token that it touches."""


def hidden_tokens(side: int, rng: np.random.Generator) -> np.ndarray:
    """bool (side, side), true where a token is hidden, at least one.

    They lie in a region (shapes as users paint them, everything beyond a line, or all), of which a random share is
    known: sampling passes through every share.
    """
    kind = rng.choice(KINDS, p=SHARES)
    if kind == "shapes":
        region = random_mask(side * CELL, rng).reshape(side, CELL, side, CELL).any((1, 3))
    elif kind == "half":
        rows, columns = np.mgrid[:side, :side] - (side - 1) / 2
        angle = rng.choice(4) * np.pi / 2 if rng.random() < 0.7 else rng.uniform(0, 2 * np.pi)
        region = columns * np.cos(angle) + rows * np.sin(angle) > rng.uniform(-0.2, 0.4) * side
    else:
        region = np.ones((side, side), bool)
    share = np.cos(rng.uniform(0, np.pi / 2))  # most often many are hidden, as in the rounds of a cosine schedule
    hidden = region & (rng.random((side, side)) < share)
    if not hidden.any():
        cells = np.flatnonzero(region if region.any() else ~region)
        hidden.flat[rng.choice(cells)] = True
    return hidden
