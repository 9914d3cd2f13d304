"""The column on the right: tabs for the features and the panel of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..kit.actions import with_keys
from ..kit.icons import icon
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.wheel import WheelGuard
from ..tabs.tab import AnyTab

WIDTH = 308
"""Width of the panel, unless the texts need more."""

LEAST_HEIGHT = 200
"""Height of a panel in which its main button and a few of its options are in sight."""

EDGE = 14
ROOM = 6
"""Space beside the text of a tab."""


class SidePanel(QFrame):
    page_changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icons: dict[QToolButton, str] = {}
        self._pages: dict[str, tuple[QToolButton, QWidget]] = {}
        self.setObjectName("sidePanel")
        self._tabs = QFrame()
        self._tabs.setObjectName("tabBar")
        self._row = QHBoxLayout(self._tabs)
        self._row.setContentsMargins(3, 3, 3, 3)
        self._row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._wheel = WheelGuard(self)
        self._stack = QStackedWidget()
        # In a window that is too low for a panel more of it scrolls, but only once it is that low.
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._stack.setMinimumHeight(LEAST_HEIGHT)
        header = QVBoxLayout()
        header.setContentsMargins(EDGE, 14, EDGE, 8)
        header.addWidget(self._tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(self._stack, 1)
        theme.changed.connect(self._load_icons)

    def add(self, declared: AnyTab, page: QWidget) -> None:
        name, title = declared.name, tr(declared.title)
        tab = QToolButton()
        tab.setText(title)
        tab.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        tab.setToolTip(with_keys(tr(declared.tip), [declared.key]))
        tab.setAccessibleName(tr("{title} panel", title=title))
        tab.setCheckable(True)
        tab.setIconSize(QSize(18, 18))
        tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tab.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        tab.clicked.connect(lambda: self.show_page(name))
        self._group.addButton(tab)
        self._row.addWidget(tab)
        self._stack.addWidget(page)
        self._wheel.watch(page)
        self._icons[tab] = declared.icon
        self._pages[name] = (tab, page)
        self._load_icons()
        if len(self._pages) == 1:
            tab.setChecked(True)

    def fit(self) -> None:
        """Make it as wide as the texts of the language need; call it once all pages have been added."""
        for tab, _ in self._pages.values():
            tab.ensurePolished()  # so that it has the theme's font
            tab.setMinimumWidth(tab.fontMetrics().horizontalAdvance(tab.text()) + ROOM)
        pages = max(page.minimumSizeHint().width() for _, page in self._pages.values())
        self.setFixedWidth(max(WIDTH, self._tabs.minimumSizeHint().width() + 2 * EDGE, pages))

    @property
    def page(self) -> str:
        return next(name for name, (_, page) in self._pages.items() if page is self._stack.currentWidget())

    def show_page(self, name: str) -> None:
        tab, page = self._pages[name]
        tab.setChecked(True)
        self._stack.setCurrentWidget(page)
        self.show()
        self.page_changed.emit(name)

    def _load_icons(self) -> None:
        for tab, picture in self._icons.items():
            tab.setIcon(icon(picture, self._theme))
