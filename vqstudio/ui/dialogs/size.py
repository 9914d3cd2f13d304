"""Asks for the new size of a photo."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from vqstudio.core.image_limits import LARGEST_PHOTO
from vqstudio.core.transform import LONGEST

from ..kit.pixel_box import PixelBox
from ..kit.translation import tr
from ..kit.widgets import label


class SizeDialog(QDialog):
    def __init__(self, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Resize the photo"))
        self._ratio = width / height
        self.across = self._spin(tr("Width"), tr("Width in pixels"), width)
        self.down = self._spin(tr("Height"), tr("Height in pixels"), height)
        self.keep = QCheckBox(tr("Keep the shape"))
        self.keep.setChecked(True)
        self.note = label("", "muted", wrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(tr("Resize"))
        self.ok.setProperty("primary", True)
        form = QFormLayout()
        form.addRow(tr("Width"), self.across)
        form.addRow(tr("Height"), self.down)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(self.keep)
        layout.addWidget(self.note)
        layout.addWidget(buttons)
        self.across.valueChanged.connect(lambda: self._follow(self.across))
        self.down.valueChanged.connect(lambda: self._follow(self.down))
        self.keep.toggled.connect(lambda: self._follow(self.across))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._judge()

    @property
    def size_chosen(self) -> tuple[int, int]:
        return self.across.value(), self.down.value()

    def _spin(self, name: str, tip: str, value: int) -> PixelBox:
        spin = PixelBox()
        spin.side = value
        spin.setRange(1, LONGEST)
        spin.setValue(value)
        spin.setAccessibleName(name)
        spin.setToolTip(tip)
        return spin

    def _follow(self, changed: PixelBox) -> None:
        if self.keep.isChecked():
            other = self.down if changed is self.across else self.across
            value = changed.value() / self._ratio if changed is self.across else changed.value() * self._ratio
            other.blockSignals(True)
            other.setValue(max(1, round(value)))
            other.blockSignals(False)
        self._judge()

    def _judge(self) -> None:
        pixels = self.across.value() * self.down.value()
        too_large = pixels > LARGEST_PHOTO
        self.ok.setEnabled(not too_large)
        number = QLocale().toString(pixels / 1e6, "f", 1)
        self.note.setText(
            tr("{number} megapixels are more than VQ Studio handles.", number=number)
            if too_large
            else tr("{number} megapixels", number=number)
        )
