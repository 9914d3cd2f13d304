"""What a panel previews and has not applied is part of what the user sees: it is applied before the photo is saved, and
when another panel is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from ..kit.translation import tr
from ..model.open_photo import OpenPhoto
from ..model.operations import Operations
from ..model.pending import Then
from ..model.session import EditSession
from ..tabs.tab import Page


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
        # At the next turn of the event loop, when all who heard of the change have acted on it.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._settle)
        session.opened.connect(self.settle)
        operations.busy_changed.connect(lambda busy: None if busy else self.settle())

    @property
    def waiting(self) -> bool:
        """Whether anything of the photo that is shown is only previewed."""
        return bool(self._session.shown and self._session.shown.unapplied)

    def first(self, then: Callable[[], object], otherwise: Callable[[], object] = lambda: None) -> None:
        """Apply what is only previewed, then call ``then``; ``otherwise``, after the user was told, if that fails.
        While another operation runs nothing can be applied: ``then`` is called at once, and the preview stays.
        """
        photo = self._session.shown
        name = next(iter(photo.unapplied), None) if photo else None
        if photo is None or name is None or not self._operations.can_edit:
            then()
            return

        def kept(done: bool) -> None:
            if done:
                self.first(then, otherwise)
            else:
                otherwise()

        self._keep(photo, name, kept)

    def drop(self) -> bool:
        """End the preview and set its controls back. Returns whether there was one."""
        photo = self._session.shown
        names = list(photo.unapplied) if photo else []
        for name in names:
            self._pages[name].drop()
        if names:
            self._operations.message.emit(tr("The preview has ended; the photo is as it was."))
        return bool(names)

    def settle(self) -> None:
        """Apply soon what a page previewed that is no longer shown."""
        self._soon.start()

    def _settle(self) -> None:
        photo = self._session.shown
        if photo is None or not self._operations.can_edit:
            return  # the end of the operation comes here again
        pages = ((name, self._pages[name]) for name in photo.unapplied)
        left = next(((name, page) for name, page in pages if name != self._current() or not page.previewing), None)
        if left is not None:
            name, page = left
            if page.kept_when_left:
                # What cannot be applied is not tried again and again.
                self._keep(photo, name, lambda done: None if done else page.drop())
            else:
                page.drop()

    def _keep(self, photo: OpenPhoto, name: str, then: Then) -> None:
        def kept(done: bool) -> None:
            if done:
                photo.set_unapplied(name, None)
            then(done)

        self._pages[name].keep(kept)
