"""Previews the sliders of clarity on the visible part of the photo, as soon as they stand still."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from vqstudio.core.document import Document
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import Mask
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import ClearRequest, no_progress
from vqstudio.engine.strengths import NOTHING, Strengths

from ...canvas.canvas import Canvas
from ...jobs.job_bridge import JobBridge
from ...model.session import EditSession

REST_MS = 200
"""How long sliders and view must stand still."""
MOST = 1000
"""Sides (pixels) of the part that is shown: of a photo that is seen from afar, the middle."""
AROUND = 32
"""Pixels that the network sees around it."""


class ClearPreview(QObject):
    ready = Signal(object, object)
    """Bounds of the photo, and uint8 (h, w, 3) of that size."""

    over = Signal()

    def __init__(self, session: EditSession, canvas: Canvas, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._canvas, self._bridge = session, canvas, bridge
        self._strengths, self._faithful, self._only_mask = NOTHING, 1.0, False
        self._shown = False
        self._cancel: CancelToken | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._start)
        canvas.zoom_changed.connect(self._again)
        session.mask_changed.connect(self._mask_changed)
        for changed in (session.pixels_changed, session.reframed):
            changed.connect(self._changed)
        bridge.started.connect(lambda job: self._drop())
        bridge.finished.connect(lambda job: self._again())

    def show(self, strengths: Strengths, faithful: float, only_mask: bool) -> None:
        """Preview what would be taken away from now on; nothing ends the preview."""
        self._strengths, self._faithful, self._only_mask = strengths, faithful, only_mask
        self._drop()
        if any(strengths):
            self._rest.start()
        else:
            self._end()

    def _again(self) -> None:
        if any(self._strengths):
            self._rest.start()

    def _mask_changed(self) -> None:
        if self._only_mask:
            self._again()

    def _changed(self) -> None:
        """What is shown is of pixels that are no more."""
        self._end()
        self._again()

    def _drop(self) -> None:
        self._rest.stop()
        if self._cancel is not None:
            self._cancel.cancel()
            self._cancel = None

    def _end(self) -> None:
        if self._shown:
            self._shown = False
            self.over.emit()

    def _start(self) -> None:
        document = self._session.document
        if document is None or not any(self._strengths) or self._bridge.busy:
            return
        self._drop()
        place = self._place(document)
        if not place.area:
            return
        around = place.pad(AROUND).intersect(document.bounds)
        part = np.ascontiguousarray(document.pixels[around.slices])
        mask = Mask(self._session.mask.alpha[around.slices].copy()) if self._only_mask else None
        request = ClearRequest(part, *self._strengths, mask, self._faithful)
        token = self._cancel = CancelToken()

        def clear() -> np.ndarray:
            result = self._bridge.engine.run(request, no_progress, token)
            after = Document(part).apply(result.patch).rgb
            return np.ascontiguousarray(after[place.shift(-around.x, -around.y).slices])

        def done(value: object, error: BaseException | None) -> None:
            # Failures are ignored: clearing the photo reports them.
            if self._cancel is not token:
                return
            self._cancel = None
            if isinstance(value, np.ndarray) and document is self._session.document:
                self._end()
                self._shown = True
                self.ready.emit(place, value)

        self._bridge.call(clear, done)

    def _place(self, document: Document) -> Bounds:
        """The visible part of the photo, or its middle if that is large."""
        canvas = self._canvas
        seen = canvas.view.visible(0, 0, canvas.width(), canvas.height(), document.bounds)
        width, height = min(seen.width, MOST), min(seen.height, MOST)
        return Bounds(seen.x + (seen.width - width) // 2, seen.y + (seen.height - height) // 2, width, height)
