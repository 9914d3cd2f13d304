"""Create: decode tokens drawn by the prior of a pack, as a new picture or as a variation of the photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vqstudio.core.errors import PackError, RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.wording import mark

from ..cancel import apart
from ..models import Models
from ..pace import parts
from ..pixels import fitting, resized
from ..requests import CreateRequest, Preview, no_preview
from ..restore.clarity import ENLARGE
from ..strengths import NOTHING
from ..tokens.create import LARGEST, check_size, create, subject_number
from ..tokens.layouts import FREEDOM
from ..tokens.sketch import Guide
from ..tokens.tokenizer import pad_to_multiple
from .feature import Made, Work

if TYPE_CHECKING:
    from ..repair.models import RepairModels

LARGEST_LAID_OUT = 147_456
"""Pixels; the prior learned what fits into 256x256, and larger pictures get foggy. They are drawn at this size."""
RICH = 0.0
"""How faithful enlarging is: new pictures have nothing to be faithful to."""
DRAWING = 10
"""How much longer a pixel takes to be drawn than to be enlarged."""
ENOUGH = 1.25
"""Times that a picture is too small from which on the network enlarges it once more."""
SMALLEST_SKETCH = 32
"""Pixels of its shorter side."""


def check(request: CreateRequest) -> None:
    height, width = request.pixels.shape[:2]
    if not 0 < request.share <= 1:
        raise RequestError("The share to create anew must be above 0 and at most 1, not {share}.", share=request.share)
    if request.freedom is not None:
        _check_sketch(request)
    elif request.share == 1 or request.tileable:
        check_size(width, height, request.tileable)


def _check_sketch(request: CreateRequest) -> None:
    height, width = request.pixels.shape[:2]
    if not 0 <= request.freedom <= 1:  # type: ignore[operator]  # it was given
        raise RequestError("The freedom must be between 0 and 1, not {freedom}.", freedom=request.freedom)
    if request.tileable:
        raise RequestError("A picture from a sketch cannot repeat without a seam; leave one of the two out.")
    if min(height, width) < SMALLEST_SKETCH:
        raise RequestError(
            "A sketch needs at least {least}x{least} pixels; this one has {width}x{height}.",
            least=SMALLEST_SKETCH, width=width, height=height,
        )  # fmt: skip


def run(request: CreateRequest, models: Models, work: Work) -> Made:
    """uint8 (H, W, 3), all of it drawn and decoded. Raises PackError if the pack has no token prior, and Cancelled."""
    pixels, ours = request.pixels[:, :, :3], models.repair(request.pack)
    if ours.prior is None:
        raise PackError("The pack {pack} has no token prior; install one that has.", pack=request.pack)
    subject = subject_number(request.subject, ours.prior)
    laid_out = request.share == 1 and request.freedom is None and not request.tileable and ours.layouts is not None
    size = fitting(pixels.shape, LARGEST_LAID_OUT if laid_out else LARGEST)
    small = apart(lambda: resized(np.ascontiguousarray(pixels), size), work.cancel)
    guide = None
    if request.freedom is not None:
        guide = _guide(small, request.freedom, request, ours, work)
    elif laid_out and ours.layouts is not None:
        if not subject and ours.subjects:
            # A picture of anything at all is of nothing: chance, by the seed, chooses a subject.
            subject = 1 + int(np.random.default_rng(request.seed).integers(len(ours.subjects)))
        layout = resized(ours.layouts.draw(subject, request.seed, work.cancel), size)
        guide = _guide(layout, FREEDOM, request, ours, work)
    whole_size = pixels.shape[1], pixels.shape[0]
    doubled = [small.shape[0] * small.shape[1] * 4**n for n in range(_doublings(size, whole_size))] if laid_out else []
    drawing, *enlarging = parts(
        [DRAWING * small.shape[0] * small.shape[1], *doubled], lambda done: work.progress(done, mark("Creating"))
    )
    created = create(
        small, request.share if guide is None else 1.0, request.seed, request.tileable, ours.tokenizer, ours.prior,
        lambda done, _text: drawing(done), work.cancel, _preview(work, size, whole_size, laid_out), guide, subject,
        None if doubled else ours.refiner,  # enlarged, its finest detail becomes a weave
    )  # fmt: skip
    if ENLARGE in models.pack(request.pack).manifest.graphs:
        for step in enlarging:
            network = models.restore(request.pack).enlarging
            created = network.run(created, Bounds.of(created.shape), NOTHING, RICH, step, work.cancel)
    whole = apart(lambda: resized(created, whole_size), work.cancel)
    return Made(Bounds.of(whole.shape), whole)


def _doublings(size: tuple[int, int], wanted: tuple[int, int]) -> int:
    """How often a picture of this ``size`` (width, height) is enlarged by the network before it is resized."""
    times = 0
    while size[0] * 2**times * ENOUGH < wanted[0]:
        times += 1
    return times


def _preview(work: Work, size: tuple[int, int], wanted: tuple[int, int], laid_out: bool) -> Preview:
    """Shows parts of a picture of this ``size`` (width, height) in the size that is ``wanted``."""
    if size == wanted:
        return work.preview
    if not laid_out or work.preview is no_preview:
        return no_preview  # of a photo of any size, that would take longer than what is shown is worth
    across, down = wanted[0] / size[0], wanted[1] / size[1]

    def show(part: Bounds, pixels: np.ndarray) -> None:
        left, top = round(part.x * across), round(part.y * down)
        bounds = Bounds(left, top, round(part.right * across) - left, round(part.bottom * down) - top)
        work.preview(bounds, resized(np.ascontiguousarray(pixels), (bounds.width, bounds.height)))

    return show


def _guide(sketch: np.ndarray, freedom: float, request: CreateRequest, ours: RepairModels, work: Work) -> Guide:
    padded = pad_to_multiple(sketch, ours.tokenizer.stride)
    return Guide(padded, freedom, request.seed, ours.tokenizer, ours.looks(work.cancel), work.cancel)
