"""Create on the real window with the bundled packs: a sketch becomes a picture, several are judged, and undone."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.e2e.test_whole_job import CONTROL, LEFT, LONG, pixels, studio, window
from tests.ui.conftest import drag
from vqstudio.ui.window.main_window import MainWindow

__all__ = ["studio", "window"]

SHIFT = Qt.KeyboardModifier.ShiftModifier
SKY, SAND = (110, 170, 225), (215, 190, 140)


def test_three_strokes_become_a_picture_with_variations(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F5)
    panel = window.create_panel
    qtbot.mouseClick(panel.sketch.new, LEFT)
    qtbot.waitUntil(lambda: window.session.document is not None and window.idle, timeout=LONG)
    window.brush.set_size(130)
    window.retoucher.set_hardness(100)
    for number, (colour, y) in enumerate(((SKY, 64), (SAND, 192))):
        panel.sketch.set_colour(colour)
        drag(window, qtbot, (2, y), (254, y))
        qtbot.waitUntil(lambda number=number: window.session.stack.count() == number + 1 and window.idle, timeout=LONG)
    sketch = pixels(window).copy()

    seen: list[object] = []
    window.operations.preview.connect(lambda bounds, _: seen.append(bounds))
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: window.session.stack.count() == 3 and window.idle, timeout=LONG)
    made = pixels(window).astype(int)
    assert len(seen) > 1
    for colour, rows in ((SKY, slice(10, 100)), (SAND, slice(150, 240))):
        assert np.abs(made[rows].mean((0, 1)) - colour).max() < 30
    assert np.abs(made - sketch).mean() > 2  # and it is no copy of the strokes
    assert np.diff(made[150:240], axis=1).std() > 2 * np.diff(sketch[150:240].astype(int), axis=1).std()

    qtbot.mouseClick(panel.more_like, LEFT)
    qtbot.waitUntil(lambda: window.session.stack.count() == 4 and window.idle, timeout=4 * LONG)
    assert len(panel.versions.strip.fills) == 4
    window.session.stack.undo()
    assert np.array_equal(pixels(window), made)
    window.session.stack.undo()
    assert np.array_equal(pixels(window), sketch)
