"""The composition root: puts engine, settings and window together and keeps the log."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

with contextlib.suppress(ImportError):  # without it the engine says in the window what is missing
    import onnxruntime  # noqa: F401  Before PySide6: on Windows the order of loading their DLLs matters.

import numpy as np
import platformdirs
from PySide6.QtCore import (
    QEventLoop,
    QLocale,
    QMessageLogContext,
    QObject,
    QSettings,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

import vqstudio
from vqstudio.core import private
from vqstudio.core.paths import log_folder, thumbnail_folder
from vqstudio.core.wording import Sentence
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.protocol import Engine
from vqstudio.engine.requests import (
    Device,
    Lesson,
    Preview,
    Progress,
    Request,
    Result,
    StyleInfo,
    Thumbnail,
    TokenGrid,
    no_preview,
)
from vqstudio.engine.strengths import Strengths
from vqstudio.ui.dialogs.report import ReportDialog
from vqstudio.ui.kit.application import Application
from vqstudio.ui.kit.icons import app_icon
from vqstudio.ui.kit.settings import SettingsStore, ThemeChoice
from vqstudio.ui.kit.theme import Theme
from vqstudio.ui.kit.translation import ENGLISH, speak, tr
from vqstudio.ui.window.main_window import MainWindow
from vqstudio.ui.window.termination import Termination

log = logging.getLogger(__name__)

LONGEST_WAIT = 120
"""Seconds until a picture of the window is taken of it as it is."""

EngineFactory = Callable[[], Engine]


class LazyEngine:
    """An Engine that is made when first used, which is on the engine's thread: the window need not wait for it."""

    def __init__(self, factory: EngineFactory) -> None:
        self._factory = factory
        self._lock = threading.Lock()
        self._engine: Engine | None = None

    def _get(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = self._factory()
            return self._engine

    @property
    def device(self) -> Device:
        return self._get().device

    def use_device(self, wanted: str) -> Device:
        return self._get().use_device(wanted)

    @property
    def problems(self) -> list[Sentence]:
        return self._get().problems

    def styles(self) -> list[StyleInfo]:
        return self._get().styles()

    def add_style(self, path: Path, learned_from: str = "") -> StyleInfo:
        return self._get().add_style(path, learned_from)

    def save_style(self, name: str, path: Path) -> None:
        self._get().save_style(name, path)

    def remove_style(self, name: str) -> None:
        self._get().remove_style(name)

    def swap_style(self, name: str) -> None:
        self._get().swap_style(name)

    def lesson(self, name: str) -> Lesson:
        return self._get().lesson(name)

    def edition(self, pack: str, style: str = "") -> str:
        return self._get().edition(pack, style)

    def style_thumbnails(self, pixels: np.ndarray, done: Thumbnail, cancel: CancelToken) -> None:
        self._get().style_thumbnails(pixels, done, cancel)

    def tokens_of(self, pixels: np.ndarray, cancel: CancelToken) -> TokenGrid:
        return self._get().tokens_of(pixels, cancel)

    def find_damage(self, pixels: np.ndarray, progress: Progress, cancel: CancelToken) -> np.ndarray:
        return self._get().find_damage(pixels, progress, cancel)

    def measure(self, pixels: np.ndarray, cancel: CancelToken) -> Strengths:
        return self._get().measure(pixels, cancel)

    def subjects(self) -> list[str]:
        return self._get().subjects()

    def naturalness(self, pixels: np.ndarray, cancel: CancelToken) -> float:
        return self._get().naturalness(pixels, cancel)

    def look_of_code(self, code: int) -> np.ndarray:
        return self._get().look_of_code(code)

    def run(self, request: Request, progress: Progress, cancel: CancelToken, preview: Preview = no_preview) -> Result:
        return self._get().run(request, progress, cancel, preview)


def bundled_engine() -> Engine:
    from vqstudio.engine.studio import StudioEngine

    return StudioEngine.with_bundled_packs()


def run(
    photos: Sequence[Path] = (),
    engine_factory: EngineFactory = bundled_engine,
    doctor: Callable[[], str] | None = None,
) -> int:
    """Show the window until it is closed. Returns the exit status."""
    start_logging()
    keep_file_dialogs_private()
    app = application()
    crashes = CrashReporter(app)
    crashes.install()
    store = SettingsStore()
    speak(app, store.settings.language)
    recovery = platformdirs.user_state_path("vqstudio", appauthor=False) / "unfinished"
    theme = Theme(app, store.settings.theme)
    window = MainWindow(LazyEngine(engine_factory), store, theme, doctor, recovery, thumbnail_folder())
    window.show()

    ended: list[int] = []

    def end(status: int) -> None:
        window.end_now()
        ended.append(status)
        app.exit(status)

    ending = Termination(end, window)  # noqa: F841  it lives as long as the window
    if photos:
        window.files.open_paths(list(photos))
    if isinstance(app, Application):  # a test may have made one of its own
        app.hand_files_to(window.files.open_paths)
    window.offer_recovery()
    # Told to end while it asked, the loop that would end is not there yet.
    return ended[0] if ended else app.exec()


def screenshot(
    photo: Path | None,
    path: Path,
    engine: Engine | None = None,
    theme: ThemeChoice = ThemeChoice.LIGHT,
    size: tuple[int, int] = (1440, 900),
    prepare: Callable[[MainWindow], None] | None = None,
    language: str = ENGLISH,
) -> None:
    """The real window with ``photo`` open as a PNG at ``path``, also where there is no display.

    ``prepare`` may act on the window (paint, choose a style) before the picture is taken. The user's own settings are
    neither read nor changed.
    """
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    locale = QLocale()
    translators = speak(app, language)
    with tempfile.TemporaryDirectory(prefix="vqstudio-") as folder:
        store = SettingsStore(Path(folder) / "settings.json")
        store.settings.hint_shown = True
        window = MainWindow(engine or LazyEngine(bundled_engine), store, Theme(app, theme))
        try:
            window.resize(*size)
            window.show()
            if photo is not None:
                window.open_path(photo)
            _settle(app, window)
            if prepare is not None:
                prepare(window)
                _settle(app, window)
            if not window.grab().save(str(path)):
                raise OSError(f"The picture of the window cannot be written to {path}.")
        finally:
            window.bridge.close()
            window.recent.close()
            window.deleteLater()
            app.processEvents()
            for translator in translators:
                app.removeTranslator(translator)
            QLocale.setDefault(locale)


def application() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = Application(sys.argv[:1])
    app.setApplicationName("vqstudio")
    app.setApplicationDisplayName("VQ Studio")
    app.setApplicationVersion(vqstudio.__version__)
    app.setDesktopFileName("vqstudio")
    app.setWindowIcon(app_icon())
    return app


def keep_file_dialogs_private() -> None:
    """Qt's own file dialogs write down which folders were visited, readable by everybody and for every program: instead
    in our folder, into a file that is there and so keeps its permissions.
    """
    folder = platformdirs.user_config_path("vqstudio", appauthor=False)
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    with contextlib.suppress(OSError):
        private.make_folder(folder)
        open(folder / "QtProject.conf", "ab", opener=private.opener).close()


def _settle(app: QApplication, window: MainWindow) -> None:
    """Run the event loop until nothing is being loaded or computed, then paint."""
    deadline = time.monotonic() + LONGEST_WAIT
    while not window.idle and time.monotonic() < deadline:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.01)
    for _ in range(5):
        app.processEvents()


