"""Edits many photos, one after another, on the engine's thread, between the edits of the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from vqstudio.batch import Outcome, items_of, run_here
from vqstudio.batch_records import Records, orders_of
from vqstudio.batch_work import Work
from vqstudio.core.wording import mark
from vqstudio.engine.cancel import Cancelled, CancelToken

from ..jobs.background import Background
from ..jobs.job_bridge import JobBridge
from ..jobs.notices import notice_of
from ..kit.translation import tr
from .entries import SETTLED, Entry, Phase, State, Wish, entry_of
from .summary import summary_of

PROGRESS_INTERVAL_MS = 100


class BatchQueue(QObject):
    """Gives the engine one photo at a time, so that an edit in the window waits for at most one photo, and the next
    photo waits for the edit.
    """

    listed = Signal()
    """:attr:`entries` or :attr:`problem` changed."""

    entry_changed = Signal(int)
    changed = Signal()
    """:attr:`phase` or the number of photos in a state changed."""

    progress = Signal(float)
    """The share of all photos that is done, in 0..1."""

    finished = Signal()
    """No photo is left; not sent when the queue is stopped."""

    def __init__(self, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._background = Background(self)
        self._records = Records()
        self._ticket = 0
        self._looking = False
        self._cancel: CancelToken | None = None
        self._share = 0.0
        self.phase = Phase.IDLE
        self.entries: list[Entry] = []
        self.problem = ""
        """A sentence that says why there are no entries."""

        self._timer = QTimer(self, interval=PROGRESS_INTERVAL_MS)
        self._timer.timeout.connect(self._report_progress)
        bridge.started.connect(lambda _job: self.changed.emit())
        bridge.finished.connect(lambda _job: self._next())

    @property
    def working(self) -> bool:
        """Whether the engine is working on a photo of the queue."""
        return self._cancel is not None

    @property
    def active(self) -> bool:
        """Whether it was started and photos are left."""
        return self.phase is not Phase.IDLE

    def count(self, *states: State) -> int:
        counts = Counter(entry.state for entry in self.entries)
        return sum(counts[state] for state in states)

    @property
    def can_start(self) -> bool:
        return self.phase is Phase.PAUSED or (self.phase is Phase.IDLE and bool(self.entries))

    @property
    def can_retry(self) -> bool:
        """Only when no other photo waits, because starting also includes the failed ones, and not while photos are
        being listed, because the list is about to be replaced.
        """
        return not self._looking and self.count(State.FAILED) > 0 and (self.active or not self.count(State.WAITING))

    @property
    def summary(self) -> str:
        """The state of the queue in a sentence."""
        waits = self._bridge.busy and not self.working
        return self.problem or summary_of(self.entries, self.phase, self.working, waits)

    # Listing

    def clear(self, problem: str = "") -> None:
        """Empty the list; ``problem`` says why."""
        if not self.active:
            self._ticket += 1
            self._looking = False
            self._show([], problem)

    def look(self, wish: Wish) -> None:
        """List the photos of ``wish`` without starting."""
        if not self.active:
            self._look(wish, lambda: None)

    def _look(self, wish: Wish, then: Callable[[], None]) -> None:
        self._ticket += 1
        ticket = self._ticket
        self._looking = True
        self._changed()

        records = self._records = Records()  # read again, because another batch may have added some

        def work() -> list[Entry]:
            source = wish.source if isinstance(wish.source, Path) else list(wish.source)
            items = items_of(source, wish.output, wish.work, wish.masks, wish.mask, wish.suffix)
            return [entry_of(order, wish.again) for order in orders_of(items, self._bridge.engine, records)]

        def done(entries: list[Entry] | None, error: Exception | None) -> None:
            if ticket == self._ticket:
                self._looking = False
                self._show(entries or [], notice_of(error, mark("looking for photos")).text if error else "")
                then()

        self._background.run(work, done)

    def _show(self, entries: list[Entry], problem: str) -> None:
        self.entries, self.problem = entries, problem
        self.listed.emit()
        self._changed()

    # Running

    def start(self, wish: Wish) -> None:
        """Edit the photos of ``wish`` that are not done yet."""
        if self.phase is Phase.IDLE:
            self.phase = Phase.RUNNING
            self._changed()
            self._look(wish, self._next)

    def pause(self) -> None:
        """Start no further photo; the current one is finished."""
        if self.phase is Phase.RUNNING:
            self.phase = Phase.PAUSED
            self._changed()

    def go_on(self) -> None:
        if self.phase is Phase.PAUSED:
            self.phase = Phase.RUNNING
            self._next()

    def stop(self) -> None:
        """Cancel the current photo too; results that are done stay."""
        if self.active:
            self.phase = Phase.IDLE
            if self._cancel is not None:
                self._cancel.cancel()
            self._changed()

    def retry_failed(self, work: Work | None) -> None:
        """Retry the failed photos, with the options of ``work`` if it is of their kind."""
        if not self.can_retry:
            return
        for number, entry in enumerate(self.entries):
            if entry.state is State.FAILED:
                if work is not None and type(entry.item.work) is type(work):
                    entry.item = replace(entry.item, work=work)
                entry.state, entry.told = State.WAITING, ""
                self.entry_changed.emit(number)
        if self.phase is Phase.IDLE:
            self.phase = Phase.RUNNING
        self._next()

    def close(self) -> None:
        """Stop for good and wait until no folder is being read. The bridge ends the engine's thread."""
        self.stop()
        self._ticket += 1
        self._timer.stop()
        self._background.close()

    def _next(self) -> None:
        """Give the engine the next photo, unless other work has priority."""
        if self.phase is Phase.RUNNING and not self.working and not self._bridge.busy:
            entry = next((entry for entry in self.entries if entry.state is State.WAITING), None)
            if entry is not None:
                self._run(entry)
            else:
                self.phase = Phase.IDLE
                self._changed()
                self.finished.emit()
                return
        self._changed()

    def _run(self, entry: Entry) -> None:
        token = self._cancel = CancelToken()
        self._share = 0.0
        self._timer.start()

        def work() -> Outcome:
            (order,) = orders_of([entry.item], self._bridge.engine, self._records)
            outcome = next(run_here([entry.item], self._bridge.engine, token, self._note_progress))
            if outcome.error is None:
                self._records.note(order)
            return outcome

        def done(outcome: object, error: BaseException | None) -> None:
            self._cancel = None
            self._share = 0.0
            self._timer.stop()
            if isinstance(error, Cancelled):
                self._set(entry, State.WAITING)
            elif error is not None:
                self._set(entry, State.FAILED, notice_of(error, mark("editing this photo")).text)
            else:
                assert isinstance(outcome, Outcome)
                told = outcome.notices if outcome.error is None else (outcome.error,)
                state = State.DONE if outcome.error is None else State.FAILED
                self._set(entry, state, " ".join(tr(sentence) for sentence in told))
            self._next()

        self._set(entry, State.WORKING)
        self._bridge.call(work, done)

    def _set(self, entry: Entry, state: State, told: str = "") -> None:
        entry.state, entry.told = state, told
        # After a stop and a new start the list may have been replaced.
        if entry in self.entries:
            self.entry_changed.emit(self.entries.index(entry))

    def _note_progress(self, share: float, _text: str) -> None:
        """Called on the engine's thread; the timer collects the value."""
        self._share = share

    def _report_progress(self) -> None:
        total = len(self.entries)
        share = self._share if self.working and self.count(State.WORKING) else 0.0
        self.progress.emit((self.count(*SETTLED) + share) / total if total else 0.0)

    def _changed(self) -> None:
        self._report_progress()
        self.changed.emit()
