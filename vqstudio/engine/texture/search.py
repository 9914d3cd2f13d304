"""Where in the source a window goes on from what surrounds it on the canvas."""

from __future__ import annotations

import cv2
import numpy as np
from scipy.fft import irfft2, next_fast_len, rfft2

from .canvas import NONE, Canvas
from .source import Source

SMALL = 160
"""Pixels: the source is searched at a size whose shorter side is at most this."""
KEPT = 6
"""Places that are compared at the full size."""
SAMPLES = 3000
"""Pixels of a window that are compared there."""
TOLERANCE = 0.06
"""How much worse than the best a place may be, relative to a place by chance, when chance decides."""
AGAIN = 0.5
"""What it costs, in the same unit, to copy what was copied just beside."""


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
        self.laid: list[tuple[float, float, int, int]] = []

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
            spots = np.flatnonzero(self.exact)
            first = int(self.rng.choice(spots))
        else:
            first = self._best(labels, known, top, left)
        self.laid.append((top, left, first // self.source.width, first % self.source.width))
        return first

    def _best(self, labels: np.ndarray, known: np.ndarray, top: int, left: int) -> int:
        cost = self._cost(labels, known)
        cost[~self.allowed] = np.inf
        among = cost[self.allowed]
        lowest = float(among.min())
        usual = max(float(np.median(among)), 1e-9)
        noisy = cost + usual * (AGAIN * self._again(top, left) + TOLERANCE * self.rng.random(cost.shape, np.float32))
        del lowest
        found = []
        reach = max(1, min(self.height, self.width) // self.step // 8)
        for _ in range(KEPT):
            y, x = np.unravel_index(int(np.argmin(noisy)), noisy.shape)
            if not np.isfinite(noisy[y, x]):
                break
            found.append((int(y) * self.step, int(x) * self.step, float(noisy[y, x] - cost[y, x])))
            noisy[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1] = np.inf
        return self._precise(labels, known, found)

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
        """float32, at the small size: how much of a window from there on was laid nearby, 1 = all of it just beside."""
        used = np.zeros((self.size[1], self.size[0]), np.float32)
        height, width = self.canvas.labels.shape
        h, w = max(1, self.height // self.step), max(1, self.width // self.step)
        y, x = np.arange(self.size[1], dtype=np.float32), np.arange(self.size[0], dtype=np.float32)
        for t, l, sy, sx in self.laid:
            dy, dx = abs(t - top), abs(l - left)
            if self.canvas.wraps:
                dy, dx = min(dy, height - dy), min(dx, width - dx)
            near = float(np.exp(-((dy / self.height) ** 2 + (dx / self.width) ** 2) / (2 * 2.0**2)))
            if near < 0.05:
                continue
            # The same shift goes on with what is already there, which repeats nothing.
            oy = (sy + (top - t if not self.canvas.wraps else _shortest(top - t, height))) / self.step
            ox = (sx + (left - l if not self.canvas.wraps else _shortest(left - l, width))) / self.step
            ys, xs = sy / self.step, sx / self.step
            y0, y1 = max(0, int(ys - h)), min(self.size[1], int(ys + h) + 1)
            x0, x1 = max(0, int(xs - w)), min(self.size[0], int(xs + w) + 1)
            share = np.maximum(0, 1 - abs(y[y0:y1] - ys) / h)[:, None] * np.maximum(0, 1 - abs(x[x0:x1] - xs) / w)[None]
            same = (abs(y[y0:y1] - oy) <= 1)[:, None] & (abs(x[x0:x1] - ox) <= 1)[None]
            np.maximum(used[y0:y1, x0:x1], near * share * ~same, out=used[y0:y1, x0:x1])
        return used

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

        def cost_of(y: int, x: int) -> float:
            if not (0 <= y < self.exact.shape[0] and 0 <= x < self.exact.shape[1] and self.exact[y, x]):
                return np.inf
            away = table.take(offsets + (y * stride + x), 0)[:, :5] - wanted
            return float(np.einsum("ij,ij->", away, away)) / len(offsets)

        for y, x, extra in found:
            cost, jump = cost_of(y, x), self.step
            while jump > 1:
                jump = (jump + 1) // 2
                moves = [(y + a, x + b) for a in (-jump, 0, jump) for b in (-jump, 0, jump) if a or b]
                costs = [cost_of(*move) for move in moves]
                if min(costs) < cost:
                    cost = min(costs)
                    y, x = moves[int(np.argmin(costs))]
                if jump == 1:
                    break
            if cost + extra < best_cost:
                best, best_cost = y * stride + x, cost + extra
        return best


def _shortest(distance: int, around: int) -> int:
    return (distance + around // 2) % around - around // 2


__all__ = ["NONE", "Search"]
