"""The keyboard while a number box has it: digits are the box's, all else the window's."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, paint
from vqstudio.ui.model.tool import Tool
from vqstudio.ui.window.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def box(opened: MainWindow, qtbot: QtBot) -> QAbstractSpinBox:
    """With the keyboard."""
    made = opened.toolbar.brush_size.spin
    opened.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_undo_tools_and_panels_have_their_keys(opened: MainWindow, box: QAbstractSpinBox, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Z, CONTROL)
    assert opened.session.mask_empty
    qtbot.keyClick(box, Qt.Key.Key_E)
    assert opened.brush.tool is Tool.ERASER
    qtbot.keyClick(box, Qt.Key.Key_F4)
    assert opened.side.page == "frame"


def test_control_and_a_letter_does_the_windows_action(opened: MainWindow, box: QAbstractSpinBox, qtbot: QtBot) -> None:
    opened.show_panel("frame")
    spin = opened.frame_panel.sides[next(iter(opened.frame_panel.sides))]
    spin.setValue(spin.value() + 10)
    spin.setFocus()
    with qtbot.waitSignal(opened.actions_by_name["apply_frame"].triggered, timeout=1000):
        qtbot.keyClick(spin, Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: opened.idle)


def test_typing_a_number_is_the_boxs_and_its_undo_comes_first(
    opened: MainWindow, box: QAbstractSpinBox, qtbot: QtBot
) -> None:
    paint(opened, qtbot)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "77")
    qtbot.keyClick(box, Qt.Key.Key_Z, CONTROL)
    assert not opened.session.mask_empty
    box.selectAll()
    qtbot.keyClicks(box, "123")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert opened.brush.size == 123


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_F3])
def test_the_photo_has_the_keyboard_again(opened: MainWindow, box: QAbstractSpinBox, qtbot: QtBot, key: Qt.Key) -> None:
    size = opened.brush.size
    qtbot.keyClicks(box, "5")
    qtbot.keyClick(box, key)
    assert QApplication.focusWidget() is opened.canvas
    if key == Qt.Key.Key_Escape:
        assert opened.brush.size == size


def test_the_photo_has_the_keyboard_after_apply(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_panel("adjust")
    slider = opened.pages["adjust"].panel.sliders["contrast"]
    slider.set_value(40)
    slider.spin.setFocus()
    qtbot.mouseClick(opened.pages["adjust"].panel.apply, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert QApplication.focusWidget() is opened.canvas


def type_over(window: MainWindow, box: QAbstractSpinBox, text: str, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.mouseClick(box.findChild(QLineEdit), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(box.hasFocus)
    box.selectAll()
    qtbot.keyClicks(box, text)


@pytest.mark.parametrize("way", ["click", "keys"])
def test_a_number_counts_as_soon_as_it_is_typed(way: str, opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    opened.show_panel("style")
    panel = opened.pages["style"].panel
    type_over(opened, panel.strength.spin, "30", qtbot)
    if way == "click":
        qtbot.mouseClick(panel.apply, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(panel.strength.spin, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: opened.session.stack.can_undo() and opened.idle)
    assert [request.strength for request in engine.requests][-1] == 0.3


@pytest.mark.parametrize("page", ["adjust", "frame"])
def test_what_a_typed_number_makes_possible_can_be_clicked_at_once(
    page: str, opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    opened.show_panel(page)
    panel = opened.pages[page].panel
    type_over(opened, panel.sliders["exposure"].spin if page == "adjust" else panel.sides["left"], "40", qtbot)
    assert not panel.apply.isEnabled()
    qtbot.mouseClick(panel.apply, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: opened.session.stack.can_undo() and opened.idle)
