"""Sliders of light and colour on the real window."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, at, paint, pixels
from vqstudio.engine.requests import AdjustRequest
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def brightness(window: MainWindow) -> float:
    """What the canvas shows at a place of the photo."""
    QApplication.processEvents()
    picture = window.canvas.grab().toImage()
    spot = at(window, 160, 120) * picture.devicePixelRatio()
    return np.mean([picture.pixelColor(spot.x() + n, spot.y()).lightness() for n in range(40)])


def test_a_slider_shows_at_once_and_changes_nothing_until_apply(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_F6)
    panel, original = opened.pages["adjust"].panel, pixels(opened).copy()
    assert not panel.apply.isEnabled()
    before = brightness(opened)
    panel.sliders["exposure"].set_value(33)
    qtbot.waitUntil(lambda: brightness(opened) > before + 20)
    assert np.array_equal(pixels(opened), original)
    panel.sliders["exposure"].set_value(0)
    qtbot.waitUntil(lambda: abs(brightness(opened) - before) < 1)
    panel.sliders["exposure"].set_value(33)
    qtbot.mouseClick(panel.apply, LEFT)
    qtbot.waitUntil(lambda: opened.idle)
    request = engine.requests[-1]
    assert isinstance(request, AdjustRequest)
    assert 0.98 < request.adjustment.exposure < 1
    assert (pixels(opened) == 99).all()
    assert panel.sliders["exposure"].value == 0
    opened.session.stack.undo()
    assert np.array_equal(pixels(opened), original)


def test_only_where_it_is_painted(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_F6)
    panel = opened.pages["adjust"].panel
    panel.sliders["contrast"].set_value(50)
    panel.only_mask.setChecked(True)
    assert not panel.apply.isEnabled()
    assert panel.hint.isVisible()
    paint(opened, qtbot)
    selected = opened.session.mask.snapshot().selected
    original = pixels(opened).copy()
    qtbot.keyClick(opened, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: opened.idle and bool(engine.requests))
    assert (pixels(opened)[selected] == 99).all()
    assert np.array_equal(pixels(opened)[~selected], original[~selected])
    assert selected[opened.session.mask.alpha > 0].all()  # the mask stays for the next adjustment


def test_leaving_the_panel_puts_the_sliders_back(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_F6)
    before = brightness(opened)
    opened.pages["adjust"].panel.sliders["exposure"].set_value(60)
    qtbot.waitUntil(lambda: brightness(opened) > before + 20)
    qtbot.keyClick(opened, Qt.Key.Key_F2)
    assert not opened.pages["adjust"].panel.adjustment
    qtbot.waitUntil(lambda: abs(brightness(opened) - before) < 1)


def test_the_preview_follows_what_undo_brings_back(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_F6)
    panel = opened.pages["adjust"].panel
    panel.sliders["contrast"].set_value(5)
    qtbot.mouseClick(panel.apply, LEFT)
    qtbot.waitUntil(lambda: opened.idle)
    panel.sliders["exposure"].set_value(-60)
    qtbot.wait(50)
    before = brightness(opened)
    qtbot.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: abs(brightness(opened) - before) > 5)


def test_the_preview_stays_when_another_edit_is_cancelled(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_F6)
    light = brightness(opened)
    opened.pages["adjust"].panel.sliders["exposure"].set_value(-60)
    qtbot.waitUntil(lambda: brightness(opened) < light - 20)
    engine.hold()
    opened.actions_by_name["repair"].trigger()
    opened.actions_by_name["cancel"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    assert brightness(opened) < light - 20
