"""Chance that makes another seed another result: some places seem better, or worse, than they are."""

from __future__ import annotations

import numpy as np


def uneven(shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """float32 (H, W) in 0..1, random and smooth: a few long waves."""
    y, x = np.ogrid[0 : 1 : shape[0] * 1j, 0 : 1 : shape[1] * 1j]
    waves = sum(np.cos(2 * np.pi * (a * x + b * y + c)) for a, b, c in rng.uniform(-2, 2, (4, 3)))
    low, high = float(np.min(waves)), float(np.max(waves))
    return np.asarray((waves - low) / max(high - low, 1e-6), np.float32)
