"""Makes a picture that the prior drew and the decoder showed more like a photo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ..cancel import CancelToken
from ..packs.pack import PackInfo
from ..packs.promises import NOISE
from ..packs.sessions import Session

GRAPH: Final = "refiner"
CELL = 2
"""Pixels a side for which there is one number of each channel of noise."""
LOUDNESS = 0.3
"""Standard deviation of the noise. With 1, as in training, smooth places get a stipple, with 0 they are bare."""


class Refiner:
    """Raises PackError if the graph cannot be loaded."""

    def __init__(self, pack: PackInfo, providers: list[str]) -> None:
        self._session = Session(pack, GRAPH, providers)

    def refine(self, image: np.ndarray, subject: int, seed: int, cancel: CancelToken, margin: int = 0) -> np.ndarray:
        """float32 (1, 3, H, W) in about -1..1, sides multiples of 8, of a ``subject`` as the prior counts them,
        to the same without its ``margin`` (pixels, a multiple of CELL) at all sides. The same seed gives the same
        detail; in a margin that repeats the opposite side of the picture, that repeats, too. Raises Cancelled.
        """
        rows, columns = ((length - 2 * margin) // CELL for length in image.shape[2:])
        noise = noise_around((seed, subject), rows, columns, margin // CELL)
        shown = np.clip(image, -1, 1)
        (refined,) = self._session.run(cancel, image=shown, noise=noise, subject=np.array([subject]))
        return refined[:, :, margin : image.shape[2] - margin, margin : image.shape[3] - margin]


def noise_around(seed: Sequence[int], rows: int, columns: int, margin: int) -> np.ndarray:
    """White noise of LOUDNESS, float32 (1, NOISE, rows, columns), that goes on for ``margin`` more at all sides as it
    begins at the opposite one.
    """
    noise = np.float32(LOUDNESS) * np.random.default_rng(seed).standard_normal((1, NOISE, rows, columns), np.float32)
    return np.pad(noise, ((0, 0), (0, 0), (margin, margin), (margin, margin)), mode="wrap")
