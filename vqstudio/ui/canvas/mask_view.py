"""How the canvas shows the mask and the source area: as a tint, an outline, or the mask alone."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QPainter

from ..kit.settings import MaskLook
from ..kit.theme import Theme
from ..model.mask_layer import overlay_palette
from ..model.photo_masks import SourceUse
from ..model.session import EditSession
from . import painter as draw
from .marching_ants import MarchingAnts
from .viewport import Viewport

PLAIN = np.arange(256, dtype=np.uint32) * 0x010101 | 0xFF000000
"""The palette of the mask alone: black for unselected, white for selected."""


class MaskView(QObject):
    changed = Signal()
    """All of the canvas must be painted again."""

    def __init__(self, session: EditSession, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._theme = session, theme
        self._look = MaskLook.OVERLAY
        self._visible = True
        self.ants = MarchingAnts(session, self)
        self._load_palettes()
        theme.changed.connect(self._load_palettes)

    @property
    def look(self) -> MaskLook:
        return self._look

    def set_look(self, look: MaskLook) -> None:
        self._look = look
        self.changed.emit()

    @property
    def visible(self) -> bool:
        return self._visible

    def set_visible(self, visible: bool) -> None:
        self._visible = visible
        self.changed.emit()

    @property
    def hides_photo(self) -> bool:
        return self._visible and self._look is MaskLook.BLACK_AND_WHITE

    def draw(self, painter: QPainter, view: Viewport, exposed: QRect, size: tuple[int, int]) -> None:
        """``size``: width and height of the canvas in logical pixels."""
        if not self._visible:
            return
        session = self._session
        if self.hides_photo:
            draw.draw_mask(painter, view, session.mask, PLAIN, exposed)
        if session.source_use is not SourceUse.EVERYWHERE:
            draw.draw_mask(painter, view, session.source, self._source_palette, exposed)
        if self._look is MaskLook.OVERLAY:
            draw.draw_mask(painter, view, session.mask, self._palette, exposed)
        elif self._look is MaskLook.ANTS:
            self.ants.draw(painter, view, size)

    def _load_palettes(self) -> None:
        color = self._theme.color
        self._palette = overlay_palette(color("mask"), draw.MASK_OPACITY)
        self._source_palette = overlay_palette(color("source"), draw.MASK_OPACITY)
