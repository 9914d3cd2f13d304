"""Blending in the gradient domain: the fill keeps its texture and takes its tone from the rim (Perez et al. 2003)."""

from __future__ import annotations

from functools import partial
from typing import Protocol

import cv2
import numpy as np

from ..cancel import CancelToken
from ..pace import Step, no_step, parts, strips
from ..side_by_side import side_by_side
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
DENSE = 0.25
"""Where a hole has at least this share of its box, the whole box is computed with: in order, many times as fast."""
THREADS_FROM = 50_000
"""Pixels of a hole whose channels are worth a thread each."""


def blend_gradients(
    fill: np.ndarray, hole: np.ndarray, right: np.ndarray, down: np.ndarray, cancel: CancelToken, hold: float = HOLD,
    step: Step = no_step,
) -> np.ndarray:  # fmt: skip
    """The picture whose differences inside ``hole`` are nearest to the wanted ones and that equals ``fill`` elsewhere.

    ``fill`` float32 (H, W, 3); ``hole`` bool (H, W); ``right`` and ``down`` float32 (H, W, 3): the wanted difference of
    the next pixel to the right or below minus this one, for every pair with a pixel in the hole; ``hold`` weighs how
    near the result stays to ``fill`` itself (screened Poisson: Bhat et al. 2008). Least squares by conjugate
    gradients from ``fill`` on, large holes being corrected at smaller sizes before (multigrid: Brandt 1977); at the
    picture's border nothing is asked. Raises Cancelled when cancelled.
    """
    result = fill.astype(np.float32)
    channels = range(fill.shape[2])

    def corrected(channel: int, step: Step) -> None:
        plane = np.ascontiguousarray(fill[:, :, channel])
        lack_right, lack_down = _lacks(plane, hole, right[:, :, channel], down[:, :, channel], cancel)
        result[:, :, channel] += _correction(hole, lack_right, lack_down, cancel, hold, step)

    works = [partial(corrected, channel) for channel in channels]
    if np.count_nonzero(hole) >= THREADS_FROM:
        list(side_by_side(works, step))
    else:
        for work, telling in zip(works, parts([1.0] * len(works), step), strict=True):
            work(telling)
    return result


def _lacks(
    plane: np.ndarray, hole: np.ndarray, right: np.ndarray, down: np.ndarray, cancel: CancelToken
) -> tuple[np.ndarray, np.ndarray]:
    """How far the differences of ``plane`` (float32 (H, W)) fall short of those wanted; 0 where none are wanted."""
    lack_right, lack_down = np.zeros(plane.shape, np.float32), np.zeros(plane.shape, np.float32)
    for rows in strips(len(plane), lambda _share: cancel.check()):
        a = plane[rows]
        np.subtract(right[rows, :-1], a[:, 1:] - a[:, :-1], out=lack_right[rows, :-1])
        lack_right[rows, :-1] *= hole[rows, :-1] | hole[rows, 1:]
        above = slice(rows.start, min(rows.stop, len(plane) - 1))
        below = slice(above.start + 1, above.stop + 1)
        np.subtract(down[above], plane[below] - plane[above], out=lack_down[above])
        lack_down[above] *= hole[above] | hole[below]
    return lack_right, lack_down


def _correction(
    hole: np.ndarray, lack_right: np.ndarray, lack_down: np.ndarray, cancel: CancelToken, hold: float, step: Step
) -> np.ndarray:
    """float32 (H, W): what to add to a plane whose differences lack that much; zero outside the hole."""
    cancel.check()
    count = int(np.count_nonzero(hole))
    pull = -lack_right
    pull[:, 1:] += lack_right[:, :-1]
    pull -= lack_down
    pull[1:] += lack_down[:-1]
    equations: _Equations = _Dense(hole, hold) if count >= DENSE * hole.size else _Sparse(hole, hold)
    residual = equations.packed(pull)
    solution = None
    if count > COARSE_FROM:
        coarse, step = parts((1, 3), step)
        solution = equations.packed(_coarse_correction(hole, lack_right, lack_down, cancel, 4 * hold, coarse))
        residual -= equations.laplacian(solution)
    return equations.unpacked(_solved(equations, residual, solution, count, cancel, step))


