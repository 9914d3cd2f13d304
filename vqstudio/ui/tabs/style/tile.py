"""One style of the gallery: its thumbnail and its name."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from vqstudio.engine.requests import StyleInfo

from ...kit.theme import Theme
from ...kit.tile import clip_tile, draw_tile_frame
from ...kit.translation import said, tr
from ...kit.widgets import as_plain
from ...model.screen_colours import on_screen
from ...model.small_picture import stored_picture

STAR = 20
"""Side, in pixels, of the corner in which a click makes the style a favourite."""
WALKING = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
)  # fmt: skip


class StyleTile(QAbstractButton):
    """Behaves like a radio button; a click, Enter and Space apply it, its star and F make it a favourite."""

    applied = Signal()
    hovered = Signal(str)
    """The style's name when the pointer or the keyboard focus enters; empty when it leaves."""

    favourite_toggled = Signal(str)
    left_by = Signal(int)
    """The key that leads to another tile: an arrow, Home or End."""

    def __init__(self, info: StyleInfo, theme: Theme) -> None:
        super().__init__()
        self.info = info
        self._theme = theme
        self.favourite = False
        self._thumbnail = stored_picture(info.thumbnail)
        self.setCheckable(True)
        self.setText(said(info.title))
        self.setAccessibleName(self.text())
        self._credit = said(info.credit)
        self.setAccessibleDescription(self._credit)
        lines = (self.text(), self._credit, tr("Click to apply; F makes it a favourite"))
        self.setToolTip(as_plain("\n".join(filter(None, lines))))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        theme.changed.connect(self.update)

    def show_photo(self, pixels: np.ndarray) -> None:
        """Show the open photo in this style, uint8 (H, W, 3) in sRGB, in place of the sample."""
        height, width = pixels.shape[:2]
        pixels = on_screen(np.ascontiguousarray(pixels), None)
        self._thumbnail = QPixmap.fromImage(QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888))
        self.update()

    def show_picture(self, picture: bytes) -> None:
        """Show a JPEG in place of the sample."""
        self._thumbnail = stored_picture(picture)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 80 + self._caption_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(64, 80 + self._caption_height())

    def set_favourite(self, on: bool) -> None:
        self.favourite = on
        self.setAccessibleDescription(tr("{credit}; a favourite", credit=self._credit) if on else self._credit)
        self.update()

    def choose_and_apply(self) -> None:
        self.setChecked(True)
        self.applied.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed = self.isDown()
        if pressed and self._star().contains(event.position()):
            self.setDown(False)
            self.favourite_toggled.emit(self.info.name)
            return
        super().mouseReleaseEvent(event)
        if pressed and event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.applied.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose_and_apply()
        elif event.key() in WALKING:
            self.left_by.emit(event.key())
        elif event.key() == Qt.Key.Key_F and not event.modifiers():
            self.favourite_toggled.emit(self.info.name)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.hovered.emit(self.info.name)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.hovered.emit(self.info.name)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hovered.emit("")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        picture = QRectF(3, 3, self.width() - 6, self.height() - self._caption_height() - 6)
        painter.save()
        clip_tile(painter, picture)
        if self._thumbnail.isNull():
            self._paint_swatch(painter, picture)
        else:
            painter.drawPixmap(picture, self._thumbnail, self._cropped(picture))
        painter.restore()
        draw_tile_frame(painter, picture, self, self._theme)
        if self.favourite or self.underMouse() or self.hasFocus():
            self._paint_star(painter)
        painter.setFont(self._theme.font("caption", bold=self.isChecked()))
        painter.setPen(self._theme.color("text" if self.isChecked() else "muted"))
        caption = QRectF(0, self.height() - self._caption_height(), self.width(), self._caption_height())
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(caption.width()))
        painter.drawText(caption, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)

    def _star(self) -> QRectF:
        return QRectF(self.width() - STAR - 5, 5, STAR, STAR)

    def _paint_star(self, painter: QPainter) -> None:
        place = self._star()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 110))
        painter.drawEllipse(place)
        points = []
        for number in range(10):
            angle = math.pi * (number / 5 - 0.5)
            radius = place.width() * (0.36 if number % 2 == 0 else 0.16)
            points.append(place.center() + QPointF(math.cos(angle) * radius, math.sin(angle) * radius))
        painter.setPen(QPen(QColor(255, 255, 255, 230), 1.2))
        painter.setBrush(QColor(255, 209, 84) if self.favourite else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(points)

    def _caption_height(self) -> int:
        return self.fontMetrics().height() + 5

    def _cropped(self, picture: QRectF) -> QRectF:
        """The middle of the thumbnail in the tile's proportions."""
        width, height = self._thumbnail.width(), self._thumbnail.height()
        scale = min(width / picture.width(), height / picture.height())
        wide, high = picture.width() * scale, picture.height() * scale
        return QRectF((width - wide) / 2, (height - high) / 2, wide, high)

    def _paint_swatch(self, painter: QPainter, picture: QRectF) -> None:
        """Paint the initial of a style without a thumbnail on a colour derived from its name."""
        hue = sum(ord(letter) * 37 for letter in self.info.name) % 360
        painter.fillRect(picture, QColor.fromHsl(hue, 70, 90 if self._theme.dark else 175))
        painter.setFont(self._theme.font("title", bold=True))
        painter.setPen(QColor(255, 255, 255, 220))
        painter.drawText(picture, Qt.AlignmentFlag.AlignCenter, self.text()[:1].upper())
