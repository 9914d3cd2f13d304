"""Where in the source a window goes on from what lies around it on the canvas."""

from __future__ import annotations

import cv2
import numpy as np
from scipy.fft import irfft2, next_fast_len, rfft2

from .canvas import Canvas
from .source import Source

SMALL = 160
"""Pixels: places are searched at a size at which the source's shorter side has about as many."""
KEPT = 5
"""Places that are compared at the full size."""
SAMPLES = 1500
"""Pixels of a window that are compared there."""
CHANCE = 0.06
"""How much worse than the best a place may be, where chance decides; 1 is what a place by chance costs."""
AGAIN = 0.4
"""What it costs, in the same unit, to copy what is just beside already."""
DEAR = 0.02
"""The same for a single pixel, relative to what seams cost: the cut leaves out what is nearby already."""
NEAR = 0.8
"""Of the source's extent: how far away a copy is seen to be the same. Without these two costs the middle of the source
is everywhere.
"""
STRIKING = 2.0
"""How many times more the copy of a pixel costs for each deviation by which it strikes the eye, like sticks on sand."""
FOREIGN = 0.5
"""What such a pixel costs, in the same unit and for each deviation, if no copy is near: it is hardly of the texture."""
AROUND = np.array([(y, x) for y in (0, -1, 1) for x in (0, -1, 1)])


