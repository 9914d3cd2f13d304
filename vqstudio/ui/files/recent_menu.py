"""File > Open recent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QMenu

from ..kit.widgets import as_plain
from .recent import RecentPhotos

ICON = QSize(64, 48)
"""Twice the size in the style sheet, for high-density screens."""


class RecentMenu:
    """Fills ``menu`` with the recent photos, followed by the action ``clear``."""

    def __init__(self, menu: QMenu, recent: RecentPhotos, open_photo: Callable[[Path], object], clear: QAction) -> None:
        self._menu, self._recent, self._open, self._clear = menu, recent, open_photo, clear
        self._photos: dict[Path, QAction] = {}
        menu.setObjectName("recentMenu")
        menu.setToolTipsVisible(True)
        recent.changed.connect(self._fill)
        recent.pictured.connect(self._show_picture)
        self._fill()

    def _fill(self) -> None:
        self._menu.clear()
        self._photos = {}
        for path in self._recent.paths:
            action = self._menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(as_plain(str(path)))
            action.triggered.connect(lambda _=False, path=path: self._open(path))
            self._photos[path] = action
            self._show_picture(path)
        self._menu.addSeparator()
        self._menu.addAction(self._clear)
        self._menu.setEnabled(bool(self._photos))
        self._clear.setEnabled(bool(self._photos))

    def _show_picture(self, path: Path) -> None:
        if path in self._photos:
            self._photos[path].setIcon(_icon(self._recent.pixmap(path)))


def _icon(picture: QPixmap) -> QIcon:
    """The middle of ``picture`` in the icon's proportions; an empty icon if there is no picture."""
    if picture.isNull():
        empty = QPixmap(ICON)
        empty.fill(Qt.GlobalColor.transparent)
        return QIcon(empty)
    aspect, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    scaled = picture.scaled(ICON, aspect, smooth)
    corner = QPoint((scaled.width() - ICON.width()) // 2, (scaled.height() - ICON.height()) // 2)
    return QIcon(scaled.copy(QRect(corner, ICON)))
