"""Which of several created pictures looks most like a photo: the one whose figures are the most usual for photos.

What the prior finds likeliest is no judge: it prefers white paper to any landscape. A photo's likelihood is typical,
not high (Nalisnick et al. 2019), and so is its contrast. The critic of repairs, tried as well, prefers black on white.
"""

from __future__ import annotations

import numpy as np

from ..cancel import CancelToken
from .create import windows
from .looks import LIGHT
from .prior import TokenPrior
from .tokenizer import Tokenizer, pad_to_multiple

USUAL = (
    (-4.76, 1.19),
    (-1.17, 0.39),
    (-1.60, 0.29),
)
"""Mean and standard deviation of :func:`figures` of photos with the prior of ``photo-f8``, measured by
``benchmarks/naturalness.py``; to be measured again when the prior changes.
"""
COARSE, FINE = 8, 32
"""Parts along each side whose light is compared."""


def naturalness(pixels: np.ndarray, tokenizer: Tokenizer, prior: TokenPrior, cancel: CancelToken) -> float:
    """How usual the :func:`figures` of a picture, uint8 (H, W, 3), are for photos: 0 at best. Raises Cancelled."""
    found = figures(pixels, tokenizer, prior, cancel)
    return -sum(((value - mean) / spread) ** 2 for value, (mean, spread) in zip(found, USUAL, strict=True))


def figures(pixels: np.ndarray, tokenizer: Tokenizer, prior: TokenPrior, cancel: CancelToken) -> tuple[float, ...]:
    """Of uint8 (H, W, 3): the mean logarithm of the probability of a token when half of them are known, and the
    logarithms of the contrast of light between parts of the picture, and within these.
    """
    import cv2

    light = pixels.astype(np.float32) @ LIGHT / np.float32(127.5)
    coarse, fine = (float(cv2.resize(light, (n, n), interpolation=cv2.INTER_AREA).std()) for n in (COARSE, FINE))
    within = max(fine**2 - coarse**2, 1e-6) ** 0.5
    return _log_likelihood(pixels, tokenizer, prior, cancel), float(np.log(coarse + 1e-3)), float(np.log(within))


def _log_likelihood(pixels: np.ndarray, tokenizer: Tokenizer, prior: TokenPrior, cancel: CancelToken) -> float:
    tokens = tokenizer.nearest(tokenizer.encode(pad_to_multiple(pixels, tokenizer.stride), cancel), cancel)
    half = np.random.default_rng(0).random(tokens.shape) < 0.5
    total, count = 0.0, 0
    for part in windows(*tokens.shape):
        grid = tokens[part]
        for hidden in (half[part], ~half[part]):
            cells = np.flatnonzero(hidden)
            if len(cells):
                total += len(cells) * prior.log_likelihoods([grid], hidden, cells, cancel)[0]
                count += len(cells)
    return total / count
