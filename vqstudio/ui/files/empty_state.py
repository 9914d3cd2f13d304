"""What the window shows while no photo is open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vqstudio.core.formats import KINDS

from ..kit.drawing import draw_place
from ..kit.icons import pixmap
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.widgets import button, label, set_icon
from .recent import RecentPhotos
from .recent_row import RecentRow

WIDTH = 620


SHOWN = frozenset({"JPEG", "PNG", "WebP", "TIFF", "BMP", "GIF", "AVIF", "HEIC", "RAW"})
"""Kinds of files that most people have; all of them would make the window wider than a small screen."""


class EmptyState(QWidget):
    """A place to drop a photo, and the recent photos. The window handles the drop itself."""

    recent_chosen = Signal(object)
    """The Path of a recent photo."""

    def __init__(self, theme: Theme, recent: RecentPhotos) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(tr("No photo is open"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place = DropPlace(theme, _formats())
        self.open_button, self.paste_button = self._place.open_button, self._place.paste_button
        self.sample_button = self._place.sample_button
        # Before the photos appear: a low window has no room for both, and would grow.
        recent.changed.connect(lambda: self._place.offer_sample(not recent.paths))
        self.recent = RecentRow(recent, theme)
        self.recent.chosen.connect(self.recent_chosen)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._place, 100)
        column.addWidget(self.recent)
        column.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.addStretch(1)
        layout.addLayout(column, 100)
        layout.addStretch(1)
        theme.changed.connect(self.update)

    def set_inviting(self, on: bool) -> None:
        """Show whether a photo is being dragged over the window."""
        self._place.set_inviting(on)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self._theme.color("canvas"))


class DropPlace(QWidget):
    """A dashed frame around what the user can do."""

    def __init__(self, theme: Theme, formats: str) -> None:
        super().__init__()
        self._theme = theme
        self._inviting = False
        self.setMaximumSize(WIDTH, 430)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label(tr("Drop a photo here"), "title")
        hint = label(tr("or open one from your computer"), "muted")
        self.open_button = button(tr("Open photo…"), tr("Open a photo"), primary=True, action="open")
        set_icon(self.open_button, "open", theme, "on_accent")
        self.paste_button = button(tr("Paste"), tr("Open the picture on the clipboard"), action="paste")
        set_icon(self.paste_button, "paste", theme)
        tip = tr("Open a photo of ours; nothing of yours is changed")
        self.sample_button = button(tr("Try it on a sample photo"), tip, flat=True, action="sample")
        self.sample_button.setProperty("link", True)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch()
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.paste_button)
        buttons.addStretch()
        known = label(formats, "muted")
        known.setFont(theme.font("caption"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 10, 24, 10)
        layout.setSpacing(4)
        layout.addStretch(5)
        layout.addWidget(self._picture)
        layout.addStretch(1)
        for line in (self._title, hint):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(line)
        layout.addStretch(1)
        layout.addSpacing(8)
        layout.addLayout(buttons)
        layout.addWidget(self.sample_button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        layout.addSpacing(8)
        known.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(known)
        layout.addStretch(5)
        theme.changed.connect(self._refresh)
        self._refresh()

    def offer_sample(self, on: bool) -> None:
        """Users with recent photos need no sample."""
        self.sample_button.setVisible(on)
        self.updateGeometry()  # else the surrounding layout would learn of the new size only later

    def set_inviting(self, on: bool) -> None:
        self._inviting = on
        self._title.setText(tr("Let go to open it") if on else tr("Drop a photo here"))
        self._refresh()

    def _refresh(self) -> None:
        color = self._theme.color("accent_text" if self._inviting else "muted")
        self._picture.setPixmap(pixmap("photo", color, 80, self.devicePixelRatioF(), stroke=1.1))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_place(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._theme, self._inviting)


def _formats() -> str:
    return " · ".join(kind.name for kind in KINDS if kind.name in SHOWN and kind.suffixes)
