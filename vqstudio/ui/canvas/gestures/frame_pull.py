"""Dragging the frame that the photo will be extended or cropped to, and moving it with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent

from ..frame import ALL, CanvasFrame
from ..view import CanvasView
from .gesture import Gesture, Pointer

CURSORS = {
    ALL: Qt.CursorShape.SizeAllCursor,
    frozenset({"left"}): Qt.CursorShape.SizeHorCursor,
    frozenset({"right"}): Qt.CursorShape.SizeHorCursor,
    frozenset({"top"}): Qt.CursorShape.SizeVerCursor,
    frozenset({"bottom"}): Qt.CursorShape.SizeVerCursor,
    frozenset({"left", "top"}): Qt.CursorShape.SizeFDiagCursor,
    frozenset({"right", "bottom"}): Qt.CursorShape.SizeFDiagCursor,
    frozenset({"right", "top"}): Qt.CursorShape.SizeBDiagCursor,
    frozenset({"left", "bottom"}): Qt.CursorShape.SizeBDiagCursor,
}
"""By the edges of the frame that are grabbed there."""


class FramePull(Gesture):
    """While the frame is shown, the pointer does nothing else, whether on its edges or not."""

    def __init__(self, canvas: CanvasView, frame: CanvasFrame) -> None:
        self._canvas, self._frame = canvas, frame

    def press(self, pointer: Pointer) -> bool:
        if not pointer.pressed_left or not self._frame.active:
            return False
        self._frame.begin(pointer.position, self._canvas.view)
        return True

    @property
    def running(self) -> bool:
        return self._frame.dragging

    def move(self, pointer: Pointer) -> None:
        self._frame.drag(pointer.position, self._canvas.view, pointer.shift)

    def release(self) -> None:
        self._frame.end()

    def key(self, event: QKeyEvent) -> bool:
        return self._frame.key(event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def cursor(self, position: QPointF | None) -> Qt.CursorShape | None:
        if not self._frame.active:
            return None
        if position is None:
            return Qt.CursorShape.ArrowCursor
        edges = self._frame.dragged or self._frame.edges_at(position, self._canvas.view)
        return CURSORS.get(edges, Qt.CursorShape.ArrowCursor)
