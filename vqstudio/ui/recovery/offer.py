"""Offers to continue with what a crash left behind, in one question for all of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from vqstudio.core.recovery import DamagedEditError
from vqstudio.core.wording import mark

from ..control.controller import Controller
from ..control.services import Services
from ..dialogs.recover import Answer, Recover
from ..jobs.notices import Level, Notice, notice_of
from ..kit.translation import said, tr, tr_count
from .autosave import Autosave
from .kept_photo import RecoveredPhoto
from .left_behind import LeftBehind, left_behind


class Recovery(Controller):
    def __init__(self, services: Services, autosave: Autosave, root: Path) -> None:
        super().__init__(services)
        self._autosave, self._root = autosave, root

    def offer(self, ask: Callable[[list], Answer]) -> None:
        """Ask what to do with the edits that were left behind; ``ask`` receives an About of each."""
        found = left_behind(self._root)
        for sentence in found.problems:
            self.notice.emit(Notice(Level.ERROR, tr(sentence)))
        if found.set_aside:
            text = tr_count(
                "An unsaved edit was kept, but it cannot be read any more; its files are in {folder}.",
                "{count} unsaved edits were kept, but they cannot be read any more; their files are in {folder}.",
                len(found.set_aside), folder=found.set_aside[0].parent,
            )  # fmt: skip
            self.notice.emit(Notice(Level.ERROR, text))
        if not found.edits:
            return
        answer = ask([edit.about for edit in found.edits])
        for number, edit in enumerate(found.edits):
            if number not in answer.chosen or answer.what is Recover.LATER:
                edit.leave()
            elif answer.what is Recover.DELETE:
                edit.delete()
            else:
                self._recover(edit)

    def _recover(self, edit: LeftBehind) -> None:
        def work() -> RecoveredPhoto | None:
            kept = edit.folder.load()
            return None if kept is None else RecoveredPhoto.of(kept)

        self.message.emit(tr("Recovering {name}…", name=said(edit.about.name)))
        self._background.run(work, partial(self._recovered, edit))

    def _recovered(self, edit: LeftBehind, recovered: RecoveredPhoto | None, error: Exception | None) -> None:
        self.message.emit("")
        if isinstance(error, DamagedEditError):
            edit.leave()
            text = tr(
                "The unsaved edit of {name} cannot be recovered; its files are in {folder}. {reason}",
                name=said(edit.about.name), folder=edit.folder.set_aside(), reason=tr(error.sentence),
            )  # fmt: skip
            self.notice.emit(Notice(Level.ERROR, text))
        elif error is not None or recovered is None:
            edit.leave()
            if error is not None:
                self.notice.emit(notice_of(error, mark("recovering an edit")))
        else:
            photo = recovered.open(self._session)
            if recovered.edit.losses:
                self._tell_losses(edit, recovered)
            self._autosave.go_on_in(edit.folder, edit.lock, photo)

    def _tell_losses(self, edit: LeftBehind, recovered: RecoveredPhoto) -> None:
        copy = edit.folder.copy_aside()  # else the next autosave would delete what could not be read
        for sentence in recovered.edit.losses:
            text = tr(sentence)
            if copy is not None:
                text = tr("{sentence} What was kept is in {folder}.", sentence=text, folder=copy)
            self.notice.emit(Notice(Level.WARNING, text))
