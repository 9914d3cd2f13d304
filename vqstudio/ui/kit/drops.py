"""Files dropped on the window: it shows whether it would take them, and takes a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from .drawing import draw_place
from .theme import Theme
from .translation import tr
from .widgets import label

MARGIN = 16


def dropped_files(mime: QMimeData) -> list[Path]:
    """The files on this computer among what was dropped or pasted."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def take_copy(event: QDropEvent) -> None:
    """Accept a drop as a copy, even where a move is proposed: after a move the source deletes the file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


class Drops(QObject):
    """Handles what is dragged over ``window`` and dropped there.

    ``wanted`` says whether something can be dropped, ``invite`` is called when it enters and leaves, and ``take``
    receives it.
    """

    def __init__(
        self,
        window: QWidget,
        wanted: Callable[[QMimeData], bool],
        invite: Callable[[bool], object],
        take: Callable[[QMimeData], object],
    ) -> None:
        super().__init__(window)
        self._wanted, self._invite, self._take = wanted, invite, take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            drop = cast(QDropEvent, event)
            # What is dragged out of this window must not be dropped into it.
            taken = drop.source() is None and self._wanted(drop.mimeData())
            if taken:
                take_copy(drop)
            else:
                drop.ignore()
            self._invite(taken and kind is not QEvent.Type.Drop)
            if taken and kind is QEvent.Type.Drop:
                self._take(drop.mimeData())
            return True
        if kind is QEvent.Type.DragLeave:
            self._invite(False)
            return True
        return super().eventFilter(watched, event)


class DropHighlight(QWidget):
    """Lies over ``below`` while something that can be opened is dragged over the window."""

    def __init__(self, below: QWidget, theme: Theme) -> None:
        super().__init__(below)
        self._below, self._theme = below, theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = label(tr("Let go to open it"), "drop")
        self._words.setParent(self)
        below.installEventFilter(self)
        self.hide()

    def set_inviting(self, on: bool) -> None:
        self._lie()
        self.setVisible(on)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._lie()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(0.75)
        painter.fillRect(event.rect(), self._theme.color("canvas"))
        painter.setOpacity(1)
        draw_place(painter, QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN), self._theme, True)

    def _lie(self) -> None:
        self.setGeometry(self._below.rect())
        self._words.adjustSize()
        place = self._words.rect()
        place.moveCenter(self.rect().center())
        self._words.setGeometry(place)
