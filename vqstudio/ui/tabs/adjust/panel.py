"""Adjust: light and colour, with a preview while the sliders move."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from vqstudio.core.adjust import Adjustment
from vqstudio.engine.requests import AdjustRequest

from ...kit.layout import Part, lay_out
from ...kit.theme import Theme
from ...kit.translation import tr
from ...kit.widgets import button, label, rule, set_icon
from ...model.operations import Operations
from ...model.session import EditSession
from .histogram import Histogram
from .sliders import AdjustSliders
from .whole import Whole

AUTO = 50
"""What Auto brings back of a photo that does not look faded, in percent; of a faded one all."""


class AdjustPanel(QWidget):
    changed = Signal(object, bool)
    """The Adjustment that is set, and whether it applies only inside the mask."""

    def __init__(self, session: EditSession, operations: Operations, whole: Whole, theme: Theme) -> None:
        super().__init__()
        self._session, self._operations = session, operations
        self._whole = whole
        self.auto = button(tr("Auto"), tr("Set Fade by how faded the photo looks"))
        self.values = AdjustSliders(self.auto)
        self.sliders, self.grey = self.values.sliders, self.values.grey
        self.histogram = Histogram(session, whole, theme)
        self.changed.connect(self.histogram.show_adjusted)
        self.only_mask = QCheckBox(tr("Only where I painted"))
        self.only_mask.setToolTip(tr("The mask says where the photo changes"))
        self.reset = button(tr("Reset"), tr("All sliders back to the middle"), flat=True)
        self.apply = button(tr("Apply"), tr("Change the photo like this"), primary=True, action="adjust")
        set_icon(self.apply, "adjust", theme, "on_accent")
        self.hint = label(tr("Open a photo to begin."), "muted", wrap=True)

        options: list[Part] = [self.histogram, self.values, 4, self.only_mask, self.reset]
        lay_out(self, options, (self.hint, rule(), self.apply))

        self.values.changed.connect(self._changed)
        self.auto.clicked.connect(self._set_fade)
        self.only_mask.toggled.connect(self._changed)
        self.reset.clicked.connect(self.set_back)
        session.opened.connect(self.set_back)
        session.state_changed.connect(self.refresh)
        operations.busy_changed.connect(self.refresh)
        self.refresh()

    @property
    def adjustment(self) -> Adjustment:
        return self.values.adjustment

    @property
    def can_run(self) -> bool:
        nothing_painted = self.only_mask.isChecked() and self._session.mask_empty
        return bool(self.adjustment) and self._operations.can_edit and not nothing_painted

    def run(self) -> None:
        document = self._session.document
        if document is not None and self.can_run:
            mask = self._session.mask.snapshot() if self.only_mask.isChecked() else None
            request = AdjustRequest(document.pixels, self.adjustment, mask)
            self._operations.carry_out(request, lambda done: self.set_back() if done else None)

    def set_back(self) -> None:
        self.values.set_back()

    def _set_fade(self) -> None:
        if self._session.pyramid is not None:
            strength = self._whole.of(self._session.pyramid.pixels).fade.strength
            self.sliders["fade"].set_value(round(AUTO + (100 - AUTO) * strength))

    def refresh(self) -> None:
        has_photo = self._session.document is not None
        for widget in (self.values, self.only_mask):
            widget.setEnabled(has_photo)
        self.reset.setEnabled(bool(self.adjustment))
        nothing_painted = has_photo and self.only_mask.isChecked() and self._session.mask_empty
        self.hint.setText(tr("Nothing is painted yet.") if nothing_painted else tr("Open a photo to begin."))
        self.hint.setVisible(nothing_painted or not has_photo)

    def _changed(self) -> None:
        self.refresh()
        self.changed.emit(self.adjustment, self.only_mask.isChecked())
