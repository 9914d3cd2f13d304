"""Moving the photo with the arrow keys, further with Shift."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ..view import CanvasView
from .gesture import Gesture

STEP, LARGE_STEP = 50, 200
"""Logical pixels."""
DIRECTIONS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class ArrowKeys(Gesture):
    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas

    def key(self, event: QKeyEvent) -> bool:
        if event.key() not in DIRECTIONS or self._canvas.photo_size is None:
            return False
        step = LARGE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        dx, dy = DIRECTIONS[Qt.Key(event.key())]
        self._canvas.pan(dx * step, dy * step)
        return True
