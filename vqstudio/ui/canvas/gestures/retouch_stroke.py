"""Painting with the brushes that change the photo, and choosing what they copy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from ...mask.brush import Brush
from ...retouch.retoucher import Retoucher
from ..view import CanvasView
from .brush_cursor import BrushCursor
from .gesture import Gesture, Pointer


class RetouchStroke(Gesture):
    def __init__(
        self, canvas: CanvasView, brush: Brush, retoucher: Retoucher, cursor: BrushCursor, can_paint: Callable[[], bool]
    ) -> None:
        self._canvas, self._brush, self._retoucher = canvas, brush, retoucher
        self._cursor, self._can_paint = cursor, can_paint

    def press(self, pointer: Pointer) -> bool:
        if not pointer.pressed_left or not self._ready:
            return False
        if pointer.control:
            self._retoucher.choose_source(pointer.point)
        else:
            self._retoucher.press(pointer.point, pointer.pressure)
        return True

    @property
    def running(self) -> bool:
        return self._retoucher.drawing

    def move(self, pointer: Pointer) -> None:
        self._retoucher.move(pointer.point, pointer.pressure)

    def release(self) -> None:
        self._retoucher.release()

    def key(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Escape or not self._retoucher.drawing:
            return False
        self._retoucher.cancel()
        return True

    def cursor(self, position: QPointF | None) -> Qt.CursorShape | None:
        return self._cursor.shape(position) if self._ready else None

    def draw_cursor(self, painter: QPainter, position: QPointF, here: bool) -> None:
        self._cursor.draw(painter, position, here)
        view = self._canvas.view
        source = self._retoucher.source_at(QPointF(*view.to_photo(position.x(), position.y())))
        if source is not None:
            self._cursor.draw(painter, QPointF(*view.to_widget(source.x(), source.y())), here=False)

    @property
    def _ready(self) -> bool:
        return self._brush.tool.retouches and self._can_paint()
