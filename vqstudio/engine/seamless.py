"""Blending in the gradient domain: the fill keeps its texture and takes its tone from the rim (Perez et al. 2003)."""

from __future__ import annotations

import numpy as np

from .cancel import CancelToken
from .pace import Step, no_step, parts
from .pyramid import double

HOLD = 1 / 100**2
"""Weight of the colours of the fill themselves: beyond some 100 pixels from a rim they count more than its tone, or the
small errors of many differences would add up to any colour in a hole that is open to one side.
"""
COARSE_FROM = 4096
"""Holes of more pixels are first corrected at half the size: conjugate gradients smooth what is near, but carry the
tone of the rim only as many pixels far as they make steps.
"""
ITERATIONS = 200
TOLERANCE = 0.005
"""Root mean square of the residual, in grey levels, at which the solution counts as reached."""


def blend_gradients(
    fill: np.ndarray, hole: np.ndarray, right: np.ndarray, down: np.ndarray, cancel: CancelToken, hold: float = HOLD,
    step: Step = no_step,
) -> np.ndarray:  # fmt: skip
    """The picture whose differences inside ``hole`` are nearest to the wanted ones and that equals ``fill`` elsewhere.

    ``fill`` float32 (H, W, 3); ``hole`` bool (H, W); ``right`` and ``down`` float32 (H, W, 3): the wanted difference of
    the next pixel to the right or below minus this one, for every pair with a pixel in the hole; ``hold`` weighs how
    near the result stays to ``fill`` itself (screened Poisson: Bhat et al. 2008). Least squares by conjugate
    gradients from ``fill`` on, large holes being corrected at smaller sizes before (multigrid: Brandt 1977); at the
    picture's border nothing is asked.
    """
    height, width = hole.shape
    count = int(hole.sum())
    wanted = fill[hole]
    if count > COARSE_FROM:
        coarse, step = parts((1, 3), step)
        fill = fill + _coarse_correction(fill, hole, right, down, cancel, 4 * hold, coarse)
    number = np.full((height + 2, width + 2), count, np.int32)  # pixels that are given have the number ``count``
    number[1:-1, 1:-1][hole] = np.arange(count, dtype=np.int32)
    exists = np.pad(np.ones_like(hole), 1)
    known = np.pad(np.where(hole[:, :, None], 0, fill), ((1, 1), (1, 1), (0, 0)))
    # What each difference asks of its two pixels; at the top and left border there is none.
    pull = np.zeros((height, width, 3), np.float32)
    pull[:, 1:] += right[:, :-1]
    pull[:, :-1] -= right[:, :-1]
    pull[1:] += down[:-1]
    pull[:-1] -= down[:-1]
    rhs, degree = pull[hole] + np.float32(hold) * wanted, np.full((count, 1), hold, np.float32)
    neighbours = []
    for dy, dx in ((0, 1), (2, 1), (1, 0), (1, 2)):
        there = (slice(dy, dy + height), slice(dx, dx + width))
        neighbours.append(number[there][hole].astype(np.intp))
        rhs += known[there][hole]
        degree += exists[there][hole][:, None]

    def laplacian(u: np.ndarray) -> np.ndarray:
        """Of the hole's pixels (N, 3), the given ones taken as zero."""
        padded = np.concatenate([u, np.zeros((1, 3), np.float32)])
        out = degree * u
        for neighbour in neighbours:
            out -= padded.take(neighbour, axis=0)
        return out

    solution = fill[hole].astype(np.float32)
    residual = rhs - laplacian(solution)
    direction = residual.copy()
    power = _dot(residual, residual)
    enough = TOLERANCE**2 * count
    begun, reached = _excess(power, enough), 0.0
    for iteration in range(ITERATIONS):
        cancel.check()
        # The residual shrinks by about the same factor with every step, though not with each.
        reached = max(reached, iteration / ITERATIONS, 1 - _excess(power, enough) / max(begun, 1e-9))
        step(reached)
        going = power > enough  # a channel that is done must not divide rounding errors by each other
        if not going.any():
            break
        image = laplacian(direction)
        length = np.where(going, power / np.maximum(_dot(direction, image), 1e-12), 0)
        solution += length * direction
        residual -= length * image
        before, power = power, _dot(residual, residual)
        direction = residual + np.where(going, power / np.maximum(before, 1e-12), 0) * direction
    result = fill.astype(np.float32)
    result[hole] = solution
    return result


def _coarse_correction(
    fill: np.ndarray, hole: np.ndarray, right: np.ndarray, down: np.ndarray, cancel: CancelToken, hold: float,
    step: Step,
) -> np.ndarray:  # fmt: skip
    """What to add to ``fill`` (H, W, 3), solved on means of 2x2 pixels; zero outside the hole."""
    height, width = hole.shape
    grow = ((0, height % 2), (0, width % 2))
    # What the differences lack, where anything is asked of them; a step of the coarse grid crosses two of them.
    lack_right, lack_down = np.zeros_like(fill), np.zeros_like(fill)
    lack_right[:, :-1] = right[:, :-1] - (fill[:, 1:] - fill[:, :-1])
    lack_down[:-1] = down[:-1] - (fill[1:] - fill[:-1])
    lack_right[:, :-1][~(hole[:, :-1] | hole[:, 1:])] = 0
    lack_down[:-1][~(hole[:-1] | hole[1:])] = 0
    lack_right, lack_down = (np.pad(lack, (*grow, (0, 0))) for lack in (lack_right, lack_down))
    inside = np.pad(hole, grow, mode="edge")
    coarse_hole = inside[0::2, 0::2] & inside[1::2, 0::2] & inside[0::2, 1::2] & inside[1::2, 1::2]
    rows = (lack_right[0::2] + lack_right[1::2]) / 2
    columns = (lack_down[:, 0::2] + lack_down[:, 1::2]) / 2
    coarse_right, coarse_down = rows[:, 0::2] / 2 + rows[:, 1::2], columns[0::2] / 2 + columns[1::2]
    coarse_right[:, :-1] += rows[:, 2::2] / 2
    coarse_down[:-1] += columns[2::2] / 2
    coarse = blend_gradients(np.zeros_like(coarse_right), coarse_hole, coarse_right, coarse_down, cancel, hold, step)
    correction = double(coarse)[:height, :width]
    correction[~hole] = 0
    return correction


def _excess(power: np.ndarray, enough: float) -> float:
    """How many powers of e the worst channel is still above what is enough, at least 0."""
    return max(0.0, float(np.log(np.maximum(power, 1e-12).max() / enough)))


def _dot(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Sum of products of two (N, 3) arrays, by channel: (3,)."""
    return np.einsum("ic,ic->c", a, b)
