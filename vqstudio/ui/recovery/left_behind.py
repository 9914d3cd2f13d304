"""Finds the edits that crashed programs left behind."""

from __future__ import annotations

import logging
import stat
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QLockFile

from vqstudio.core import private
from vqstudio.core.errors import StudioError
from vqstudio.core.recovery import DAMAGED, About, DamagedEditError, RecoveryFolder
from vqstudio.core.wording import Sentence

log = logging.getLogger(__name__)

LOCK = ".lock"


@dataclass(frozen=True)
class LeftBehind:
    """An edit that can be recovered; we hold its lock."""

    folder: RecoveryFolder
    lock: QLockFile
    about: About

    def leave(self) -> None:
        """Release it, to be offered again at another start."""
        self.lock.unlock()

    def delete(self) -> None:
        self.lock.unlock()
        self.folder.clear()


@dataclass
class Found:
    """``edits``: the latest first. ``set_aside``: the folder of those that cannot be read. ``problems``: sentences for
    the user.
    """

    edits: list[LeftBehind] = field(default_factory=list)
    set_aside: list[Path] = field(default_factory=list)
    problems: list[Sentence] = field(default_factory=list)


def lock_of(folder: RecoveryFolder) -> QLockFile:
    lock = QLockFile(str(folder.path / LOCK))
    lock.setStaleLockTime(0)  # a lock is stale when its program has ended, however old it is
    return lock


def take(lock: QLockFile) -> bool:
    """Try to take the lock; returns whether it is ours now."""
    if not lock.tryLock(0):
        return False
    private.close_file(Path(lock.fileName()))
    return True


def left_behind(root: Path) -> Found:
    """Find everything that can be recovered below ``root``. Nothing in there may keep the program from starting."""
    found = Found()
    try:
        if root.is_dir():
            private.make_folder(root)
        folders = sorted(root.iterdir()) if root.is_dir() else []
    except OSError as error:
        log.warning("kept edits cannot be looked for: %s", error)
        folders = []
    for path in folders:
        try:
            _look_at(path, found)
        except Exception as error:  # else every start would fail in the same way
            log.warning(
                "what is kept in %s cannot be looked at: %s", path, error, exc_info=not isinstance(error, OSError)
            )
            found.problems.append(
                Sentence("What is kept in {folder} cannot be read ({reason}).", folder=path, reason=error)
            )
    found.edits.sort(key=lambda edit: -edit.about.time)
    return found


def _look_at(path: Path, found: Found) -> None:
    if path.name == DAMAGED or path.is_symlink() or not path.is_dir():
        return
    private.make_folder(path)
    folder = RecoveryFolder(path)
    lock = lock_of(folder)
    if not _can_lock(path / LOCK):
        found.set_aside.append(folder.set_aside())
        return
    if not take(lock):
        return
    try:
        about = folder.about()
    except DamagedEditError:
        lock.unlock()
        found.set_aside.append(folder.set_aside())
        return
    except StudioError as error:
        lock.unlock()
        found.problems.append(error.sentence)
        return
    if about is None:
        lock.unlock()
        folder.clear()  # the program ended before anything was kept
    else:
        found.edits.append(LeftBehind(folder, lock, about))


def _can_lock(path: Path) -> bool:
    """False for a pipe, for example, on which Qt would block."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return True
