"""From a sketch: strokes of colour, or whatever picture is shown, become a picture of the model's own."""

from __future__ import annotations

from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..kit.layout import row
from ..kit.theme import Theme
from ..kit.translation import tr
from ..kit.widgets import ValueSlider, button, label, set_icon
from ..mask.brush import Brush
from ..model.tool import Tool
from ..retouch.retoucher import Retoucher

USUAL_FREEDOM = 50
SWATCH = 16
"""Logical pixels of its side."""


class SketchSection(QWidget):
    def __init__(self, brush: Brush, retoucher: Retoucher, theme: Theme) -> None:
        super().__init__()
        self._brush, self._retoucher = brush, retoucher
        self.new = button(tr("Empty canvas"), tr("Open an empty picture of the size above to paint on"))
        self.paint = button(
            tr("Paint"), tr("Paint strokes of a colour: Ctrl+click takes one from the photo"), action="paint"
        )
        set_icon(self.paint, "paint", theme)
        self.colour = button(tr("Colour…"), tr("Choose the colour to paint with"))
        self.freedom = ValueSlider(tr("How far to go from the sketch"), 0, 100, " %")
        self.freedom.setToolTip(tr("Little keeps to its shapes and colours, much lets the model dream"))
        self.freedom.set_value(USUAL_FREEDOM)
        self.make = button(
            tr("Create from this"), tr("Let the model make a picture of what is shown"), action="create_from_sketch"
        )
        set_icon(self.make, "create", theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(label(tr("From a sketch"), "label"))
        layout.addWidget(
            label(tr("Paint a few strokes of colour, or open any picture: sky, sea, sand will do."), "muted", wrap=True)
        )
        layout.addWidget(self.new)
        layout.addLayout(row(self.paint, self.colour))
        layout.addWidget(label(tr("How far to go from it"), "muted"))
        layout.addWidget(self.freedom)
        layout.addWidget(self.make)
        retoucher.changed.connect(self._show_colour)
        self._show_colour()

    def take_brush(self) -> None:
        self._brush.set_tool(Tool.PAINT)

    def set_colour(self, colour: tuple[int, int, int]) -> None:
        """Paint with it from now on."""
        self._retoucher.set_colour(colour)
        self.take_brush()

    def _show_colour(self) -> None:
        colour = QColor(*self._retoucher.colour)
        swatch = QPixmap(SWATCH, SWATCH)
        swatch.fill(colour)
        self.colour.setIcon(QIcon(swatch))
        self.colour.setAccessibleDescription(tr("Now {colour}", colour=colour.name()))  # for those who cannot see it
