"""The short guide: what users do with the program, in the order in which they do it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vqstudio.core.wording import mark

from ...kit.actions import Actions
from ...kit.icons import pixmap
from ...kit.theme import Theme
from ...kit.translation import tr
from ...kit.widgets import button, label, rule
from .shortcuts import Whole, fit

STEPS = (
    ("repair", mark("Remove something"),
     mark("Paint over it, a little over its edge too, and press Repair. If you do not like what comes, choose More "
          "versions, or paint in green where to copy from."),
     ("show_repair", "repair")),
    ("style", mark("Turn the photo into a painting"),
     mark("Rest on a style to see your photo in it; a click paints it. Strength, stroke size and colours show at "
          "once. Painted areas can be styled alone."), ("show_style", "apply_style")),
    ("extend", mark("Extend or crop"),
     mark("Pull the frame outward and the photo goes on there; pull it inward to crop. Turn and straighten beside it."),
     ("show_frame", "apply_frame")),
    ("compare", mark("Compare"),
     mark("Hold the key to see the photo as it was, or put before and after side by side. Undo takes back any step, "
          "the history several."), ("before", "side_by_side", "undo")),
    ("save", mark("Save"),
     mark("Your original stays: the first time Save asks for a new name. Export writes a smaller copy, or another "
          "kind of file, for elsewhere."), ("save", "export")),
)  # fmt: skip
"""Icon, title, text, and the actions whose keys are shown."""
BEFORE = "\\"
WORDS_WIDTH = 430


class GuideDialog(QDialog):
    def __init__(self, actions: Actions, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setWindowTitle(tr("Short guide"))
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for number, (picture, title, text, keys) in enumerate(STEPS):
            shown = QLabel()
            colour = theme.color("accent_text")
            shown.setPixmap(pixmap(picture, colour, 28, self.devicePixelRatioF(), stroke=1.5))
            words = label(tr(text), "muted", wrap=True)
            words.setMinimumWidth(WORDS_WIDTH)
            row = 3 * number
            grid.addWidget(shown, row, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(tr(title), "label"), row, 1)
            grid.addWidget(words, row + 1, 1)
            grid.addLayout(self._keys(keys), row, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
            grid.setRowMinimumHeight(row + 2, 12)
        self.sample = button(tr("Try it on a sample photo"), tr("Open a photo of ours; nothing of yours is changed"))
        self.shortcuts = button(tr("Keyboard shortcuts"), actions.tip(tr("Every shortcut on one page"), "shortcuts"))
        close = button(tr("Close"), tr("Close this window (Esc)"), primary=True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.sample.clicked.connect(lambda: self._go("sample"))
        self.shortcuts.clicked.connect(lambda: self._go("shortcuts"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.sample)
        buttons.addWidget(self.shortcuts)
        buttons.addStretch()
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 22, 28, 18)
        layout.setSpacing(14)
        layout.addWidget(label(tr("Short guide"), "heading"))
        layout.addWidget(Whole(page), 1)
        layout.addWidget(rule())
        layout.addLayout(buttons)
        close.setFocus()
        fit(self)

    def _keys(self, names: tuple[str, ...]) -> QHBoxLayout:
        caps = QHBoxLayout()
        caps.setSpacing(5)
        caps.addStretch()
        for name in names:
            action = None if name == "before" else self._actions[name]
            keys = BEFORE if action is None else action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            cap = label(keys, "key")
            cap.setToolTip(tr("Show before, while held") if action is None else action.text().rstrip("…"))
            caps.addWidget(cap)
        return caps

    def _go(self, action: str) -> None:
        self.accept()
        self._actions[action].trigger()
