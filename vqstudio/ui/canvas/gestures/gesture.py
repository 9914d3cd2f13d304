"""What any gesture may do, and the pointer as it is told of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QTabletEvent

from ..viewport import Viewport

FAINTEST = 0.05
"""A pen that hardly touches still paints."""


@dataclass(frozen=True)
class Pointer:
    """A mouse or a pen at one moment."""

    position: QPointF
    """In the widget, in logical pixels."""
    point: QPointF
    """In the photo."""
    button: Qt.MouseButton
    """That is pressed just now; none while it moves."""
    held: bool
    """The left button, or the pen, is down."""
    shift: bool
    control: bool
    pressure: float = 1.0
    """Of a pen, in 0..1."""

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
    """One that does nothing. Positions are those of the widget, in logical pixels."""

    button = Qt.MouseButton.LeftButton
    """Which one goes on with it while it is held."""

    # Whether an event is its own: if so, those after it are not asked.

    def press(self, pointer: Pointer) -> bool:
        """Begin here, with a button or a pen."""
        return False

    def double_click(self) -> bool:
        """False: it is one more press."""
        return False

    def key(self, event: QKeyEvent) -> bool:
        return False

    def key_released(self, event: QKeyEvent) -> bool:
        return False

    def cursor(self, position: QPointF | None) -> Qt.CursorShape | None:
        """What the pointer looks like there, or, None, away from the canvas, if a press would be this one's."""
        return None

    # What it does meanwhile

    @property
    def running(self) -> bool:
        """It was begun, so that moves are its own."""
        return False

    def move(self, pointer: Pointer) -> None:
        """Go on, while it is running."""

    def release(self) -> None:
        """End, and keep what was done, whether it is running or not."""

    def hover(self, point: QPointF | None) -> None:
        """The pointer is at this point of the photo now, or away from the canvas; told to all, running or not."""

    def focus_lost(self) -> None:
        """Keys that are let go from now on are told to somebody else."""

    # What shows of it

    def draw(self, painter: QPainter) -> None:
        """What has been begun and is not done."""

    def draw_cursor(self, painter: QPainter, position: QPointF, here: bool) -> None:
        """More of the pointer than Qt's shape, where :meth:`cursor` is this one's. ``here``: it is in this view, not at
        the same place in the one beside it.
        """
