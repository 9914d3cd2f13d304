"""Reconstruct: what the tokens of a model keep of the photo."""

from __future__ import annotations

from vqstudio.core.geometry import Bounds
from vqstudio.core.wording import mark

from ..models import Models
from ..requests import ReconstructRequest
from .feature import Made, Work


def check(_request: ReconstructRequest) -> None:
    """Every photo has tokens."""


def run(request: ReconstructRequest, models: Models, work: Work) -> Made:
    after = models.tokenizer(request.pack).reconstruct(
        request.pixels[:, :, :3], work.cancel, lambda share: work.progress(share, mark("Encoding and decoding"))
    )
    return Made(Bounds.of(after.shape), after)
