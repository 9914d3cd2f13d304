"""Which gesture an event goes to: the first that takes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from ...mask.brush import Brush
from ...mask.selector import Selector
from ...retouch.retoucher import Retoucher
from ..frame import CanvasFrame
from ..token_view import TokenView
from ..view import CanvasView
from .arrow_keys import ArrowKeys
from .brush_cursor import BrushCursor
from .brush_stroke import BrushStroke
from .divider import Divider
from .frame_pull import FramePull
from .gesture import Gesture, Pointer
from .pan import Pan
from .retouch_stroke import RetouchStroke
from .selection import Selection
from .token_hover import TokenHover


class Gestures:
    """All gestures of a canvas. Presses, keys and the cursor go to the first gesture that takes them, moves to the
    first that is running, and the release of a button to all that it keeps running.
    """

    def __init__(
        self,
        canvas: CanvasView,
        brush: Brush,
        selector: Selector,
        frame: CanvasFrame,
        tokens: TokenView,
        retoucher: Retoucher,
        can_paint: Callable[[], bool],
    ) -> None:
        """``can_paint``: whether a photo is open and shown as it is now."""
        self.brush_cursor = BrushCursor(canvas, brush)
        self.divider = Divider(canvas)
        self._stroke = BrushStroke(brush, self.brush_cursor, can_paint)
        self._retouch = RetouchStroke(canvas, brush, retoucher, self.brush_cursor, can_paint)
        self._in_order: tuple[Gesture, ...] = (
            Pan(canvas),  # works at any time
            self.divider,  # lies over everything that the photo can show
            FramePull(canvas, frame),  # takes everything while it is shown
            TokenHover(tokens),  # and so do these
            self._stroke,  # one of these three, depending on the tool
            Selection(canvas, brush, selector, self.brush_cursor, can_paint),
            self._retouch,
            ArrowKeys(canvas),  # the frame takes them first
        )

    def press(self, pointer: Pointer) -> None:
        any(gesture.press(pointer) for gesture in self._in_order)

    def double_click(self) -> bool:
        return any(gesture.double_click() for gesture in self._in_order)

    def move(self, pointer: Pointer) -> None:
        running = next((gesture for gesture in self._in_order if gesture.running), None)
        if running is not None:
            running.move(pointer)

    def release(self, button: Qt.MouseButton) -> None:
        for gesture in self._in_order:
            if gesture.button is button:
                gesture.release()

    def let_go(self) -> None:
        for gesture in self._in_order:
            gesture.release()

    def pen(self, kind: QEvent.Type, pointer: Pointer) -> bool:
        """A pen's press, move or release. Only brushes receive them, because nothing else uses the pressure."""
        brushes = self._stroke, self._retouch
        if kind == QEvent.Type.TabletPress:
            return any(self._at(pointer.position) is one and one.press(pointer) for one in brushes)
        running = next((one for one in brushes if one.running), None)
        if running is not None and kind == QEvent.Type.TabletMove:
            running.move(pointer)
        elif running is not None:
            running.release()
        return running is not None

    def hover(self, point: QPointF | None) -> None:
        for gesture in self._in_order:
            gesture.hover(point)

    def key(self, event: QKeyEvent) -> bool:
        return any(gesture.key(event) for gesture in self._in_order)

    def key_released(self, event: QKeyEvent) -> bool:
        return any(gesture.key_released(event) for gesture in self._in_order)

    def focus_lost(self) -> None:
        for gesture in self._in_order:
            gesture.focus_lost()

    def cursor(self, position: QPointF | None) -> Qt.CursorShape:
        """Qt's cursor at a position of the widget (None: away from it)."""
        shapes = (gesture.cursor(position) for gesture in self._in_order)
        return next((shape for shape in shapes if shape is not None), Qt.CursorShape.ArrowCursor)

    def draw(self, painter: QPainter) -> None:
        for gesture in self._in_order:
            gesture.draw(painter)

    def draw_cursor(self, painter: QPainter, position: QPointF, here: bool) -> None:
        gesture = self._at(position)
        if gesture is not None:
            gesture.draw_cursor(painter, position, here)

    def _at(self, position: QPointF | None) -> Gesture | None:
        return next((gesture for gesture in self._in_order if gesture.cursor(position) is not None), None)
