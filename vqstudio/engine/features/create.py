"""Create: decode tokens drawn by the prior of a pack, as a new picture or as a variation of the photo."""

from __future__ import annotations

import numpy as np

from vqstudio.core.errors import PackError, RequestError
from vqstudio.core.geometry import Bounds

from ..cancel import apart
from ..models import Models
from ..pixels import fitting, resized
from ..requests import CreateRequest, no_preview
from ..tokens.create import LARGEST, check_size, create, subject_number
from .feature import Made, Work


def check(request: CreateRequest) -> None:
    height, width = request.pixels.shape[:2]
    if not 0 < request.share <= 1:
        raise RequestError("The share to create anew must be above 0 and at most 1, not {share}.", share=request.share)
    if request.share == 1 or request.tileable:
        check_size(width, height, request.tileable)


def run(request: CreateRequest, models: Models, work: Work) -> Made:
    """uint8 (H, W, 3), all of it drawn and decoded. Raises PackError if the pack has no token prior, and Cancelled."""
    pixels, ours = request.pixels[:, :, :3], models.repair(request.pack)
    if ours.prior is None:
        raise PackError("The pack {pack} has no token prior; install one that has.", pack=request.pack)
    subject = subject_number(request.subject, ours.prior)
    size = fitting(pixels.shape, LARGEST)
    small = apart(lambda: resized(np.ascontiguousarray(pixels), size), work.cancel)
    created = create(
        small, request.share, request.seed, request.tileable, ours.tokenizer, ours.prior, work.progress, work.cancel,
        work.preview if small.shape == pixels.shape else no_preview, subject,
    )  # fmt: skip
    whole = apart(lambda: resized(created, (pixels.shape[1], pixels.shape[0])), work.cancel)
    return Made(Bounds.of(whole.shape), whole)
