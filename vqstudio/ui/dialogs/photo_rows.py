"""A list of photos in a question: a small picture of each, its name and a line about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ..kit.translation import tr
from ..kit.widgets import ElidedLabel, label, scrolling

PICTURE = QSize(84, 63)
GAP = 10
MOST_IN_VIEW = 4
"""With more photos the list scrolls."""


class PhotoRow(QWidget):
    """If it is ``choosable``, a click anywhere toggles its choice."""

    def __init__(self, picture: QPixmap, name: str, text: str, choosable: bool = False) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setChecked(True)
        self.box.setVisible(choosable)
        self.box.setAccessibleName(tr("{name}: {text}", name=name, text=text))
        self._choosable = choosable
        shown = QLabel()
        shown.setFixedSize(PICTURE)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if not picture.isNull():
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            ratio = self.devicePixelRatioF()
            picture = picture.scaled(PICTURE * ratio, keep, smooth)
            picture.setDevicePixelRatio(ratio)
            shown.setPixmap(picture)
        title = ElidedLabel(tr("Photo"), name, Qt.TextElideMode.ElideMiddle)
        title.setProperty("role", "")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        words.addWidget(title)
        words.addWidget(label(text, "muted"))
        words.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 8, 0)
        layout.setSpacing(12)
        layout.addWidget(self.box)
        layout.addWidget(shown)
        layout.addLayout(words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._choosable and self.rect().contains(event.position().toPoint()):
            self.box.toggle()


def list_of(rows: list[PhotoRow]) -> QScrollArea:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    for row in rows:
        layout.addWidget(row)
    layout.addStretch()
    area = scrolling(page)
    shown = min(MOST_IN_VIEW, len(rows))
    part = GAP + PICTURE.height() // 2 if len(rows) > shown else 0  # half a row hints that there is more
    area.setMinimumHeight(shown * PICTURE.height() + (shown - 1) * GAP + part)
    return area
