"""How the window feels: painting on 24 MP, moving and zooming it, opening 60 MP, starting up.

Painting: from the mouse event to the frame that shows it, at several zooms and brush sizes, through Qt's offscreen
platform with a window of 1920x1080. Looking around: the same while the middle button drags the photo and the wheel
zooms it, one event after another without a rest. Opening: file to first picture, against Pillow decoding the same file.
Start: a new process until the window has been painted and takes events, files warm, against one that only makes an
empty Qt window.
"""

from __future__ import annotations

import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from vqstudio.app import LazyEngine, application, bundled_engine
from vqstudio.core.colour_tags import coded_colours
from vqstudio.core.document import Document, Metadata
from vqstudio.core.files import open_document
from vqstudio.demo import sample_photo
from vqstudio.ui.kit.settings import SettingsStore, ThemeChoice
from vqstudio.ui.kit.theme import Theme
from vqstudio.ui.model.pyramid import Pyramid, PyramidOfRows
from vqstudio.ui.window.main_window import MainWindow

PAINTED, OPENED = (6000, 4000), (9500, 6333)
MOVES = 240
STARTS = 7

EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1320, 860)
window.show()
for _ in range(3):
    app.processEvents()
"""
OURS = """
import sys
from pathlib import Path
from vqstudio.app import LazyEngine, application, bundled_engine
from vqstudio.ui.window.main_window import MainWindow
from vqstudio.ui.kit.settings import SettingsStore, ThemeChoice
from vqstudio.ui.kit.theme import Theme
app = application()
window = MainWindow(LazyEngine(bundled_engine), SettingsStore(Path(sys.argv[1])), Theme(app, ThemeChoice.LIGHT))
window.show()
for _ in range(3):
    app.processEvents()
