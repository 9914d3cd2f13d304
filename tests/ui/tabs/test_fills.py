"""Choosing among the fills of a repair, and where their texture comes from."""

from __future__ import annotations

import weakref
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, at, drag, open_photo, paint, pixels, run_repair
from vqstudio.engine.requests import RepairRequest
from vqstudio.ui.model.photo_masks import SourceUse
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def more_fills(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.repair_panel.versions.more, LEFT)
    qtbot.waitUntil(lambda: not window.operations.busy)


def test_more_fills_are_computed_and_the_first_of_them_is_shown(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    original = pixels(opened).copy()
    paint(opened, qtbot)
    mask = opened.session.mask.snapshot()
    run_repair(opened, qtbot)
    more_fills(opened, qtbot)
    requests = [r for r in engine.requests if isinstance(r, RepairRequest)]
    assert [r.seed for r in requests] == [0, 1, 2, 3]
    assert all(np.array_equal(r.pixels, original) for r in requests)  # none repairs the repair
    assert len(opened.repair_panel.versions.strip.tiles) == 4
    assert (pixels(opened)[mask.selected] == 20).all()
    opened.session.stack.undo()  # whichever fill is chosen, the repair is one step
    assert np.array_equal(pixels(opened), original)
    assert np.array_equal(opened.session.mask.alpha, mask.alpha)
    assert not opened.repair_panel.versions.more.isEnabled()
    assert not opened.repair_panel.versions.strip.isVisible()
    opened.session.stack.redo()
    assert (pixels(opened)[mask.selected] == 20).all()
    assert opened.repair_panel.versions.strip.isVisible()


def test_fills_chosen_after_painting_on_leave_a_history_that_can_be_undone(opened: MainWindow, qtbot: QtBot) -> None:
    original = pixels(opened).copy()
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    drag(opened, qtbot, (20, 200), (60, 200))  # the next fill is then a step of its own
    more_fills(opened, qtbot)
    opened.operations.step_fill(1)
    while opened.session.stack.can_undo():
        opened.session.stack.undo()
    assert np.array_equal(pixels(opened), original)


def test_fills_are_chosen_by_click_and_flipped_by_keys(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    selected = opened.session.mask.snapshot().selected
    run_repair(opened, qtbot)
    more_fills(opened, qtbot)
    tiles = opened.repair_panel.versions.strip.tiles
    qtbot.mouseClick(tiles[2], LEFT)
    assert (pixels(opened)[selected] == 30).all()
    qtbot.keyClick(tiles[2], Qt.Key.Key_Right)
    assert (pixels(opened)[selected] == 40).all()
    assert tiles[3].isChecked()
    opened.actions_by_name["next_fill"].trigger()  # round to the first
    assert (pixels(opened)[selected] == 10).all()
    opened.actions_by_name["previous_fill"].trigger()
    assert (pixels(opened)[selected] == 40).all()


def test_a_stroke_painted_since_survives_another_fill(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    selected = opened.session.mask.snapshot().selected
    run_repair(opened, qtbot)
    drag(opened, qtbot, (200, 200), (220, 200))
    stroke = opened.session.mask.alpha.copy()
    more_fills(opened, qtbot)
    assert (pixels(opened)[selected] == 20).all()
    assert np.array_equal(opened.session.mask.alpha, stroke)


def test_cancelling_more_fills_keeps_those_that_are_ready(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    done = len(engine.requests)
    engine.hold()
    qtbot.mouseClick(opened.repair_panel.versions.more, LEFT)
    qtbot.waitUntil(lambda: len(engine.requests) == done + 1)
    opened.actions_by_name["cancel"].trigger()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert len(engine.requests) == done + 1
    assert len(opened.operations.fills) == 1
    assert opened.operations.shown_fill == 0


def choose_source(window: MainWindow, use: SourceUse) -> None:
    box = window.repair_panel.source
    box.setCurrentIndex(box.findData(use))
    box.activated.emit(box.currentIndex())


def test_texture_is_taken_from_the_area_that_was_painted(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    mask = opened.session.mask.alpha.copy()
    choose_source(opened, SourceUse.ONLY)
    drag(opened, qtbot, (250, 60), (280, 60))  # painted as source at once
    assert np.array_equal(opened.session.mask.alpha, mask)
    area = opened.session.source.alpha.copy()
    assert area[60, 265]
    qtbot.mouseClick(opened.repair_panel.paint_source, LEFT)
    drag(opened, qtbot, (60, 200), (80, 200))  # the mask again
    assert np.array_equal(opened.session.source.alpha, area)
    run_repair(opened, qtbot)
    request = engine.requests[-1]
    assert isinstance(request, RepairRequest)
    assert request.only is not None
    assert np.array_equal(request.only.alpha, area)
    assert request.avoid is None
    more_fills(opened, qtbot)
    again = engine.requests[-1]
    assert isinstance(again, RepairRequest)
    assert again.only is not None
    assert np.array_equal(again.only.alpha, area)


def test_a_repair_that_looks_wrong_is_done_again_with_texture_from_elsewhere(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    panel = opened.repair_panel
    assert "green" not in " ".join(panel.source.itemText(number) for number in range(3))  # nothing is yet
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    assert "more versions" in panel.hint.text()
    assert "undo" in panel.hint.text()
    assert panel.hint.isVisible()
    choose_source(opened, SourceUse.ONLY)
    drag(opened, qtbot, (250, 60), (280, 60))
    assert panel.source.currentText() == "Only the green area"
    area = opened.session.source.alpha.copy()
    more_fills(opened, qtbot)
    again = engine.requests[-1]
    assert isinstance(again, RepairRequest)
    assert again.only is not None
    assert np.array_equal(again.only.alpha, area)
    while opened.session.stack.can_undo():
        opened.session.stack.undo()
    assert "more versions" not in panel.hint.text()


def test_a_repair_that_fails_says_what_to_do_next(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    engine.error = RuntimeError("no such tensor")
    run_repair(opened, qtbot)
    text = opened.banner.text.text()
    assert "unchanged" in text
    assert "Paint a smaller area" in text
    assert not opened.session.mask_empty
    assert opened.repair_panel.repair.isEnabled()


def test_a_stroke_that_is_under_way_stays_on_the_layer_it_began_on(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    before = opened.session.mask.alpha.copy()
    qtbot.mousePress(opened.canvas, LEFT, pos=at(opened, 60, 160))
    opened.actions_by_name["paint_source"].trigger()
    qtbot.mouseRelease(opened.canvas, LEFT, pos=at(opened, 60, 160))
    assert opened.session.mask.alpha[160, 60]
    opened.actions_by_name["undo"].trigger()
    assert np.array_equal(opened.session.mask.alpha, before)
    assert not opened.session.source.alpha.any()


def test_an_area_to_avoid_is_undone_stroke_by_stroke_and_forgotten_with_the_photo(
    opened: MainWindow, engine: FakeEngine, photo: Path, qtbot: QtBot
) -> None:
    choose_source(opened, SourceUse.AVOID)
    drag(opened, qtbot, (250, 60), (280, 60))
    opened.actions_by_name["undo"].trigger()
    assert not opened.session.source.alpha.any()
    opened.actions_by_name["redo"].trigger()
    assert opened.session.source.alpha.any()
    opened.actions_by_name["paint_source"].trigger()  # back to the mask
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    request = engine.requests[-1]
    assert isinstance(request, RepairRequest)
    assert request.avoid is not None
    assert request.only is None
    opened.session.close(opened.session.shown)
    open_photo(opened, photo, qtbot)
    assert opened.session.source_use is SourceUse.EVERYWHERE
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    request = engine.requests[-1]
    assert isinstance(request, RepairRequest)
    assert request.avoid is None


def test_the_detail_slider_counts_for_the_next_fill(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    opened.repair_panel.detail.slider.setFocus()
    qtbot.keyClick(opened.repair_panel.detail.slider, Qt.Key.Key_Home)
    more_fills(opened, qtbot)
    details = [request.detail for request in engine.requests if isinstance(request, RepairRequest)]
    assert details == [1.0, 0.0, 0.0, 0.0]


def test_versions_that_cannot_be_shown_again_are_let_go(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    more_fills(opened, qtbot)
    kept = weakref.ref(opened.operations.fills[2].patch.after)
    opened.pages["adjust"].panel.sliders["exposure"].set_value(30)
    opened.actions_by_name["adjust"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    opened.session.stack.undo()
    assert opened.operations.fills == []
    qtbot.waitUntil(lambda: kept() is None)  # the tiles go when the event loop runs
