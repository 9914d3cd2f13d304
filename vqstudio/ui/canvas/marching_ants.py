"""The outline of the mask as dashes that walk along it, one device pixel wide at every zoom."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from ..model.mask_layer import MaskLayer
from ..model.pyramid import level_for
from ..model.session import EditSession
from .viewport import Viewport

TICK = 125
"""Milliseconds between two steps of the dashes."""
DASH = 4
"""Logical pixels of a dash."""
HALF = 128
"""The least value of the mask that is inside the outline: half selected."""
RIM = 2
"""Device pixels beyond the view that are traced as well, so that no outline runs along the view's border."""
SPECKLES = 100_000
"""With this many outline pixels or more the mask is noise, without a line to follow. Its dashes are then diagonal
stripes, which need no tracing.
"""
BLACK, WHITE = np.uint32(0xFF000000), np.uint32(0xFFFFFFFF)


@dataclass(frozen=True, eq=False)
class Outline:
    """Where a mask ends on the screen. ``points`` int (n, 2): x, y in device pixels of the view; ``along`` int (n,):
    how many pixels each lies from the start of its closed line.
    """

    points: np.ndarray
    along: np.ndarray


def trace(layer: MaskLayer, view: Viewport, size: tuple[int, int]) -> Outline | None:
    """The outline of what a view of ``size`` (logical width, height) shows of a mask; None if it shows none.

    The mask is sampled at the middle of device pixels, as the photo is, so the outline runs along the edges of photo
    pixels where these are large.
    """
    ratio, number = view.ratio, level_for(view.zoom, layer.levels)
    level, zoom = layer.level(number), view.zoom * 2**number
    height, width = layer.alpha.shape
    columns, x = _samples(view.left * ratio, width * view.zoom, size[0] * ratio, zoom, level.shape[1])
    rows, y = _samples(view.top * ratio, height * view.zoom, size[1] * ratio, zoom, level.shape[0])
    if not columns.size or not rows.size:
        return None
    inside = (np.take(np.take(level, rows, axis=0), columns, axis=1) >= HALF).view(np.uint8)
    # Pixels outside the picture count as unselected, so the mask also ends at the border of the photo.
    eroded = cv2.erode(inside, np.ones((3, 3), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=0)
    rim = inside - eroded
    count = cv2.countNonZero(rim)
    if count == 0:
        return None
    if count > SPECKLES:
        points = cv2.findNonZero(rim).reshape(-1, 2) + np.array((x, y))
        along = points.sum(axis=1)
    else:
        lines = cv2.findContours(inside, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)[0]
        lengths = np.array([len(line) for line in lines])
        points = np.concatenate(lines).reshape(-1, 2) + np.array((x, y))
        along = np.arange(len(points)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    seen = ((points >= 0) & (points < np.ceil(np.array(size) * ratio))).all(axis=1)
    return Outline(points[seen], along[seen]) if seen.any() else None


def _samples(start: float, length: float, room: float, zoom: float, count: int) -> tuple[np.ndarray, int]:
    """Which of ``count`` level pixels each visible device pixel of one axis shows, and the first such device pixel."""
    first, end = max(-RIM, math.floor(start)), min(math.ceil(room) + RIM, math.ceil(start + length))
    places = np.arange(first, max(first, end))
    return ((places + 0.5 - start) / zoom).astype(np.intp).clip(0, count - 1), first


class MarchingAnts(QObject):
    """Draws the outline and keeps it moving: :attr:`moved` is emitted at every step until the outline is no longer
    drawn, because the window is hidden, or the mask is empty, out of view or shown in another way.
    """

    moved = Signal(QRect)
    """The dashes moved by a step: the rectangle of the widget that holds them."""

    def __init__(self, session: EditSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._traced: tuple[Viewport, tuple[int, int]] | None = None
        self._outline: Outline | None = None
        self._pixels = np.zeros((0, 0), np.uint32)
        self._corner = (0, 0)
        self._step = 0
        self._drawn = False
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._tick)
        session.mask_changed.connect(self._forget)
        session.opened.connect(self._forget)

    @property
    def walking(self) -> bool:
        return self._timer.isActive()

    def draw(self, painter: QPainter, view: Viewport, size: tuple[int, int]) -> None:
        if self._traced != (view, size):
            self._trace(view, size)
        if self._outline is None:
            self._timer.stop()
            return
        height, width = self._pixels.shape
        image = QImage(self._pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(view.ratio)
        painter.drawImage(QPointF(self._corner[0] / view.ratio, self._corner[1] / view.ratio), image)
        self._drawn = True
        if not self._timer.isActive():
            self._timer.start()

    def _forget(self) -> None:
        self._traced = None

    def _trace(self, view: Viewport, size: tuple[int, int]) -> None:
        self._traced = view, size
        outline = trace(self._session.mask, view, size)
        if outline is not None:
            thick = max(1, round(view.ratio))
            outline = _thickened(outline, thick)
            left, top = outline.points.min(axis=0)
            right, bottom = outline.points.max(axis=0) + 1
            self._corner = int(left), int(top)
            self._pixels = np.zeros((bottom - top, right - left), np.uint32)
            outline = Outline(outline.points - (left, top), outline.along)
        self._outline = outline
        self._colour()

    def _colour(self) -> None:
        if self._outline is not None and self._traced is not None:
            columns, rows = self._outline.points.T
            dash = max(1, round(DASH * self._traced[0].ratio))
            step = self._step * dash // DASH
            white = (self._outline.along + step) // dash % 2 == 0
            self._pixels[rows, columns] = np.where(white, WHITE, BLACK)

    def _tick(self) -> None:
        if not self._drawn:
            self._timer.stop()
            return
        self._drawn = False
        self._step = (self._step + 1) % (2 * DASH)
        self._colour()
        if self._traced is not None and self._outline is not None:
            ratio, (height, width) = self._traced[0].ratio, self._pixels.shape
            place = QRectF(self._corner[0] / ratio, self._corner[1] / ratio, width / ratio, height / ratio)
            self.moved.emit(place.toAlignedRect())


def _thickened(outline: Outline, width: int) -> Outline:
    """The same line, ``width`` device pixels wide."""
    shifts = [(x, y) for y in range(width) for x in range(width)]
    points = np.concatenate([outline.points + shift for shift in shifts])
    return Outline(points, np.tile(outline.along, len(shifts)))
