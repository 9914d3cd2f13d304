"""Asks which of the edits that a crash left behind to continue, in one question for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from vqstudio.core.recovery import About

from ..kit.translation import said, tr, tr_count
from ..kit.widgets import button, label
from ..model.pyramid import wrap_pixels
from .photo_rows import PhotoRow, list_of
from .showing import answer_of


class Recover(Enum):
    RECOVER = "recover"
    DELETE = "delete"
    LATER = "later"


@dataclass(frozen=True)
class Answer:
    """What to do with the edits that are ``chosen``, by their indices in the list; the others are kept for another
    start.
    """

    what: Recover
    chosen: frozenset[int] = frozenset()


class RecoverDialog(QDialog):
    def __init__(self, edits: list[About], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self.answer = Answer(Recover.LATER)
        self.setWindowTitle(tr("Go on where you were?"))
        self.rows = [_row(edit, len(edits) > 1) for edit in edits]
        self.go_on = button(tr("Go on"), tr("Open it as it was, with its history"), primary=True)
        self.delete = button(tr("Delete…"), tr("Give the edits up"))
        self.later = button(tr("Later"), tr("Ask again at the next start"))
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(lambda: self._end(Recover.RECOVER))
        self.delete.clicked.connect(self._delete)
        self.later.clicked.connect(self.reject)
        question = tr_count(
            "VQ Studio ended while you were editing {name}.",
            "VQ Studio ended while you were editing {count} photos.", len(edits), name=said(edits[0].name),
        )  # fmt: skip
        for row in self.rows:
            row.box.toggled.connect(self._refresh)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.delete)
        buttons.addStretch()
        buttons.addWidget(self.later)
        buttons.addWidget(self.go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 18)
        layout.setSpacing(14)
        layout.addWidget(label(question, "heading", wrap=True))
        layout.addWidget(list_of(self.rows), 1)
        if len(edits) > 1:
            layout.addWidget(label(tr("What you do not choose is asked about again at the next start."), "muted", True))
        layout.addLayout(buttons)
        self.setMinimumWidth(480)
        self._refresh()
        self.go_on.setFocus()  # Enter presses the button that has the focus

    @property
    def chosen(self) -> frozenset[int]:
        return frozenset(number for number, row in enumerate(self.rows) if row.box.isChecked())

    def _refresh(self) -> None:
        count = len(self.chosen)
        if len(self.rows) > 1:
            every = count == len(self.rows)
            self.go_on.setText(tr("Recover all") if every else tr("Recover {count}", count=count))
            self.delete.setText(tr("Delete all…") if every else tr("Delete {count}…", count=count))
        self.go_on.setEnabled(count > 0)
        self.delete.setEnabled(count > 0)

    def _delete(self) -> None:
        chosen = [edit for number, edit in enumerate(self._edits) if number in self.chosen]
        text = tr_count(
            "Delete the unsaved edit of {name}? It cannot be brought back.",
            "Delete {count} unsaved edits? They cannot be brought back.", len(chosen), name=said(chosen[0].name),
        )  # fmt: skip
        box = QMessageBox(QMessageBox.Icon.NoIcon, tr("Delete unsaved edits?"), text, parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        sure = box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        answer_of(box)
        if box.clickedButton() is sure:
            self._end(Recover.DELETE)

    def _end(self, what: Recover) -> None:
        self.answer = Answer(what, self.chosen)
        self.accept()


def _row(edit: About, choosable: bool) -> PhotoRow:
    time = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(edit.time)), tr("HH:mm, dd MMMM"))
    picture = QPixmap() if edit.preview is None else QPixmap.fromImage(wrap_pixels(edit.preview).copy())
    return PhotoRow(picture, said(edit.name), tr("The edit of {time} was kept.", time=time), choosable)
