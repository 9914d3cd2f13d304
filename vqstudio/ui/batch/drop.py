"""What the batch dialog shows before photos are chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ..kit.drawing import draw_place
from ..kit.icons import pixmap
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.widgets import button, label, set_icon


class BatchDrop(QWidget):
    """A place to drop photos. The dialog handles the drop itself."""

    folder_clicked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._inviting = False
        self.setAccessibleName(tr("No photos are chosen"))
        self._picture = QLabel()
        self._title = label(tr("Drop a folder of photos here"), "heading")
        hint = label(tr("or several photos; each becomes a new file"), "muted")
        self.choose = button(tr("Choose folder…"), tr("Edit every photo of a folder"), primary=True)
        set_icon(self.choose, "open", theme, "on_accent")
        self.choose.clicked.connect(self.folder_clicked)
        layout = QVBoxLayout(self)
        layout.addStretch(5)
        for widget, room in ((self._picture, 14), (self._title, 4), (hint, 16), (self.choose, 0)):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            layout.addSpacing(room)
        layout.addStretch(6)
        theme.changed.connect(self._refresh)
        self._refresh()

    def set_inviting(self, on: bool) -> None:
        """Show whether photos are being dragged over the dialog."""
        self._inviting = on
        self._title.setText(tr("Let go to take them") if on else tr("Drop a folder of photos here"))
        self._refresh()

    def _refresh(self) -> None:
        color = self._theme.color("accent_text" if self._inviting else "muted")
        self._picture.setPixmap(pixmap("photo", color, 64, self.devicePixelRatioF(), stroke=1.1))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_place(painter, self.rect().toRectF().adjusted(1, 1, -1, -1), self._theme, self._inviting)
