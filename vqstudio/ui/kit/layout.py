"""Lays out a panel: options that scroll, and below them what is always visible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from .widgets import scrolling

SPACING = 10
Part = QWidget | QLayout | int
"""An element of a column of options; a number is that many pixels of space."""
LEAST_OPTIONS = 110
"""Minimum height of the options, in logical pixels."""


def lay_out(panel: QWidget, options: Iterable[Part], bottom: Sequence[QWidget], grows: QWidget | None = None) -> None:
    """The last widget of ``bottom`` is the main button, which never scrolls; the others scroll where the panel is too
    low. ``grows``: the option that takes the remaining height.
    """
    page = QWidget()
    layout = _column()
    page.setLayout(layout)
    for part in options:
        if isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part, int(part is grows))
    if grows is None:
        layout.addStretch(1)
    outer = QVBoxLayout(panel)
    outer.setContentsMargins(18, 6, 12, 18)
    outer.setSpacing(SPACING)
    outer.addWidget(scrolling(page), 1)
    below = _column()
    for widget in bottom:
        below.addWidget(widget)
    outer.addLayout(below)
    _Folding(panel, layout, below, bottom)


class _Folding(QObject):
    """Lets the widgets above a panel's main button scroll with the options while the panel is low."""

    def __init__(self, panel: QWidget, options: QVBoxLayout, below: QVBoxLayout, bottom: Sequence[QWidget]) -> None:
        super().__init__(panel)
        self._panel, self._options, self._below, self._bottom = panel, options, below, bottom
        self._folded = False
        panel.installEventFilter(self)
        for widget in bottom[:-1]:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        resized = watched is self._panel and event.type() is QEvent.Type.Resize
        if resized or event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fold()
        return super().eventFilter(watched, event)

    def _fold(self) -> None:
        shown = [widget for widget in self._bottom if not widget.isHidden()]
        needed = sum(widget.sizeHint().height() + SPACING for widget in shown) + LEAST_OPTIONS
        folded = self._panel.height() < needed
        if folded is self._folded:
            return
        self._folded = folded
        for place, widget in enumerate(self._bottom[:-1]):
            (self._below if folded else self._options).removeWidget(widget)
            if folded:
                self._options.addWidget(widget)
            else:
                self._below.insertWidget(place, widget)


def row(*widgets: QWidget) -> QHBoxLayout:
    """Widgets of equal width, side by side."""
    made = QHBoxLayout()
    made.setSpacing(8)
    for widget in widgets:
        made.addWidget(widget, 1)
    return made


def _column() -> QVBoxLayout:
    """A column that leaves space for the scroll bar of the options."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 6, 0)
    made.setSpacing(SPACING)
    return made
