"""Shapes, wand and smart select, and what menus do with the mask, on the real window."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import HEIGHT, WIDTH, at, drag, make_pixels, move, open_photo
from vqstudio.core import select
from vqstudio.ui.model.tool import Tool
from vqstudio.ui.window.main_window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def disc(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window with a photo of a red disc of radius 50 in the middle."""
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    inside = (rows - HEIGHT / 2) ** 2 + (columns - WIDTH / 2) ** 2 < 50**2
    photo = np.where(inside[:, :, None], (200, 50, 40), (80, 100, 130)) + make_pixels() / 25
    Image.fromarray(photo.astype(np.uint8)).save(tmp_path / "disc.png")
    open_photo(window, tmp_path / "disc.png", qtbot)
    return window


def pull(
    window: MainWindow, qtbot: QtBot, start: tuple[float, float], end: tuple[float, float],
    modifier: Qt.KeyboardModifier = NONE,
) -> None:  # fmt: skip
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    canvas, target = window.canvas, QPointF(at(window, *end))
    qtbot.mousePress(canvas, LEFT, modifier, at(window, *start))
    event = QMouseEvent(
        QEvent.Type.MouseMove, target, canvas.mapToGlobal(target), Qt.MouseButton.NoButton, LEFT, modifier
    )
    QApplication.sendEvent(canvas, event)
    qtbot.mouseRelease(canvas, LEFT, modifier, at(window, *end))


def selected(window: MainWindow) -> np.ndarray:
    return window.session.mask.alpha > 127


def test_a_rectangle_is_added_to_the_mask_and_undone_as_one_step(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_R)
    assert opened.brush.tool is Tool.RECTANGLE
    pull(opened, qtbot, (40, 50), (120, 90))
    chosen = selected(opened)
    assert chosen[52:88, 42:118].all()
    assert not chosen[:48].any()
    assert abs(int(chosen.sum()) - 80 * 40) < 200
    pull(opened, qtbot, (200, 50), (240, 90))
    assert selected(opened)[70, 100]
    assert selected(opened)[70, 220]
    opened.session.stack.undo()
    opened.session.stack.undo()
    assert opened.session.mask_empty


def test_shift_makes_a_circle_and_ctrl_takes_away(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_O)
    pull(opened, qtbot, (60, 60), (160, 100), SHIFT)
    rows, columns = np.nonzero(selected(opened))
    assert np.ptp(rows) == pytest.approx(np.ptp(columns), abs=2)
    assert abs(len(rows) - np.pi * 50**2) < 300
    qtbot.keyClick(opened, Qt.Key.Key_R)
    pull(opened, qtbot, (60, 60), (110, 160), CONTROL)
    assert not selected(opened)[60:160, 60:108].any()
    assert selected(opened)[100, 140]


def test_a_lasso_selects_what_it_goes_around(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_L)
    drag(opened, qtbot, (50, 50), (150, 50), (150, 150), (50, 150))
    assert selected(opened)[100, 100]
    assert not selected(opened)[100, 200]


def test_a_polygon_is_clicked_corner_by_corner(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_P)
    canvas = opened.canvas
    canvas.setFocus()
    for corner in ((50, 50), (200, 50), (280, 200), (200, 200)):
        qtbot.mouseClick(canvas, LEFT, pos=at(opened, *corner))
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace)  # the third corner was a mistake, and what came after it
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace)
    qtbot.mouseClick(canvas, LEFT, pos=at(opened, 200, 200))
    move(opened, at(opened, 60, 180))
    assert opened.session.mask_empty
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert selected(opened)[100, 150]
    assert not selected(opened)[180, 60]
    assert not selected(opened)[150, 230]


def test_a_polygon_closes_at_its_first_corner_and_escape_drops_it(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_P)
    canvas = opened.canvas
    canvas.setFocus()
    qtbot.mouseClick(canvas, LEFT, pos=at(opened, 20, 20))
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    for corner in ((50, 50), (200, 50), (200, 200)):
        qtbot.mouseClick(canvas, LEFT, pos=at(opened, *corner))
    qtbot.mouseClick(canvas, LEFT, pos=at(opened, 50, 50) + QPoint(3, 2))
    assert selected(opened)[100, 150]
    assert not selected(opened)[30, 30]


