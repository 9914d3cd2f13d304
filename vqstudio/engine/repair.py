"""Repair: fill the selected pixels so that nobody sees that something was there.

Thick holes are filled by whole shifts of the photo, from near or from far, or by an exemplar fill from coarse to fine
that follows a guess: a decoder that sees the surroundings says what belongs there, deep inside told by tokens of the
photo. The seed picks among the three. Thin masks (scratches, text) need the guess and the finest level only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from vqstudio.core.errors import MaskError
from vqstudio.core.geometry import Bounds, round_up
from vqstudio.core.wording import Sentence, mark

from .cancel import CancelToken
from .exemplar import EXACT_PAIRS, RADIUS, Field, Searcher, depth_of, dilate, erode
from .pace import BLEND, COMPARE, DESCRIBE, IMAGINE, LOOK, SEARCH, TOUCH, Step, no_step, parts
from .pyramid import Level, build, double
from .repair_decoder import RepairDecoder
from .repair_models import RepairModels
from .repair_regions import Region, plan, with_known_pixels
from .requests import Preview, Progress, no_preview
from .shift_map import FAR, NEAR, Taste, fill_by_shifts, halvings, shifts_cost

WORK_SIDE = 512
"""The model sees regions of at most this many pixels a side; larger ones are reduced for it."""
MOST_COARSER = 3
ROUNDS = 2
FIRST_ROUNDS = 3
"""Votes at the coarsest level, where a round costs next to nothing and the parts of a guess must come to agree."""
GRID = 2
"""Spacing of the target patches below the coarsest level of a thick hole: faster, and sharper, for fewer patches are
averaged over a pixel.
"""
THIN_REACH = 16
"""How far around a scratch patches are tried first; neighbours hand on what they found from farther away."""
WAYS: tuple[Taste | None, ...] = (NEAR, None, FAR)
"""How a thick hole is filled, seed by seed and over again: by shifts to this taste, or (None) by votes of patches that
follow the guess.
"""
THICK = 8
"""Pixels that a hole must be deep in most places for shifts to fill it: letters and scratches that cross are not."""
LEAST_HOLE = 48
"""Shifts come from at least this many pixels around a hole, times the taste's reach."""
LOOKED_AT = 4000
"""Holes of more pixels than this take long enough for a first look."""
MOST_REFINED = 150_000
"""Holes of more target patches than this at a level are carried down without another search there."""


@dataclass(frozen=True)
class Work:
    """A repair under way: ``result`` uint8 (H, W, 3) is filled region by region, which clears ``missing`` (bool
    (H, W)) there; only ``usable`` pixels (None = all) are copied. ``offsets`` int32 (H, W, 2): filled in with where,
    down and to the right of it, the best patch for each filled pixel was found.
    """

    result: np.ndarray
    missing: np.ndarray
    usable: np.ndarray | None
    models: RepairModels
    detail: float
    draw: bool
    shifts: bool
    preview: Preview
    cancel: CancelToken
    offsets: np.ndarray | None = None


