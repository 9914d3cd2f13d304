"""Converts between the colours of a photo and sRGB, which the models see."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vqstudio.core.colour import converted
from vqstudio.core.document import grown
from vqstudio.core.geometry import Bounds

from .cancel import CancelToken
from .features.feature import Made
from .pace import strips
from .requests import Coloured, Preview, Request, no_preview


def in_srgb(request: Request, cancel: CancelToken) -> Request:
    """``request`` with its pixels in sRGB; itself if they are already, or if no model sees them."""
    if not isinstance(request, Coloured):
        return request
    pixels = converted(request.pixels, request.icc, check=cancel.check)
    return request if pixels is request.pixels else replace(request, pixels=pixels, icc=None)


def in_own_colours(made: Made, seen: Request, request: Request, cancel: CancelToken) -> Made:
    """What was ``made`` of ``seen``, as :func:`in_srgb` gives it, in the colours of ``request``. Pixels that were not
    changed are the photo's own, which sRGB need not be able to hold.
    """
    if seen is request or made.own_colours or not isinstance(request, Coloured):
        return made
    before, own, after = seen.pixels, request.pixels, made.pixels
    if made.margins.grows:
        before, own = grown(before, made.margins), grown(own, made.margins)
    pixels = own[:, :, :3].copy()
    for rows in strips(len(pixels), lambda _share: cancel.check()):
        changed = (after[rows] != before[rows, :, :3]).any(axis=2)
        if made.margins.grows:
            changed |= ~_inside(request, made, rows.start, changed.shape)
        if changed.any():
            # As a column: LittleCMS has no use for where the pixels are.
            pixels[rows][changed] = converted(after[rows][changed][:, None], None, request.icc)[:, 0]
    return replace(made, pixels=pixels)


def preview_in_own_colours(preview: Preview, seen: Request, request: Request) -> Preview:
    """For work on ``seen``: passes pictures on to ``preview`` in the colours of ``request``."""
    if preview is no_preview or seen is request or not isinstance(request, Coloured):
        return preview
    return lambda bounds, pixels: preview(bounds, converted(pixels, None, request.icc))


def _inside(request: Request, made: Made, top: int, shape: tuple[int, ...]) -> np.ndarray:
    """bool, of this ``shape``: which pixels of the new canvas, from row ``top`` on, are the photo itself."""
    height, width = request.pixels.shape[:2]
    inside = np.zeros(shape, bool)
    photo = Bounds(made.margins.left, made.margins.top - top, width, height).intersect(Bounds.of(inside.shape))
    inside[photo.slices] = True
    return inside
