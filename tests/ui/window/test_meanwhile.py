"""Something happens while something else is under way: a photo opens behind a dialog, a mask changes under a stroke."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEventLoop, Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, at, drag, move, paint, run_repair
from vqstudio.ui.dialogs.prompts import Unsaved
from vqstudio.ui.model.tool import Tool
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.png"
    Image.fromarray(np.full((100, 150, 3), 7, np.uint8)).save(path)
    return path


@pytest.fixture
def asks(opened: MainWindow, other: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, object], None]:
    """Let a prompt of the window answer only when another photo has opened behind it."""

    def answer_late(prompt: str, answer: object) -> None:
        def ask(*_: Any) -> object:
            loop = QEventLoop()
            opened.session.opened.connect(loop.quit)
            opened.open_path(other)
            loop.exec()
            assert opened.session.shown is not None
            assert opened.session.shown.name == "other.png"
            return answer

        monkeypatch.setattr(opened.prompts, prompt, ask)

    return answer_late


def test_the_photo_that_was_asked_about_is_saved(
    opened: MainWindow, asks: Callable[[str, object], None], tmp_path: Path, qtbot: QtBot
) -> None:
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    asks("ask_save", tmp_path / "saved.png")
    qtbot.keyClick(opened, Qt.Key.Key_S, CTRL | SHIFT)
    qtbot.waitUntil(lambda: opened.idle)
    assert Image.open(tmp_path / "saved.png").size == (320, 240)


def test_the_photo_that_is_to_close_is_saved_before(
    opened: MainWindow, asks: Callable[[str, object], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:  # fmt: skip
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    asks("ask_unsaved", Unsaved.SAVE)
    monkeypatch.setattr(opened.prompts, "ask_save", lambda *_: tmp_path / "saved.png")
    qtbot.keyClick(opened, Qt.Key.Key_W, CTRL)
    qtbot.waitUntil(lambda: opened.idle)
    assert Image.open(tmp_path / "saved.png").size == (320, 240)
    assert [photo.name for photo in opened.session.photos] == ["other.png"]


def test_the_photo_that_was_asked_about_is_resized(
    opened: MainWindow, asks: Callable[[str, object], None], qtbot: QtBot
) -> None:
    asks("ask_size", (160, 120))
    opened.actions_by_name["resize"].trigger()
    qtbot.waitUntil(lambda: opened.idle and opened.session.document.width == 160)
    sizes = {photo.name: photo.document.width for photo in opened.session.photos}
    assert sizes == {"holiday.png": 160, "other.png": 150}


def test_the_mask_of_the_photo_that_was_asked_about_is_saved(
    opened: MainWindow, asks: Callable[[str, object], None], tmp_path: Path, qtbot: QtBot
) -> None:
    paint(opened, qtbot)
    asks("ask_save", tmp_path / "mask.png")
    opened.actions_by_name["save_mask"].trigger()
    qtbot.waitUntil(lambda: (tmp_path / "mask.png").exists() and opened.idle)
    assert Image.open(tmp_path / "mask.png").size == (320, 240)


def begin_stroke(window: MainWindow, qtbot: QtBot) -> None:
    window.brush.set_size(20)
    qtbot.mousePress(window.canvas, LEFT, pos=at(window, 10, 50))
    move(window, at(window, 10, 100), LEFT)


def end_stroke(window: MainWindow, qtbot: QtBot) -> None:
    move(window, at(window, 60, 100), LEFT)
    qtbot.mouseRelease(window.canvas, LEFT, pos=at(window, 60, 100))


def undo_everything(window: MainWindow) -> None:
    while window.session.stack.can_undo():
        window.undo()


def test_damage_that_is_found_during_a_stroke_stays_and_can_be_undone(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.hold()
    opened.show_panel("restore")
    opened.actions_by_name["find_damage"].trigger()
    qtbot.waitUntil(lambda: opened.operations.busy)
    begin_stroke(opened, qtbot)
    engine.release()
    qtbot.waitUntil(lambda: opened.idle and opened.session.stack.can_undo())
    found = opened.session.mask.alpha > 0
    end_stroke(opened, qtbot)
    assert opened.session.mask.alpha[found].all()
    undo_everything(opened)
    assert opened.session.mask.is_empty()


def test_a_mask_that_is_inverted_during_a_stroke_can_be_undone(opened: MainWindow, qtbot: QtBot) -> None:
    begin_stroke(opened, qtbot)
    qtbot.keyClick(opened.canvas, Qt.Key.Key_I, CTRL | SHIFT)
    end_stroke(opened, qtbot)
    undo_everything(opened)
    assert opened.session.mask.is_empty()


def test_a_photo_that_is_enlarged_during_a_stroke_keeps_it_as_a_step(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.hold()
    opened.show_panel("restore")
    opened.actions_by_name["enlarge_2"].trigger()
    qtbot.waitUntil(lambda: opened.operations.busy)
    begin_stroke(opened, qtbot)
    engine.release()
    qtbot.waitUntil(lambda: opened.session.document.width == 640 and opened.idle)
    end_stroke(opened, qtbot)
    undo_everything(opened)
    assert opened.session.document.width == 320
    assert opened.session.mask.is_empty()


def test_a_key_for_another_tool_counts_for_the_next_stroke(opened: MainWindow, qtbot: QtBot) -> None:
    begin_stroke(opened, qtbot)
    painted = np.count_nonzero(opened.session.mask.alpha)
    qtbot.keyClick(opened.canvas, Qt.Key.Key_R)
    end_stroke(opened, qtbot)
    assert np.count_nonzero(opened.session.mask.alpha) > painted
    assert [step.text() for step in opened.session.stack.steps] == ["Brush stroke"]
    assert opened.brush.tool is Tool.RECTANGLE


@pytest.mark.parametrize("tool", [Tool.BRUSH, Tool.PAINT])
def test_undo_during_a_stroke_takes_back_the_stroke(tool: Tool, opened: MainWindow, qtbot: QtBot) -> None:
    opened.brush.set_tool(tool)
    if tool is Tool.PAINT:
        drag(opened, qtbot, (100, 100), (150, 100))
        qtbot.waitUntil(lambda: opened.idle and opened.session.stack.can_undo())
    steps = opened.session.stack.index()
    begin_stroke(opened, qtbot)
    qtbot.keyClick(opened.canvas, Qt.Key.Key_Z, CTRL)
    end_stroke(opened, qtbot)
    qtbot.waitUntil(lambda: opened.idle)
    assert opened.session.stack.index() == steps
    assert opened.session.mask.is_empty()
    assert opened.banner.current is None


def test_a_source_area_fits_the_photo_after_a_turn_was_undone(opened: MainWindow, qtbot: QtBot) -> None:
    opened.actions_by_name["turn_right"].trigger()
    qtbot.waitUntil(lambda: opened.session.document.width == 240 and opened.idle)
    qtbot.keyClick(opened, Qt.Key.Key_G)
    assert opened.session.painting_source
    qtbot.keyClick(opened, Qt.Key.Key_Z, CTRL)
    assert opened.session.document.width == 320
    opened.brush.set_tool(Tool.RECTANGLE)
    drag(opened, qtbot, (50, 50), (100, 100))
    assert opened.session.source.alpha[75, 75]


def test_the_photo_is_not_shown_as_it_was_once_the_window_lost_the_key(opened: MainWindow, qtbot: QtBot) -> None:
    opened.canvas.setFocus()
    qtbot.keyPress(opened.canvas, Qt.Key.Key_Backslash)
    opened.canvas.clearFocus()
    paint(opened, qtbot)
    assert not opened.session.mask_empty
