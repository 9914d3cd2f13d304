"""Fills a canvas with windows of an area, each going on from those that lie there."""

from __future__ import annotations

import cv2
import numpy as np

from ..cancel import CancelToken
from ..pace import Step, parts
from .blend import composed
from .canvas import Canvas
from .search import Search
from .source import Source, evened

SHARE = 0.5
SMALLEST, LARGEST = 24, 256
OVERLAP = 1 / 3
MEND = 0.5
"""Windows that are laid over the dearest seams, for each that filled the canvas."""


def window_side(wanted: np.ndarray, height: int, width: int, wraps: bool) -> int:
    h, w = wanted.shape
    side = min(int(SHARE * min(h, w)), LARGEST)
    if wraps:
        side = min(side, min(height, width) * 2 // 3)
    return side


def texture(area, wanted, height, width, seed, tileable, turned, dtype, cancel: CancelToken, step: Step) -> np.ndarray:
    rng = np.random.default_rng(seed)
    area = evened(area, wanted, cancel)
    source = Source.of(area, wanted, turned, cancel)
    canvas = Canvas(height, width, tileable, source)
    side = window_side(wanted, height, width, tileable)
    filling, mending, ending = parts((5, 3, 2), step)
    search = Search(source, side, side, canvas, rng)
    stride = side * (1 - OVERLAP)
    places = []
    if tileable:
        ny, nx = max(2, round(height / stride)), max(2, round(width / stride))
        places = [(r * height // ny, c * width // nx) for r in range(ny) for c in range(nx)]
    else:
        ny, nx = int(np.ceil((height) / stride)) + 1, int(np.ceil((width) / stride)) + 1
        oy, ox = (rng.random(2) * (side - stride)).astype(int)
        places = [(int(r * stride) - side // 2 + 0*oy, int(c * stride) - side // 2+0*ox) for r in range(ny) for c in range(nx)]
        places = [p for p in places if p[0] < height and p[1] < width]
    for n, (top, left) in enumerate(places):
        cancel.check()
        filling(n / len(places))
        lay(canvas, search, top, left)
    assert (canvas.labels >= 0).all()
    mend(canvas, search, int(MEND * len(places)), cancel, mending)
    return composed(canvas, dtype, ending), canvas


def lay(canvas: Canvas, search: Search, top: int, left: int) -> bool:
    first = search.place(top, left)
    h, w = search.height, search.width
    if not canvas.wraps:  # what hangs over the edge is cut off
        y, x = max(0, -top), max(0, -left)
        bottom, right = min(h, canvas.labels.shape[0] - top), min(w, canvas.labels.shape[1] - left)
        return canvas.lay(top + y, left + x, bottom - y, right - x, first + y * canvas.source.width + x)
    return canvas.lay(top, left, h, w, first)


def mend(canvas: Canvas, search: Search, count: int, cancel: CancelToken, step: Step) -> None:
    rounds = 2
    for number in range(rounds):
        cost = canvas.seams()
        h, w = search.height // 2, search.width // 2
        if canvas.wraps:
            wide = cv2.blur(np.pad(cost, ((h, h), (w, w)), mode="wrap"), (w, h), borderType=cv2.BORDER_CONSTANT)[h:-h, w:-w]
        else:
            wide = cv2.blur(cost, (w, h), borderType=cv2.BORDER_CONSTANT)
        for n in range(count // rounds):
            cancel.check()
            step((number + n * rounds / max(count, 1)) / rounds)
            y, x = np.unravel_index(int(np.argmax(wide)), wide.shape)
            if wide[y, x] <= 0:
                break
            lay(canvas, search, int(y) - search.height // 2, int(x) - search.width // 2)
            ys, xs = canvas.around(int(y) - h, int(x) - w, 2 * h, 2 * w)
            wide[ys, xs] = 0
