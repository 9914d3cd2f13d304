"""The repair decoder of a pack: tokens, known pixels and mask to a picture that meets the rim of the hole."""

from __future__ import annotations

from typing import Final

import numpy as np

from vqstudio.core.geometry import round_up

from ..cancel import CancelToken
from ..packs.pack import PackInfo
from ..packs.sessions import Session
from .pyramid import push_pull

GRAPH: Final = "repair"
MULTIPLE = 32
"""Sides of what the graph sees are multiples of this."""


class RepairDecoder:
    """D = dim, f = stride of the pack. Raises PackError if the graph cannot be loaded."""

    def __init__(self, pack: PackInfo, providers: list[str]) -> None:
        self.manifest = pack.manifest
        self._session = Session(pack, GRAPH, providers)

    def predict(self, image: np.ndarray, hole: np.ndarray, z_q: np.ndarray | None, cancel: CancelToken) -> np.ndarray:
        """float32 (H, W, 3) in 0..255: the whole picture as the model sees it, to be used in the hole.

        ``image`` (H, W, 3) in 0..255 of any size, its pixels in ``hole`` (bool (H, W)) are ignored; ``z_q`` float32 (1,
        D, h, w) are the code vectors of the cells, zero where unknown, None if none is known.
        """
        height, width = hole.shape
        high, wide = round_up(height, MULTIPLE), round_up(width, MULTIPLE)
        padding = ((0, high - height), (0, wide - width))
        unknown = np.pad(hole, padding, constant_values=True)
        smooth = push_pull(np.pad(image, (*padding, (0, 0))).astype(np.float32), unknown)
        model_image = np.ascontiguousarray(smooth.transpose(2, 0, 1)[None]) / np.float32(127.5) - 1
        mask = unknown[None, None].astype(np.float32)
        stride = self.manifest.stride
        cells = np.zeros((1, self.manifest.dim, high // stride, wide // stride), np.float32)
        if z_q is not None:
            cells[:, :, : z_q.shape[2], : z_q.shape[3]] = z_q
        (result,) = self._session.run(cancel, z_q=cells, image=model_image, mask=mask)
        return (result[0, :, :height, :width].transpose(1, 2, 0) + 1) * 127.5
