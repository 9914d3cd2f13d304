"""Previews the file that is selected in a file dialog, beside the list of files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from vqstudio.core.colour import converted
from vqstudio.core.errors import FileError, StudioError
from vqstudio.core.files import on_white, open_reduced, photo_size
from vqstudio.core.image_modes import pixels_of
from vqstudio.core.paths import shown_name

from ..jobs.background import Background
from ..kit.translation import tr
from ..kit.widgets import label
from ..model.pyramid import wrap_pixels
from ..model.screen_colours import on_screen
from ..projects.reading import photo_in_project, size_in_project
from ..projects.writing import SUFFIX as PROJECT_SUFFIX

SIDE = 520
"""Pixels of the longer side: enough for the pane on a screen with a device pixel ratio of 2."""
LARGEST = 60_000_000
"""Most pixels of a photo that is decoded for its preview; a JPEG, which is decoded at a reduced size, may have more."""
REDUCIBLE = frozenset({".jpg", ".jpeg"})
WIDTH, HEIGHT = 250, 220


@dataclass(frozen=True, eq=False)
class Look:
    """``pixels``: uint8 (h, w, 3) in sRGB; None for a photo that is too large to be decoded for a preview."""

    pixels: np.ndarray | None
    width: int
    height: int


def look_at(path: Path) -> Look:
    """Raises FileError if the file is no photo or project."""
    project = path.suffix.lower() == PROJECT_SUFFIX
    width, height = size_in_project(path) if project else photo_size(path)
    if width * height > LARGEST and path.suffix.lower() not in REDUCIBLE:
        return Look(None, width, height)
    if not project:
        return Look(open_reduced(path, SIDE), width, height)
    document = photo_in_project(path)
    image = on_white(Image.fromarray(document.pixels))
    image.thumbnail((SIDE, SIDE))
    return Look(converted(pixels_of(image), document.metadata.icc), width, height)


class Previews(QObject):
    """Reads one file at a time on a background thread, and next the one requested last, so that users who walk through
    a folder never wait for files they have passed.
    """

    ready = Signal(object, object)
    """A Path, and its Look or the StudioError that says why there is none."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background(self)  # it outlives the dialog, so that closing need not wait for it
        self._wanted: Path | None = None

    def ask(self, path: Path | None) -> None:
        """Request a preview of a file; None cancels the last request."""
        self._wanted = path
        if path is not None and not self._background.busy:
            self._look(path)

    def close(self) -> None:
        self._wanted = None
        self._background.close()

    def _look(self, path: Path) -> None:
        def done(look: Look | None, error: Exception | None) -> None:
            wanted = self._wanted
            if wanted == path:
                known = error if isinstance(error, StudioError) else FileError("There is no preview of this file.")
                self._wanted = None
                self.ready.emit(path, known if look is None else look)
            elif wanted is not None:
                self._look(wanted)

        self._background.run(lambda: look_at(path), done)


class PreviewPane(QWidget):
    """The picture, the name and the size of the file that is selected in the dialog's list."""

    def __init__(self, previews: Previews) -> None:
        super().__init__()
        self._previews = previews
        self._path: Path | None = None
        self._whole = QPixmap()
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.picture.setAccessibleName(tr("Preview"))
        self.name = label("", "label", wrap=True)
        self.about = label("", "muted", wrap=True)
        for words in (self.name, self.about):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 4, 4, 4)
        layout.setSpacing(6)
        layout.addStretch(1)
        layout.addWidget(self.picture, 100)
        layout.addWidget(self.name)
        layout.addWidget(self.about)
        layout.addStretch(1)
        self.picture.setMaximumHeight(HEIGHT)
        self.setMinimumWidth(WIDTH // 2)
        previews.ready.connect(self._show)
        self.show_file(None)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def show_file(self, path: Path | None) -> None:
        """Show a file; nothing for None or a folder."""
        if path is not None and path.is_dir():
            path = None
        self._path = path
        self._previews.ask(path)
        self._set_picture(QPixmap())
        self.name.setText(_breakable(shown_name(path)) if path else "")
        self.about.setText(tr("Loading…") if path else tr("Choose a photo to see it here."))

    def _show(self, path: Path, found: Look | StudioError) -> None:
        if path != self._path:
            return
        if isinstance(found, StudioError):
            self.about.setText(tr(found.sentence))
            return
        size = tr("{width} × {height} pixels", width=found.width, height=found.height)
        if found.pixels is None:
            self.about.setText(tr("{size}, too large for a preview", size=size))
            return
        self.about.setText(size)
        self._set_picture(QPixmap.fromImage(wrap_pixels(on_screen(found.pixels, None)).copy()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_picture(self._whole)

    def _set_picture(self, whole: QPixmap) -> None:
        self._whole = whole
        self.picture.setVisible(not whole.isNull())
        if whole.isNull():
            return
        ratio = self.devicePixelRatioF()
        room = QSize(self.contentsRect().width() - 18, HEIGHT) * ratio
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        shown = whole.scaled(room.boundedTo(whole.size()), keep, smooth)
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)


def _breakable(name: str) -> str:
    """Lets a label wrap names of files, which may have no spaces."""
    return re.sub(r"[_\-]|[^\W_]{16}", "\\g<0>\u200b", name)
