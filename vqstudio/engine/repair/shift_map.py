"""A thick hole filled by a few whole shifts of the photo: the next beam, the next window goes on in it.

Every pixel is one copied pixel. Which shift it takes is found at a size at which the hole is small; on the way down
shifts become precise and seams move to where they show least. At the end tones are brought together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of
from vqstudio.core.morphology import dilate, spread

from ..cancel import CancelToken
from ..pace import FIND, PASTE, REFINE, ROWS, Step, no_step, parts, strips
from .atlas import MARGIN, Atlas, doubled, lay_out
from .distinctness import too_distinct
from .exemplar import Searcher
from .labelling import Labelling
from .likenesses import warps_between_likes
from .offsets import frequent_offsets, offsets_to_sources
from .pyramid import Level
from .rim_likeness import unlike_rim
from .seamless import blend_gradients
from .self_matches import too_near

LABELS = 100
OFFERED = 30
"""How many offsets are offered, those that fit best somewhere at the rim: more take longer and look no better."""
FEW = 8
"""With fewer offsets than this that lead most of the hole to what may be copied, others are tried too."""
GRAINS = 4, 2
"""Pixels on a side of the squares that are labelled together: first for all offsets, then for those that are used."""
ALONE = 2.0
"""The cost of copying a pixel, per excess of its distinctness over that of the hole's surroundings."""
WARPED = 1e-5
"""The extra cost of copying a pixel by a warp: a plain shift that does as well is preferred."""
NO_WARPS = np.zeros((0, 3, 3))
LEAST_SHARE = 0.02
"""Share of the hole: warps that fill less are left out."""
MOST_SOURCES = 200_000
MOST_IN_BAND = 12_000
"""Seams of more pixels are carried down as they are."""
BAND = 2
"""How far a seam may move at each level below the one at which it was found."""
NEAR_RIM = 2
"""Pixels outside the hole that say how well a shift fits."""
TONE = 28.0
"""Grey levels: where copies differ by much more than this they show different things, so that the step between them is
no difference in tone to be spread over the fill.
"""
STILL = 4.0
"""Grey levels: where both copies change more evenly than this from pixel to pixel, a sky, they show no different
things, and STILL_TONE times as much is a difference in tone.
"""
STILL_TONE = 8.0


@dataclass(frozen=True)
class Kind:
    """A kind of hole. With more than ``most_pixels`` it is labelled at a smaller size. ``strange`` takes a picture, its
    hole and what may be copied, and says how much out of place each pixel would be in the hole. ``warped``: whether a
    taste may offer warps.
    """

    most_pixels: int
    warped: bool
    strange: Callable[[np.ndarray, np.ndarray, np.ndarray, CancelToken], np.ndarray]


HOLE = Kind(9_000, True, too_distinct)
"""A hole inside a photo. A cut of this many pixels takes 10 ms."""
STRIP = Kind(4_000, False, unlike_rim)
"""A strip beside a photo that is extended. There are up to eight."""


@dataclass(frozen=True)
class Taste:
    """How to choose: from a region that reaches ``reach`` times the hole's size around it; ``warped``: by warps too."""

    reach: float
    warped: bool


NEAR = Taste(reach=1.4, warped=True)
FAR = Taste(reach=2.5, warped=False)


@dataclass(frozen=True)
class ShiftMap:
    """``labels`` int (H, W), -1 outside the hole: by which of ``offsets`` (int (K, 2): dy, dx) each pixel is copied,
    from what its warp (``warps`` float (K, 3, 3), see :mod:`vqstudio.engine.repair.atlas`) makes of the photo.
    """

    labels: np.ndarray
    offsets: np.ndarray
    warps: np.ndarray

    def atlas(self, level: Level, source: np.ndarray, tight: bool) -> Atlas:
        """With what the hole's pixels of each label need, if ``tight``, else with what all of them would."""
        boxes = [
            bounds_of(self.labels == k if tight else level.hole).pad(MARGIN).shift(int(dx), int(dy))
            for k, (dy, dx) in enumerate(self.offsets)
        ]
        return lay_out(level, source, self.warps, boxes)


def halvings(filled: int, size: int, kind: Kind = HOLE) -> int:
    """How many times a region of ``size`` pixels, ``filled`` of them in its hole, is halved before its shifts are
    looked for.
    """
    count = 0
    while (filled >> 2 * count) > kind.most_pixels or (size >> 2 * count) > MOST_SOURCES:
        count += 1
    return count


def find_cost(filled: int, count: int) -> float:
    """What :func:`find_shifts` about costs, in the units of :mod:`vqstudio.engine.pace`, at the coarsest of so many
    levels of a hole of ``filled`` pixels.
    """
    return FIND * filled / 4 ** (count - 1)


