from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, make_pixels, open_photo, pixels
from vqstudio.core.geometry import Margins
from vqstudio.ui.window.main_window import MainWindow


def test_a_border_that_would_go_on_is_told_and_trimmed_as_one_step(
    window: MainWindow, tmp_path: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    framed = np.pad(make_pixels(), ((5, 5), (6, 6), (0, 0)), constant_values=10)
    Image.fromarray(framed).save(tmp_path / "scan.png")
    open_photo(window, tmp_path / "scan.png", qtbot)
    qtbot.keyClick(window, Qt.Key.Key_F4)
    notice = window.frame_panel.border
    assert not notice.isVisible()  # nothing is to be extended
    window.frame_panel.sides["left"].setValue(40)
    assert notice.isVisible()
    assert "border of 6 px" in notice.text.text()
    steps = window.session.stack.count()
    qtbot.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pixels(window).shape == make_pixels().shape)
    assert np.array_equal(pixels(window), make_pixels())
    assert window.session.stack.count() == steps + 1
    assert window.frame.margins == Margins(left=40)
    assert not notice.isVisible()
    window.session.stack.undo()
    assert np.array_equal(pixels(window), framed)
