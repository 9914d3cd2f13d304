"""Painting the mask with brush or eraser, by mouse or pen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from ...mask.brush import Brush
from .brush_cursor import BrushCursor
from .gesture import Gesture, Pointer


class BrushStroke(Gesture):
    def __init__(self, brush: Brush, cursor: BrushCursor, can_paint: Callable[[], bool]) -> None:
        self._brush, self._cursor, self._can_paint = brush, cursor, can_paint

    def press(self, pointer: Pointer) -> bool:
        if not pointer.pressed_left or not self._ready:
            return False
        self._brush.begin(pointer.point, pointer.pressure, straight=pointer.shift)
        return True

    @property
    def running(self) -> bool:
        return self._brush.painting

    def move(self, pointer: Pointer) -> None:
        self._brush.extend(pointer.point, pointer.pressure)

    def release(self) -> None:
        self._brush.end()

    def cursor(self, position: QPointF | None) -> Qt.CursorShape | None:
        return self._cursor.shape(position) if self._ready else None

    def draw_cursor(self, painter: QPainter, position: QPointF, here: bool) -> None:
        self._cursor.draw(painter, position, here)

    @property
    def _ready(self) -> bool:
        return self._brush.tool.paints and self._can_paint()
