"""Asks what to do with several photos that are not saved, in one question for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ..kit.translation import tr, tr_count
from ..kit.widgets import button, label
from .photo_rows import PhotoRow, list_of


class UnsavedAll(Enum):
    SAVE = "save"
    DISCARD = "discard"
    ONE_BY_ONE = "one by one"
    CANCEL = "cancel"


@dataclass(frozen=True)
class UnsavedPhoto:
    """``target``: the name of the file that saving writes; empty if the user is still to be asked."""

    name: str
    target: str
    picture: QPixmap


class UnsavedDialog(QDialog):
    def __init__(self, photos: list[UnsavedPhoto], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer = UnsavedAll.CANCEL
        self.setWindowTitle(tr("Unsaved changes"))
        self.save = button(tr("Save all"), tr("Save every photo as the list says, then close"), primary=True)
        self.discard = button(tr("Discard all"), tr("Give up the edits of all these photos"))
        self.one_by_one = button(tr("One by one"), tr("Decide for every photo"))
        self.cancel = button(tr("Cancel"), tr("Go on editing (Esc)"))
        for made, answer in (
            (self.save, UnsavedAll.SAVE), (self.discard, UnsavedAll.DISCARD),
            (self.one_by_one, UnsavedAll.ONE_BY_ONE), (self.cancel, UnsavedAll.CANCEL),
        ):  # fmt: skip
            made.clicked.connect(lambda _=False, answer=answer: self._end(answer))
        self.save.setDefault(True)
        rows = []
        for photo in photos:
            text = tr("Will be saved as {name}", name=photo.target) if photo.target else tr("You choose the name")
            rows.append(PhotoRow(photo.picture, photo.name, text))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.discard)
        buttons.addWidget(self.one_by_one)
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 18)
        layout.setSpacing(14)
        question = tr_count(
            "Save the changes to {count} photo?", "Save the changes to {count} photos?", len(photos)
        )  # fmt: skip
        layout.addWidget(label(question, "heading", wrap=True))
        layout.addWidget(list_of(rows), 1)
        note = tr("Without saving, your edits since the last save are lost.")
        layout.addWidget(label(note, "muted", wrap=True))
        layout.addLayout(buttons)
        self.setMinimumWidth(500)
        self.save.setFocus()  # Enter presses the button that has the focus

    def _end(self, answer: UnsavedAll) -> None:
        self.answer = answer
        self.done(QDialog.DialogCode.Rejected if answer is UnsavedAll.CANCEL else QDialog.DialogCode.Accepted)
