"""Cutting a picture into tiles with enough context that no tile can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .geometry import Bounds, round_up


@dataclass(frozen=True)
class Tile:
    """``inner`` is the part to keep; ``outer`` adds the context needed to compute it, cut at the picture's border."""

    inner: Bounds
    outer: Bounds


def tiles(width: int, height: int, size: int, context: int, multiple: int) -> Iterator[Tile]:
    """Tiles that cover ``width`` x ``height`` once with their inner parts, row by row.

    All corners lie on multiples of ``multiple``, which must divide width and height. ``size`` is the largest side of
    an outer tile; it must exceed twice the context. A picture not larger than ``size`` is one tile.
    """
    context = round_up(context, multiple)
    columns = _spans(width, size, context, multiple)
    for y0, y1 in _spans(height, size, context, multiple):
        for x0, x1 in columns:
            inner = Bounds(x0, y0, x1 - x0, y1 - y0)
            yield Tile(inner, inner.pad(context).intersect(Bounds(0, 0, width, height)))


def _spans(length: int, size: int, context: int, multiple: int) -> list[tuple[int, int]]:
    if length <= size:
        return [(0, length)]
    room = size - 2 * context
    if room < multiple:
        raise ValueError(f"tiles of {size} px have no room for a context of {context} px on each side")
    count = -(-length // room)
    step = round_up(-(-length // count), multiple)
    return [(start, min(start + step, length)) for start in range(0, length, step)]
