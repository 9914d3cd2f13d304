"""No edit is lost when the window closes: one question for all photos that are not saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

from PySide6.QtCore import QSize

from ..dialogs.prompts import Prompts, Unsaved
from ..dialogs.unsaved import UnsavedAll, UnsavedPhoto
from ..model.open_photo import OpenPhoto
from ..model.session import EditSession
from ..model.small_picture import small_picture

_State = tuple[int, int, dict[str, object]]
PICTURE = QSize(168, 126)


class Saver(Protocol):
    """What writes the files of photos: the FileController, which also starts this question."""

    def save(self, then: Callable[[], object] | None = None) -> None: ...

    def save_to(self, path: Path, then: Callable[[], object]) -> None: ...

    def suggestion(self, photo: OpenPhoto | None = None) -> Path: ...


class Quitting:
    """Answers hold until the window closes, or until :meth:`stay` says that it does not."""

    def __init__(self, session: EditSession, files: Saver, prompts: Prompts) -> None:
        self._session, self._files, self._prompts = session, files, prompts
        self.stay()

    def stay(self) -> None:
        """The window does not close after all: the next quit asks again."""
        self._given_up: WeakKeyDictionary[OpenPhoto, _State] = WeakKeyDictionary()
        """Photos whose edits the user discarded, and their state at that time."""
        self._all: UnsavedAll | None = None
        self._targets: WeakKeyDictionary[OpenPhoto, Path | None] = WeakKeyDictionary()
        """Where photos are saved; None: ask."""

    def may_quit(self, again: Callable[[], object]) -> bool:
        """Returns whether the window may close now. If photos are being saved first, ``again`` is called afterwards."""
        while (photos := self._at_risk()) and self._all is None and len(photos) > 1:
            self._targets = self._find_targets(photos)
            self._all = self._prompts.ask_unsaved_all([self._described(photo) for photo in photos])
            if self._all is UnsavedAll.CANCEL:
                self.stay()
                return False
            if self._all is UnsavedAll.DISCARD:
                self._given_up.update((photo, _state(photo)) for photo in photos)
        for photo in photos:
            self._session.show(photo)
            if self._all is UnsavedAll.SAVE:
                self._save(photo, again)
                return False
            answer = self._prompts.ask_unsaved(photo.name)
            if answer is Unsaved.DISCARD:
                self._given_up[photo] = _state(photo)
                continue
            if answer is Unsaved.SAVE and self._session.show_again(photo):
                self._files.save(again)
            else:
                self.stay()
            return False
        return True

    def _at_risk(self) -> list[OpenPhoto]:
        return [
            photo for photo in self._session.photos if photo.modified and _state(photo) != self._given_up.get(photo)
        ]

    def _save(self, photo: OpenPhoto, again: Callable[[], object]) -> None:
        target = photo.save_target or self._targets.get(photo)
        if target is None:
            self._files.save(again)
        else:
            self._files.save_to(target, again)

    def _find_targets(self, photos: list[OpenPhoto]) -> WeakKeyDictionary[OpenPhoto, Path | None]:
        targets: WeakKeyDictionary[OpenPhoto, Path | None] = WeakKeyDictionary()
        for photo in photos:
            target = photo.save_target
            if target is None and photo.document.path is not None:
                target = _free(self._files.suggestion(photo), set(targets.values()))
            targets[photo] = target
        return targets

    def _described(self, photo: OpenPhoto) -> UnsavedPhoto:
        target = self._targets[photo]
        return UnsavedPhoto(photo.name, target.name if target else "", small_picture(photo.pyramid, PICTURE))


def _state(photo: OpenPhoto) -> _State:
    return photo.version, photo.masks.mask.version, dict(photo.unapplied)


def _free(path: Path, taken: set[Path | None]) -> Path:
    """``path``, with a number added if needed: nothing is overwritten without asking."""
    found, number = path, 1
    while found.exists() or found in taken:
        number += 1
        found = path.with_stem(f"{path.stem}-{number}")
    return found
