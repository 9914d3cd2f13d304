"""The brush's cursor: a ring of its size, and its echo in the view beside the canvas."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ...mask.brush import Brush
from ..view import CanvasView

SMALLEST = 1.5
"""Minimum radius of the ring, in logical pixels."""
ALONE_FROM = 4
"""A ring whose radius has fewer pixels is hard to find, so a cross accompanies it."""
ECHO = 6
"""Half the length of the cross that repeats the pointer."""


class BrushCursor:
    """Painted by the canvas: Qt's own cursors cannot be as large as a brush."""

    def __init__(self, canvas: CanvasView, brush: Brush) -> None:
        self._canvas, self._brush = canvas, brush

    @property
    def radius(self) -> float:
        """The radius of the ring, in logical pixels."""
        return max(SMALLEST, self._brush.size / 2 * self._canvas.view.scale)

    def shape(self, position: QPointF | None) -> Qt.CursorShape:
        """Qt's cursor to show together with the ring."""
        alone = position is not None and self.radius >= ALONE_FROM
        return Qt.CursorShape.BlankCursor if alone else Qt.CursorShape.CrossCursor

    def rect(self, centre: QPointF, here: bool) -> QRect:
        """All that :meth:`draw` may paint."""
        reach = int(self.radius) + 4 if here else ECHO + 2
        return QRect(int(centre.x()) - reach, int(centre.y()) - reach, 2 * reach + 1, 2 * reach + 1)

    def draw(self, painter: QPainter, centre: QPointF, here: bool) -> None:
        """``here``: the pointer is in this view and not at the same place in the one beside it."""
        if here:
            _draw_ring(painter, centre, self.radius)
        else:
            _draw_echo(painter, centre)


def _draw_ring(painter: QPainter, centre: QPointF, radius: float) -> None:
    """The brush's outline, light inside dark, so that it is visible on every photo."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(0, 0, 0, 150), 2.6))
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(QPen(QColor(255, 255, 255, 235), 1.3))
    painter.drawEllipse(centre, radius, radius)
    painter.restore()


def _draw_echo(painter: QPainter, place: QPointF) -> None:
    """A small cross where the pointer is in the view beside this one."""
    lines = [QLineF(place - arm, place + arm) for arm in (QPointF(ECHO, 0), QPointF(0, ECHO))]
    painter.save()
    painter.setPen(QPen(QColor(0, 0, 0, 150), 3))
    painter.drawLines(lines)
    painter.setPen(QPen(QColor(255, 255, 255, 235), 1))
    painter.drawLines(lines)
    painter.restore()
