"""What the window shows before a photo is open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from .icons import pixmap
from .theme import Theme
from .widgets import button, label, set_icon


class EmptyState(QWidget):
    """An inviting place to drop a photo. The drop itself is the window's."""

    open_clicked = Signal()
    paste_clicked = Signal()

    def __init__(self, theme: Theme, formats: str) -> None:
        super().__init__()
        self._theme = theme
        self._inviting = False
        self.setAccessibleName("No photo is open")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label("Drop a photo here", "title")
        hint = label("or open one from your computer", "muted")
        self.open_button = button("Open photo…", "Open a photo (Ctrl+O)", primary=True)
        set_icon(self.open_button, "open", theme, "on_accent")
        self.paste_button = button("Paste", "Open the picture on the clipboard (Ctrl+V)")
        set_icon(self.paste_button, "paste", theme)
        self.open_button.clicked.connect(self.open_clicked)
        self.paste_button.clicked.connect(self.paste_clicked)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch()
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.paste_button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.addStretch(5)
        layout.addWidget(self._picture)
        layout.addSpacing(18)
        for line in (self._title, hint):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(line)
            layout.addSpacing(4)
        layout.addSpacing(18)
        layout.addLayout(buttons)
        layout.addSpacing(26)
        known = label(formats, "muted")
        known.setFont(theme.font("caption"))
        known.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(known)
        layout.addStretch(6)
        theme.changed.connect(self._refresh)
        self._refresh()

    def set_inviting(self, on: bool) -> None:
        """A photo hovers over the window."""
        self._inviting = on
        self._title.setText("Let go to open it" if on else "Drop a photo here")
        self._refresh()

    def _refresh(self) -> None:
        color = self._theme.color("accent_text" if self._inviting else "muted")
        self._picture.setPixmap(pixmap("photo", color, 80, self.devicePixelRatioF(), stroke=1.1))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color("canvas"))
        width, height = min(620.0, self.width() - 48.0), min(430.0, self.height() - 48.0)
        area = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        draw_place(painter, area, self._theme, self._inviting)


def draw_place(painter: QPainter, area: QRectF, theme: Theme, inviting: bool) -> None:
    """The dashed frame of a place where something can be dropped."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = QPen(theme.color("accent_text" if inviting else "border_strong"), 1.75)
    line.setDashPattern([5, 4.5])
    line.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(line)
    painter.setBrush(theme.color("accent_soft") if inviting else QColor(0, 0, 0, 0))
    painter.drawRoundedRect(area, 18, 18)
