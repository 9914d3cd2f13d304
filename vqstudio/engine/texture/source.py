"""The pixels that a texture is made of: an area of a photo, evened out, with turned copies."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ..cancel import CancelToken
from ..repair.labelling import seam_features

SMOOTH = 0.22
"""Of the shorter side: differences in light and colour that are this wide, or wider, are evened out."""
MOST_LIGHT = 2.5
"""How many times a dark part may become brighter, or a bright one darker."""
QUIET = 0.02
"""Of seams, see :class:`vqstudio.engine.repair.labelling.Labelling`: busy parts hide them."""
GAP = 1
"""Pixels around each copy, so that the neighbours of its pixels can be looked up."""


@dataclass(frozen=True, eq=False)
class Source:
    """``picture`` float32 (H, W, 3) in 0..255: all copies of the area, one below the other; ``inside`` bool (H, W):
    what belongs to the area; ``table``: its :func:`vqstudio.engine.repair.labelling.seam_features`; ``shorter``: the
    shorter side of the area.
    """

    picture: np.ndarray
    inside: np.ndarray
    table: np.ndarray
    shorter: int

    @property
    def width(self) -> int:
        return int(self.picture.shape[1])

    @staticmethod
    def of(area: np.ndarray, wanted: np.ndarray, turned: bool, cancel: CancelToken) -> Source:
        """Of an ``area`` float32 (h, w, 3) in 0..255, of which ``wanted`` (bool (h, w)) counts; ``turned``: with its
        three quarter turns. Raises Cancelled.
        """
        # Mirrored copies would go on from each other without a seam, and show as ornaments.
        copies = [(np.rot90(area, n), np.rot90(wanted, n)) for n in range(4 if turned else 1)]
        side = max(picture.shape[1] for picture, _mask in copies) + 2 * GAP
        pictures, masks = [], []
        for picture, mask in copies:
            around = ((GAP, GAP), (GAP, side - GAP - picture.shape[1]))
            pictures.append(np.pad(picture, (*around, (0, 0)), mode="edge"))
            masks.append(np.pad(mask, around))
        whole = np.ascontiguousarray(np.concatenate(pictures), np.float32)
        table = seam_features(whole, QUIET, cancel)
        return Source(whole, np.concatenate(masks), table, min(area.shape[:2]))

    def fitting(self, height: int, width: int) -> np.ndarray:
        """bool (H, W): from which pixels on a window of this size belongs to the area with all it has."""
        return fitting(self.inside, height, width)


def fitting(inside: np.ndarray, height: int, width: int) -> np.ndarray:
    """bool (H, W): from which pixels on a window of this size is inside with all it has."""
    fits = np.zeros(inside.shape, bool)
    if height <= inside.shape[0] and width <= inside.shape[1]:
        total = cv2.integral(inside.astype(np.uint8))
        count = total[height:, width:] - total[:-height, width:] - total[height:, :-width] + total[:-height, :-width]
        fits[: len(count), : count.shape[1]] = count == height * width
    return fits


def evened(area: np.ndarray, wanted: np.ndarray, cancel: CancelToken) -> np.ndarray:
    """``area`` (float32 (h, w, 3) in 0..255) without what is wide in its light and its colours; the mean colour of what
    is ``wanted`` (bool (h, w)) stays. Raises Cancelled.

    It is divided by its light, because shadows multiply; what is then left of each colour is subtracted.
    """
    sigma = SMOOTH * min(area.shape[:2])
    mean = area[wanted].mean(0)
    cancel.check()
    light = _wide(area.mean(2), wanted, sigma)
    gain = np.clip(mean.mean() / np.maximum(light, 1.0), 1 / MOST_LIGHT, MOST_LIGHT)
    even = area * gain[:, :, None]
    for channel in range(3):
        cancel.check()
        plane = even[:, :, channel]
        even[:, :, channel] = plane - _wide(plane, wanted, sigma) + mean[channel]
    return np.clip(even, 0, 255, out=even)


def _wide(plane: np.ndarray, wanted: np.ndarray, sigma: float) -> np.ndarray:
    """float32 (h, w): what is wide in a plane: a curved surface, so that slopes do not end flat at the border, and a
    blur of what that leaves. At a small size, since nothing of it is fine.
    """
    height, width = plane.shape
    step = max(1.0, sigma / 6)
    size = max(2, round(width / step)), max(2, round(height / step))
    known = wanted.astype(np.float32)
    small = cv2.resize(plane * known, size, interpolation=cv2.INTER_AREA)
    weight = cv2.resize(known, size, interpolation=cv2.INTER_AREA)
    y, x = np.mgrid[-1 : 1 : size[1] * 1j, -1 : 1 : size[0] * 1j]
    terms = np.stack([np.ones_like(x), x, y, x * x, y * y, x * y], -1).reshape(-1, 6)
    root = np.sqrt(weight.ravel().astype(np.float64))
    values = small.ravel() / np.maximum(weight.ravel(), 1e-3)
    fit = np.linalg.lstsq(terms * root[:, None], values * root, rcond=None)[0]
    surface = (terms @ fit).reshape(small.shape).astype(np.float32)

    def blurred(image: np.ndarray) -> np.ndarray:
        return cv2.GaussianBlur(image, (0, 0), sigma / step, borderType=cv2.BORDER_REFLECT)

    rest = blurred(small - surface * weight) / np.maximum(blurred(weight), 1e-3)
    return cv2.resize(surface + rest, (width, height), interpolation=cv2.INTER_CUBIC)
