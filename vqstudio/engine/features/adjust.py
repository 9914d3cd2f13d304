"""Adjust: light and colours, computed on the photo's own values, with 16 bits where it has them."""

from __future__ import annotations

from vqstudio.core.adjust import GREYS, MOST_EXPOSURE, adjusted
from vqstudio.core.errors import RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of
from vqstudio.core.wording import mark

from ..models import Models
from ..pace import parts
from ..pixels import masked
from ..requests import AdjustRequest, values
from .feature import Made, Work, check_size


def check(request: AdjustRequest) -> None:
    if not request.adjustment.valid:
        raise RequestError(
            "The adjustment goes too far: exposure at most {most:g} stops up or down, fade and sharpness 0 to 1, "
            "all others -1 to 1; black and white is one of {greys}.",
            most=MOST_EXPOSURE,
            greys=", ".join(GREYS),
        )
    check_size(request.mask, request.pixels)


def run(request: AdjustRequest, _models: Models, work: Work) -> Made:
    pixels, mask = values(request)[:, :, :3], request.mask
    adjusting, mixing = parts((2, 0 if mask is None else 1), lambda done: work.progress(done, mark("Adjusting")))
    after = adjusted(pixels, request.adjustment, adjusting)
    if mask is None:
        return Made(Bounds.of(after.shape), after)
    return Made(bounds_of(mask.alpha > 0), masked(pixels, after, mask.alpha, mixing))
