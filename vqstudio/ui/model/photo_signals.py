"""What the open photos tell: one object for all of them, so that it outlives each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal


class PhotoSignals(QObject):
    """Also the Qt parent of what photos are made of: it is then destroyed on the window's thread, wherever Python may
    let go of a photo.
    """

    pixels_changed = Signal(object, object)
    """The OpenPhoto, and Bounds of it that changed."""

    reframed = Signal(object)
    """The canvas of this OpenPhoto has another size, and everything on it another place."""

    layer_changing = Signal(object, object)
    """The PhotoMasks, and the MaskLayer of it that will be painted on next; the present one is still in place."""

    step_added = Signal()
    """Some history has become longer."""

    changed = Signal()
    """What can be done with a photo may have changed: history, mask, saved or not, path."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._holding = False

    def tell(self) -> None:
        if not self._holding:
            self.changed.emit()

    @contextmanager
    def at_the_end(self) -> Iterator[None]:
        """What is changed within is told at its end: nobody needs to see the states between."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
            self.tell()
