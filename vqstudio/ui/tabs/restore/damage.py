"""Finds what is damaged and selects it in the mask, by a sensitivity that can be changed afterwards."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QTimer

from vqstudio.core.damage import USUAL_SENSITIVITY, proposed
from vqstudio.core.document import Document
from vqstudio.core.wording import mark
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import Preview, Progress
from vqstudio.engine.restoration import damage_of

from ...control.controller import Controller
from ...control.services import Services
from ...jobs.notices import notice_of
from ...kit.translation import tr
from ...model.open_photo import OpenPhoto
from ...model.operations import Operations

STEP = mark("Find damage")
DOING = mark("looking for damage")
LEAST_SHARE = 0.001
"""What is less would be told as nothing."""
REST_MS = 40
"""How long the slider must stand still: for a large photo, each mask takes a quarter of a second."""

Then = Callable[[bool], None]


class _Proposal(NamedTuple):
    photo: weakref.ref[OpenPhoto]
    before: np.ndarray
    """The mask under it."""
    serial: int
    """Of the step that was the last once it was made."""
    is_step: bool
    """Whether that is its own: where nothing is found, the mask does not change."""


class DamageFinding(Controller):
    """What was found lies in the mask as one step of the history, and another sensitivity replaces this step while it
    is the last. What the user had painted before stays selected.
    """

    def __init__(self, services: Services, operations: Operations) -> None:
        super().__init__(services)
        self._operations = operations
        self.sensitivity = USUAL_SENSITIVITY
        self._likelihood: np.ndarray | None = None
        self._of: weakref.ref[Document] | None = None
        """The photo that this is of."""
        self._last: _Proposal | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._again)

    def find(self, then: Then = lambda done: None) -> None:
        """Select what looks damaged, then call ``then`` with whether it was looked for."""
        document = self._session.document
        if document is None or not self._operations.can_edit:
            then(False)
            return
        if self._likelihood is not None and self._known is document:
            self._propose(self._likelihood, then)
            return

        def answered(likelihood: object) -> None:
            if isinstance(likelihood, np.ndarray) and document is self._session.document:
                self._likelihood, self._of = likelihood, weakref.ref(document)
                self._propose(likelihood, then)
            else:
                then(False)

        def question(progress: Progress, cancel: CancelToken, _preview: Preview) -> object:
            return damage_of(document, self._bridge.engine, progress, cancel)

        self._operations.ask(question, DOING, answered, lambda: then(False))

    def set_sensitivity(self, sensitivity: float) -> None:
        """In 0..1. Changes the proposal if that is still the last step."""
        self.sensitivity = sensitivity
        self._rest.start()

    def _again(self) -> None:
        if self._proposal is not None and self._likelihood is not None:
            self._propose(self._likelihood)

    @property
    def _known(self) -> Document | None:
        return self._of() if self._of is not None else None

    @property
    def _proposal(self) -> _Proposal | None:
        """The last proposal, if it is still the last step of the photo that is shown."""
        photo, last = self._session.shown, self._last
        if photo is None or last is None or last.photo() is not photo or self._known is not photo.document:
            return None
        return last if last.serial == photo.last_serial else None

    def _propose(self, likelihood: np.ndarray, then: Then | None = None) -> None:
        """Make the mask elsewhere and put it in place. With ``then`` it was asked for, and is told."""
        document, sensitivity = self._session.document, self.sensitivity

        def done(found: np.ndarray | None, error: Exception | None) -> None:
            if error is not None:
                self.notice.emit(notice_of(error, DOING))
            fits = found is not None and document is self._session.document
            if found is not None and fits and (then is not None or self._proposal is not None):
                self._put(found)
            if then is not None:
                then(fits)

        self._background.run(lambda: proposed(likelihood, sensitivity), done)

    def _put(self, found: np.ndarray) -> None:
        photo = self._session.shown
        assert photo is not None
        photo.masks.split_stroke()
        last = self._proposal
        before = photo.masks.mask.alpha.copy() if last is None else last.before
        if last is not None and last.is_step:
            photo.stack.undo()
        mask, serial = np.maximum(before, found), photo.last_serial
        photo.masks.set(mask, STEP, photo.masks.mask)
        self._last = _Proposal(weakref.ref(photo), before, photo.last_serial, photo.last_serial != serial)
        share = float((mask > before).mean())
        if share == 0:
            text = tr("No damage was found. A higher sensitivity finds more.")
        elif share < LEAST_SHARE:
            text = tr("Less than 0.1 % of the photo looks damaged. Correct the mask, then repair.")
        else:
            text = tr("{share:.1%} of the photo looks damaged. Correct the mask, then repair.", share=share)
        self.message.emit(text)
