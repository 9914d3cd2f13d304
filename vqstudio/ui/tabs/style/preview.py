"""Previews the photo in the style under the pointer, or as the controls are set, in place of the photo."""

from __future__ import annotations

import weakref
from collections import OrderedDict

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from vqstudio.core.document import Document
from vqstudio.core.geometry import Bounds
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import StyleRequest
from vqstudio.engine.style.paint import reduced, reduced_pixels

from ...jobs.job_bridge import JobBridge
from ...model.look import Look
from ...model.operations import Operations

REST_MS = 150
"""How long the pointer must rest on a tile, or a control must stand still before the work on an earlier value is
cancelled.
"""
KEPT = 6
"""Previews that are kept, so that moving back and forth between tiles shows them at once."""


class StylePreview(QObject):
    ready = Signal(object, object)
    """Bounds of the whole photo, and uint8 (h, w, 3) of roughly its proportions."""

    over = Signal()

    def __init__(self, operations: Operations, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations, self._bridge = operations, bridge
        self._look: Look | None = None
        self._painting: Look | None = None
        """What is being computed."""
        self._shown = False
        self._cancel: CancelToken | None = None
        self._kept: OrderedDict[tuple[int, Look] | None, tuple[weakref.ref, np.ndarray]] = OrderedDict()
        self._reduced: tuple[weakref.ref, np.ndarray] | None = None
        """A photo's pixels and their copy at painting size: a slider requests dozens of previews of one photo."""
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._start)
        bridge.started.connect(lambda job: self.ask(None))

    def ask(self, look: Look | None) -> None:
        """Preview ``look`` unless it changes again within a moment; None ends the preview.

        Work on another look is cancelled; the visible preview stays until the next one is ready.
        """
        if look is not None and look == self._look:
            return
        self._look = look
        self._rest.stop()
        self._drop()
        if look is not None:
            self._rest.start()
        elif self._shown:
            self._shown = False
            self.over.emit()

    def follow(self, look: Look | None) -> None:
        """As :meth:`ask`, for a control that is being moved: begin at once, and show each finished preview before
        beginning the next.
        """
        if look is None or self._cancel is None:
            self.ask(look)
            if self._rest.isActive():
                self._rest.stop()
                self._start()
        elif look != self._look:
            self._look = look
            self._rest.start()

    def _drop(self) -> None:
        if self._cancel is not None:
            self._cancel.cancel()
            self._cancel = None

    def forget(self) -> None:
        """Another photo is shown: drop all previews."""
        self.ask(None)
        self._kept.clear()
        self._reduced = None

    def ask_again(self) -> None:
        """The photo changed: preview again."""
        look = self._look
        self.ask(None)
        self.ask(look)

    def styles_changed(self) -> None:
        """Drop all previews, because a style of the same name may paint differently now, and preview again."""
        look = self._look
        self.forget()
        self.ask(look)

    def _start(self) -> None:
        look, request = self._look, self._operations.style_request(self._look) if self._look else None
        if (
            look is None
            or request is None
            or self._bridge.busy
            or (self._cancel is not None and look == self._painting)
        ):
            return
        self._drop()
        # The mask may change between two looks, so only previews of the whole photo are kept.
        key = (id(request.pixels), look) if request.mask is None else None
        if key in self._kept:
            photo, picture = self._kept[key]
            if photo() is request.pixels:  # an id may be reused once its array is gone
                self._show(request, picture)
                return
        token = self._cancel = CancelToken()
        self._painting = look

        def paint() -> np.ndarray:
            small = reduced(request, self._at_painting_size(request))
            result = self._bridge.engine.run(small, lambda share, text: None, token)
            return Document(small.pixels).apply(result.patch).pixels[:, :, :3]

        def done(value: object, error: BaseException | None) -> None:
            # Failures are ignored: applying the style reports them.
            if self._cancel is token:
                self._cancel = None
                if isinstance(value, np.ndarray) and error is None:
                    if key is not None:
                        self._kept[key] = (weakref.ref(request.pixels), value)
                        while len(self._kept) > KEPT:
                            self._kept.popitem(last=False)
                    self._show(request, value)
                if self._look is not None and self._look != look:
                    self._rest.stop()
                    self._start()

        self._bridge.call(paint, done)

    def _at_painting_size(self, request: StyleRequest) -> np.ndarray:
        """Called on the engine's thread."""
        known = self._reduced
        if known is None or known[0]() is not request.pixels:
            known = self._reduced = (weakref.ref(request.pixels), reduced_pixels(request.pixels))
        return known[1]

    def _show(self, request: StyleRequest, pixels: np.ndarray) -> None:
        if self._shown:
            self.over.emit()
        self._shown = True
        self.ready.emit(Bounds.of(request.pixels.shape), pixels)
