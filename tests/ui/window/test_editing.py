"""Painting, repairing, styling and undoing on the real window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, at, drag, make_pixels, move, paint, pixels, run_repair
from vqstudio.core.document import Patch
from vqstudio.core.errors import RequestError
from vqstudio.core.geometry import Bounds
from vqstudio.engine.requests import RepairRequest, StyleRequest
from vqstudio.ui.jobs.notices import Level
from vqstudio.ui.model.mask_layer import MaskChange
from vqstudio.ui.model.tool import Tool
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def test_a_stroke_selects_what_the_brush_passed_over(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    selected = opened.session.mask.snapshot().selected
    assert selected[100, 100]
    assert selected[105, 120]  # between two mouse events
    assert selected[100, 180]
    assert not selected[100, 80]
    assert not selected[140, 140]
    assert np.unique(opened.session.mask.alpha).size > 2  # a smooth rim


def test_the_eraser_takes_away_only_where_it_passes(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_E)
    assert opened.brush.tool is Tool.ERASER
    drag(opened, qtbot, (100, 100), (110, 100))
    selected = opened.session.mask.snapshot().selected
    assert not selected[100, 105]
    assert selected[100, 175]


def test_erasing_along_a_stroke_leaves_no_trace_of_it(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_X)
    paint(opened, qtbot)
    assert not opened.session.mask.alpha.any()
    assert not opened.repair_panel.repair.isEnabled()


def test_shift_click_draws_a_straight_line_from_the_last_stroke(opened: MainWindow, qtbot: QtBot) -> None:
    opened.brush.set_size(12)
    drag(opened, qtbot, (40, 40))
    qtbot.mouseClick(opened.canvas, LEFT, Qt.KeyboardModifier.ShiftModifier, at(opened, 240, 140))
    assert opened.session.mask.snapshot().selected[90, 140]


def test_a_pen_paints_as_wide_as_it_is_pressed(opened: MainWindow) -> None:
    opened.brush.set_size(40)
    pen(opened, QEvent.Type.TabletPress, (60, 100), 0.25)
    pen(opened, QEvent.Type.TabletMove, (120, 100), 0.25)
    pen(opened, QEvent.Type.TabletMove, (240, 100), 1.0)
    pen(opened, QEvent.Type.TabletRelease, (240, 100), 0.0)
    selected = opened.session.mask.snapshot().selected
    assert abs(int(selected[:, 80].sum()) - 10) <= 2
    assert abs(int(selected[:, 200].sum()) - 40) <= 2
    assert opened.session.stack.count() == 1


def pen(window: MainWindow, kind: QEvent.Type, point: tuple[float, float], pressure: float) -> None:
    position = QPointF(at(window, *point))
    pressed = Qt.MouseButton.NoButton if kind is QEvent.Type.TabletRelease else LEFT
    event = QTabletEvent(
        kind, QPointingDevice.primaryPointingDevice(), position, window.canvas.mapToGlobal(position), pressure,
        0.0, 0.0, 0.0, 0.0, 0.0, Qt.KeyboardModifier.NoModifier, LEFT, pressed,
    )  # fmt: skip
    QApplication.sendEvent(window.canvas, event)


def test_brush_keys_change_tool_and_size(opened: MainWindow, qtbot: QtBot) -> None:
    size = opened.brush.size
    qtbot.keyClick(opened, Qt.Key.Key_BracketRight)
    assert opened.brush.size > size
    assert opened.repair_panel.brush_size.value == opened.toolbar.brush_size.value == opened.brush.size
    qtbot.keyClick(opened, Qt.Key.Key_X)
    assert opened.brush.tool is Tool.ERASER
    assert opened.actions_by_name["eraser"].isChecked()
    qtbot.keyClick(opened, Qt.Key.Key_B)
    assert opened.brush.tool is Tool.BRUSH


def test_one_stroke_is_one_undo_step(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    before = opened.session.mask.alpha.copy()
    drag(opened, qtbot, (50, 200), (90, 200), (130, 210))
    both = opened.session.mask.alpha.copy()
    qtbot.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(opened.session.mask.alpha, before)
    qtbot.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert np.array_equal(opened.session.mask.alpha, both)
    assert not opened.isWindowModified()  # a mask is not a change of the photo


def test_undo_during_a_stroke_takes_back_that_stroke(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    before = opened.session.mask.alpha.copy()
    qtbot.mousePress(opened.canvas, LEFT, pos=at(opened, 60, 60))
    move(opened, at(opened, 60, 160), LEFT)
    assert not np.array_equal(opened.session.mask.alpha, before)
    opened.actions_by_name["undo"].trigger()
    qtbot.mouseRelease(opened.canvas, LEFT, pos=at(opened, 60, 160))
    assert np.array_equal(opened.session.mask.alpha, before)


def test_repair_changes_the_selected_pixels_and_undo_brings_all_back(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    original = pixels(opened).copy()
    assert not opened.repair_panel.repair.isEnabled()
    paint(opened, qtbot)
    mask = opened.session.mask.alpha.copy()
    run_repair(opened, qtbot)
    request = engine.requests[0]
    assert isinstance(request, RepairRequest)
    selected = mask > 0
    assert (pixels(opened)[selected] == 10).all()
    assert np.array_equal(pixels(opened)[~selected], original[~selected])
    assert opened.session.mask_empty
    assert opened.isWindowModified()
    repaired = pixels(opened).copy()

    opened.actions_by_name["undo"].trigger()
    assert np.array_equal(pixels(opened), original)
    assert np.array_equal(opened.session.mask.alpha, mask)  # the mask comes back in the same step
    assert not opened.isWindowModified()

    opened.actions_by_name["redo"].trigger()
    assert np.array_equal(pixels(opened), repaired)
    assert opened.session.mask_empty


def test_the_last_mask_can_be_brought_back(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    mask = opened.session.mask.alpha.copy()
    run_repair(opened, qtbot)
    qtbot.mouseClick(opened.repair_panel.restore, LEFT)
    assert np.array_equal(opened.session.mask.alpha, mask)


def test_repair_on_release_runs_without_the_button(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    opened.repair_panel.auto.setChecked(True)
    paint(opened, qtbot)
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert len(engine.requests) == 1
    assert (pixels(opened)[100, 100] == 10).all()


def test_painting_goes_on_while_a_repair_runs(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    engine.hold()
    opened.operations.repair()
    drag(opened, qtbot, (50, 200), (90, 200))
    later = opened.session.mask.snapshot().selected.copy()
    later[:180] = False
    engine.release()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert np.array_equal(opened.session.mask.snapshot().selected, later)
    # Undo in the order of the history: the repair, then the stroke painted meanwhile.
    opened.session.stack.undo()
    opened.session.stack.undo()
    assert opened.session.mask.snapshot().selected[100, 100]
    assert not opened.session.mask.snapshot().selected[200, 70]


def test_a_stroke_in_progress_survives_the_end_of_a_repair(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    paint(opened, qtbot)
    start = opened.session.mask.alpha.copy()
    engine.hold()
    opened.operations.repair()
    qtbot.mousePress(opened.canvas, LEFT, pos=at(opened, 100, 90))
    move(opened, at(opened, 140, 90), LEFT)
    engine.release()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    move(opened, at(opened, 240, 90), LEFT)
    qtbot.mouseRelease(opened.canvas, LEFT, pos=at(opened, 240, 90))
    assert opened.session.mask.snapshot().selected[90, 230]
    for _ in range(3):
        opened.session.stack.undo()
    assert np.array_equal(opened.session.mask.alpha, start)
    assert np.array_equal(pixels(opened), make_pixels())


def test_cancel_leaves_everything_as_it_was(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    original = pixels(opened).copy()
    paint(opened, qtbot)
    mask = opened.session.mask.alpha.copy()
    engine.hold()
    opened.operations.repair()
    qtbot.waitUntil(lambda: opened.status.progress.value() == 500)
    assert opened.status.message.text() == "Halfway"
    assert opened.status.cancel.isVisible()
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert np.array_equal(pixels(opened), original)
    assert np.array_equal(opened.session.mask.alpha, mask)
    assert not opened.status.progress.isVisible()
    assert opened.banner.current is None


@pytest.mark.parametrize("ending", ["result", "cancel"])
def test_a_preview_covers_the_mask_until_the_repair_ends(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot, ending: str
) -> None:
    green = (0, 200, 0)
    engine.preview = Bounds(90, 90, 100, 30), np.full((30, 100, 3), green, np.uint8)
    paint(opened, qtbot)

    def shown() -> tuple[int, ...]:
        return opened.canvas.grab().toImage().pixelColor(at(opened, 140, 108)).getRgb()[:3]

    masked = shown()
    engine.hold()
    opened.operations.repair()
    qtbot.waitUntil(lambda: shown() == green)
    if ending == "cancel":
        qtbot.keyClick(opened, Qt.Key.Key_Escape)
    engine.release()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert shown() == (masked if ending == "cancel" else (10, 10, 10))


def test_an_error_of_the_engine_is_shown_as_it_is(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.error = RequestError("The mask covers the whole photo, so there is nothing to fill it from.")
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    assert opened.banner.isVisible()
    assert opened.banner.text.text() == str(engine.error)
    assert not opened.banner.details.isVisible()
    assert not opened.session.mask_empty  # to try again with
    qtbot.mouseClick(opened.banner.dismiss, LEFT)
    assert not opened.banner.isVisible()


def test_a_defect_is_shown_with_details(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.error = ZeroDivisionError("division by zero")
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    notice = opened.banner.current
    assert notice is not None
    assert notice.level is Level.ERROR
    assert "Something went wrong" in notice.text
    assert "ZeroDivisionError: division by zero" in notice.details
    assert opened.banner.details.isVisible()


def test_a_result_for_other_pixels_is_refused(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    engine.hold()
    opened.operations.repair()
    changed = pixels(opened).copy()
    changed[90:110, 90:110] = 0
    nothing = MaskChange.between(opened.session.mask.alpha, opened.session.mask.alpha)
    patch = Patch.between(pixels(opened), changed, Bounds(90, 90, 20, 20))
    opened.session.shown.apply_edit(patch, nothing, version=-1)
    engine.release()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert "changed" in opened.banner.text.text()
    assert np.array_equal(pixels(opened), changed)


def test_notices_of_a_result_are_shown(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.notices = ("The GPU ran out of memory, so the CPU did it.",)
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    assert opened.banner.text.text() == engine.notices[0]


@pytest.mark.parametrize("strength", [100, 40])
def test_a_style_is_applied_with_its_strength(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot, strength: int
) -> None:
    original = pixels(opened).copy()
    qtbot.keyClick(opened, Qt.Key.Key_F3)
    panel = opened.pages["style"].panel
    assert panel.isVisible()
    panel.gallery.choose("ink")
    panel.strength.set_value(strength)
    qtbot.mouseClick(panel.apply, LEFT)
    qtbot.waitUntil(lambda: not opened.operations.busy)
    request = engine.requests[0]
    assert isinstance(request, StyleRequest)
    assert (request.style, request.strength, request.mask) == ("ink", strength / 100, None)
    assert np.array_equal(pixels(opened), (original * (1 - strength / 100)).astype(np.uint8))
    opened.session.stack.undo()
    assert np.array_equal(pixels(opened), original)


def test_a_click_on_a_tile_applies_its_style(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    opened.side.show_page("style")
    qtbot.mouseClick(opened.pages["style"].panel.gallery.tiles[1], LEFT)
    qtbot.waitUntil(lambda: bool(engine.requests) and not opened.operations.busy)
    request = engine.requests[0]
    assert isinstance(request, StyleRequest)
    assert request.style == "ink"


def test_a_second_style_replaces_the_first(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    original = pixels(opened).copy()
    for tile in opened.pages["style"].panel.gallery.tiles:
        tile.setChecked(True)
        opened.pages["style"].panel.strength.set_value(50)
        opened.pages["style"].panel.apply_style()
        qtbot.waitUntil(lambda: not opened.operations.busy)
    assert np.array_equal(engine.requests[1].pixels, original)
    assert np.array_equal(pixels(opened), (original * 0.5).astype(np.uint8))
    opened.session.stack.undo()
    opened.session.stack.undo()
    assert np.array_equal(pixels(opened), original)


def test_a_style_of_another_area_leaves_the_first(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    opened.pages["style"].panel.only_mask.setChecked(True)
    for row in (60, 180):
        opened.session.clear_mask()
        drag(opened, qtbot, (100, row), (140, row))
        opened.pages["style"].panel.apply_style()
        qtbot.waitUntil(lambda: not opened.operations.busy)
    assert (pixels(opened)[60, 120] == 0).all()
    assert (pixels(opened)[180, 120] == 0).all()


def test_a_style_inside_the_mask_leaves_the_rest(opened: MainWindow, qtbot: QtBot) -> None:
    original = pixels(opened).copy()
    assert not opened.pages["style"].panel.only_mask.isEnabled()
    paint(opened, qtbot)
    opened.pages["style"].panel.only_mask.setChecked(True)
    opened.pages["style"].panel.apply_style()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    selected = opened.session.mask.snapshot().selected
    assert (pixels(opened)[selected] == 0).all()
    assert np.array_equal(pixels(opened)[~selected], original[~selected])


def test_the_undo_history_keeps_within_its_bytes(opened: MainWindow, qtbot: QtBot) -> None:
    stack = opened.session.stack
    opened.session.set_undo_budget(120_000)
    for row in range(4):
        drag(opened, qtbot, (60, 40 + 40 * row), (200, 40 + 40 * row))
        opened.operations.repair()
        qtbot.waitUntil(lambda: not opened.operations.busy)
    assert stack.nbytes <= 120_000
    undone = 0
    while opened.actions_by_name["undo"].isEnabled():
        opened.actions_by_name["undo"].trigger()
        undone += 1
    assert 0 < undone < 8
    assert (pixels(opened)[40, 100] == 10).all()  # the first repair can no longer be undone, and is not harmed
    while opened.actions_by_name["redo"].isEnabled():
        opened.actions_by_name["redo"].trigger()
    assert (pixels(opened)[160, 100] == 10).all()


def test_clear_and_invert_are_undoable(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    mask = opened.session.mask.alpha.copy()
    qtbot.mouseClick(opened.repair_panel.invert, LEFT)
    assert np.array_equal(opened.session.mask.alpha, 255 - mask)
    qtbot.mouseClick(opened.repair_panel.clear, LEFT)
    assert opened.session.mask_empty
    opened.session.stack.undo()
    opened.session.stack.undo()
    assert np.array_equal(opened.session.mask.alpha, mask)


def test_a_result_that_cannot_be_put_in_place_leaves_the_window_usable(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint(opened, qtbot)

    def broken(*_: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr(opened.session.shown, "push_edit", broken)
    opened.operations.repair()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert opened.banner.current is not None
    assert opened.actions_by_name["repair"].isEnabled()
    assert not opened.actions_by_name["cancel"].isEnabled()
