"""Selecting by rectangle, ellipse, lasso, polygon, magic wand and scribble."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from ...mask.brush import Brush
from ...mask.selector import Selector
from ...model.tool import Tool
from ..painter import draw_outline
from ..view import CanvasView
from .brush_cursor import BrushCursor
from .gesture import Gesture, Pointer


class Selection(Gesture):
    def __init__(
        self, canvas: CanvasView, brush: Brush, selector: Selector, cursor: BrushCursor, can_paint: Callable[[], bool]
    ) -> None:
        self._canvas, self._brush, self._selector = canvas, brush, selector
        self._cursor, self._can_paint = cursor, can_paint

    def press(self, pointer: Pointer) -> bool:
        if not pointer.pressed_left or not self._ready:
            return False
        self._selector.press(pointer.point, self._canvas.view.scale, pointer.control)
        return True

    def double_click(self) -> bool:
        """Ends a polygon; with other tools it counts as another press, so that users can select quickly."""
        if self._brush.tool is not Tool.POLYGON or not self._selector.drawing:
            return False
        self._selector.finish()
        return True

    @property
    def running(self) -> bool:
        return self._selector.drawing

    def move(self, pointer: Pointer) -> None:
        self._selector.move(pointer.point, even=pointer.shift, held=pointer.held)

    def release(self) -> None:
        self._selector.release()

    def key(self, event: QKeyEvent) -> bool:
        return self._selector.key(event.key())

    def cursor(self, position: QPointF | None) -> Qt.CursorShape | None:
        if not self._ready:
            return None
        return self._cursor.shape(position) if self._scribbles else Qt.CursorShape.CrossCursor

    def draw(self, painter: QPainter) -> None:
        if self._selector.drawing:
            draw_outline(painter, self._canvas.view, self._selector.outline())

    def draw_cursor(self, painter: QPainter, position: QPointF, here: bool) -> None:
        if self._scribbles:
            self._cursor.draw(painter, position, here)

    @property
    def _scribbles(self) -> bool:
        """Whether the tool is the scribble, which has the width of the brush."""
        return self._brush.tool is Tool.SMART

    @property
    def _ready(self) -> bool:
        return self._brush.tool.selects and self._can_paint()