def repair(
    pixels: np.ndarray,
    selected: np.ndarray,
    models: RepairModels,
    seed: int,
    progress: Progress,
    cancel: CancelToken,
    usable: np.ndarray | None = None,
    detail: float = 1.0,
    draw: bool = True,
    shifts: bool = True,
    preview: Preview = no_preview,
    offsets: np.ndarray | None = None,
) -> np.ndarray:
    """uint8 (H, W, 3) with the selected pixels (bool (H, W)) filled; all others are bit-identical.

    ``usable`` (bool (H, W)) limits where texture is taken from; a ``detail`` below 1 mixes the model's smooth picture
    in. Without ``draw`` tokens are always copied; without ``shifts`` thick holes are filled by votes, whatever the
    seed. ``offsets``, int32 (H, W, 2) of zeros, is filled in with where patches came from (by votes only).

    Raises MaskError if nothing is selected or nothing is left to fill from, Cancelled when cancelled.
    """
    if not selected.any():
        raise MaskError("Nothing is selected; paint over what should be repaired first.")
    work = Work(pixels.copy(), selected.copy(), usable, models, detail, draw, shifts, preview, cancel,
                offsets)  # fmt: skip
    regions = plan(selected)
    costs = [
        DESCRIBE * region.outer.area + BLEND * int(np.count_nonzero(selected[region.core.slices])) for region in regions
    ]
    what = mark("Repairing")

    def tell(done: float) -> None:
        cancel.check()
        progress(done, what)

    for number, (region, step) in enumerate(zip(regions, parts(costs, tell), strict=True)):
        if len(regions) > 1:
            what = Sentence("Repairing part {number} of {count}", number=number + 1, count=len(regions))
        step(0.0)
        way, turn = (WAYS[seed % len(WAYS)], seed // len(WAYS)) if shifts else (None, seed)
        if region.thin and models.decoder:
            _fill_thin(work, region, models.decoder, seed, step)
        elif region.thin or way is None or not _fill_by_shifts(work, region, way, turn, step):
            _fill_by_votes(work, region, turn, step)
        if len(regions) > 1:
            preview(region.core, work.result[region.core.slices].copy())
    return work.result


def _fill_thin(work: Work, region: Region, decoder: RepairDecoder, seed: int, step: Step) -> None:
    """Paint what is thin from the pixels around it, then copy from the photo what looks like that."""
    outer = with_known_pixels(region.outer, work.missing, work.usable)
    image, hole = work.result[outer.slices], work.missing[outer.slices]
    painted = decoder.predict(image, hole, None, work.cancel)
    step(0.5)
    level = Level(np.where(hole[:, :, None], painted, image).astype(np.float32), hole.copy())
    _show(work, region, outer, level.image, 0)
    source = np.ones_like(hole) if work.usable is None else work.usable[outer.slices]
    try:
        searcher = Searcher(level, source, np.random.default_rng(seed), work.cancel, GRID)
    except ValueError:
        return _put(work, region, outer, painted)  # not one patch to copy from
    field = searcher.improve(searcher.random_field(THIN_REACH), THIN_REACH)
    searcher.vote(field)
    field = searcher.improve(field, THIN_REACH // 4)
    searcher.finish(field, painted, work.detail)
    _note_offsets(work, region, outer, field)
    _put(work, region, outer, level.image)


def _note_offsets(work: Work, region: Region, outer: Bounds, field: Field) -> None:
    """Of the missing pixels of the region's core, from the ``field`` of a picture of ``outer``; call it before they
    are put in place.
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


def _put(work: Work, region: Region, outer: Bounds, filled: np.ndarray) -> None:
    """Take over the missing pixels of the region's core from ``filled`` (float (H, W, 3)), a picture of ``outer``."""
    image, hole = work.result[outer.slices], work.missing[outer.slices]
    core = region.core.shift(-outer.x, -outer.y)
    now = np.zeros_like(hole)
    now[core.slices] = hole[core.slices]
    image[now] = np.clip(filled[now] + 0.5, 0, 255).astype(np.uint8)
    hole[now] = False


def _fill_by_shifts(work: Work, region: Region, taste: Taste, seed: int, step: Step) -> bool:
    """Whether the region was filled by shifts. It is not if hardly anything in it is thick (scratches that cross), for
    votes are better at what is thin, or if no patch of what is near may be copied.
    """
    core = region.core
    alone = np.pad(work.missing[core.slices], THICK)
    if 2 * np.count_nonzero(alone & dilate(erode(alone, THICK), THICK)) < np.count_nonzero(alone):
        return False
    reach = taste.reach * max(LEAST_HOLE, np.sqrt(np.count_nonzero(work.missing[core.slices])))
    outer = core.pad(int(reach)).intersect(Bounds.of(work.missing.shape))
    outer = with_known_pixels(outer, work.missing, work.usable)
    image, missing = work.result[outer.slices], work.missing[outer.slices]
    hole = np.zeros_like(missing)
    here = core.shift(-outer.x, -outer.y).slices
    hole[here] = missing[here]
    usable = ~missing | hole  # other holes, which are filled later
    if work.usable is not None:
        usable &= work.usable[outer.slices]
    reduced = 0
    while max(image.shape[:2]) >> reduced > WORK_SIDE:
        reduced += 1
    count = 1 + halvings(hole)
    looks = int(hole.sum()) > LOOKED_AT
    seen = (IMAGINE if work.detail < 1 else LOOK if looks else 0.0) * hole.size / 4**reduced
    reading, imagining, filling = parts([TOUCH * hole.size, seen, shifts_cost(hole, count)], step)
    levels, sources = _levels(image, hole, usable, max(count, 1 + reduced),
                              max(1 << (count - 1), work.models.stride << reduced), reading)  # fmt: skip
    imagining(0.0)
    guess = None
    if work.detail < 1:
        guess = levels[reduced].image
        _imagine(levels[reduced : reduced + 1], sources[reduced], work, seed)
    elif looks:
        _show(work, region, outer, _first_look(levels[reduced], sources[reduced], work), reduced)
    filling(0.0)
    try:
        filled = fill_by_shifts(levels[:count], sources[:count], taste, seed, filling, work.cancel)
    except ValueError:
        return False
    if guess is not None and work.detail < 1:
        for _ in range(reduced):
            guess = double(guess)
        filled = work.detail * filled + (1 - work.detail) * guess
    _put(work, region, outer, filled[: outer.height, : outer.width])
    return True


def _first_look(level: Level, usable: np.ndarray, work: Work) -> np.ndarray:
    """float32 (H, W, 3) in 0..255: what the models say at once."""
    if work.models.decoder:
        return work.models.decoder.predict(level.image, level.hole, None, work.cancel)
    imagined = work.models.imagine(level.image, level.hole, usable, 0, work.cancel, draw=False)
    return level.image if imagined is None else imagined


def _fill_by_votes(work: Work, region: Region, seed: int, step: Step) -> None:
    """Imagine the hole of a region, then copy pixels of the photo from coarse to fine."""
    outer = with_known_pixels(region.outer, work.missing, work.usable)
    image, hole = work.result[outer.slices], work.missing[outer.slices]
    reduced = 0
    while max(image.shape[:2]) >> reduced > WORK_SIDE:
        reduced += 1
    if region.thin:
        reduced, count = 0, 2
    else:
        count = 1 + reduced + _coarser_levels(hole[:: 1 << reduced, :: 1 << reduced])
    levels, sources = _levels(image, hole, None if work.usable is None else work.usable[outer.slices], count,
                              max(1 << (count - 1), work.models.stride << reduced))  # fmt: skip
    grids = [1 if region.thin or number == len(levels) - 1 else GRID for number in range(len(levels))]
    costs = [
        _cost(level, grid, last=not number) for number, (level, grid) in enumerate(zip(levels, grids, strict=True))
    ]
    seen = levels[reduced].hole.size
    built, imagined, *solved = parts([TOUCH * hole.size, 0 if region.thin else IMAGINE * seen, *costs[::-1]], step)
    built(1.0)
    if not region.thin:
        _imagine(levels[reduced:], sources[reduced], work, seed)
        _show(work, region, outer, levels[reduced].image, reduced)
    smooth = levels[reduced].image.copy()

    def last(searcher: Searcher, field: Field, step: Step) -> None:
        full = smooth
        for _ in range(reduced if work.detail < 1 else 0):
            full = double(full)
        searcher.finish(field, full if work.detail < 1 else None, work.detail, step)

    imagined(1.0)
    rng = np.random.default_rng(seed)
    solution: Field | None = None
    for number, solving in zip(reversed(range(len(levels))), solved, strict=True):
        grid = grids[number] if solution is not None else 1
        finish = _vote if number else last
        solution = _solve(levels[number], sources[number], solution, rng, work.cancel, grid, finish, seed, solving)
        if number and solution is not None:
            _carry_estimate(levels[number], levels[number - 1])
        solving(1.0)
    if solution is not None:
        _note_offsets(work, region, outer, solution)
    _put(work, region, outer, levels[0].image[: outer.height, : outer.width])


def _vote(searcher: Searcher, field: Field, step: Step) -> None:
    searcher.vote(field)
    step(1.0)


def _cost(level: Level, grid: int, last: bool) -> float:
    """Of solving it, about."""
    return sum(_costs(level, grid)) + (BLEND * int(level.hole.sum()) if last else 0.0)


def _costs(level: Level, grid: int) -> tuple[float, float]:
    """Of describing what can be copied, and of the search."""
    targets = level.hole.sum() / grid**2
    pairs = targets * level.hole.size
    if grid == 1 and pairs <= EXACT_PAIRS:
        return DESCRIBE * level.hole.size, COMPARE * (FIRST_ROUNDS + 1) * pairs
    rounds = ROUNDS if targets <= MOST_REFINED else 0
    return DESCRIBE * level.hole.size, SEARCH * targets * max(rounds, 0.5)


def _levels(
    image: np.ndarray, hole: np.ndarray, usable: np.ndarray | None, count: int, multiple: int, step: Step = no_step
) -> tuple[list[Level], list[np.ndarray]]:
    """The pyramid of a region grown to a ``multiple``, and which pixels (bool) of each level may be copied."""
    height, width = hole.shape
    grow = ((0, round_up(height, multiple) - height), (0, round_up(width, multiple) - width))
    padded = np.pad(image, (*grow, (0, 0)), mode="edge").astype(np.float32)
    levels = build(padded, np.pad(hole, grow, mode="edge"), count, step)
    sources = [np.pad(np.ones_like(hole) if usable is None else usable, grow)]
    for _ in levels[1:]:
        s = sources[-1]
        sources.append(s[0::2, 0::2] & s[1::2, 0::2] & s[0::2, 1::2] & s[1::2, 1::2])
    return levels, sources


def _coarser_levels(hole: np.ndarray) -> int:
    """How many times to halve the work size until a patch reaches across the thickest part of the hole."""
    thickness = 2 * int(depth_of(hole, WORK_SIDE // 4).max(initial=1))
    return max(1, min(MOST_COARSER, 1 + int(np.log2(max(1.0, thickness / (2 * RADIUS + 1))))))


def _imagine(levels: list[Level], usable: np.ndarray, work: Work, seed: int) -> None:
    """Replace the smooth fill, from the level that the model works at to the coarsest, by what the model imagines."""
    # The prior knows all kinds of texture; who says where texture is to come from wants that one.
    free = work.draw and work.usable is None
    imagined = work.models.imagine(levels[0].image, levels[0].hole, usable, seed, work.cancel, draw=free)
    if imagined is None:
        return
    work.cancel.check()
    for number, level in enumerate(levels):
        if number:
            imagined = (imagined[0::2, 0::2] + imagined[1::2, 0::2] + imagined[0::2, 1::2] + imagined[1::2, 1::2]) / 4
        level.image[level.hole] = imagined[level.hole]


def _show(work: Work, region: Region, outer: Bounds, image: np.ndarray, reduced: int) -> None:
    """A first look at the region, from a picture of ``outer`` reduced that many times."""
    look = work.result[region.core.slices].copy()
    ys, xs = np.nonzero(work.missing[region.core.slices])
    core = region.core.shift(-outer.x, -outer.y)
    large = image[(ys + core.y) >> reduced, (xs + core.x) >> reduced]
    look[ys, xs] = np.clip(large + 0.5, 0, 255).astype(np.uint8)
    work.preview(region.core, look)


def _solve(
    level: Level,
    source: np.ndarray,
    coarser: Field | None,
    rng: np.random.Generator,
    cancel: CancelToken,
    grid: int,
    finish: Callable[[Searcher, Field, Step], None],
    seed: int,
    step: Step,
) -> Field | None:
    """Search at one level, from the coarser solution if there is one, and ``finish`` it; None if no patch fits
    anywhere.
    """
    if not level.hole.any():
        return None
    blend = BLEND * int(level.hole.sum()) if finish is not _vote else 0.0
    describing, searching, finishing = parts([*_costs(level, grid), blend], step)
    try:
        searcher = Searcher(level, source, rng, cancel, grid, describing)
    except ValueError:
        return None
    searching(0.0)
    if coarser is None:
        if seed:
            searcher.prefer_places()
        field = _search_from_nothing(searcher, cancel)
    else:
        field = searcher.from_coarser(coarser)
        searcher.measure(field)
        for number in range(ROUNDS if len(searcher.ty) <= MOST_REFINED else 0):
            searching(number / ROUNDS)
            field = searcher.improve(field, 4)
            searcher.vote(field)
    finish(searcher, field, finishing)
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
