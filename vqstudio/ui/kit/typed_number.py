"""A number that was typed into a box counts as soon as something else is clicked, for it is what the user sees.

Buttons leave the keyboard focus where it is, so a box would not take the number by itself; and what the number enables
would not be enabled yet.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QWidget


class TypedNumber(QObject):
    def __init__(self, box: QSpinBox | QDoubleSpinBox) -> None:
        """``box`` keeps this alive."""
        super().__init__(box)
        self._box = box
        box.lineEdit().textEdited.connect(self._typed)
        box.editingFinished.connect(self._entered)

    def _typed(self) -> None:
        # Of the whole application, and so only while there is something to take.
        _application().installEventFilter(self)

    def _entered(self) -> None:
        _application().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress and isinstance(watched, QWidget) and not self._is_own(watched):
            self._entered()
            self._box.interpretText()
        return False

    def _is_own(self, widget: QWidget) -> bool:
        return widget is self._box or self._box.isAncestorOf(widget)


def _application() -> QCoreApplication:
    found = QCoreApplication.instance()
    assert found is not None
    return found
