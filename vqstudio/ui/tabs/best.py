"""Best of several: pictures are created one after the other, and the most natural are shown as versions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from vqstudio.core.document import Document
from vqstudio.engine.best import Created, best_of
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.protocol import Engine
from vqstudio.engine.requests import CreateRequest, Preview, Progress

from ..kit.translation import tr
from ..model.operations import Operations
from ..model.pending import WORDS
from ..model.session import EditSession

CHOICES = (1, 4, 8, 16, 32)
KEPT = 4
"""How many of them are shown."""


class DrawnBox(QComboBox):
    """How many pictures to draw."""

    def __init__(self) -> None:
        super().__init__()
        for count in CHOICES:
            self.addItem(tr("Draw one") if count == 1 else tr("Best of {count}", count=count), count)
        self.setAccessibleName(tr("How many to draw"))
        self.setToolTip(tr("Draw several pictures; the {kept} that look most like photos are shown", kept=KEPT))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def count_drawn(self) -> int:
        return int(self.currentData())


class Creator:
    """Creates pictures of the photo that is shown, which they replace as one step of the history."""

    def __init__(self, session: EditSession, operations: Operations, engine: Engine) -> None:
        self._session, self._operations, self._engine = session, operations, engine

    def create(
        self, drawn: int, share: float = 1.0, tileable: bool = False, freedom: float | None = None, seed: int = 0,
        subject: str = "",
    ) -> None:  # fmt: skip
        """See :class:`CreateRequest`; of more than one that is ``drawn``, the best are shown."""
        document = self._session.document
        if document is None:
            return
        request = CreateRequest(document.pixels, share, seed, tileable, freedom, subject)
        if drawn == 1:
            self._operations.carry_out(request)
            return
        question = partial(_best, self._engine, request, document, drawn)
        self._operations.ask(question, WORDS[CreateRequest].doing, partial(self._show, document))

    def _show(self, document: Document, answer: object) -> None:
        if isinstance(answer, list) and document is self._session.document:
            self._operations.put_versions(answer)


def _best(
    engine: Engine, request: CreateRequest, document: Document, drawn: int,
    progress: Progress, cancel: CancelToken, preview: Preview,
) -> list[Created]:  # fmt: skip
    request = replace(request, icc=document.metadata.icc)
    return best_of(engine, request, drawn, min(drawn, KEPT), progress, cancel, preview)
