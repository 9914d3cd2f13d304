"""Fills a canvas with windows of an area, each going on from those that lie there already."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from vqstudio.core.errors import RequestError

from ..cancel import CancelToken
from ..pace import Step, parts
from .blend import composed
from .canvas import Canvas
from .search import Search
from .source import Source, evened, fitting

SHARE, LEAST, MOST = 0.35, 48, 256
"""A side of the windows is this share of the area's side, at least so many pixels and at most so many. Larger ones keep
more of what is built, smaller ones show less that they are copies.
"""
ROOM = 0.7
"""Of the area's side, or the canvas's: the most of it that a window has, so that there is some choice."""
SMALLEST_WINDOW = 12
FEW = 0.01
"""Of the area: if windows fit at fewer places, as in one of an odd shape, smaller ones are taken."""
SHRUNK = 0.85
OVERLAP = 1 / 3
MENDED = 0.3
"""Windows that are laid over the dearest seams in the end, for each that filled the canvas."""
ROUNDS = 2
WINDOWS = 240
"""If a canvas takes more than twice as many windows, so many fill a smaller picture, of which larger windows fill the
canvas.
"""
REDUCED = 4
"""Seams are looked for at this fraction of the size."""


@dataclass(frozen=True)
class Size:
    height: int
    width: int


def texture(
    area: np.ndarray, wanted: np.ndarray, size: Size, seed: int, tileable: bool, turned: bool, step: Step,
    cancel: CancelToken,
) -> np.ndarray:  # fmt: skip
    """float32 (H, W, 3) in 0..255 of this ``size``, made of an ``area`` float32 (h, w, 3) in 0..255, of which
    ``wanted`` (bool (h, w)) counts; a ``tileable`` one repeats without a seam, ``turned`` takes quarter turns too. The
    same seed gives the same pixels. Raises RequestError if the area is too small, and Cancelled.
    """
    _window(wanted, size, turned)  # before the work, and there is something to even out
    rng = np.random.default_rng(seed)
    return _filled(evened(area, wanted, cancel), wanted, size, tileable, turned, rng, step, cancel)


def _filled(
    area: np.ndarray, wanted: np.ndarray, size: Size, tileable: bool, turned: bool, rng: np.random.Generator,
    step: Step, cancel: CancelToken,
) -> np.ndarray:  # fmt: skip
    window = _window(wanted, size, turned)
    tall, wide = window.height * (1 - OVERLAP), window.width * (1 - OVERLAP)
    several = WINDOWS**0.5
    block = Size(min(size.height, int(several * tall)), min(size.width, int(several * wide)))
    many = (size.height / tall) * (size.width / wide) > 2 * WINDOWS
    if many and block.height * block.width > 2 * wanted.size:
        first, step = parts((1, 2), step)
        area = _filled(area, wanted, block, True, turned, rng, first, cancel)
        return _filled(area, np.ones(area.shape[:2], bool), size, tileable, False, rng, step, cancel)
    source = Source.of(area, wanted, turned, cancel)
    canvas = Canvas(size.height, size.width, tileable, source)
    search = Search(source, window.height, window.width, canvas, rng)
    filling, mending, ending = parts((5, 3, 2), step)
    places = _places(size, window, tileable, rng)
    for number, (top, left) in enumerate(places):
        cancel.check()
        filling(number / len(places))
        _lay(canvas, search, top, left)
    _mend(canvas, search, round(MENDED * len(places)), mending, cancel)
    return composed(canvas, ending)


def _window(wanted: np.ndarray, size: Size, turned: bool) -> Size:
    """Of a size that fits into the area at enough places. Raises RequestError."""
    area = [min(wanted.shape)] * 2 if turned else wanted.shape
    tall, wide = (
        min(max(SHARE * side, min(LEAST, ROOM * side)), MOST, ROOM * canvas)
        for side, canvas in zip(area, (size.height, size.width), strict=True)
    )
    enough = max(1, FEW * np.count_nonzero(wanted))
    while min(tall, wide) >= SMALLEST_WINDOW:
        if np.count_nonzero(fitting(wanted, int(tall), int(wide))) >= enough:
            return Size(int(tall), int(wide))
        tall, wide = tall * SHRUNK, wide * SHRUNK
    raise RequestError("The area is too small or too thin for a texture; select more, or scale it up.")


def _places(size: Size, window: Size, tileable: bool, rng: np.random.Generator) -> list[tuple[int, int]]:
    """Tops and lefts of windows that cover the canvas row by row, each row beginning somewhere else: what windows have
    in common would stand in columns.
    """
    places = []
    for top in _starts(size.height, window.height, tileable, 0.5):
        places += [(top, left) for left in _starts(size.width, window.width, tileable, float(rng.random()))]
    return places


def _starts(side: int, length: int, tileable: bool, phase: float) -> list[int]:
    """Where windows along a side start, by a ``phase`` in 0..1 earlier than at its beginning."""
    stride = length * (1 - OVERLAP)
    if tileable:
        count = max(2, round(side / stride))
        return [int((number - phase) * side / count) for number in range(count)]
    return [int(start) for start in np.arange(-phase * stride, side - length * OVERLAP / 2, stride)]


def _lay(canvas: Canvas, search: Search, top: int, left: int) -> None:
    first, dear = search.place(top, left)
    canvas.lay(top, left, search.height, search.width, first, dear)


def _mend(canvas: Canvas, search: Search, count: int, step: Step, cancel: CancelToken) -> None:
    """Lay windows over the dearest seams, where they make them cheaper (Kwatra et al. 2003, 3.1)."""
    height, width = canvas.labels.shape
    half = max(1, search.height // 2 // REDUCED), max(1, search.width // 2 // REDUCED)
    for number in range(ROUNDS):
        rows, columns = -(-height // REDUCED), -(-width // REDUCED)
        cost = cv2.resize(canvas.seams(), (columns, rows), interpolation=cv2.INTER_AREA)
        wide = cv2.blur(cost, (2 * half[1] + 1, 2 * half[0] + 1), borderType=cv2.BORDER_CONSTANT)
        for each in range(count // ROUNDS):
            cancel.check()
            step((number + each * ROUNDS / count) / ROUNDS)
            y, x = (int(at) for at in np.unravel_index(int(np.argmax(wide)), wide.shape))
            if wide[y, x] <= 0:
                break
            _lay(canvas, search, y * REDUCED - search.height // 2, x * REDUCED - search.width // 2)
            wide[max(0, y - half[0]) : y + half[0] + 1, max(0, x - half[1]) : x + half[1] + 1] = 0
