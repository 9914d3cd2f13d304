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

    All corners lie on multiples of ``multiple``, which must divide width and height. No outer tile has more pixels than
    a square of side ``size``, which must exceed twice the context: tiles may be oblong where fewer pixels are then
    computed twice. A picture that is not larger is one tile.
    """
    context = round_up(context, multiple)
    columns, rows = _grid(width, height, size, context, multiple)
    for y0, y1 in rows:
        for x0, x1 in columns:
            inner = Bounds(x0, y0, x1 - x0, y1 - y0)
            yield Tile(inner, inner.pad(context).intersect(Bounds(0, 0, width, height)))


Spans = list[tuple[int, int]]


def _grid(width: int, height: int, size: int, context: int, multiple: int) -> tuple[Spans, Spans]:
    """Columns and rows with which the least is computed twice."""
    if width * height <= size * size:
        return [(0, width)], [(0, height)]
    room = size - 2 * context
    if room < multiple:
        raise ValueError(f"tiles of {size} px have no room for a context of {context} px on each side")
    most = -(-max(width, height) // room)  # as many squares would do
    choices = []
    for across in range(1, 2 * most + 1):
        columns = _spans(width, across, multiple)
        broad = _seen(columns, context, width)
        for down in range(1, 2 * most + 1):
            rows = _spans(height, down, multiple)
            tall = _seen(rows, context, height)
            if max(broad) * max(tall) <= size * size:
                choices.append((sum(broad) * sum(tall), len(columns) * len(rows), columns, rows))
                break
    return min(choices)[2:]


def _spans(length: int, count: int, multiple: int) -> Spans:
    step = round_up(-(-length // count), multiple)
    return [(start, min(start + step, length)) for start in range(0, length, step)]


def _seen(spans: Spans, context: int, length: int) -> list[int]:
    return [min(end + context, length) - max(start - context, 0) for start, end in spans]