class Search:
    """Finds places for windows of one size (``height``, ``width``) by the squared differences to what is known of them:
    all places at once at a small size (by Fourier transforms, as Kwatra et al. do), the best few at the full size.
    """

    def __init__(self, source: Source, height: int, width: int, canvas: Canvas, rng: np.random.Generator) -> None:
        self.source, self.canvas, self.rng = source, canvas, rng
        self.height, self.width = height, width
        rows, columns = source.inside.shape
        self._features = np.ascontiguousarray(source.table[:, :-1])
        self._step = max(1, min(8, round(source.shorter / SMALL), min(height, width) // 12))
        self._size = rows // self._step, columns // self._step
        self._fits = source.fitting(height, width)
        self._allowed = self._small(self._fits)
        small = _reduced(self._small_part(self._features.reshape(rows, columns, -1)), self._size)
        self._padded = [next_fast_len(side, real=True) for side in self._size]
        self._spectra = [rfft2(plane, self._padded) for plane in small]
        self._power = rfft2((small**2).sum(0), self._padded)
        self._near = NEAR * source.extent
        self._strikes = _reduced(self._small_part(source.striking()[:, :, None]), self._size)[0]

    def _small_part(self, plane: np.ndarray) -> np.ndarray:
        return plane[: self._size[0] * self._step, : self._size[1] * self._step]

    def _small(self, plane: np.ndarray) -> np.ndarray:
        return self._small_part(plane)[:: self._step, :: self._step]

    def place(self, top: int, left: int) -> tuple[int, np.ndarray | None]:
        """The number of the source's pixel from which on a window is to be laid at this place of the canvas, and what
        copying each pixel of the source costs there (float32), if it costs anything.
        """
        labels = self.canvas.window(top, left, self.height, self.width)
        known = labels >= 0
        if not known.any():
            return int(self.rng.choice(np.flatnonzero(self._fits))), None
        cost = self._differences(labels, known)
        cost[~self._allowed] = np.inf
        usual = max(float(np.median(cost[self._allowed])), 1e-9)
        used = self._used(top, left)
        size = max(1, self.width // self._step), max(1, self.height // self._step)
        copied = AGAIN * used * (1 + STRIKING * self._strikes) + FOREIGN * self._strikes
        copied = cv2.boxFilter(copied, -1, size, anchor=(0, 0), borderType=cv2.BORDER_CONSTANT)
        extra = usual * (copied + CHANCE * self.rng.random(cost.shape, np.float32))
        first = self._precise(labels, known, self._best(cost + extra, extra))
        # A window over seams is to mend them.
        dear = None if known.all() else self._full(used).ravel() * np.float32(DEAR * usual)
        return first, dear

    def _full(self, small: np.ndarray) -> np.ndarray:
        full = np.zeros(self.source.inside.shape, np.float32)
        self._small_part(full)[:] = small.repeat(self._step, 0).repeat(self._step, 1)
        return full

    def _best(self, cost: np.ndarray, extra: np.ndarray) -> list[tuple[np.ndarray, float]]:
        """The cheapest places int (2,), each away from the others, with their ``extra`` cost."""
        found: list[tuple[np.ndarray, float]] = []
        reach = max(1, min(self.height, self.width) // self._step // 8)
        for _ in range(KEPT):
            y, x = np.unravel_index(int(np.argmin(cost)), cost.shape)
            if found and not np.isfinite(cost[y, x]):
                break
            found.append((np.array([y, x]) * self._step, float(extra[y, x])))
            cost[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1] = np.inf
        return found

    def _differences(self, labels: np.ndarray, known: np.ndarray) -> np.ndarray:
        """float32, at the small size: the mean squared difference of windows from each pixel on to what is known."""
        size = self.height // self._step, self.width // self._step
        features = self._features.take(labels, 0, mode="clip") * known[:, :, None]
        inner = slice(size[0] * self._step), slice(size[1] * self._step)
        share = _reduced(known[inner].astype(np.float32)[:, :, None], size)[0]
        template = _reduced(features[inner], size) / np.maximum(share, 1e-6)
        weight = (share >= min(0.5, float(share.max()))).astype(np.float32)
        total = rfft2(weight, self._padded).conj() * self._power
        for plane, spectrum in zip(template, self._spectra, strict=True):
            total -= 2 * rfft2(weight * plane, self._padded).conj() * spectrum
        found = irfft2(total, self._padded)[: self._size[0], : self._size[1]]
        found += float((weight * template**2).sum())
        return np.maximum(found / weight.sum(), 0).astype(np.float32)

    def _used(self, top: int, left: int) -> np.ndarray:
        """float32, at the small size: how often each pixel of the source is already around this place of the canvas; a
        copy just beside counts 1, farther ones less.
        """
        canvas, step = self.canvas, max(1, min(self.height, self.width) // 24)
        half = [side // 2 + int(1.5 * self._near) for side in (self.height, self.width)]
        if canvas.wraps:
            half = [min(one, side // 2) for one, side in zip(half, canvas.labels.shape, strict=True)]
        y, x = np.arange(-half[0], half[0], step)[:, None], np.arange(-half[1], half[1], step)[None]
        rows, columns = y + top + self.height // 2, x + left + self.width // 2
        beyond = np.zeros((y.size, x.size), bool)
        if not canvas.wraps:
            beyond |= (rows < 0) | (rows >= canvas.labels.shape[0])
            beyond |= (columns < 0) | (columns >= canvas.labels.shape[1])
        labels = canvas.labels[rows % canvas.labels.shape[0], columns % canvas.labels.shape[1]]
        own = (abs(y) <= self.height // 2) & (abs(x) <= self.width // 2)
        counts = (labels >= 0) & ~own & ~beyond
        weight = np.exp(-(y**2 + x**2) / (2 * self._near**2))[counts]
        sy, sx = (at // self._step for at in np.divmod(labels[counts], self.source.width))
        place = sy.clip(0, self._size[0] - 1) * self._size[1] + sx.clip(0, self._size[1] - 1)
        used = np.bincount(place, weight, self._size[0] * self._size[1]).reshape(self._size)
        return (used * (step / self._step) ** 2).astype(np.float32)

    def _precise(self, labels: np.ndarray, known: np.ndarray, found: list[tuple[np.ndarray, float]]) -> int:
        """The best of the places, each moved so that it fits at the full size."""
        y, x = np.nonzero(known)
        if len(y) > SAMPLES:
            some = self.rng.choice(len(y), SAMPLES, replace=False)
            y, x = y[some], x[some]
        stride = self.source.width
        wanted, offsets = self._features.take(labels[y, x], 0), y * stride + x

        def costs_of(places: np.ndarray) -> np.ndarray:
            inside = places.clip(0, np.array(self._fits.shape) - 1)
            first = inside[:, 0] * stride + inside[:, 1]
            away = self._features.take(first[:, None] + offsets[None], 0, mode="clip") - wanted
            costs = np.einsum("nij,nij->n", away, away) / len(offsets)
            fits = self._fits.ravel()[first] & (inside == places).all(1)
            return np.where(fits, costs, np.inf)

        best, least = int(found[0][0] @ (stride, 1)), np.inf
        for place, extra in found:
            jump = self._step
            while True:
                places = place + jump // 2 * AROUND if jump > 1 else place[None]
                costs = costs_of(places)
                cost, place = float(costs.min()), places[int(costs.argmin())]
                jump = (jump + 1) // 2
                if jump <= 1:
                    break
            if cost + extra < least:
                best, least = int(place @ (stride, 1)), cost + extra
        return best


def _reduced(planes: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """(H, W, C) to float32 (C, *size), as means."""
    channels = range(planes.shape[2])
    return np.stack([cv2.resize(planes[:, :, n], size[::-1], interpolation=cv2.INTER_AREA) for n in channels])
