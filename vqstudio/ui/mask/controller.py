"""Commands for the whole mask: select all, move or soften the edge, load, save."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from vqstudio.core.document import Document
from vqstudio.core.files import open_mask, save_document
from vqstudio.core.mask import Mask
from vqstudio.core.paths import shown_name
from vqstudio.core.select import grown, softened
from vqstudio.core.wording import Sentence, mark

from ..control.controller import Controller
from ..jobs.notices import notice_of
from ..kit.translation import tr

STEP = 1 / 300
"""How far the edge moves, as a share of the photo's shorter side; at least one pixel."""


class MaskController(Controller):
    def select_all(self) -> None:
        """Select all of the layer that is being painted on."""
        layer = self._session.layer
        self._session.set_mask(np.full_like(layer.alpha, 255), mark("Select all"), layer)

    def grow(self, direction: int) -> None:
        """Move the edge of the layer that is being painted on by a step outward (1) or inward (-1)."""
        layer = self._session.layer
        step = max(1, round(STEP * min(layer.alpha.shape, default=0)))
        text = mark("Grow mask") if direction > 0 else mark("Shrink mask")
        self._session.set_mask(grown(layer.alpha, direction * step), text, layer)

    def ask_feather(self) -> None:
        photo = self._session.shown
        radius = self._prompts.ask_feather(self._store.settings.mask_feather)
        if radius is not None:
            self._store.settings.mask_feather = radius
            self._store.save()
            if self._session.show_again(photo):
                self.feather(radius)

    def feather(self, radius: int) -> None:
        """Soften the edge of the layer that is being painted on over ``radius`` pixels. If the user paints while this
        is computed, the result is dropped.
        """
        layer, photo = self._session.layer, self._session.shown
        alpha = layer.alpha.copy()

        def done(soft: np.ndarray | None, error: Exception | None) -> None:
            if error is not None:
                self.notice.emit(notice_of(error, mark("feathering the mask")))
            elif photo is not self._session.shown or not np.array_equal(layer.alpha, alpha):
                self.message.emit(tr("The mask has changed meanwhile and was not feathered."))
            elif soft is not None:
                self._session.set_mask(soft, mark("Feather mask"), layer)

        self._background.run(lambda: softened(alpha, radius), done)

    def ask_load(self) -> None:
        photo = self._session.shown
        path = self._prompts.ask_open_mask(self._folder)
        if path and self._session.show_again(photo):
            self.load(path)

    def load(self, path: Path) -> None:
        """Add a mask from a picture of the photo's size to the present one."""
        document, layer, photo = self._session.document, self._session.layer, self._session.shown
        if document is None:
            return

        def done(mask: Mask | None, error: Exception | None) -> None:
            if error is not None:
                self.notice.emit(notice_of(error, Sentence("loading {name}", name=shown_name(path))))
            elif photo is not self._session.shown or (mask is not None and mask.shape != layer.alpha.shape):
                self.message.emit(tr("The photo changed meanwhile, and {name} was not loaded.", name=shown_name(path)))
            elif mask is not None:
                self._session.set_mask(np.maximum(layer.alpha, mask.alpha), mark("Load mask"), layer)

        self._background.run(lambda: open_mask(path, (document.width, document.height)), done)

    def ask_save(self) -> None:
        document, photo = self._session.document, self._session.shown
        name = document.path.stem if document and document.path else tr("photo")
        path = self._prompts.ask_save(self._folder / f"{tr('{name}-mask', name=name)}.png")
        if path and self._session.show_again(photo):
            self.save(path)

    def save(self, path: Path) -> None:
        alpha = self._session.layer.alpha.copy()

        def done(_: object, error: Exception | None) -> None:
            if error is not None:
                self.notice.emit(notice_of(error, Sentence("saving {name}", name=shown_name(path))))
            else:
                self.message.emit(tr("The mask is saved as {name}.", name=shown_name(path)))

        self._background.run(lambda: save_document(Document(np.dstack([alpha] * 3)), path), done)

    @property
    def _folder(self) -> Path:
        document = self._session.document
        return document.path.parent if document and document.path else Path.home()
