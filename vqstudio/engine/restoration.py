"""All that an old photo needs, one step after the other: damage is found and repaired, noise, compression and blur go,
faded colours come back, and small photos grow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from vqstudio.core.adjust import Adjustment, WholePhoto
from vqstudio.core.colour import converted
from vqstudio.core.damage import USUAL_SENSITIVITY, proposed
from vqstudio.core.document import Document
from vqstudio.core.enlarging import enlarged_size
from vqstudio.core.errors import RequestError
from vqstudio.core.mask import Mask
from vqstudio.core.wording import mark

from .cancel import CancelToken
from .pace import parts
from .protocol import Engine
from .requests import (
    MAX_FACTOR,
    AdjustRequest,
    ClearRequest,
    EnlargeRequest,
    Progress,
    RepairRequest,
    Request,
    of_document,
)

FIND, REPAIR, CLEAR, FADE, ENLARGE = 3, 6, 6, 1, 10
"""About what each step costs."""


@dataclass(frozen=True)
class Restoration:
    """``damage``: how much of what may be damage is repaired, 0 to leave it, 1 for all that is at all likely.
    ``noise``, ``compression``, ``blur`` and ``fade``: strengths in 0..1; None measures them. ``factor``: by which the
    photo is enlarged in the end, 1..MAX_FACTOR. ``faithful``: as of a ClearRequest.
    """

    damage: float = USUAL_SENSITIVITY
    noise: float | None = None
    compression: float | None = None
    blur: float | None = None
    fade: float | None = None
    factor: float = 1.0
    faithful: float = 1.0


def check(wish: Restoration) -> None:
    """Raises RequestError."""
    shares = (wish.damage, wish.noise, wish.compression, wish.blur, wish.fade)
    if not all(share is None or 0 <= share <= 1 for share in shares):
        raise RequestError("Damage, noise, compression, blur and fade must be between 0 and 1.")
    if not 0 <= wish.faithful <= 1:
        raise RequestError("How faithful a result is must be between 0 and 1.")
    if not 1 <= wish.factor <= MAX_FACTOR:
        raise RequestError(
            "A photo must be enlarged 1 to {most:g} times, not {factor:g}.", most=MAX_FACTOR, factor=wish.factor
        )


def damage_of(document: Document, engine: Engine, progress: Progress, cancel: CancelToken) -> np.ndarray:
    """How likely each pixel is damaged, uint8 (H, W). Raises PackError, Cancelled."""
    return engine.find_damage(converted(document.pixels, document.metadata.icc), progress, cancel)


def repair_request(document: Document, mask: np.ndarray) -> RepairRequest | None:
    """None if the ``mask``, uint8 (H, W), is empty. One of another size than the photo, or one that leaves nothing to
    repair from, is for the engine to refuse.
    """
    if mask.shape == document.pixels.shape[:2] and not mask.any():
        return None
    return RepairRequest(document.pixels, Mask(mask))


Make = Callable[[Document], Request | None]
"""The next request for the photo as it is now; None if it needs nothing."""


def later_requests(wish: Restoration) -> Iterator[tuple[int, Make]]:
    """What follows the repair, and what each costs."""
    strengths = (wish.noise, wish.compression, wish.blur)
    if any(strength is None or strength for strength in strengths):
        yield CLEAR, lambda document: ClearRequest(document.pixels, *strengths, faithful=wish.faithful)
    if wish.fade is None or wish.fade:
        yield FADE, lambda document: fade_request(document, wish.fade)
    if wish.factor != 1:
        yield ENLARGE, lambda document: EnlargeRequest(document.pixels, wish.factor, faithful=wish.faithful)


def fade_request(document: Document, fade: float | None) -> AdjustRequest | None:
    """By this strength, or by how faded the photo looks; None if it does not."""
    if fade is None:
        fade = WholePhoto(document.pixels).fade.strength
    return AdjustRequest(document.pixels, Adjustment(fade=fade)) if fade else None


def restored(
    document: Document,
    wish: Restoration,
    engine: Engine,
    progress: Progress,
    cancel: CancelToken,
    mask: Mask | None = None,
) -> Document:
    """The photo after all steps; what is damaged is said by the ``mask``, or looked for. Raises StudioError,
    Cancelled.
    """
    check(wish)
    enlarged_size(document.width, document.height, wish.factor)  # not after minutes of other work
    later = list(later_requests(wish))
    finds = mask is None and wish.damage > 0
    costs = [FIND if finds else 0, REPAIR if finds or mask else 0, *(cost for cost, _ in later)]
    text = ""

    def tell(share: float) -> None:
        progress(share, text)

    steps = parts(costs, tell)

    def telling(number: int) -> Progress:
        def told(share: float, what: str) -> None:
            nonlocal text
            text = what
            steps[number](share)

        return told

    selected = mask.alpha if mask else np.zeros(document.pixels.shape[:2], np.uint8)
    if finds:
        selected = proposed(damage_of(document, engine, telling(0), cancel), wish.damage)
        if selected.all():  # who takes all of a photo for damage cannot tell
            selected = np.zeros_like(selected)
    makes: list[Make] = [lambda document: repair_request(document, selected), *(make for _, make in later)]
    for number, make in enumerate(makes, 1):
        request = make(document)
        if request is not None:
            result = engine.run(of_document(request, document), telling(number), cancel)
            document = document.apply(result.patch)
            document = replace(document, notices=(*document.notices, *result.notices))
    progress(1.0, mark("Done"))
    return document
