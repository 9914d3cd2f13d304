"""A small card that tells what to do with the very first photo, and never comes back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from vqstudio.core.wording import mark

from ..kit.icons import icon
from ..kit.settings import SettingsStore
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.widgets import label

TEXT = mark("Paint over what should go, then press Repair. Wheel zooms, Space moves, F1 shows all shortcuts.")
EDGE = 16
"""Pixels between the card and the edges of the view."""
LEFT, SPACE, REST = 16, 10, 7
"""Margins inside the card."""


class FirstHint(QFrame):
    """Lies at the bottom of ``view`` until :meth:`dismiss`. It never takes the keyboard focus."""

    def __init__(self, view: QWidget, store: SettingsStore, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._store, self._theme = view, store, theme
        self._pending = False
        self.setObjectName("hint")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)  # a click on the card must not paint
        self.text = label(tr(TEXT), "hint", wrap=True)
        self.close_button = QToolButton()
        self.close_button.setToolTip(tr("Close this hint (Esc)"))
        self.close_button.setAccessibleName(tr("Close this hint"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button.setIconSize(QSize(14, 14))
        self.close_button.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(LEFT, REST, REST, REST)
        layout.setSpacing(SPACE)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        view.installEventFilter(self)
        theme.changed.connect(self._load_icon)
        self._load_icon()
        self.hide()

    def offer(self, fitting: bool) -> None:
        """Show the card if it was never shown before and the moment is ``fitting``: a photo is open and can be painted
        on.
        """
        if fitting and not self._store.settings.hint_shown:
            self._store.settings.hint_shown = True
            self._store.save()
            self._pending = True
        self.setVisible(fitting and self._pending)
        self._place()

    def dismiss(self) -> None:
        self._pending = False
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        around = LEFT + SPACE + self.close_button.sizeHint().width() + REST
        words = self.text.fontMetrics().horizontalAdvance(self.text.text()) + 4
        width = min(words + around, self._view.width() - 2 * EDGE)
        height = self.heightForWidth(width)
        self.setGeometry((self._view.width() - width) // 2, self._view.height() - height - EDGE, width, height)

    def _load_icon(self) -> None:
        self.close_button.setIcon(icon("close", self._theme))
