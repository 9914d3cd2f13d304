"""Repair: fill the selected pixels so that nobody sees that something was there.

The tokens of the surroundings say what belongs into a hole, the photo's own pixels give the texture:
encode the region, fill the unknown tokens from known ones, decode, and let the decoded picture guide an exemplar fill
that copies real pixels from coarse to fine. Thin masks (scratches, text) need no idea of the content and
start at the pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from vqstudio.core.errors import MaskError
from vqstudio.core.geometry import Bounds, round_up
from vqstudio.core.islands import islands, split
from vqstudio.core.mask import Mask, bounds_of

from .cancel import CancelToken
from .exemplar import EXACT_PAIRS, RADIUS, Field, Searcher, depth_of, erode
from .pyramid import Level, build
from .requests import Progress
from .token_fill import fill_tokens
from .tokenizer import Tokenizer

WORK_SIDE = 512
"""The model sees regions of at most this many pixels a side; larger ones are reduced for it."""
LEAST_CONTEXT = 64
THIN = 5
"""A mask that vanishes when eroded by this many pixels is thin: it is filled from the pixels alone."""
THIN_BLOCK = 256
MOST_COARSER = 3
ROUNDS = 2
FIRST_ROUNDS = 8
"""Votes at the coarsest level, where a round costs next to nothing and the parts of a guess must come to agree."""
GRID = 2
"""Spacing of the target patches below the coarsest level of a thick hole: faster, and sharper, for fewer patches are
averaged over a pixel.
"""
MOST_REFINED = 150_000
"""Holes of more target patches than this at a level are carried down without another search there."""


@dataclass(frozen=True)
class Region:
    """Part of the photo around one hole: ``core`` holds the pixels to fill, ``outer`` adds context."""

    core: Bounds
    outer: Bounds
    thin: bool


def plan(selected: np.ndarray) -> list[Region]:
    """The regions to repair, one after another, for a bool (H, W) selection."""
    photo = Bounds.of(selected.shape)
    regions = []
    for bounds in islands(selected):
        part = selected[bounds.slices]
        if erode(np.pad(part, THIN), THIN).any():
            short, long = sorted((bounds.width, bounds.height))
            context = max(LEAST_CONTEXT, short * 3 // 4, long // 4)
            regions.append(Region(bounds, bounds.pad(context).intersect(photo), thin=False))
            continue
        for block in split(bounds, THIN_BLOCK):
            inside = bounds_of(selected[block.slices]).shift(block.x, block.y)
            if inside.area:
                regions.append(Region(inside, inside.pad(LEAST_CONTEXT).intersect(photo), thin=True))
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
            f"leave at least {2 * RADIUS + 1}x{2 * RADIUS + 1} pixels of it outside the repair."
        )
    return usable


def repair(
    pixels: np.ndarray,
    selected: np.ndarray,
    tokenizer: Tokenizer,
    seed: int,
    progress: Progress,
    cancel: CancelToken,
    usable: np.ndarray | None = None,
) -> np.ndarray:
    """uint8 (H, W, 3) with the selected pixels (bool (H, W)) filled; all others are bit-identical.

    ``usable`` (bool (H, W)) limits where texture is taken from. Raises MaskError if nothing is selected or nothing is
    left to fill from, Cancelled when cancelled.
    """
    if not selected.any():
        raise MaskError("Nothing is selected; paint over what should be repaired first.")
    result = pixels.copy()
    missing = selected.copy()
    regions = plan(selected)
    for number, region in enumerate(regions):
        what = f"Repairing part {number + 1} of {len(regions)}" if len(regions) > 1 else "Repairing"
        start, share = number / len(regions), 1 / len(regions)

        def step(done: float, what: str = what, start: float = start, share: float = share) -> None:
            cancel.check()
            progress(start + share * done, what)

        step(0.0)
        fill_region(result, missing, usable, region, tokenizer, seed + number, step, cancel)
    return result


def fill_region(
    result: np.ndarray,
    missing: np.ndarray,
    usable: np.ndarray | None,
    region: Region,
    tokenizer: Tokenizer,
    seed: int,
    step: Callable[[float], None],
    cancel: CancelToken,
) -> None:
    """Fill the missing pixels of ``region.core`` in place and clear them in ``missing``; only ``usable``
    pixels (None = all) are copied.
    """
    outer = _with_known_pixels(region.outer, missing, usable)
    image = result[outer.slices]
    hole = missing[outer.slices]
    rng = np.random.default_rng(seed)
    count = 1
    while max(image.shape[:2]) >> (count - 1) > WORK_SIDE:
        count += 1
    work = count - 1
    coarser = 0 if region.thin else _coarser_levels(hole[:: 1 << work, :: 1 << work])
    if region.thin:
        count, work = 2, 0
    multiple = 1 << max(count + coarser - 1, 0)
    multiple = max(multiple, tokenizer.stride << work)
    height, width = image.shape[:2]
    grow = ((0, round_up(height, multiple) - height), (0, round_up(width, multiple) - width))
    padded = np.pad(image, (*grow, (0, 0)), mode="edge").astype(np.float32)
    hole_padded = np.pad(hole, grow, mode="edge")
    inside = np.pad(np.ones_like(hole) if usable is None else usable[outer.slices], grow)
    levels = build(padded, hole_padded, count + coarser)
    sources = [inside]
    for _ in levels[1:]:
        s = sources[-1]
        sources.append(s[0::2, 0::2] & s[1::2, 0::2] & s[0::2, 1::2] & s[1::2, 1::2])
    step(0.05)
    if not region.thin:
        _guess(levels, work, sources, tokenizer, seed, cancel)
    step(0.35)
    solution: Field | None = None
    for number in reversed(range(len(levels))):
        grid = 1 if region.thin or solution is None else GRID
        solution = _solve(levels[number], sources[number], solution, rng, cancel, number == 0, grid)
        if number and solution is not None:
            _carry_estimate(levels[number], levels[number - 1])
        step(0.4 + 0.6 * (len(levels) - number) / len(levels))
    core = region.core.shift(-outer.x, -outer.y)
    now = np.zeros_like(hole)
    now[core.slices] = hole[core.slices]
    filled = levels[0].image[:height, :width]
    image[now] = np.clip(filled[now] + 0.5, 0, 255).astype(np.uint8)
    hole[now] = False


def _coarser_levels(hole: np.ndarray) -> int:
    """How many times to halve the work size until a patch reaches across the thickest part of the hole."""
    thickness = 2 * int(depth_of(hole, WORK_SIDE // 4).max(initial=1))
    return max(1, min(MOST_COARSER, 1 + int(np.log2(max(1.0, thickness / (2 * RADIUS + 1))))))


def _with_known_pixels(bounds: Bounds, missing: np.ndarray, usable: np.ndarray | None) -> Bounds:
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


def _guess(
    levels: list[Level], work: int, sources: list[np.ndarray], tokenizer: Tokenizer, seed: int, cancel: CancelToken
) -> None:
    """Replace the smooth fill of the coarser levels by what the filled tokens decode to."""
    level = levels[work]
    f = tokenizer.stride
    height, width = level.hole.shape
    estimate = np.clip(level.image + 0.5, 0, 255).astype(np.uint8)
    z = tokenizer.encode(estimate, cancel)
    _, z_q = tokenizer.quantize(z, cancel)
    blocks = (height // f, f, width // f, f)
    unknown: np.ndarray = level.hole.reshape(blocks).any(axis=(1, 3))  # type: ignore[assignment]
    usable: np.ndarray = sources[work].reshape(blocks).all(axis=(1, 3))  # type: ignore[assignment]
    colour = level.image.reshape(*blocks, 3).mean(axis=(1, 3)).transpose(2, 0, 1) / 255
    try:
        origin = fill_tokens(z[0], colour, unknown, usable, seed, cancel)
    except ValueError:
        return  # too little is known for a window of tokens: the smooth fill stays the guess
    cancel.check()
    filled = z_q.reshape(z_q.shape[1], -1)[:, origin.ravel()].reshape(z_q.shape)
    decoded: np.ndarray = tokenizer.decode(np.ascontiguousarray(filled), cancel).astype(np.float32)
    for number in range(work, len(levels)):
        target = levels[number]
        target.image[target.hole] = decoded[target.hole]
        if number + 1 < len(levels):
            decoded = (decoded[0::2, 0::2] + decoded[1::2, 0::2] + decoded[0::2, 1::2] + decoded[1::2, 1::2]) / 4


def _solve(
    level: Level,
    source: np.ndarray,
    coarser: Field | None,
    rng: np.random.Generator,
    cancel: CancelToken,
    last: bool,
    grid: int,
) -> Field | None:
    """Search and vote at one level, from the coarser solution if there is one; None if no patch fits anywhere."""
    if not level.hole.any():
        return None
    try:
        searcher = Searcher(level, source, rng, cancel, grid)
    except ValueError:
        return None
    if coarser is None:
        field = _search_from_nothing(searcher, cancel)
    else:
        field = searcher.from_coarser(coarser)
        searcher.measure(field)
        for _ in range(ROUNDS if len(searcher.ty) <= MOST_REFINED else 0):
            cancel.check()
            field = searcher.improve(field, 4)
            searcher.vote(field)
    if last:
        searcher.finish(field)
    else:
        searcher.vote(field)
    return field


def _search_from_nothing(searcher: Searcher, cancel: CancelToken) -> Field:
    """Alternate search and vote; the last search is left for the caller to vote on."""
    if searcher.pairs <= EXACT_PAIRS:
        field = searcher.exact()
        for _ in range(FIRST_ROUNDS):
            cancel.check()
            searcher.vote(field)
            field = searcher.exact()
        return field
    field = searcher.improve(searcher.random_field(32), 32)
    for _ in range(4):
        cancel.check()
        searcher.vote(field)
        field = searcher.improve(field, 32)
    return field


def _carry_estimate(coarse: Level, fine: Level) -> None:
    """The solved coarser level is what the finer one starts from."""
    up = coarse.image.repeat(2, 0).repeat(2, 1)
    fine.image[fine.hole] = up[fine.hole]
