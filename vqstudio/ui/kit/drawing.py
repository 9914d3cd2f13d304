"""Drawing that several parts of the window share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from .theme import Theme

CHECK = 8
"""Logical pixels of a square of the checkerboard."""


def checkerboard(theme: Theme) -> QBrush:
    """The pattern behind transparent pixels."""
    tile = QPixmap(2 * CHECK, 2 * CHECK)
    tile.fill(theme.color("check_light"))
    brush = QPainter(tile)
    brush.fillRect(0, 0, CHECK, CHECK, theme.color("check_dark"))
    brush.fillRect(CHECK, CHECK, CHECK, CHECK, theme.color("check_dark"))
    brush.end()
    return QBrush(tile)


def draw_place(painter: QPainter, area: QRectF, theme: Theme, inviting: bool) -> None:
    """The dashed frame of a place where something can be dropped."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = QPen(theme.color("accent_text" if inviting else "border_strong"), 1.75)
    line.setDashPattern([5, 4.5])
    line.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(line)
    painter.setBrush(theme.color("accent_soft") if inviting else QColor(0, 0, 0, 0))
    painter.drawRoundedRect(area, 18, 18)
