"""Extend: the canvas grows, and what is beyond the frame is filled."""

from __future__ import annotations

from vqstudio.core.errors import RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.image_limits import LARGEST_PHOTO

from ..models import Models
from ..requests import ExtendRequest
from .feature import Made, Work


def check(request: ExtendRequest) -> None:
    margins = request.margins
    if not margins.grows:
        raise RequestError("Nothing is to be extended; give at least one side a margin above 0, and none below.")
    canvas = margins.around(request.pixels.shape[1], request.pixels.shape[0])
    if canvas.area > LARGEST_PHOTO:
        raise RequestError(
            "The extended photo would have {width}x{height} pixels; VQ Studio handles up to {most} megapixels.",
            width=canvas.width,
            height=canvas.height,
            most=LARGEST_PHOTO // 1_000_000,
        )


def run(request: ExtendRequest, models: Models, work: Work) -> Made:
    from ..repair.extend import extend  # imported here as for a repair
    from ..repair.own import own_of

    grown = extend(
        request.pixels[:, :, :3],
        request.margins,
        models.repair(request.pack),
        request.seed,
        work.progress,
        work.cancel,
        work.preview,
        own := own_of(request, work.asked),
    )
    return Made(Bounds.of(grown.shape), grown, request.margins, own_colours=own is not None)
