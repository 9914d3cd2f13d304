"""Pulling the frame outward, on the real window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import HEIGHT, WIDTH, FakeEngine, open_photo, pixels
from vqstudio.core.geometry import Margins
from vqstudio.core.transform import Turn
from vqstudio.engine.requests import ExtendRequest
from vqstudio.ui.dialogs.size import SizeDialog
from vqstudio.ui.tabs.frame.panel import EXTEND, FREE
from vqstudio.ui.window.main_window import MainWindow

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def extending(opened: MainWindow, qtbot: QtBot) -> MainWindow:
    qtbot.keyClick(opened, Qt.Key.Key_F4)
    assert opened.frame.active
    return opened


def at(window: MainWindow, x: float, y: float) -> QPoint:
    """The canvas position of a point of the photo."""
    point = window.canvas.view.to_widget(x, y)
    return QPoint(round(point[0]), round(point[1]))


def pull(
    window: MainWindow, qtbot: QtBot, start: tuple[float, float], end: tuple[float, float],
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:  # fmt: skip
    canvas = window.canvas
    qtbot.mouseMove(canvas, at(window, *start))
    qtbot.mousePress(canvas, LEFT, modifier, at(window, *start))
    target = QPointF(at(window, *end))
    move = QMouseEvent(  # qtbot.mouseMove cannot hold a key down
        QEvent.Type.MouseMove, target, canvas.mapToGlobal(target), Qt.MouseButton.NoButton, LEFT, modifier
    )
    QApplication.sendEvent(canvas, move)
    qtbot.mouseRelease(canvas, LEFT, modifier, at(window, *end))


def test_an_edge_is_pulled_and_the_photo_goes_on(extending: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    assert not extending.frame_panel.apply.isEnabled()
    pull(extending, qtbot, (0, HEIGHT / 2), (-60, HEIGHT / 2))
    assert extending.frame.margins == Margins(left=60)
    assert extending.frame_panel.sides["left"].value() == 60
    assert f"{WIDTH + 60} × {HEIGHT}" in extending.frame_panel.outcome.text()
    before = extending.session.document
    assert before is not None
    qtbot.mouseClick(extending.frame_panel.apply, LEFT)
    qtbot.waitUntil(lambda: extending.idle)
    request = engine.requests[-1]
    assert isinstance(request, ExtendRequest)
    after = extending.session.document
    assert after is not None
    assert (after.width, after.height) == (WIDTH + 60, HEIGHT)
    assert (after.pixels[:, :60] == 7).all()
    assert np.array_equal(after.pixels[:, 60:], before.pixels)
    assert extending.session.modified
    assert extending.frame.margins == Margins()
    assert f"{WIDTH + 60} × {HEIGHT}" in extending.status.dimensions.text()


def test_a_corner_pulls_two_edges_and_shift_the_opposite_ones_too(extending: MainWindow, qtbot: QtBot) -> None:
    pull(extending, qtbot, (WIDTH, HEIGHT), (WIDTH + 40, HEIGHT + 30))
    assert extending.frame.margins == Margins(right=40, bottom=30)
    pull(extending, qtbot, (WIDTH + 40, HEIGHT / 2), (WIDTH + 20, HEIGHT / 2), SHIFT)
    assert extending.frame.margins == Margins(left=20, right=20, bottom=30)


def test_the_frame_pulled_inward_crops_the_photo_with_its_mask(
    extending: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    session = extending.session
    alpha = session.mask.alpha.copy()
    alpha[100:110, 100:120] = 255
    session.set_mask(alpha, "Test")
    original = pixels(extending).copy()
    pull(extending, qtbot, (0, HEIGHT / 2), (80, HEIGHT / 2))
    assert extending.frame.margins == Margins(left=-80)
    assert extending.frame_panel.apply.text().endswith("Crop")
    qtbot.mouseClick(extending.frame_panel.apply, LEFT)
    qtbot.waitUntil(lambda: extending.idle)
    assert not engine.requests
    assert np.array_equal(pixels(extending), original[:, 80:])
    assert np.array_equal(session.mask.alpha, alpha[:, 80:])
    assert session.before is not None
    assert session.before.pixels.shape == pixels(extending).shape
    session.stack.undo()
    assert np.array_equal(pixels(extending), original)
    assert np.array_equal(session.mask.alpha, alpha)


def test_a_crop_leaves_something(extending: MainWindow, qtbot: QtBot) -> None:
    pull(extending, qtbot, (0, HEIGHT / 2), (WIDTH + 50, HEIGHT / 2))
    assert extending.frame.size == (16, HEIGHT)


def test_one_side_cut_and_another_extended(extending: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    original = pixels(extending).copy()
    extending.frame_panel.sides["left"].setValue(-30)
    extending.frame_panel.sides["top"].setValue(20)
    assert extending.frame_panel.apply.text().endswith("Crop and extend")
    qtbot.mouseClick(extending.frame_panel.apply, LEFT)
    qtbot.waitUntil(lambda: extending.idle and bool(engine.requests))
    assert pixels(extending).shape == (HEIGHT + 20, WIDTH - 30, 3)
    assert np.array_equal(pixels(extending)[20:], original[:, 30:])


def test_turns_and_flips_are_steps_of_the_history(extending: MainWindow, qtbot: QtBot) -> None:
    original = pixels(extending).copy()
    qtbot.mouseClick(extending.frame_panel.turns["turn_right"], LEFT)
    qtbot.waitUntil(lambda: extending.idle)
    assert np.array_equal(pixels(extending), np.rot90(original, -1))
    assert f"{HEIGHT} × {WIDTH}" in extending.status.dimensions.text()
    extending.actions_by_name["flip"].trigger()
    qtbot.waitUntil(lambda: extending.idle)
    assert np.array_equal(pixels(extending), np.rot90(original, -1)[:, ::-1])
    assert extending.session.modified
    extending.session.stack.undo()
    extending.session.stack.undo()
    assert np.array_equal(pixels(extending), original)
    assert not extending.session.modified
    extending.session.stack.redo()
    assert np.array_equal(pixels(extending), np.rot90(original, -1))


def test_straightening_is_seen_before_it_is_applied(extending: MainWindow, qtbot: QtBot) -> None:
    original = pixels(extending).copy()
    seen: list[np.ndarray] = []
    extending.frame_panel.preview.connect(lambda bounds, picture: seen.append(picture))
    extending.frame_panel.angle.set_value(5)
    qtbot.waitUntil(lambda: bool(seen))
    assert np.array_equal(pixels(extending), original)
    qtbot.mouseClick(extending.frame_panel.apply, LEFT)
    qtbot.waitUntil(lambda: extending.idle)
    height, width = pixels(extending).shape[:2]
    assert width < WIDTH
    assert width / height == pytest.approx(WIDTH / HEIGHT, rel=0.02)
    assert extending.frame_panel.angle.value == 0
    qtbot.keyClick(extending, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(pixels(extending), original)


def test_a_photo_is_resized_to_the_size_that_is_asked_for(
    extending: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extending.prompts, "ask_size", lambda width, height: (width // 2, height // 2))
    extending.actions_by_name["resize"].trigger()
    qtbot.waitUntil(lambda: extending.idle)
    assert pixels(extending).shape == (HEIGHT // 2, WIDTH // 2, 3)


def test_what_is_painted_while_a_photo_turns_is_kept(extending: MainWindow, qtbot: QtBot) -> None:
    original = pixels(extending).copy()
    extending.shapes.change(Turn(1), "Turn right")
    alpha = extending.session.mask.alpha.copy()
    alpha[5:9, 5:9] = 255
    extending.session.set_mask(alpha, "Test")
    qtbot.waitUntil(lambda: extending.idle)
    assert np.array_equal(pixels(extending), original)
    assert np.array_equal(extending.session.mask.alpha, alpha)


def test_undo_and_redo_change_the_canvas_with_mask_and_comparison(
    extending: MainWindow, qtbot: QtBot, engine: FakeEngine
) -> None:
    session = extending.session
    alpha = session.mask.alpha.copy()
    alpha[10:20, 30:50] = 255
    session.set_mask(alpha, "Test")
    original = session.document
    assert original is not None
    extending.frame_panel.sides["left"].setValue(32)
    extending.frame_panel.sides["top"].setValue(16)
    qtbot.keyClick(extending, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: extending.idle and session.stack.index() == 2)
    assert np.array_equal(session.mask.alpha[16:, 32:], alpha)
    assert session.mask.alpha[:16].max() == 0
    assert session.before is not None
    assert np.array_equal(session.before.pixels[16:, 32:, :3], original.pixels)
    extended = session.document
    assert extended is not None
    qtbot.keyClick(extending, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.document is not None
    assert np.array_equal(session.document.pixels, original.pixels)
    assert np.array_equal(session.mask.alpha, alpha)
    assert session.before.pixels.shape[:2] == original.pixels.shape[:2]
    assert not session.edited
    qtbot.keyClick(extending, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(session.document.pixels, extended.pixels)
    qtbot.keyClick(extending, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(extending, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.mask_empty


def test_a_shape_extends_two_sides(extending: MainWindow, qtbot: QtBot) -> None:
    ratio = extending.frame_panel.ratio
    extending.frame_panel.ratio_by.setCurrentText(EXTEND)
    ratio.setCurrentText("16:9")
    ratio.activated.emit(ratio.currentIndex())
    margins = extending.frame.margins
    assert (margins.top, margins.bottom) == (0, 0)
    assert margins.left + WIDTH + margins.right == round(HEIGHT * 16 / 9)
    assert ratio.currentText() == "16:9"
    qtbot.mouseClick(extending.frame_panel.reset, LEFT)
    assert ratio.currentText() == FREE
    assert extending.frame.margins == Margins()


def choose(window: MainWindow, ratio: str) -> None:
    box = window.frame_panel.ratio
    box.setCurrentIndex(box.findData(ratio))
    box.activated.emit(box.currentIndex())


def test_the_frame_is_moved_by_dragging_inside_and_by_arrow_keys(extending: MainWindow, qtbot: QtBot) -> None:
    choose(extending, "1:1")
    assert extending.frame.margins == Margins(left=-40, right=-40)
    pull(extending, qtbot, (WIDTH / 2, HEIGHT / 2), (WIDTH / 2 + 30, HEIGHT / 2 + 50))
    assert extending.frame.margins == Margins(left=-70, right=-10)
    pull(extending, qtbot, (WIDTH / 2, HEIGHT / 2), (WIDTH, HEIGHT / 2))
    assert extending.frame.margins == Margins(left=-80)  # never beyond the photo
    extending.canvas.setFocus()
    qtbot.keyClick(extending.canvas, Qt.Key.Key_Left)
    assert extending.frame.margins == Margins(left=-79, right=-1)
    qtbot.keyClick(extending.canvas, Qt.Key.Key_Left, SHIFT)
    assert extending.frame.margins == Margins(left=-69, right=-11)


def test_a_chosen_shape_survives_pulling_and_straightening(extending: MainWindow, qtbot: QtBot) -> None:
    choose(extending, "1:1")
    pull(extending, qtbot, (40, 0), (90, 20))
    assert extending.frame.margins == Margins(left=-60, top=-20, right=-40)
    pull(extending, qtbot, (WIDTH - 40, 130), (WIDTH - 60, 130))
    assert extending.frame.size == (200, 200)
    assert extending.frame_panel.ratio.currentData() == "1:1"
    extending.frame_panel.angle.set_value(5)
    qtbot.mouseClick(extending.frame_panel.apply, LEFT)
    qtbot.waitUntil(lambda: extending.idle and pixels(extending).shape[1] < WIDTH)
    height, width = pixels(extending).shape[:2]
    assert height == width > 200
    assert extending.frame_panel.ratio.currentData() == "1:1"


def test_shift_at_a_corner_keeps_the_shape_of_the_frame(extending: MainWindow, qtbot: QtBot) -> None:
    pull(extending, qtbot, (0, 0), (80, 10), SHIFT)
    assert extending.frame.size == (WIDTH - 13, HEIGHT - 10)


def test_percent_in_a_box_are_percent_of_the_photos_side(extending: MainWindow, qtbot: QtBot) -> None:
    left, top = (extending.frame_panel.sides[side] for side in ("left", "top"))
    for box, text in ((left, "30%"), (top, "-12.5 %")):
        box.setFocus()
        box.selectAll()
        qtbot.keyClicks(box, text)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert extending.frame.margins == Margins(left=96, top=-30)
    assert left.text() == "96 px"
    left.selectAll()
    qtbot.keyClicks(left, "-40")
    qtbot.keyClick(left, Qt.Key.Key_Return)
    assert extending.frame.margins == Margins(left=-40, top=-30)
    dialog = SizeDialog(400, 300, extending)
    dialog.across.selectAll()
    qtbot.keyClicks(dialog.across, "50%")
    assert dialog.size_chosen == (200, 150)


def test_the_brush_rests_while_the_frame_is_shown(extending: MainWindow, qtbot: QtBot) -> None:
    pull(extending, qtbot, (100, 100), (140, 120))
    assert extending.session.mask_empty
    assert extending.frame.margins == Margins()
    qtbot.keyClick(extending, Qt.Key.Key_F2)
    assert not extending.frame.active
    qtbot.mouseClick(extending.canvas, LEFT, pos=at(extending, 100, 100))
    assert not extending.session.mask_empty


def test_a_cancelled_extension_leaves_the_photo(extending: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.hold()
    original = extending.session.document
    extending.frame_panel.sides["right"].setValue(50)
    qtbot.mouseClick(extending.frame_panel.apply, LEFT)
    assert extending.operations.busy
    qtbot.keyClick(extending, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: extending.idle)
    assert extending.session.document is original
    assert extending.frame.margins == Margins(right=50)


def test_a_stroke_under_way_ends_when_the_canvas_grows(extending: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.hold()
    extending.frame_panel.sides["left"].setValue(64)
    qtbot.mouseClick(extending.frame_panel.apply, LEFT)
    qtbot.keyClick(extending, Qt.Key.Key_F2)
    qtbot.mousePress(extending.canvas, LEFT, pos=at(extending, 100, 100))
    assert extending.brush.painting
    engine.release()
    qtbot.waitUntil(lambda: extending.idle)
    qtbot.mouseMove(extending.canvas, at(extending, 250, 200))
    qtbot.mouseRelease(extending.canvas, LEFT, pos=at(extending, 250, 200))
    mask = extending.session.mask.alpha
    assert mask.shape == (HEIGHT, WIDTH + 64)
    assert mask[100, 164] == 255  # it stays on what was painted
    assert mask[180:].max() == 0  # and no line leads from there to where the pointer is now


def test_redo_in_the_middle_of_a_stroke_takes_back_the_stroke(extending: MainWindow, qtbot: QtBot) -> None:
    extending.frame_panel.sides["left"].setValue(64)
    qtbot.mouseClick(extending.frame_panel.apply, LEFT)
    qtbot.waitUntil(lambda: extending.idle)
    qtbot.keyClick(extending, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(extending, Qt.Key.Key_F2)
    qtbot.mousePress(extending.canvas, LEFT, pos=at(extending, 100, 100))
    qtbot.keyClick(extending, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert not extending.brush.painting
    assert extending.session.mask_empty
    assert extending.session.mask.alpha.shape == (HEIGHT, WIDTH)
    qtbot.mouseRelease(extending.canvas, LEFT, pos=at(extending, 100, 100))


def test_a_frame_that_was_pulled_waits_while_another_photo_is_shown(
    extending: MainWindow, photo: Path, qtbot: QtBot
) -> None:
    pull(extending, qtbot, (WIDTH, HEIGHT / 2), (WIDTH - 50, HEIGHT / 2))
    other = photo.with_stem("other")
    other.write_bytes(photo.read_bytes())
    open_photo(extending, other, qtbot)
    assert extending.frame.margins == Margins()
    qtbot.keyClick(extending, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert extending.frame.margins == Margins(right=-50)
    assert extending.frame_panel.sides["right"].value() == -50
    qtbot.mouseClick(extending.frame_panel.apply, LEFT)
    qtbot.waitUntil(lambda: extending.idle)
    assert pixels(extending).shape[1] == WIDTH - 50


def test_enter_applies_the_frame_and_escape_puts_it_back(extending: MainWindow, qtbot: QtBot) -> None:
    pull(extending, qtbot, (0, HEIGHT / 2), (80, HEIGHT / 2))
    qtbot.keyClick(extending.canvas, Qt.Key.Key_Escape)
    assert extending.frame.margins == Margins()
    pull(extending, qtbot, (0, HEIGHT / 2), (80, HEIGHT / 2))
    left = extending.frame_panel.sides["left"]
    left.setFocus()
    qtbot.keyClick(left, Qt.Key.Key_Return)  # only ends the number
    assert extending.frame.margins == Margins(left=-80)
    extending.canvas.setFocus()
    qtbot.keyClick(extending.canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: extending.idle)
    assert pixels(extending).shape[:2] == (HEIGHT, WIDTH - 80)


def test_a_frame_of_a_free_shape_survives_straightening(extending: MainWindow, qtbot: QtBot) -> None:
    seen: list[np.ndarray] = []
    extending.frame_panel.preview.connect(lambda bounds, picture: seen.append(picture))
    pull(extending, qtbot, (0, 0), (100, 60))
    pull(extending, qtbot, (WIDTH, HEIGHT), (WIDTH - 80, HEIGHT - 70))
    margins = extending.frame.margins
    assert margins == Margins(-100, -60, -80, -70)
    extending.frame_panel.angle.set_value(4)
    assert extending.frame.margins == margins
    extending.frame_panel.angle.set_value(6)
    assert extending.frame.margins == margins
    assert f"{WIDTH - 180} × {HEIGHT - 130}" in extending.frame_panel.outcome.text()
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.mouseClick(extending.frame_panel.apply, LEFT)
    qtbot.waitUntil(lambda: extending.idle and pixels(extending).shape[1] < WIDTH)
    assert pixels(extending).shape == (HEIGHT - 130, WIDTH - 180, 3)
    assert extending.frame.margins == Margins()
