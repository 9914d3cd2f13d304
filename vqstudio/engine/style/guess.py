"""A first version of a style from nothing but its painting, at once: a mixture of the styles whose paintings are most
like it, in its own colours. Learning it (``python -m training learn-style``) does better, but takes minutes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

from vqstudio.core.errors import RequestError
from vqstudio.core.paths import training_module

from ..cancel import CancelToken
from ..packs.manifest import StyleEntry
from ..tokens.tokenizer import Tokenizer, pad_to_multiple
from .paint import GROUND, half_size

SIDE = 640
"""Shorter side (pixels) at which paintings are compared."""
NEAREST = 3
COLOURS = 6
SHARPNESS = 4.0
"""How much more the nearest style counts than the next ones."""


def signature(painting: np.ndarray, tokenizer: Tokenizer, cancel: CancelToken) -> np.ndarray:
    """What a painting, uint8 (H, W, 3), looks like, in numbers: float32 (6 + D + D * D,).

    Mean and deviation of its red, green and blue in -1..1, then mean and Gram matrix of its latents (after Gatys et al.
    2016, who describe a style by such matrices). Raises Cancelled.
    """
    height, width = painting.shape[:2]
    factor = SIDE / min(height, width)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    pixels = np.asarray(Image.fromarray(painting).resize(size, Image.Resampling.LANCZOS))
    colours = pixels.reshape(-1, 3).astype(np.float32) / 127.5 - 1
    z = tokenizer.encode(half_size(pad_to_multiple(pixels, 2 * tokenizer.stride)), cancel)[0]
    flat = z.reshape(len(z), -1)
    parts = (colours.mean(0), colours.std(0), flat.mean(1), (flat @ flat.T / flat.shape[1]).ravel())
    return np.concatenate(parts).astype(np.float32)


def first_guess(styles: Sequence[StyleEntry], wanted: np.ndarray) -> np.ndarray:
    """The vector, float32 (2 * S,), for a painting with the signature ``wanted``. Raises RequestError."""
    described = [style for style in styles if len(style.signature) == len(wanted)]
    if not described:
        raise RequestError(
            "This pack cannot make a style from a painting; learn it by  python -m {module} learn-style.",
            module=training_module() or "training",
        )
    known = np.array([style.signature for style in described], np.float32)
    vectors = np.array([style.vector for style in described], np.float32)
    distance = np.square((known - wanted) / (known.std(0) + 1e-3)).mean(1)
    nearest = np.argsort(distance)[:NEAREST]
    share = np.exp(-SHARPNESS * (distance[nearest] / (distance[nearest].mean() + 1e-6) - 1))
    share /= share.sum()
    vector = share @ vectors[nearest]
    mixed = share @ known[nearest][:, :COLOURS]
    gains, shifts = vector.reshape(2, -1)  # views
    ratio = np.tile(wanted[3:6] / np.maximum(mixed[3:6], 0.02), 2)
    gains[:GROUND] = (1 + gains[:GROUND]) * ratio - 1
    shifts[:3] += wanted[:3] - mixed[:3]
    return vector.astype(np.float32)
