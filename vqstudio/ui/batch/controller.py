"""The batch queue in the window: its dialog, its messages, and the question when the window closes."""

from __future__ import annotations

from pathlib import Path

from ..control.controller import Controller
from ..control.services import Services
from ..jobs.notices import Level, Notice
from ..kit.translation import tr
from ..tabs.style.gallery import StyleGallery
from .dialog import BatchDialog
from .entries import State
from .queue import BatchQueue


class BatchController(Controller):
    def __init__(self, services: Services, gallery: StyleGallery) -> None:
        super().__init__(services)
        self._gallery = gallery
        self.queue = BatchQueue(services.bridge, self)
        self.queue.finished.connect(self._finished)
        self.dialog: BatchDialog | None = None
        """Created when it is first shown."""

    def show(self) -> None:
        if self.dialog is None:
            folder = self._store.settings.folder or Path.home()
            self.dialog = BatchDialog(self.queue, self._prompts, self._theme, folder, self._window)
            self.dialog.hidden.connect(self._hidden)
            self.styles_changed()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def styles_changed(self) -> None:
        """The styles in the gallery changed."""
        if self.dialog is not None:
            gallery = self._gallery
            chosen = gallery.chosen.name if gallery.chosen is not None else ""
            self.dialog.show_styles([tile.info for tile in gallery.tiles], chosen)

    def may_close(self) -> bool:
        """Whether the window may close; asks if photos are left."""
        left = self.queue.count(State.WAITING, State.WORKING)
        return not self.queue.active or self._prompts.ask_stop_batch(left)

    def close(self) -> None:
        self.queue.close()
        if self.dialog is not None:
            self.dialog.hide()

    def _hidden(self) -> None:
        if self.queue.active:
            self.message.emit(tr("The batch goes on; File, Batch… shows it."))

    def _finished(self) -> None:
        """Report it in the window if the dialog is hidden."""
        if self.dialog is None or not self.dialog.isVisible():
            level = Level.WARNING if self.queue.count(State.FAILED) else Level.INFO
            text = tr("The batch is through: {summary}", summary=self.queue.summary)
            self.notice.emit(Notice(level, text))
