"""Every operation of the engine, from button to undo step: the one place for requests, results and errors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from vqstudio.core.document import Document
from vqstudio.core.errors import StudioError
from vqstudio.core.mask import Mask
from vqstudio.engine.jobs import Job, JobState
from vqstudio.engine.requests import RepairRequest, Request, StyleRequest

from .job_bridge import JobBridge
from .notices import Level, Notice, notice_of
from .session import EditSession


@dataclass(frozen=True, eq=False)
class _Pending:
    base: Document
    text: str
    doing: str
    used_mask: np.ndarray | None


class Operations(QObject):
    busy_changed = Signal(bool)
    progress = Signal(float, str)
    notice = Signal(object)
    message = Signal(str)
    """A sentence for the status bar."""

    committing = Signal()
    """A result is about to change the pixels and the mask."""

    committed = Signal()

    def __init__(self, session: EditSession, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._bridge = bridge
        self._pending: _Pending | None = None
        bridge.progress.connect(self._progress)
        bridge.finished.connect(self._finish)

    @property
    def busy(self) -> bool:
        return self._bridge.busy

    @property
    def can_repair(self) -> bool:
        return self._session.document is not None and not self._session.mask_empty and not self.busy

    @property
    def can_repair_again(self) -> bool:
        return not self.busy and self._session.last_edit(RepairRequest) is not None

    @property
    def can_style(self) -> bool:
        return self._session.document is not None and not self.busy

    def repair(self) -> None:
        document = self._session.document
        if document is None or not self.can_repair:
            return
        mask = self._session.mask.snapshot()
        request = RepairRequest(document.pixels, mask)
        self._start(request, _Pending(document, "Repair", "repairing", mask.alpha))

    def repair_again(self) -> None:
        """The last repair with another seed, in place of it."""
        edit = self._session.last_edit(RepairRequest)
        if edit is None or self.busy or not isinstance(edit.request, RepairRequest):
            return
        last = edit.request
        request = RepairRequest(last.pixels, last.mask, last.seed + 1, last.pack)
        self._start(request, _Pending(edit.base, "Another repair", "repairing", None))

    def apply_style(self, style: str, title: str, strength: float, only_mask: bool) -> None:
        """Paint the photo in a style.

        Right after another style of the same area this one replaces it, so that trying styles does not pile them up.
        """
        document = self._session.document
        if document is None or not self.can_style:
            return
        mask = self._session.mask.snapshot() if only_mask else None
        previous = self._session.last_edit(StyleRequest)
        base = document
        if previous is not None and isinstance(previous.request, StyleRequest):
            base = previous.base if _same_area(previous.request.mask, mask) else document
        request = StyleRequest(base.pixels, style, strength, mask)
        self._start(request, _Pending(base, f"Style “{title}”", "painting the style", None))

    def cancel(self) -> None:
        if self.busy:
            self._bridge.cancel()
            self.message.emit("Cancelling…")

    def abandon(self) -> None:
        """Another photo is about to be opened: stop, and drop the result."""
        self._pending = None
        self._bridge.cancel()

    def _progress(self, share: float, text: str) -> None:
        if not self._bridge.cancelling:
            self.progress.emit(share, text)

    def _start(self, request: Request, pending: _Pending) -> None:
        self._pending = pending
        self._bridge.start(request)
        self.busy_changed.emit(True)

    def _finish(self, job: Job) -> None:
        pending, self._pending = self._pending, None
        if pending is None:
            pass  # abandoned
        elif job.state is JobState.DONE and job.result is not None:
            self._commit(job, pending)
        elif job.state is JobState.CANCELLED:
            self.message.emit("Cancelled; the photo is as it was.")
        elif job.error is not None:
            self.message.emit("")
            self.notice.emit(notice_of(job.error, pending.doing))
        self.busy_changed.emit(False)

    def _commit(self, job: Job, pending: _Pending) -> None:
        result = job.result
        assert result is not None
        self.committing.emit()
        try:
            self._session.push_edit(pending.base, result.patch, job.request, pending.text, pending.used_mask)
        except StudioError as error:
            self.message.emit("")
            self.notice.emit(notice_of(error, pending.doing))
            return
        finally:
            self.committed.emit()
        self.message.emit(f"{pending.text} done in {result.seconds:.1f} s on {result.provider}.")
        for text in result.notices:
            self.notice.emit(Notice(Level.INFO, text))


def _same_area(one: Mask | None, other: Mask | None) -> bool:
    if one is None or other is None:
        return one is other
    return np.array_equal(one.alpha, other.alpha)
