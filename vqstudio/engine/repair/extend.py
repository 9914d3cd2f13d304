"""Extending a photo beyond its frame: strips are filled one after another, each by the machinery of repair.

A strip takes texture only from what lies near to it and looks like its rim: a sky grows out of the sky above the
mountains. As one hole around the photo, with everything to copy from, mountains grew into the sky.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from vqstudio.core.border import edge_of
from vqstudio.core.document import grown
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.core.wording import mark

from ..cancel import CancelToken
from ..requests import Preview, Progress, no_preview
from .holes import repair
from .large_strip import fill_large, times_smaller
from .models import RepairModels
from .own import Own
from .rim_likeness import depth_like_rim
from .shift_map import STRIP

ACROSS, DOWN = 0.5, 0.4
"""Share of the photo's width and height that a strip beside it, above or below it, takes its texture from."""
WIDEST, NARROWEST = 0.5, 0.12
"""A strip is at most and at least this share of what is known already; wider margins are filled in several strips."""
LEAST_OF_MARGIN = 0.5
"""A strip is at least this share of what is left of its margin: many narrow ones show as streaks."""
SIDES = "left", "right", "top", "bottom"
SEEN = 8
"""How far the content at a side continues inward is found in a picture with this many times fewer pixels than are
filled at once.
"""
LEAST_SOURCE = 96


def extend(
    pixels: np.ndarray,
    margins: Margins,
    models: RepairModels,
    seed: int,
    progress: Progress,
    cancel: CancelToken,
    preview: Preview = no_preview,
    own: Own | None = None,
) -> np.ndarray:
    """uint8 (H, W, 3) grown by margins of 0 or more and filled there; the photo's own pixels are bit-identical. Of a
    photo that has ``own`` values, these (uint8 or uint16) are.

    Raises MaskError if the photo is too small to take texture from, Cancelled when cancelled.
    """
    edge = edge_of(pixels)
    canvas = grown(without_edges(pixels, edge), margins)
    finer = None if own is None else replace(own, values=grown(without_edges(own.values, edge), margins))
    photo = Bounds(margins.left, margins.top, pixels.shape[1], pixels.shape[0])
    total = canvas.shape[0] * canvas.shape[1] - photo.area
    finished = 0
    for strip, source in strips(photo, margins, lambda known, side: _goes_on(canvas[known.slices], side, cancel)):
        area = strip.union(source)
        selected = np.zeros((area.height, area.width), bool)
        selected[strip.shift(-area.x, -area.y).slices] = True

        def tell(share: float, _text: str, start: int = finished, size: int = strip.area) -> None:
            progress((start + share * size) / total, mark("Extending"))

        factor = times_smaller(area.area)

        def show(bounds: Bounds, picture: np.ndarray, area: Bounds = area, factor: int = factor) -> None:
            whole = Bounds(*(factor * value for value in (bounds.x, bounds.y, bounds.width, bounds.height)))
            preview(whole.shift(area.x, area.y).intersect(area), picture)

        def fill(
            pixels: np.ndarray, hole: np.ndarray, own: Own | None, offsets: np.ndarray | None = None,
            tell: Progress = tell, show: Preview = show,
        ) -> np.ndarray:  # fmt: skip
            # The critic knows holes with something all around them.
            return repair(pixels, hole, models, seed, tell, cancel, choose=False, preview=show, offsets=offsets,
                          kind=STRIP, own=own)  # fmt: skip

        here = None if finer is None else replace(finer, values=finer.values[area.slices])
        if factor > 1:
            fill_large(canvas[area.slices], selected, factor, fill, cancel, here)
        else:
            filled = fill(canvas[area.slices], selected, here)
            canvas[area.slices][selected] = filled[selected]
        finished += strip.area
    canvas[photo.slices] = pixels
    if own is None or finer is None:
        return canvas
    finer.values[photo.slices] = own.values
    return finer.values


def _goes_on(known: np.ndarray, side: str, cancel: CancelToken) -> int:
    """How far from that ``side`` of uint8 (H, W, 3) on what is at the side goes on inward, in pixels."""
    turned = known.transpose(1, 0, 2) if side in ("left", "right") else known
    inward = turned if side in ("left", "top") else turned[::-1]
    half = inward[: max(LEAST_SOURCE, len(inward) // 2)]
    factor = times_smaller(SEEN * half.shape[0] * half.shape[1])
    return factor * depth_like_rim(half[::factor, ::factor], cancel)


def without_edges(pixels: np.ndarray, edge: Margins) -> np.ndarray:
    """A copy of (H, W, 3) in which the dark or bright ``edge`` that a scanner or a camera left looks like what is
    behind it: it must neither be carried on nor be copied.
    """
    result = pixels.copy()
    across = result.transpose(1, 0, 2)
    for inward, count in (
        (across, edge.left), (across[::-1], edge.right), (result, edge.top), (result[::-1], edge.bottom),
    ):  # fmt: skip
        inward[:count] = inward[count]
    return result


def strips(photo: Bounds, margins: Margins, goes_on: Callable[[Bounds, str], int]) -> Iterator[tuple[Bounds, Bounds]]:
    """Each strip to fill, in order, and the known part beside it, on the grown canvas that ``photo`` lies on.

    First to the left and right, then above and below over the whole width: most horizons are level. ``goes_on`` is
    asked how many pixels the content at a side continues inward; a strip of that depth is copied in one piece.
    """
    known = photo
    canvas = Bounds(0, 0, photo.right + margins.right, photo.bottom + margins.bottom)
    for side in SIDES:
        while (left := _margin(known, canvas, side)) > 0:
            across = side in ("left", "right")
            length = known.width if across else known.height
            least = max(1, int(length * NARROWEST), int(left * LEAST_OF_MARGIN))
            most = max(least, min(max(1, int(length * WIDEST)), goes_on(known, side) if left > least else left))
            strip = _beside(known, side, -(-left // -(-left // most)))
            yield strip, _source(known, side)
            known = known.union(strip)


def _margin(known: Bounds, canvas: Bounds, side: str) -> int:
    """How many pixels of the canvas are left there."""
    return {
        "left": known.x, "right": canvas.right - known.right, "top": known.y, "bottom": canvas.bottom - known.bottom,
    }[side]  # fmt: skip


def _beside(known: Bounds, side: str, depth: int) -> Bounds:
    if side in ("left", "right"):
        return Bounds(known.x - depth if side == "left" else known.right, known.y, depth, known.height)
    return Bounds(known.x, known.y - depth if side == "top" else known.bottom, known.width, depth)


def _source(known: Bounds, side: str) -> Bounds:
    width = min(known.width, max(LEAST_SOURCE, int(known.width * ACROSS)))
    height = min(known.height, max(LEAST_SOURCE, int(known.height * DOWN)))
    if side in ("left", "right"):
        return Bounds(known.x if side == "left" else known.right - width, known.y, width, known.height)
    return Bounds(known.x, known.y if side == "top" else known.bottom - height, known.width, height)
