"""Asks how soft to make the edge of the mask."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QSpinBox, QVBoxLayout, QWidget

from ..kit.settings import MAX_FEATHER
from ..kit.translation import tr
from ..kit.widgets import label


class FeatherDialog(QDialog):
    def __init__(self, radius: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Feather the mask"))
        self.radius = QSpinBox()
        self.radius.setRange(1, MAX_FEATHER)
        self.radius.setSuffix(" px")
        self.radius.setValue(radius)
        self.radius.setAccessibleName(tr("Radius"))
        self.radius.setToolTip(tr("Over how many pixels of the photo the edge fades"))
        self.radius.selectAll()
        note = label(
            tr("Styles and adjustments fade out at a soft edge. A repair replaces everything that the mask touches, "
               "the soft edge too."), "muted", wrap=True,
        )  # fmt: skip
        note.setMinimumWidth(300)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(tr("Feather"))
        self.ok.setProperty("primary", True)
        form = QFormLayout()
        form.addRow(tr("Radius"), self.radius)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addWidget(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
