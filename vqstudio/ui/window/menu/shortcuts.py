"""The shortcut sheet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from vqstudio.core.wording import mark

from ...kit.action import Action
from ...kit.actions import Actions, native
from ...kit.translation import tr
from ...kit.widgets import button, label
from .menus import EDIT, FILE, HELP, MASK, MENUS, TOOLS, VIEW

FRAME = QSize(20, 60)
"""The window frame that the desktop draws around the dialog."""
Entry = tuple[str, list[str]]
STYLE_GALLERY, PHOTO = mark("Style gallery"), mark("Photo")
ORDER = (
    FILE.heading, TOOLS.heading, EDIT.heading, STYLE_GALLERY, MASK.heading, PHOTO, VIEW.heading, HELP.heading
)  # fmt: skip
MOST_COLUMNS = 4
WIDEST = 36
"""Characters in a line of what a shortcut does."""
BETWEEN = 30
"""Pixels between two columns."""
GESTURES = (
    (mark("Zoom to the pointer"), mark("Wheel")),
    (mark("Move the photo"), mark("Space + drag")),
    (mark("Move the photo"), mark("Middle button")),
    (mark("Straight line"), mark("Shift + click")),
    (mark("Keep the frame's shape at a corner, pull both sides at an edge"), mark("Shift + drag")),
    (mark("Move the frame"), mark("Arrow keys, with Shift farther")),
    (mark("Apply the frame"), mark("Enter")),
    (mark("Put the frame back"), "Esc"),
    (mark("Select a square or a circle"), mark("Shift + drag")),
    (mark("Take away from the mask"), mark("Ctrl + select")),
    (mark("Close a polygon"), mark("Double click, Enter")),
    (mark("Show before, while held"), "\\"),
    (mark("Move with the keyboard"), mark("Arrow keys")),
)

GALLERY = (
    (mark("See the photo in a style"), mark("Rest on it")),
    (mark("Next style"), mark("Arrow keys")),
    (mark("Apply the style"), mark("Enter")),
    (mark("Make it a favourite"), "F"),
)


def sheet(actions: Actions) -> dict[str, list[Entry]]:
    """Every group with its entries in the order of the menus: what each does, and its keys."""
    groups: dict[str, list[Entry]] = {}
    for menu in MENUS:
        entries = [entry for section in menu.sections for entry in actions.entries(section)]
        groups[menu.heading] = [
            (tr(entry.text).rstrip("…"), [native(keys) for keys in entry.keys])
            for entry in entries
            if isinstance(entry, Action) and entry.keys
        ]
    groups[PHOTO] = [(tr(text), [tr(keys)]) for text, keys in GESTURES]
    groups[STYLE_GALLERY] = [(tr(text), [tr(keys)]) for text, keys in GALLERY]
    return groups


class Whole(QScrollArea):
    """Its size hint has room for all of ``page``."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(page)

    def sizeHint(self) -> QSize:
        bar = bar_extent(self)
        return self._page.sizeHint() + QSize(bar, bar)


def bar_extent(widget: QWidget) -> int:
    """How wide a scroll bar is, in px."""
    return widget.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, widget)


def room_for(dialog: QDialog) -> QSize:
    """The largest size of ``dialog`` on its screen."""
    return dialog.screen().availableGeometry().size() - FRAME


def fit(dialog: QDialog) -> None:
    """Fit ``dialog`` to the screen: with long texts or on a small screen, the :class:`Whole` in it scrolls."""
    dialog.resize(dialog.sizeHint().boundedTo(room_for(dialog)))


def in_columns(parts: Sequence[QWidget], room: int) -> list[Sequence[QWidget]]:
    """``parts`` in their order, in as many columns as are not wider than ``room`` px together, all about as long."""

    def longest(columns: list[Sequence[QWidget]]) -> int:
        return max(sum(part.sizeHint().height() for part in column) for column in columns)

    for count in range(MOST_COLUMNS, 0, -1):
        cuts = combinations(range(1, len(parts)), count - 1)
        ways = ([parts[a:b] for a, b in pairwise((0, *cut, len(parts)))] for cut in cuts)
        columns = min(ways, key=longest)
        width = sum(max(part.sizeHint().width() for part in column) for column in columns)
        if width + BETWEEN * (count - 1) <= room:
            break
    return columns


def _in_lines(text: QLabel) -> QLabel:
    """``text``, in several lines if it is long."""
    text.ensurePolished()  # before, its font is another
    widest = WIDEST * text.fontMetrics().averageCharWidth()
    if text.sizeHint().width() > widest:
        text.setWordWrap(True)
        text.setFixedSize(widest, text.heightForWidth(widest))
    return text


class ShortcutsDialog(QDialog):
    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(18)
        layout.addWidget(label(tr("Keyboard shortcuts"), "heading"))
        groups = sheet(actions)
        parts = [self._group(name, groups[name]) for name in ORDER]
        margins = layout.contentsMargins()
        room = room_for(self).width() - margins.left() - margins.right() - bar_extent(self)
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(BETWEEN)
        for together in in_columns(parts, room):
            column = QVBoxLayout()
            column.setSpacing(22)
            for part in together:
                column.addWidget(part)
            column.addStretch()
            columns.addLayout(column)
        layout.addWidget(Whole(page), 1)
        close = button(tr("Close"), tr("Close this window (Esc)"), primary=True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        fit(self)

    def _group(self, name: str, entries: list[Entry]) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(tr(name), "label"))
        column.addLayout(self._entries(entries))
        return group

    def _entries(self, entries: list[Entry]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 1)
        for row, (text, keys) in enumerate(entries):
            grid.addWidget(_in_lines(label(text, "muted")), row, 0)
            caps = QHBoxLayout()
            caps.setSpacing(5)
            caps.addStretch()
            for key in keys[:1]:
                caps.addWidget(label(key, "key"), 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addLayout(caps, row, 1)
        return grid
