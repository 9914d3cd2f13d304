"""Opening, saving, pasting and dropping, and never losing an edit on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication, QImage

from vqstudio.core.document import Document
from vqstudio.core.files import open_document, save_document
from vqstudio.core.image_modes import Watch

from .background import Background
from .dialogs.prompts import Prompts, Unsaved, can_save
from .notices import Level, Notice, notice_of
from .pyramid import Pyramid, PyramidOfRows, pixels_of, wrap_pixels
from .session import EditSession
from .settings import SettingsStore

Then = Callable[[], object]


class FileController(QObject):
    notice = Signal(object)
    message = Signal(str)
    opening = Signal()
    """The present photo is about to be replaced."""

    used = Signal(object)
    """The Path of a photo that was opened or saved."""

    def __init__(
        self, session: EditSession, store: SettingsStore, prompts: Prompts, background: Background, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._store, self._prompts, self._background = session, store, prompts, background
        self._ticket = 0

    @property
    def name(self) -> str:
        """What to call the photo that is open."""
        document = self._session.document
        return document.path.name if document and document.path else "Untitled"

    # Opening

    def ask_open(self) -> None:
        path = self._prompts.ask_open(self._store.settings.folder or _pictures())
        if path:
            self.open_path(path)

    def open_path(self, path: Path, remark: str = "") -> None:
        """``remark`` is shown once the photo is open."""
        self.guard_unsaved(lambda: self._load(path.name, lambda watch: open_document(path, watch), remark))

    def open_image(self, image: QImage) -> None:
        """A picture without a file, from the clipboard or a browser."""
        self.guard_unsaved(lambda: self._load("the picture", lambda _: Document(pixels_of(image))))

    def open_blank(self, width: int, height: int, then: Then) -> None:
        """An empty picture, and ``then`` what fills it."""
        self.guard_unsaved(lambda: self._load("a new picture", lambda _: Document.blank(width, height), then=then))

    def paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if can_open(mime):
            self.open_mime(mime)
        else:
            self.notice.emit(Notice(Level.WARNING, "There is no picture on the clipboard. Copy one, then paste again."))

    def open_mime(self, mime: QMimeData) -> None:
        """Files come before the picture itself: they carry the metadata."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        image = QImage(mime.imageData()) if mime.hasImage() else QImage()
        if paths:
            others = len(paths) - 1
            remark = f"One photo at a time: {others} more {'was' if others == 1 else 'were'} not opened."
            self.open_path(paths[0], remark if others else "")
        elif not image.isNull():
            self.open_image(image)
        else:
            text = "Only pictures on this computer can be opened. Save or copy the picture first."
            self.notice.emit(Notice(Level.WARNING, text))

    def _load(self, name: str, read: Callable[[Watch], Document], remark: str = "", then: Then | None = None) -> None:
        self._ticket += 1
        ticket = self._ticket

        def work() -> tuple[Document, Pyramid]:
            pyramid = PyramidOfRows()
            document = read(pyramid.watch)
            return document, pyramid.build(document.pixels)

        def done(value: tuple[Document, Pyramid] | None, error: Exception | None) -> None:
            if ticket != self._ticket:
                return  # another photo was asked for meanwhile
            self.message.emit("")
            if error is not None:
                self.notice.emit(notice_of(error, f"opening {name}"))
            if value is not None:
                self._show(*value, remark)
                if then is not None:
                    then()

        self.message.emit(f"Opening {name}…")
        self._background.run(work, done)

    def _show(self, document: Document, pyramid: Pyramid, remark: str) -> None:
        self.opening.emit()
        self._session.open(document, pyramid)
        if document.path:
            self.used.emit(document.path)
        for text in (*document.notices, *([remark] if remark else [])):
            self.notice.emit(Notice(Level.INFO, text))

    # Saving

    def save(self, then: Then | None = None) -> None:
        """Write back where the user chose to; a photo that was only opened is never overwritten unasked."""
        if self._session.document is None:
            return
        if self._session.save_target is None:
            self.save_as(then)
        else:
            self._write(self._session.save_target, then)

    def save_as(self, then: Then | None = None) -> None:
        if self._session.document is None:
            return
        path = self._prompts.ask_save(self.suggestion())
        if path:
            self._write(path, then)

    def suggestion(self) -> Path:
        document = self._session.document
        if self._session.save_target:
            return self._session.save_target
        if document is None or document.path is None:
            return (self._store.settings.folder or _pictures()) / "untitled.png"
        path = document.path
        suffix = path.suffix if can_save(path.suffix) else ".png"
        return path.with_name(f"{path.stem}-edited{suffix}")

    def copy(self) -> None:
        document = self._session.document
        if document is not None:
            QGuiApplication.clipboard().setImage(wrap_pixels(document.pixels).copy())
            self.message.emit("The photo is on the clipboard.")

    def guard_unsaved(self, then: Then) -> None:
        """Go on with ``then`` once no edit can be lost, or not at all."""
        if not self._session.modified:
            then()
            return
        answer = self._prompts.ask_unsaved(self.name)
        if answer is Unsaved.SAVE:
            self.save(then)
        elif answer is Unsaved.DISCARD:
            then()

    def _write(self, path: Path, then: Then | None) -> None:
        document, version = self._session.document, self._session.version
        if document is None:
            return
        photo = self._session.photo

        def done(_: object, error: Exception | None) -> None:
            if error is not None:
                self.message.emit("")
                self.notice.emit(notice_of(error, f"saving {path.name}"))
                return
            self.message.emit(f"Saved as {path.name}.")
            if photo == self._session.photo:
                self._session.mark_saved(path, version)
            self.used.emit(path)
            if then is not None:
                then()

        self.message.emit(f"Saving {path.name}…")
        quality = self._store.settings.save_quality
        self._background.run(lambda: save_document(document, path, quality), done)


def can_open(mime: QMimeData) -> bool:
    return mime.hasUrls() or mime.hasImage()


def _pictures() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation) or Path.home())
