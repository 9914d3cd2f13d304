"""The history panel, on the real window."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, MakeWindow, drag, make_pixels, open_photo, paint, pixels, run_repair
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def edited(opened: MainWindow, qtbot: QtBot) -> MainWindow:
    """Painted, repaired, turned upside down and painted on again, with the panel shown."""
    qtbot.keyClick(opened, Qt.Key.Key_F8)
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    opened.actions_by_name["flip_upright"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    drag(opened, qtbot, (40, 40), (80, 40))
    return opened


def texts(window: MainWindow) -> list[str]:
    steps = window.history.list
    return [steps.item(row).text() for row in range(steps.count())]


def click(window: MainWindow, row: int, qtbot: QtBot) -> None:
    steps = window.history.list
    qtbot.mouseClick(steps.viewport(), LEFT, pos=steps.visualItemRect(steps.item(row)).center())


def test_every_step_is_listed_with_how_the_photo_looked(edited: MainWindow) -> None:
    assert texts(edited) == ["Opened", "Brush stroke", "Repair", "Flip top to bottom", "Brush stroke"]
    steps = edited.history.list
    looks = [steps.item(row).icon().pixmap(112, 84).toImage() for row in range(5)]
    assert all(not look.isNull() for look in looks)
    assert all(one != other for one, other in itertools.pairwise(looks))
    assert steps.currentRow() == 4


def test_a_click_goes_back_and_forth_over_several_steps(edited: MainWindow, qtbot: QtBot) -> None:
    last, mask = pixels(edited).copy(), edited.session.mask.alpha.copy()
    click(edited, 0, qtbot)
    assert np.array_equal(pixels(edited), make_pixels())
    assert edited.session.mask_empty
    assert not edited.session.edited
    click(edited, 4, qtbot)
    assert np.array_equal(pixels(edited), last)
    assert np.array_equal(edited.session.mask.alpha, mask)
    click(edited, 2, qtbot)
    drag(edited, qtbot, (10, 10), (30, 10))
    assert texts(edited) == ["Opened", "Brush stroke", "Repair", "Brush stroke"]


def test_keys_choose_a_step(edited: MainWindow, qtbot: QtBot) -> None:
    steps = edited.history.list
    steps.setFocus()
    qtbot.keyClick(steps, Qt.Key.Key_Up)
    qtbot.keyClick(steps, Qt.Key.Key_Up)
    assert edited.session.stack.index() == 4  # looking changes nothing
    qtbot.keyClick(steps, Qt.Key.Key_Return)
    assert edited.session.stack.index() == 2


def test_nothing_is_undone_under_a_running_job(edited: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.hold()
    edited.operations.repair()
    click(edited, 0, qtbot)
    assert edited.session.stack.index() == 4
    assert "Esc" in edited.status.message.text()


def test_steps_whose_memory_was_needed_cannot_be_chosen(edited: MainWindow, qtbot: QtBot) -> None:
    edited.session.set_undo_budget(1000)
    drag(edited, qtbot, (10, 10), (30, 10))
    click(edited, 0, qtbot)
    assert edited.session.stack.index() == 5
    click(edited, 4, qtbot)
    assert edited.session.stack.index() == 4


def test_each_photo_has_its_own_history_and_the_panel_is_remembered(
    edited: MainWindow, make_window: MakeWindow, tmp_path, photo, qtbot: QtBot
) -> None:
    other = photo.with_stem("other")
    other.write_bytes(photo.read_bytes())
    open_photo(edited, other, qtbot)
    assert texts(edited) == ["Opened"]
    edited.actions_by_name["previous_photo"].trigger()
    assert len(texts(edited)) == 5
    edited.session.close(edited.session.shown)
    assert edited.close()
    assert make_window().history.isVisible()


def test_a_photo_is_looked_at_as_before_when_it_comes_back(opened: MainWindow, photo, qtbot: QtBot) -> None:
    canvas = opened.canvas
    canvas.zoom_to(3.0)
    middle = canvas.view.to_photo(canvas.width() / 2, canvas.height() / 2)
    other = photo.with_stem("other")
    other.write_bytes(photo.read_bytes())
    open_photo(opened, other, qtbot)
    assert canvas.fitted
    opened.actions_by_name["previous_photo"].trigger()
    qtbot.waitUntil(lambda: canvas.view.zoom == 3.0)
    # The strip of photos has made the canvas lower meanwhile.
    assert canvas.view.to_photo(canvas.width() / 2, canvas.height() / 2) == pytest.approx(middle, abs=0.5)


def test_after_undo_the_status_bar_no_longer_tells_of_the_step(edited: MainWindow) -> None:
    edited.status.set_message("Repair done in 1.0 s on CPU.")
    edited.undo()
    assert edited.status.message.text() == ""
