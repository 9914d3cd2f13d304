"""The signals of all open photos, on one object that outlives each of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal


class PhotoSignals(QObject):
    """Also the Qt parent of the photos' parts, so that they are destroyed on the window's thread, wherever Python drops
    the last reference to a photo.
    """

    pixels_changed = Signal(object, object)
    """The OpenPhoto and the Bounds that changed."""

    reframed = Signal(object)
    """The canvas of this OpenPhoto changed its size, and everything on it moved."""

    layer_changing = Signal(object, object)
    """The PhotoMasks and its MaskLayer that will be painted on next; the present one is still in place."""

    mask_changing = Signal()
    """Something other than a brush is about to change a mask: a stroke under way becomes a step of its own first."""

    mask_replaced = Signal()
    """It did: a stroke under way goes on from there."""

    step_added = Signal()
    """A step was added to a history."""

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
        """Report changes made inside the block only once, at its end."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
            self.tell()
