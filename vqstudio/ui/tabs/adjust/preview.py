"""Previews the sliders of the adjust panel at once, on the visible part of the photo."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from vqstudio.core.adjust import Adjustment, adjusted
from vqstudio.core.geometry import Bounds
from vqstudio.engine.pixels import blend

from ...canvas.canvas import Canvas
from ...model.pyramid import level_for
from ...model.session import EditSession
from .whole import Whole


class AdjustPreview(QObject):
    ready = Signal(object, object)
    """Bounds of the photo, and uint8 (h, w, 3) of roughly their proportions."""

    over = Signal()

    def __init__(self, session: EditSession, canvas: Canvas, whole: Whole, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._canvas, self._whole = session, canvas, whole
        self._adjustment, self._only_mask = Adjustment(), False
        self._shown = False
        # A slider sends more values than can be shown: one per turn of the event loop is enough.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)
        canvas.zoom_changed.connect(self._again)
        for changed in (session.mask_changed, session.pixels_changed, session.reframed):
            changed.connect(self._again)

    def show(self, adjustment: Adjustment, only_mask: bool) -> None:
        """Preview this adjustment from now on; one that changes nothing ends the preview."""
        self._adjustment, self._only_mask = adjustment, only_mask
        self._soon.start()

    def _again(self) -> None:
        if self._adjustment:
            self._soon.start()

    def _show(self) -> None:
        if self._shown:
            self.over.emit()
            self._shown = False
        pyramid = self._session.pyramid
        if pyramid is None or not self._adjustment:
            return
        view, photo = self._canvas.view, Bounds.of(pyramid.pixels.shape)
        seen = view.visible(0, 0, self._canvas.width(), self._canvas.height(), photo)
        level = level_for(view.zoom, pyramid.levels)
        factor = 2**level
        picture = pyramid.level(level)
        x, y = seen.x // factor, seen.y // factor
        part = Bounds(x, y, -(-seen.right // factor) - x, -(-seen.bottom // factor) - y)
        part = part.intersect(Bounds.of(picture.shape))
        if not part.area:
            return
        before = picture[part.slices][:, :, :3]
        place = Bounds(part.x * factor, part.y * factor, part.width * factor, part.height * factor)
        after = adjusted(before, self._adjustment, whole=self._whole.of(pyramid.pixels), place=place)
        if self._only_mask:
            weight = self._session.mask.level(level)[part.slices]
            after = blend(before, after, weight.astype(np.float32) / 255)
        self._shown = True
        self.ready.emit(place.intersect(photo), np.ascontiguousarray(after))
