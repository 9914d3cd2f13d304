"""Repair: fill the selected pixels without a visible trace.

Thick holes are filled by whole shifts of the photo, from near or from far, of which a critic says which look best, or
by an exemplar fill from coarse to fine that follows a guess: a decoder that sees the surroundings says what belongs
there, deep inside told by tokens of the photo. The seed picks among them, the best first. Thin masks (scratches, text)
need the guess and the finest level only.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vqstudio.core.errors import MaskError
from vqstudio.core.morphology import depth_of
from vqstudio.core.wording import Sentence, mark

from ..cancel import CancelToken
from ..pace import BLEND, COMPARE, DESCRIBE, GUESS, SEARCH, TOUCH, Step, no_step, parts
from ..requests import Preview, Progress, no_preview
from .candidates import CANDIDATES, fill_by_candidate
from .decoder import RepairDecoder
from .exemplar import EXACT_PAIRS, RADIUS, Field, Searcher
from .models import RepairModels
from .own import Own
from .pyramid import Level, double
from .regions import Region, plan, with_known_pixels
from .shift_map import HOLE, Kind
from .work import WORK_SIDE, Work, levels_of, note_offsets, paint_guess, put, show

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
ALL_WAYS = 1 + len(CANDIDATES)
"""In which a thick hole is filled, seed by seed and over again: by shifts, those first that the critic likes best, and
by votes of patches that follow the guess.
"""
MOST_REFINED = 150_000
"""Holes of more target patches than this at a level are carried down without another search there."""


def repair(
    pixels: np.ndarray,
    selected: np.ndarray,
    models: RepairModels,
    seed: int,
    progress: Progress,
    cancel: CancelToken,
    usable: np.ndarray | None = None,
    detail: float = 1.0,
    choose: bool = True,
    preview: Preview = no_preview,
    offsets: np.ndarray | None = None,
    kind: Kind = HOLE,
    own: Own | None = None,
) -> np.ndarray:
    """uint8 (H, W, 3) with the selected pixels (bool (H, W)) filled; all others are bit-identical.

    ``usable`` (bool (H, W)) limits where texture is taken from; a ``detail`` below 1 mixes the model's smooth picture
    in. Without ``choose`` no critic is asked: seeds take the ways to fill in the same order for every hole.
    ``offsets``, int32 (H, W, 2) of zeros, is filled in with where pixels or patches came from.
    ``kind`` says what shifts heed. ``own`` values of the photo are filled in place, copied from where the others are.

    Raises MaskError if nothing is selected or nothing is left to fill from, Cancelled when cancelled.
    """
    if not selected.any():
        raise MaskError("Nothing is selected; paint over what should be repaired first.")
    work = Work(pixels.copy(), selected.copy(), usable, models, detail, choose, preview, cancel, offsets, kind, own)
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
        if not work.missing[region.core.slices].any():
            continue  # filled with the hole around it
        turn, way = divmod(seed, ALL_WAYS)
        if region.thin and models.decoder:
            _fill_thin(work, region, models.decoder, seed, step)
        elif region.thin or way == ALL_WAYS - 1 or not fill_by_candidate(work, region, way, turn, step):
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
    show(work, region, outer, level.image, 0)
    source = np.ones_like(hole) if work.usable is None else work.usable[outer.slices]
    try:
        searcher = Searcher(level, source, np.random.default_rng(seed), work.cancel, GRID)
    except ValueError:
        return put(work, region, outer, painted)  # not one patch to copy from
    own = work.own.level(outer, level, work.cancel) if work.own else None
    field = searcher.improve(searcher.random_field(THIN_REACH), THIN_REACH)
    searcher.vote(field)
    field = searcher.improve(field, THIN_REACH // 4)
    _finish(work, searcher, field, painted if work.detail < 1 else None, own)
    note_offsets(work, region, outer, field)
    put(work, region, outer, level.image, own.image if own else None)


def _finish(
    work: Work, searcher: Searcher, field: Field, smooth: np.ndarray | None, own: Level | None, step: Step = no_step
) -> None:
    """Fill the searcher's level, and the picture of the photo's ``own`` values if there is one."""
    *first, last = parts([1.0] * (2 if own else 1), step)
    if work.own and own:
        searcher.finish(field, None if smooth is None else work.own.of(smooth), work.detail, first[0], own)
    searcher.finish(field, smooth, work.detail, last)


def _fill_by_votes(work: Work, region: Region, seed: int, step: Step) -> None:
    """Guess the hole of a region, then copy pixels of the photo from coarse to fine."""
    outer = with_known_pixels(region.outer, work.missing, work.usable)
    image, hole = work.result[outer.slices], work.missing[outer.slices]
    halvings = 0
    while max(image.shape[:2]) >> halvings > WORK_SIDE:
        halvings += 1
    if region.thin:
        halvings, count = 0, 2
    else:
        count = 1 + halvings + _coarser_levels(hole[:: 1 << halvings, :: 1 << halvings])
    levels, sources = levels_of(image, hole, None if work.usable is None else work.usable[outer.slices], count,
                              max(1 << (count - 1), work.models.stride << halvings))  # fmt: skip
    grids = [1 if region.thin or number == len(levels) - 1 else GRID for number in range(len(levels))]
    costs = [
        _cost(level, grid, last=not number) for number, (level, grid) in enumerate(zip(levels, grids, strict=True))
    ]
    seen = levels[halvings].hole.size
    built, guessed, *solved = parts([TOUCH * hole.size, 0 if region.thin else GUESS * seen, *costs[::-1]], step)
    built(1.0)
    if not region.thin:
        paint_guess(levels[halvings:], sources[halvings], work, seed)
        show(work, region, outer, levels[halvings].image, halvings)
    smooth = levels[halvings].image.copy()
    own = work.own.level(outer, levels[0], work.cancel) if work.own else None

    def last(searcher: Searcher, field: Field, step: Step) -> None:
        full = smooth
        for _ in range(halvings if work.detail < 1 else 0):
            full = double(full)
        _finish(work, searcher, field, full if work.detail < 1 else None, own, step)

    guessed(1.0)
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
        note_offsets(work, region, outer, solution)
    put(work, region, outer, levels[0].image, own.image if own and solution is not None else None)


def _vote(searcher: Searcher, field: Field, step: Step) -> None:
    searcher.vote(field)
    step(1.0)


def _cost(level: Level, grid: int, last: bool) -> float:
    """Roughly the cost of solving a level."""
    return sum(_costs(level, grid)) + (BLEND * int(level.hole.sum()) if last else 0.0)


def _costs(level: Level, grid: int) -> tuple[float, float]:
    """The costs of describing what can be copied, and of the search."""
    targets = level.hole.sum() / grid**2
    pairs = targets * level.hole.size
    if grid == 1 and pairs <= EXACT_PAIRS:
        return DESCRIBE * level.hole.size, COMPARE * (FIRST_ROUNDS + 1) * pairs
    rounds = ROUNDS if targets <= MOST_REFINED else 0
    return DESCRIBE * level.hole.size, SEARCH * targets * max(rounds, 0.5)


def _coarser_levels(hole: np.ndarray) -> int:
    """How many times to halve the work size until a patch reaches across the thickest part of the hole."""
    thickness = 2 * int(depth_of(hole, WORK_SIDE // 4).max(initial=1))
    return max(1, min(MOST_COARSER, 1 + int(np.log2(max(1.0, thickness / (2 * RADIUS + 1))))))


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
