"""From a request and the pixels that the engine made of it to the patch of what changed."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from vqstudio.core.document import Patch, grown
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.core.mask import Mask, bounds_of

from .cancel import CancelToken
from .requests import AdjustRequest, ExtendRequest, RepairRequest, Request, StyleRequest
from .style.paint import feathered

FEATHER_REACH = 2
"""Beyond so many times its width an edge has faded: a blur of half of it reaches three deviations, and a little."""


def patch_of(request: Request, after: np.ndarray, cancel: CancelToken) -> Patch:
    """What changed by the pixels ``after``, (H, W, 3) of the type of :func:`values`, with the photo's own alpha put
    back.
    """
    before, margins = values(request), Margins()
    if isinstance(request, ExtendRequest):
        margins = request.margins
        before = grown(before, margins)
    if before.shape[2] == 4:
        after = np.concatenate([after, before[:, :, 3:]], axis=2)
    bounds = _changed_bounds(before, after, _touched(request, Bounds.of(before.shape)), cancel)
    return replace(Patch.between(before, after, bounds), margins=margins)


def values(request: Request) -> np.ndarray:
    """The pixels that the request is computed on."""
    deep = request.deep if isinstance(request, AdjustRequest) else None
    return request.pixels if deep is None else deep


def style_weight(request: StyleRequest, cancel: CancelToken) -> np.ndarray | None:
    """How much of the painting each pixel gets, uint8 (H, W); None for all of it."""
    if request.mask is None:
        return None
    alpha = feathered(request.mask.alpha, request.feather, cancel)
    return 255 - alpha if request.outside else alpha


def _touched(request: Request, whole: Bounds) -> Bounds:
    """No less than where the request can change the photo, of which ``whole`` are the bounds, at all."""
    match request:
        case RepairRequest():
            return bounds_of(request.mask.alpha > 0)
        case StyleRequest(mask=Mask() as mask, outside=False):
            # The soft edge itself would take a tenth of the time of the painting.
            return bounds_of(mask.alpha > 0).pad(math.ceil(FEATHER_REACH * request.feather)).intersect(whole)
        case AdjustRequest(mask=Mask() as mask):
            return bounds_of(mask.alpha > 0)
        case _:
            return whole


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
