from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vqstudio.ui.window.main_window import MainWindow


def test_the_wheel_scrolls_a_panel_and_changes_only_what_has_the_focus(opened: MainWindow, qtbot: QtBot) -> None:
    opened.resize(opened.minimumSize())
    opened.side.show_page("style")
    panel = opened.pages["style"].panel
    opened.activateWindow()
    opened.canvas.setFocus()
    for control, value in (
        (panel.strength.spin, panel.strength.spin.value),
        (panel.strength.slider, panel.strength.slider.value),
        (panel.mix_with, panel.mix_with.currentIndex),
    ):
        before = value()
        turn_wheel(control)
        assert value() == before
    panel.strength.spin.setFocus()
    turn_wheel(panel.strength.spin)
    assert panel.strength.value == 99


def turn_wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
