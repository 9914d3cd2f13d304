"""Where in the source a window goes on from what surrounds it on the canvas."""

from __future__ import annotations

import cv2
import numpy as np
from scipy.fft import irfft2, next_fast_len, rfft2

from .canvas import NONE, Canvas
from .source import Source

SMALL = 160
"""Pixels: the source is searched at a size whose shorter side is at most this."""
KEPT = 5
"""Places that are compared at the full size."""
SAMPLES = 1500
"""Pixels of a window that are compared there."""
TOLERANCE = 0.06
"""How much worse than the best a place may be, relative to a place by chance, when chance decides."""
AGAIN = 0.2
"""What it costs, in the same unit, to copy what is just beside already."""
NEAR = 0.8
"""Of the source's shorter side: how far away what is copied again is still seen to be the same."""

AROUND = np.array([(y, x) for y in (0, -1, 1) for x in (0, -1, 1)])


class Search:
    def __init__(self, source: Source, height: int, width: int, canvas: Canvas, rng: np.random.Generator) -> None:
        """For windows of this size."""
        self.source, self.canvas, self.rng = source, canvas, rng
        self.height, self.width = height, width
        rows, columns = source.inside.shape
        features = source.table[:, :5].reshape(rows, columns, 5)
        self.step = max(1, min(8, round(min(rows, columns) / SMALL), min(height, width) // 12))
        self.size = columns // self.step, rows // self.step
        small = cv2.resize(features[: self.size[1] * self.step, : self.size[0] * self.step], self.size, interpolation=cv2.INTER_AREA)
        self.padded = next_fast_len(self.size[1], True), next_fast_len(self.size[0], True)
        self.spectra = [rfft2(small[:, :, n], self.padded) for n in range(5)]
        self.power = rfft2((small**2).sum(2), self.padded)
        fits = self._fits(source.inside)
        self.allowed = fits[:: self.step, :: self.step][: self.size[1], : self.size[0]]
        self.exact = fits
        self.near = NEAR * min(rows, columns)
        self.coarse = max(1, min(height, width) // 24)

    def _fits(self, inside: np.ndarray) -> np.ndarray:
        """bool, of the source's shape: whether a window from this pixel on is inside."""
        total = cv2.integral(inside.astype(np.uint8))
        full = np.zeros(inside.shape, bool)
        h, w = self.height, self.width
        count = total[h:, w:] - total[:-h, w:] - total[h:, :-w] + total[:-h, :-w]
        full[: count.shape[0], : count.shape[1]] = count == h * w
        return full

    def place(self, top: int, left: int) -> int:
        """The number of the source's pixel from which on a window is to be laid at this place of the canvas."""
        labels = self.canvas.window(top, left, self.height, self.width)
        known = labels >= 0
        if not known.any():
            return int(self.rng.choice(np.flatnonzero(self.exact))), None
        return self._best(labels, known, top, left)

    def _best(self, labels: np.ndarray, known: np.ndarray, top: int, left: int) -> int:
        cost = self._cost(labels, known)
        cost[~self.allowed] = np.inf
        among = cost[self.allowed]
        usual = max(float(np.median(among)), 1e-9)
        again, used = self._again(top, left)
        noisy = cost + usual * (AGAIN * again + TOLERANCE * self.rng.random(cost.shape, np.float32))
        found = []
        reach = max(1, min(self.height, self.width) // self.step // 8)
        for _ in range(KEPT):
            y, x = np.unravel_index(int(np.argmin(noisy)), noisy.shape)
            if not np.isfinite(noisy[y, x]):
                break
            found.append((int(y) * self.step, int(x) * self.step, float(noisy[y, x] - cost[y, x])))
            noisy[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1] = np.inf
        import os
        lam = float(os.environ.get('LAM', 0.02)) * (float(os.environ.get('ML', 0)) if known.all() else 1)
        shape = self.source.inside.shape
        dear = np.zeros(shape, np.float32)
        big = used.repeat(self.step, 0).repeat(self.step, 1)
        dear[: big.shape[0], : big.shape[1]] = big
        return self._precise(labels, known, found), dear.ravel() * (lam * usual)

    def _cost(self, labels: np.ndarray, known: np.ndarray) -> np.ndarray:
        """float32, at the small size: the mean squared difference of windows from each pixel on to what is known."""
        step = self.step
        h, w = self.height // step, self.width // step
        features = self.source.table.take(labels.ravel().clip(0), 0)[:, :5].reshape(*labels.shape, 5)
        features *= known[:, :, None]
        features, weight = features[: h * step, : w * step], known[: h * step, : w * step].astype(np.float32)
        template = cv2.resize(features, (w, h), interpolation=cv2.INTER_AREA)
        weight = cv2.resize(weight, (w, h), interpolation=cv2.INTER_AREA)
        template = template / np.maximum(weight, 1e-6)[:, :, None]
        weight[weight < 0.5] = 0
        weight[weight > 0] = 1
        if not weight.any():
            weight[:] = 1e-6
        total = rfft2(weight, self.padded).conj() * self.power
        for n in range(5):
            total -= 2 * rfft2(weight * template[:, :, n], self.padded).conj() * self.spectra[n]
        found = irfft2(total, self.padded)[: self.size[1], : self.size[0]]
        found += float((weight[:, :, None] * template**2).sum())
        return np.maximum(found / weight.sum(), 0).astype(np.float32)

    def _again(self, top: int, left: int) -> np.ndarray:
        """float32, at the small size: how often what a window from there on would copy is near this place already; a
        copy just beside counts 1, farther ones less.
        """
        reach = int(1.5 * self.near)
        step = self.coarse
        height, width = self.canvas.labels.shape
        if self.canvas.wraps:
            tall, wide = min(self.height + 2 * reach, height), min(self.width + 2 * reach, width)
        else:
            tall, wide = self.height + 2 * reach, self.width + 2 * reach
        middle_y, middle_x = top + self.height // 2, left + self.width // 2
        y = np.arange(-(tall // 2), tall // 2, step)
        x = np.arange(-(wide // 2), wide // 2, step)
        if self.canvas.wraps:
            rows, columns = (middle_y + y) % height, (middle_x + x) % width
        else:
            y, x = y[(middle_y + y >= 0) & (middle_y + y < height)], x[(middle_x + x >= 0) & (middle_x + x < width)]
            rows, columns = middle_y + y, middle_x + x
        labels = self.canvas.labels[rows[:, None], columns[None]]
        weight = np.exp(-(y[:, None] ** 2 + x[None] ** 2) / (2 * self.near**2))
        own = (abs(y) <= self.height // 2)[:, None] & (abs(x) <= self.width // 2)[None]
        counts = (labels >= 0) & ~own
        sy, sx = np.divmod(labels[counts], self.source.width)
        shape = self.size[1], self.size[0]
        sy, sx = np.minimum(sy // self.step, shape[0] - 1), np.minimum(sx // self.step, shape[1] - 1)
        used = np.bincount(sy * shape[1] + sx, weight[counts], shape[0] * shape[1]).reshape(shape)
        used = (used * (step / self.step) ** 2).astype(np.float32)
        size = max(1, self.width // self.step), max(1, self.height // self.step)
        return cv2.boxFilter(used, -1, size, anchor=(0, 0), borderType=cv2.BORDER_CONSTANT), used

    def _precise(self, labels: np.ndarray, known: np.ndarray, found: list[tuple[int, int, float]]) -> int:
        """The best of places, moved by up to ``step`` pixels so that it fits at the full size."""
        ys, xs = np.nonzero(known)
        if len(ys) > SAMPLES:
            some = self.rng.choice(len(ys), SAMPLES, replace=False)
            ys, xs = ys[some], xs[some]
        table, stride = self.source.table, self.source.width
        wanted = table.take(labels[ys, xs], 0)[:, :5]
        offsets = ys * stride + xs
        best, best_cost = found[0][0] * stride + found[0][1], np.inf

        def costs_of(places: np.ndarray) -> np.ndarray:
            """float (N,), of places int (N, 2)."""
            y, x = places[:, 0].clip(0, self.exact.shape[0] - 1), places[:, 1].clip(0, self.exact.shape[1] - 1)
            away = table.take(y[:, None] * stride + x[:, None] + offsets[None], 0, mode="clip")[:, :, :5] - wanted
            costs = np.einsum("nij,nij->n", away, away) / len(offsets)
            return np.where(self.exact[y, x] & (places == np.stack([y, x], 1)).all(1), costs, np.inf)

        for y, x, extra in found:
            place, cost, jump = np.array([y, x]), np.inf, self.step
            while True:
                places = place + jump // 2 * AROUND if jump > 1 else place[None]
                costs = costs_of(places)
                cost, place = float(costs.min()), places[int(costs.argmin())]
                jump = (jump + 1) // 2
                if jump <= 1:
                    break
            if cost + extra < best_cost:
                best, best_cost = int(place[0]) * stride + int(place[1]), cost + extra
        return best
