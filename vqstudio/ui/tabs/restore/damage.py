"""Finds what is damaged and selects it in the mask, by a sensitivity that can be changed afterwards."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal

from vqstudio.core.damage import USUAL_SENSITIVITY, proposed
from vqstudio.core.document import Document
from vqstudio.core.wording import mark
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.jobs import Question
from vqstudio.engine.requests import Engine, Progress
from vqstudio.engine.restoration import damage_of

from ...kit.translation import tr
from ...model.open_photo import OpenPhoto
from ...model.operations import Operations
from ...model.session import EditSession

STEP = mark("Find damage")


class _Proposal(NamedTuple):
    photo: weakref.ref[OpenPhoto]
    before: np.ndarray
    """The mask under it."""
    serial: int
    """Of the step that was the last once it was made."""
    is_step: bool
    """Whether that is its own: where nothing is found, the mask does not change."""


class DamageFinding(QObject):
    """What was found lies in the mask as one step of the history, and another sensitivity replaces this step while it
    is the last. What the user had painted before stays selected.
    """

    message = Signal(str)

    def __init__(self, session: EditSession, operations: Operations, engine: Engine, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._operations, self._engine = session, operations, engine
        self.sensitivity = USUAL_SENSITIVITY
        self._likelihood: np.ndarray | None = None
        self._of: weakref.ref[Document] | None = None
        """The photo that this is of."""
        self._last: _Proposal | None = None

    def find(self, then: Callable[[bool], None] = lambda done: None) -> None:
        """Select what looks damaged, then call ``then`` with whether it was looked for."""
        document = self._session.document
        if document is None or not self._operations.can_edit:
            return
        known = self._of() if self._of is not None else None
        if known is document and self._likelihood is not None:
            self._propose(say=True)
            then(True)
            return

        def answered(likelihood: object) -> None:
            if isinstance(likelihood, np.ndarray) and document is self._session.document:
                self._likelihood, self._of = likelihood, weakref.ref(document)
                self._propose(say=True)
                then(True)
            else:
                then(False)

        self._operations.ask(self._question(document), mark("looking for damage"), answered, lambda: then(False))

    def set_sensitivity(self, sensitivity: float) -> None:
        """In 0..1. Changes the proposal if that is still the last step."""
        self.sensitivity = sensitivity
        if self._proposal is not None:
            self._propose(say=False)

    def _question(self, document: Document) -> Question:
        engine = self._engine

        def question(progress: Progress, cancel: CancelToken) -> object:
            return damage_of(document, engine, progress, cancel)

        return question

    @property
    def _proposal(self) -> OpenPhoto | None:
        """The photo that is shown, if its last step is the proposal for its pixels."""
        photo, last = self._session.shown, self._last
        if photo is None or last is None or self._of is None or self._of() is not photo.document:
            return None
        return photo if last.photo() is photo and last.serial == _last_serial(photo) else None

    def _propose(self, say: bool) -> None:
        photo, likelihood = self._session.shown, self._likelihood
        assert photo is not None
        assert likelihood is not None
        if self._proposal is not None and self._last is not None:
            before = self._last.before
            if self._last.is_step:
                photo.stack.undo()
        else:
            before = photo.masks.mask.alpha.copy()
        mask = np.maximum(before, proposed(likelihood, self.sensitivity))
        serial = _last_serial(photo)
        photo.masks.set(mask, STEP, photo.masks.mask)
        self._last = _Proposal(weakref.ref(photo), before, _last_serial(photo), _last_serial(photo) != serial)
        if say:
            share = float((mask > before).mean())
            text = tr("{share:.1%} of the photo looks damaged. Correct the mask, then repair.", share=share)
            self.message.emit(text if share else tr("No damage was found. A higher sensitivity finds more."))


def _last_serial(photo: OpenPhoto) -> int:
    last = photo.stack.last()
    return last.serial if last is not None else 0
