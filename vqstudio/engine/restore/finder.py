"""The damage finder of a pack: scratches, dust, hair, creases, tears and stains."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from ..cancel import CancelToken
from ..pace import Step
from ..packs.pack import PackInfo
from ..packs.sessions import Session
from .tiled import by_tiles

GRAPH: Final = "finder"
MULTIPLE = 16
"""Sides of what the graph sees are multiples of this."""
USUAL_SENSITIVITY = 0.5
RIM = 2
"""Pixels by which what is found is widened: damage fades at its rim, and a repair would copy it from there."""
LEAST = 4
"""Pixels of the smallest spot that is proposed."""


class DamageFinder:
    """Raises PackError if the graph cannot be loaded."""

    def __init__(self, pack: PackInfo, providers: list[str]) -> None:
        self._session = Session(pack, GRAPH, providers)

    def likelihood(self, picture: np.ndarray, step: Step, cancel: CancelToken) -> np.ndarray:
        """uint8 (H, W): how likely each pixel of ``picture``, uint8 (H, W, 3), is damaged; 255 is certain."""
        result = np.empty(picture.shape[:2], np.uint8)

        def call(image: np.ndarray) -> np.ndarray:
            return self._session.run(cancel, image=image)[0]

        for bounds, logits in by_tiles(picture, self._session.spec, MULTIPLE, call, step):
            result[bounds.slices] = np.round(255 / (1 + np.exp(-logits[0])))
        return result


def proposed(likelihood: np.ndarray, sensitivity: float = USUAL_SENSITIVITY) -> np.ndarray:
    """A mask, uint8 (H, W) of 0 and 255, of what is damaged by a :meth:`DamageFinder.likelihood`.

    ``sensitivity`` in 0..1: 0 proposes only what is certain, 1 all that is at all likely.
    """
    found = (likelihood >= max(1, round(255 * (1 - sensitivity)))).astype(np.uint8)
    _count, labels, about, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    large = about[:, cv2.CC_STAT_AREA] >= LEAST
    large[0] = False
    kept = large[labels].astype(np.uint8) * 255
    return cv2.dilate(kept, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * RIM + 1, 2 * RIM + 1)))
