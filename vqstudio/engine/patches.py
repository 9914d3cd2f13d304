"""From a request and the pixels that the engine made of it to the patch of what changed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vqstudio.core.document import Patch, grown
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of

from .cancel import CancelToken
from .features.feature import Made
from .requests import Request, values


def patch_of(request: Request, made: Made, cancel: CancelToken) -> Patch:
    """What changed by what was ``made``, in the photo's own colours and of the type of :func:`values`, with the photo's
    own alpha put back.
    """
    before, after = values(request), made.pixels
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
    rows = 256
    found: Bounds | None = None
    for top in range(touched.y, touched.bottom, rows):
        cancel.check()
        strip = Bounds(touched.x, top, touched.width, min(rows, touched.bottom - top))
        changed = (before[strip.slices] != after[strip.slices]).any(axis=2)
        part = bounds_of(changed)
        if part.area:
            part = part.shift(strip.x, strip.y)
            found = found.union(part) if found else part
    return found or Bounds(0, 0, 0, 0)
