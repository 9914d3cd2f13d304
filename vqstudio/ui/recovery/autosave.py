"""Keeps the edit that is under way on disk, so that the next start can go on after a crash."""

from __future__ import annotations

import logging
import os
import weakref
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer

from vqstudio.core import private
from vqstudio.core.recovery import RecoveryFolder

from ..jobs.background import Background
from ..model.open_photo import OpenPhoto
from ..model.session import EditSession
from .kept_photo import PhotoKeeper
from .left_behind import lock_of, take

log = logging.getLogger(__name__)


class Autosave(QObject):
    """Every few ``seconds``, of every open photo that has changed since: pixels, if not saved, mask and history.

    Each photo has a folder of its own below ``root``, whose lock the running program holds; one that nobody holds was
    left behind by a crash.
    """

    def __init__(self, session: EditSession, root: Path, seconds: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._root = session, root
        # Not the one of opening and saving: a user who saves must not wait for this.
        self._background = Background(self)
        self._places: list[_Place] = []
        """Where photos are kept."""
        self._timer = QTimer(self, interval=1000 * seconds)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    def set_seconds(self, seconds: int) -> None:
        """How often to keep it."""
        self._timer.setInterval(1000 * seconds)

    @property
    def busy(self) -> bool:
        return self._background.busy

    def keep(self) -> None:
        """Write what has changed, on another thread."""
        if not self.busy:
            self._keep_all()

    def go_on_in(self, folder: RecoveryFolder, lock: QLockFile, photo: OpenPhoto) -> None:
        """Keep ``photo`` in the folder that it was recovered from, whose lock is ours."""
        self._places.append(_Place(weakref.ref(photo), folder, lock))

    def close(self) -> None:
        """The program ends as it should: nothing is left behind."""
        self._timer.stop()
        self._background.close()
        for place in self._places:
            place.forget()
        self._places.clear()

    def leave(self) -> None:
        """The program has to end at once: all is kept as it is now, for the next start."""
        self._timer.stop()
        self._background.close()
        self._keep_all()
        self._background.close()
        for place in self._places:
            place.release()
        self._places.clear()

    def _keep_all(self) -> None:
        wanted = [photo for photo in self._session.photos if photo.modified or not photo.masks.mask_empty]
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
        if not place.hold():
            self._timer.stop()
            return
        edit = place.keeper.describe(photo)

        def done(_: object, error: Exception | None) -> None:
            if error is None:
                place.kept = now
            else:
                log.warning("%s", error)

        self._background.run(lambda: place.folder.save(edit), done)


@dataclass(eq=False)
class _Place:
    """Where one photo is kept; ``kept``: the state of it that is. The next one lets go of a closed one's."""

    photo: weakref.ref[OpenPhoto]
    folder: RecoveryFolder
    lock: QLockFile | None = None
    kept: tuple[object, ...] | None = None
    keeper: PhotoKeeper = field(default_factory=PhotoKeeper)

    def hold(self) -> bool:
        """The folder is there and is ours; false where nothing can be written."""
        if self.lock is None:
            try:
                private.make_folder(self.folder.path)
            except OSError as error:
                log.warning("edits cannot be kept for a recovery: %s", error)
                return False
            self.lock = lock_of(self.folder)
            take(self.lock)
        return True

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
