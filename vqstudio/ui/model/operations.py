"""Every engine operation from button to undo step: the single place for requests, results and errors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from vqstudio.core.document import Document
from vqstudio.core.geometry import NO_MARGINS, Bounds, Margins
from vqstudio.core.mask import Mask
from vqstudio.core.wording import Sentence, mark
from vqstudio.engine.jobs import Job, JobState, Question
from vqstudio.engine.requests import (
    ClearRequest,
    ExtendRequest,
    RepairRequest,
    Request,
    Result,
    StyleRequest,
    of_document,
)

from ..jobs.job_bridge import JobBridge
from ..jobs.notices import TRY_AGAIN, Level, Notice, notice_of
from ..kit.translation import tr
from .commands import STYLE_STEP
from .look import Look, same_area
from .open_photo import OpenPhoto
from .pending import AFTER_REPAIR, WORDS, Asked, Pending, Then, Words, no_more
from .photo_edits import MOST_FILLS, Fill, Seeded
from .scene import Scene
from .session import EditSession

MORE_FILLS = 3


class Operations(QObject):
    busy_changed = Signal(bool)
    progress = Signal(float, str)
    preview = Signal(object, object)
    """Bounds of the photo and uint8 (h, w, 3): roughly what the result being computed will look like there."""

    preview_over = Signal()
    notice = Signal(object)
    message = Signal(str)
    """A sentence for the status bar, in the window's language."""

    committing = Signal()
    """A result is about to change the pixels and the mask."""

    committed = Signal()

    repaired = Signal(object, float)
    """A repair has been applied: its request, and how many seconds it took."""

    abandoned = Signal()
    """Another photo is about to be shown."""

    fills_changed = Signal()
    """A fill was added, or a different one is shown."""

    def __init__(self, session: EditSession, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._bridge = bridge
        self._pending: Pending | Asked | None = None
        self.detail = 1.0
        """How much of the photo's own detail the next repair uses, in 0..1."""
        self.series = False
        """Whether several operations follow each other, and nothing may come between."""
        bridge.progress.connect(self._progress)
        bridge.preview.connect(self._preview)
        bridge.finished.connect(self._finish)
        session.opened.connect(self.fills_changed)

    @property
    def busy(self) -> bool:
        return self._bridge.busy

    @property
    def can_edit(self) -> bool:
        """Whether a photo is shown and nothing is being computed for it."""
        photo = self._session.shown
        return photo is not None and not photo.changing and not self.busy

    @property
    def can_repair(self) -> bool:
        return self.can_edit and not self._session.mask_empty

    @property
    def can_fill_again(self) -> bool:
        return self.can_edit and self.shown_fill is not None

    @property
    def fills(self) -> list[Fill]:
        """The versions of the last edit so far, in the order of their seeds; empty once that edit is undone."""
        return self._session.shown.fills if self._session.shown else []

    def fills_of(self, kind: type[Seeded]) -> list[Fill]:
        """The :attr:`fills` if they come from a request of this kind, else none."""
        return [fill for fill in self.fills if isinstance(fill.request, kind)]

    @property
    def shown_fill(self) -> int | None:
        """The index of the fill that is in the photo."""
        return self._session.shown.shown_fill if self._session.shown else None

    def repair(self, then: Then = no_more) -> None:
        photo = self._session.shown
        if photo is None or not self.can_repair:
            then(False)
            return
        mask = photo.masks.mask.snapshot()
        only, avoid = photo.masks.for_repair()
        request = RepairRequest(photo.document.pixels, mask, only=only, avoid=avoid, detail=self.detail)
        self._start(request, Pending(photo, photo.document, WORDS[RepairRequest], then, mask.alpha))

    def carry_out(self, request: Request, then: Then = no_more) -> None:
        """Carry out a request for the pixels of the photo that is shown."""
        photo = self._session.shown
        if photo is not None and self.can_edit:
            self._start(request, Pending(photo, photo.document, WORDS[type(request)], then))
        else:
            then(False)

    def ask(
        self,
        question: Question,
        doing: str,
        answered: Callable[[object], None],
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Have a question about the photo that is shown answered, like an operation that changes nothing. ``doing`` is
        for error messages. ``failed`` is called if there is no answer, after the user was told.
        """
        photo = self._session.shown
        if photo is not None and self.can_edit:
            self._pending = Asked(photo, doing, answered, failed)
            self._bridge.start(question)
            self.busy_changed.emit(True)
        else:
            failed()

    def more_fills(self) -> None:
        """Compute several more versions and show the first as soon as it is done."""
        photo = self._session.shown
        if photo is not None and self.can_fill_again:
            self._start_fill(photo, MORE_FILLS - 1)

    def put_versions(self, made: Sequence[tuple[Seeded, Result]]) -> None:
        """Put the first of several results for the photo that is shown into it, as one step, and keep all as its
        versions.
        """
        photo = self._session.shown
        if photo is None or not self.can_edit:
            return
        request, result = made[0]
        pending = Pending(photo, photo.document, WORDS[type(request)])
        if self._commit(Job(0, request, JobState.DONE, result), pending):
            for other, further in made[1:]:
                photo.edits.add_fill(Fill(other, further.patch), 0)
            self.fills_changed.emit()

    def show_fill(self, number: int) -> None:
        """Replace the fill in the photo by another one of :attr:`fills`."""
        photo, fills = self._session.shown, self.fills
        if photo is None or not self.can_edit or number == self.shown_fill or not 0 <= number < len(fills):
            return
        if self._put(photo, fills[number]):
            self.message.emit(tr("Version {number} of {count}.", number=number + 1, count=len(fills)))
        self.fills_changed.emit()

    def step_fill(self, direction: int) -> None:
        """Show the next (1) or the previous (-1) fill."""
        if self.shown_fill is not None:
            self.show_fill((self.shown_fill + direction) % len(self.fills))

    def _start_fill(self, photo: OpenPhoto, more: int) -> None:
        edit = photo.edit_of(Seeded)
        assert edit is not None
        request = replace(photo.fills[-1].request, seed=1 + max(fill.request.seed for fill in photo.fills))
        if isinstance(request, RepairRequest):
            only, avoid = photo.masks.for_repair()
            request = replace(request, detail=self.detail, only=only, avoid=avoid)
        words = WORDS[type(request)]._replace(step=mark("More versions"))
        self._start(request, Pending(photo, edit.base, words, further=True, more=more))

    def extend(self, margins: Margins) -> None:
        """Extend the photo beyond its edges by ``margins``."""
        photo = self._session.shown
        if photo is not None and margins and self.can_edit:
            request = ExtendRequest(photo.document.pixels, margins)
            self._start(request, Pending(photo, photo.document, WORDS[ExtendRequest], origin=margins))

    def apply_style(self, look: Look, then: Then = no_more) -> None:
        """Paint the photo in a style.

        It replaces a style of the same area if that was the last edit, so that trying styles does not pile them up.
        """
        request, photo = self.style_request(look), self._session.shown
        if request is not None and photo is not None and self.can_edit:
            base = self._base_of_style(request.mask, request.outside)
            assert base is not None
            words = Words(Sentence(STYLE_STEP, title=look.title), mark("painting the style"))
            self._start(request, Pending(photo, base, words, then))
        else:
            then(False)

    def style_request(self, look: Look) -> StyleRequest | None:
        """The request that :meth:`apply_style` makes; None without a photo."""
        mask = self._session.mask.snapshot() if look.only_mask else None
        outside = look.outside and mask is not None
        base = self._base_of_style(mask, outside)
        if base is None:
            return None
        request = StyleRequest(
            base.pixels, look.style, look.strength, mask, look.scale, look.keep_colours,
            outside, look.feather if mask is not None else 0.0, forms=look.forms,
        )  # fmt: skip
        return replace(request, icc=base.metadata.icc)

    @property
    def unstyled(self) -> Document | None:
        """The photo without its style if painting one was the last edit, else the photo itself."""
        previous = self._session.last_edit(StyleRequest)
        return previous.base if previous is not None else self._session.document

    def _base_of_style(self, mask: Mask | None, outside: bool) -> Document | None:
        """The photo without its style if painting this area was the last edit, else the photo itself: so one style can
        be painted in a mask, and another around it or in the next mask.
        """
        previous = self._session.last_edit(StyleRequest)
        if previous is None:
            return self._session.document
        assert isinstance(previous.request, StyleRequest)
        same = previous.request.outside == outside and same_area(previous.request.mask, mask)
        return previous.base if same else self._session.document

    def cancel(self) -> None:
        if self.busy:
            self._bridge.cancel()
            self.preview_over.emit()
            self.message.emit(tr("Cancelling…"))

    def abandon(self) -> None:
        """Another photo is about to be shown: stop the job and drop its result."""
        if self._pending is not None:
            self.message.emit(tr("Cancelled: another photo is shown."))
        self._pending = None
        self._bridge.cancel()
        self.preview_over.emit()
        self.abandoned.emit()

    def _progress(self, share: float, text: str) -> None:
        if not self._bridge.cancelling:
            self.progress.emit(share, text)

    def _preview(self, bounds: Bounds, pixels: np.ndarray) -> None:
        if self._pending is not None:
            origin = self._pending.origin if isinstance(self._pending, Pending) else NO_MARGINS
            self.preview.emit(bounds.shift(-origin.left, -origin.top), pixels)

    def _start(self, request: Request, pending: Pending) -> None:
        self._pending = pending
        self._bridge.start(of_document(request, pending.base))
        self.busy_changed.emit(True)

    def _finish(self, job: Job) -> None:
        pending, self._pending = self._pending, None
        self.preview_over.emit()
        if pending is None:
            pass  # abandoned
        elif isinstance(pending, Asked):
            self._finish_question(job, pending)
            return
        elif job.state is JobState.DONE and job.result is not None:
            if pending.further and isinstance(job.request, Seeded):
                self._add_fill(job.request, job.result, pending)
                if pending.more and pending.photo.shown_fill is not None:
                    self._start_fill(pending.photo, pending.more - 1)
                    return
            elif job.result.patch.resizes:
                self._resize(job.result, pending)
            else:
                done = self._commit(job, pending)
                self.busy_changed.emit(False)
                pending.then(done)
                return
        elif job.state is JobState.CANCELLED:
            self.message.emit(tr("Cancelled; the photo is as it was."))
        elif job.error is not None:
            self.message.emit("")
            advice = AFTER_REPAIR if isinstance(job.request, RepairRequest) else TRY_AGAIN
            self.notice.emit(notice_of(job.error, pending.words.doing, advice))
        self.busy_changed.emit(False)
        if pending is not None and job.state is not JobState.DONE:
            pending.then(False)

    def _finish_question(self, job: Job, asked: Asked) -> None:
        self.message.emit(tr("Cancelled; the photo is as it was.") if job.state is JobState.CANCELLED else "")
        if job.error is not None:
            self.notice.emit(notice_of(job.error, asked.doing))
        self.busy_changed.emit(False)
        if job.state is not JobState.DONE:
            asked.failed()
        else:
            asked.answered(job.answer)

    def _resize(self, result: Result, pending: Pending) -> None:
        """Put a photo of another size in place once everything on the canvas has it."""
        photo = pending.photo
        photo.masks.split_stroke()
        old = photo.scene()
        state = photo.stack.index(), photo.version
        photo.set_changing(True)

        def done(new: object, error: BaseException | None) -> None:
            photo.set_changing(False)
            fits = photo is self._session.shown and state == (photo.stack.index(), photo.version)
            if error is not None:
                self.notice.emit(notice_of(error, pending.words.doing))
            elif not fits:
                self.message.emit(tr("The photo changed meanwhile and keeps its shape."))
            elif isinstance(new, Scene):
                photo.push_scene(old, new, pending.words.step)
                self._say_done(result, pending.words.step)
                pending.then(True)
                return
            pending.then(False)

        self._bridge.call(lambda: old.enlarged(pending.base.apply(result.patch)), done)

    def _commit(self, job: Job, pending: Pending) -> bool:
        result, request = job.result, job.request
        assert result is not None and not callable(request)  # noqa: PT018
        if isinstance(request, ClearRequest) and not result.patch.bounds.area:
            self.message.emit(tr("There is nothing to clear."))
            return True

        def push() -> None:
            pending.photo.push_edit(pending.base, result.patch, request, pending.words.step, pending.used_mask)

        if not self._change(push, pending.words.doing):
            return False
        if isinstance(request, Seeded):
            pending.photo.edits.begin_fills(Fill(request, result.patch))
            self.fills_changed.emit()
        self._say_done(result, pending.words.step)
        if isinstance(request, RepairRequest):
            self.repaired.emit(request, result.seconds)
        return True

    def keep_fill(self, request: RepairRequest, result: Result) -> bool:
        """Add a fill that was computed in advance. Returns whether it was added: only if it is a version of the repair
        that is in the photo, and there is room for one more.
        """
        photo, others, shown = self._session.shown, self.fills_of(RepairRequest), self.shown_fill
        if photo is None or shown is None or not others:
            return False
        if others[0].request.pixels is not request.pixels or len(others) >= MOST_FILLS:
            return False
        photo.edits.add_fill(Fill(request, result.patch), shown)
        self.fills_changed.emit()
        return True

    def _add_fill(self, request: Seeded, result: Result, pending: Pending) -> None:
        """Keep a further fill; show it at once if it is the first of its batch."""
        shown, fill = pending.photo.shown_fill, Fill(request, result.patch)
        if shown is None:
            return  # what it was made for is no longer in the photo
        pending.photo.edits.add_fill(fill, shown)
        if pending.more == MORE_FILLS - 1:
            self._put(pending.photo, fill)
        self.fills_changed.emit()
        self._say_done(result, pending.words.step)

    def _put(self, photo: OpenPhoto, fill: Fill) -> bool:
        """Replace the fill in the photo by ``fill``."""
        request = fill.request
        words = WORDS[type(request)]
        mask = request.mask.alpha if isinstance(request, RepairRequest) else None
        return self._change(lambda: photo.replace_edit(fill.patch, request, words.step, mask), words.doing)

    def _change(self, change: Callable[[], None], doing: str) -> bool:
        """Let ``change`` alter the pixels. Returns False, after telling the user, if it failed."""
        self.committing.emit()
        try:
            change()
        except Exception as error:  # noqa: BLE001  defects are reported too, and the window does not stay busy
            self.message.emit("")
            self.notice.emit(notice_of(error, doing))
            return False
        finally:
            self.committed.emit()
        return True

    def _say_done(self, result: Result, text: str) -> None:
        done = tr(
            "{step} done in {seconds:.1f} s on {device}.",
            step=tr(text), seconds=result.seconds, device=result.provider,
        )  # fmt: skip
        self.message.emit(done)
        for notice in result.notices:
            self.notice.emit(Notice(Level.INFO, tr(notice)))
