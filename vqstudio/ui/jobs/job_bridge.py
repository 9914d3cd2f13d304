"""The one crossing between the engine's thread and the window's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from vqstudio.engine.jobs import Job, JobRunner, Question
from vqstudio.engine.protocol import Engine
from vqstudio.engine.requests import Request

from ..kit.translation import tr

PROGRESS_INTERVAL_MS = 50


class JobBridge(QObject):
    """Runs one request at a time and reports in Qt's way.

    Callbacks of the runner arrive on the engine's thread. Results cross over as queued signals; progress is only
    stored there and collected by a timer here, so that a chatty model cannot flood the window's event queue.
    """

    started = Signal(object)
    progress = Signal(float, str)
    """The share done in 0..1 and a short sentence in the window's language."""

    preview = Signal(object, object)
    """Bounds of the photo and uint8 (h, w, 3): roughly what they will look like once the job is done."""

    finished = Signal(object)
    """The Job in its final state."""

    _finished_elsewhere = Signal(object)
    _previewed_elsewhere = Signal(object, object)
    _called_elsewhere = Signal(object, object, object)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.engine = engine
        self._runner = JobRunner(engine)
        self._job: Job | None = None
        self._latest: tuple[float, str] | None = None
        self._closed = False
        self._timer = QTimer(self, interval=PROGRESS_INTERVAL_MS)
        self._timer.timeout.connect(self._report_progress)
        self._finished_elsewhere.connect(self._finish)
        self._previewed_elsewhere.connect(self._show)
        self._called_elsewhere.connect(self._deliver)

    @property
    def busy(self) -> bool:
        return self._job is not None

    @property
    def cancelling(self) -> bool:
        return self._job is not None and self._job.cancel_token.cancelled

    def start(self, request: Request | Question) -> Job:
        if self._job is not None:
            raise RuntimeError("A job is running already.")
        self._latest = None
        self._job = self._runner.submit(
            request, self._note_progress, self._finished_elsewhere.emit, self._previewed_elsewhere.emit
        )
        self._timer.start()
        self.started.emit(self._job)
        return self._job

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def call(self, function: Callable[[], object], done: Callable[[object, BaseException | None], None]) -> None:
        """Run ``function`` on the engine's thread; then ``done(value, error)`` on this one."""
        self._runner.call(function, lambda value, error: self._called_elsewhere.emit(done, value, error))

    def close(self) -> None:
        """Stop whatever runs and wait for the thread; nothing is reported afterwards."""
        self._closed = True
        self._timer.stop()
        self._runner.close()

    def _note_progress(self, share: float, text: str) -> None:
        self._latest = (share, text)

    def _report_progress(self) -> None:
        latest, self._latest = self._latest, None
        if latest is not None:
            share, text = latest
            self.progress.emit(share, tr(text))

    def _show(self, bounds: object, pixels: object) -> None:
        if self.busy and not self.cancelling and not self._closed:
            self.preview.emit(bounds, pixels)

    def _finish(self, job: Job) -> None:
        if self._closed:
            return
        self._timer.stop()
        self._report_progress()
        self._job = None
        self.finished.emit(job)

    def _deliver(self, done: Callable[[object, BaseException | None], None], value: object, error: object) -> None:
        if not self._closed:
            done(value, error if isinstance(error, BaseException) else None)
