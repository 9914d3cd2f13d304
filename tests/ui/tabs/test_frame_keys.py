"""Keys while the frame is set: Enter is of what has the focus, Esc ends a pull, F9 ends the preview of an angle."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import at, move, paint, shown_colour
from tests.ui.tabs.test_frame import extending  # noqa: F401  a fixture
from vqstudio.core.geometry import Margins
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def cropping(extending: MainWindow) -> MainWindow:  # noqa: F811
    extending.frame.set_margins(Margins(-40, 0, 0, 0))
    return extending


def press_enter(window: MainWindow, widget: QWidget, qtbot: QtBot) -> None:
    window.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(widget.hasFocus)
    qtbot.keyClick(widget, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.idle)


def test_enter_over_the_photo_crops(cropping: MainWindow, qtbot: QtBot) -> None:
    press_enter(cropping, cropping.canvas, qtbot)
    qtbot.waitUntil(lambda: cropping.session.document.width == 280)


def test_enter_on_a_step_of_the_history_does_not_crop(cropping: MainWindow, qtbot: QtBot) -> None:
    paint(cropping, qtbot)
    cropping.show_panel("repair")
    paint(cropping, qtbot)
    cropping.show_panel("frame")
    cropping.actions_by_name["history"].setChecked(True)
    cropping.history.list.setCurrentRow(0)
    press_enter(cropping, cropping.history.list, qtbot)
    assert cropping.session.document.width == 320
    assert cropping.session.stack.canRedo()


def test_enter_on_reset_does_not_crop(cropping: MainWindow, qtbot: QtBot) -> None:
    press_enter(cropping, cropping.frame_panel.reset, qtbot)
    assert cropping.session.document.width == 320


def test_escape_ends_a_pull_at_the_frame(extending: MainWindow, qtbot: QtBot) -> None:  # noqa: F811
    qtbot.mousePress(extending.canvas, LEFT, pos=at(extending, 320, 120))
    move(extending, at(extending, 280, 120), LEFT)
    assert extending.frame.margins
    qtbot.keyClick(extending.canvas, Qt.Key.Key_Escape)
    move(extending, at(extending, 270, 120), LEFT)
    qtbot.mouseRelease(extending.canvas, LEFT, pos=at(extending, 270, 120))
    assert not extending.frame.margins


def test_hiding_the_panel_ends_the_preview_of_an_angle(extending: MainWindow, qtbot: QtBot) -> None:  # noqa: F811
    qtbot.wait(50)
    before = np.array(shown_colour(extending))
    extending.frame_panel.angle.set_value(10)
    qtbot.waitUntil(lambda: np.any(before != shown_colour(extending)))
    qtbot.keyClick(extending, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: not np.any(before != shown_colour(extending)))
