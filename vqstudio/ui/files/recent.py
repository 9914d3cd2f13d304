"""The photos opened or saved last: which of them are still there, and what they look like."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmap

from vqstudio.core.colour import converted
from vqstudio.core.errors import FileError
from vqstudio.core.thumbnails import SIDE, Thumbnails

from ..jobs.background import Background
from ..kit.settings import SettingsStore
from ..model.pyramid import Pyramid, wrap_pixels
from ..model.screen_colours import on_screen
from ..model.session import EditSession

log = logging.getLogger(__name__)


class RecentPhotos(QObject):
    """The list from the settings without missing photos, and thumbnails, which are made on a background thread.

    Missing photos stay in the settings, because a disk may be plugged in again. Thumbnails are kept in ``folder``, if
    given.
    """

    changed = Signal()
    """The list of photos or its order changed."""

    pictured = Signal(object)
    """The Path of a photo whose thumbnail is now available."""

    def __init__(self, store: SettingsStore, session: EditSession, folder: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._session = store, session
        self._thumbnails = Thumbnails(folder)
        self._background = Background(self)  # not the queue for opening and saving, which must not wait for thumbnails
        self._times: dict[Path, float] = {}
        self._pixmaps: dict[Path, QPixmap] = {}
        self._without: set[Path] = set()
        self._told: list[Path] = []
        self._closed = False
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._application_changed)

    @property
    def paths(self) -> list[Path]:
        """The latest first."""
        settings = self._store.settings
        return [path for path in settings.recent[: settings.recent_kept] if path in self._times]

    def time(self, path: Path) -> float:
        """When the photo was last changed, in seconds since 1970."""
        return self._times[path]

    def pixmap(self, path: Path) -> QPixmap:
        """Its thumbnail; null until there is one."""
        return self._pixmaps.get(path, QPixmap())

    @property
    def busy(self) -> bool:
        return self._background.busy

    def look(self) -> None:
        """Find out which photos still exist, and make thumbnails for those that are new or changed."""
        paths = list(self._store.settings.recent)

        def work() -> dict[Path, float]:
            found = {path: _time_of(path) for path in paths}
            return {path: when for path, when in found.items() if when is not None}

        def done(found: dict[Path, float] | None, error: Exception | None) -> None:
            if found is None:
                log.warning("the recent photos cannot be looked at: %s", error)
                return
            for path in paths:
                if self._times.get(path) != found.get(path):
                    self._forget_picture(path)
                self._times.pop(path, None)
            self._times |= found
            self._tell()
            self._picture_next()

        self._background.run(work, done)

    def remember(self, path: Path) -> None:
        """The photo at ``path`` was opened or saved just now."""
        self._store.settings.remember(path)
        self._store.save()
        self._times[path] = time.time()
        self._tell()
        self._without.discard(path)
        pixels = self._pixels_of(path)
        if pixels is None:
            self._forget_picture(path)
            self._picture_next()
        else:
            self._picture(path, pixels)
        self.look()  # afterwards, because a search in progress may not have found it yet

    def forget(self, path: Path) -> None:
        """Take it off the list; the file stays."""
        self._drop([path])
        self._background.run(lambda: self._thumbnails.forget(path), _logged)

    def clear(self) -> None:
        self._drop(list(self._store.settings.recent))
        self._background.run(self._thumbnails.clear, _logged)

    def trim(self) -> None:
        """Forget photos beyond the number that the settings allow."""
        settings = self._store.settings
        for path in settings.recent[settings.recent_kept :]:
            self.forget(path)

    def show_number(self) -> None:
        """The number of photos in the settings changed."""
        self._tell()
        self._picture_next()

    def close(self) -> None:
        self._closed = True
        self._background.close()

    def _drop(self, paths: list[Path]) -> None:
        self._store.settings.recent = [path for path in self._store.settings.recent if path not in paths]
        self._store.save()
        for path in paths:
            self._forget_picture(path)
            self._times.pop(path, None)
        self._tell()

    def _forget_picture(self, path: Path) -> None:
        self._pixmaps.pop(path, None)
        self._without.discard(path)

    def _tell(self) -> None:
        if self.paths != self._told:
            self._told = self.paths
            self.changed.emit()

    def _application_changed(self, state: Qt.ApplicationState) -> None:
        # Users who return from the file manager may have moved or deleted photos there.
        if state is Qt.ApplicationState.ApplicationActive and not self._closed:
            self.look()

    def _pixels_of(self, path: Path) -> np.ndarray | None:
        """A small copy of the open photo if its pixels are those of the file at ``path``, else None."""
        session = self._session
        if session.document is None or session.document.path != path or session.modified or session.pyramid is None:
            return None
        return converted(_reduced(session.pyramid), session.icc)

    def _picture_next(self) -> None:
        """Make the next thumbnail. One at a time, so that closing waits for at most one."""
        if self._closed or self._background.busy:
            return
        for path in self.paths:
            if path not in self._pixmaps and path not in self._without:
                self._picture(path)
                return

    def _picture(self, path: Path, pixels: np.ndarray | None = None) -> None:
        def work() -> tuple[float | None, np.ndarray]:
            when = _time_of(path)
            return when, self._thumbnails.get(path) if pixels is None else self._thumbnails.put(path, pixels)

        def done(made: tuple[float | None, np.ndarray] | None, error: Exception | None) -> None:
            if made is not None and path in self._times:
                when, thumbnail = made
                self._times[path] = when or self._times[path]
                self._pixmaps[path] = QPixmap.fromImage(wrap_pixels(on_screen(thumbnail, None)).copy())
                self.pictured.emit(path)
            elif error is not None:
                self._without.add(path)
                if not isinstance(error, FileError):
                    log.warning("no thumbnail of %s: %s", path, error)
            self._picture_next()

        self._background.run(work, done)


def _logged(_: object, error: Exception | None) -> None:
    if error is not None:
        log.warning("thumbnails cannot be removed: %s", error)


def _time_of(path: Path) -> float | None:
    """None if there is no such file."""
    try:
        return path.stat().st_mtime if path.is_file() else None
    except OSError:
        return None


def _reduced(pyramid: Pyramid) -> np.ndarray:
    """uint8 (h, w, 3) of the coarsest level that is large enough for a thumbnail, with transparent parts on white."""
    level = 0
    while level + 1 < pyramid.levels and max(pyramid.coarse[level].shape[:2]) >= SIDE:
        level += 1
    if level == 0:
        return pyramid.pixels
    pixels = pyramid.coarse[level - 1]
    # The levels are premultiplied, so only the white has to be added.
    return pixels[:, :, :3] + (255 - np.maximum(pixels[:, :, 3:], pixels[:, :, :3].max(axis=2, keepdims=True)))
