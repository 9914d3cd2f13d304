"""The base of all gestures, and the pointer events that they receive."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QTabletEvent

from ..viewport import Viewport

FAINTEST = 0.05
"""Minimum pressure, so that a pen that hardly touches still paints."""


@dataclass(frozen=True)
class Pointer:
    """A mouse or a pen at one moment."""

    position: QPointF
    """In the widget, in logical pixels."""
    point: QPointF
    """In the photo."""
    button: Qt.MouseButton
    """The button of this event; none for a move."""
    held: bool
    """The left button, or the pen, is down."""
    shift: bool
    control: bool
    pressure: float = 1.0
    """Pressure of a pen, in 0..1."""

    @staticmethod
    def of(event: QMouseEvent | QTabletEvent, view: Viewport) -> Pointer:
        position, keys = event.position(), event.modifiers()
        return Pointer(
            position,
            QPointF(*view.to_photo(position.x(), position.y())),
            event.button(),
            bool(event.buttons() & Qt.MouseButton.LeftButton),
            bool(keys & Qt.KeyboardModifier.ShiftModifier),
            bool(keys & Qt.KeyboardModifier.ControlModifier),
            max(FAINTEST, event.pressure()) if isinstance(event, QTabletEvent) else 1.0,
        )

    @property
    def pressed_left(self) -> bool:
        return self.button is Qt.MouseButton.LeftButton


class Gesture:
    """A gesture that does nothing. Positions are those of the widget, in logical pixels."""

    button = Qt.MouseButton.LeftButton
    """The button that keeps it running while it is held."""

    # Each returns whether it takes the event; then the gestures after it are not asked.

    def press(self, pointer: Pointer) -> bool:
        """A press by a button or a pen: begin here."""
        return False

    def double_click(self) -> bool:
        """A double click; if it is not taken, it counts as another press."""
        return False

    def key(self, event: QKeyEvent) -> bool:
        return False

    def key_released(self, event: QKeyEvent) -> bool:
        return False

    def cursor(self, position: QPointF | None) -> Qt.CursorShape | None:
        """The pointer's shape at ``position`` (None: away from the canvas) if this gesture would take a press there."""
        return None

    # While it runs

    @property
    def running(self) -> bool:
        """Whether it has begun, so that it receives moves."""
        return False

    def move(self, pointer: Pointer) -> None:
        """Continue; called while it is running."""

    def release(self) -> None:
        """End and keep what was done; called whether it is running or not."""

    def hover(self, point: QPointF | None) -> None:
        """The pointer is at this point of the photo, or, None, away from the canvas; called for every gesture."""

    def focus_lost(self) -> None:
        """The canvas lost the focus, so releases of held keys will not arrive."""

    # What is visible of it

    def draw(self, painter: QPainter) -> None:
        """Draw what has begun and is not finished."""

    def draw_cursor(self, painter: QPainter, position: QPointF, here: bool) -> None:
        """Draw more of the pointer than Qt's shape, where :meth:`cursor` returned one. ``here``: the pointer is in this
        view and not at the same place in the one beside it.
        """
