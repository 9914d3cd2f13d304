"""Number boxes handle only the keys that a number needs and leave all others to the window. When the number is entered,
the keyboard focus returns to the photo.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QDoubleSpinBox, QSpinBox, QToolButton, QWidget

TYPED = set("0123456789.,-+%\N{MINUS SIGN}'\N{NO-BREAK SPACE} ")
EDITS = (
    QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)  # fmt: skip
"""What a field does with Ctrl. It handles Undo itself only while the typed number is not applied yet."""
PLAIN = (
    Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter,
)  # fmt: skip
NO_SHORTCUTS = (
    Qt.Key.Key_Escape, Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
)  # fmt: skip
TEXT_MODIFIERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class NumberKeys(QObject):
    """``photo`` receives the keyboard focus after Enter and Esc, and by :meth:`give_back`."""

    def __init__(self, window: QWidget, photo: QWidget) -> None:
        super().__init__(window)
        self._window, self._photo = window, photo
        for box in window.findChildren(QAbstractSpinBox):
            box.installEventFilter(self)

    def give_back(self) -> None:
        """Return the focus to the photo, unless the user is moving over the tabs of the panels by keyboard."""
        focus = self._window.focusWidget()
        if self._photo.isVisible() and not isinstance(focus, QToolButton):
            self._photo.setFocus()

    def applied(self) -> None:
        """Take the focus away from a number box."""
        if isinstance(QApplication.focusWidget(), QAbstractSpinBox):
            self.give_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return super().eventFilter(watched, event)
        box, key = cast(QSpinBox | QDoubleSpinBox, watched), cast(QKeyEvent, event)
        if kind is QEvent.Type.ShortcutOverride:
            if _is_of_field(box, key):
                return super().eventFilter(watched, event)
            if key.key() not in NO_SHORTCUTS:
                box.interpretText()  # a shortcut finds what is visible
            key.ignore()  # the window's shortcut, if there is one
            return True
        act = ENDS.get(Qt.Key(key.key()))
        if act is None:
            return super().eventFilter(watched, event)
        act(box)
        self.give_back()
        return True


def _take(box: QSpinBox | QDoubleSpinBox) -> None:
    box.interpretText()


def _drop(box: QSpinBox | QDoubleSpinBox) -> None:
    box.lineEdit().setText(_settled(box))


ENDS: dict[Qt.Key, Callable[[QSpinBox | QDoubleSpinBox], None]] = {
    Qt.Key.Key_Return: _take, Qt.Key.Key_Enter: _take, Qt.Key.Key_Escape: _drop,
}  # fmt: skip


def _settled(box: QSpinBox | QDoubleSpinBox) -> str:
    """The text of the number that is set, ignoring what has been typed since."""
    number = box.textFromValue(box.value())  # type: ignore[arg-type]
    return f"{box.prefix()}{number}{box.suffix()}"


def _is_of_field(box: QSpinBox | QDoubleSpinBox, event: QKeyEvent) -> bool:
    if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
        return box.lineEdit().text() != _settled(box)
    if any(event.matches(key) for key in EDITS):
        return True
    if event.modifiers() & ~TEXT_MODIFIERS:
        return False
    return event.key() in PLAIN or (bool(event.text()) and set(event.text()) <= TYPED)
