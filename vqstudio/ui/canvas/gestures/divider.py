"""The divider between before and after, which can be dragged."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from ..view import CanvasView
from .gesture import Gesture, Pointer

REACH = 10
"""Logical pixels around it within which it is grabbed."""


class Divider(Gesture):
    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self._dragged = False
        self._share: float | None = None
        """Its position as a share of the canvas's width."""

    def set_on(self, on: bool) -> None:
        self._share = 0.5 if on else None
        self._dragged = False
        self._canvas.update()

    @property
    def x(self) -> float | None:
        """Its position in the widget; None while it is off."""
        return None if self._share is None else self._share * self._canvas.width()

    def press(self, pointer: Pointer) -> bool:
        if not pointer.pressed_left or not self._near(pointer.position):
            return False
        self._dragged = True
        return True

    @property
    def running(self) -> bool:
        return self._dragged

    def move(self, pointer: Pointer) -> None:
        self._share = min(1.0, max(0.0, pointer.position.x() / max(1, self._canvas.width())))
        self._canvas.update()

    def release(self) -> None:
        self._dragged = False

    def cursor(self, position: QPointF | None) -> Qt.CursorShape | None:
        if position is not None and (self._dragged or self._near(position)):
            return Qt.CursorShape.SplitHCursor
        return None

    def _near(self, position: QPointF) -> bool:
        return self.x is not None and abs(position.x() - self.x) <= REACH
