"""The pixels that a texture is made of: an area of a photo, evened out, with turned copies."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ..cancel import CancelToken
from ..repair.labelling import seam_features

MOST_EVENED = 0.5
"""Share of what is wide in light and colour that is taken away; with all of it, planks turn yellow in places."""
EVENED = 0.5
"""The share is no larger than what is fine in relation to what is wide, times this: of a sunset little else is left."""
SMOOTH = 0.22
"""Of the shorter side: differences in light and colour that are this wide, or wider, are wide."""
MOST_LIGHT = 2.0
"""How many times a dark part may become brighter, or a bright one darker."""
ROUNDS = 6
"""In which each part of what is wide is found, every time from what stood out least in the round before."""
LEAST_SCALE = 3.0
"""Levels, or per cent; what differs by no more from what is wide does not stand out."""
DARK = 8.0
"""Levels; light is not told apart below."""
BLUR = 6.0
"""Deviation of the blur in cells: of what is wide, nothing is finer than a cell."""
LEAST_TRUST = 0.5
"""Share of what lies around a place that must not stand out, or the surface decides what is wide there."""
QUIET = 0.02
"""Of seams, see :class:`vqstudio.engine.repair.labelling.Labelling`: busy parts hide them."""
STRIKES, MOST_STRIKING = 2.5, 4.0
"""By how many deviations from the usual colour a pixel begins to strike the eye, and how far beyond that it counts."""
SPOT = 0.015
"""Of the shorter side: what is finer strikes nobody."""
GAP = 1
"""Pixels around each copy, so that the neighbours of its pixels can be looked up."""


@dataclass(frozen=True, eq=False)
class Source:
    """``picture`` float32 (H, W, 3) in 0..255: all copies of the area, one below the other; ``inside`` bool (H, W):
    what belongs to the area; ``table``: its :func:`vqstudio.engine.repair.labelling.seam_features`; ``shorter``: the
    shorter side of the area; ``extent``: the side of a square with as many pixels as the area.
    """

    picture: np.ndarray
    inside: np.ndarray
    table: np.ndarray
    shorter: int
    extent: float

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
        return Source(whole, np.concatenate(masks), table, min(area.shape[:2]), float(np.count_nonzero(wanted)) ** 0.5)

    def striking(self) -> np.ndarray:
        """float32 (H, W) from 0 on: how much each pixel of the area strikes the eye, like a stick on sand."""
        sigma = max(1.5, SPOT * self.shorter)
        counts = self.inside.astype(np.float32)  # what lies beside the area is not to colour its rim
        share = np.maximum(cv2.GaussianBlur(counts, (0, 0), sigma), 1e-3)[:, :, None]
        spots = cv2.GaussianBlur(self.picture * (counts / 255)[:, :, None], (0, 0), sigma) / share
        lab = cv2.cvtColor(spots, cv2.COLOR_RGB2LAB)
        away = np.abs(lab - np.median(lab[self.inside], 0))
        usual = np.maximum(1.48 * np.median(away[self.inside], 0), 1.0)  # as many deviations, if it were normal
        return np.where(self.inside, np.clip((away / usual).max(2) - STRIKES, 0, MOST_STRIKING), np.float32(0))

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
    """``area`` (float32 (h, w, 3) in 0..255) with less of what is wide in its light and its colours; the usual colour
    of what is ``wanted`` (bool (h, w)) stays. Raises Cancelled.

    It is divided by its light, because shadows multiply; what is then left of each colour is subtracted.
    """
    height, width = area.shape[:2]
    step = max(1.0, SMOOTH * min(height, width) / BLUR)
    size = max(2, round(width / step)), max(2, round(height / step))  # nothing of what is wide is fine
    share = cv2.resize(wanted.astype(np.float32), size, interpolation=cv2.INTER_AREA)

    def small(plane: np.ndarray) -> np.ndarray:
        known = np.where(wanted, plane, np.float32(0))
        return cv2.resize(known, size, interpolation=cv2.INTER_AREA) / np.maximum(share, 1e-3)

    def whole(cells: np.ndarray) -> np.ndarray:
        return cv2.resize(cells, (width, height), interpolation=cv2.INTER_CUBIC)

    cancel.check()
    light = small(area.mean(2))
    wide, trust = _wide(light, share, relative=True)
    gain = np.clip(_mean(light, trust) / np.maximum(whole(wide), 1.0), 1 / MOST_LIGHT, MOST_LIGHT)
    even = area * gain[:, :, None]
    for channel in range(3):
        cancel.check()
        cells = small(even[:, :, channel])
        wide, trust = _wide(cells, share)
        even[:, :, channel] -= whole(wide) - _mean(cells, trust)
    np.clip(even, 0, 255, out=even)
    fine, taken = (float(pixels[wanted].std(0).mean()) for pixels in (even, area - even))
    part = np.float32(min(MOST_EVENED, EVENED * fine / max(taken, 1e-3)))
    return area + part * (even - area)


def _mean(cells: np.ndarray, trust: np.ndarray) -> float:
    return float((cells * trust).sum() / max(float(trust.sum()), 1e-3))


def _wide(cells: np.ndarray, share: np.ndarray, relative: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """What is wide in ``cells`` float32 (h, w), of which the ``share`` (0..1) counts, and how far each is trusted.

    It is a curved surface, so that slopes do not end flat at the border, and a blur of what that leaves. What stands
    out from it counts less (iteratively reweighted least squares, by Cauchy's weights), or a wall would take on the
    complement of a window's colour; ``relative``: in relation to what is wide, as light is seen.
    """
    height, width = cells.shape
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    terms = np.stack([np.ones_like(x), x, y, x * x, y * y, x * y], -1).reshape(-1, 6)
    most = share > 0.5 if (share > 0.5).any() else share > 0

    def trusted(wide: np.ndarray) -> np.ndarray:
        error = np.abs(cells - wide) / (np.maximum(wide, DARK) / 100 if relative else 1)
        return share / (1 + np.square(error / max(LEAST_SCALE, float(np.median(error[most])))))

    def blurred(image: np.ndarray) -> np.ndarray:
        return cv2.GaussianBlur(image, (0, 0), BLUR, borderType=cv2.BORDER_REFLECT)

    wide, rest = np.full_like(cells, np.median(cells[most])), np.zeros_like(cells)
    for number in range(2 * ROUNDS):
        trust = trusted(wide)
        root = np.sqrt(trust.ravel().astype(np.float64))
        fit = np.linalg.lstsq(terms * root[:, None], cells.ravel() * root, rcond=None)[0]
        surface = (terms @ fit).reshape(cells.shape).astype(np.float32)
        if number >= ROUNDS:  # from the start it would follow all that stands out
            around = np.maximum(blurred(trust), LEAST_TRUST * blurred(share))
            rest = blurred((cells - surface) * trust) / np.maximum(around, 1e-3)
        wide = surface + rest
    return wide, trusted(wide)
