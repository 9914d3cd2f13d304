"""The shortcut sheet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QStyle, QVBoxLayout, QWidget

from vqstudio.core.wording import mark

from ...kit.translation import tr
from ...kit.widgets import button, label
from .actions import GALLERY, GESTURES, SPECS

FRAME = QSize(20, 60)
"""Around the dialog: what the desktop draws."""
Entry = tuple[str, list[str]]
COLUMNS = (("File", "Tools"), ("Edit", mark("Style gallery")), ("Mask", mark("Photo")), ("View", "Help"))
"""About equally long, so that the sheet fits on a low screen."""


def sheet() -> dict[str, list[Entry]]:
    """Every group with its entries: what it does and the keys that do it."""
    groups: dict[str, list[Entry]] = {}
    for spec in SPECS:
        if spec.keys:
            groups.setdefault(spec.group, []).append((tr(spec.text).rstrip("…"), [native(keys) for keys in spec.keys]))
    groups["Photo"] = [(tr(text), [tr(keys)]) for text, keys in GESTURES]
    groups["Style gallery"] = [(tr(text), [tr(keys)]) for text, keys in GALLERY]
    return groups


def native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


class Whole(QScrollArea):
    """Wants room for all of ``page``."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(page)

    def sizeHint(self) -> QSize:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        return self._page.sizeHint() + QSize(bar, bar)


def fit(dialog: QDialog) -> None:
    """Long words of a language, or a small screen: what has no room in a :class:`Whole` is scrolled to."""
    dialog.resize(dialog.sizeHint().boundedTo(dialog.screen().availableGeometry().size() - FRAME))


class ShortcutsDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(18)
        layout.addWidget(label(tr("Keyboard shortcuts"), "heading"))
        groups = sheet()
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(30)
        for names in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(8)
            for name in names:
                column.addWidget(label(tr(name), "label"))
                column.addLayout(self._entries(groups[name]))
                column.addSpacing(14)
            column.addStretch()
            columns.addLayout(column)
        layout.addWidget(Whole(page), 1)
        close = button(tr("Close"), tr("Close this window (Esc)"), primary=True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        fit(self)

    def _entries(self, entries: list[Entry]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 1)
        for row, (text, keys) in enumerate(entries):
            grid.addWidget(label(text, "muted"), row, 0)
            caps = QHBoxLayout()
            caps.setSpacing(5)
            caps.addStretch()
            for key in keys[:1]:
                caps.addWidget(label(key, "key"))
            grid.addLayout(caps, row, 1)
        return grid
