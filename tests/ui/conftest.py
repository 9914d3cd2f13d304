"""The real window on a scripted engine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from vqstudio.core.document import Patch, grown
from vqstudio.core.geometry import Bounds
from vqstudio.core.mask import bounds_of
from vqstudio.core.wording import Sentence
from vqstudio.engine.cancel import CancelToken
from vqstudio.engine.requests import (
    AdjustRequest,
    ClearRequest,
    CreateRequest,
    Device,
    EnlargeRequest,
    ExtendRequest,
    Lesson,
    Preview,
    Progress,
    RepairRequest,
    Request,
    Result,
    StyleInfo,
    StyleRequest,
    TextureRequest,
    Thumbnail,
    TokenGrid,
    no_preview,
    no_progress,
)
from vqstudio.engine.strengths import Strengths
from vqstudio.ui.kit.settings import SettingsStore, ThemeChoice
from vqstudio.ui.kit.theme import Theme
from vqstudio.ui.tabs import spare_fills
from vqstudio.ui.tabs.registered import TABS
from vqstudio.ui.window.main_window import MainWindow

WIDTH, HEIGHT = 320, 240
PAGES = [tab.name for tab in TABS]
STYLES = [
    StyleInfo("oil", "Oil", "Painters", "After nobody", by_network=True),
    StyleInfo("ink", "Ink", "Prints", ""),
]


def when_dialog_shows(act: Callable[[QWidget], object]) -> None:
    """``act`` on the next dialog, once it is there: it may run an event loop of its own."""
    timer = QTimer(interval=50)

    def look() -> None:
        shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
        if dialog := QApplication.activeModalWidget() or next(shown, None):
            timer.stop()
            act(dialog)

    timer.timeout.connect(look)
    timer.start()


class FakeEngine:
    """Fills a repair with ``10 * (seed + 1)``, creates ``5 * (seed + 1)`` and darkens a styled photo by its strength,
    in a first guess at a style by half of it. The tokens of a photo are 0 and 1 in turn. Damage is surely in the left
    20 columns, and perhaps in 25 to 40; clearing adds one level, and enlarging repeats pixels.

    With :meth:`hold` a run waits for :meth:`release` or a cancel, as a model call does. ``error`` is raised instead of
    a result.
    """

    def __init__(self) -> None:
        self.device = Device("CPU", "No CUDA driver was found.")
        self.wanted: list[str] = []
        """Which devices were asked for."""
        self.requests: list[Request] = []
        self.error: Exception | None = None
        self.notices: tuple[str, ...] = ()
        self.reports: list[tuple[float, str]] = [(0.5, "Halfway")]
        self.own_styles: list[StyleInfo] = []
        self.style_error: Exception | None = None
        self.problems: list[Sentence] = []
        self.preview: tuple[Bounds, np.ndarray] | None = None
        self.measured = Strengths(0.3, 0.0, 0.1)
        self.looks = 0
        """How often damage was looked for."""
        self._go = threading.Event()
        self._go.set()

    def hold(self) -> None:
        self._go.clear()

    def release(self) -> None:
        self._go.set()

    def use_device(self, wanted: str) -> Device:
        self.wanted.append(wanted)
        return self.device

    def styles(self) -> list[StyleInfo]:
        if self.style_error:
            raise self.style_error
        return self.own_styles + STYLES

    def add_style(self, path: Path, learned_from: str = "") -> StyleInfo:
        if self.error:
            raise self.error
        learned = path.suffix == ".vqstyle"
        kept = any(info.name == learned_from for info in self.own_styles)
        info = StyleInfo(path.stem, path.stem.title(), "My styles", "", own=True, learned=learned, has_other=kept)
        self.own_styles = [other for other in self.own_styles if other.name != info.name] + [info]
        return info

    def save_style(self, name: str, path: Path) -> None:
        path.write_text(name)

    def remove_style(self, name: str) -> None:
        self.own_styles = [info for info in self.own_styles if info.name != name]

    def swap_style(self, name: str) -> None:
        if self.error:
            raise self.error
        self.own_styles = [
            replace(info, learned=not info.learned) if info.name == name else info for info in self.own_styles
        ]

    def lesson(self, name: str) -> Lesson:
        return Lesson(name.title(), b"a painting", Path("pack"))

    def edition(self, pack: str, style: str = "") -> str:
        return f"{pack} {style} {len(self.own_styles)}"

    def style_thumbnails(self, pixels: np.ndarray, done: Thumbnail, cancel: CancelToken) -> None:
        for number, info in enumerate(STYLES):
            cancel.check()
            done(info.name, np.full_like(pixels, 50 * (number + 1)))
        for info in self.own_styles:
            done(info.name, np.full_like(pixels, 200 if info.learned else 150))

    def tokens_of(self, pixels: np.ndarray, cancel: CancelToken) -> TokenGrid:
        if self.error:
            raise self.error
        rows, columns = pixels.shape[0] // 8, pixels.shape[1] // 8
        return TokenGrid(np.arange(rows * columns).reshape(rows, columns) % 2, 8.0, 64)

    def subjects(self) -> list[str]:
        return ["sky", "sea", "moon"]

    def naturalness(self, pixels: np.ndarray, cancel: CancelToken) -> float:
        """Every second picture is more natural than the one before it."""
        return float(pixels.mean() // 5 % 2)

    def look_of_code(self, code: int) -> np.ndarray:
        return np.full((24, 24, 3), 100 * code, np.uint8)

    def find_damage(self, pixels: np.ndarray, progress: Progress, cancel: CancelToken) -> np.ndarray:
        self.looks += 1
        self._wait(progress, cancel)
        likelihood = np.zeros(pixels.shape[:2], np.uint8)
        likelihood[:, :20], likelihood[:, 25:40] = 255, 190
        return likelihood

    def measure(self, pixels: np.ndarray, cancel: CancelToken) -> Strengths:
        self._wait(no_progress, cancel)
        return self.measured

    def _wait(self, progress: Progress, cancel: CancelToken) -> None:
        for share, text in self.reports:
            progress(share, text)
        unregister = cancel.on_cancel(self._go.set)
        self._go.wait(20)
        unregister()
        cancel.check()
        if self.error:
            raise self.error

    def run(self, request: Request, progress: Progress, cancel: CancelToken, preview: Preview = no_preview) -> Result:
        self.requests.append(request)
        if self.preview is not None:
            preview(*self.preview)
        self._wait(progress, cancel)
        if isinstance(request, EnlargeRequest):
            large = request.pixels.repeat(int(request.factor), 0).repeat(int(request.factor), 1)
            return Result(Patch.resizing(request.pixels, large), 0.1, "CPU", self.notices)
        if isinstance(request, ExtendRequest):
            before = grown(request.pixels, request.margins)
            around = request.margins.around(request.pixels.shape[1], request.pixels.shape[0])
            inside = Bounds.of(request.pixels.shape).shift(-around.x, -around.y)
            after = np.full_like(before, 7 + request.seed)
            after[inside.slices] = request.pixels
            patch = Patch(Bounds.of(before.shape), before, after, request.margins)
            return Result(patch, 0.1, "CPU", self.notices)
        after = request.pixels.copy()
        if isinstance(request, RepairRequest):
            after[request.mask.selected, :3] = 10 * (request.seed + 1)
            bounds = request.mask.bounds()
        elif isinstance(request, AdjustRequest):
            chosen = np.ones(after.shape[:2], bool) if request.mask is None else request.mask.selected
            after[chosen, :3] = 99
            bounds = bounds_of(chosen)
        elif isinstance(request, ClearRequest):
            asked = (request.noise, request.compression, request.blur)
            nothing = not any(self.measured if None in asked else asked)
            chosen = np.full(after.shape[:2], not nothing) if request.mask is None else request.mask.selected
            after[chosen, :3] += 1
            bounds = bounds_of(chosen)
        elif isinstance(request, CreateRequest | TextureRequest):
            after[:, :, :3] = 5 * (request.seed + 1)
            bounds = Bounds.of(after.shape)
        else:
            assert isinstance(request, StyleRequest)
            chosen = np.ones(after.shape[:2], bool) if request.mask is None else request.mask.selected
            guessed = any(info.name == request.style and not info.learned for info in self.own_styles)
            share = request.strength / 2 if guessed else request.strength
            after[chosen] = (after[chosen] * (1 - share)).astype(np.uint8)
            bounds = bounds_of(chosen)
        return Result(Patch.between(request.pixels, after, bounds), 0.1, "CPU", self.notices)


def make_pixels(seed: int = 0, channels: int = 3) -> np.ndarray:
    """Noise between 100 and 200, so that neither a fill nor a style leaves a pixel as it was."""
    return np.random.default_rng(seed).integers(100, 200, (HEIGHT, WIDTH, channels), dtype=np.uint8)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "holiday.png"
    Image.fromarray(make_pixels()).save(path)
    return path


@pytest.fixture
def engine() -> Iterator[FakeEngine]:
    made = FakeEngine()
    yield made
    made.release()


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    """Of somebody who has seen the hint for the first photo."""
    made = SettingsStore(tmp_path / "config" / "settings.json")
    made.settings.hint_shown = True
    return made


@pytest.fixture(autouse=True)
def no_spare_fills(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests that nobody made would stand among those that a test asks about; ``spare_fills`` has them made."""
    monkeypatch.setattr(spare_fills, "SPARES", 0)


MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(
    qtbot: QtBot, qapp: QApplication, engine: FakeEngine, store: SettingsStore, tmp_path: Path
) -> Iterator[MakeWindow]:
    made: list[MainWindow] = []
    QCursor.setPos(0, 0)  # where another test left it, a brush's ring would lie over the photo

    def make(doctor: Callable[[], str] | None = None, recovery: Path | None = None) -> MainWindow:
        window = MainWindow(engine, store, Theme(qapp, ThemeChoice.LIGHT), doctor, recovery, tmp_path / "thumbnails")
        made.append(window)
        window.resize(1200, 800)
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: window.idle)
        return window

    yield make
    engine.release()
    for window in made:
        window.styles.learning.close()
        window.batch.close()
        window.pages["repair"].spare_fills.end()
        window.bridge.close()
        window.services.background.close()
        window.drag_out.close()
        window.recent.close()
        if window.autosave is not None:
            window.autosave.close()
        window.hide()
        window.deleteLater()
    qapp.processEvents()
    # Else it goes in the middle of the next test, which styles it beside its own: a third of the time to set up.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    return make_window()


@pytest.fixture
def opened(window: MainWindow, photo: Path, qtbot: QtBot) -> MainWindow:
    """The window with the photo open."""
    open_photo(window, photo, qtbot)
    return window


