"""Style: the photo, or a part of it, painted."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from vqstudio.core.errors import MaskError, RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of
from vqstudio.core.wording import mark

from ..cancel import CancelToken, apart
from ..models import Models
from ..pace import PAINT, parts
from ..pixels import masked, resized
from ..requests import MAX_SCALE, MIN_SCALE, StyleRequest, no_preview, no_progress
from ..style.paint import WHOLE, Brush, enlarged, feathered, keep_colours, mixed_vector, painting_size, reduced
from .feature import Made, Work, check_size

FEATHER_REACH = 2
"""Feather widths after which an edge has faded: three deviations of the blur, of half a width each, and a little."""


def check(request: StyleRequest) -> None:
    if not 0 <= request.strength <= 1:
        raise RequestError("The strength must be between 0 and 1, not {strength}.", strength=request.strength)
    if not MIN_SCALE <= request.scale <= MAX_SCALE:
        raise RequestError(
            "The brush scale must be between {least} and {most}, not {scale}.",
            least=MIN_SCALE,
            most=MAX_SCALE,
            scale=request.scale,
        )
    if not 0 <= request.feather <= max(request.pixels.shape[:2]):
        raise RequestError(
            "The feather must be between 0 and the photo's longest side, not {feather}.", feather=request.feather
        )
    check_size(request.mask, request.pixels)


def run(request: StyleRequest, models: Models, work: Work) -> Made:
    height, width = request.pixels.shape[:2]
    painted_width, painted_height = painting_size((width, height), request.scale)
    if painted_width * painted_height > WHOLE and work.preview is not no_preview:
        small = apart(lambda: reduced(request), work.cancel)
        quietly = replace(work, progress=no_progress, preview=no_preview)
        quick = painted(small, models, quietly)
        work.preview(Bounds.of(request.pixels.shape), quick)
    return Made(touched(request), painted(request, models, work))


def touched(request: StyleRequest) -> Bounds:
    """Bounds in the photo, outside of which the request changes nothing; they may be larger than what it changes."""
    whole = Bounds.of(request.pixels.shape)
    if request.mask is None or request.outside:
        return whole
    # The soft edge itself would take a tenth of the time of the painting.
    return bounds_of(request.mask.alpha > 0).pad(math.ceil(FEATHER_REACH * request.feather)).intersect(whole)


def style_weight(request: StyleRequest, cancel: CancelToken) -> np.ndarray | None:
    """How much of the painting each pixel gets, uint8 (H, W); None for all of it."""
    if request.mask is None:
        return None
    alpha = feathered(request.mask.alpha, request.feather, cancel)
    return 255 - alpha if request.outside else alpha


def painted(request: StyleRequest, models: Models, work: Work) -> np.ndarray:
    """The photo, uint8 (H, W, 3), in its style where the mask says."""
    pixels, cancel = request.pixels[:, :, :3], work.cancel
    pack = models.pack(request.pack)
    brush = Brush(mixed_vector(models.library.of(pack), request.style), float(request.strength), request.seed)
    weight = style_weight(request, cancel)
    area = bounds_of(weight > 0) if weight is not None else Bounds.of(pixels.shape)
    if not area.area:
        raise MaskError("Nothing is selected; paint where the style should go, or apply it to the whole photo.")
    painter = models.painter(pack.id)
    size = painting_size((pixels.shape[1], pixels.shape[0]), request.scale)
    whole = Bounds.of(pixels.shape)
    finishing = [float(size != (whole.width, whole.height)), float(request.keep_colours), float(weight is not None)]
    what = mark("Painting")
    painting, enlarging, colouring, mixing = parts(
        [PAINT * size[0] * size[1] / whole.area, *finishing], lambda done: work.progress(done, what)
    )

    def told(share: float, text: str) -> None:
        nonlocal what
        what = text
        painting(share)

    if not finishing[0]:
        around = painter.around(area, whole)
        after = painter.paint(pixels, around, brush, told, cancel)
    else:
        around = whole
        small = apart(lambda: resized(pixels, size), cancel)
        after = painter.paint(small, Bounds.of(small.shape), brush, told, cancel)
        enlarging(0.0)
        after = enlarged(after, small, pixels, cancel, enlarging)
    before = pixels[around.slices]
    if request.keep_colours:
        after = keep_colours(before, after, colouring)
    if weight is None:
        return after
    result = pixels.copy()
    result[around.slices] = masked(before, after, weight[around.slices], mixing)
    return result
