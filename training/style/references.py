"""Reference pictures of techniques, for styles that no painting at hand shows: an invented landscape, so that every
tone and every kind of edge occurs, painted by the algorithm of the technique.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from vqstudio.engine.style.techniques import Hand

SIDE = 800


def clouds(rng: np.random.Generator, size: float, side: int = SIDE) -> np.ndarray:
    """Smooth noise with features of about ``size`` px: float32 (side, side), mean 0, deviation 1."""
    noise = ndimage.gaussian_filter(rng.standard_normal((side, side), dtype=np.float32), size / 2, mode="wrap")
    return (noise - noise.mean()) / noise.std()


def landscape(rng: np.random.Generator) -> np.ndarray:
    """Sky, hills, trees and stones in plain colours: float32 (SIDE, SIDE, 3) in 0..1."""
    rows, columns = np.mgrid[:SIDE, :SIDE].astype(np.float32) / SIDE
    sky = np.array([0.45, 0.66, 0.88], np.float32), np.array([0.98, 0.85, 0.66], np.float32)
    share = np.clip(rows * 2.2 + 0.06 * clouds(rng, 90), 0, 1)[:, :, None]
    picture = sky[0] * (1 - share) + sky[1] * share
    picture[(columns - 0.7) ** 2 + (rows - 0.18) ** 2 < 0.006] = (1.0, 0.93, 0.7)
    greens = np.array(
        [[0.62, 0.7, 0.82], [0.42, 0.62, 0.62], [0.46, 0.66, 0.36], [0.82, 0.78, 0.38], [0.5, 0.36, 0.24]], np.float32
    )
    for number, colour in enumerate(greens):
        ridge = 0.3 + 0.15 * number + 0.06 * clouds(rng, 220 - 35 * number)[number * 40]
        below = rows > ridge
        shade = 0.94 + 0.05 * clouds(rng, 70) * (0.5 + 0.2 * number)
        picture[below] = (colour * shade[:, :, None])[below]
    for _ in range(46):
        y, x, radius = rng.uniform(0.45, 1), rng.uniform(0, 1), rng.uniform(0.012, 0.06)
        ball = (columns - x) ** 2 + (rows - y) ** 2 < radius**2
        colour = np.array(rng.choice([[0.26, 0.45, 0.22], [0.8, 0.36, 0.22], [0.92, 0.86, 0.76], [0.2, 0.19, 0.24]]))
        light = 0.75 + 0.5 * (x - columns + y - rows) / radius * 0.5
        picture[ball] = np.clip(colour * light[:, :, None], 0, 1)[ball]
    return np.clip(picture, 0, 1).astype(np.float32)


def reference(technique: str, seed: int = 0) -> np.ndarray:
    """The reference picture of a technique, uint8 (SIDE, SIDE, 3). Raises KeyError for an unknown one."""
    picture = landscape(np.random.default_rng(seed))
    return Hand(technique).painted(np.round(picture * 255).astype(np.uint8), 1.0, seed)
