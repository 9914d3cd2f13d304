"""Thumbnails of the open photo in every style, for the gallery."""

from __future__ import annotations

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject, QTimer, Signal

from vqstudio.core.colour import converted
from vqstudio.engine.cancel import Cancelled, CancelToken

from ...jobs.job_bridge import JobBridge
from ...model.operations import Operations
from ...model.session import EditSession

SIDE = 224
"""Side, in pixels, of the picture that is painted, so that strokes are still visible in a thumbnail of half the size.
"""


class LiveThumbnails(QObject):
    """Paints thumbnails of the photo while the gallery is visible and the engine is idle. They show the photo without
    its present style, which another style would replace.

    A job has priority: thumbnails that were not ready when it started are painted after it.
    """

    painted = Signal(str, object)
    """A style's name and uint8 (SIDE, SIDE, 3)."""

    _painted_elsewhere = Signal(object, str, object)

    def __init__(
        self, session: EditSession, operations: Operations, bridge: JobBridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._operations, self._bridge = operations, bridge
        self._wanted = False
        self._cancel: CancelToken | None = None
        self._asked: np.ndarray | None = None
        """The pixels whose thumbnails were requested last."""
        self._shown: np.ndarray | None = None
        """The small picture whose thumbnails have all been painted."""
        # Many steps may be undone at once: only the photo after the last of them counts.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._start)
        session.opened.connect(self.styles_changed)  # paint all tiles anew
        session.state_changed.connect(self._soon.start)
        bridge.started.connect(self._job_started)
        bridge.finished.connect(self._soon.start)
        self._painted_elsewhere.connect(self._deliver)

    def set_wanted(self, wanted: bool) -> None:
        """Say whether the gallery is visible."""
        self._wanted = wanted
        if wanted:
            self._start()

    @property
    def busy(self) -> bool:
        return self._cancel is not None

    def styles_changed(self) -> None:
        """The tiles of the gallery changed."""
        self._stop()
        self._shown = None
        self._soon.start()

    def _job_started(self, _job: object) -> None:
        self._stop()

    def _stop(self) -> None:
        self._asked = None
        if self._cancel is not None:
            self._cancel.cancel()
            self._cancel = None

    def _start(self) -> None:
        base = self._operations.unstyled
        if not self._wanted or self._bridge.busy or base is None or base.pixels is self._asked:
            return
        self._stop()
        token, pixels, profile, shown = CancelToken(), base.pixels, base.metadata.icc, self._shown
        self._cancel, self._asked = token, pixels

        def paint() -> np.ndarray:
            small = converted(middle(pixels), profile)
            # After undo the same pixels are in a different array.
            if shown is None or not np.array_equal(small, shown):
                self._bridge.engine.style_thumbnails(
                    small, lambda name, picture: self._painted_elsewhere.emit(token, name, picture), token
                )
            return small

        def done(small: object, error: BaseException | None) -> None:
            if self._cancel is token:
                self._cancel = None
                # The gallery itself reports broken styles; trying again would not help.
                if isinstance(error, Cancelled):
                    self._asked = None
                else:
                    self._shown = small if isinstance(small, np.ndarray) else None

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
