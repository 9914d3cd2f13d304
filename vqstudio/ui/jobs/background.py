"""Work that is not the engine's (opening and saving files) on Qt's thread pool."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal

log = logging.getLogger(__name__)

Done = Callable[[Any, Exception | None], None]


class Background(QObject):
    """Runs functions off the window's thread; ``done(value, error)`` is called on it."""

    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)  # in order: the later of two saves of one file must win
        self._running = 0
        self._ended.connect(self._deliver)

    @property
    def busy(self) -> bool:
        return self._running > 0

    def run(self, function: Callable[[], Any], done: Done) -> None:
        def work() -> None:
            value, error = None, None
            try:
                value = function()
            except Exception as caught:
                log.info("background work failed", exc_info=caught)
                error = caught
            self._ended.emit(done, value, error)

        self._running += 1
        self._pool.start(work)

    def close(self) -> None:
        self._pool.waitForDone()

    def finish(self) -> None:
        """Wait until all work is done, and call its callbacks."""
        while self.busy:
            self._pool.waitForDone()
            QCoreApplication.sendPostedEvents(self)

    def _deliver(self, done: Done, value: Any, error: Exception | None) -> None:
        self._running -= 1
        done(value, error)
