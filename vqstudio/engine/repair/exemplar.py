"""Exemplar fill at one resolution: search the best known patch for every patch that touches the hole, then vote.

Wexler et al. 2007 (search and vote, coarse to fine), Barnes et al. 2009 (PatchMatch: propagation and random search).
Patches are compared by their leading principal components: a tenth of the numbers, nearly all of the distance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of
from vqstudio.core.morphology import depth_of, dilate, erode

from ..cancel import CancelToken, apart
from ..pace import Step, no_step, parts, strips
from ..variety import uneven
from .pyramid import Level
from .seamless import blend_gradients

RADIUS = 3
"""Patches are 7 x 7 pixels."""
COMPONENTS = 24
BASIS_SAMPLES = 4000
EXACT_PAIRS = 1.5e8
"""Up to this many (target, source) pairs every pair is compared; beyond, PatchMatch."""
CHUNK_PAIRS = 1 << 21
AT_ONCE = 20_000
"""Patches, or pixels that they make, that are worked on before anybody may cancel."""
STRIP_PATCHES = 2000
"""Patches described at once: few enough to stay in the processor's cache."""
VARIETY = 0.1
"""Share of the variance of patches by which the least preferred place is set back, so that fills differ."""
CONFIDENCE = 1.3
DEEPEST = 12
"""A patch whose centre lies d pixels inside the hole votes with CONFIDENCE ** -d, no less than at DEEPEST (Wexler et
al. 2007): what joins the rim decides, what only continues a guess follows."""


@dataclass
class Field:
    """For each target patch centre (``ty``, ``tx``) its source centre (``sy``, ``sx``), all int32 (N,), and the
    distance. ``index`` int32 (H, W) has the number of the target at each pixel, -1 for none; targets lie on every
    ``grid``-th row and column.
    """

    index: np.ndarray
    grid: int

    ty: np.ndarray
    tx: np.ndarray
    sy: np.ndarray
    sx: np.ndarray
    cost: np.ndarray


