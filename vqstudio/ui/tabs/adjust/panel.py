"""Adjust: light and colour, with a preview while the sliders move."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from vqstudio.core.adjust import MOST_EXPOSURE, Adjustment
from vqstudio.core.wording import mark

from ...kit.layout import Part, lay_out
from ...kit.theme import Theme
from ...kit.translation import tr
from ...kit.widgets import ValueSlider, button, label, rule, set_icon
from ...model.operations import Operations
from ...model.session import EditSession
from .histogram import Histogram
from .whole import Whole

Slider = tuple[str, str, int]
"""Its title, its tip and its lowest value; the highest is 100."""
LIGHT: dict[str, Slider] = {
    "exposure": (mark("Exposure"), mark("Darker or brighter: 33 doubles the light"), -100),
    "contrast": (mark("Contrast"), mark("Flatter or steeper about the middle grey"), -100),
    "highlights": (mark("Highlights"), mark("Bright areas darker or brighter, with their detail"), -100),
    "shadows": (mark("Shadows"), mark("Dark areas darker or brighter, with their detail"), -100),
    "whites": (mark("Whites"), mark("Where white begins: left, nothing is quite white"), -100),
    "blacks": (mark("Blacks"), mark("Where black begins: right, nothing is quite black"), -100),
}
COLOUR: dict[str, Slider] = {
    "warmth": (mark("Warmth"), mark("White balance from blue to yellow"), -100),
    "tint": (mark("Tint"), mark("White balance from green to magenta"), -100),
    "saturation": (mark("Saturation"), mark("Greyer or more vivid"), -100),
}
DETAIL: dict[str, Slider] = {
    "sharpness": (mark("Sharpness"), mark("Fine detail stands out more; look at it at 100 %"), 0),
    "fade": (mark("Fade"), mark("Bring back black, white and colours of a faded photo"), 0),
}
SLIDERS = LIGHT | COLOUR | DETAIL
GREY_NAMES = {
    "": mark("In colour"),
    "neutral": mark("Black and white"),
    "yellow": mark("Black and white, yellow filter"),
    "red": mark("Black and white, red filter"),
    "green": mark("Black and white, green filter"),
    "blue": mark("Black and white, blue filter"),
}
TITLES = 78
"""Width of the titles, so that all sliders begin at one line."""
AUTO = 50
"""What Auto brings back of a photo that does not look faded, in percent; of a faded one all."""


class AdjustPanel(QWidget):
    changed = Signal(object, bool)
    """The Adjustment that is set, and whether it applies only inside the mask."""

    def __init__(self, session: EditSession, operations: Operations, whole: Whole, theme: Theme) -> None:
        super().__init__()
        self._session, self._operations = session, operations
        self._whole = whole
        self.sliders = {name: ValueSlider(tr(title), low, 100, "") for name, (title, _, low) in SLIDERS.items()}
        self.histogram = Histogram(session, whole, theme)
        self.changed.connect(self.histogram.show_adjusted)
        self.grey = QComboBox()
        for name, title in GREY_NAMES.items():
            self.grey.addItem(tr(title), name)
        self.grey.setAccessibleName(tr("Colour or black and white"))
        self.grey.setToolTip(tr("A filter makes things of its colour bright, and those of the opposite one dark"))
        self.grey.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.auto = button(tr("Auto"), tr("Set Fade by how faded the photo looks"))
        self.only_mask = QCheckBox(tr("Only where I painted"))
        self.only_mask.setToolTip(tr("The mask says where the photo changes"))
        self.reset = button(tr("Reset"), tr("All sliders back to the middle"), flat=True)
        self.apply = button(tr("Apply"), tr("Change the photo like this"), primary=True, action="adjust")
        set_icon(self.apply, "adjust", theme, "on_accent")
        self.hint = label(tr("Open a photo to begin."), "muted", wrap=True)

        for name, (_, tip, _low) in SLIDERS.items():
            slider = self.sliders[name]
            slider.setToolTip(tr(tip))
            slider.set_value(0)
            slider.value_changed.connect(self._changed)
        options: list[Part] = [
            self.histogram, label(tr("Light"), "heading", wrap=True), self._rows(LIGHT),
            label(tr("Colour"), "heading", wrap=True), self._rows(COLOUR), self.grey,
            label(tr("Age and detail"), "heading", wrap=True), self._rows(DETAIL, self.auto), 4,
            self.only_mask, self.reset,
        ]  # fmt: skip
        lay_out(self, options, (self.hint, rule(), self.apply))

        self.grey.currentIndexChanged.connect(self._changed)
        self.auto.clicked.connect(self._set_fade)
        self.only_mask.toggled.connect(self._changed)
        self.reset.clicked.connect(self.set_back)
        session.opened.connect(self.set_back)
        session.state_changed.connect(self.refresh)
        operations.busy_changed.connect(self.refresh)
        self.refresh()

    def _rows(self, sliders: dict[str, Slider], *below: QWidget) -> QGridLayout:
        """Titles on the left, sliders on the right, and what belongs to the last one ``below`` it."""
        rows = QGridLayout()
        rows.setHorizontalSpacing(10)
        rows.setVerticalSpacing(8)
        for name in sliders:
            at = rows.rowCount()
            rows.addWidget(label(tr(SLIDERS[name][0]), "label"), at, 0)
            rows.addWidget(self.sliders[name], at, 1)
        for widget in below:
            rows.addWidget(widget, rows.rowCount(), 1)
        rows.setColumnStretch(1, 1)
        rows.setColumnMinimumWidth(0, TITLES)
        return rows

    @property
    def adjustment(self) -> Adjustment:
        values = {name: slider.value / 100 for name, slider in self.sliders.items()}
        values["exposure"] *= MOST_EXPOSURE
        return Adjustment(**values, grey=self.grey.currentData())

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
        self.grey.setCurrentIndex(0)

    def _set_fade(self) -> None:
        if self._session.pyramid is not None:
            strength = self._whole.of(self._session.pyramid.pixels).fade.strength
            self.sliders["fade"].set_value(round(AUTO + (100 - AUTO) * strength))

    def refresh(self) -> None:
        has_photo = self._session.document is not None
        for widget in (*self.sliders.values(), self.grey, self.auto, self.only_mask):
            widget.setEnabled(has_photo)
        self.reset.setEnabled(bool(self.adjustment))
        nothing_painted = has_photo and self.only_mask.isChecked() and self._session.mask_empty
        self.hint.setText(tr("Nothing is painted yet.") if nothing_painted else tr("Open a photo to begin."))
        self.hint.setVisible(nothing_painted or not has_photo)

    def _changed(self) -> None:
        self.refresh()
        self.changed.emit(self.adjustment, self.only_mask.isChecked())
