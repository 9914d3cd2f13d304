"""Keeps the edit that is under way on disk, so that the next start can go on after a crash."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer

from vqstudio.core.recovery import RecoveryFolder, Unfinished

from .background import Background
from .session import EditSession

log = logging.getLogger(__name__)

LOCK = ".lock"


class Autosave(QObject):
    """Every few ``seconds``, if anything has changed since: the photo, if it is not saved, and the mask.

    Each running program has a folder of its own below ``root`` and holds its lock; one that nobody holds was left
    behind by a crash.
    """

    def __init__(self, session: EditSession, root: Path, seconds: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._root = session, root
        # Not the one of opening and saving: a user who saves must not wait for this.
        self._background = Background(self)
        self._folder = RecoveryFolder(root / f"{os.getpid()}-{os.urandom(4).hex()}")
        self._lock: QLockFile | None = None
        self._kept: object = None
        """What the session was when it was last kept; None if nothing is."""
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
        session = self._session
        if self.busy:
            return
        if session.document is None or not (session.modified or not session.mask_empty):
            self._forget()
            return
        now = (session.photo, session.version, session.mask_version)
        if now == self._kept or not self._locked():
            return
        edit = Unfinished(session.document, session.mask.alpha.copy())

        def done(_: object, error: Exception | None) -> None:
            if error is None:
                self._kept = now
            else:
                log.warning("%s", error)

        self._background.run(lambda: self._folder.save(edit), done)

    def recover(self, folder: RecoveryFolder, lock: QLockFile) -> Unfinished | None:
        """Go on with an edit that was left behind, and keep it from now on. Raises FileError if it is damaged."""
        edit = folder.load()
        self._forget()
        self._folder, self._lock = folder, lock
        return edit

    def close(self) -> None:
        """The program ends as it should: nothing is left behind."""
        self._timer.stop()
        self._background.close()
        self._forget()

    def _locked(self) -> bool:
        """Our folder is there and is ours; false where nothing can be written."""
        if self._lock is None:
            try:
                self._folder.path.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                log.warning("edits cannot be kept for a recovery: %s", error)
                self._timer.stop()
                return False
            self._lock = lock_of(self._folder)
            self._lock.tryLock(0)
        return True

    def _forget(self) -> None:
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
            self._folder.clear()
        self._kept = None


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
    """Ask about the edits left behind, by name and time, until one is taken: true recovers it, false deletes it, None
    leaves it for another time.
    """
    taken = False
    for folder, lock in left_behind(root):
        about = folder.about()
        answer = None if taken or about is None else ask(*about)
        if answer:
            recover(folder, lock)
            taken = True
            continue
        lock.unlock()
        if answer is False:
            folder.clear()
