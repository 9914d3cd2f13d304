"""The networks of a pack that take noise, compression and blur away, enlarge, and measure what a photo has of these."""

from __future__ import annotations

from functools import cached_property, reduce
from typing import Final

import numpy as np

from vqstudio.core.geometry import Bounds

from ..cancel import CancelToken
from ..pace import Step
from ..packs.manifest import GraphName
from ..packs.pack import PackInfo
from ..packs.sessions import Session
from ..strengths import Strengths
from ..tokens.tokenizer import to_model, to_pixels
from .tiled import TILE, by_tiles

CLARITY: Final = "clarity"
METER: Final = "meter"
ENLARGE: Final = "enlarge"
RICH: dict[GraphName, GraphName] = {CLARITY: "clarity_rich", ENLARGE: "enlarge_rich"}
"""The networks of the same shape that were trained for likeness to photos."""
MULTIPLE = 8
"""Sides of what the graphs see are multiples of this."""
WINDOW = 128
"""Side (pixels) of the windows in which is measured."""
WINDOWS = 24
"""How many at most."""
SMALL_TILE = 896
"""The same for a call that enlarges: it works on pixels, not on squares of four."""
GRID = 8
SHARPEST, USUAL = 0.2, 0.5
"""Which of the windows, ordered by what was measured, speaks for the photo. Blur: one of the sharpest, for what lies
out of focus shall stay so. Others: the middle one.
"""
CHANGES = 0.01
"""Share of neighbouring pixels that differ, below which a window says nothing of compression: strong compression leaves
a sky without a trace.
"""
LEAST = (0.06, 0.2, 0.3)
"""Measured noise, compression and blur below which a photo needs nothing."""


class Clarity:
    """A network and its rich one, each opened when it is first used; that raises PackError if it cannot be loaded."""

    def __init__(self, pack: PackInfo, graph: GraphName, providers: list[str]) -> None:
        self._pack, self._graph, self._providers = pack, graph, providers
        self._scale = 2 if graph == ENLARGE else 1

    @cached_property
    def _faithful(self) -> Session:
        return Session(self._pack, self._graph, self._providers)

    @cached_property
    def _rich(self) -> Session:
        return Session(self._pack, RICH[self._graph], self._providers)

    def run(
        self,
        picture: np.ndarray,
        area: Bounds,
        strengths: Strengths,
        faithful: float,
        step: Step,
        cancel: CancelToken,
    ) -> np.ndarray:
        """The ``area`` of ``picture`` (H, W, 3), uint8 or uint16, without these faults; enlarged by 2 if the graph
        enlarges. ``faithful`` in 0..1: 1 is the network that comes nearest to the photo, 0 the one whose detail looks
        most like a photo's, and between these their mixture; a pack without the latter is always faithful. Raises
        PackError, Cancelled.
        """
        if RICH[self._graph] not in self._pack.manifest.graphs:
            faithful = 1.0
        networks = [(self._faithful, faithful)] if faithful > 0 else []
        networks += [(self._rich, 1 - faithful)] if faithful < 1 else []
        spec = max((session.spec for session, _ in networks), key=lambda spec: spec.context)
        around = area.pad(spec.context)
        left, top = max(0, around.x) // MULTIPLE * MULTIPLE, max(0, around.y) // MULTIPLE * MULTIPLE
        around = Bounds(left, top, around.right - left, around.bottom - top).intersect(Bounds.of(picture.shape))
        told = np.array([strengths], np.float32)

        def call(image: np.ndarray) -> np.ndarray:
            made = (share * session.run(cancel, image=image, strengths=told)[0] for session, share in networks)
            return reduce(np.add, made)

        tile = TILE if self._scale == 1 else SMALL_TILE
        result = np.empty((self._scale * around.height, self._scale * around.width, 3), picture.dtype)
        for bounds, image in by_tiles(picture[around.slices], spec, MULTIPLE, call, step, self._scale, tile):
            result[bounds.slices] = to_pixels(image[None], picture.dtype)
        inside = area.shift(-around.x, -around.y).slices
        return result[tuple(slice(self._scale * side.start, self._scale * side.stop) for side in inside)]


class Meter:
    """Raises PackError if the graph cannot be loaded."""

    def __init__(self, pack: PackInfo, providers: list[str]) -> None:
        self._session = Session(pack, METER, providers)

    def measure(self, picture: np.ndarray, cancel: CancelToken) -> Strengths:
        """What ``picture`` (H, W, 3), uint8 or uint16, has of noise, compression and blur; 0 of what is too little to
        matter.
        """
        windows = _windows(picture)
        (found,) = self._session.run(cancel, image=windows)
        telling = _changes(windows) >= CHANGES
        noise = np.quantile(found[:, 0], USUAL)
        compression = np.quantile(found[telling, 1] if telling.any() else found[:, 1], USUAL)
        blur = np.quantile(found[:, 2], SHARPEST)
        measured = (float(value) for value in (noise, compression, blur))
        return Strengths(
            *(min(1.0, value) if value >= least else 0.0 for value, least in zip(measured, LEAST, strict=True))
        )


def _changes(windows: np.ndarray) -> np.ndarray:
    """(N,): the share of neighbouring pixels that differ, across and down, of (N, 3, side, side)."""
    across, down = ((np.diff(windows, axis=axis) != 0).any(1).mean((1, 2)) for axis in (3, 2))
    return (across + down) / 2


def _windows(picture: np.ndarray) -> np.ndarray:
    """float32 (N, 3, side, side) in -1..1: parts of a picture (H, W, 3), spread evenly."""
    side = WINDOW
    grow = [(0, max(0, side - length)) for length in picture.shape[:2]]
    if any(after for _, after in grow):
        picture = np.pad(picture, (*grow, (0, 0)), mode="symmetric")
    height, width = picture.shape[:2]
    down = max(1, min(height // side, round((WINDOWS * height / width) ** 0.5)))
    across = max(1, min(width // side, WINDOWS // down))
    # On the grid of JPEG's blocks, which the network finds there more easily.
    tops, lefts = (
        np.linspace(0, length - side, count).astype(int) // GRID * GRID
        for length, count in ((height, down), (width, across))
    )
    parts = [picture[top : top + side, left : left + side] for top in tops for left in lefts]
    return np.concatenate([to_model(part) for part in parts])
