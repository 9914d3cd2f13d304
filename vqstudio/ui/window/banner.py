"""A line above the photo for what the user should read; it never blocks their work."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from vqstudio.core.wording import mark

from ..jobs.notices import Level, Notice
from ..kit.icons import icon, pixmap
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.widgets import button

INFO_STAYS_MS = 9000
SPOKEN = {
    Level.INFO: mark("info: {text}"),
    Level.WARNING: mark("warning: {text}"),
    Level.ERROR: mark("error: {text}"),
}
COLORS = {Level.INFO: "accent_text", Level.WARNING: "warning", Level.ERROR: "error"}


class Banner(QFrame):
    details_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notices: list[Notice] = []
        self.setObjectName("banner")
        self._picture = QLabel()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.details = button(tr("Details…"), tr("Show what happened, to copy into a report"), flat=True)
        self.dismiss = QToolButton()
        self.dismiss.setToolTip(tr("Dismiss"))
        self.dismiss.setAccessibleName(tr("Dismiss this message"))
        self.dismiss.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.dismiss.setIconSize(QSize(16, 16))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 7, 10, 7)
        layout.setSpacing(11)
        layout.addWidget(self._picture)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.details)
        layout.addWidget(self.dismiss)
        self._timer = QTimer(self, singleShot=True, interval=INFO_STAYS_MS)
        self._timer.timeout.connect(self.next)
        self.dismiss.clicked.connect(self.next)
        self.details.clicked.connect(lambda: self.details_asked.emit(self._notices[0].details))
        theme.changed.connect(self._refresh)
        self.hide()

    @property
    def current(self) -> Notice | None:
        return self._notices[0] if self._notices else None

    def show_notice(self, notice: Notice) -> None:
        """Show a notice, or queue it behind those that the user has not closed yet. Repeated notices are shown once."""
        if notice not in self._notices:
            self._notices.append(notice)
        self._refresh()

    def next(self) -> None:
        self._notices = self._notices[1:]
        self._refresh()

    def clear(self) -> None:
        self._notices = []
        self._refresh()

    def _refresh(self) -> None:
        self._timer.stop()
        notice = self.current
        self.setVisible(notice is not None)
        if notice is None:
            return
        self.setProperty("level", notice.level.value)
        self.style().unpolish(self)
        self.style().polish(self)
        color = self._theme.color(COLORS[notice.level])
        self._picture.setPixmap(pixmap(notice.level.value, color, 20, self.devicePixelRatioF()))
        self.dismiss.setIcon(icon("close", self._theme))
        self.text.setText(notice.text)
        self.text.setAccessibleName(tr(SPOKEN[notice.level], text=notice.text))
        self.details.setVisible(bool(notice.details))
        if notice.level is Level.INFO:
            self._timer.start()
