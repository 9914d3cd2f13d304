"""Exporting the photo to a file for other uses. Its own file and its save state do not change."""

from __future__ import annotations

from pathlib import Path

from vqstudio.core.document import Document
from vqstudio.core.encoding import SUFFIXES, SaveOptions
from vqstudio.core.files import save_document
from vqstudio.core.wording import Sentence

from ..control.controller import Controller
from ..dialogs.estimator import Choice, Estimator
from ..dialogs.export import file_size
from ..jobs.notices import Level, Notice, notice_of
from ..kit.translation import tr


class ExportController(Controller):
    def ask(self) -> None:
        """Ask how and where to export the open photo, then do it."""
        document = self._session.document
        if document is None:
            return
        estimator = Estimator(document, self._background, self)
        try:
            choice = self._prompts.ask_export(self._last_choice(), estimator)
        finally:
            estimator.close()
        if choice is None:
            return
        self._remember(choice)
        path = self._prompts.ask_export_to(self._suggestion(document, choice.form))
        if path is None:
            return
        if self._is_open(path):
            text = tr("{name} is the photo that is open. Export it under another name, or save it.", name=path.name)
            self.notice.emit(Notice(Level.WARNING, text))
            return
        self._write(document, path, choice.options)

    def _write(self, document: Document, path: Path, options: SaveOptions) -> None:
        def work() -> tuple[int, tuple[Sentence, ...]]:
            lost = save_document(document, path, options)
            return path.stat().st_size, lost

        def done(written: tuple[int, tuple[Sentence, ...]] | None, error: Exception | None) -> None:
            if error is not None:
                self.message.emit("")
                self.notice.emit(notice_of(error, Sentence("exporting {name}", name=path.name)))
                return
            assert written is not None
            size, lost = written
            for sentence in lost:
                self.notice.emit(Notice(Level.INFO, tr(sentence)))
            self.message.emit(tr("Exported as {name}, {size}.", name=path.name, size=file_size(size)))
            self._store.settings.export_folder = path.parent
            self._store.save()

        self.message.emit(tr("Exporting {name}…", name=path.name))
        self._background.run(work, done)

    def _suggestion(self, document: Document, form: str) -> Path:
        settings = self._store.settings
        folder = settings.export_folder or (document.path.parent if document.path else settings.folder) or Path.home()
        name = document.path.stem if document.path else tr("untitled")
        path = folder / f"{name}{SUFFIXES[form]}"
        return path.with_stem(tr("{name}-export", name=name)) if self._is_open(path) else path

    def _is_open(self, path: Path) -> bool:
        """Whether it is the file of an open photo, which would lose what the export leaves out."""
        return self._session.living_in(path) is not None

    # The last choice

    def _last_choice(self) -> Choice:
        last = self._store.settings
        side = last.export_side or None
        return Choice(
            last.export_format,
            SaveOptions(
                last.export_quality,
                last.export_lossless,
                last.export_metadata,
                side,
                last.export_deep,
                last.export_place,
                last.export_compressed,
            ),
        )

    def _remember(self, choice: Choice) -> None:
        settings, options = self._store.settings, choice.options
        settings.export_format = choice.form
        settings.export_quality = options.quality
        settings.export_lossless = options.lossless
        settings.export_metadata = options.metadata
        settings.export_place = options.place
        settings.export_deep = options.deep
        settings.export_compressed = options.compressed
        settings.export_side = options.longest_side or 0
        self._store.save()
