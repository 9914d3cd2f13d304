"""Runs a network from picture to picture over a photo of any size, tile by tile."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from vqstudio.core.geometry import Bounds, round_up
from vqstudio.core.tiling import tiles

from ..pace import Step
from ..packs.manifest import GraphSpec
from ..tokens.tokenizer import to_model

TILE = 1280
"""One call sees as many pixels as a square of this side, at most: the context of its edges is computed twice."""


def by_tiles(
    picture: np.ndarray,
    spec: GraphSpec,
    multiple: int,
    call: Callable[[np.ndarray], np.ndarray],
    step: Step,
    scale: int = 1,
    tile: int = TILE,
) -> Iterator[tuple[Bounds, np.ndarray]]:
    """What the network makes of a ``picture`` (H, W, 3), uint8 or uint16, in parts that cover it once: their bounds
    and float32 (C, h, w), both ``scale`` times as large as in the picture.

    ``call`` is given float32 (1, 3, h, w) in -1..1, sides multiples of ``multiple``, and returns (1, C, scale h, scale
    w).
    """
    height, width = picture.shape[:2]
    tall, broad = round_up(height, multiple), round_up(width, multiple)
    own = Bounds(0, 0, width, height)
    done = 0
    for part in tiles(broad, tall, tile, spec.context, multiple):
        step(done / (tall * broad))
        seen = _mirrored(picture[part.outer.intersect(own).slices], part.outer.height, part.outer.width)
        keep = part.inner.intersect(own)
        made = call(to_model(seen))[0]
        there = keep.shift(-part.outer.x, -part.outer.y)
        rows, columns = (slice(scale * side.start, scale * side.stop) for side in there.slices)
        yield Bounds(scale * keep.x, scale * keep.y, scale * keep.width, scale * keep.height), made[:, rows, columns]
        done += part.inner.area


def _mirrored(picture: np.ndarray, height: int, width: int) -> np.ndarray:
    """Grown to the right and bottom; what is there looks like the photo, or the network would see an edge."""
    grow = (0, height - picture.shape[0]), (0, width - picture.shape[1]), (0, 0)
    return np.pad(picture, grow, mode="symmetric") if any(after for _, after in grow) else picture
