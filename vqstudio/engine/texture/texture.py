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

SHARE, LEAST, MOST = 0.35, 64, 256
"""A side of the windows: the share of the area's side; at least so many pixels, where the area has them with some to
choose from; at most so many.
"""
ROOM = 0.7
OVERLAP = 1 / 3
MEND = 0.4
"""Windows that are laid over the dearest seams, for each that filled the canvas."""
WINDOWS = 240
"""More windows than this fill a smaller picture first, which the canvas is then filled with."""


def window_side(length: int, canvas: int) -> int:
    side = min(max(SHARE * length, min(LEAST, ROOM * length)), MOST, canvas * 0.6)
    return int(side)


def texture(area, wanted, height, width, seed, tileable, turned, dtype, cancel: CancelToken, step: Step) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return filled(evened(area, wanted, cancel), wanted, height, width, tileable, turned, dtype, rng, cancel, step)


def filled(area, wanted, height, width, tileable, turned, dtype, rng, cancel, step, level=0):
    tall, wide = window_side(area.shape[0], height), window_side(area.shape[1], width)
    sy, sx = tall * (1 - OVERLAP), wide * (1 - OVERLAP)
    count = (height / sy) * (width / sx)
    if count > 2 * WINDOWS:
        first, step = parts((1, 1), step)
        small = (WINDOWS ** 0.5)
        h, w = min(height, int(small * sy)), min(width, int(small * sx))
        inter, _ = filled(area, wanted, h, w, True, turned, np.float32, rng, cancel, first)
        p = h // 3, w // 3
        area = np.pad(inter, ((0, p[0]), (0, p[1]), (0, 0)), mode="wrap")
        return filled(area, np.ones(area.shape[:2], bool), height, width, tileable, False, dtype, rng, cancel, step)
    source = Source.of(area, wanted, turned, cancel)
    canvas = Canvas(height, width, tileable, source)
    filling, mending, ending = parts((5, 3, 2), step)
    search = Search(source, tall, wide, canvas, rng)
    if tileable:
        ny, nx = max(2, round(height / sy)), max(2, round(width / sx))
        places = [(r * height // ny, c * width // nx) for r in range(ny) for c in range(nx)]
    else:
        ny, nx = int(np.ceil(height / sy)) + 1, int(np.ceil(width / sx)) + 1
        places = [(int(r * sy) - tall // 2, int(c * sx) - wide // 2) for r in range(ny) for c in range(nx)]
        places = [p for p in places if p[0] < height and p[1] < width]
    for n, (top, left) in enumerate(places):
        cancel.check()
        filling(n / len(places))
        lay(canvas, search, top, left)
    assert (canvas.labels >= 0).all()
    mend(canvas, search, int(MEND * len(places)), cancel, mending)
    return composed(canvas, dtype, ending), canvas


def lay(canvas: Canvas, search: Search, top: int, left: int) -> bool:
    first, dear = search.place(top, left)
    h, w = search.height, search.width
    if not canvas.wraps:  # what hangs over the edge is cut off
        y, x = max(0, -top), max(0, -left)
        bottom, right = min(h, canvas.labels.shape[0] - top), min(w, canvas.labels.shape[1] - left)
        return canvas.lay(top + y, left + x, bottom - y, right - x, first + y * canvas.source.width + x, dear)
    return canvas.lay(top, left, h, w, first, dear)


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
