"""Finds the faces in a photo: shifts of a repair avoid them, and some techniques paint them in more detail."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from .cancel import CancelToken
from .packs.pack import PackInfo
from .packs.sessions import Session
from .tokens.tokenizer import pad_to_multiple, to_model

GRAPH: Final = "faces"
MULTIPLE = 16
"""Sides of what the graph sees are multiples of this."""
PART, SURE = 0.5, 0.9
"""Likelihoods: from which on a pixel may be part of a face, and which one of them at least must have."""


class FaceFinder:
    """Raises PackError if the graph cannot be loaded."""

    def __init__(self, pack: PackInfo, providers: list[str]) -> None:
        self._session = Session(pack, GRAPH, providers)

    def find(self, pixels: np.ndarray, cancel: CancelToken) -> np.ndarray:
        """int32 (H, W): the number of the face that each pixel of ``pixels`` (uint8 (H, W, 3)) belongs to, from 1 on; 0
        for none. Faces that touch have one number. Raises Cancelled when cancelled.
        """
        image = to_model(pad_to_multiple(pixels, MULTIPLE))
        (logits,) = self._session.run(cancel, image=image)
        likelihood = cv2.resize(1 / (1 + np.exp(-logits[0, 0])), image.shape[:1:-1])
        likelihood = likelihood[: pixels.shape[0], : pixels.shape[1]]
        parts = (likelihood > PART).astype(np.uint8)
        # A cheek or a forehead seen from near looks like no face, but has one all around it.
        outlines, _ = cv2.findContours(parts, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        cv2.drawContours(parts, outlines, -1, 1, cv2.FILLED)
        count, faces = cv2.connectedComponents(parts)
        sure = np.zeros(count, bool)
        sure[faces[likelihood > SURE]] = True
        sure[0] = False
        return np.where(sure, np.cumsum(sure), 0)[faces].astype(np.int32)
