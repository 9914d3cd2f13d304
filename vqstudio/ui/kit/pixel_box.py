"""A box for a number of pixels, which can also be entered in percent of a side of the photo."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSpinBox

NUMBER = re.compile(r"\s*([-+]?\d*(?:[.,]\d*)?)\s*(%)?[\spx]*")
"""A number with an optional unit: the box's own unit remains after what is typed."""


class PixelBox(QSpinBox):
    """``30%`` is 30 percent of :attr:`side`, and ``30`` and ``30 px`` are 30 pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.side = 0
        """The pixels of 100 %; 0 if unknown."""
        self.setSuffix(" px")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        number, percent = self._read(text)
        if number is None:
            found = NUMBER.fullmatch(text) is not None
            return (QValidator.State.Intermediate if found else QValidator.State.Invalid), text, position
        inside = self.minimum() <= self._pixels(number, percent) <= self.maximum()
        # A number outside the range may still become valid while the user is typing.
        return (QValidator.State.Acceptable if inside else QValidator.State.Intermediate), text, position

    def valueFromText(self, text: str) -> int:
        number, percent = self._read(text)
        if number is None:
            return self.value()
        return min(self.maximum(), max(self.minimum(), self._pixels(number, percent)))

    def fixup(self, text: str) -> str:
        """Restore the last number if the text is no number when the box loses the focus."""
        number, percent = self._read(text)
        pixels = self.value() if number is None else self._pixels(number, percent)
        return self.textFromValue(min(self.maximum(), max(self.minimum(), pixels))) + self.suffix()

    def _read(self, text: str) -> tuple[float | None, bool]:
        """The number, or None if the text is not one yet, and whether it is in percent."""
        found = NUMBER.fullmatch(text.replace(QLocale().groupSeparator(), "") if "%" not in text else text)
        if found is None or not any(letter.isdigit() for letter in found[1]):
            return None, False
        percent = found[2] == "%"
        if percent and not self.side:
            return None, False
        return float(found[1].replace(",", ".")), percent

    def _pixels(self, number: float, percent: bool) -> int:
        return math.floor((number / 100 * self.side if percent else number) + 0.5)
