"""What happens while the photo gets another shape, which takes a moment off the window's thread."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import HEIGHT, WIDTH, FakeEngine, drag, paint, pixels, run_repair
from vqstudio.core.geometry import Margins
from vqstudio.engine.requests import ExtendRequest
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def test_no_edit_begins_while_the_photo_gets_another_shape(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    drag(opened, qtbot, (40, 200), (60, 200))
    before, asked = pixels(opened).copy(), len(engine.requests)
    opened.actions_by_name["flip"].trigger()
    opened.actions_by_name["repair"].trigger()
    assert not opened.repair_panel.repair.isEnabled()
    qtbot.waitUntil(lambda: opened.idle)
    assert np.array_equal(pixels(opened), before[:, ::-1])
    assert len(engine.requests) == asked
    assert opened.repair_panel.repair.isEnabled()
    run_repair(opened, qtbot)
    assert [step.text() for step in opened.session.stack.steps][-2:] == ["Flip", "Repair"]


def test_a_repair_asked_for_while_the_photo_is_cropped_does_not_stop_its_extension(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    paint(opened, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_F4)
    opened.frame.set_margins(Margins(-40, 0, 60, 0))
    qtbot.mouseClick(opened.frame_panel.apply, LEFT)
    opened.actions_by_name["repair"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    assert pixels(opened).shape == (HEIGHT, WIDTH + 20, 3)
    assert [type(request) for request in engine.requests] == [ExtendRequest]


def test_what_is_undone_while_the_photo_is_turned_stays_and_is_told(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    opened.actions_by_name["turn_right"].trigger()
    opened.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    assert pixels(opened).shape == (HEIGHT, WIDTH, 3)
    assert opened.status.message.text() == "The photo changed meanwhile and keeps its shape."
