"""What is on the screen, and what other programs get, are the photo's colours and not its numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColorSpace, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.colours import P3, PROFILES, far, in_srgb, scene
from vqstudio.ui.main_window import MainWindow
from vqstudio.ui.pyramid import pixels_of

from .conftest import HEIGHT, WIDTH, open_photo

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
    window.canvas.show_preview(document.bounds, SCENE)
    assert far(seen(window), expected[70:170, 80:240]) <= 2