def open_photo(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    """From its file, also if it is open already."""
    for photo in [photo for photo in window.session.photos if photo.document.path == path]:
        window.session.close(photo)
    with qtbot.waitSignal(window.session.opened):
        window.open_path(path)
    qtbot.waitUntil(lambda: window.idle and window.canvas.isVisible())
    QApplication.processEvents()


def at(window: MainWindow, x: float, y: float) -> QPoint:
    """Where a photo pixel is on the canvas."""
    return QPointF(*window.canvas.view.to_widget(x, y)).toPoint()


def drag(window: MainWindow, qtbot: QtBot, *points: tuple[float, float], button=Qt.MouseButton.LeftButton) -> None:
    """Press, move through photo points, release: with real mouse events."""
    canvas = window.canvas
    positions = [at(window, *point) for point in points]
    qtbot.mousePress(canvas, button, pos=positions[0])
    for position in positions[1:]:
        move(window, position, button)
    qtbot.mouseRelease(canvas, button, pos=positions[-1])


def move(window: MainWindow, position: QPoint, buttons: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """A move event that carries the held button, which QTest's own does not."""
    canvas = window.canvas
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(position), canvas.mapToGlobal(QPointF(position)), Qt.MouseButton.NoButton,
        buttons, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def pixels(window: MainWindow) -> np.ndarray:
    assert window.session.document is not None
    return window.session.document.pixels


def paint(window: MainWindow, qtbot: QtBot) -> None:
    window.brush.set_size(20)
    drag(window, qtbot, (100, 100), (140, 110), (180, 100))


def run_repair(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.repair_panel.repair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.operations.busy)


def fill(window: MainWindow, photo: Path, qtbot: QtBot) -> MainWindow:
    """As much as there can be to see, where ``photo`` is open: another one, versions of a repair, a mask, the history,
    rulers.
    """
    other = photo.with_stem("other")
    other.write_bytes(photo.read_bytes())
    open_photo(window, other, qtbot)
    paint(window, qtbot)
    run_repair(window, qtbot)
    window.operations.more_fills()
    qtbot.waitUntil(lambda: not window.operations.busy)
    paint(window, qtbot)
    for name in ("history", "rulers"):
        window.actions_by_name[name].setChecked(True)
    return window


def shown_colour(window: MainWindow) -> tuple[int, int, int]:
    """The middle of the canvas as it stands on the screen."""
    image = window.canvas.grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2).getRgb()[:3]
