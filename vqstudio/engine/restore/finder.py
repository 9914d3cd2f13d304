"""The damage finder of a pack: scratches, dust, hair, creases, tears and stains."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from ..cancel import CancelToken, apart
from ..pace import Step
from ..packs.pack import PackInfo
from ..packs.sessions import Session
from ..pixels import fitting, resized
from .tiled import by_tiles

GRAPH: Final = "finder"
MULTIPLE = 16
"""Sides of what the graph sees are multiples of this."""
TILE = 1344
"""One call sees as many pixels as a square of this side, at most; from 1456 on it needs more memory than models may
have.
"""
MOST = 20.0
"""A logit beyond this changes nothing, and might be beyond what its exponential can be."""
LARGEST_SEEN = 6_000_000
"""Pixels: a larger scan is reduced. What a print has lost is seen there too, and thinner lines are the scanner's."""


class DamageFinder:
    """Raises PackError if the graph cannot be loaded."""

    def __init__(self, pack: PackInfo, providers: list[str]) -> None:
        self._session = Session(pack, GRAPH, providers)

    def likelihood(self, picture: np.ndarray, step: Step, cancel: CancelToken) -> np.ndarray:
        """uint8 (H, W): how likely each pixel of ``picture``, uint8 (H, W, 3) in sRGB, is damaged; 255 is certain."""
        height, width = picture.shape[:2]
        seen = apart(lambda: resized(picture, fitting(picture.shape, LARGEST_SEEN)), cancel)
        result = np.empty(seen.shape[:2], np.uint8)

        def call(image: np.ndarray) -> np.ndarray:
            return self._session.run(cancel, image=image)[0]

        for bounds, logits in by_tiles(seen, self._session.spec, MULTIPLE, call, step, tile=TILE):
            result[bounds.slices] = np.round(255 / (1 + np.exp(-np.clip(logits[0], -MOST, MOST))))
        if seen is picture:
            return result
        return np.asarray(cv2.resize(result, (width, height), interpolation=cv2.INTER_LINEAR))
