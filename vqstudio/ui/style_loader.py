"""The engine's styles on their way into the gallery, and style files on their way into the engine."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from vqstudio.engine.requests import StyleInfo
from vqstudio.engine.style_files import SUFFIX

from .job_bridge import JobBridge
from .notices import Level, Notice, notice_of
from .panels.style import StylePanel


class StyleLoader(QObject):
    notice = Signal(object)

    def __init__(self, bridge: JobBridge, panel: StylePanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._panel = bridge, panel
        self.loaded = False

    def load(self) -> None:
        """Ask for the styles on the engine's thread, so that the window shows at once."""
        self.loaded = False

        def known(styles: object, error: BaseException | None) -> None:
            self.loaded = True
            if error is not None:
                self._panel.show_error(notice_of(error, "loading the styles").text)
            elif isinstance(styles, list):
                self._panel.show_styles([info for info in styles if isinstance(info, StyleInfo)])

        self._bridge.call(self._bridge.engine.styles, known)

    def add(self, path: Path) -> None:
        """Keep a style file among the user's own styles, and choose it."""

        def added(info: object, error: BaseException | None) -> None:
            if error is not None:
                self.notice.emit(notice_of(error, "adding the style"))
            elif isinstance(info, StyleInfo):
                self._panel.choose(info.name)
                self.load()
                self.notice.emit(Notice(Level.INFO, f"“{info.title}” is now among your styles."))

        self._bridge.call(lambda: self._bridge.engine.add_style(path), added)


def style_files(mime: QMimeData) -> list[Path]:
    """The style files among what is dropped."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == SUFFIX]
