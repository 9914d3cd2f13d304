"""What is on the screen, and what other programs get, are the photo's colours and not its numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColorSpace, QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.colours import P3, PROFILES, far, in_srgb, scene
from tests.ui.conftest import HEIGHT, WIDTH, drag, open_photo
from vqstudio.core.geometry import Bounds
from vqstudio.ui.model import converted_levels, screen_colours
from vqstudio.ui.model.pyramid import pixels_of
from vqstudio.ui.window.main_window import MainWindow

SCENE = scene(HEIGHT, WIDTH)


def opened(window: MainWindow, tmp_path: Path, qtbot: QtBot, name: str = "P3") -> np.ndarray:
    """A photo of that profile at 100 %; uint8 (H, W, 3) of what it means in sRGB, by LittleCMS."""
    image = Image.fromarray(SCENE).convert("L" if name == "grey" else "RGB")
    image.save(tmp_path / "colours.png", icc_profile=PROFILES[name])
    open_photo(window, tmp_path / "colours.png", qtbot)
    window.canvas.zoom_to(1.0)
    QApplication.processEvents()
    return in_srgb(np.asarray(image), PROFILES[name])


def seen(window: MainWindow) -> np.ndarray:
    """The middle of the photo, uint8 (100, 160, 3), as the canvas shows it, where nothing lies over it."""
    view = window.canvas.view
    left, top = round(view.left), round(view.top)
    whole = pixels_of(window.canvas.grab().toImage())[:, :, :3]
    return whole[top + 70 : top + 170, left + 80 : left + 240]


@pytest.mark.parametrize("name", PROFILES)
def test_the_canvas_shows_what_littlecms_makes_of_the_photo(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    expected = opened(window, tmp_path, qtbot, name)
    assert far(seen(window), expected[70:170, 80:240]) <= 2


def test_a_photo_with_alpha_is_in_its_colours_where_it_is_not_transparent(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    alpha = np.full((HEIGHT, WIDTH), 255, np.uint8)
    alpha[:, 160:] = 0
    Image.fromarray(np.dstack([SCENE, alpha])).save(tmp_path / "half.png", icc_profile=P3)
    open_photo(window, tmp_path / "half.png", qtbot)
    window.canvas.zoom_to(1.0)
    shown = seen(window)
    assert far(shown[:, :80], in_srgb(SCENE, P3)[70:170, 80:160]) <= 2
    assert np.ptp(shown[:, 80:], axis=2).max() <= 8  # the greys of the checkerboard


NOISY = np.clip(scene(1500, 2100) + np.random.default_rng(3).integers(-20, 21, (1500, 2100, 3)), 0, 255).astype(
    np.uint8
)
"""Larger than the canvas, and such that each pixel and its surroundings can be told from their neighbours."""


def drag_and_back(window: MainWindow, qtbot: QtBot) -> None:
    window.canvas.zoom_to(1.0)
    for to in ((400, 300), (900, 1000)):
        drag(window, qtbot, (1000, 700), to, button=Qt.MouseButton.MiddleButton)


def turn_the_wheel(window: MainWindow, qtbot: QtBot) -> None:
    window.canvas.zoom_to(0.25)
    for notches, place in ((8, QPointF(250, 300)), (-8, QPointF(400, 400)), (8, QPointF(300, 200))):
        event = QWheelEvent(
            place, window.canvas.mapToGlobal(place), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(window.canvas, event)
        QApplication.processEvents()
    assert window.canvas.view.zoom == 1.0


def on_the_screen(window: MainWindow) -> tuple[np.ndarray, Bounds]:
    """What the window has painted, without asking it to paint: uint8 (h, w, 3) of these photo pixels at 100 %."""
    canvas, view = window.canvas, window.canvas.view
    found = Bounds(-round(view.left), -round(view.top), canvas.width(), canvas.height()).pad(-50)
    found = found.intersect(Bounds.of(NOISY.shape))
    corner = canvas.mapTo(window, QPoint(found.x + round(view.left), found.y + round(view.top)))
    image = window.screen().grabWindow(window.winId(), corner.x(), corner.y(), found.width, found.height)
    return pixels_of(image.toImage())[:, :, :3], found


def surroundings(pixels: np.ndarray) -> np.ndarray:
    """Means of blocks of 32 x 32."""
    return cv2.resize(pixels, (pixels.shape[1] // 32, pixels.shape[0] // 32), interpolation=cv2.INTER_AREA)


@pytest.mark.parametrize("look_around", [drag_and_back, turn_the_wheel])
@pytest.mark.parametrize("fill", [converted_levels.FILL, 0], ids=["small window", "as in a large window"])
def test_what_comes_into_view_is_in_its_colours_at_once_and_sharp_soon(
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    look_around: Callable[[MainWindow, QtBot], None],
    fill: int,
) -> None:
    monkeypatch.setattr(converted_levels, "FILL", fill)
    monkeypatch.setattr(screen_colours, "FRAME", 0.0)  # no time for much more than painting
    Image.fromarray(NOISY).save(tmp_path / "large.png", icc_profile=P3)
    open_photo(window, tmp_path / "large.png", qtbot)
    expected = in_srgb(NOISY, P3)
    look_around(window, qtbot)
    window.canvas.leaveEvent(None)  # no brush ring in the picture
    QApplication.processEvents()
    shown, where = on_the_screen(window)
    assert far(surroundings(shown), surroundings(expected[where.slices])) <= 20
    # Nobody touches anything from here on.
    qtbot.waitUntil(lambda: far(on_the_screen(window)[0], expected[where.slices]) <= 2)


def test_the_clipboard_gets_srgb(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    expected = opened(window, tmp_path, qtbot)
    window.actions_by_name["copy"].trigger()
    image = QGuiApplication.clipboard().image()
    assert image.colorSpace() == QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    assert far(pixels_of(image)[:, :, :3], expected) <= 2


def test_a_drag_carries_the_file_with_its_profile_and_a_picture_in_srgb(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    expected = opened(window, tmp_path, qtbot)
    mime = window.drag_out.mime()
    assert mime is not None
    picture = mime.imageData()
    assert isinstance(picture, QImage)
    assert far(pixels_of(picture)[:, :, :3], expected) <= 2
    with Image.open(mime.urls()[0].toLocalFile()) as image:
        assert image.info["icc_profile"] == P3
        assert np.array_equal(np.asarray(image), SCENE)


def test_a_preview_is_in_the_photos_colours(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    expected = opened(window, tmp_path, qtbot)
    document = window.session.document
    assert document is not None
    window.canvas.preview_layer().show(document.bounds, SCENE)
    assert far(seen(window), expected[70:170, 80:240]) <= 2
