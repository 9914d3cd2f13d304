"""What a panel previews and has not applied is part of what the user sees: it is applied before the photo is saved, and
when another panel is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ..kit.translation import tr
from ..model.open_photo import OpenPhoto
from ..model.operations import Operations
from ..model.pending import Then
from ..model.session import EditSession
from ..tabs.tab import Page

AGAIN_MS = 100
"""While a question to the user is open, nothing is applied behind it."""


class _Waiting(NamedTuple):
    """What is to be done once nothing of ``photo`` is only previewed, or if that fails."""

    photo: OpenPhoto
    then: Callable[[], object]
    otherwise: Callable[[], object]


class Keeping(QObject):
    """``current`` returns the name of the page that is shown."""

    def __init__(
        self,
        session: EditSession,
        operations: Operations,
        pages: Mapping[str, Page],
        current: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._operations, self._pages, self._current = session, operations, pages, current
        self._waiting: _Waiting | None = None
        self._applying = False
        # At the next turn of the event loop, when all who heard of the change have acted on it.
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._settle)
        session.opened.connect(self.settle)
        session.state_changed.connect(self.settle)
        operations.busy_changed.connect(self.settle)
        operations.abandoned.connect(self._abandoned)

    @property
    def waiting(self) -> bool:
        """Whether anything of the photo that is shown is only previewed."""
        return bool(self._session.shown and self._session.shown.unapplied)

    @property
    def first_to_undo(self) -> bool:
        """Whether the preview is newer than the last step."""
        photo = self._session.shown
        return photo is not None and bool(photo.unapplied) and photo.unapplied_after == photo.last_serial

    def first(self, then: Callable[[], object], otherwise: Callable[[], object] = lambda: None) -> None:
        """Apply what is only previewed, once no other operation runs, then call ``then``; or ``otherwise`` if that
        fails, or if another photo is shown before.
        """
        photo = self._session.shown
        if photo is None or not photo.unapplied:
            then()
            return
        self._give_up()
        self._waiting = _Waiting(photo, then, otherwise)
        self._go_on()

    def soon(self, then: Callable[[], object]) -> None:
        """Apply what is only previewed, then call ``then``; but not if a save waits for that already."""
        if self._waiting is None:
            self.first(then)

    def after_applying(self, then: Callable[[], object]) -> None:
        """Call ``then`` at once, or after what is being applied; never if that fails, or if a save waits for it."""
        if not self._applying:
            then()
        elif self._waiting is None:
            self.first(then)

    def drop(self) -> bool:
        """End the preview, or stop applying it. Returns whether there was one that is newer than the last step."""
        photo = self._session.shown
        if photo is None or not self.first_to_undo:
            return False
        if self._applying:
            self._operations.cancel()
            return True
        for name in list(photo.unapplied):
            self._pages[name].drop()
        self._operations.message.emit(tr("The preview has ended; the photo is as it was."))
        return True

    def settle(self) -> None:
        """Apply soon what a page previewed that is no longer shown."""
        if (self.waiting or self._waiting) and not self._soon.isActive():
            self._soon.start(0)

    def _settle(self) -> None:
        photo = self._session.shown
        if photo is None or not self._free:
            return  # the end of the operation comes here again
        if QApplication.activeModalWidget() is not None:
            self._soon.start(AGAIN_MS)
        elif self._waiting is not None:
            self._go_on()
        else:
            self._leave(photo)

    def _leave(self, photo: OpenPhoto) -> None:
        pages = ((name, self._pages[name]) for name in photo.unapplied)
        left = next(((name, page) for name, page in pages if name != self._current() or not page.previewing), None)
        if left is None:
            return
        name, page = left

        def kept(done: bool) -> None:
            if not done and (name != self._current() or not page.previewing):
                page.drop()  # what cannot be applied is not tried again and again

        if page.kept_when_left:
            self._keep(photo, name, kept)
        else:
            page.drop()

    @property
    def _free(self) -> bool:
        return self._operations.can_edit and not self._operations.series and not self._applying

    def _go_on(self) -> None:
        """With what waits."""
        waiting = self._waiting
        if waiting is None or not self._free:
            return
        name = next(iter(waiting.photo.unapplied), None)
        if name is None:
            self._waiting = None
            waiting.then()
        else:
            self._keep(waiting.photo, name, lambda done: self._go_on() if done else self._give_up())

    def _give_up(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.otherwise()

    def _abandoned(self) -> None:
        self._applying = False
        self._give_up()

    def _keep(self, photo: OpenPhoto, name: str, then: Then) -> None:
        def kept(done: bool) -> None:
            self._applying = False
            if done:
                photo.set_unapplied(name, None)
            then(done)

        self._applying = True
        self._pages[name].keep(kept)
