"""Sliders of light and colour on the real window."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, at, open_photo, paint, pixels
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


def test_the_preview_follows_what_the_history_brings_back(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_F6)
    panel = opened.pages["adjust"].panel
    panel.sliders["contrast"].set_value(5)
    qtbot.mouseClick(panel.apply, LEFT)
    qtbot.waitUntil(lambda: opened.idle)
    light = brightness(opened)
    panel.sliders["exposure"].set_value(-60)
    qtbot.waitUntil(lambda: brightness(opened) < light - 20)
    before = brightness(opened)
    opened.go_to_step(0)
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


def test_auto_brings_back_a_faded_photo_and_the_histogram_shows_it(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    rows = np.random.default_rng(0).integers(80, 160, (120, 160, 3))
    Image.fromarray((rows + np.array((30, 10, 0))).astype(np.uint8)).save(tmp_path / "old.png")
    open_photo(window, tmp_path / "old.png", qtbot)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    panel = window.pages["adjust"].panel

    def width() -> int:
        """Columns of the histogram in which anything is drawn, from the left to the right one."""
        QApplication.processEvents()
        picture = panel.histogram.grab().toImage()
        row = round(picture.height() * 0.9)
        ground = picture.pixelColor(picture.width() // 2, 2)
        drawn = [x for x in range(12, picture.width() - 12) if picture.pixelColor(x, row) != ground]
        return drawn[-1] - drawn[0] if drawn else 0

    qtbot.waitUntil(lambda: width() > 0)
    before = width()
    qtbot.mouseClick(panel.auto, LEFT)
    assert panel.sliders["fade"].value >= 50
    qtbot.waitUntil(lambda: width() > 1.3 * before)


def test_all_that_is_set_is_asked_for(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_F6)
    panel = opened.pages["adjust"].panel
    values = {name: 10 + number for number, name in enumerate(panel.sliders)}
    for name, value in values.items():
        panel.sliders[name].set_value(value)
    panel.grey.setCurrentIndex(panel.grey.findData("red"))
    qtbot.mouseClick(panel.apply, LEFT)
    qtbot.waitUntil(lambda: opened.idle)
    request = engine.requests[-1]
    assert isinstance(request, AdjustRequest)
    asked = asdict(request.adjustment)
    assert asked.pop("grey") == "red"
    assert asked.pop("exposure") == pytest.approx(3 * values.pop("exposure") / 100)
    assert asked == {name: pytest.approx(value / 100) for name, value in values.items()}
    assert not panel.adjustment  # all back, for the next one


@pytest.mark.parametrize("way", ["cancelled", "failed"])
def test_the_sliders_stay_where_they_were_without_a_result(
    way: str, opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    opened.show_panel("adjust")
    panel = opened.pages["adjust"].panel
    panel.sliders["exposure"].set_value(33)
    if way == "failed":
        engine.error = RuntimeError("no")
    else:
        engine.hold()
    qtbot.mouseClick(panel.apply, Qt.MouseButton.LeftButton)
    if way == "cancelled":
        qtbot.waitUntil(lambda: opened.operations.busy)
        qtbot.keyClick(opened, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert panel.sliders["exposure"].value == 33