def test_the_wand_selects_a_colour_by_a_click(disc: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(disc, Qt.Key.Key_W)
    assert disc.repair_panel.tolerance.isVisible()
    assert not disc.repair_panel.brush_size.isVisible()
    qtbot.mouseClick(disc.canvas, LEFT, pos=at(disc, WIDTH / 2, HEIGHT / 2))
    qtbot.waitUntil(lambda: disc.idle and not disc.session.mask_empty)
    assert abs(int(selected(disc).sum()) - np.pi * 50**2) < 100
    disc.repair_panel.tolerance.set_value(0)
    qtbot.mouseClick(disc.canvas, LEFT, pos=at(disc, 10, 10))
    qtbot.waitUntil(lambda: disc.idle)
    assert selected(disc).sum() < 0.4 * HEIGHT * WIDTH


def test_a_scribble_selects_the_object(disc: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(disc, Qt.Key.Key_S)
    disc.brush.set_size(16)
    drag(disc, qtbot, (140, 120), (160, 125), (180, 120))
    qtbot.waitUntil(lambda: disc.idle and not disc.session.mask_empty)
    assert abs(int(selected(disc).sum()) - np.pi * 50**2) < 400
    disc.session.stack.undo()
    assert disc.session.mask_empty


def test_the_edge_of_the_mask_moves_by_keys(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_R)
    pull(opened, qtbot, (40, 50), (120, 90))
    before = int(selected(opened).sum())
    qtbot.keyClick(opened, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    larger = int(selected(opened).sum())
    assert larger > before
    for _ in range(2):
        qtbot.keyClick(opened, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    assert selected(opened).sum() < before


def test_a_mask_is_saved_and_loaded_as_a_picture(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_R)
    pull(opened, qtbot, (40, 50), (120, 90))
    mask = opened.session.mask.alpha.copy()
    monkeypatch.setattr(opened.prompts, "ask_save", lambda suggestion: tmp_path / suggestion.name)
    opened.actions_by_name["save_mask"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    opened.session.clear_mask()
    monkeypatch.setattr(opened.prompts, "ask_open_mask", lambda folder: tmp_path / "holiday-mask.png")
    opened.actions_by_name["load_mask"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    assert np.array_equal(opened.session.mask.alpha, mask)


def test_a_mask_of_another_size_is_refused_with_a_reason(opened: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    Image.new("L", (5, 5), 255).save(tmp_path / "small.png")
    opened.masks.load(tmp_path / "small.png")
    qtbot.waitUntil(lambda: opened.banner.isVisible())
    assert "same size" in opened.banner.text.text()
    assert opened.session.mask_empty


def test_a_selection_that_comes_too_late_is_dropped(disc: MainWindow, photo: Path, qtbot: QtBot) -> None:
    qtbot.keyClick(disc, Qt.Key.Key_W)
    qtbot.mouseClick(disc.canvas, LEFT, pos=at(disc, WIDTH / 2, HEIGHT / 2))
    disc.session.open(disc.session.document.__class__(make_pixels()))  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: disc.idle)
    assert disc.session.mask_empty


def test_a_selection_that_comes_late_does_not_turn_the_next_one_round(
    disc: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, similar = threading.Event(), select.similar
    monkeypatch.setattr(select, "similar", lambda *asked: (found.wait(5), similar(*asked))[1])
    disc.brush.set_tool(Tool.WAND)
    qtbot.mouseClick(disc.canvas, LEFT, CONTROL, at(disc, 5, 5))  # takes away
    disc.brush.set_tool(Tool.RECTANGLE)
    qtbot.mousePress(disc.canvas, LEFT, NONE, at(disc, 50, 50))
    move(disc, at(disc, 100, 100), LEFT)
    found.set()
    qtbot.waitUntil(lambda: not disc._background.busy)
    QApplication.processEvents()
    qtbot.mouseRelease(disc.canvas, LEFT, NONE, at(disc, 100, 100))
    assert disc.session.mask.alpha[75, 75] == 255
