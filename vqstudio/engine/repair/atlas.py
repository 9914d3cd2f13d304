"""An atlas: a region with copies of parts of it below, mirrored, larger, smaller or seen in perspective.

Shifts that lead to such a copy are whole shifts all the same, so that nothing else need know of anything but shifts.
Warps are float (3, 3): the homography from a pixel (x, y, 1) to where its colour comes from; the identity stands for
the region itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from vqstudio.core.geometry import Bounds
from vqstudio.core.morphology import erode

from .pyramid import Level

MARGIN = 4
"""Pixels beside what is copied that are laid out too: seams and the precise place of a copy depend on them."""
DENSITY = 0.5, 2.5
"""How many pixels of the photo may make one of a copy: with fewer it is soft, with more it is jagged."""


@dataclass(frozen=True)
class Atlas:
    """``level`` and ``source`` (bool, what may be copied): of the ``region``, at the top left, and of its ``copies``
    (place in the atlas, warp, and what of the warped region is there). ``moved`` int (K, 2): what to add to the K
    shifts so that they lead to theirs.
    """

    level: Level
    source: np.ndarray
    moved: np.ndarray
    copies: list[tuple[Bounds, np.ndarray, Bounds]]
    region: Bounds

    def grown(self, values: np.ndarray, beyond: float) -> np.ndarray:
        """``values`` (H, W) of the region as a picture of the atlas, ``beyond`` at the copies."""
        result = np.full(self.level.hole.shape, beyond, values.dtype)
        result[self.region.slices] = values
        return result

    def carried(self, values: np.ndarray) -> np.ndarray:
        """``values`` float32 (H, W) of the region as a picture of the atlas: every copy has those of what it shows."""
        result = self.grown(values, 0)
        for place, warp, box in self.copies:
            result[place.slices] = warped(values, warp, box, cv2.INTER_LINEAR)
        return result


def lay_out(level: Level, source: np.ndarray, warps: np.ndarray, boxes: list[Bounds]) -> Atlas:
    """The atlas that has for each of ``warps`` (float (K, 3, 3)) but the identity a copy of what it makes of the level
    within its box of ``boxes``. ``source`` bool (H, W): which pixels of the level may be copied.
    """
    height, width = level.hole.shape
    moved = np.zeros((len(warps), 2), int)
    bent = [k for k, warp in enumerate(warps) if not is_plain(warp)]
    region = Bounds(0, 0, width, height)
    if not bent:
        return Atlas(level, source, moved, [], region)
    wide = max(width, *(boxes[k].width for k in bent))
    copies = []
    # So far down that no shift that leads anywhere in the region leads from other parts of the hole to a copy.
    left, top = 0, height + max(boxes[k].height for k in bent)
    bottom = top
    for k in bent:
        box = boxes[k]
        if left + box.width > wide:
            left, top = 0, bottom
        copies.append((Bounds(left, top, box.width, box.height), warps[k], box))
        moved[k] = top - box.y, left - box.x
        left, bottom = left + box.width, max(bottom, top + box.height)
    shape = bottom, wide
    image, hole, usable = np.zeros((*shape, 3), np.float32), np.zeros(shape, bool), np.zeros(shape, bool)
    image[region.slices], hole[region.slices], usable[region.slices] = level.image, level.hole, source
    known = source & ~level.hole
    for place, warp, box in copies:
        image[place.slices] = np.clip(warped(level.image, warp, box), 0, 255)
        usable[place.slices] = erode(shown(known, warp, box), 1)
    return Atlas(Level(image, hole), usable, moved, copies, region)


def warped(picture: np.ndarray, warp: np.ndarray, box: Bounds, how: int = cv2.INTER_CUBIC) -> np.ndarray:
    """float32 (h, w) or (h, w, 3): ``picture`` (of the same type) where ``warp`` leads from the pixels of ``box``;
    0 outside it.
    """
    at = warp @ np.array([[1, 0, box.x], [0, 1, box.y], [0, 0, 1.0]])
    return np.asarray(cv2.warpPerspective(picture, at, (box.width, box.height), flags=how | cv2.WARP_INVERSE_MAP))


def shown(known: np.ndarray, warp: np.ndarray, box: Bounds) -> np.ndarray:
    """bool (h, w): which pixels of ``box`` the ``warp`` makes of pixels that are all ``known`` (bool (H, W)), and of
    neither too few nor too many.
    """
    inside = warped(erode(known, 1).astype(np.float32), warp, box, cv2.INTER_LINEAR) > 0.999
    y, x = np.ogrid[box.y : box.bottom, box.x : box.right]
    depth = np.maximum(warp[2, 0] * x + warp[2, 1] * y + warp[2, 2], 1e-6)
    density = abs(np.linalg.det(warp)) / depth**3
    return np.asarray(inside & (density > DENSITY[0]) & (density < DENSITY[1]))


def is_plain(warp: np.ndarray) -> bool:
    return bool(np.array_equal(warp, np.eye(3)))


def doubled(warps: np.ndarray) -> np.ndarray:
    """``warps`` (float (K, 3, 3)) as they are in a picture of twice the size, whose pixels are half as far apart."""
    up = np.array([[2, 0, 0.5], [0, 2, 0.5], [0, 0, 1]])
    plain = np.array([is_plain(warp) for warp in warps], bool)
    return np.where(plain[:, None, None], np.eye(3), up @ warps @ np.linalg.inv(up))
