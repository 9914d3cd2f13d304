"""A repair under way, and what every way to fill a hole does: read a region, show a first look, put the result in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vqstudio.core.geometry import Bounds, round_up

from ..cancel import CancelToken
from ..pace import Step, no_step, parts, strips
from ..requests import Preview
from .exemplar import Field
from .models import RepairModels
from .own import Own, levels_per_step
from .pyramid import Level, build
from .regions import Region
from .shift_map import HOLE, Kind, ShiftMap

WORK_SIDE = 512
"""The model sees regions of at most this many pixels a side; larger ones are reduced for it."""


@dataclass(frozen=True)
class Work:
    """A repair under way: ``result`` uint8 (H, W, 3) is filled region by region, which clears ``missing`` (bool
    (H, W)) there; only ``usable`` pixels (None = all) are copied. ``offsets`` int32 (H, W, 2): filled in with where,
    down and to the right of it, the best patch for each filled pixel was found. ``own``: None if the result has all
    that is known of the photo.
    """

    result: np.ndarray
    missing: np.ndarray
    usable: np.ndarray | None
    models: RepairModels
    detail: float
    choose: bool
    preview: Preview
    cancel: CancelToken
    offsets: np.ndarray | None = None
    kind: Kind = HOLE
    own: Own | None = None


def note_shifts(work: Work, region: Region, outer: Bounds, shifts: ShiftMap) -> None:
    """Like :func:`note_offsets`, for pixels that were copied by ``shifts``."""
    if work.offsets is None:
        return
    missing = work.missing[region.core.slices]
    labels = shifts.labels[region.core.shift(-outer.x, -outer.y).slices]
    work.offsets[region.core.slices][missing] = shifts.offsets[labels[missing]]


def note_offsets(work: Work, region: Region, outer: Bounds, field: Field) -> None:
    """Record where the missing pixels of the region's core come from, by the ``field`` of a picture of ``outer``. Call
    it before they are put in place.
    """
    if work.offsets is None:
        return
    ys, xs = np.nonzero(work.missing[region.core.slices])
    down, across = region.core.y - outer.y, region.core.x - outer.x
    which = field.index[(ys + down) // field.grid * field.grid, (xs + across) // field.grid * field.grid]
    found = which >= 0
    ys, xs, which = ys[found], xs[found], which[found]
    there = np.stack([field.sy[which] - field.ty[which], field.sx[which] - field.tx[which]], axis=1)
    work.offsets[ys + region.core.y, xs + region.core.x] = there


def put(work: Work, region: Region, outer: Bounds, filled: np.ndarray, own: np.ndarray | None = None) -> None:
    """Take over the missing pixels of the region's core from ``filled`` (float (H, W, 3)), a picture of ``outer``.

    ``own``: the same in the photo's own values, in 0..255; made of ``filled`` if there is none.
    """
    hole = work.missing[region.core.slices]
    here = region.core.shift(-outer.x, -outer.y).slices
    pictures = [(work.result, filled)]
    if work.own is not None:
        pictures.append((work.own.values, work.own.of(filled) if own is None else own))
    for result, picture in pictures:
        image, part, unit = result[region.core.slices], picture[here], np.float32(levels_per_step(result))
        for rows in strips(len(hole), lambda _share: work.cancel.check()):
            now = hole[rows]
            image[rows][now] = np.clip(part[rows][now] * unit + 0.5, 0, 255 * unit).astype(result.dtype)
    hole[:] = False


def levels_of(
    image: np.ndarray, hole: np.ndarray, usable: np.ndarray | None, count: int, multiple: int, step: Step = no_step
) -> tuple[list[Level], list[np.ndarray]]:
    """The pyramid of a region grown to a ``multiple``, and which pixels (bool) of each level may be copied."""
    height, width = hole.shape
    grow = ((0, round_up(height, multiple) - height), (0, round_up(width, multiple) - width))
    reading, building, choosing = parts((2, 5, 1), step)
    padded = np.empty((height + grow[0][1], width + grow[1][1], 3), np.float32)
    for rows in strips(height, reading):
        padded[rows, :width] = image[rows]
        padded[rows, width:] = padded[rows, width - 1, None]
    padded[height:] = padded[height - 1]
    levels = build(padded, np.pad(hole, grow, mode="edge"), count, building)
    sources = [np.pad(np.ones_like(hole) if usable is None else usable, grow)]
    for number, _ in enumerate(levels[1:]):
        choosing(number / len(levels))
        s = sources[-1]
        sources.append(s[0::2, 0::2] & s[1::2, 0::2] & s[0::2, 1::2] & s[1::2, 1::2])
    return levels, sources


def paint_guess(levels: list[Level], usable: np.ndarray, work: Work, seed: int) -> None:
    """Replace the smooth fill, from the level that the model works at to the coarsest, by what the model guesses."""
    # The prior draws any kind of texture, but a user who says where texture comes from wants that one.
    free = work.usable is None
    guessed = work.models.guess(levels[0].image, levels[0].hole, usable, seed, work.cancel, draw=free)
    if guessed is None:
        return
    work.cancel.check()
    for number, level in enumerate(levels):
        if number:
            guessed = (guessed[0::2, 0::2] + guessed[1::2, 0::2] + guessed[0::2, 1::2] + guessed[1::2, 1::2]) / 4
        level.image[level.hole] = guessed[level.hole]


def show(work: Work, region: Region, outer: Bounds, image: np.ndarray, halvings: int) -> None:
    """A first look at the region, from a picture (h, w, 3) of ``outer`` whose sides were halved ``halvings`` times."""
    look = work.result[region.core.slices].copy()
    core = region.core.shift(-outer.x, -outer.y)
    for rows in strips(len(look), lambda _share: work.cancel.check()):
        ys, xs = np.nonzero(work.missing[region.core.slices][rows])
        ys += rows.start
        large = image[(ys + core.y) >> halvings, (xs + core.x) >> halvings]
        look[ys, xs] = np.clip(large + 0.5, 0, 255).astype(np.uint8)
    work.preview(region.core, look)
