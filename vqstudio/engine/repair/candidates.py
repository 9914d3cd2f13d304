"""A thick hole filled by shifts of the photo in several ways, from near and from far; a critic says which looks best.

Shifts are found at a size at which the hole is small, which decides how a fill looks: the critic compares them there,
and only the one that is chosen is made precise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from vqstudio.core.geometry import Bounds
from vqstudio.core.morphology import dilate, erode

from ..pace import COMPARE_FILLS, GUESS, LOOK, PASTE, TOUCH, Step, parts, strips
from ..requests import no_preview
from ..side_by_side import side_by_side
from .faces import not_to_copy
from .pyramid import Level, double
from .regions import Region, with_known_pixels
from .shift_map import FAR, NEAR, ShiftMap, Taste, fill_by_shifts, fill_cost, find_cost, find_shifts, halvings, pasted
from .work import WORK_SIDE, Work, levels_of, note_shifts, paint_guess, put, show

CANDIDATES: tuple[tuple[Taste, int], ...] = ((NEAR, 0), (FAR, 0), (NEAR, 1), (FAR, 1))
"""How, and by which order of trying, shifts are found."""
JUDGED = 3
"""How many of them the critic ranks; the others follow. Finding each of these takes as long as finding the chosen one.
"""
SEARCHES_AT_ONCE = 2
"""A third thread would mostly wait for the interpreter's lock, and make the others wait longer."""
TURNS = 2
"""Orders that the candidates of one taste use up."""
THICK = 8
"""Pixels that a hole must be deep in most places for shifts to fill it: letters and scratches that cross are not."""
LEAST_HOLE = 48
"""Shifts come from at least this many pixels around a hole, times the taste's reach."""
LOOKED_AT = 4000
"""Holes of more pixels than this take long enough for a first look."""


@dataclass(frozen=True)
class Around:
    """The pyramid of what a taste reaches around a hole: ``levels`` of ``outer``, whose ``sources`` (bool (H, W)) may
    be copied.
    """

    outer: Bounds
    levels: list[Level]
    sources: list[np.ndarray]


@dataclass(frozen=True)
class Candidate:
    """Shifts that were found at the coarsest level, the ``picture`` (float32 (h, w, 3)) that they make of it, if
    it is needed, and the ``score`` of the critic.
    """

    around: Around
    shifts: ShiftMap
    picture: np.ndarray | None
    score: float


def fill_by_candidate(work: Work, region: Region, rank: int, turn: int, step: Step) -> bool:
    """Whether the region was filled by shifts: by those of the given ``rank`` (0 = the best) among candidates of this
    ``turn``. It is not if hardly anything in it is thick (scratches that cross), for votes are better at what is thin,
    or if no patch of what is near may be copied.
    """
    alone = np.pad(work.missing[region.core.slices], THICK)
    filled = int(np.count_nonzero(alone))
    if 2 * np.count_nonzero(alone & dilate(erode(alone, THICK), THICK)) < filled:
        return False
    judged = rank < JUDGED and work.choose and work.models.critic is not None
    tried = CANDIDATES[:JUDGED] if judged else CANDIDATES[rank : rank + 1]
    outers = {taste: _outer(work, region, taste) for taste, _ in tried}
    # At one size for all, so that the critic compares like with like.
    count = 1 + max(halvings(filled, outer.area, work.kind) for outer in outers.values())
    looks = filled > LOOKED_AT and work.preview is not no_preview
    size = max(outer.area for outer in outers.values())
    seen = (GUESS if work.detail < 1 else LOOK if looks else 0.0) * size / 4 ** _times_halved(outers[tried[0][0]])
    finding_cost = len(tried) * (find_cost(filled, count) + (COMPARE_FILLS if len(tried) > 1 else 0.0))
    touched = TOUCH * sum(outer.area for outer in outers.values())
    costs = [touched, seen, finding_cost, fill_cost(size, filled, count), PASTE * filled if work.own else 0.0]
    reading, guessing, finding, filling, copying = parts(costs, step)
    readings = parts([outer.area for outer in outers.values()], reading)
    arounds = {
        taste: _read(work, region, outer, count, telling)
        for (taste, outer), telling in zip(outers.items(), readings, strict=True)
    }
    guessing(0.0)
    first = arounds[tried[0][0]]
    guess = _guess(work, first, turn) if work.detail < 1 else None
    if guess is None and looks:
        times = _times_halved(first.outer)
        show(work, region, first.outer, _first_look(first.levels[times], first.sources[times], work), times)
    found = []
    dear = _cost_of_faces(work, arounds, count)
    searches = [
        partial(_found, work, taste, arounds[taste], count, TURNS * turn + order, judged, dear.get(taste))
        for taste, order in tried
    ]
    for candidate in side_by_side(searches, finding, SEARCHES_AT_ONCE):
        if candidate is not None:
            found.append(candidate)
            if looks and candidate.picture is not None:
                show(work, region, candidate.around.outer, candidate.picture, count - 1)
    if not found:
        return False
    # Of equal ones (without a critic, or all in one colour) the order of trying decides.
    chosen = sorted(found, key=lambda candidate: -candidate.score)[min(rank, len(found) - 1)]
    around, first_outer = chosen.around, first.outer
    # What the others looked at is a gigabyte of a large photo.
    for held in (arounds, found, searches):
        held.clear()
    del first, candidate
    if count == 1 and chosen.picture is not None:
        result, shifts = chosen.picture, chosen.shifts  # made precise already
    else:
        result, shifts = fill_by_shifts(
            chosen.shifts, around.levels[:count], around.sources[:count], filling, work.cancel
        )
    own = None
    if work.own is not None:
        copied = work.own.level(around.outer, around.levels[0], work.cancel)
        own = pasted(shifts, copied, around.sources[0], work.cancel, copying, copied.image)
    if guess is not None:
        inside = first_outer.intersect(around.outer)
        here, there = inside.shift(-around.outer.x, -around.outer.y), inside.shift(-first_outer.x, -first_outer.y)
        _mix(work, result[here.slices], guess[there.slices])
        if work.own is not None and own is not None:
            _mix(work, own[here.slices], work.own.of(guess[there.slices]))
    note_shifts(work, region, around.outer, shifts)
    put(work, region, around.outer, result, own)
    return True


