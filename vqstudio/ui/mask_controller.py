"""What menus do with the whole mask: move its edge, load it, save it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from vqstudio.core.document import Document
from vqstudio.core.files import open_mask, save_document
from vqstudio.core.mask import Mask
from vqstudio.core.paths import shown_name
from vqstudio.core.select import grown

from .background import Background
from .dialogs.prompts import Prompts
from .notices import notice_of
from .session import EditSession

STEP = 1 / 300
"""How far the edge moves, as a share of the photo's shorter side; at least a pixel."""


class MaskController(QObject):
    notice = Signal(object)
    message = Signal(str)

    def __init__(self, session: EditSession, prompts: Prompts, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._prompts, self._background = session, prompts, background

    def grow(self, direction: int) -> None:
        """Move the edge of the layer that is painted on a step outward (1) or inward (-1)."""
        layer = self._session.layer
        step = max(1, round(STEP * min(layer.alpha.shape, default=0)))
        text = "Grow mask" if direction > 0 else "Shrink mask"
        self._session.set_mask(grown(layer.alpha, direction * step), text, layer)

    def ask_load(self) -> None:
        path = self._prompts.ask_open_mask(self._folder)
        if path:
            self.load(path)

    def load(self, path: Path) -> None:
        """Add the mask in a picture of the photo's size to what is painted."""
        document, layer = self._session.document, self._session.layer
        if document is None:
            return

        def done(mask: Mask | None, error: Exception | None) -> None:
            if error is not None:
                self.notice.emit(notice_of(error, f"loading {shown_name(path)}"))
            elif mask is not None and mask.shape == layer.alpha.shape:
                self._session.set_mask(np.maximum(layer.alpha, mask.alpha), "Load mask", layer)

        self._background.run(lambda: open_mask(path, (document.width, document.height)), done)

    def ask_save(self) -> None:
        name = self._session.document.path.stem if self._session.document and self._session.document.path else "photo"
        path = self._prompts.ask_save(self._folder / f"{name}-mask.png")
        if path:
            self.save(path)

    def save(self, path: Path) -> None:
        alpha = self._session.layer.alpha.copy()

        def done(_: object, error: Exception | None) -> None:
            if error is not None:
                self.notice.emit(notice_of(error, f"saving {shown_name(path)}"))
            else:
                self.message.emit(f"The mask is saved as {shown_name(path)}.")

        self._background.run(lambda: save_document(Document(np.dstack([alpha] * 3)), path), done)

    @property
    def _folder(self) -> Path:
        document = self._session.document
        return document.path.parent if document and document.path else Path.home()
