"""Keeps unsaved edits on disk, so that the next start can continue after a crash."""

from __future__ import annotations

import logging
import os
import weakref
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from vqstudio.core.errors import FileError
from vqstudio.core.recovery import RecoveryFolder
from vqstudio.core.wording import mark

from ..jobs.background import Background
from ..jobs.notices import notice_of
from ..model.open_photo import OpenPhoto
from ..model.session import EditSession
from .kept_photo import PhotoKeeper
from .left_behind import lock_of, take

log = logging.getLogger(__name__)


class Autosave(QObject):
    """Every few ``seconds`` it saves every open photo that has unsaved edits or a mask and has changed since the last
    time, with its history.

    Each photo has its own folder below ``root``, whose lock the running program holds; a folder whose lock is free was
    left behind by a crash.
    """

    notice = Signal(object)
    """Edits cannot be kept. It is sent once, and again after they could be kept."""

    def __init__(self, session: EditSession, root: Path, seconds: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._root = session, root
        # Not the queue for opening and saving: saving must not wait for this.
        self._background = Background(self)
        self._places: list[_Place] = []
        """One for each photo that is kept."""
        self._told = False
        self._timer = QTimer(self, interval=1000 * seconds)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    def set_seconds(self, seconds: int) -> None:
        """Set the time between two autosaves."""
        self._timer.setInterval(1000 * seconds)

    @property
    def busy(self) -> bool:
        return self._background.busy

    def keep(self) -> None:
        """Write what has changed, on a background thread."""
        if not self.busy:
            self._keep_all()

    def go_on_in(self, folder: RecoveryFolder, lock: QLockFile, photo: OpenPhoto) -> None:
        """Keep ``photo`` in the folder that it was recovered from; ``lock`` is the folder's and held by us."""
        self._places.append(_Place(weakref.ref(photo), folder, lock))

    def close(self) -> None:
        """The program ends normally: leave nothing behind."""
        self._timer.stop()
        self._background.close()
        for place in self._places:
            place.forget()
        self._places.clear()

    def leave(self) -> None:
        """The program must end at once: save everything as it is now for the next start."""
        self._timer.stop()
        self._background.close()
        self._keep_all()
        self._background.close()
        for place in self._places:
            place.release()
        self._places.clear()

    def _keep_all(self) -> None:
        wanted = [photo for photo in self._session.photos if photo.edits_unsaved or not photo.masks.mask_empty]
        for place in [place for place in self._places if place.photo() not in wanted]:
            self._places.remove(place)
            place.forget()
        for photo in wanted:
            self._keep(photo)

    def _place_of(self, photo: OpenPhoto) -> _Place:
        for place in self._places:
            if place.photo() is photo:
                return place
        self._places.append(_Place(weakref.ref(photo), RecoveryFolder(self._root / _new_name())))
        return self._places[-1]

    def _keep(self, photo: OpenPhoto) -> None:
        now, place = PhotoKeeper.state(photo), self._place_of(photo)
        if now == place.kept:
            return
        try:
            place.hold()
        except FileError as error:  # tried again at the next autosave
            self._tell(error)
            return
        edit = place.keeper.describe(photo)

        def done(_: object, error: Exception | None) -> None:
            if error is None:
                place.kept, self._told = now, False
            else:
                self._tell(error)

        self._background.run(lambda: place.folder.save(edit), done)

    def _tell(self, error: Exception) -> None:
        log.warning("%s", error)
        if not self._told:
            self._told = True
            self.notice.emit(notice_of(error, mark("keeping your edits")))


@dataclass(eq=False)
class _Place:
    """Where one photo is kept. ``kept``: the state that was saved last. The place of a closed photo is removed at the
    next autosave.
    """

    photo: weakref.ref[OpenPhoto]
    folder: RecoveryFolder
    lock: QLockFile | None = None
    kept: tuple[object, ...] | None = None
    keeper: PhotoKeeper = field(default_factory=PhotoKeeper)

    def hold(self) -> None:
        """Make sure that the folder exists and its lock is ours. Raises FileError."""
        if self.lock is None:
            self.folder.make()
            self.lock = lock_of(self.folder)
            take(self.lock)

    def release(self) -> None:
        if self.lock is not None:
            self.lock.unlock()
            self.lock = None

    def forget(self) -> None:
        if self.lock is not None:
            self.release()
            self.folder.clear()
        self.kept = None


def _new_name() -> str:
    return f"{os.getpid()}-{os.urandom(4).hex()}"
