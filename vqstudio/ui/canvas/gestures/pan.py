"""Moving the photo with the middle button, or with the left one while Space is held."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from ..view import CanvasView
from .gesture import Gesture, Pointer


class Pan(Gesture):
    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self._space = False
        self._from: QPointF | None = None

    def press(self, pointer: Pointer) -> bool:
        if pointer.button is Qt.MouseButton.MiddleButton or (pointer.pressed_left and self._space):
            self.button = pointer.button
            self._from = pointer.position
            return True
        return False

    @property
    def running(self) -> bool:
        return self._from is not None

    def move(self, pointer: Pointer) -> None:
        if self._from is not None:
            moved = pointer.position - self._from
            self._from = pointer.position
            self._canvas.pan(moved.x(), moved.y())

    def release(self) -> None:
        self._from = None

    def key(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Space:
            return False
        self._space = True
        return True

    def key_released(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Space:
            return False
        if not event.isAutoRepeat():
            self._space = False
        return True

    def focus_lost(self) -> None:
        self._space = False

    def cursor(self, position: QPointF | None) -> Qt.CursorShape | None:
        if self.running:
            return Qt.CursorShape.ClosedHandCursor
        return Qt.CursorShape.OpenHandCursor if self._space else None
