"""Plans a repair: the regions to fill, in order, and what each of them may copy from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vqstudio.core.errors import MaskError
from vqstudio.core.geometry import Bounds
from vqstudio.core.islands import islands, split
from vqstudio.core.mask import Mask, bounds_of
from vqstudio.core.morphology import erode

from .exemplar import RADIUS

LEAST_CONTEXT = 64
THIN = 5
"""A mask that vanishes when eroded by this many pixels is thin: it is filled block by block."""
THIN_BLOCK = 512
THIN_CONTEXT = 32


@dataclass(frozen=True)
class Region:
    """Part of the photo around one hole: ``core`` holds the pixels to fill, ``outer`` adds context."""

    core: Bounds
    outer: Bounds
    thin: bool


def plan(selected: np.ndarray) -> list[Region]:
    """The regions to repair, one after another, for a bool (H, W) selection: each thick island, then all that is
    thin, block by block, however many scratches and spots of dust there are.
    """
    photo = Bounds.of(selected.shape)
    regions = []
    left = selected.copy()
    for bounds in islands(selected):
        if erode(np.pad(selected[bounds.slices], THIN), THIN).any():
            short, long = sorted((bounds.width, bounds.height))
            context = max(LEAST_CONTEXT, short * 3 // 4, long // 4)
            regions.append(Region(bounds, bounds.pad(context).intersect(photo), thin=False))
            left[bounds.slices] = False
    for block in split(bounds_of(left), THIN_BLOCK):
        inside = bounds_of(left[block.slices]).shift(block.x, block.y)
        if inside.area:
            regions.append(Region(inside, inside.pad(THIN_CONTEXT).intersect(photo), thin=True))
    return regions


def usable_pixels(mask: Mask, only: Mask | None, avoid: Mask | None) -> np.ndarray | None:
    """bool (H, W): where texture may be taken from; None for everywhere outside ``mask``.

    Raises MaskError if not one patch is left.
    """
    if only is None and avoid is None:
        return None
    usable = only.selected.copy() if only is not None else np.ones(mask.shape, bool)
    if avoid is not None:
        usable &= ~avoid.selected
    if not erode(usable & ~mask.selected, RADIUS).any():
        raise MaskError(
            "The area to take texture from is empty or too small; "
            "leave at least {side}x{side} pixels of it outside the repair.",
            side=2 * RADIUS + 1,
        )
    return usable


def with_known_pixels(bounds: Bounds, missing: np.ndarray, usable: np.ndarray | None) -> Bounds:
    """Grow ``bounds`` until a fair part of it can be copied from, or all that there is lies inside.

    Raises MaskError if the photo has nothing to copy from.
    """
    photo = Bounds.of(missing.shape)

    def count(part: Bounds) -> int:
        known = ~missing[part.slices]
        return int(np.count_nonzero(known if usable is None else known & usable[part.slices]))

    enough = bounds.area // 4
    if usable is not None:
        enough = min(enough, count(photo))
    while bounds != photo and count(bounds) < enough:
        bounds = bounds.pad(max(bounds.width, bounds.height) // 4 + 8).intersect(photo)
    if not (~missing[bounds.slices]).any():
        raise MaskError("The whole photo is selected, so nothing is left to repair it from; select a part of it.")
    return bounds
