"""Previews that are drawn over the photo."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QImage, QPainter

from vqstudio.core.geometry import Bounds

from ..model.pyramid import wrap_pixels
from ..model.screen_colours import on_screen
from ..model.session import EditSession
from . import painter as draw
from .viewport import Viewport


class PreviewLayer:
    """The previews of one feature, independent of those of others."""

    def __init__(self, session: EditSession, update: Callable[[Bounds], None]) -> None:
        """``update`` repaints a part of the photo."""
        self._session, self._update = session, update
        self._pictures: dict[Bounds, QImage] = {}

    def show(self, bounds: Bounds, pixels: np.ndarray) -> None:
        """Show uint8 (h, w, 3) ``pixels``, in the photo's colours, stretched to ``bounds``, until :meth:`clear`."""
        # Converted once, because Qt samples 32-bit pictures smoothly five times faster than 24-bit ones.
        shown = on_screen(pixels, self._session.icc)
        self._pictures[bounds] = wrap_pixels(shown).convertToFormat(QImage.Format.Format_RGB32)
        self._update(bounds)

    def clear(self) -> None:
        for bounds in self._pictures:
            self._update(bounds)
        self._pictures.clear()

    def draw(self, painter: QPainter, view: Viewport) -> None:
        for bounds, image in self._pictures.items():
            draw.draw_preview(painter, view, bounds, image)
