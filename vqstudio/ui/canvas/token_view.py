"""The token view: which code of the codebook represents each part of the photo, and what that code looks like."""

from __future__ import annotations

import weakref

import numpy as np
from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QImage

from vqstudio.core.colour import converted
from vqstudio.core.document import Document
from vqstudio.core.errors import PackError
from vqstudio.core.wording import mark
from vqstudio.engine.cancel import Cancelled, CancelToken
from vqstudio.engine.requests import TokenGrid

from ..jobs.job_bridge import JobBridge
from ..jobs.notices import notice_of
from ..model.pyramid import wrap_pixels
from ..model.screen_colours import on_screen
from ..model.session import EditSession


class TokenView(QObject):
    """While the view is on, it requests the photo's tokens whenever the photo has changed and the engine is free."""

    changed = Signal()
    notice = Signal(object)

    def __init__(self, session: EditSession, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._bridge = session, bridge
        self.active = False
        self.grid: TokenGrid | None = None
        self._of: weakref.ref[Document] | None = None
        """The photo that :attr:`grid` belongs to, or for which it was requested."""
        self._cell: tuple[int, int] | None = None
        self._looks: dict[int, QImage | None] = {}
        """By code; None while the picture is being made, or if the pack cannot make one."""
        self._cancel: CancelToken | None = None
        session.state_changed.connect(self._ask)
        bridge.started.connect(lambda job: self._stop())
        bridge.finished.connect(lambda job: self._ask())

    def set_active(self, active: bool) -> None:
        if active == self.active:
            return
        self.active = active
        self._cell = None
        if active:
            self._ask()
        else:
            self._stop()
        self.changed.emit()

    def hover(self, point: QPointF | None) -> None:
        """The pointer is at this point of the photo, or, None, away from it."""
        cell = None
        if self.active and self.grid is not None and point is not None:
            row, column = int(point.y() // self.grid.cell), int(point.x() // self.grid.cell)
            rows, columns = self.grid.tokens.shape
            if 0 <= row < rows and 0 <= column < columns:
                cell = (row, column)
        if cell != self._cell:
            self._cell = cell
            self._want_look()
            self.changed.emit()

    @property
    def code(self) -> int | None:
        """The code under the pointer."""
        return int(self.grid.tokens[self._cell]) if self.grid is not None and self._cell is not None else None

    @property
    def look(self) -> QImage | None:
        """What the code under the pointer looks like, once that is known."""
        return self._looks.get(self.code) if self.code is not None else None

    def places(self) -> np.ndarray:
        """Rows and columns, int (n, 2), of the cells that have the code under the pointer."""
        if self.grid is None or self.code is None:
            return np.empty((0, 2), int)
        return np.argwhere(self.grid.tokens == self.code)

    def _stop(self) -> None:
        if self._cancel is not None:
            self._cancel.cancel()
            self._cancel = None
            self._of = None

    def _ask(self) -> None:
        document = self._session.document
        known = self._of() if self._of is not None else None
        if not self.active or document is None or document is known or self._bridge.busy:
            return
        self._stop()
        self._of = weakref.ref(document)
        self.grid, self._cell = None, None
        self.changed.emit()
        token = self._cancel = CancelToken()

        def done(value: object, error: BaseException | None) -> None:
            if self._cancel is not token:
                return
            self._cancel = None
            if isinstance(value, TokenGrid):
                self.grid = value
            elif error is not None and not isinstance(error, Cancelled):
                self.notice.emit(notice_of(error, mark("reading the photo's tokens")))
            self.changed.emit()

        self._bridge.call(
            lambda: self._bridge.engine.tokens_of(converted(document.pixels, document.metadata.icc), token), done
        )

    def _want_look(self) -> None:
        code = self.code
        if code is None or code in self._looks:
            return
        self._looks[code] = None

        def done(value: object, error: BaseException | None) -> None:
            if isinstance(value, np.ndarray):
                self._looks[code] = wrap_pixels(on_screen(value, None)).copy()
            elif error is not None and not isinstance(error, PackError):  # a pack without a codebook: no look
                self.notice.emit(notice_of(error, mark("showing a code")))
            self.changed.emit()

        self._bridge.call(lambda: self._bridge.engine.look_of_code(code), done)