def _coarse_correction(
    hole: np.ndarray, lack_right: np.ndarray, lack_down: np.ndarray, cancel: CancelToken, hold: float, step: Step
) -> np.ndarray:
    """The correction, solved on means of 2x2 pixels and enlarged."""
    height, width = hole.shape
    grow = ((0, height % 2), (0, width % 2))
    if height % 2 or width % 2:
        lack_right, lack_down = np.pad(lack_right, grow), np.pad(lack_down, grow)
        hole = np.pad(hole, grow, mode="edge")
    coarse_hole = hole[0::2, 0::2] & hole[1::2, 0::2] & hole[0::2, 1::2] & hole[1::2, 1::2]
    # A step of the coarse grid crosses two differences.
    rows = (lack_right[0::2] + lack_right[1::2]) / 2
    columns = (lack_down[:, 0::2] + lack_down[:, 1::2]) / 2
    coarse_right, coarse_down = rows[:, 0::2] / 2 + rows[:, 1::2], columns[0::2] / 2 + columns[1::2]
    coarse_right[:, :-1] += rows[:, 2::2] / 2
    coarse_down[:-1] += columns[2::2] / 2
    # Of nothing that is known is anything asked.
    coarse_right[:, :-1] *= coarse_hole[:, :-1] | coarse_hole[:, 1:]
    coarse_down[:-1] *= coarse_hole[:-1] | coarse_hole[1:]
    coarse_right[:, -1], coarse_down[-1] = 0, 0
    correction = _correction(coarse_hole, coarse_right, coarse_down, cancel, hold, step)
    return double(correction[:, :, None])[:height, :width, 0]


def _solved(
    equations: _Equations, residual: np.ndarray, solution: np.ndarray | None, count: int, cancel: CancelToken,
    step: Step,
) -> np.ndarray:  # fmt: skip
    """The solution by conjugate gradients, from one (None = zero) that leaves the ``residual``; both are used up."""
    solution = np.zeros_like(residual) if solution is None else solution
    direction = residual.copy()
    power = _dot(residual, residual)
    enough = TOLERANCE**2 * count
    begun, reached = _excess(power, enough), 0.0
    for iteration in range(ITERATIONS):
        cancel.check()
        # The residual shrinks by about the same factor with every step, though not with each.
        reached = max(reached, iteration / ITERATIONS, 1 - _excess(power, enough) / max(begun, 1e-9))
        step(reached)
        if power <= enough:
            break
        image = equations.laplacian(direction)
        length = power / max(_dot(direction, image), 1e-12)
        cv2.scaleAdd(direction, length, solution, dst=solution)
        cv2.scaleAdd(image, -length, residual, dst=residual)
        before, power = power, _dot(residual, residual)
        cv2.scaleAdd(direction, power / max(before, 1e-12), residual, dst=direction)
    return solution


class _Equations(Protocol):
    """The normal equations of a hole's pixels, which it keeps as ``packed`` (float32), those that are known as zero."""

    def packed(self, plane: np.ndarray) -> np.ndarray: ...

    def unpacked(self, values: np.ndarray) -> np.ndarray: ...

    def laplacian(self, values: np.ndarray) -> np.ndarray: ...


class _Dense:
    """Packed as the whole plane, for holes that have much of it."""

    def __init__(self, hole: np.ndarray, hold: float) -> None:
        self._inside = hole.astype(np.float32)
        self._kernel = np.array([[0, -1, 0], [-1, 4 + hold, -1], [0, -1, 0]], np.float32)

    def packed(self, plane: np.ndarray) -> np.ndarray:
        return plane * self._inside

    def unpacked(self, values: np.ndarray) -> np.ndarray:
        return values

    def laplacian(self, values: np.ndarray) -> np.ndarray:
        # A pixel beyond the border that is like the one at it asks nothing of it.
        image = cv2.filter2D(values, cv2.CV_32F, self._kernel, borderType=cv2.BORDER_REPLICATE)
        return np.multiply(image, self._inside, out=image)


class _Sparse:
    """Packed as (N,), for scratches."""

    def __init__(self, hole: np.ndarray, hold: float) -> None:
        height, width = hole.shape
        count = int(np.count_nonzero(hole))
        self._hole = hole
        number = np.full((height + 2, width + 2), count, np.int32)  # pixels that are given have the number ``count``
        number[1:-1, 1:-1][hole] = np.arange(count, dtype=np.int32)
        exists = np.pad(np.ones_like(hole), 1)
        self._degree, self._neighbours = np.full(count, hold, np.float32), []
        for dy, dx in ((0, 1), (2, 1), (1, 0), (1, 2)):
            there = (slice(dy, dy + height), slice(dx, dx + width))
            self._neighbours.append(number[there][hole].astype(np.intp))
            self._degree += exists[there][hole]

    def packed(self, plane: np.ndarray) -> np.ndarray:
        return plane[self._hole]

    def unpacked(self, values: np.ndarray) -> np.ndarray:
        plane = np.zeros(self._hole.shape, np.float32)
        plane[self._hole] = values
        return plane

    def laplacian(self, values: np.ndarray) -> np.ndarray:
        padded = np.append(values, np.float32(0))
        image = self._degree * values
        for neighbour in self._neighbours:
            image -= padded.take(neighbour)
        return image


def _excess(power: float, enough: float) -> float:
    """How many powers of e the residual is still above what is enough, at least 0."""
    return max(0.0, float(np.log(max(power, 1e-12) / max(enough, 1e-12))))


def _dot(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.einsum("i,i->", a.ravel(), b.ravel()))
