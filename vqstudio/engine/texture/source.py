"""The area of a photo that a texture is made of: scaled, evened out, with turned copies."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ..cancel import CancelToken
from ..repair.labelling import seam_features

SMOOTH = 0.22
"""Of the shorter side: differences in light and colour that are this wide, or wider, are evened out."""
MOST_LIGHT = 2.5
"""Times that the evening makes a dark part brighter, or a bright one darker."""
QUIET = 0.02
"""Of seams, see :class:`vqstudio.engine.repair.labelling.Labelling`: busy parts hide them."""
GAP = 1
"""Pixels between two turned copies, that neighbours of border pixels can be looked up."""


@dataclass(frozen=True, eq=False)
class Source:
    """``picture`` float32 (H, W, 3) in 0..255: all copies of the area, one below the other; ``inside`` bool (H, W): what
    belongs to the area; ``table``: its :func:`vqstudio.engine.repair.labelling.seam_features`.
    """

    picture: np.ndarray
    inside: np.ndarray
    table: np.ndarray

    @property
    def width(self) -> int:
        return self.picture.shape[1]

    @staticmethod
    def of(area: np.ndarray, wanted: np.ndarray, turned: bool, cancel: CancelToken) -> Source:
        """Of an ``area`` float32 (h, w, 3) in 0..255, of which ``wanted`` (bool (h, w)) belongs to it; ``turned``: with
        its copies in all eight positions. Raises Cancelled.
        """
        copies = [(area, wanted)]
        if turned:
            quarter = [(np.rot90(area, n), np.rot90(wanted, n)) for n in range(4)]
            copies = [*quarter, *((picture[:, ::-1], mask[:, ::-1]) for picture, mask in quarter)]
        side = max(picture.shape[1] for picture, _mask in copies) + 2 * GAP
        pictures, masks = [], []
        for picture, mask in copies:
            around = ((GAP, GAP), (GAP, side - GAP - picture.shape[1]))
            pictures.append(np.pad(picture, (*around, (0, 0)), mode="edge"))
            masks.append(np.pad(mask, around))
        whole = np.ascontiguousarray(np.concatenate(pictures), np.float32)
        return Source(whole, np.concatenate(masks), seam_features(whole, QUIET, cancel))


def evened(area: np.ndarray, wanted: np.ndarray, cancel: CancelToken) -> np.ndarray:
    """``area`` (float32 (h, w, 3) in 0..255) without what is wide in its light and colours; its mean colour stays.

    Light is divided by, as shadows multiply; what is left of each colour is subtracted.
    """
    sigma = SMOOTH * min(area.shape[:2])
    mean = area[wanted].mean(0)
    cancel.check()
    light = area.mean(2)
    wide = _wide(light, wanted, sigma)
    gain = np.clip(mean.mean() / np.maximum(wide, 1.0), 1 / MOST_LIGHT, MOST_LIGHT)
    lit = area * gain[:, :, None]
    cancel.check()
    for channel in range(3):
        plane = lit[:, :, channel]
        lit[:, :, channel] = plane - _wide(plane, wanted, sigma) + mean[channel]
    return np.clip(lit, 0, 255, out=lit)


def _wide(plane: np.ndarray, wanted: np.ndarray, sigma: float) -> np.ndarray:
    """float32 (h, w): a plane blurred among the wanted pixels; at the border as its slope goes on.

    Blurred at a small size: nothing of it is finer.
    """
    height, width = plane.shape
    step = max(1.0, sigma / 6)
    size = max(2, round(width / step)), max(2, round(height / step))
    known = wanted.astype(np.float32)
    small = cv2.resize(plane * known, size, interpolation=cv2.INTER_AREA)
    weight = cv2.resize(known, size, interpolation=cv2.INTER_AREA)
    y, x = np.mgrid[-1 : 1 : size[1] * 1j, -1 : 1 : size[0] * 1j]
    terms = np.stack([np.ones_like(x), x, y, x * x, y * y, x * y], -1).reshape(-1, 6)
    values = (small / np.maximum(weight, 1e-3)).ravel()
    root = np.sqrt(weight.ravel().astype(np.float64) + 1e-6)
    fit = np.linalg.lstsq(terms * root[:, None], values * root, rcond=None)[0]
    surface = (terms @ fit).reshape(size[1], size[0]).astype(np.float32)
    around = dict(ksize=(0, 0), sigmaX=sigma / step, borderType=cv2.BORDER_REFLECT)
    rest = cv2.GaussianBlur(small - surface * weight, **around) / np.maximum(cv2.GaussianBlur(weight, **around), 1e-3)
    return cv2.resize(surface + rest, (width, height), interpolation=cv2.INTER_CUBIC)
