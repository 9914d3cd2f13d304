"""Style: the photo, or a part of it, painted."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from vqstudio.core.errors import MaskError, RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of
from vqstudio.core.wording import mark

from ..cancel import CancelToken, apart
from ..models import Models
from ..pace import PAINT, Step, parts
from ..pixels import LANCZOS, Reduced, masked, resized, resized_part
from ..requests import MAX_SCALE, MIN_SCALE, Progress, StyleRequest, no_preview, no_progress
from ..side_by_side import side_by_side
from ..style.forms import FADING, reach, texture_of, with_forms, with_texture
from ..style.mixture import Ingredient, ingredients, laid_over
from ..style.paint import WHOLE, Brush, enlarged, feathered, keep_colours, painting_size, reduced, reduced_pixels
from ..style.techniques import USUAL, Hand, canvas_for
from ..style.techniques.finish import REACH, finished
from .feature import Made, Work, check_size

DRAW = 20.0
"""What painting a pixel by an algorithm costs, next to enlarging one."""
FORM = 2.0
"""What giving a pixel its forms costs."""
QUICK = round(1.2 * USUAL)
"""Pixels that an algorithm paints without a smaller painting first."""
FEATHER_REACH = 2
"""Feather widths after which an edge has faded: three deviations of the blur, of half a width each, and a little."""


def check(request: StyleRequest) -> None:
    if not 0 <= request.strength <= 1:
        raise RequestError("The strength must be between 0 and 1, not {strength}.", strength=request.strength)
    if not 0 <= request.forms <= 1:
        raise RequestError("The forms must be between 0 and 1, not {forms}.", forms=request.forms)
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
    whole = Bounds.of(request.pixels.shape)
    area = touched(request)
    who = ingredients(models.library.of(models.pack(request.pack)), request.style)
    longest = max(painted_pixels(request, one, area) / (QUICK if one.hand else WHOLE) for one in who)
    if longest > 1 and work.preview is not no_preview:
        small = apart(lambda: reduced(request), work.cancel)
        quietly = replace(work, progress=no_progress, preview=no_preview)
        quick = painted(small, who, models, quietly)
        work.preview(whole, quick)
    return Made(area, painted(request, who, models, work))


def touched(request: StyleRequest) -> Bounds:
    """Bounds in the photo, outside of which the request changes nothing; they may be larger than what it changes."""
    whole = Bounds.of(request.pixels.shape)
    if request.mask is None or request.outside:
        return whole
    # The soft edge itself would take a tenth of the time of the painting.
    return bounds_of(request.mask.alpha > 0).pad(math.ceil(FEATHER_REACH * request.feather)).intersect(whole)


def painted_pixels(request: StyleRequest, one: Ingredient, area: Bounds) -> float:
    """How many pixels are painted for an ``area`` of the photo, about."""
    size = (request.pixels.shape[1], request.pixels.shape[0])
    if one.hand is None:
        width, height = painting_size(size, request.scale)
        return float(width * height)
    (width, height), _ = canvas_for(size, request.scale * one.hand.stroke)
    return width * height * area.area / max(1, size[0] * size[1])


def style_weight(request: StyleRequest, area: Bounds, cancel: CancelToken) -> np.ndarray | None:
    """How much of the painting each pixel of ``area`` gets, uint8 (h, w); None for all of it. Raises MaskError if
    nothing is to be painted.
    """
    if request.mask is None:
        return None
    alpha = np.ascontiguousarray(request.mask.alpha[area.slices])
    weight = feathered(alpha, request.feather, cancel) if alpha.size else alpha
    weight = 255 - weight if request.outside else weight
    if not weight.any():
        raise MaskError("Nothing is selected; paint where the style should go, or apply it to the whole photo.")
    return weight


def painted(request: StyleRequest, who: list[Ingredient], models: Models, work: Work) -> np.ndarray:
    """The photo, uint8 (H, W, 3), painted by ``who`` where the mask says. Not much more than that is painted."""
    pixels, area = np.ascontiguousarray(request.pixels[:, :, :3]), touched(request)
    weight = style_weight(request, area, work.cancel)
    what = mark("Painting")
    costs = [(DRAW if one.hand else PAINT) * painted_pixels(request, one, area) / area.area + 2.0 for one in who]
    *each, mixing, masking = parts([*costs, float(len(who) > 1), 1.0], lambda done: work.progress(done, what))
    pictures: list[np.ndarray] = []
    for one, step in zip(who, each, strict=True):

        def told(share: float, text: str, step: Step = step) -> None:
            nonlocal what
            what = text
            step(share)

        def paint(one: Ingredient = one, told: Progress = told) -> np.ndarray:
            if one.texture:
                return by_both(request, pixels, area, one, models, told, work.cancel)
            if one.hand is not None:
                faces = faces_in(request, one.hand, models, work.cancel)
                return drawn(request, pixels, area, one.hand, faces, named(told)[1], work.cancel)
            return decoded(request, pixels, area, one, models, told, work.cancel)

        if len(who) > 1:
            look = (one.key, area, request.scale, request.strength, request.forms, request.keep_colours, request.seed)
            pictures.append(models.paintings.get(request.pixels, look, paint))
        else:
            pictures.append(paint())
    after = laid_over(pictures, [one.share for one in who], mixing)
    if weight is None:
        return after
    result = pixels.copy()
    result[area.slices] = masked(pixels[area.slices], after, weight, masking)
    return result


def drawn(
    request: StyleRequest, pixels: np.ndarray, area: Bounds, hand: Hand, faces: np.ndarray | None, step: Step,
    cancel: CancelToken,
) -> np.ndarray:  # fmt: skip
    """The ``area`` of a photo, uint8 (H, W, 3), painted by an algorithm: uint8 (h, w, 3). ``faces`` as for
    :meth:`.Hand.painted`.
    """
    whole = Bounds.of(pixels.shape)
    size, unit = canvas_for((whole.width, whole.height), request.scale * hand.stroke)
    across, down = whole.width / size[0], whole.height / size[1]
    cost = [DRAW * size[0] * size[1] / whole.area, 2.0, float(request.keep_colours), float(request.strength < 1)]
    painting, enlarging, colouring, fading = parts(cost, step)
    outer = area.pad(math.ceil(REACH * across) if across > 1 else 0).intersect(whole)
    left, top = int(outer.x / across) - LANCZOS, int(outer.y / down) - LANCZOS
    right, bottom = math.ceil(outer.right / across) + LANCZOS, math.ceil(outer.bottom / down) + LANCZOS
    canvas = Bounds(left, top, right - left, bottom - top).intersect(Bounds.of((size[1], size[0])))
    after = hand.painted(Reduced(pixels, size, cancel), unit, request.seed, painting, canvas, faces)
    enlarging(0.0)
    scale, corner = (1 / across, 1 / down), (canvas.x, canvas.y)
    after = apart(lambda: resized_part(after, scale, outer, corner), cancel)
    after = finished(hand.technique, after, across, enlarging, (outer.x, outer.y))
    after = np.ascontiguousarray(after[area.shift(-outer.x, -outer.y).slices])
    before = pixels[area.slices]
    if request.keep_colours:
        after = keep_colours(before, after, colouring)
    if request.strength >= 1:
        return after
    share = np.full(after.shape[:2], round(255 * request.strength), np.uint8)
    return masked(before, after, share, fading)


def faces_in(request: StyleRequest, hand: Hand, models: Models, cancel: CancelToken) -> np.ndarray | None:
    """int32 (h, w): which face is where in the photo, at the size at which a network would paint it; None if this hand
    does not heed faces, or no installed pack can tell.
    """
    finder = models.face_finder if hand.heeds_faces else None
    if finder is None:
        return None

    def find() -> np.ndarray:
        return finder.find(apart(lambda: reduced_pixels(request.pixels), cancel)[:, :, :3], cancel)

    return models.faces_found.get(request.pixels, "faces", find)


def decoded(
    request: StyleRequest, pixels: np.ndarray, area: Bounds, one: Ingredient, models: Models, told: Progress,
    cancel: CancelToken,
) -> np.ndarray:  # fmt: skip
    """As :func:`drawn`, by the network."""
    size = painting_size((pixels.shape[1], pixels.shape[0]), request.scale)
    small = size != (pixels.shape[1], pixels.shape[0])
    share = size[0] * size[1] / Bounds.of(pixels.shape).area
    finishing = [FORM * share if request.forms else 0.0, float(small), float(request.keep_colours)]
    painting, step = named(told)
    by_network, forming, enlarging, colouring = parts([PAINT * share, *finishing], step)
    strength = float(request.strength)
    after, photo, part = decoded_small(request, pixels, area, one, strength, models, painting(by_network), cancel)
    forming(0.0)
    after = apart(lambda: with_forms(after, photo, part, one.palettes, request.forms, strength, forming), cancel)
    if small:
        enlarging(0.0)
        after = enlarged(after, photo, pixels, area, request.scale, enlarging)
    else:
        after = np.ascontiguousarray(after[area.shift(-part.x, -part.y).slices])
    return keep_colours(pixels[area.slices], after, colouring) if request.keep_colours else after


def by_both(
    request: StyleRequest, pixels: np.ndarray, area: Bounds, one: Ingredient, models: Models, told: Progress,
    cancel: CancelToken,
) -> np.ndarray:  # fmt: skip
    """As :func:`drawn`, with the network's texture on it; with few forms more and more, and with none only, the
    network's own picture.
    """
    alone = 1 - min(1.0, request.forms / FADING)
    drawing = DRAW * painted_pixels(request, one, area) / area.area + 2.0
    together, by_itself = parts([drawing * (alone < 1), drawing * (alone > 0)], named(told)[1])
    pictures, shares = [], [share for share in (1 - alone, alone) if share]
    if alone < 1:
        pictures.append(textured(request, pixels, area, one, models, together, cancel))
    if alone:
        pictures.append(decoded(request, pixels, area, one, models, lambda share, _text: by_itself(share), cancel))
    return laid_over(pictures, shares, by_itself)


def textured(
    request: StyleRequest, pixels: np.ndarray, area: Bounds, one: Ingredient, models: Models, step: Step,
    cancel: CancelToken,
) -> np.ndarray:  # fmt: skip
    """As :func:`drawn`, with the network's texture on it."""
    assert one.hand is not None
    whole = Bounds.of(pixels.shape)
    both, laying = parts([DRAW * painted_pixels(request, one, area) / area.area + 2.0, 1.0], step)
    hand, faces = one.hand, faces_in(request, one.hand, models, cancel)

    def by_hand(step: Step) -> np.ndarray:
        return drawn(request, pixels, area, hand, faces, step, cancel)

    def by_network(step: Step) -> tuple[np.ndarray, np.ndarray, Bounds]:
        return decoded_small(request, pixels, area, one, 1.0, models, lambda share, _text: step(share), cancel)

    # A hand is one thread's work, and leaves cores to the network.
    works: list[Callable[[Step], Any]] = [by_hand, by_network]
    under, (made, photo, part) = side_by_side(works, both)
    texture = texture_of(made, request.forms)
    scale = (photo.shape[1] / whole.width, photo.shape[0] / whole.height)
    texture = apart(lambda: resized_part(texture, scale, area, (part.x, part.y)), cancel)
    return with_texture(under, texture, one.texture * float(request.strength), request.keep_colours, laying)


