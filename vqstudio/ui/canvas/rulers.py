"""Rulers along the top and the left of the canvas, in photo pixels, with a marker where the pointer is."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ..kit.theme import Theme
from ..kit.translation import tr
from ..model.session import EditSession
from .canvas import Canvas

LEAST_GAP = 6.0
"""Logical pixels between two ticks."""
MARKER = 5
"""Half the marker's width."""


def number_step(scale: float, room: float) -> int:
    """Photo pixels from one number to the next: 1, 2 or 5 times a power of ten, at least ``room`` logical pixels where
    a photo pixel has ``scale``.
    """
    for power in itertools.count():
        for digit in (1, 2, 5):
            if digit * 10**power * scale >= room:
                return digit * 10**power
    raise AssertionError


def tick_step(numbers: int, scale: float) -> int:
    """Photo pixels from one tick to the next: the smallest even share of ``numbers`` that leaves room between them."""
    for share in (10, 5, 4, 2):
        if numbers % share == 0 and numbers // share * scale >= LEAST_GAP:
            return numbers // share
    return numbers


class Ruler(QWidget):
    def __init__(self, canvas: Canvas, session: EditSession, theme: Theme, upright: bool) -> None:
        super().__init__()
        self._canvas, self._session, self._theme, self._upright = canvas, session, theme, upright
        self._pointer: float | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(tr("Vertical ruler") if upright else tr("Horizontal ruler"))
        self.setToolTip(tr("Pixels of the photo"))
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if upright else wide, wide if upright else fixed)
        canvas.zoom_changed.connect(self.update)
        session.opened.connect(self.update)
        session.reframed.connect(self.update)
        theme.changed.connect(self._theme_changed)
        canvas.pointer_moved.connect(self._move_pointer)

    def sizeHint(self) -> QSize:
        thickness = QFontMetrics(self._font).height() + 8
        return QSize(thickness, thickness)

    @property
    def pointer(self) -> float | None:
        """Where the marker is along the ruler, in its own logical pixels."""
        return self._pointer

    @property
    def _font(self) -> QFont:
        font = self._theme.font("caption")
        font.setPointSizeF(max(6.5, 0.9 * font.pointSizeF()))
        return font

    @property
    def _thickness(self) -> int:
        return self.width() if self._upright else self.height()

    def _theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _move_pointer(self, position: QPointF | None) -> None:
        if not self.isVisible():
            return
        place = None if position is None else position.y() if self._upright else position.x()
        for at in (self._pointer, place):
            if at is not None:
                self.update(self._marker_rect(at))
        self._pointer = place

    def _marker_rect(self, place: float) -> QRect:
        start, wide = math.floor(place) - MARKER - 1, 2 * MARKER + 3
        return QRect(0, start, self._thickness, wide) if self._upright else QRect(start, 0, wide, self._thickness)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        exposed = event.rect()
        painter.fillRect(exposed, self._theme.color("window"))
        start, end = (exposed.top(), exposed.bottom()) if self._upright else (exposed.left(), exposed.right())
        photo = self._session.document
        if photo is not None:
            self._draw_scale(painter, photo.height if self._upright else photo.width, start, end)
        painter.setPen(QPen(self._theme.color("border"), 1))
        edge = self._thickness - 0.5
        painter.drawLine(self._line(start, end + 1, edge, edge))
        if self._pointer is not None:
            self._draw_marker(painter, self._pointer)

    def _draw_scale(self, painter: QPainter, photo: int, start: int, end: int) -> None:
        view, thickness, metrics = self._canvas.view, self._thickness, QFontMetrics(self._font)
        offset, scale = (view.top if self._upright else view.left), view.scale
        paper = QRectF(self._point(offset, 0), self._point(offset + photo * scale, thickness))
        painter.fillRect(paper, self._theme.color("surface"))
        numbers = number_step(scale, metrics.horizontalAdvance("00000") + 14)
        ticks = tick_step(numbers, scale)
        lines: dict[bool, list[QLineF]] = {True: [], False: []}
        painter.setFont(self._font)
        # A number that begins before the exposed area may reach into it.
        for value in _multiples(ticks, (start - offset) / scale - numbers, (end - offset) / scale):
            place, numbered, inside = round(offset + value * scale), value % numbers == 0, 0 <= value <= photo
            top = 0.0 if numbered else thickness * (0.55 if 2 * value % numbers == 0 else 0.72)
            lines[inside].append(self._line(place + 0.5, place + 0.5, top, thickness - 1))
            if numbered:
                painter.setPen(self._theme.color("muted" if inside else "disabled"))
                self._draw_number(painter, f"{value}", place + 4, metrics)
        for inside, name in ((False, "border"), (True, "border_strong")):
            painter.setPen(QPen(self._theme.color(name), 1))
            painter.drawLines(lines[inside])

    def _draw_number(self, painter: QPainter, text: str, place: float, metrics: QFontMetrics) -> None:
        baseline = 2 + metrics.ascent()
        if not self._upright:
            painter.drawText(QPointF(place, baseline), text)
            return
        painter.save()
        painter.translate(baseline, place + metrics.horizontalAdvance(text))
        painter.rotate(-90)
        painter.drawText(QPointF(0, 0), text)
        painter.restore()

    def _draw_marker(self, painter: QPainter, place: float) -> None:
        tip = self._thickness - 1.0
        corners = [(place - MARKER, tip - MARKER), (place + MARKER, tip - MARKER), (place, tip)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawPolygon(QPolygonF([self._point(*corner) for corner in corners]))

    def _point(self, along: float, across: float) -> QPointF:
        return QPointF(across, along) if self._upright else QPointF(along, across)

    def _line(self, start: float, end: float, first: float, last: float) -> QLineF:
        """A line from (``start``, ``first``) to (``end``, ``last``), where the first number is along the ruler and the
        second across it.
        """
        return QLineF(self._point(start, first), self._point(end, last))


def _multiples(step: int, start: float, end: float) -> Iterator[int]:
    return iter(range(math.ceil(start / step) * step, math.floor(end) + 1, step))
