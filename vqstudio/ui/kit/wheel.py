"""The wheel over a panel scrolls the panel, and changes a value only in the control that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QSlider, QWidget

from .widgets import ValueSlider


class WheelGuard(QObject):
    """Passes wheel events only to the control with the keyboard focus; elsewhere its parent receives them."""

    def watch(self, page: QWidget) -> None:
        for kind in (QAbstractSpinBox, QComboBox, QSlider):
            for control in page.findChildren(kind):
                control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Wheel or not isinstance(watched, QWidget) or _in_use(watched):
            return False
        event.ignore()  # Qt then offers it to the parent
        return True


def _in_use(control: QWidget) -> bool:
    both = control.parent()
    if isinstance(both, ValueSlider):
        return both.slider.hasFocus() or both.spin.hasFocus()
    return control.hasFocus()
