"""What the view menu switches on the canvas: the look of the mask, pixel grid, rulers, comparing with before.

The window remembers it; for comparing, only which of its two ways was used last.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from ..canvas.area import CanvasArea
from ..canvas.canvas import Canvas
from ..kit.actions import Actions
from ..kit.settings import MaskLook, SettingsStore


class ViewOptions(QObject):
    """Starts from the settings, and writes every change to them at once."""

    def __init__(
        self, actions: Actions, canvas: Canvas, area: CanvasArea, store: SettingsStore, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._actions, self._canvas, self._area, self._store = actions, canvas, area, store
        settings = store.settings
        canvas.mask_view.set_look(settings.mask_look)
        canvas.set_pixel_grid(settings.pixel_grid)
        area.set_rulers(settings.rulers)

    @property
    def comparison(self) -> str:
        """The compare action that was used last."""
        return "side_by_side" if self._store.settings.compare_side_by_side else "split"

    @property
    def pixel_grid(self) -> bool:
        return self._store.settings.pixel_grid

    @property
    def rulers(self) -> bool:
        return self._store.settings.rulers

    def show_mask_as(self, look: MaskLook) -> None:
        """Also shows a hidden mask, as otherwise nothing would seem to happen."""
        self._actions["mask_visible"].setChecked(True)
        self._canvas.mask_view.set_look(look)
        self._store.settings.mask_look = look
        self._store.save()

    def show_pixel_grid(self, on: bool) -> None:
        self._canvas.set_pixel_grid(on)
        self._store.settings.pixel_grid = on
        self._store.save()

    def show_rulers(self, on: bool) -> None:
        self._area.set_rulers(on)
        self._store.settings.rulers = on
        self._store.save()

    def show_split(self, on: bool) -> None:
        self._canvas.set_split(on)
        if on:
            self._actions["side_by_side"].setChecked(False)
            self._remember_comparing(side_by_side=False)

    def show_side_by_side(self, on: bool) -> None:
        self._area.set_side_by_side(on)
        if on:
            self._actions["split"].setChecked(False)
            self._remember_comparing(side_by_side=True)

    def _remember_comparing(self, side_by_side: bool) -> None:
        if self._store.settings.compare_side_by_side is not side_by_side:
            self._store.settings.compare_side_by_side = side_by_side
            self._store.save()
