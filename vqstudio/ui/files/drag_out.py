"""Dragging the photo to another program: as a file, and as a picture."""

from __future__ import annotations

import tempfile
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QToolButton

from vqstudio.core.deep import DEEP_FORMATS
from vqstudio.core.document import Document
from vqstudio.core.encoding import WITHOUT_ALPHA
from vqstudio.core.files import SAVE_FORMATS, save_document
from vqstudio.core.private import mode_of_copy
from vqstudio.core.wording import Sentence

from ..control.controller import Controller
from ..control.services import Services
from ..jobs.notices import notice_of
from ..kit.icons import icon
from ..kit.theme import Theme
from ..kit.translation import tr
from ..model.screen_colours import level_on_screen, picture_for_others

FILES, PICTURE = "text/uri-list", "application/x-qt-image"
THUMBNAIL = QSize(112, 112)


class DragOut(Controller):
    """The user drags its :attr:`handle`. The files that other programs receive exist until :meth:`close`."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._last: tuple[weakref.ref[Document], Parcel] | None = None
        self.apply_previews: Callable[[Callable[[], object]], object] = lambda then: then()
        """Applies what is only previewed, then calls its argument."""
        self.handle = DragHandle(services.theme)
        self.handle.dragged.connect(self.start)
        self.handle.clicked.connect(
            lambda: self.message.emit(tr("Drag the photo from here to another program, or copy it (Ctrl+C)."))
        )

    def start(self) -> None:
        """Drag the photo, until it is dropped. What is only previewed would be missing: that is applied instead."""
        if self._session.shown and self._session.shown.unapplied:
            # Applying takes longer than anybody holds a photo.
            self.apply_previews(
                lambda: self.message.emit(tr("The preview has been applied; now drag the photo once more."))
            )
            return
        mime = self.mime()
        if mime is None:
            return
        drag = QDrag(self.handle)
        drag.setMimeData(mime)
        picture = self._thumbnail()
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(picture.width() // 2, picture.height() // 2))
        drag.exec(Qt.DropAction.CopyAction)

    def mime(self) -> QMimeData | None:
        """The data to drag: the file, whose writing starts here, and the picture. None without a photo."""
        document = self._session.document
        return PhotoMime(document, self._parcel(document)) if document is not None else None

    def close(self) -> None:
        """Delete the files. No file may still be being written."""
        self._last = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _parcel(self, document: Document) -> Parcel:
        """The file for this photo; the one of the last drag if nothing has changed since."""
        if self._last is not None and self._last[0]() is document:
            return self._last[1]
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="vqstudio-", ignore_cleanup_errors=True)
        # In its own folder: another program may still be reading the last file, which has the same name.
        path = Path(tempfile.mkdtemp(dir=self._folder.name)) / file_name(document)
        parcel = Parcel(path)

        def done(_: object, error: Exception | None) -> None:
            if error is not None:
                self._last = None
                self.notice.emit(notice_of(error, Sentence("writing {name} for another program", name=path.name)))

        self._last = weakref.ref(document), parcel
        self._background.run(lambda: parcel.write(document), done)
        return parcel

    def _thumbnail(self) -> QPixmap:
        pyramid = self._session.pyramid
        assert pyramid is not None
        return QPixmap.fromImage(level_on_screen(pyramid, pyramid.levels - 1, self._session.icc)).scaled(
            THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )


def file_name(document: Document) -> str:
    """The photo's name, in its own format if that can be saved and holds everything, else as a PNG."""
    if document.path is None:
        return f"{tr('Untitled')}.png"
    form = SAVE_FORMATS.get(document.path.suffix.lower())
    loses_alpha = form in WITHOUT_ALPHA and document.pixels.shape[2] == 4
    loses = form is None or loses_alpha or (document.deep is not None and form not in DEEP_FORMATS)
    return document.path.with_suffix(".png").name if loses else document.path.name


class Parcel:
    """A file that is written on one thread and waited for on another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._over = threading.Event()

    def write(self, document: Document) -> None:
        """Raises FileError."""
        try:
            save_document(document, self._path, mode=mode_of_copy(document.path))
        finally:
            self._over.set()

    def wait(self) -> Path | None:
        """Wait until the file is complete and return it; None if it could not be written."""
        self._over.wait()
        return self._path if self._path.exists() else None


class PhotoMime(QMimeData):
    """A photo as a file and as a picture, both made only for a program that takes them."""

    def __init__(self, document: Document, parcel: Parcel) -> None:
        super().__init__()
        self._document, self._parcel = document, parcel

    def formats(self) -> list[str]:
        return [FILES, PICTURE]

    def hasFormat(self, mimetype: str) -> bool:
        return mimetype in self.formats()

    def retrieveData(self, mimetype: str, preferred_type: Any) -> Any:
        if mimetype == PICTURE:
            return picture_for_others(self._document)
        if mimetype == FILES:
            path = self._parcel.wait()
            if path is not None:
                return [QUrl.fromLocalFile(str(path))]
        return None


class DragHandle(QToolButton):
    dragged = Signal()
    """The pointer moved away with the button pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pressed_at: QPoint | None = None
        self.setText(f"\N{THIN SPACE}{tr('Drag out')}")
        self.setToolTip(tr("Drag this to another program"))
        self.setAccessibleName(tr("Drag the photo to another program"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard cannot drag; it has Ctrl+C
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        theme.changed.connect(self._load_icon)
        self._load_icon()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        if start is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        if (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            self.setDown(False)  # whatever takes the drop gets the release
            self.dragged.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        super().mouseReleaseEvent(event)

    def _load_icon(self) -> None:
        self.setIcon(icon("drag_out", self._theme, "muted"))
