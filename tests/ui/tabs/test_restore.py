"""Old photos on the real window: damage, clarity, size, and the button that does it all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import HEIGHT, WIDTH, FakeEngine, at, drag, open_photo, pixels
from vqstudio.engine.requests import AdjustRequest, ClearRequest, EnlargeRequest, RepairRequest
from vqstudio.engine.strengths import Strengths
from vqstudio.ui.tabs.restore.damage import REST_MS
from vqstudio.ui.window.main_window import MainWindow

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


def steps(window: MainWindow) -> list[str]:
    """The texts of the steps that are in place."""
    stack = window.session.stack
    return [step.text() for step in stack.steps[: stack.index()]]


def kinds(engine: FakeEngine) -> list[type]:
    return [type(request) for request in engine.requests]


@pytest.fixture
def restoring(opened: MainWindow, qtbot: QtBot) -> MainWindow:
    qtbot.keyClick(opened, Qt.Key.Key_F7)
    return opened


def find(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.pages["restore"].panel.find_damage, LEFT)
    qtbot.waitUntil(lambda: window.idle and not window.session.mask_empty)


def selected(window: MainWindow) -> int:
    """Columns from the left that are selected for sure."""
    return int((window.session.mask.alpha == 255).all(axis=0).sum())


def test_damage_is_shown_before_anything_is_touched(restoring: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    original = pixels(restoring).copy()
    find(restoring, qtbot)
    assert 20 <= selected(restoring) < 30
    assert np.array_equal(pixels(restoring), original)
    assert steps(restoring) == ["Find damage"]
    assert "of the photo looks damaged" in restoring.status.message.text()
    qtbot.keyClick(restoring, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: restoring.idle and kinds(engine) == [RepairRequest])
    assert (pixels(restoring)[:, :20] == 10).all()


def test_the_sensitivity_can_be_changed_afterwards(restoring: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = restoring.pages["restore"].panel
    find(restoring, qtbot)
    told = restoring.status.message.text()
    panel.sensitivity.set_value(80)
    qtbot.waitUntil(lambda: selected(restoring) >= 36)
    assert restoring.status.message.text() != told, "the share is of what is selected now"
    panel.sensitivity.set_value(0)
    qtbot.waitUntil(lambda: 20 <= selected(restoring) < 30)
    assert steps(restoring) == ["Find damage"]
    assert engine.looks == 1, "it is computed once"
    restoring.session.stack.undo()
    assert restoring.session.mask_empty


def test_what_the_user_painted_stays(restoring: MainWindow, qtbot: QtBot) -> None:
    panel = restoring.pages["restore"].panel
    drag(restoring, qtbot, (200, 120), (240, 120))
    painted = restoring.session.mask.alpha.copy()
    qtbot.mouseClick(panel.find_damage, LEFT)
    qtbot.waitUntil(lambda: restoring.idle and 20 <= selected(restoring) < 30)
    panel.sensitivity.set_value(80)
    qtbot.waitUntil(lambda: selected(restoring) >= 36)
    assert (restoring.session.mask.alpha[painted == 255] == 255).all()
    drag(restoring, qtbot, (100, 60), (110, 60))
    touched = restoring.session.mask.alpha.copy()
    panel.sensitivity.set_value(20)
    qtbot.wait(5 * REST_MS)
    qtbot.waitUntil(lambda: restoring.idle)
    assert np.array_equal(restoring.session.mask.alpha, touched), "a mask that was corrected is the user's"


def test_looking_for_damage_can_be_cancelled(restoring: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.hold()
    qtbot.mouseClick(restoring.pages["restore"].panel.find_damage, LEFT)
    qtbot.waitUntil(lambda: engine.looks == 1)
    assert not restoring.operations.can_edit
    qtbot.keyClick(restoring, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: restoring.idle)
    assert steps(restoring) == []
    assert "as it was" in restoring.status.message.text()


def test_the_sliders_are_set_by_what_the_photo_has(restoring: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = restoring.pages["restore"].panel
    assert not panel.clear.isEnabled()
    qtbot.mouseClick(panel.auto, LEFT)
    qtbot.waitUntil(lambda: panel.strengths["noise"].value == 30)
    assert [slider.value for slider in panel.strengths.values()] == [30, 0, 10]
    original = pixels(restoring).copy()
    qtbot.mouseClick(panel.clear, LEFT)
    qtbot.waitUntil(lambda: restoring.idle and steps(restoring) == ["Clear up"])
    request = engine.requests[-1]
    assert isinstance(request, ClearRequest)
    assert (request.noise, request.compression, request.blur) == (0.3, 0.0, 0.1)
    assert (pixels(restoring) == original + 1).all()
    assert not panel.strengths["noise"].value, "what was applied is not applied again by mistake"


def level(window: MainWindow) -> float:
    """What the canvas shows of a photo of one grey."""
    QApplication.processEvents()
    picture = window.canvas.grab().toImage()
    spot = at(window, 160, 120) * picture.devicePixelRatio()
    return float(picture.pixelColor(spot.x(), spot.y()).red())


def test_a_slider_shows_what_it_will_do_once_it_stands_still(
    restoring: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    Image.new("RGB", (WIDTH, HEIGHT), (90, 90, 90)).save(tmp_path / "grey.png")
    open_photo(restoring, tmp_path / "grey.png", qtbot)
    panel, before = restoring.pages["restore"].panel, level(restoring)
    panel.strengths["noise"].set_value(40)
    qtbot.waitUntil(lambda: level(restoring) == before + 1)
    assert (pixels(restoring) == 90).all()
    panel.strengths["noise"].set_value(0)
    qtbot.waitUntil(lambda: level(restoring) == before)
    panel.strengths["noise"].set_value(40)
    qtbot.waitUntil(lambda: level(restoring) == before + 1)
    qtbot.keyClick(restoring, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: level(restoring) == before)
    assert not panel.strengths["noise"].value


def test_only_where_it_is_painted(restoring: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = restoring.pages["restore"].panel
    panel.strengths["noise"].set_value(40)
    panel.only_mask.setChecked(True)
    assert not panel.clear.isEnabled()
    assert panel.hint.isVisible()
    drag(restoring, qtbot, (200, 120), (240, 120))
    painted, original = restoring.session.mask.alpha > 0, pixels(restoring).copy()
    qtbot.mouseClick(panel.clear, LEFT)
    qtbot.waitUntil(lambda: restoring.idle and bool(steps(restoring)) and steps(restoring)[-1] == "Clear up")
    assert np.array_equal(pixels(restoring)[~painted], original[~painted])
    assert (pixels(restoring)[painted] == original[painted] + 1).all()


def test_richness_and_mask_reach_the_engine(restoring: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = restoring.pages["restore"].panel
    panel.rich.set_value(75)
    panel.strengths["noise"].set_value(40)
    qtbot.mouseClick(panel.clear, LEFT)
    qtbot.waitUntil(lambda: restoring.idle and steps(restoring) == ["Clear up"])
    drag(restoring, qtbot, (100, 120), (140, 120))
    painted = restoring.session.mask.alpha.copy()
    panel.only_mask.setChecked(True)
    qtbot.mouseClick(panel.double, LEFT)
    qtbot.waitUntil(lambda: restoring.idle and pixels(restoring).shape == (2 * HEIGHT, 2 * WIDTH, 3))
    cleared, enlarged = (request for request in engine.requests if isinstance(request, ClearRequest | EnlargeRequest))
    assert (cleared.faithful, enlarged.faithful) == (0.25, 0.25)
    assert cleared.mask is None
    assert enlarged.mask is not None
    assert np.array_equal(enlarged.mask.alpha, painted)


def test_enlarging_takes_everything_on_the_canvas_along(
    restoring: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    original = pixels(restoring).copy()
    drag(restoring, qtbot, (100, 120), (140, 120))
    small = restoring.session.mask.alpha.copy()
    qtbot.mouseClick(restoring.pages["restore"].panel.double, LEFT)
    qtbot.waitUntil(lambda: pixels(restoring).shape == (2 * HEIGHT, 2 * WIDTH, 3))
    assert np.array_equal(pixels(restoring)[::2, ::2], original)
    large = restoring.session.mask.alpha
    assert large.shape == (2 * HEIGHT, 2 * WIDTH)
    assert np.abs(large[::2, ::2].astype(int) - small).mean() < 2
    restoring.session.stack.undo()
    assert np.array_equal(pixels(restoring), original)
    assert np.array_equal(restoring.session.mask.alpha, small)
    restoring.session.stack.redo()
    assert pixels(restoring).shape[0] == 2 * HEIGHT
    qtbot.keyClick(restoring, Qt.Key.Key_2, CTRL | Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: pixels(restoring).shape[0] == 4 * HEIGHT)
    assert kinds(engine) == [EnlargeRequest, EnlargeRequest]


def test_one_button_restores_by_steps_that_can_be_undone_alone(
    restoring: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    qtbot.mouseClick(restoring.pages["restore"].panel.restore, LEFT)
    qtbot.waitUntil(lambda: len(engine.requests) == 2 and restoring.idle)
    assert kinds(engine) == [RepairRequest, ClearRequest]
    assert steps(restoring) == ["Find damage", "Repair", "Clear up"]
    assert restoring.session.mask_empty, "the repair has used it up"
    assert f"restored ({', '.join(steps(restoring))})" in restoring.status.message.text()
    restoring.session.stack.undo()
    assert steps(restoring) == ["Find damage", "Repair"]
    assert (pixels(restoring)[:, :20] == 10).all()


def test_faded_colours_come_back_by_as_much_as_they_have_faded(
    restoring: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    assert pixels(restoring).min() >= 100, "the photo has no black"
    restoring.pages["restore"].panel.with_damage.setChecked(False)
    qtbot.mouseClick(restoring.pages["restore"].panel.restore, LEFT)
    qtbot.waitUntil(lambda: kinds(engine) == [ClearRequest, AdjustRequest] and restoring.idle)
    adjust = engine.requests[-1]
    assert isinstance(adjust, AdjustRequest)
    assert adjust.adjustment.fade == 1
    assert steps(restoring) == ["Clear up", "Adjust"]


def test_the_button_leaves_out_what_is_not_checked(restoring: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    panel = restoring.pages["restore"].panel
    panel.with_damage.setChecked(False)
    panel.with_fade.setChecked(False)
    qtbot.keyClick(restoring, Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: restoring.idle and bool(engine.requests))
    assert kinds(engine) == [ClearRequest]
    assert not engine.looks
    panel.with_clarity.setChecked(False)
    assert not panel.restore.isEnabled()


def test_a_photo_that_needs_nothing_gets_no_steps(restoring: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.measured = Strengths()
    panel = restoring.pages["restore"].panel
    panel.with_damage.setChecked(False)
    panel.with_fade.setChecked(False)
    qtbot.mouseClick(panel.restore, LEFT)
    qtbot.waitUntil(lambda: "needs nothing" in restoring.status.message.text())
    assert steps(restoring) == []
    assert panel.restore.isEnabled()


def test_cancelling_keeps_what_is_done_and_ends_the_rest(
    restoring: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    panel = restoring.pages["restore"].panel
    find(restoring, qtbot)
    engine.hold()
    qtbot.mouseClick(panel.restore, LEFT)
    qtbot.waitUntil(lambda: kinds(engine) == [RepairRequest])
    assert not panel.restore.isEnabled()
    qtbot.keyClick(restoring, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: restoring.idle)
    assert steps(restoring) == ["Find damage"]
    assert kinds(engine) == [RepairRequest]
    engine.release()
    assert panel.restore.isEnabled()


def test_an_error_ends_the_rest_and_is_told(restoring: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.error = RuntimeError("a defect")
    qtbot.mouseClick(restoring.pages["restore"].panel.restore, LEFT)
    qtbot.waitUntil(lambda: restoring.banner.isVisible() and restoring.idle)
    assert not engine.requests
    engine.error = None
    assert restoring.pages["restore"].panel.restore.isEnabled()
