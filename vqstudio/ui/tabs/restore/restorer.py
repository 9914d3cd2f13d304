"""One button for an old photo: every step it needs, each a step of the history of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from vqstudio.engine.restoration import Make, Restoration, later_requests

from ...kit.translation import tr
from ...model.open_photo import OpenPhoto
from ...model.operations import Operations
from ...model.session import EditSession
from .damage import DamageFinding

Step = Callable[[], None]


class Restorer(QObject):
    """It stops where a step fails or is cancelled, where another photo is shown, and when the window closes; what is
    done by then stays.
    """

    changed = Signal()
    """:attr:`running` changed."""

    message = Signal(str)

    def __init__(self, session: EditSession, operations: Operations, damage: DamageFinding, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._operations, self._damage = session, operations, damage
        self._waiting: list[Step] = []
        self._photo: OpenPhoto | None = None
        self._steps_before = 0
        operations.abandoned.connect(self._end)

    @property
    def running(self) -> bool:
        return self._photo is not None

    def begin(self, wish: Restoration) -> None:
        """Restore the photo that is shown. The mask that is painted counts as damage, too."""
        photo = self._session.shown
        if photo is None or self.running or not self._operations.can_edit:
            return
        self._photo, self._steps_before = photo, photo.stack.index()
        self._operations.series = True
        self._waiting = [partial(self._ask, make) for _, make in later_requests(wish)]
        self.changed.emit()
        if wish.damage:
            self._waiting.insert(0, self._repair)
            self._damage.find(self._next)
        else:
            self._next(True)

    def _next(self, done: bool) -> None:
        photo = self._photo
        if photo is None:
            return
        if not done or photo is not self._session.shown:
            self._end()
        elif self._waiting:
            self._waiting.pop(0)()
        else:
            taken = [tr(step.text()) for step in photo.stack.steps[self._steps_before : photo.stack.index()]]
            self._end()
            if taken:
                text = tr("The photo is restored ({steps}). Undo takes back one step.", steps=", ".join(taken))
            else:
                text = tr("This photo needs nothing.")
            self.message.emit(text)

    def _repair(self) -> None:
        if self._session.mask_empty:
            self._next(True)
        else:
            self._operations.repair(self._next)

    def _ask(self, make: Make) -> None:
        assert self._photo is not None
        request = make(self._photo.document)
        if request is None:
            self._next(True)
        else:
            self._operations.carry_out(request, self._next)

    def _end(self) -> None:
        self._waiting = []
        if self._photo is not None:
            self._photo, self._operations.series = None, False
            self.changed.emit()
