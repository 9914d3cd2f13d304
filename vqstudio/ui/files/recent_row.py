"""The most recent photos as a row of thumbnails to open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ..kit.icons import pixmap
from ..kit.theme import Theme
from ..kit.tile import clip_tile, draw_tile_frame
from ..kit.translation import tr
from ..kit.widgets import as_plain, button, label
from .recent import RecentPhotos

MOST = 6
TILE, GAP = 94, 11
EMPTY = 28
"""Side, in pixels, of the icon in place of a missing thumbnail."""
PICTURE_HEIGHT = 70


class RecentRow(QWidget):
    """As many of the latest photos as fit; hidden if there are none."""

    chosen = Signal(object)
    """The Path of the photo to open."""

    def __init__(self, recent: RecentPhotos, theme: Theme) -> None:
        super().__init__()
        self._recent = recent
        heading = label(tr("Recent photos"), "label")
        self.tiles = [RecentTile(theme) for _ in range(MOST)]
        self.clear = button(tr("Clear list"), tr("Forget the recent photos; their files stay"), flat=True)
        self.clear.setObjectName("clearRecent")
        self.clear.clicked.connect(recent.clear)
        tiles = QHBoxLayout()
        tiles.setSpacing(GAP)
        for tile in self.tiles:
            tiles.addWidget(tile)
            tile.opened.connect(self.chosen)
            tile.forgotten.connect(recent.forget)
            tile.all_forgotten.connect(recent.clear)
        tiles.addStretch()
        header = QHBoxLayout()
        header.addWidget(heading)
        header.addStretch()
        header.addWidget(self.clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(tiles)
        layout.insertLayout(0, header)  # last, so that the keyboard reaches the photos first
        self.setMinimumWidth(TILE)  # tiles that do not fit are hidden
        self.setMaximumWidth(MOST * TILE + (MOST - 1) * GAP)
        recent.changed.connect(self._show_photos)
        recent.pictured.connect(self._show_picture)
        self._show_photos()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show_photos()

    def _show_photos(self) -> None:
        paths = self._recent.paths
        room = max(1, (self.width() + GAP) // (TILE + GAP))
        for number, tile in enumerate(self.tiles):
            if number < min(room, len(paths)):
                path = paths[number]
                tile.show_photo(path, self._recent.time(path), self._recent.pixmap(path))
                tile.show()
            else:
                tile.hide()
        self.setVisible(bool(paths))

    def _show_picture(self, path: Path) -> None:
        for tile in self.tiles:
            if tile.path == path:
                tile.show_photo(path, self._recent.time(path), self._recent.pixmap(path))


class RecentTile(QAbstractButton):
    """One photo: a click, Space or Enter opens it."""

    opened = Signal(object)
    """The Path of the photo."""

    forgotten = Signal(object)
    all_forgotten = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.path: Path | None = None
        self._theme = theme
        self._picture = QPixmap()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda: self.opened.emit(self.path))
        theme.changed.connect(self.update)

    def show_photo(self, path: Path, time: float, picture: QPixmap) -> None:
        """``time``: when the file was changed, in seconds since 1970. ``picture`` may be null."""
        date = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(time)), QLocale.FormatType.ShortFormat)
        self.path, self._picture = path, picture
        self.setAccessibleName(tr("Open {name}", name=path.name))
        self.setAccessibleDescription(f"{path}, {date}")
        self.setToolTip(as_plain(f"{path}\n{date}"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(TILE, PICTURE_HEIGHT + self.fontMetrics().height() + 12)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        path = self.path  # the tile may show another photo by the time the user chooses
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open")).triggered.connect(lambda: self.opened.emit(path))
        menu.addSeparator()
        menu.addAction(tr("Forget")).triggered.connect(lambda: self.forgotten.emit(path))
        menu.addAction(tr("Clear list")).triggered.connect(self.all_forgotten)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF(2, 2, self.width() - 4, PICTURE_HEIGHT - 4)
        painter.save()
        clip_tile(painter, place)
        if self._picture.isNull():
            painter.fillRect(place, self._theme.color("hover"))
            empty = pixmap("photo", self._theme.color("muted"), EMPTY, self.devicePixelRatioF())
            painter.drawPixmap(place.center() - QPointF(EMPTY / 2, EMPTY / 2), empty)
        else:
            painter.drawPixmap(place, self._picture, _middle(self._picture, place))
        painter.restore()
        draw_tile_frame(painter, place, self, self._theme)
        bright = self.underMouse() or self.hasFocus()
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.color("text" if bright else "muted"))
        caption = QRectF(2, PICTURE_HEIGHT + 2, self.width() - 4, self.height() - PICTURE_HEIGHT - 4)
        name = self.path.name if self.path else ""
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, int(caption.width()))
        painter.drawText(caption, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)


def _middle(picture: QPixmap, place: QRectF) -> QRectF:
    """The part of ``picture`` that has the proportions of ``place``."""
    scale = min(picture.width() / place.width(), picture.height() / place.height())
    wide, high = place.width() * scale, place.height() * scale
    return QRectF((picture.width() - wide) / 2, (picture.height() - high) / 2, wide, high)
