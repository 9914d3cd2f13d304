"""Wheel, touchpad and pinch gestures: zooming around the pointer, and moving the photo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent

from ..view import CanvasView

DOUBLED_BY = 480
"""Eighths of a degree that the wheel turns to double the zoom: four notches of most mice."""


class Zoom:
    """No other gesture uses these events, so it has no place in the order."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom. Fingers on a touchpad move the photo unless Ctrl is held; with Shift the wheel moves it sideways."""
        canvas, turned = self._canvas, event.angleDelta()
        touchpad = event.device().type() is QPointingDevice.DeviceType.TouchPad
        zooming = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if touchpad and not zooming and not event.pixelDelta().isNull():
            canvas.pan(event.pixelDelta().x(), event.pixelDelta().y())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            canvas.pan((turned.y() or turned.x()) / 2, 0)
        else:
            canvas.zoom_to(canvas.view.zoom * 2 ** (turned.y() / DOUBLED_BY), event.position())
        event.accept()

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Returns False for other gestures of the touchpad."""
        if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._canvas.zoom_to(self._canvas.view.zoom * (1 + event.value()), event.position())
        return True