def fill_cost(size: int, filled: int, count: int) -> float:
    """Roughly the cost of :func:`fill_by_shifts`, for a region of ``size`` pixels."""
    return sum(_costs(size, filled, count))


def _costs(size: int, filled: int, count: int) -> list[float]:
    """The cost of each level below the coarsest, coarser ones first, and that of copying."""
    return [*(REFINE * size / 4**number for number in reversed(range(count - 1))), PASTE * filled]


def find_shifts(
    level: Level, source: np.ndarray, taste: Taste, seed: int, step: Step, cancel: CancelToken,
    kind: Kind = HOLE, dear: np.ndarray | None = None,
) -> ShiftMap:  # fmt: skip
    """The shifts that fill the hole of ``level``, from what may be copied (``source`` bool (H, W)). ``dear`` (float32
    (H, W)): what it costs besides to copy each pixel, as a mean of squared differences of colours in 0..1.

    Raises ValueError if there is no patch to copy, or no shift leads to one; Cancelled when cancelled.
    """
    rng = np.random.default_rng(seed)
    searcher = Searcher(level, source, rng, cancel, grid=2)
    offsets = frequent_offsets(searcher, level.hole, LABELS, too_near(level.hole.shape))
    step(0.1)
    warps = warps_between_likes(level, source, seed, cancel) if taste.warped and kind.warped else NO_WARPS
    step(0.2)
    offers, work = _offered(offsets, warps, level, source, cancel)
    if np.count_nonzero(work.usable.mean(1) > 0.5) < FEW:
        offsets = np.concatenate([offsets, offsets_to_sources(searcher, level.hole, LABELS // 2)])
        offers, work = _offered(offsets, warps, level, source, cancel)
    strange = ALONE * kind.strange(level.image, level.hole, source, cancel)
    strange = offers.atlas.carried(strange if dear is None else strange + dear)
    work.avoid(strange + offers.atlas.grown(np.zeros(level.hole.shape, np.float32), WARPED))
    first, last = GRAINS
    labels = work.start(first)
    fitting = rng.permutation(np.union1d(work.fitting(OFFERED), labels))
    labels = work.expand(labels, fitting, first, lambda done: step(0.2 + 0.5 * done), cancel)
    labels = _without_bits(work, labels, len(offsets))
    again = rng.permutation(np.unique(labels))
    labels = work.expand(labels, again, last, lambda done: step(0.7 + 0.3 * done), cancel)
    if not work.usable[labels, np.arange(len(labels))].all():
        raise ValueError("some pixels of the hole cannot be copied from anywhere")
    used, labels = np.unique(labels, return_inverse=True)
    field = np.full(level.hole.shape, -1)
    field[work.ys, work.xs] = labels
    shifts = ShiftMap(field, offers.offsets[used], offers.warps[used])
    return _seams_moved(shifts, level, source, cancel)


def _without_bits(work: Labelling, labels: np.ndarray, plain: int) -> np.ndarray:
    """``labels`` (int (N,)) but for those beyond the ``plain`` so many that hardly any pixel has: these pixels have the
    best of the others for each alone.
    """
    count = np.bincount(labels, minlength=len(work.offsets))
    bits = plain + np.flatnonzero(count[plain:] < LEAST_SHARE * len(labels))
    kept = np.setdiff1d(labels, bits)
    at = np.flatnonzero(np.isin(labels, bits))
    if not len(at) or not len(kept):
        return labels
    best = kept[work.unary[np.ix_(kept, at)].argmin(0)]
    usable = work.usable[best, at]
    result = labels.copy()
    result[at[usable]] = best[usable]
    return result


@dataclass(frozen=True)
class _Offers:
    """``offsets`` int (K, 2) and ``warps`` float (K, 3, 3), and the atlas in which they lead from all of a hole."""

    offsets: np.ndarray
    warps: np.ndarray
    atlas: Atlas


def _offered(
    offsets: np.ndarray, warps: np.ndarray, level: Level, source: np.ndarray, cancel: CancelToken
) -> tuple[_Offers, Labelling]:
    """The offers of ``offsets`` in the photo itself and of ``warps`` without an offset, and their labelling."""
    plain = np.broadcast_to(np.eye(3), (len(offsets), 3, 3))
    shifts = ShiftMap(
        np.where(level.hole, 0, -1),
        np.concatenate([offsets, np.zeros((len(warps), 2), offsets.dtype)]),
        np.concatenate([plain, warps]),
    )
    atlas = shifts.atlas(level, source, tight=False)
    image, hole = atlas.level.image, atlas.level.hole
    work = Labelling(image, hole, atlas.source, shifts.offsets + atlas.moved, hole, cancel)
    return _Offers(shifts.offsets, shifts.warps, atlas), work


def fill_by_shifts(
    shifts: ShiftMap, levels: list[Level], sources: list[np.ndarray], step: Step, cancel: CancelToken
) -> tuple[np.ndarray, ShiftMap]:  # fmt: skip
    """float32 (H, W, 3) in 0..255: the picture of the finest of ``levels``, its hole filled by ``shifts`` that were
    found at the coarsest; and what these became. The finest level's own picture is overwritten. ``step`` hears the
    share that is done. Raises Cancelled when cancelled.
    """
    hole = levels[0].hole
    *refining, pasting = parts(_costs(hole.size, int(np.count_nonzero(hole)), len(levels)), step)
    for number, refined in zip(reversed(range(len(levels) - 1)), refining, strict=True):
        shifts = _refined(shifts, levels[number], sources[number], cancel, refined)
    return pasted(shifts, levels[0], sources[0], cancel, pasting, levels[0].image), shifts


def _refined(shifts: ShiftMap, level: Level, source: np.ndarray, cancel: CancelToken, step: Step) -> ShiftMap:
    """The shifts carried down to a ``level`` of twice the size."""
    hole = level.hole
    spreading, making, moving = parts((1, 4, 2), step)
    spreading(0.0)
    coarse = bounds_of(shifts.labels >= 0)
    labels = np.full(hole.shape, -1, np.int32)
    labels[2 * coarse.y : 2 * coarse.bottom, 2 * coarse.x : 2 * coarse.right] = (
        shifts.labels[coarse.slices].repeat(2, 0).repeat(2, 1)
    )
    near = bounds_of(hole).pad(NEAR_RIM).intersect(Bounds.of(hole.shape)).slices
    labels[near] = spread(labels[near])
    labels[~hole] = -1
    shifts = ShiftMap(labels, 2 * shifts.offsets, doubled(shifts.warps))
    atlas = shifts.atlas(level, source, tight=True)
    there = shifts.offsets + atlas.moved
    precise = _precise(there, atlas.grown(labels, -1), atlas.level.image, atlas.level.hole, atlas.source, making)
    moving(0.0)
    return _seams_moved(replace(shifts, offsets=precise - atlas.moved), level, source, cancel)


def _seams_moved(shifts: ShiftMap, level: Level, source: np.ndarray, cancel: CancelToken) -> ShiftMap:
    """The shifts with each seam where it shows least within BAND pixels."""
    labels = shifts.labels.copy()
    band = _seams(labels, BAND) & level.hole
    if 0 < band.sum() <= MOST_IN_BAND:
        atlas = shifts.atlas(level, source, tight=False)
        image, hole, offsets = atlas.level.image, atlas.level.hole, shifts.offsets + atlas.moved
        free, fixed = atlas.grown(band, False), atlas.grown(labels, -1)
        work = Labelling(image, hole, atlas.source, offsets, free, cancel, fixed)
        labels[band] = work.expand(labels[band], np.arange(len(offsets)), 1, no_step, cancel)
    return replace(shifts, labels=labels)


def _seams(labels: np.ndarray, radius: int) -> np.ndarray:
    """bool (H, W): pixels in the box of those that have a label, and within ``radius`` of a place where two meet."""
    box = bounds_of(labels >= 0).slices
    result, labels = np.zeros(labels.shape, bool), labels[box]
    meet = np.zeros(labels.shape, bool)
    for a, b, one, two in (
        (labels[1:], labels[:-1], meet[1:], meet[:-1]),
        (labels[:, 1:], labels[:, :-1], meet[:, 1:], meet[:, :-1]),
    ):
        differ = (a != b) & (a >= 0) & (b >= 0)
        one |= differ
        two |= differ
    result[box] = dilate(meet, radius)
    return result


def _precise(
    offsets: np.ndarray, labels: np.ndarray, image: np.ndarray, hole: np.ndarray, source: np.ndarray, step: Step
) -> np.ndarray:
    """``offsets`` moved by at most a pixel, each to where it fits best to the known pixels beside what it fills."""
    height, width = hole.shape
    known = (source & ~hole).ravel()
    near = bounds_of(hole).pad(NEAR_RIM).intersect(Bounds.of(hole.shape))
    inner = hole[near.slices]
    beside = np.where(dilate(inner, NEAR_RIM) & ~inner, spread(labels[near.slices]), -1)
    step(0.0)
    at_rim = _by_label(beside, len(offsets), near)
    step(0.0)
    in_hole = _by_label(labels[near.slices], len(offsets), near)
    pixels = image.reshape(-1, 3)
    result = offsets.copy()

    def index(y: np.ndarray, x: np.ndarray) -> np.ndarray:
        return y.clip(0, height - 1) * width + x.clip(0, width - 1)

    for k, (oy, ox) in enumerate(offsets):
        step(k / len(offsets))
        (ys, xs), (iy, ix) = at_rim[k], in_hole[k]
        if len(ys) == 0:
            continue
        own, least = pixels[index(ys, xs)], np.inf
        for dy, dx in sorted(np.ndindex(3, 3), key=lambda at: abs(at[0] - 1) + abs(at[1] - 1)):
            my, mx = oy + dy - 1, ox + dx - 1
            ty, tx = iy + my, ix + mx
            inside = (ty >= 0) & (ty < height) & (tx >= 0) & (tx < width)
            if not (inside & known[index(ty, tx)]).all():
                continue
            away = float(((pixels[index(ys + my, xs + mx)] - own) ** 2).mean())
            if away < least - 1e-6:
                least, result[k] = away, (my, mx)
    return result


def _by_label(labels: np.ndarray, count: int, near: Bounds) -> list[tuple[np.ndarray, np.ndarray]]:
    """For each of ``count`` labels the rows and columns of its pixels, in the picture of which ``labels`` are those
    of ``near``.
    """
    ys, xs = np.nonzero(labels >= 0)
    which = labels[ys, xs]
    order = np.argsort(which.astype(np.int16), kind="stable")  # of so short numbers many times as fast
    ends = np.searchsorted(which[order], np.arange(1, count))
    return list(zip(np.split(ys[order] + near.y, ends), np.split(xs[order] + near.x, ends), strict=True))


def _unevenness(changes: np.ndarray) -> np.ndarray:
    """float32 (H, W): by how much changes from pixel to pixel (float32 (H, W, 3)) differ from those beside them: much
    in texture, little in a sky, however fast it grows darker.
    """
    return np.asarray(cv2.blur(np.abs(changes - cv2.blur(changes, (5, 5))).max(-1), (5, 5)))


def pasted(
    shifts: ShiftMap, level: Level, source: np.ndarray, cancel: CancelToken, step: Step = no_step,
    into: np.ndarray | None = None,
) -> np.ndarray:  # fmt: skip
    """float32 (H, W, 3): the level's picture with the hole copied and tones brought together (Perez et al. 2003);
    ``into`` a picture that is known all around the hole already, if there is one, else into a new one.
    """
    copying, blending = parts((1, 2), step)
    atlas = shifts.atlas(level, source, tight=True)
    image, offsets = atlas.level.image, shifts.offsets + atlas.moved
    height, width = atlas.level.hole.shape
    box = bounds_of(level.hole).pad(1).intersect(Bounds.of(level.hole.shape))
    copied, right, down = (np.zeros((box.height, box.width, 3), np.float32) for _ in range(3))
    for rows in strips(box.height, copying, ROWS // 2):
        # With the row below, to which the differences of the last one lead.
        part = Bounds(box.x, box.y + rows.start, box.width, rows.stop - rows.start + 1).intersect(box)
        hole = level.hole[part.slices]
        shift = offsets[np.maximum(shifts.labels[part.slices], 0)] * hole[:, :, None]
        y, x = np.mgrid[part.y : part.bottom, part.x : part.right]
        sy, sx = (y + shift[:, :, 0]).clip(0, height - 1), (x + shift[:, :, 1]).clip(0, width - 1)
        inside = slice(rows.start, rows.start + part.height)
        copy = copied[inside] = image[sy, sx]
        for wanted, dy, dx in ((right[inside], 0, 1), (down[inside], 1, 0)):
            a = (slice(0, part.height - dy), slice(0, part.width - dx))
            b = (slice(dy, None), slice(dx, None))
            here = image[(sy[a] + dy).clip(0, height - 1), (sx[a] + dx).clip(0, width - 1)] - copy[a]
            there = copy[b] - image[(sy[b] - dy).clip(0, height - 1), (sx[b] - dx).clip(0, width - 1)]
            if not here.size:
                continue  # below the picture's last row there is none
            one, two = hole[a][:, :, None], hole[b][:, :, None]
            smooth = np.where(one & two, (here + there) / 2, np.where(one, here, there))
            plain = copy[b] - copy[a]
            # Of a pixel that is not copied nothing is known beyond the rim.
            change = np.maximum(_unevenness(here * one), _unevenness(there * two))
            tone = TONE * (1 + STILL_TONE * np.exp(-((change / STILL) ** 2)))
            trust = np.clip(2 - np.abs(plain - smooth).max(-1) / tone, 0, 1)[:, :, None]
            wanted[a] = trust * smooth + (1 - trust) * plain
    result = np.empty_like(level.image) if into is None else into
    for rows in strips(len(result) if into is None else 0, lambda _share: cancel.check()):
        result[rows] = level.image[rows]
    result[box.slices] = blend_gradients(copied, level.hole[box.slices], right, down, cancel, step=blending)
    return result
