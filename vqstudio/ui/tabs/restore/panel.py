"""Restore: damage, clarity, size, and all of it by one button."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout

from vqstudio.core.damage import USUAL_SENSITIVITY
from vqstudio.core.wording import mark
from vqstudio.engine.requests import ClearRequest, EnlargeRequest
from vqstudio.engine.restoration import Restoration
from vqstudio.engine.strengths import NOTHING, Strengths

from ...kit.layout import Part, lay_out, row
from ...kit.theme import Theme
from ...kit.translation import tr
from ...kit.widgets import ValueSlider, button, label, rule, set_icon
from ...model.operations import Operations
from ...model.pending import Then, no_more
from ...model.session import EditSession
from ..previewing import PreviewingPanel
from .damage import DamageFinding
from .restorer import Restorer

STRENGTHS = {
    "noise": (mark("Noise"), mark("Grain and coloured specks; 50 is what a phone makes at night")),
    "compression": (mark("Blocks"), mark("Squares and rims of a JPEG that was saved too small")),
    "blur": (mark("Blur"), mark("Make soft edges sharp; too much draws rims")),
}
"""The titles and tips of the sliders."""
RICH_TIP = mark("0 keeps to what the photo shows; more makes detail that looks right, but may not be what was there")
PAGE = "restore"
TITLES = 78
"""Width of the titles, so that all sliders begin at one line."""


class Setting(NamedTuple):
    strengths: Strengths
    only_mask: bool
    rich: float


class RestorePanel(PreviewingPanel):
    page = PAGE
    changed = Signal()
    """What can be done may have changed."""

    measure_wanted = Signal()

    def __init__(
        self, session: EditSession, operations: Operations, damage: DamageFinding, restorer: Restorer, theme: Theme
    ) -> None:
        super().__init__(session, operations)
        self._damage, self._restorer = damage, restorer
        self.find_damage = button(tr("Find damage"), tr("Select what looks damaged"), action="find_damage")
        self.sensitivity = ValueSlider(tr("Sensitivity"), 0, 100, " %")
        self.sensitivity.setToolTip(tr("Less finds only what is certain, more finds what is doubtful"))
        self.sensitivity.set_value(round(100 * USUAL_SENSITIVITY))
        self.sensitivity.value_changed.connect(lambda percent: damage.set_sensitivity(percent / 100))
        self.strengths: dict[str, ValueSlider] = {}
        for name, (title, tip) in STRENGTHS.items():
            self.strengths[name] = ValueSlider(tr(title), 0, 100, "")
            self.strengths[name].setToolTip(tr(tip))
            self.strengths[name].value_changed.connect(self._changed)
        self.rich = ValueSlider(tr("Richness"), 0, 100, "")
        self.rich.setToolTip(tr(RICH_TIP))
        self.rich.value_changed.connect(self._changed)
        self.auto = button(tr("Measure"), tr("Set the sliders by what the photo has"))
        self.auto.clicked.connect(self.measure_wanted)
        self.only_mask = QCheckBox(tr("Only where I painted"))
        self.only_mask.setToolTip(tr("The mask says where the photo gets clear, or detail when it is enlarged"))
        self.only_mask.toggled.connect(self._changed)
        self.clear = button(tr("Clear up"), tr("Take away as much as the sliders say"), action="clear_photo")
        self.double = button(tr("2 times"), tr("Twice as wide and high, with detail that fits"), action="enlarge_2")
        self.fourfold = button(tr("4 times"), tr("Four times as wide and high"), action="enlarge_4")
        self.with_damage, self.with_clarity, self.with_fade = (
            QCheckBox(tr(text))
            for text in (mark("Repair damage"), mark("Noise, blocks and blur"), mark("Faded colours"))
        )
        for choice in (self.with_damage, self.with_clarity, self.with_fade):
            choice.setChecked(True)
            choice.setToolTip(tr("The button “Restore this photo” does this"))
            choice.toggled.connect(self._changed)
        self.restore = button(
            tr("Restore this photo"), tr("Do what is checked, step by step"), primary=True, action="restore"
        )
        set_icon(self.restore, "old_photo", theme, "on_accent")
        self.hint = label("", "muted", wrap=True)

        text = tr("One button does what is checked here. Each step can be undone alone; brushes do the rest.")
        options: list[Part] = [
            label(tr("Old and unclear photos"), "heading", wrap=True), label(text, "muted", wrap=True), 8,
            self.with_damage, self.with_clarity, self.with_fade, 8,
            label(tr("Sensitivity to damage"), "label"), self.sensitivity, self.find_damage, 8,
            label(tr("Clarity"), "label"), self._rows(), self.only_mask, row(self.auto, self.clear), 8,
            label(tr("Enlarge"), "label"), row(self.double, self.fourfold),
        ]  # fmt: skip
        lay_out(self, options, (self.hint, rule(), self.restore))

        restorer.changed.connect(self.refresh)
        self.follow()

    def _rows(self) -> QGridLayout:
        rows = QGridLayout()
        rows.setHorizontalSpacing(10)
        rows.setVerticalSpacing(8)
        titled = [(tr(STRENGTHS[name][0]), slider) for name, slider in self.strengths.items()]
        for at, (title, slider) in enumerate([*titled, (tr("Richness"), self.rich)]):
            rows.addWidget(label(title, "label"), at, 0)
            rows.addWidget(slider, at, 1)
        rows.setColumnStretch(1, 1)
        rows.setColumnMinimumWidth(0, TITLES)
        return rows

    # What is asked

    @property
    def wish(self) -> Restoration:
        """What the one button does."""
        clarity = None if self.with_clarity.isChecked() else 0.0
        fade = None if self.with_fade.isChecked() else 0.0
        damage = self.sensitivity.value / 100 if self.with_damage.isChecked() else 0.0
        return Restoration(damage, clarity, clarity, clarity, fade, faithful=self.faithful)

    @property
    def can_restore(self) -> bool:
        chosen = (self.with_damage, self.with_clarity, self.with_fade)
        return self._operations.can_edit and not self._restorer.running and any(one.isChecked() for one in chosen)

    @property
    def can_clear(self) -> bool:
        return self._operations.can_edit and self.unapplied is not None

    def run(self) -> None:
        if self.can_restore:
            self.set_back()  # it measures for itself, and what was cleared would be cleared again
            self._restorer.begin(self.wish)

    @property
    def set_strengths(self) -> Strengths:
        return Strengths(*(slider.value / 100 for slider in self.strengths.values()))

    @property
    def limited(self) -> bool:
        """Whether the mask says where the photo gets clear."""
        return self.only_mask.isChecked()

    @property
    def faithful(self) -> float:
        return round(1 - self.rich.value / 100, 2)

    def run_clear(self, then: Then = no_more) -> None:
        """Clear the photo as the sliders say, then call ``then`` with whether that was done."""
        photo = self._session.shown
        if photo is None or not self.can_clear:
            then(False)
            return
        mask = photo.masks.mask.snapshot() if self.limited else None
        request = ClearRequest(photo.document.pixels, *self.set_strengths, mask, self.faithful)
        self.carry_out(request, then)

    def run_enlarge(self, factor: float) -> None:
        photo = self._session.shown
        if photo is not None and self._operations.can_edit:
            mask = photo.masks.mask.snapshot() if self.limited and not self._session.mask_empty else None
            self._operations.carry_out(EnlargeRequest(photo.document.pixels, factor, mask=mask, faithful=self.faithful))

    def show_strengths(self, strengths: Strengths) -> None:
        for slider, strength in zip(self.strengths.values(), strengths, strict=True):
            slider.set_value(round(100 * strength))

    def set_back(self) -> None:
        self.show_strengths(NOTHING)

    @property
    def unapplied(self) -> Setting | None:
        nowhere = self.limited and self._session.mask_empty
        seen = any(self.set_strengths) and not nowhere
        return Setting(self.set_strengths, self.limited, self.rich.value) if seen else None

    def bring_back(self, setting: object) -> None:
        assert isinstance(setting, Setting)
        self.only_mask.setChecked(setting.only_mask)
        self.rich.set_value(setting.rich)
        self.show_strengths(setting.strengths)

    def refresh(self) -> None:
        has_photo, busy = self._session.document is not None, self._operations.busy
        for widget in (*self.strengths.values(), self.rich, self.only_mask):
            widget.setEnabled(has_photo and not self.locked)
        for widget in (self.sensitivity, self.with_damage, self.with_clarity, self.with_fade):
            widget.setEnabled(has_photo)
        self.auto.setEnabled(has_photo and not busy)
        if not has_photo:
            self.hint.setText(tr("Open a photo to begin."))
        elif self.limited and self._session.mask_empty:
            self.hint.setText(tr("Nothing is painted yet."))
        else:
            self.hint.setText("")
        self.hint.setVisible(bool(self.hint.text()))
        self.keep_unapplied()

    def _changed(self) -> None:
        self.refresh()
        self.changed.emit()