print(window.isVisible(), flush=True)
import os
os._exit(0)
"""


def photo_of(size: tuple[int, int]) -> np.ndarray:
    """uint8 (H, W, 3) as detailed as a photo of that size: the sample again and again, with a camera's noise."""
    sample = np.asarray(Image.open(sample_photo()).convert("RGB"))
    times = (-(-size[1] // sample.shape[0]), -(-size[0] // sample.shape[1]), 1)
    pixels = np.tile(sample, times)[: size[1], : size[0]].astype(np.int16)
    noise = np.random.default_rng(0).normal(0, 3, pixels.shape).astype(np.int16)
    return np.clip(pixels + noise, 0, 255).astype(np.uint8)


def window_with(pixels: np.ndarray, folder: Path, icc: bytes | None = None) -> MainWindow:
    app = application()
    store = SettingsStore(folder / "settings.json")
    window = MainWindow(LazyEngine(bundled_engine), store, Theme(app, ThemeChoice.LIGHT))
    window.resize(1920, 1080)
    window.show()
    window.session.open(Document(pixels, Metadata(icc=icc)))
    deadline = time.monotonic() + 60
    while not window.idle and time.monotonic() < deadline:
        app.processEvents()
        time.sleep(0.01)
    return window


def send(
    window: MainWindow, kind: QEvent.Type, point: QPointF, pressed: Qt.MouseButton = Qt.MouseButton.LeftButton
) -> None:
    moving = kind is QEvent.Type.MouseMove
    button = Qt.MouseButton.NoButton if moving else pressed
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else pressed
    canvas = window.canvas
    places = (point, canvas.mapTo(window, point), canvas.mapToGlobal(point))
    event = QMouseEvent(kind, *places, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def paint(folder: Path) -> None:
    """The same photo without a profile, and in Display P3."""
    for name, icc in (("sRGB", None), ("P3", coded_colours(12, 13).icc)):
        _paint(window_with(photo_of(PAINTED), folder, icc), name)


def _paint(window: MainWindow, name: str) -> None:
    canvas, app = window.canvas, application()
    rng = np.random.default_rng(0)
    for beside, zoom, size in itertools.product((False, True), (0.0, 1.0, 8.0), (40, 400)):
        window.actions_by_name["side_by_side"].setChecked(beside)
        canvas.fit() if zoom == 0.0 else canvas.zoom_to(zoom)
        window.brush.set_size(size)
        window.session.clear_mask()
        for _ in range(5):
            app.processEvents()
        centre = QPointF(canvas.width() / 2, canvas.height() / 2)
        point, direction = centre, rng.uniform(0, 2 * np.pi)
        times = {"press": [], "move": [], "release": []}
        for number in range(MOVES):
            phase = number % 40
            kind = "press" if phase == 0 else "release" if phase == 39 else "move"
            direction += rng.normal(0, 0.4)
            point += QPointF(14 * np.cos(direction), 14 * np.sin(direction))
            if not canvas.rect().adjusted(40, 40, -40, -40).contains(point.toPoint()):
                point = centre
            event = {
                "press": QEvent.Type.MouseButtonPress,
                "move": QEvent.Type.MouseMove,
                "release": QEvent.Type.MouseButtonRelease,
            }[kind]
            start = time.perf_counter()
            send(window, event, point)
            app.processEvents()
            times[kind].append(1000 * (time.perf_counter() - start))
        every = np.concatenate([np.array(values) for values in times.values()])
        worst = "  ".join(f"{kind} max {max(values):5.1f}" for kind, values in times.items())
        views = "two views" if beside else "one view "
        print(
            f"paint   {name:4}  {views}  "
            f"zoom {canvas.view.zoom:5.2f}  brush {size:3}: median {np.median(every):5.1f} ms  "
            f"99th percentile {np.percentile(every, 99):5.1f} ms   {worst}"
        )
    window.bridge.close()
    window.recent.close()


def look(folder: Path) -> None:
    """Dragging and zooming the same photo without a profile, and in Display P3."""
    for name, icc in (("sRGB", None), ("P3", coded_colours(12, 13).icc)):
        window = window_with(photo_of(PAINTED), folder, icc)
        for zoom in (0.6, 1.0, 3.0):
            _drag(window, name, zoom)
        _turn(window, name)
        window.bridge.close()
        window.recent.close()


def _drag(window: MainWindow, name: str, zoom: float) -> None:
    """To the left and the right, slowly and fast in turn, and always a little further up."""
    canvas, button = window.canvas, Qt.MouseButton.MiddleButton
    point = QPointF(canvas.width() / 2, canvas.height() / 2)
    canvas.fit()
    canvas.zoom_to(zoom)
    application().processEvents()
    send(window, QEvent.Type.MouseButtonPress, point, button)
    times = []
    for number in range(MOVES):
        away = 1 if number // 40 % 2 else -1
        point += QPointF(away * (40 if number // 20 % 2 else 12), -2)
        start = time.perf_counter()
        send(window, QEvent.Type.MouseMove, point, button)
        application().processEvents()
        times.append(1000 * (time.perf_counter() - start))
    send(window, QEvent.Type.MouseButtonRelease, point, button)
    _report(f"drag    {name:4}  zoom {zoom:7.2f}", times)


def _turn(window: MainWindow, name: str) -> None:
    """In and out about several places, from all of the photo to eight times its size and back."""
    canvas, times = window.canvas, []
    for x, y in ((0.5, 0.5), (0.2, 0.3), (0.8, 0.6), (0.4, 0.9)):
        canvas.fit()
        application().processEvents()
        place = QPointF(x * canvas.width(), y * canvas.height())
        for notch in [120] * 20 + [-120] * 22:
            event = QWheelEvent(
                place, canvas.mapToGlobal(place), QPoint(), QPoint(0, notch), Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            start = time.perf_counter()
            QApplication.sendEvent(canvas, event)
            application().processEvents()
            times.append(1000 * (time.perf_counter() - start))
    _report(f"wheel   {name:4}  zoom fit to 8", times)


def _report(what: str, times: list[float]) -> None:
    print(
        f"{what}: median {np.median(times):5.1f} ms  99th percentile {np.percentile(times, 99):5.1f} ms  "
        f"max {max(times):5.1f} ms"
    )


def opening(folder: Path) -> None:
    path = folder / "photo.jpg"
    Image.fromarray(photo_of(OPENED)).save(path, quality=92)

    def pillow() -> Image.Image:
        with Image.open(path) as image:
            image.load()
        return image

    def ours() -> Pyramid:
        pyramid = PyramidOfRows()
        return pyramid.build(open_document(path, pyramid.watch).pixels)

    took = {"Pillow": list[float](), "VQ Studio": list[float]()}
    for _ in range(9):
        for name, run in (("Pillow", pillow), ("VQ Studio", ours)):
            start = time.perf_counter()
            result = run()
            took[name].append(time.perf_counter() - start)
            del result
    middle = {name: statistics.median(times) for name, times in took.items()}
    megapixels = OPENED[0] * OPENED[1] / 1e6
    print(
        f"open    {megapixels:.0f} MP JPEG: {middle['VQ Studio']:.2f} s, Pillow's decode {middle['Pillow']:.2f} s: "
        f"{middle['VQ Studio'] / middle['Pillow']:.2f} times"
    )


def starting(folder: Path) -> None:
    took = {"empty": list[float](), "ours": list[float]()}
    for _ in range(STARTS):
        for name, code in (("empty", EMPTY), ("ours", OURS)):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code, str(folder / "settings.json")], check=True, capture_output=True)
            took[name].append(time.perf_counter() - start)
    ours, empty = (statistics.median(took[name]) for name in ("ours", "empty"))
    print(f"start   {ours:.2f} s to the painted window, an empty Qt window {empty:.2f} s")


def main() -> None:
    wanted = sys.argv[1:] or ["paint", "look", "open", "start"]
    with tempfile.TemporaryDirectory() as name:
        for part, run in (("open", opening), ("start", starting), ("paint", paint), ("look", look)):
            if part in wanted:
                run(Path(name))


if __name__ == "__main__":
    main()
