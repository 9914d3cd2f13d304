"""Clear: noise, compression and blur are taken away, on the photo's own values, with 16 bits where it has them."""

from __future__ import annotations

import numpy as np

from vqstudio.core.errors import RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of
from vqstudio.core.wording import mark

from ..cancel import CancelToken
from ..models import Models
from ..pace import parts
from ..pixels import masked, without_hidden
from ..requests import ClearRequest, EnlargeRequest, values
from ..strengths import NOTHING, Strengths
from .feature import Made, Work, check_size


def check(request: ClearRequest) -> None:
    check_strengths(request)
    check_size(request.mask, request.pixels)


def run(request: ClearRequest, models: Models, work: Work) -> Made:
    own, mask = values(request), request.mask
    pixels = without_hidden(own, work.cancel)
    strengths = strengths_of(request, pixels, models, work.cancel)
    area = Bounds.of(pixels.shape) if mask is None else bounds_of(mask.alpha > 0)
    if not any(strengths) or not area.area:
        return Made(Bounds(0, 0, 0, 0), pixels)
    clearing, mixing = parts((9, 0 if mask is None else 1), lambda done: work.progress(done, mark("Clearing")))
    clear = models.restore(request.pack).clarity.run(pixels, area, strengths, request.faithful, clearing, work.cancel)
    if mask is None:
        return Made(area, clear)
    after = pixels.copy()
    after[area.slices] = masked(pixels[area.slices], clear, mask.alpha[area.slices], mixing)
    return Made(area, after)


def check_strengths(request: ClearRequest | EnlargeRequest) -> None:
    """Raises RequestError."""
    if not _asked(request, NOTHING).valid:
        raise RequestError("Noise, compression and blur must be between 0 and 1.")
    if not 0 <= request.faithful <= 1:
        raise RequestError("How faithful a result is must be between 0 and 1.")


def strengths_of(
    request: ClearRequest | EnlargeRequest, seen: np.ndarray, models: Models, cancel: CancelToken
) -> Strengths:
    """What is asked for, and measured where nothing is, of what is ``seen`` (H, W, 3). Raises PackError, Cancelled."""
    measured = NOTHING
    if None in (request.noise, request.compression, request.blur):
        measured = models.restore(request.pack).meter.measure(seen, cancel)
    return _asked(request, measured)


def _asked(request: ClearRequest | EnlargeRequest, measured: Strengths) -> Strengths:
    asked = (request.noise, request.compression, request.blur)
    return Strengths(*(found if wish is None else wish for wish, found in zip(asked, measured, strict=True)))
