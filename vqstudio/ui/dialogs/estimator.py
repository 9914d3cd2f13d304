"""Finds out how large an exported photo will be and how it will look, by encoding it on a background thread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from vqstudio.core.document import Document
from vqstudio.core.encoding import Estimate, SaveOptions, as_encoded, centre, estimate_size, prepared, why_too_long
from vqstudio.core.errors import FileError

from ..jobs.background import Background

PAUSE = 120
"""Milliseconds without a further choice before the photo is encoded: a slider passes many values on its way."""


@dataclass(frozen=True)
class Choice:
    """``form``: Pillow's name of a file format."""

    form: str
    options: SaveOptions


@dataclass(frozen=True, eq=False)
class Outcome:
    """The result of a choice: the file's size, the photo's (width, height), and its middle as uint8 (h, w, 3|4), before
    and after compression.
    """

    choice: Choice
    estimate: Estimate
    size: tuple[int, int]
    middle: np.ndarray
    compressed: np.ndarray


class Estimator(QObject):
    """Answers only the latest of several choices; at most one is being encoded."""

    ready = Signal(object)
    """The Outcome of the last choice."""

    failed = Signal(object)
    """The exception that encoding raised."""

    def __init__(self, document: Document, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._background = document, background
        self._reduced: tuple[int | None, Document] = (None, document)
        self._wanted: tuple[Choice, tuple[int, int]] | None = None
        self._working = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._start)

    @property
    def document(self) -> Document:
        return self._document

    def ask(self, choice: Choice, middle: tuple[int, int]) -> None:
        """``middle`` is (width, height) of the part to show, in pixels."""
        self._wanted = choice, middle
        self._pause.start()

    def close(self) -> None:
        """Answer nothing any more, and release the photo."""
        self._wanted = None
        self._pause.stop()
        self.deleteLater()

    def _start(self) -> None:
        if self._working or self._wanted is None:
            return
        wanted = self._wanted
        self._working = True

        def done(outcome: Outcome | None, error: Exception | None) -> None:
            self._working = False
            if self._wanted is None:
                return
            if self._wanted is not wanted:
                if not self._pause.isActive():
                    self._start()
            elif error is not None:
                self.failed.emit(error)
            else:
                self.ready.emit(outcome)

        self._background.run(lambda: self._work(*wanted), done)

    def _work(self, choice: Choice, middle: tuple[int, int]) -> Outcome:
        options = choice.options
        if self._reduced[0] != options.longest_side:
            self._reduced = (
                options.longest_side,
                prepared(self._document, SaveOptions(longest_side=options.longest_side)),
            )
        document = prepared(self._reduced[1], options)
        if reason := why_too_long(document, choice.form):
            raise FileError(reason)
        part = centre(document.pixels, *middle)
        return Outcome(
            choice, estimate_size(document, choice.form, options), (document.width, document.height), part,
            as_encoded(part, choice.form, options),
        )  # fmt: skip
