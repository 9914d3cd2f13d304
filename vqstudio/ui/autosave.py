"""Keeps the edit that is under way on disk, so that the next start can go on after a crash."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer

from vqstudio.core import private
from vqstudio.core.recovery import RecoveryFolder, Unfinished

from .background import Background
from .open_photo import OpenPhoto
from .session import EditSession

log = logging.getLogger(__name__)

LOCK = ".lock"


class Autosave(QObject):
    """Every few ``seconds``, of every open photo that has changed since: its pixels, if not saved, and its mask.

    Each photo has a folder of its own below ``root``, whose lock the running program holds; one that nobody holds was
    left behind by a crash.
    """

    def __init__(self, session: EditSession, root: Path, seconds: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._root = session, root
        # Not the one of opening and saving: a user who saves must not wait for this.
        self._background = Background(self)
        self._places: dict[int, _Place] = {}
        """Where photos are kept, by :attr:`OpenPhoto.opened_version`."""
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
        if self.busy:
            return
        photos = {photo.opened_version: photo for photo in self._session.photos}
        wanted = [n for n, photo in photos.items() if photo.modified or not photo.mask_empty]
        for number in [number for number in self._places if number not in wanted]:
            self._places.pop(number).forget()
        for number in wanted:
            self._keep(number, photos[number])

    def _keep(self, number: int, photo: OpenPhoto) -> None:
        now = (photo.version, photo.mask_version)
        place = self._places.setdefault(number, _Place(RecoveryFolder(self._root / _new_name())))
        if now == place.kept:
            return
        if not place.hold():
            self._timer.stop()
            return
        edit = Unfinished(photo.document, self._session.masks_of(photo)[0].copy())

        def done(_: object, error: Exception | None) -> None:
            if error is None:
                place.kept = now
            else:
                log.warning("%s", error)

        self._background.run(lambda: place.folder.save(edit), done)

    def go_on_in(self, folder: RecoveryFolder, lock: QLockFile, photo: OpenPhoto) -> None:
        """Keep ``photo`` in the folder that it was recovered from, whose lock is ours."""
        self._places[photo.opened_version] = _Place(folder, lock)

    def close(self) -> None:
        """The program ends as it should: nothing is left behind."""
        self._timer.stop()
        self._background.close()
        for place in self._places.values():
            place.forget()
        self._places.clear()


@dataclass
class _Place:
    """Where one photo is kept; ``kept``: the version of it that is."""

    folder: RecoveryFolder
    lock: QLockFile | None = None
    kept: tuple[int, int] | None = None

    def hold(self) -> bool:
        """The folder is there and is ours; false where nothing can be written."""
        if self.lock is None:
            try:
                private.make_folder(self.folder.path)
            except OSError as error:
                log.warning("edits cannot be kept for a recovery: %s", error)
                return False
            self.lock = lock_of(self.folder)
            self.lock.tryLock(0)
        return True

    def forget(self) -> None:
        if self.lock is not None:
            self.lock.unlock()
            self.lock = None
            self.folder.clear()
        self.kept = None


def _new_name() -> str:
    return f"{os.getpid()}-{os.urandom(4).hex()}"


def lock_of(folder: RecoveryFolder) -> QLockFile:
    lock = QLockFile(str(folder.path / LOCK))
    lock.setStaleLockTime(0)  # a lock is stale when its program has ended, however old it is
    return lock


def left_behind(root: Path) -> list[tuple[RecoveryFolder, QLockFile]]:
    """The edits that programs which ended without closing have left, the latest first; their locks are now ours."""
    found = []
    for path in root.iterdir() if root.is_dir() else []:
        folder = RecoveryFolder(path)
        lock = lock_of(folder)
        if path.is_dir() and lock.tryLock(0):
            about = folder.about()
            if about is None:
                lock.unlock()
                folder.clear()
            else:
                found.append((about[1], folder, lock))
    found.sort(key=lambda entry: -entry[0])
    return [(folder, lock) for _, folder, lock in found]


def offer(
    root: Path, ask: Callable[[str, float], bool | None], recover: Callable[[RecoveryFolder, QLockFile], object]
) -> None:
    """Ask about the edits left behind, by name and time, one after another: true recovers it, false deletes it, None
    leaves it for another time.
    """
    for folder, lock in left_behind(root):
        about = folder.about()
        answer = None if about is None else ask(*about)
        if answer:
            recover(folder, lock)
            continue
        lock.unlock()
        if answer is False:
            folder.clear()
