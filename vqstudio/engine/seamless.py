"""Blending in the gradient domain: the fill keeps its texture and takes its tone from the rim (Perez et al. 2003)."""

from __future__ import annotations

import numpy as np

from .cancel import CancelToken

ITERATIONS = 200
TOLERANCE = 0.02
"""Root mean square of the residual, in grey levels, at which the solution counts as reached."""


def blend_gradients(
    fill: np.ndarray, hole: np.ndarray, right: np.ndarray, down: np.ndarray, cancel: CancelToken
) -> np.ndarray:
    """The picture whose differences inside ``hole`` are nearest to the wanted ones and that equals ``fill`` elsewhere.

    ``fill`` float32 (H, W, 3); ``hole`` bool (H, W); ``right`` and ``down`` float32 (H, W, 3): the wanted difference of
    the next pixel to the right or below minus this one, for every pair with a pixel in the hole. Least squares by
    conjugate gradients, starting at ``fill``; at the picture's border nothing is asked.
    """
    height, width = hole.shape
    count = int(hole.sum())
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
    rhs, degree = pull[hole], np.zeros((count, 1), np.float32)
    neighbours = []
    for dy, dx in ((0, 1), (2, 1), (1, 0), (1, 2)):
        there = (slice(dy, dy + height), slice(dx, dx + width))
        neighbours.append(number[there][hole])
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
    for _ in range(ITERATIONS):
        cancel.check()
        going = power > enough  # a channel that is done must not divide rounding errors by each other
        if not going.any():
            break
        image = laplacian(direction)
        step = np.where(going, power / np.maximum(_dot(direction, image), 1e-12), 0)
        solution += step * direction
        residual -= step * image
        before, power = power, _dot(residual, residual)
        direction = residual + np.where(going, power / np.maximum(before, 1e-12), 0) * direction
    result = fill.astype(np.float32)
    result[hole] = solution
    return result


def _dot(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Sum of products of two (N, 3) arrays, by channel: (3,)."""
    return np.einsum("ic,ic->c", a, b)
