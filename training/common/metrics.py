"""Picture metrics on uint8 arrays (H, W, 3)."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter
from skimage.color import deltaE_ciede2000, rgb2lab

CELL = 16
FLAT = 4.0
"""A cell whose standard deviation is below this many grey levels is flat."""
FEWEST_FLAT = 20


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    """Peak signal-to-noise ratio in dB over all channels."""
    error = float(np.mean((a.astype(np.float32) - b.astype(np.float32)) ** 2))
    return 10 * float(np.log10(255**2 / max(error, 1e-9)))


def ssim(a: np.ndarray, b: np.ndarray) -> float:
    """Structural similarity of the grey pictures, -1..1 (Wang et al. 2004; Gaussian window, sigma 1.5)."""
    x, y = (np.asarray(p, np.float64) @ (0.299, 0.587, 0.114) for p in (a, b))

    def blur(v: np.ndarray) -> np.ndarray:
        return gaussian_filter(v, 1.5, truncate=3.5)

    mx, my = blur(x), blur(y)
    vx, vy, cov = blur(x * x) - mx * mx, blur(y * y) - my * my, blur(x * y) - mx * my
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    value = ((2 * mx * my + c1) * (2 * cov + c2)) / ((mx * mx + my * my + c1) * (vx + vy + c2))
    return float(value.mean())


def flat_colour_shift(photo: np.ndarray, other: np.ndarray) -> float | None:
    """CIEDE2000 between the mean colours of both where ``photo`` is flat; None if hardly any of it is.

    1 is about the smallest difference that the eye can tell side by side.
    """
    height, width = (side // CELL for side in photo.shape[:2])
    cells, others = (
        picture[: height * CELL, : width * CELL].astype(np.float32).reshape(height, CELL, width, CELL, 3)
        for picture in (photo, other)
    )
    flat = cells.std((1, 3)).mean(2) < FLAT
    if flat.sum() < FEWEST_FLAT:
        return None
    means = (picture.mean((1, 3))[flat].mean(0) / 255 for picture in (cells, others))
    return float(deltaE_ciede2000(*(rgb2lab(mean.reshape(1, 1, 3)) for mean in means))[0, 0])