class Searcher:
    """Target and source patches of one level, and the search between them."""

    def __init__(
        self, level: Level, source: np.ndarray, rng: np.random.Generator, cancel: CancelToken, grid: int = 1,
        step: Step = no_step,
    ) -> None:  # fmt: skip
        """``source`` bool (H, W): pixels that patches may be taken from. Raises ValueError if no whole patch fits in
        it. With a ``grid`` of 2 there is a target patch at every second row and column only: a quarter of the work,
        still several patches over every pixel.
        """
        self.level = level
        self.grid = grid
        self.rng = rng
        self.cancel = cancel
        self.height, self.width = level.hole.shape
        self.centres = erode(source & ~level.hole, RADIUS)
        if not self.centres.any():
            raise ValueError("no source patch")
        ys, xs = (grid * at for at in np.nonzero(dilate(level.hole, RADIUS)[::grid, ::grid]))
        self.ty, self.tx = ys.astype(np.int32), xs.astype(np.int32)
        self.index = np.full(level.hole.shape, -1, np.int32)
        self.index[ys, xs] = np.arange(len(ys), dtype=np.int32)
        self.confidence = CONFIDENCE ** -depth_of(level.hole, DEEPEST)[ys, xs].astype(np.float32)
        self.basis = self._basis()
        self.rows, self.table = self._describe_sources(step)
        self.penalty = np.zeros(len(self.table), np.float32)

    def _basis(self) -> np.ndarray:
        ys, xs = np.nonzero(self.centres)
        self.cancel.check()
        pick = apart(lambda: self.rng.permutation(len(ys))[:BASIS_SAMPLES], self.cancel)
        # float32 (N, 147): the patches around some centres.
        sample = windows(self.level.image, self.cancel)[ys[pick], xs[pick]].reshape(len(pick), -1)
        self.mean = sample.mean(0)
        centred = sample - self.mean
        _, vectors = np.linalg.eigh(centred.T @ centred / len(sample) + 1e-3 * np.eye(sample.shape[1]))
        return np.ascontiguousarray(vectors[:, ::-1][:, :COMPONENTS]).astype(np.float32)

    def _describe_sources(self, step: Step) -> tuple[np.ndarray, np.ndarray]:
        """Descriptors float32 (S, COMPONENTS) of the patches at all source centres, and each pixel's row (int32 (H, W),
        -1 where there is none).
        """
        patches = windows(self.level.image, self.cancel)
        rows = np.full(self.centres.shape, -1, np.int32)
        count = int(self.centres.sum())
        rows[self.centres] = np.arange(count, dtype=np.int32)
        table = np.empty((count, COMPONENTS), np.float32)
        strip = max(1, STRIP_PATCHES // self.width)
        done = 0
        for top in range(0, self.height, strip):
            self.cancel.check()
            step(top / self.height)
            centres = self.centres[top : top + strip]
            if not centres.any():
                continue
            # All patches of the strip: picking the centres' own out of the picture first takes twice as long.
            part = (patches[top : top + strip].reshape(-1, len(self.basis)) @ self.basis)[centres.ravel()]
            table[done : done + len(part)] = part
            done += len(part)
        table -= self.mean @ self.basis
        return rows, table

    def prefer_places(self) -> None:
        """Let :meth:`exact` find some parts of the photo less fitting than they are, by chance: for another fill."""
        share = uneven(self.centres.shape, self.rng)[self.centres]
        self.penalty = VARIETY * float(self.table.var(axis=0).sum()) * share

    def describe_targets(self) -> np.ndarray:
        """Descriptors (N, COMPONENTS) of the target patches as the estimate stands now."""
        around = windows(self.level.image, self.cancel)
        described = np.empty((len(self.ty), len(self.basis.T)), np.float32)
        for some in strips(len(self.ty), lambda _share: self.cancel.check(), AT_ONCE):
            patches = around[self.ty[some], self.tx[some]].reshape(-1, len(self.basis))
            described[some] = (patches - self.mean) @ self.basis
        return described

    def exact(self) -> Field:
        """The best source of every target by comparing all pairs."""
        ys, xs = np.nonzero(self.centres)
        sources = self.table
        lengths = (sources**2).sum(1, keepdims=True) + self.penalty[:, None]
        augmented = np.concatenate([2 * sources, -lengths], axis=1).T.copy()
        targets = self.describe_targets()
        ones = np.ones((len(targets), 1), np.float32)
        queries = np.concatenate([targets, ones], axis=1)
        step = max(1, CHUNK_PAIRS // len(ys))
        best = np.empty(len(queries), np.int64)
        for start in range(0, len(queries), step):
            self.cancel.check()
            best[start : start + step] = (queries[start : start + step] @ augmented).argmax(1)
        cost = ((targets - sources[best]) ** 2).sum(1)
        return self._field(ys[best], xs[best], cost)

    def _field(self, sy: np.ndarray, sx: np.ndarray, cost: np.ndarray | None = None) -> Field:
        if cost is None:
            cost = np.full(len(sy), np.inf, np.float32)
        return Field(self.index, self.grid, self.ty, self.tx, sy.astype(np.int32), sx.astype(np.int32), cost)

    @property
    def pairs(self) -> float:
        return float(len(self.ty)) * float(self.centres.sum())

    def random_field(self, reach: int) -> Field:
        """Every target starts at a random source, within ``reach`` pixels where one is found there."""
        sy, sx = self._jitter(self.ty, self.tx, reach)
        for _ in range(8):
            bad = ~self.centres[sy, sx]
            if not bad.any():
                break
            sy[bad], sx[bad] = self._jitter(self.ty[bad], self.tx[bad], reach)
        return self._field(*self._replace_unusable(sy, sx))

    def _replace_unusable(self, sy: np.ndarray, sx: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The positions with those that are no source centre replaced by random ones that are."""
        bad = ~self.centres[sy, sx]
        if bad.any():
            ys, xs = np.nonzero(self.centres)
            pick = self.rng.integers(len(ys), size=int(bad.sum()))
            sy[bad], sx[bad] = ys[pick], xs[pick]
        return sy, sx

    def from_coarser(self, coarse: Field) -> Field:
        """The field of the level above carried down: offsets double."""
        half = 2 * coarse.grid
        parent = coarse.index[self.ty // half * coarse.grid, self.tx // half * coarse.grid]
        lost = parent < 0
        parent = np.where(lost, 0, parent)
        sy = 2 * (coarse.sy[parent] - coarse.ty[parent]) + self.ty
        sx = 2 * (coarse.sx[parent] - coarse.tx[parent]) + self.tx
        # A target without a parent is sent to itself: patches at the hole are no sources, so it gets a random one.
        sy, sx = self._clip(np.where(lost, self.ty, sy), np.where(lost, self.tx, sx))
        return self._field(*self._replace_unusable(sy, sx))

    def measure(self, field: Field) -> np.ndarray:
        """Bring the costs of ``field`` up to date; returns the targets' descriptors."""
        targets = self.describe_targets()
        field.cost = self._cost(targets, field.sy, field.sx)
        return targets

    def improve(self, field: Field, reach: int, steps: tuple[int, ...] = (1, 3)) -> Field:
        """One PatchMatch round: neighbours' offsets from ``steps`` targets away, then random tries around within
        ``reach`` pixels.
        """
        targets = self.measure(field)
        for step in (self.grid * s for s in steps):
            for dy, dx in ((0, step), (step, 0), (0, -step), (-step, 0)):
                ny, nx = self._clip(field.ty + dy, field.tx + dx)
                neighbour = self.index[ny, nx]
                ok = neighbour >= 0
                neighbour = np.where(ok, neighbour, 0)
                self._try(targets, field, field.sy[neighbour] - dy, field.sx[neighbour] - dx, ok)
        while reach >= 1:
            sy, sx = self._jitter(field.sy, field.sx, reach)
            self._try(targets, field, sy, sx, np.ones(len(sy), bool))
            reach //= 3
        return field

    def vote(self, field: Field) -> None:
        """New estimate of the hole: each pixel is the weighted mean of what the patches over it say."""
        weight = self._weights(field, percentile=60, sharpness=1.0)
        qy, qx = np.nonzero(self.level.hole)
        values = self._mean_over_patches(field, weight, qy, qx, RADIUS, self.level.image.reshape(-1, 3))
        self.level.image[qy, qx] = values

    def finish(
        self, field: Field, smooth: np.ndarray | None = None, detail: float = 1.0, step: Step = no_step,
        of: Level | None = None,
    ) -> None:  # fmt: skip
        """The final pixels of the hole: the best patches decide nearly alone, on differences rather than on colours.

        Where patches from differently lit places meet, colours would leave an edge; differences within each patch know
        nothing of that edge. With a ``smooth`` picture (float32 (H, W, 3)) the differences are its own but for the
        share ``detail``. ``of``: another picture of the same size to fill, from its own pixels.
        """
        level = of or self.level
        weight = self._weights(field, percentile=20, sharpness=2.0)
        image = level.image
        flat = np.zeros((self.height, self.width, 9), np.float32)
        for rows in strips(self.height, lambda _share: self.cancel.check()):
            flat[rows, :, :3] = image[rows]
            np.subtract(image[rows, 1:], image[rows, :-1], out=flat[rows, :-1, 3:6])
            below = image[rows.start + 1 : rows.stop + 1]
            np.subtract(below, image[rows.start : rows.start + len(below)], out=flat[rows, :, 6:][: len(below)])
        qy, qx = np.nonzero(dilate(level.hole, 1))
        # One pixel less than the patch: the difference to the next pixel must lie inside of it as well.
        values = self._mean_over_patches(field, weight, qy, qx, RADIUS - 1, flat.reshape(-1, 9))
        box = bounds_of(level.hole).pad(1).intersect(Bounds.of(level.hole.shape))
        wanted = np.zeros((box.height, box.width, 9), np.float32)
        wanted[qy - box.y, qx - box.x] = values
        part, hole = image[box.slices], level.hole[box.slices]
        if smooth is not None and detail < 1:
            plain = np.where(hole[:, :, None], smooth[box.slices], part)
            wanted *= detail
            wanted[:, :, :3] += (1 - detail) * plain
            wanted[:, :-1, 3:6] += (1 - detail) * (plain[:, 1:] - plain[:, :-1])
            wanted[:-1, :, 6:] += (1 - detail) * (plain[1:] - plain[:-1])
        part[hole] = wanted[hole, :3]
        _, blending = parts((1, 9), step)
        blending(0.0)
        part[:] = blend_gradients(part, hole, wanted[:, :, 3:6], wanted[:, :, 6:], self.cancel, step=blending)

    def _weights(self, field: Field, percentile: float, sharpness: float) -> np.ndarray:
        scale = max(float(np.percentile(field.cost, percentile)), 1.0)
        return self.confidence * np.exp(-np.minimum(field.cost / scale * sharpness, 40.0)).astype(np.float32) + 1e-9

    def _mean_over_patches(
        self, field: Field, weight: np.ndarray, qy: np.ndarray, qx: np.ndarray, radius: int, flat: np.ndarray
    ) -> np.ndarray:
        """For each pixel the weighted mean of ``flat`` (H * W, C) at the sources of the patches over it: (N, C)."""
        means = np.empty((len(qy), flat.shape[1]), np.float32)
        grid = self.grid
        for row, column in np.ndindex(grid, grid):
            which = np.flatnonzero((qy % grid == row) & (qx % grid == column))
            dys, dxs = (range(-radius + (at + radius) % grid, radius + 1, grid) for at in (row, column))
            for some in strips(len(which), lambda _share: self.cancel.check(), AT_ONCE):
                at = which[some]
                means[at] = self._mean_at_offsets(field, weight, qy[at], qx[at], dys, dxs, flat)
        return means

    def _mean_at_offsets(
        self,
        field: Field,
        weight: np.ndarray,
        qy: np.ndarray,
        qx: np.ndarray,
        dys: range,
        dxs: range,
        flat: np.ndarray,
    ) -> np.ndarray:
        total = np.zeros((len(qy), flat.shape[1]), np.float32)
        norm = np.zeros(len(qy), np.float32)
        for dy in dys:
            for dx in dxs:
                py, px = qy - dy, qx - dx
                inside = (py >= 0) & (py < self.height) & (px >= 0) & (px < self.width)
                which = self.index[np.where(inside, py, 0), np.where(inside, px, 0)]
                w = np.where(inside & (which >= 0), weight[which], 0.0)
                total += w[:, None] * flat[(field.sy[which] + dy) * self.width + field.sx[which] + dx]
                norm += w
        return total / np.maximum(norm, 1e-12)[:, None]

    def _try(self, targets: np.ndarray, field: Field, sy: np.ndarray, sx: np.ndarray, ok: np.ndarray) -> None:
        self.cancel.check()
        ok = ok & (sy >= 0) & (sy < self.height) & (sx >= 0) & (sx < self.width)
        which = np.flatnonzero(ok)
        which = which[self.centres[sy[which], sx[which]]]
        if len(which) == 0:
            return
        cost = self._cost(targets[which], sy[which], sx[which])
        better = cost < field.cost[which]
        which = which[better]
        field.cost[which] = cost[better]
        field.sy[which], field.sx[which] = sy[which], sx[which]

    def _cost(self, targets: np.ndarray, sy: np.ndarray, sx: np.ndarray) -> np.ndarray:
        difference = self.table[self.rows[sy, sx]]
        difference -= targets
        return np.einsum("ij,ij->i", difference, difference)

    def _jitter(self, sy: np.ndarray, sx: np.ndarray, reach: int) -> tuple[np.ndarray, np.ndarray]:
        noise = self.rng.integers(-reach, reach + 1, (2, len(sy)), dtype=np.int32)
        return self._clip(sy + noise[0], sx + noise[1])

    def _clip(self, y: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return np.clip(y, 0, self.height - 1), np.clip(x, 0, self.width - 1)


def windows(image: np.ndarray, cancel: CancelToken) -> np.ndarray:
    """float32 (H, W, 7, 21), a view: the rows of the patch around every pixel of float32 (H, W, 3), border pixels
    repeated. Raises Cancelled when cancelled.
    """
    height, width = image.shape[:2]
    padded = np.empty((height + 2 * RADIUS, width + 2 * RADIUS, 3), np.float32)
    for rows in strips(height, lambda _share: cancel.check()):
        there = padded[rows.start + RADIUS : rows.stop + RADIUS]
        there[:, RADIUS:-RADIUS] = image[rows]
        there[:, :RADIUS], there[:, -RADIUS:] = image[rows, :1], image[rows, -1:]
    padded[:RADIUS], padded[-RADIUS:] = padded[RADIUS], padded[-RADIUS - 1]
    row, pixel, value = padded.strides
    side = 2 * RADIUS + 1
    return np.lib.stride_tricks.as_strided(
        padded, (height, width, side, 3 * side), (row, pixel, row, value), writeable=False
    )
