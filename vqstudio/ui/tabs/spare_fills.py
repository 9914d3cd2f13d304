"""Further fills of a repair, computed while the user looks at the first, so that flipping through them is instant."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import RepairRequest, Result

from ..jobs.job_bridge import JobBridge
from ..model.operations import Operations

SPARES = 3
"""Fills besides the first."""
MOST_SECONDS = 8.0
"""Repairs that took longer get no spare fills: computing them would keep the machine busy too long."""


class SpareFills(QObject):
    """Works on the engine's thread between requests; the next request, or another photo, stops it at once."""

    def __init__(self, operations: Operations, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations, self._bridge = operations, bridge
        self._cancel = CancelToken()
        operations.repaired.connect(self.begin)
        operations.abandoned.connect(self.end)
        bridge.started.connect(lambda job: self.end())

    def begin(self, request: RepairRequest, seconds: float) -> None:
        """``request`` is in the photo now and took this many seconds."""
        self.end()
        if seconds <= MOST_SECONDS:
            self._make(request, 1, self._cancel)

    def end(self) -> None:
        self._cancel.cancel()
        self._cancel = CancelToken()

    def _make(self, first: RepairRequest, number: int, token: CancelToken) -> None:
        if number > SPARES:
            return
        request = replace(first, seed=first.seed + number)

        def done(value: object, error: BaseException | None) -> None:
            # Failures are ignored: asking for more versions reports them.
            if not token.cancelled and isinstance(value, Result) and self._operations.keep_fill(request, value):
                self._make(first, number + 1, token)

        self._bridge.call(lambda: self._bridge.engine.run(request, lambda share, text: None, token), done)
