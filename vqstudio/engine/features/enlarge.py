"""Enlarge: a photo of more pixels, with detail that fits, on its own values, with 16 bits where it has them."""

from __future__ import annotations

import numpy as np

from vqstudio.core.enlarging import enlarged_size
from vqstudio.core.errors import RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.transform import Resize
from vqstudio.core.wording import mark

from ..cancel import apart
from ..models import Models
from ..pace import parts
from ..pixels import masked, without_hidden
from ..requests import MAX_FACTOR, EnlargeRequest, values
from ..strengths import NOTHING
from .clear import check_strengths, strengths_of
from .feature import Made, Work, check_size


def check(request: EnlargeRequest) -> None:
    check_strengths(request)
    check_size(request.mask, request.pixels)
    if not 1 < request.factor <= MAX_FACTOR:
        raise RequestError(
            "A photo can be enlarged up to {most:g} times, and more than once, not by {factor:g}.",
            most=MAX_FACTOR,
            factor=request.factor,
        )
    size_after(request)


def size_after(request: EnlargeRequest) -> tuple[int, int]:
    """Width and height. Raises RequestError if they are more than can be opened."""
    height, width = request.pixels.shape[:2]
    return enlarged_size(width, height, request.factor)


def run(request: EnlargeRequest, models: Models, work: Work) -> Made:
    own, mask = values(request), request.mask
    seen = without_hidden(own, work.cancel)
    restoring, strengths = models.restore(request.pack), strengths_of(request, seen, models, work.cancel)
    size = Resize(*size_after(request))
    costs = (1, 4, 1) if request.factor > 2 else (1, 0, 1)
    first, second, mixing = parts(costs, lambda done: work.progress(done, mark("Enlarging")))
    enlarging, faithful = restoring.enlarging, request.faithful
    large = enlarging.run(seen, Bounds.of(own.shape), strengths, faithful, first, work.cancel)
    if request.factor > 2:
        large = enlarging.run(large, Bounds.of(large.shape), NOTHING, faithful, second, work.cancel)
    if large.shape[:2] != (size.height, size.width):
        large = apart(lambda: size.apply(large), work.cancel)
    plain = None
    if mask is not None or own.shape[2] == 4:
        plain = apart(lambda: size.apply(own), work.cancel)
    if mask is not None and plain is not None:
        large = masked(np.ascontiguousarray(plain[:, :, :3]), large, size.apply(mask.alpha), mixing)
    if own.shape[2] == 4 and plain is not None:
        large = np.dstack([large, plain[:, :, 3]])
    return Made(Bounds.of(large.shape), large, resized=True)
