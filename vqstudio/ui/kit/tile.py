"""What the tiles of all galleries share: rounded pictures with a frame that shows their state."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton

from .theme import Theme

RADIUS = 8.0


def clip_tile(painter: QPainter, place: QRectF) -> None:
    shape = QPainterPath()
    shape.addRoundedRect(place, RADIUS, RADIUS)
    painter.setClipPath(shape)


def draw_tile_frame(painter: QPainter, place: QRectF, tile: QAbstractButton, theme: Theme) -> None:
    """The frame of a checked, focused, hovered or plain tile."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if tile.isChecked():
        painter.setPen(QPen(theme.color("surface"), 2))
        painter.drawRoundedRect(place.adjusted(1.5, 1.5, -1.5, -1.5), RADIUS - 1.5, RADIUS - 1.5)
        painter.setPen(QPen(theme.color("accent"), 2.5))
        painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), RADIUS + 1, RADIUS + 1)
    elif tile.underMouse() or tile.hasFocus():
        painter.setPen(QPen(theme.color("accent_text" if tile.hasFocus() else "border_strong"), 1.5))
        painter.drawRoundedRect(place, RADIUS, RADIUS)
    else:
        painter.setPen(QPen(QColor(0, 0, 0, 40), 1))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    if tile.hasFocus():  # light and dark, so that it is visible on every picture, checked or not
        inside = place.adjusted(4.5, 4.5, -4.5, -4.5)
        painter.setPen(QPen(QColor(255, 255, 255, 240), 2.5))
        painter.drawRoundedRect(inside, RADIUS - 4, RADIUS - 4)
        painter.setPen(QPen(QColor(20, 20, 30, 240), 1.2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(inside, RADIUS - 4, RADIUS - 4)