def _mix(work: Work, copies: np.ndarray, guess: np.ndarray) -> None:
    """Put the share of the ``guess`` (both float32 (h, w, 3)) that is asked for into the ``copies``, in place."""
    for rows in strips(len(copies), lambda _share: work.cancel.check()):
        copies[rows] = work.detail * copies[rows] + (1 - work.detail) * guess[rows]


def _outer(work: Work, region: Region, taste: Taste) -> Bounds:
    """The part of the photo that a taste looks at."""
    core = region.core
    reach = taste.reach * max(LEAST_HOLE, np.sqrt(np.count_nonzero(work.missing[core.slices])))
    return with_known_pixels(core.pad(int(reach)).intersect(Bounds.of(work.missing.shape)), work.missing, work.usable)


def _times_halved(outer: Bounds) -> int:
    """How many times the models see it halved."""
    times = 0
    while max(outer.height, outer.width) >> times > WORK_SIDE:
        times += 1
    return times


def _read(work: Work, region: Region, outer: Bounds, count: int, step: Step) -> Around:
    image, missing = work.result[outer.slices], work.missing[outer.slices]
    hole = np.zeros_like(missing)
    here = region.core.shift(-outer.x, -outer.y).slices
    hole[here] = missing[here]
    usable = ~missing | hole  # other holes, which are filled later
    if work.usable is not None:
        usable &= work.usable[outer.slices]
    times = _times_halved(outer)
    multiple = max(1 << (count - 1), work.models.stride << times)
    levels, sources = levels_of(image, hole, usable, max(count, 1 + times), multiple, step)
    return Around(outer, levels, sources)


def _cost_of_faces(work: Work, arounds: dict[Taste, Around], count: int) -> dict[Taste, np.ndarray]:
    """For each taste, where shifts are found (float32 (h, w)): the cost of copying faces. Nothing without a finder.

    They are looked for once, in the largest part of the photo, for that is most of the time that it takes.
    """
    if work.models.face_finder is None:
        return {}
    largest = max(arounds.values(), key=lambda around: around.outer.area)
    level, outer, halved = largest.levels[count - 1], largest.outer, count - 1
    pixels = np.clip(level.image + 0.5, 0, 255).astype(np.uint8)
    cost = not_to_copy(work.models.face_finder.find(pixels, work.cancel), level.hole)
    result = {}
    for taste, around in arounds.items():
        height, width = around.levels[count - 1].hole.shape
        rows = (np.arange(height) + ((around.outer.y - outer.y) >> halved)).clip(0, cost.shape[0] - 1)
        columns = (np.arange(width) + ((around.outer.x - outer.x) >> halved)).clip(0, cost.shape[1] - 1)
        result[taste] = cost[rows[:, None], columns]
    return result


def _guess(work: Work, around: Around, seed: int) -> np.ndarray:
    """float32 (H, W, 3): what the models guess of ``around.outer``, at full size."""
    times = _times_halved(around.outer)
    level = Level(around.levels[times].image.copy(), around.levels[times].hole)
    paint_guess([level], around.sources[times], work, seed)
    picture = level.image
    for _ in range(times):
        picture = double(picture)
    return picture


def _first_look(level: Level, usable: np.ndarray, work: Work) -> np.ndarray:
    """float32 (H, W, 3) in 0..255: what the models say at once."""
    if work.models.decoder:
        return work.models.decoder.predict(level.image, level.hole, None, work.cancel)
    guessed = work.models.guess(level.image, level.hole, usable, 0, work.cancel, draw=False)
    return level.image if guessed is None else guessed


def _found(
    work: Work, taste: Taste, around: Around, count: int, seed: int, judged: bool, dear: np.ndarray | None, step: Step
) -> Candidate | None:  # fmt: skip
    """None if no shift leads to what may be copied. ``dear`` as for :func:`find_shifts`."""
    level, source = around.levels[count - 1], around.sources[count - 1]
    search = partial(find_shifts, level, source, taste, seed, step, work.cancel, work.kind, dear)
    try:
        shifts = work.models.searches.find(level, source, taste, seed, work.kind, dear, search)
    except ValueError:
        return None
    critic = work.models.critic if judged else None
    picture = pasted(shifts, level, source, work.cancel) if critic or count > 1 else None
    score = critic.score(picture, level.hole, work.cancel) if critic and picture is not None else 0.0
    return Candidate(around, shifts, picture, score)
