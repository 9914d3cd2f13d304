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
from ..style.paint import (
    WHOLE,
    Brush,
    enlarged,
    feathered,
    keep_colours,
    mixed_vector,
    painting_size,
    parse_mix,
    reduced,
)
from ..style.techniques import USUAL, Hand, canvas_for, hand_of
from ..style.techniques.finish import finished
from .feature import Made, Work, check_size

DRAW = 20.0
"""What painting a pixel by an algorithm costs, next to enlarging one."""
QUICK = round(1.2 * USUAL)
"""Pixels that an algorithm paints without a smaller painting first."""
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
    size = (request.pixels.shape[1], request.pixels.shape[0])
    hand = hand_for(request, models)
    width, height = canvas_for(size, request.scale * hand.stroke)[0] if hand else painting_size(size, request.scale)
    if width * height > (QUICK if hand else WHOLE) and work.preview is not no_preview:
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


def hand_for(request: StyleRequest, models: Models) -> Hand | None:
    """The algorithm that paints what is asked for; None if a network does. Raises RequestError."""
    weights = {name: weight for name, weight in parse_mix(request.style).items() if weight}
    styles = models.library.of(models.pack(request.pack))
    return hand_of(styles, *weights) if len(weights) == 1 else None


def painted(request: StyleRequest, models: Models, work: Work) -> np.ndarray:
    """The photo, uint8 (H, W, 3), in its style where the mask says."""
    hand = hand_for(request, models)
    return drawn(request, hand, work) if hand else decoded(request, models, work)


def drawn(request: StyleRequest, hand: Hand, work: Work) -> np.ndarray:
    """As :func:`painted`, by an algorithm."""
    pixels, cancel = np.ascontiguousarray(request.pixels[:, :, :3]), work.cancel
    weight = style_weight(request, cancel)
    require_selection(weight)
    size, unit = canvas_for((pixels.shape[1], pixels.shape[0]), request.scale * hand.stroke)
    small = apart(lambda: resized(pixels, size), cancel)
    whole = pixels.shape[0] * pixels.shape[1]
    costs = [DRAW * size[0] * size[1] / whole, 2.0, float(request.keep_colours), 1.0]
    painting, enlarging, colouring, mixing = parts(costs, lambda done: work.progress(done, mark("Painting")))
    after = hand.painted(small, unit, request.seed, painting)
    enlarging(0.0)
    after = apart(lambda: resized(after, (pixels.shape[1], pixels.shape[0])), cancel)
    after = finished(hand.technique, after, pixels.shape[1] / size[0], enlarging)
    if request.keep_colours:
        after = keep_colours(pixels, after, colouring)
    if weight is None and request.strength >= 1:
        return after
    levels = np.round(np.arange(256) * request.strength).astype(np.uint8)
    share = np.full(pixels.shape[:2], levels[255], np.uint8) if weight is None else levels[weight]
    return masked(pixels, after, share, mixing)


def require_selection(weight: np.ndarray | None) -> None:
    """Raises MaskError if nothing is to be painted."""
    if weight is not None and not weight.any():
        raise MaskError("Nothing is selected; paint where the style should go, or apply it to the whole photo.")


def decoded(request: StyleRequest, models: Models, work: Work) -> np.ndarray:
    """As :func:`painted`, by a network."""
    pixels, cancel = request.pixels[:, :, :3], work.cancel
    pack = models.pack(request.pack)
    brush = Brush(mixed_vector(models.library.of(pack), request.style), float(request.strength), request.seed)
    weight = style_weight(request, cancel)
    require_selection(weight)
    area = bounds_of(weight > 0) if weight is not None else Bounds.of(pixels.shape)
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
