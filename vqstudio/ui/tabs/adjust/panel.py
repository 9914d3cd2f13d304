"""Adjust: light and colour, with a preview while the sliders move."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from vqstudio.core.adjust import MOST_EXPOSURE, Adjustment
from vqstudio.core.wording import mark

from ...kit.layout import Part, lay_out
from ...kit.theme import Theme
from ...kit.translation import tr
from ...kit.widgets import ValueSlider, button, label, rule, set_icon
from ...model.operations import Operations
from ...model.session import EditSession

SLIDERS = {
    "exposure": (mark("Exposure"), mark("Darker or brighter: 33 doubles the light")),
    "contrast": (mark("Contrast"), mark("Flatter or steeper about the middle grey")),
    "warmth": (mark("Warmth"), mark("White balance from blue to yellow")),
    "tint": (mark("Tint"), mark("White balance from green to magenta")),
    "saturation": (mark("Saturation"), mark("Greyer or more vivid")),
}


class AdjustPanel(QWidget):
    changed = Signal(object, bool)
    """The Adjustment that is set, and whether it applies only inside the mask."""

    def __init__(self, session: EditSession, operations: Operations, theme: Theme) -> None:
        super().__init__()
        self._session, self._operations = session, operations
        self.sliders = {name: ValueSlider(tr(title), -100, 100, "") for name, (title, _) in SLIDERS.items()}
        self.only_mask = QCheckBox(tr("Only where I painted"))
        self.only_mask.setToolTip(tr("The mask says where the photo changes"))
        self.reset = button(tr("Reset"), tr("All sliders back to the middle"), flat=True)
        self.apply = button(tr("Apply"), tr("Change the photo like this"), primary=True, action="adjust")
        set_icon(self.apply, "adjust", theme, "on_accent")
        self.hint = label(tr("Open a photo to begin."), "muted", wrap=True)

        options: list[Part] = [label(tr("Light and colour"), "heading", wrap=True)]
        for name, (title, tip) in SLIDERS.items():
            slider = self.sliders[name]
            slider.setToolTip(tr(tip))
            slider.set_value(0)
            slider.value_changed.connect(self._changed)
            options += [label(tr(title), "label"), slider]
        lay_out(self, [*options, 4, self.only_mask, self.reset], (self.hint, rule(), self.apply))

        self.only_mask.toggled.connect(self._changed)
        self.reset.clicked.connect(self.set_back)
        session.opened.connect(self.set_back)
        session.state_changed.connect(self.refresh)
        operations.busy_changed.connect(self.refresh)
        self.refresh()

    @property
    def adjustment(self) -> Adjustment:
        values = {name: slider.value / 100 for name, slider in self.sliders.items()}
        values["exposure"] *= MOST_EXPOSURE
        return Adjustment(**values)

    @property
    def can_run(self) -> bool:
        return bool(self.adjustment) and self._operations.can_adjust(self.only_mask.isChecked())

    def run(self) -> None:
        if self.can_run:
            self._operations.adjust(self.adjustment, self.only_mask.isChecked())
            self.set_back()

    def set_back(self) -> None:
        for slider in self.sliders.values():
            slider.set_value(0)

    def refresh(self) -> None:
        has_photo = self._session.document is not None
        for widget in (*self.sliders.values(), self.only_mask):
            widget.setEnabled(has_photo)
        self.reset.setEnabled(bool(self.adjustment))
        nothing_painted = has_photo and self.only_mask.isChecked() and self._session.mask_empty
        self.hint.setText(tr("Nothing is painted yet.") if nothing_painted else tr("Open a photo to begin."))
        self.hint.setVisible(nothing_painted or not has_photo)

    def _changed(self) -> None:
        self.refresh()
        self.changed.emit(self.adjustment, self.only_mask.isChecked())
