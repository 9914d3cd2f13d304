"""The critic of a pack: which of several fills of a hole looks most like the photo around it."""

from __future__ import annotations

from typing import Final

import numpy as np

from vqstudio.core.geometry import Bounds, round_up
from vqstudio.core.mask import bounds_of

from ..cancel import CancelToken
from ..packs.pack import PackInfo
from ..packs.sessions import Session

GRAPH: Final = "critic"
MULTIPLE = 16
"""Sides of what the graph sees are multiples of this."""
AROUND = 48
"""Pixels around a hole that it compares the fill with."""


class Critic:
    """Raises PackError if the graph cannot be loaded."""

    def __init__(self, pack: PackInfo, providers: list[str]) -> None:
        self._session = Session(pack, GRAPH, providers)

    def score(self, picture: np.ndarray, hole: np.ndarray, cancel: CancelToken) -> float:
        """How much the ``hole`` (bool (H, W), not empty) of ``picture`` ((H, W, 3) in 0..255) looks like the rest of
        it: only scores of the same hole can be compared.
        """
        around = bounds_of(hole).pad(AROUND).intersect(Bounds.of(hole.shape))
        picture, hole = picture[around.slices], hole[around.slices]
        height, width = hole.shape
        grow = ((0, round_up(height, MULTIPLE) - height), (0, round_up(width, MULTIPLE) - width))
        image = np.pad(picture, (*grow, (0, 0)), mode="edge").astype(np.float32)
        mask = np.pad(hole, grow).astype(np.float32)
        seen = np.ascontiguousarray(image.transpose(2, 0, 1)[None]) / np.float32(127.5) - 1
        (logits,) = self._session.run(cancel, image=seen, mask=mask[None, None])
        rows, columns = logits.shape[2:]
        weights = mask.reshape(rows, mask.shape[0] // rows, columns, mask.shape[1] // columns).mean((1, 3))
        return float((logits[0, 0] * weights).sum() / weights.sum())
