"""The patch between the pixels of a request and what the engine made of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vqstudio.core.document import Patch, grown
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of

from .cancel import CancelToken
from .features.feature import Made
from .pace import strips
from .requests import Request, values


def patch_of(request: Request, made: Made, cancel: CancelToken) -> Patch:
    """What ``made`` changed, with the photo's own alpha put back. ``made.pixels`` are (H, W, 3) in the photo's own
    colours, of the dtype of :func:`values`: uint8, or uint16 for a patch of both depths. Raises Cancelled.
    """
    before, after = values(request), made.pixels
    if made.resized:
        return Patch.resizing(before, after)
    if made.margins.grows:
        before = grown(before, made.margins)
    if before.shape[2] == 4:
        after = np.concatenate([after, before[:, :, 3:]], axis=2)
    bounds = _changed_bounds(before, after, made.bounds, cancel)
    return replace(Patch.between(before, after, bounds), margins=made.margins)


def _changed_bounds(before: np.ndarray, after: np.ndarray, touched: Bounds, cancel: CancelToken) -> Bounds:
    """Smallest bounds around differing pixels, found in strips so that a large photo needs no copy of its size."""
    inside = touched.slices
    before_there, after_there = before[inside], after[inside]
    if before_there.size and all(
        (before_there[edge] != after_there[edge]).any() for edge in (np.s_[0], np.s_[-1], np.s_[:, 0], np.s_[:, -1])
    ):
        return touched  # all four borders changed: nothing to look for
    found: Bounds | None = None
    for rows in strips(touched.height, lambda _share: cancel.check()):
        part = bounds_of((before_there[rows] != after_there[rows]).any(axis=2))
        if part.area:
            part = part.shift(touched.x, touched.y + rows.start)
            found = found.union(part) if found else part
    return found or Bounds(0, 0, 0, 0)
