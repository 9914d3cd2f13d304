"""How a panel is laid out: options that scroll, and below them what is always in sight."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ..widgets import scrolling

SPACING = 10
Part = QWidget | QLayout | int
"""What stands in a column of options; a number is that many pixels of room."""


def lay_out(panel: QWidget, options: Iterable[Part], bottom: Iterable[QWidget]) -> None:
    page = QWidget()
    layout = _column()
    page.setLayout(layout)
    for part in options:
        if isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    layout.addStretch(1)
    outer = QVBoxLayout(panel)
    outer.setContentsMargins(18, 6, 12, 18)
    outer.setSpacing(SPACING)
    outer.addWidget(scrolling(page), 1)
    below = _column()
    for widget in bottom:
        below.addWidget(widget)
    outer.addLayout(below)


def row(*widgets: QWidget) -> QHBoxLayout:
    """Widgets of one width side by side."""
    made = QHBoxLayout()
    made.setSpacing(8)
    for widget in widgets:
        made.addWidget(widget, 1)
    return made


def _column() -> QVBoxLayout:
    """A column that ends short of where the scroll bar of the options is."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 6, 0)
    made.setSpacing(SPACING)
    return made
