"""The sliders of light and colour: of the photo that is open, or of every photo of a batch."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from vqstudio.core.adjust import MOST_EXPOSURE, Adjustment
from vqstudio.core.wording import mark

from ...kit.layout import SPACING
from ...kit.translation import tr
from ...kit.widgets import ValueSlider, label

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


class AdjustSliders(QWidget):
    changed = Signal()
    """:attr:`adjustment` is another."""

    def __init__(self, *below: QWidget) -> None:
        """``below``: what belongs to the last slider."""
        super().__init__()
        self.sliders = {name: ValueSlider(tr(title), low, 100, "") for name, (title, _, low) in SLIDERS.items()}
        for name, (_, tip, _low) in SLIDERS.items():
            slider = self.sliders[name]
            slider.setToolTip(tr(tip))
            slider.set_value(0)
            slider.value_changed.connect(self.changed)
        self.grey = QComboBox()
        for grey, title in GREY_NAMES.items():
            self.grey.addItem(tr(title), grey)
        self.grey.setAccessibleName(tr("Colour or black and white"))
        self.grey.setToolTip(tr("A filter makes things of its colour bright, and those of the opposite one dark"))
        self.grey.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.grey.currentIndexChanged.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        column.addWidget(label(tr("Tone"), "heading", wrap=True))
        column.addLayout(self._rows(LIGHT))
        column.addWidget(label(tr("Colour"), "heading", wrap=True))
        column.addLayout(self._rows(COLOUR))
        column.addWidget(self.grey)
        column.addWidget(label(tr("Age and detail"), "heading", wrap=True))
        column.addLayout(self._rows(DETAIL, *below))

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

    def set_adjustment(self, adjustment: Adjustment) -> None:
        for name, slider in self.sliders.items():
            most = MOST_EXPOSURE if name == "exposure" else 1.0
            slider.set_value(round(100 * getattr(adjustment, name) / most))
        self.grey.setCurrentIndex(self.grey.findData(adjustment.grey))
