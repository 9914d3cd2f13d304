"""Turns, crops and resizes the photo on a background thread, as one step of the history."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from vqstudio.core.transform import Transform
from vqstudio.core.wording import mark

from ...control.controller import Controller
from ...control.services import Services
from ...jobs.notices import notice_of
from ...kit.translation import tr
from ...model.open_photo import OpenPhoto
from ...model.scene import Scene


class ShapeController(Controller):
    busy_changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._busy = False

    @property
    def can_change(self) -> bool:
        return self._session.document is not None and not self._busy

    def change(self, change: Transform, text: str, then: Callable[[], object] = lambda: None) -> None:
        """Change the photo, then call ``then``. Until it is done, no edit can begin. If the user undoes or paints
        meanwhile, the change is dropped.
        """
        photo = self._session.shown
        if photo is None or not self.can_change:
            return
        scene = photo.scene()
        state = _state(photo)
        self._set_busy(photo, True)

        def done(changed: Scene | None, error: Exception | None) -> None:
            self._set_busy(photo, False)
            if error is not None:
                self.notice.emit(notice_of(error, mark("changing the photo's shape")))
            elif photo is not self._session.shown or state != _state(photo):
                self.message.emit(tr("The photo changed meanwhile and keeps its shape."))
            elif changed is not None:
                photo.push_scene(scene, changed, text)
                then()

        self._background.run(lambda: scene.changed(change), done)

    def _set_busy(self, photo: OpenPhoto, busy: bool) -> None:
        self._busy = busy
        photo.set_changing(busy)
        self.busy_changed.emit()


def _state(photo: OpenPhoto) -> tuple[int, int]:
    return photo.stack.index(), photo.version
