"""Blending in the gradient domain: the fill keeps its texture and takes its tone from the rim (Perez et al. 2003)."""

from __future__ import annotations

import numpy as np

from .cancel import CancelToken

ITERATIONS = 200
TOLERANCE = 0.05
"""Root mean square of the residual, in grey levels, at which the solution counts as reached."""


def blend_gradients(
    fill: np.ndarray, hole: np.ndarray, right: np.ndarray, down: np.ndarray, cancel: CancelToken
) -> np.ndarray:
    """The picture whose differences inside ``hole`` are nearest to the wanted ones and that equals ``fill`` elsewhere.

    ``fill`` float32 (H, W, 3); ``hole`` bool (H, W); ``right`` and ``down`` float32 (H, W, 3): the wanted difference of
    the next pixel to the right or below minus this one, for every pair with a pixel in the hole. Least squares by
    conjugate gradients, starting at ``fill``; at the picture's border nothing is asked.
    """
    across = (hole[:, 1:] | hole[:, :-1])[:, :, None].astype(np.float32)
    along = (hole[1:] | hole[:-1])[:, :, None].astype(np.float32)
    inside = hole[:, :, None].astype(np.float32)

    def adjoint(dx: np.ndarray, dy: np.ndarray) -> np.ndarray:
        out = np.zeros_like(fill)
        dx, dy = dx * across, dy * along
        out[:, 1:] += dx
        out[:, :-1] -= dx
        out[1:] += dy
        out[:-1] -= dy
        return out * inside

    def laplacian(u: np.ndarray) -> np.ndarray:
        return adjoint(u[:, 1:] - u[:, :-1], u[1:] - u[:-1])

    result = fill.astype(np.float32)
    residual = adjoint(right[:, :-1], down[:-1]) - laplacian(result)
    direction = residual.copy()
    power = _dot(residual, residual)
    enough = TOLERANCE**2 * hole.sum()
    for _ in range(ITERATIONS):
        cancel.check()
        going = power > enough  # a channel that is done must not divide rounding errors by each other
        if not going.any():
            break
        image = laplacian(direction)
        step = np.where(going, power / np.maximum(_dot(direction, image), 1e-12), 0)
        result += step * direction
        residual -= step * image
        before, power = power, _dot(residual, residual)
        direction = residual + np.where(going, power / np.maximum(before, 1e-12), 0) * direction
    return result


def _dot(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Sum of products of two (H, W, 3) arrays, by channel: (3,)."""
    return np.einsum("ijc,ijc->c", a, b)
