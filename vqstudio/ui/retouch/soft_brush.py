"""How much of each pixel a soft round brush covers along a stroke."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF

from vqstudio.core.geometry import Bounds


class SoftStroke:
    """``coverage`` uint8 (H, W): of the whole stroke so far, each pixel as much as where it was covered most."""

    def __init__(self, height: int, width: int) -> None:
        self.coverage = np.zeros((height, width), np.uint8)
        self.dirty: Bounds | None = None

    def draw(self, start: QPointF, end: QPointF, size: float, hardness: float) -> Bounds:
        """A piece from ``start`` to ``end``, in photo pixels, of diameter ``size``; ``hardness`` in 0..1 is the share
        of the radius that is covered fully. Returns what it touched.
        """
        radius = max(0.5, size / 2)
        reach = radius + 1
        left, top = min(start.x(), end.x()) - reach, min(start.y(), end.y()) - reach
        right, bottom = max(start.x(), end.x()) + reach, max(start.y(), end.y()) + reach
        box = Bounds(int(left), int(top), int(right - left) + 2, int(bottom - top) + 2)
        box = box.intersect(Bounds.of(self.coverage.shape))
        if not box.area:
            return box
        away = _distance(box, start, end)
        inner = min(hardness * radius, radius - 0.5)  # the hardest rim is a pixel wide, so that it is smooth
        share = np.clip((radius + 0.5 - away) / (radius + 0.5 - inner), 0, 1)
        dab = np.round(255 * share * share * (3 - 2 * share)).astype(np.uint8)
        part = self.coverage[box.slices]
        np.maximum(part, dab, out=part)
        self.dirty = box if self.dirty is None else self.dirty.union(box)
        return box


def _distance(box: Bounds, start: QPointF, end: QPointF) -> np.ndarray:
    """float32 (h, w): of the middle of each pixel of the box from the line between two points."""
    x = np.arange(box.x, box.right, dtype=np.float32)[None, :] + np.float32(0.5 - start.x())
    y = np.arange(box.y, box.bottom, dtype=np.float32)[:, None] + np.float32(0.5 - start.y())
    dx, dy = np.float32(end.x() - start.x()), np.float32(end.y() - start.y())
    length = dx * dx + dy * dy
    along = np.clip((x * dx + y * dy) / length, 0, 1) if length > 0 else np.float32(0)
    return np.asarray(np.hypot(x - along * dx, y - along * dy))
