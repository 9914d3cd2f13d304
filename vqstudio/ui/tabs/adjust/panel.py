"""Adjust: light and colour, with a preview while the sliders move."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from vqstudio.core.adjust import Adjustment
from vqstudio.engine.requests import AdjustRequest

from ...kit.layout import Part, lay_out
from ...kit.theme import Theme
from ...kit.translation import tr
from ...kit.widgets import button, label, rule, set_icon
from ...model.operations import Operations
from ...model.pending import Then, no_more
from ...model.session import EditSession
from ..previewing import PreviewingPanel
from .histogram import Histogram
from .sliders import AdjustSliders
from .whole import Whole

PAGE = "adjust"
AUTO = 50
"""What Auto brings back of a photo that does not look faded, in percent; of a faded one all."""


class Setting(NamedTuple):
    adjustment: Adjustment
    only_mask: bool


class AdjustPanel(PreviewingPanel):
    page = PAGE
    changed = Signal(object, bool)
    """The Adjustment that is set, and whether it applies only inside the mask."""

    def __init__(self, session: EditSession, operations: Operations, whole: Whole, theme: Theme) -> None:
        super().__init__(session, operations)
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
        self.follow()

    @property
    def adjustment(self) -> Adjustment:
        return self.values.adjustment

    @property
    def can_run(self) -> bool:
        return bool(self.adjustment) and self._operations.can_edit and not self._nothing_painted

    @property
    def unapplied(self) -> Setting | None:
        seen = self.adjustment and not self._nothing_painted
        return Setting(self.adjustment, self.only_mask.isChecked()) if seen else None

    @property
    def _nothing_painted(self) -> bool:
        return self.only_mask.isChecked() and self._session.mask_empty

    def run(self, then: Then = no_more) -> None:
        """Apply the adjustment, then call ``then`` with whether that was done."""
        document = self._session.document
        if document is None or not self.can_run:
            then(False)
            return
        mask = self._session.mask.snapshot() if self.only_mask.isChecked() else None
        self.carry_out(AdjustRequest(document.pixels, self.adjustment, mask), then)

    def set_back(self) -> None:
        self.values.set_adjustment(Adjustment())

    def bring_back(self, setting: object) -> None:
        assert isinstance(setting, Setting)
        self.values.set_adjustment(setting.adjustment)
        self.only_mask.setChecked(setting.only_mask)

    def _set_fade(self) -> None:
        if self._session.pyramid is not None:
            strength = self._whole.of(self._session.pyramid.pixels).fade.strength
            self.sliders["fade"].set_value(round(AUTO + (100 - AUTO) * strength))

    def refresh(self) -> None:
        has_photo = self._session.document is not None
        for widget in (self.values, self.only_mask):
            widget.setEnabled(has_photo and not self.locked)
        self.reset.setEnabled(bool(self.adjustment) and not self.locked)
        nothing_painted = has_photo and self._nothing_painted
        self.hint.setText(tr("Nothing is painted yet.") if nothing_painted else tr("Open a photo to begin."))
        self.hint.setVisible(nothing_painted or not has_photo)
        self.keep_unapplied()

    def _changed(self) -> None:
        self.refresh()
        self.changed.emit(self.adjustment, self.only_mask.isChecked())
