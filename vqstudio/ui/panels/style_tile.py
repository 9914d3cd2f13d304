"""One style of the gallery: its thumbnail and its name."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from vqstudio.engine.requests import StyleInfo

from ..theme import Theme
from .tile import clip_tile, draw_tile_frame


class StyleTile(QAbstractButton):
    """Behaves like a radio button; Enter and a double click apply it."""

    double_clicked = Signal()

    def __init__(self, info: StyleInfo, theme: Theme) -> None:
        super().__init__()
        self.info = info
        self._theme = theme
        self._thumbnail = QPixmap()
        if info.thumbnail:
            self._thumbnail.loadFromData(info.thumbnail)
        self.setCheckable(True)
        self.setText(info.title)
        self.setAccessibleName(info.title)
        self.setAccessibleDescription(info.credit)
        self.setToolTip(f"{info.title}\n{info.credit}\nDouble-click applies it." if info.credit else info.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def show_photo(self, pixels: np.ndarray) -> None:
        """Show the open photo in this style, uint8 (H, W, 3), in place of the sample."""
        height, width = pixels.shape[:2]
        pixels = np.ascontiguousarray(pixels)
        self._thumbnail = QPixmap.fromImage(QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 80 + self._caption_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(64, 80 + self._caption_height())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setChecked(True)
            self.double_clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setChecked(True)
            self.double_clicked.emit()
        else:
            super().keyPressEvent(event)

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
        painter.setFont(self._theme.font("caption", bold=self.isChecked()))
        painter.setPen(self._theme.color("text" if self.isChecked() else "muted"))
        caption = QRectF(0, self.height() - self._caption_height(), self.width(), self._caption_height())
        text = painter.fontMetrics().elidedText(self.info.title, Qt.TextElideMode.ElideRight, int(caption.width()))
        painter.drawText(caption, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)

    def _caption_height(self) -> int:
        return self.fontMetrics().height() + 5

    def _cropped(self, picture: QRectF) -> QRectF:
        """The middle of the thumbnail in the tile's proportions."""
        width, height = self._thumbnail.width(), self._thumbnail.height()
        scale = min(width / picture.width(), height / picture.height())
        wide, high = picture.width() * scale, picture.height() * scale
        return QRectF((width - wide) / 2, (height - high) / 2, wide, high)

    def _paint_swatch(self, painter: QPainter, picture: QRectF) -> None:
        """For a style without a thumbnail: its initial on a colour of its own."""
        hue = sum(ord(letter) * 37 for letter in self.info.name) % 360
        painter.fillRect(picture, QColor.fromHsl(hue, 70, 90 if self._theme.dark else 175))
        painter.setFont(self._theme.font("title", bold=True))
        painter.setPen(QColor(255, 255, 255, 220))
        painter.drawText(picture, Qt.AlignmentFlag.AlignCenter, self.info.title[:1].upper())
