"""Extending a photo beyond its frame: strips are filled one after another, each by the machinery of repair.

A strip takes texture only from what lies near to it: a sky grows out of the sky above the mountains. As one hole around
the photo, with everything to copy from, mountains grew into the sky.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vqstudio.core.document import grown
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.core.wording import mark

from .cancel import CancelToken
from .large_strip import fill_large, times_smaller
from .repair import repair
from .repair_models import RepairModels
from .requests import Preview, Progress, no_preview

ACROSS, DOWN = 0.5, 0.4
"""Share of the photo's width and height that a strip beside it, above or below it, takes its texture from."""
WIDEST = 0.5
"""A strip is at most this share of what is known already; wider margins grow in several."""
LEAST_SOURCE = 96
EDGE, EDGE_LEVELS = 3, 10
"""Up to so many lines at a photo's border can be an edge that a scanner or a camera left: their mean differs by so many
levels from that of the lines behind them.
"""


def extend(
    pixels: np.ndarray,
    margins: Margins,
    models: RepairModels,
    seed: int,
    progress: Progress,
    cancel: CancelToken,
    preview: Preview = no_preview,
) -> np.ndarray:
    """uint8 (H, W, 3) grown by margins of 0 or more and filled there; the photo's own pixels are bit-identical.

    Raises MaskError if the photo is too small to take texture from, Cancelled when cancelled.
    """
    canvas = grown(pixels, margins)
    steps = list(strips(Bounds(margins.left, margins.top, pixels.shape[1], pixels.shape[0]), margins))
    total = sum(strip.area for strip, _ in steps)
    finished = 0
    for strip, source in steps:
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
            pixels: np.ndarray, hole: np.ndarray, offsets: np.ndarray | None = None, tell: Progress = tell,
            show: Preview = show,
        ) -> np.ndarray:  # fmt: skip
            # Horizons and facades go on better copied; drawn ones are among the other versions.
            return repair(without_edge(pixels, hole), hole, models, seed, tell, cancel, draw=seed > 0, shifts=False,
                          preview=show, offsets=offsets)  # fmt: skip

        if factor > 1:
            fill_large(canvas[area.slices], selected, factor, fill, cancel)
        else:
            filled = fill(canvas[area.slices], selected)
            canvas[area.slices][selected] = filled[selected]
        finished += strip.area
    return canvas


def without_edge(pixels: np.ndarray, selected: np.ndarray) -> np.ndarray:
    """A copy of uint8 (H, W, 3) in which the known lines next to a selected strip (bool (H, W)) look like those behind
    them, if they are much darker or brighter: scans and cameras leave such an edge, whose tone must not be carried on.
    """
    result = pixels.copy()
    for turned, chosen in ((result, selected), (result.transpose(1, 0, 2), selected.T)):
        columns = np.flatnonzero(~chosen.any(axis=0))
        if not 2 * EDGE < len(columns) < chosen.shape[1]:
            continue  # the strip does not run along this side
        inward = columns if columns[0] > 0 else columns[::-1]
        light = turned[:, inward[: 2 * EDGE]].mean(axis=(0, 2), dtype=np.float64)
        odd = np.flatnonzero(np.abs(light[:EDGE] - light[EDGE:].mean()) > EDGE_LEVELS)
        if odd.size:
            turned[:, inward[: odd[-1] + 1]] = turned[:, inward[odd[-1] + 1], None]
    return result


def strips(photo: Bounds, margins: Margins) -> Iterator[tuple[Bounds, Bounds]]:
    """Each strip to fill, in order, and the known part beside it, on the grown canvas that ``photo`` lies on.

    First to the left and right, then above and below over the whole width: most horizons are level.
    """
    known = photo
    canvas = Bounds(0, 0, photo.right + margins.right, photo.bottom + margins.bottom)
    for side in ("left", "right", "top", "bottom"):
        while (strip := _next(known, canvas, side)).area:
            yield strip, _source(known, side)
            known = known.union(strip)


def _next(known: Bounds, canvas: Bounds, side: str) -> Bounds:
    widest, highest = (max(1, int(length * WIDEST)) for length in (known.width, known.height))
    if side == "left":
        width = min(known.x, widest)
        return Bounds(known.x - width, known.y, width, known.height)
    if side == "right":
        return Bounds(known.right, known.y, min(canvas.right - known.right, widest), known.height)
    if side == "top":
        height = min(known.y, highest)
        return Bounds(known.x, known.y - height, known.width, height)
    return Bounds(known.x, known.bottom, known.width, min(canvas.bottom - known.bottom, highest))


def _source(known: Bounds, side: str) -> Bounds:
    width = min(known.width, max(LEAST_SOURCE, int(known.width * ACROSS)))
    height = min(known.height, max(LEAST_SOURCE, int(known.height * DOWN)))
    if side in ("left", "right"):
        return Bounds(known.x if side == "left" else known.right - width, known.y, width, known.height)
    return Bounds(known.x, known.y if side == "top" else known.bottom - height, known.width, height)
