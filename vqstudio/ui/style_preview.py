"""The photo in the style that the pointer rests on, or that the controls are set to, shown in its place."""

from __future__ import annotations

import weakref
from collections import OrderedDict

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from vqstudio.core.document import Document
from vqstudio.core.geometry import Bounds
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import StyleRequest
from vqstudio.engine.style import reduced

from .job_bridge import JobBridge
from .operations import Look, Operations

REST_MS = 150
"""How long the pointer must rest on a tile."""
KEPT = 6
"""Previews kept, so that going back and forth between tiles shows them at once."""


class StylePreview(QObject):
    ready = Signal(object, object)
    """Bounds of the whole photo, and uint8 (h, w, 3) of about its proportions."""

    over = Signal()

    def __init__(self, operations: Operations, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations, self._bridge = operations, bridge
        self._look: Look | None = None
        self._shown = False
        self._cancel: CancelToken | None = None
        self._kept: OrderedDict[tuple[int, Look] | None, tuple[weakref.ref, np.ndarray]] = OrderedDict()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._start)
        bridge.started.connect(lambda job: self.ask(None))

    def ask(self, look: Look | None) -> None:
        """Preview ``look`` once it has stood for a moment; None ends the preview.

        What is computed for another look by then is dropped; the one that is seen stays until the next is there.
        """
        if look is not None and look == self._look:
            return
        self._look = look
        self._rest.stop()
        if self._cancel is not None:
            self._cancel.cancel()
            self._cancel = None
        if look is not None:
            self._rest.start()
        elif self._shown:
            self._shown = False
            self.over.emit()

    def forget(self) -> None:
        """Another photo was opened."""
        self.ask(None)
        self._kept.clear()

    def _start(self) -> None:
        look, request = self._look, self._operations.style_request(self._look) if self._look else None
        if look is None or request is None or self._bridge.busy:
            return
        # A mask may be painted on between two looks: only previews of the whole photo are kept.
        key = (id(request.pixels), look) if request.mask is None else None
        if key in self._kept:
            photo, picture = self._kept[key]
            if photo() is request.pixels:  # an id may be given again once its array is gone
                self._show(request, picture)
                return
        token = self._cancel = CancelToken()

        def paint() -> np.ndarray:
            small = reduced(request)
            result = self._bridge.engine.run(small, lambda share, text: None, token)
            return Document(small.pixels).apply(result.patch).pixels[:, :, :3]

        def done(value: object, error: BaseException | None) -> None:
            # A preview that fails is none: applying the style will say why.
            if self._cancel is token:
                self._cancel = None
                if isinstance(value, np.ndarray) and error is None:
                    if key is not None:
                        self._kept[key] = (weakref.ref(request.pixels), value)
                        while len(self._kept) > KEPT:
                            self._kept.popitem(last=False)
                    self._show(request, value)

        self._bridge.call(paint, done)

    def _show(self, request: StyleRequest, pixels: np.ndarray) -> None:
        if self._shown:
            self.over.emit()
        self._shown = True
        self.ready.emit(Bounds.of(request.pixels.shape), pixels)