# The log


def log_path() -> Path:
    return log_folder() / "vqstudio.log"


def start_logging() -> None:
    """Everything from INFO up goes to a rotating file, warnings to the terminal too."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    form = logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    terminal = logging.StreamHandler()
    terminal.setLevel(logging.WARNING)
    handlers: list[logging.Handler] = [terminal]
    try:
        private.make_folder(log_path().parent)
        handlers.append(_LogFile(log_path(), maxBytes=1_000_000, backupCount=3, encoding="utf-8"))
    except OSError as error:
        terminal.handle(log.makeRecord(log.name, logging.WARNING, "", 0, "no log file: %s", (error,), None))
    for handler in handlers:
        handler.setFormatter(form)
        root.addHandler(handler)
    qInstallMessageHandler(_log_qt)
    log.info("VQ Studio %s, Python %s, %s", vqstudio.__version__, sys.version.split()[0], sys.platform)


class _LogFile(logging.handlers.RotatingFileHandler):
    """It names the user's photos. Where it cannot be renamed, as on Windows while another window has it open, it
    grows.
    """

    def doRollover(self) -> None:  # noqa: N802  the library's name
        try:
            super().doRollover()
        except OSError:
            self.maxBytes = 0
            self.stream = self.stream or self._open()

    def _open(self) -> Any:
        return open(self.baseFilename, self.mode, encoding=self.encoding, opener=private.opener)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    logging.getLogger("qt").log(levels.get(kind, logging.WARNING), "%s", text)


class CrashReporter(QObject):
    """Logs exceptions that nobody caught, from any thread, and shows them once at a time."""

    _caught = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._showing = False
        # Queued: the exception may come from another thread, or from the middle of painting.
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self.handle
        threading.excepthook = lambda args: self.handle(args.exc_type, args.exc_value, args.exc_traceback)

    def handle(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        text = "".join(traceback.format_exception(kind, error, trace))
        log.critical("uncaught exception\n%s", text)
        self._caught.emit(text)

    def _show(self, text: str) -> None:
        if self._showing:  # an exception while painting would come again and again
            return
        self._showing = True
        try:
            lead = tr(
                "Something went wrong that VQ Studio did not expect. Please save your work. Log: {path}",
                path=log_path(),
            )
            ReportDialog(tr("Unexpected error"), lead, text, QApplication.activeWindow()).exec()
        finally:
            self._showing = False