def decoded_small(
    request: StyleRequest, pixels: np.ndarray, area: Bounds, one: Ingredient, strength: float, models: Models,
    told: Progress, cancel: CancelToken,
) -> tuple[np.ndarray, np.ndarray, Bounds]:  # fmt: skip
    """What the network paints for the ``area`` of a photo, at the size at which it paints: uint8 (h, w, 3); the photo
    at that size; and where in it the painting lies.
    """
    assert one.vector is not None
    brush, painter = Brush(one.vector, strength, request.seed), models.painter(request.pack)
    whole = Bounds.of(pixels.shape)
    size = painting_size((whole.width, whole.height), request.scale)
    if size == (whole.width, whole.height):
        around = painter.around(area.pad(reach(request.forms)).intersect(whole), whole)
        return painter.paint(pixels, around, brush, told, cancel), pixels, around
    small = apart(lambda: resized(pixels, size), cancel)
    everything = Bounds.of(small.shape)
    return painter.paint(small, everything, brush, told, cancel), small, everything


def named(told: Progress) -> tuple[Callable[[Step], Progress], Step]:
    """Progress that remembers what was last being done: of a part that names it, as ``first(step)``, and of others."""
    what = mark("Painting")

    def step(share: float) -> None:
        told(share, what)

    def naming(part: Step) -> Progress:
        def tell(share: float, text: str) -> None:
            nonlocal what
            what = text
            part(share)

        return tell

    return naming, step
