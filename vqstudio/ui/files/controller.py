"""Opening, saving, pasting and dropping, and never losing an edit on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication, QImage

from vqstudio.core.deep import DEEP_FORMATS
from vqstudio.core.document import Document, Metadata
from vqstudio.core.encoding import SaveOptions
from vqstudio.core.files import format_of, open_document, save_document
from vqstudio.core.image_modes import Watch
from vqstudio.core.paths import resources, shown_name
from vqstudio.core.wording import Sentence, mark

from ..control.controller import Controller
from ..control.services import Services
from ..dialogs.prompts import PHOTO_FILTER, Unsaved, can_save
from ..jobs.notices import Level, Notice, notice_of
from ..kit.drops import dropped_files
from ..kit.translation import tr
from ..model.open_photo import OpenPhoto
from ..model.pyramid import Pyramid, PyramidOfRows, pixels_of
from ..model.screen_colours import picture_for_others, profile_of
from ..projects.reading import Project, open_project
from ..projects.writing import SUFFIX, describe, save_project
from .quitting import Quitting

Then = Callable[[], object]
MOST_AT_ONCE = 24
"""Photos that are opened at once: hundreds dropped on the window would fill the memory."""
SAMPLE = resources() / "sample.jpg"
"""Made by tools/paint_sample.py."""


@dataclass(frozen=True)
class _Opening:
    """English texts about opening something: for the status bar, and for errors."""

    message: str
    doing: str

    @staticmethod
    def of(path: Path) -> _Opening:
        name = shown_name(path)
        return _Opening(Sentence("Opening {name}…", name=name), Sentence("opening {name}", name=name))


class FileController(Controller):
    opening = Signal()
    """The user is opening other photos."""

    used = Signal(object)
    """The Path of a photo that was opened or saved."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.quitting = Quitting(services.session, self, services.prompts)
        self.first: Callable[[Then, Then], object] = lambda then, otherwise: then()
        """Applies what is only previewed before it calls its first argument, or the second if that fails."""

    @property
    def name(self) -> str:
        """The name of the photo that is shown, for the user."""
        return self._session.shown.name if self._session.shown else tr("Untitled")

    # Opening

    def ask_open(self) -> None:
        paths = self._prompts.ask_open(_existing(self._store.settings.folder))
        if paths:
            self.open_paths(paths)

    def open_path(self, path: Path) -> None:
        self.open_paths([path])

    def open_paths(self, paths: list[Path]) -> None:
        """Open photos in addition to those that are open. A photo that is open already is shown."""
        self.opening.emit()
        failed: list[Path] = []
        for number, path in enumerate(paths[:MOST_AT_ONCE]):
            photo = self._open_already(path)
            if photo is not None:
                self._session.show(photo)
            elif path.suffix.lower() == SUFFIX:
                self._load_project(path.absolute())
            else:
                # They finish in order: the first that can be opened is shown.
                self._load(
                    _Opening.of(path), partial(open_document, path.absolute()),
                    show=partial(_all_before_failed, failed, number), failed=partial(failed.append, path),
                )  # fmt: skip
        if len(paths) > MOST_AT_ONCE:
            text = tr(
                "The first {opened} of {count} photos were opened; for whole folders use the batch.",
                opened=MOST_AT_ONCE, count=len(paths),
            )  # fmt: skip
            self.notice.emit(Notice(Level.INFO, text))

    def open_image(self, image: QImage) -> None:
        """Open a picture without a file, from the clipboard or a browser."""
        self.opening.emit()
        opening = _Opening(mark("Opening the picture…"), mark("opening the picture"))
        self._load(opening, lambda _: Document(pixels_of(image), Metadata(icc=profile_of(image))))

    def open_blank(self, width: int, height: int, then: Then) -> None:
        """Open an empty picture, then call ``then`` to fill it."""
        self.open_new(lambda: Document.blank(width, height), then)

    def open_new(self, make: Callable[[], Document], then: Then) -> None:
        """Open the picture that ``make`` returns, on another thread; then call ``then``."""
        self.opening.emit()
        opening = _Opening(mark("Opening a new picture…"), mark("opening a new picture"))
        self._load(opening, lambda _: make(), then)

    def open_sample(self) -> None:
        """Open the sample picture to try things on: a copy without a file, which is discarded without asking."""
        self.opening.emit()
        opening = _Opening(mark("Opening the sample photo…"), mark("opening the sample photo"))
        self._load(opening, lambda watch: replace(open_document(SAMPLE, watch), path=None), self._need_not_be_kept)

    def _need_not_be_kept(self) -> None:
        photo = self._session.shown
        if photo is not None:
            photo.saved_version = photo.version
            self._session.state_changed.emit()

    def paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if can_open(mime):
            self.open_mime(mime)
        else:
            text = tr("There is no picture on the clipboard. Copy one, then paste again.")
            self.notice.emit(Notice(Level.WARNING, text))

    def open_mime(self, mime: QMimeData) -> None:
        """Open what was dropped or pasted. Files are preferred to the picture itself because they carry metadata."""
        paths = dropped_files(mime)
        image = QImage(mime.imageData()) if mime.hasImage() else QImage()
        if paths:
            self.open_paths(paths)
        elif not image.isNull():
            self.open_image(image)
        else:
            text = tr("Only pictures on this computer can be opened. Save or copy the picture first.")
            self.notice.emit(Notice(Level.WARNING, text))

    def _open_already(self, path: Path) -> OpenPhoto | None:
        photo = self._session.living_in(path)
        # A recovered edit of a project has its name but differs from its file, which can still be opened.
        return None if photo and photo.save_target is None and path.suffix.lower() == SUFFIX else photo

    def _load(
        self, opening: _Opening, read: Callable[[Watch], Document], then: Then | None = None,
        show: Callable[[], bool] = lambda: True, failed: Then | None = None,
    ) -> None:  # fmt: skip
        def work() -> tuple[Document, Pyramid]:
            pyramid = PyramidOfRows()
            document = read(pyramid.watch)
            return document, pyramid.build(document.pixels)

        def done(value: tuple[Document, Pyramid] | None, error: Exception | None) -> None:
            self.message.emit("")
            if error is not None:
                self.notice.emit(notice_of(error, opening.doing))
                if failed is not None:
                    failed()
            if value is not None:
                self._join(*value, show())
                if then is not None:
                    then()

        self.message.emit(tr(opening.message))
        self._background.run(work, done)

    def _load_project(self, path: Path) -> None:
        opening = _Opening.of(path)

        def done(project: Project | None, error: Exception | None) -> None:
            self.message.emit("")
            if error is not None:
                self.notice.emit(notice_of(error, opening.doing))
            already = self._open_already(path)
            if project is not None and already is not None:  # requested twice before it was opened
                self._session.show(already)
            elif project is not None:
                project.open(self._session)
                self.used.emit(path)
                for text in project.document.notices:
                    self.notice.emit(Notice(Level.INFO, tr(text)))

        self.message.emit(tr(opening.message))
        self._background.run(partial(open_project, path, self._session.undo_budget), done)

    def _join(self, document: Document, pyramid: Pyramid, show: bool) -> None:
        already = self._open_already(document.path) if document.path else None
        if already is not None:  # requested twice before it was opened
            if show:
                self._session.show(already)
            return
        self._session.open(document, pyramid, show=show)
        if document.path:
            self.used.emit(document.path)
        for text in document.notices:
            self.notice.emit(Notice(Level.INFO, tr(text)))

    # Closing

    def close(self, photo: OpenPhoto) -> None:
        """Close one of the open photos, asking first if an edit would be lost."""

        def go() -> None:
            if photo in self._session.photos:
                self._session.close(photo)

        self.guard_unsaved(photo, go)

    def guard_unsaved(self, photo: OpenPhoto, then: Then) -> None:
        """Call ``then`` once no edit of the photo can be lost; never, if the user cancels."""
        if photo not in self._session.photos or not photo.modified:
            then()
            return
        self._session.show(photo)
        answer = self._prompts.ask_unsaved(photo.name)
        if answer is Unsaved.SAVE and self._session.show_again(photo):
            self.save(lambda: self.guard_unsaved(photo, then))  # it may have been edited while it was written
        elif answer is Unsaved.DISCARD:
            then()

    # Saving

    def save(self, then: Then | None = None) -> None:
        """Save to the place that the user chose before. A photo that was only opened is never overwritten without
        asking.
        """
        if self._session.document is None:
            return
        if self._session.save_target is None:
            self.save_as(then)
        else:
            self.save_to(self._session.save_target, then)

    def save_as(self, then: Then | None = None) -> None:
        self.first(partial(self._ask_where, then), self.quitting.stay)

    def _ask_where(self, then: Then | None) -> None:
        photo = self._session.shown
        if photo is None:
            return
        path = self._prompts.ask_save(self.suggestion(), PHOTO_FILTER)
        if path and self._session.show_again(photo):
            self._write(path, then)
        else:
            self.quitting.stay()

    def save_to(self, path: Path, then: Then | None = None) -> None:
        """Save the photo that is shown to ``path``, without asking."""
        self.first(partial(self._write, path, then), self.quitting.stay)

    def suggestion(self, photo: OpenPhoto | None = None) -> Path:
        """The suggested place to save a photo, by default the one that is shown."""
        photo = photo or self._session.shown
        document = photo.document if photo else None
        if photo and photo.save_target:
            return photo.save_target
        if document is None or document.path is None:
            return _existing(self._store.settings.folder) / f"{tr('untitled')}.png"
        path = document.path
        suffix = path.suffix if can_save(path.suffix, PHOTO_FILTER) else ".png"
        return path.with_name(tr("{name}-edited", name=path.stem) + suffix)

    def copy(self) -> None:
        document = self._session.document
        if document is not None:
            QGuiApplication.clipboard().setImage(picture_for_others(document))
            self.message.emit(tr("The photo is on the clipboard."))

    def _write(self, path: Path, then: Then | None) -> None:
        photo = self._session.shown
        if photo is None:
            return
        other = self._session.living_in(path)
        if other is not None and other is not photo:
            self.quitting.stay()
            text = tr(
                "{name} is the file of another open photo; close that first or choose another name.",
                name=shown_name(path),
            )
            self.notice.emit(Notice(Level.WARNING, text))
            return
        is_project = path.suffix.lower() == SUFFIX
        document, version, step = photo.document, photo.version, photo.stack.last()

        def done(lost: tuple[Sentence, ...] | None, error: Exception | None) -> None:
            if error is not None:
                self.quitting.stay()
                self.message.emit("")
                self.notice.emit(notice_of(error, Sentence("saving {name}", name=shown_name(path))))
                return
            if photo.save_target != path:
                self._tell_depth(photo, path)
                for sentence in lost or ():
                    self.notice.emit(Notice(Level.INFO, tr(sentence)))
            photo.mark_saved(path, version, is_project, step)
            self.message.emit(tr("Saved as {name}.", name=shown_name(path)))
            self.used.emit(path)
            if then is not None:
                then()

        self.message.emit(tr("Saving {name}…", name=shown_name(path)))
        if is_project:
            self._background.run(partial(save_project, path, describe(photo)), done)
        else:
            options = SaveOptions(quality=self._store.settings.save_quality)
            self._background.run(partial(save_document, document, path, options), done)

    def _tell_depth(self, photo: OpenPhoto, path: Path) -> None:
        """Tell the user if a file that was just saved for the first time holds fewer bits than the photo."""
        if photo.document.deep is not None and path.suffix.lower() != SUFFIX and format_of(path) not in DEEP_FORMATS:
            text = tr("{name} holds 8 bits per channel, the photo 16; save it as PNG, TIFF or a project to keep them.",
                      name=shown_name(path))  # fmt: skip
            self.notice.emit(Notice(Level.INFO, text))


def can_open(mime: QMimeData) -> bool:
    return mime.hasUrls() or mime.hasImage()


def _all_before_failed(failed: list[Path], number: int) -> bool:
    return len(failed) == number


def _existing(folder: Path | None) -> Path:
    """``folder`` if it exists, else the desktop's folder for pictures: a file dialog would take a missing folder for a
    file name.
    """
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    choices = (folder, Path(pictures) if pictures else None)
    return next((choice for choice in choices if choice is not None and choice.is_dir()), Path.home())
