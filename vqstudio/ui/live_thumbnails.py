"""The open photo in every style, small, for the gallery."""

from __future__ import annotations

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject, Signal

from vqstudio.core.colour import converted
from vqstudio.core.document import Document
from vqstudio.engine.cancel import Cancelled, CancelToken

from .job_bridge import JobBridge
from .session import EditSession

SIDE = 224
"""Side in px of the picture that is painted: the strokes of a thumbnail of half that size stay visible."""


class LiveThumbnails(QObject):
    """Paints thumbnails of the photo while the gallery is looked at and the engine has nothing else to do.

    A job that starts comes first: thumbnails that were not ready are painted after it.
    """

    painted = Signal(str, object)
    """A style's name and uint8 (SIDE, SIDE, 3)."""

    _painted_elsewhere = Signal(object, str, object)

    def __init__(self, session: EditSession, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._bridge = session, bridge
        self._wanted = False
        self._cancel: CancelToken | None = None
        self._shown: Document | None = None
        """The photo whose thumbnails are all painted."""

        session.opened.connect(self._photo_opened)
        bridge.started.connect(self._job_started)
        bridge.finished.connect(lambda job: self._start())
        self._painted_elsewhere.connect(self._deliver)

    def set_wanted(self, wanted: bool) -> None:
        """Whether the gallery can be seen."""
        self._wanted = wanted
        if wanted:
            self._start()

    @property
    def busy(self) -> bool:
        return self._cancel is not None

    def styles_changed(self) -> None:
        """The gallery has other tiles than before."""
        self._stop()
        self._shown = None
        self._start()

    def _photo_opened(self) -> None:
        self._stop()
        self._shown = None
        self._start()

    def _job_started(self, _job: object) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._cancel is not None:
            self._cancel.cancel()
            self._cancel = None

    def _start(self) -> None:
        document = self._session.document
        if not self._wanted or self.busy or self._bridge.busy or document is None or document is self._shown:
            return
        token = self._cancel = CancelToken()

        def paint() -> None:
            self._bridge.engine.style_thumbnails(
                converted(middle(document.pixels), document.metadata.icc),
                lambda name, pixels: self._painted_elsewhere.emit(token, name, pixels),
                token,
            )

        def done(_value: object, error: BaseException | None) -> None:
            if self._cancel is token:
                self._cancel = None
                # What is wrong with the styles is told by the gallery itself; trying again would not help.
                if not isinstance(error, Cancelled):
                    self._shown = document

        self._bridge.call(paint, done)

    def _deliver(self, token: CancelToken, name: str, pixels: np.ndarray) -> None:
        if token is self._cancel:
            self.painted.emit(name, pixels)


def middle(pixels: np.ndarray) -> np.ndarray:
    """The middle square of a photo (H, W, 3|4) at thumbnail size: uint8 (SIDE, SIDE, 3)."""
    height, width = pixels.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    square = Image.fromarray(np.ascontiguousarray(pixels[top : top + side, left : left + side, :3]))
    return np.asarray(square.resize((SIDE, SIDE), Image.Resampling.BILINEAR, reducing_gap=2.0))
