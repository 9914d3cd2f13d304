"""Repair: fill the selected pixels without a visible trace."""

from __future__ import annotations

from vqstudio.core.errors import RequestError
from vqstudio.core.mask import bounds_of

from ..models import Models
from ..requests import RepairRequest
from .feature import Made, Work, check_size


def check(request: RepairRequest) -> None:
    for mask in (request.mask, request.only, request.avoid):
        check_size(mask, request.pixels)
    if not 0 <= request.detail <= 1:
        raise RequestError("The detail must be between 0 and 1, not {detail}.", detail=request.detail)


def run(request: RepairRequest, models: Models, work: Work) -> Made:
    # Imported here so that a command that paints a style does not wait for them.
    from ..repair.holes import repair
    from ..repair.own import own_of
    from ..repair.regions import usable_pixels

    usable = usable_pixels(request.mask, request.only, request.avoid)
    own = own_of(request, work.asked)
    repaired = repair(
        request.pixels[:, :, :3],
        request.mask.selected,
        models.repair(request.pack),
        request.seed,
        work.progress,
        work.cancel,
        usable,
        request.detail,
        preview=work.preview,
        own=own,
    )
    bounds = bounds_of(request.mask.alpha > 0)
    return Made(bounds, repaired) if own is None else Made(bounds, own.values, own_colours=True)
