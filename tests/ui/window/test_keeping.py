"""What a panel only previews is not lost: it is applied before a save and when its panel is left; undo ends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, drag, open_photo, paint, pixels
from vqstudio.core.errors import StudioError
from vqstudio.engine.requests import AdjustRequest, ClearRequest, RepairRequest, StyleRequest
from vqstudio.ui.dialogs.prompts import Unsaved
from vqstudio.ui.dialogs.unsaved import UnsavedAll
from vqstudio.ui.window.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.png"
    Image.new("RGB", (90, 60), "white").save(path)
    return path


def adjust(window: MainWindow, qtbot: QtBot) -> np.ndarray:
    """Preview an adjustment; returns the pixels, which stay as they are."""
    qtbot.keyClick(window, Qt.Key.Key_F6)
    window.pages["adjust"].panel.sliders["exposure"].set_value(33)
    return pixels(window).copy()


def apply_slowly(window: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    """Preview an adjustment and leave its panel, which applies it; that lasts until the engine is released."""
    adjust(window, qtbot)
    engine.hold()
    qtbot.keyClick(window, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: window.operations.busy)


def preview_style(window: MainWindow, qtbot: QtBot) -> np.ndarray:
    qtbot.keyClick(window, Qt.Key.Key_F3)
    window.pages["style"].panel.strength.set_value(60)
    qtbot.waitUntil(lambda: window.idle)
    return pixels(window).copy()


def clear(window: MainWindow, qtbot: QtBot) -> np.ndarray:
    qtbot.keyClick(window, Qt.Key.Key_F7)
    window.pages["restore"].panel.strengths["noise"].set_value(40)
    return pixels(window).copy()


def settled(window: MainWindow, qtbot: QtBot, engine: FakeEngine, kind: type) -> None:
    qtbot.waitUntil(lambda: window.idle and not window.session.shown.unapplied)
    assert isinstance(engine.requests[-1], kind)


@pytest.mark.parametrize("preview", [adjust, preview_style, clear])
def test_saving_writes_what_is_seen(
    preview, opened: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = preview(opened, qtbot)
    assert np.array_equal(pixels(opened), before)
    assert opened.session.modified
    monkeypatch.setattr(opened.prompts, "ask_save", lambda *_: tmp_path / "saved.png")
    qtbot.keyClick(opened, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: opened.idle and not opened.session.modified)
    saved = np.asarray(Image.open(tmp_path / "saved.png").convert("RGB"))
    assert not (saved == before[:, :, :3]).any()
    assert np.array_equal(saved, pixels(opened)[:, :, :3])
    assert len(opened.session.stack.steps) == 1


def test_a_copy_and_an_export_are_of_what_is_seen(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    adjust(opened, qtbot)
    opened.actions_by_name["copy"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    assert QApplication.clipboard().image().pixelColor(5, 5).getRgb()[:3] == (99, 99, 99)
    before = adjust(opened, qtbot)
    asked: list[bool] = []
    monkeypatch.setattr(opened.exports, "ask", lambda: asked.append(bool(opened.session.shown.unapplied)))
    opened.actions_by_name["export"].trigger()
    qtbot.waitUntil(lambda: opened.idle and bool(asked))
    assert asked == [False]
    assert before.shape == pixels(opened).shape
    assert len(opened.session.stack.steps) == 2


@pytest.mark.parametrize(("preview", "kind"), [(adjust, AdjustRequest), (preview_style, StyleRequest)])
def test_another_panel_keeps_what_was_previewed_as_a_step(
    preview, kind: type, opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    before = preview(opened, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_F2)
    settled(opened, qtbot, engine, kind)
    assert not np.array_equal(pixels(opened), before)
    assert not opened.pages["adjust"].panel.adjustment
    qtbot.keyClick(opened, Qt.Key.Key_Z, CONTROL)
    assert np.array_equal(pixels(opened), before)
    assert not opened.session.modified


@pytest.mark.parametrize("preview", [adjust, preview_style, clear])
def test_undo_ends_the_preview_before_it_takes_back_a_step(preview, opened: MainWindow, qtbot: QtBot) -> None:
    opened.pages["adjust"].panel.sliders["contrast"].set_value(5)
    opened.actions_by_name["adjust"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    before = preview(opened, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_Z, CONTROL)
    assert np.array_equal(pixels(opened), before)
    assert not opened.session.shown.unapplied
    assert not opened.pages["adjust"].panel.adjustment
    assert "preview has ended" in opened.status.message.text()
    qtbot.keyClick(opened, Qt.Key.Key_Z, CONTROL)
    assert not np.array_equal(pixels(opened), before)


def test_a_photo_keeps_its_sliders_while_another_is_shown(
    opened: MainWindow, engine: FakeEngine, other: Path, qtbot: QtBot
) -> None:
    first, before = opened.session.shown, adjust(opened, qtbot)
    open_photo(opened, other, qtbot)
    panel = opened.pages["adjust"].panel
    assert not panel.adjustment
    assert first.modified
    assert not opened.session.shown.modified
    opened.session.show(first)
    assert panel.sliders["exposure"].value == 33
    assert np.array_equal(pixels(opened), before)
    opened.session.show(opened.session.photos[1])
    qtbot.keyClick(opened, Qt.Key.Key_F2)
    opened.session.show(first)  # the panel of its sliders is not shown any more
    settled(opened, qtbot, engine, AdjustRequest)
    assert (pixels(opened) == 99).all()


def test_clearing_that_was_previewed_stays_with_its_photo_and_ends_with_its_panel(
    opened: MainWindow, engine: FakeEngine, other: Path, qtbot: QtBot
) -> None:
    first, panel = opened.session.shown, opened.pages["restore"].panel
    before = clear(opened, qtbot)
    open_photo(opened, other, qtbot)
    assert not any(panel.set_strengths)
    opened.session.show(first)
    assert panel.strengths["noise"].value == 40
    opened.session.show(opened.session.photos[1])
    qtbot.keyClick(opened, Qt.Key.Key_F2)
    opened.session.show(first)
    qtbot.waitUntil(lambda: opened.idle and not first.unapplied)
    assert np.array_equal(pixels(opened), before)


def test_a_style_that_was_previewed_is_applied_when_its_photo_comes_back(
    opened: MainWindow, engine: FakeEngine, other: Path, qtbot: QtBot
) -> None:
    first, before = opened.session.shown, preview_style(opened, qtbot)
    open_photo(opened, other, qtbot)
    assert not opened.session.shown.unapplied
    opened.pages["style"].panel.strength.set_value(20)
    opened.session.show(first)
    settled(opened, qtbot, engine, StyleRequest)
    assert engine.requests[-1].strength == 0.6
    assert not np.array_equal(pixels(opened), before)


def test_closing_asks_about_a_preview_and_saves_it(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    adjust(opened, qtbot)
    asked: list[str] = []

    def ask(name: str) -> Unsaved:
        asked.append(name)
        return Unsaved.SAVE

    monkeypatch.setattr(opened.prompts, "ask_unsaved", ask)
    monkeypatch.setattr(opened.prompts, "ask_save", lambda *_: tmp_path / "saved.png")
    opened.close()
    qtbot.waitUntil(lambda: not opened.isVisible())
    assert asked == ["holiday.png"]
    assert (np.asarray(Image.open(tmp_path / "saved.png").convert("RGB")) == 99).all()


def test_a_preview_that_cannot_be_applied_is_told_and_not_saved_without(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    adjust(opened, qtbot)
    engine.error = StudioError("too large")
    monkeypatch.setattr(opened.prompts, "ask_save", lambda *_: pytest.fail("asked where to save"))
    opened.actions_by_name["save"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    assert opened.banner.isVisible()
    assert opened.session.shown.unapplied
    calls = len(engine.requests)
    qtbot.keyClick(opened, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: opened.idle and not opened.session.shown.unapplied)
    assert len(engine.requests) == calls + 1


def test_a_panel_left_during_an_operation_is_applied_after_it(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    preview_style(opened, qtbot)
    engine.hold()
    opened.actions_by_name["apply_style"].trigger()
    adjust(opened, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_F2)
    assert opened.session.shown.unapplied
    engine.release()
    settled(opened, qtbot, engine, AdjustRequest)
    assert (pixels(opened) == 99).all()


# -- while an operation runs -------------------------------------------------------------------------------------


def test_a_save_right_after_leaving_the_panel_waits_for_what_is_being_applied(
    opened: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    opened.session.shown.save_target = tmp_path / "saved.png"
    apply_slowly(opened, engine, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_S, CONTROL)
    qtbot.wait(50)
    assert not (tmp_path / "saved.png").exists()
    engine.release()
    qtbot.waitUntil(lambda: opened.idle and not opened.session.modified)
    assert (np.asarray(Image.open(tmp_path / "saved.png").convert("RGB")) == 99).all()


def test_a_stroke_is_repaired_once_what_the_last_panel_previewed_is_applied(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    opened.repair_panel.auto.setChecked(True)
    apply_slowly(opened, engine, qtbot)
    paint(opened, qtbot)
    assert isinstance(engine.requests[-1], AdjustRequest)
    engine.release()
    settled(opened, qtbot, engine, RepairRequest)
    assert [type(request) for request in engine.requests] == [AdjustRequest, RepairRequest]
    assert opened.session.mask_empty


def test_a_stroke_under_way_while_a_preview_is_applied_is_repaired_when_it_ends(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    opened.repair_panel.auto.setChecked(True)
    apply_slowly(opened, engine, qtbot)
    opened.brush.begin(QPointF(10, 10))
    opened.brush.extend(QPointF(40, 10))
    engine.release()
    settled(opened, qtbot, engine, AdjustRequest)
    qtbot.wait(50)
    assert [type(request) for request in engine.requests] == [AdjustRequest]
    opened.brush.extend(QPointF(40, 40))
    opened.brush.end()
    settled(opened, qtbot, engine, RepairRequest)
    assert [type(request) for request in engine.requests] == [AdjustRequest, RepairRequest]


@pytest.mark.parametrize("act", [paint, lambda window, _: window.drag_out.start()], ids=["stroke", "drag"])
def test_a_save_that_waits_is_not_given_up_for_a_stroke_or_a_drag(
    act: Callable[[MainWindow, QtBot], object], opened: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    opened.repair_panel.auto.setChecked(True)
    opened.session.shown.save_target = tmp_path / "saved.png"
    apply_slowly(opened, engine, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_S, CONTROL)
    act(opened, qtbot)
    engine.release()
    qtbot.waitUntil(lambda: opened.idle and (tmp_path / "saved.png").exists())
    assert (np.asarray(Image.open(tmp_path / "saved.png").convert("RGB")) == 99).all()


def test_a_photo_that_is_dragged_out_is_never_without_its_preview(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    adjust(opened, qtbot)
    handle = opened.drag_out.handle
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton)
    qtbot.mouseMove(handle, handle.rect().center() + QPoint(60, 0))
    settled(opened, qtbot, engine, AdjustRequest)
    assert "drag the photo once more" in opened.status.message.text()
    assert (pixels(opened) == 99).all()


def test_closing_while_it_is_applied_asks_once(
    opened: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.session.shown.save_target = tmp_path / "saved.png"
    adjust(opened, qtbot)
    engine.hold()
    opened.actions_by_name["adjust"].trigger()
    asked: list[str] = []

    def ask(name: str) -> Unsaved:
        asked.append(name)
        return Unsaved.SAVE if len(asked) < 5 else Unsaved.DISCARD

    monkeypatch.setattr(opened.prompts, "ask_unsaved", ask)
    opened.close()
    qtbot.wait(200)
    assert len(asked) == 1
    engine.release()
    qtbot.waitUntil(lambda: not opened.isVisible())
    assert len(asked) == 1
    assert (np.asarray(Image.open(tmp_path / "saved.png").convert("RGB")) == 99).all()


def test_undo_while_it_is_applied_cancels_that(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    before = adjust(opened, qtbot)
    engine.hold()
    qtbot.keyClick(opened, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: opened.operations.busy)
    qtbot.keyClick(opened, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: opened.idle and not opened.session.shown.unapplied)
    assert np.array_equal(pixels(opened), before)
    assert not opened.session.stack.steps


def test_undo_takes_back_a_stroke_that_is_newer_than_the_preview(opened: MainWindow, qtbot: QtBot) -> None:
    adjust(opened, qtbot)
    opened.pages["adjust"].panel.only_mask.setChecked(True)
    paint(opened, qtbot)
    steps = opened.session.stack.index()
    drag(opened, qtbot, (200, 180), (240, 190))
    qtbot.keyClick(opened, Qt.Key.Key_Z, CONTROL)
    assert opened.session.stack.index() == steps
    assert opened.pages["adjust"].panel.sliders["exposure"].value == 33


def test_it_is_applied_after_the_photo_got_another_size(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.hold()
    opened.actions_by_name["enlarge_2"].trigger()
    adjust(opened, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_F2)
    engine.release()
    settled(opened, qtbot, engine, AdjustRequest)
    assert (pixels(opened) == 99).all()


def test_it_does_not_come_between_the_steps_of_restoring(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    page = opened.pages["restore"]
    engine.hold()
    qtbot.keyClick(opened, Qt.Key.Key_F7)
    opened.actions_by_name["restore"].trigger()
    qtbot.waitUntil(lambda: engine.looks == 1)
    adjust(opened, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_F2)
    engine.release()
    settled(opened, qtbot, engine, AdjustRequest)
    assert [type(request) for request in engine.requests] == [RepairRequest, ClearRequest, AdjustRequest]
    assert not page.restorer.running


def test_saving_all_that_was_interrupted_asks_again(
    opened: MainWindow, engine: FakeEngine, other: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    adjust(opened, qtbot)
    open_photo(opened, other, qtbot)
    adjust(opened, qtbot)
    for photo in opened.session.photos:
        photo.save_target = tmp_path / f"saved-{photo.name}"
    answers = [UnsavedAll.CANCEL, UnsavedAll.SAVE]
    monkeypatch.setattr(opened.prompts, "ask_unsaved_all", lambda photos: answers.pop())
    engine.hold()
    opened.close()
    qtbot.waitUntil(lambda: opened.operations.busy)
    opened.session.show(next(photo for photo in opened.session.photos if photo is not opened.session.shown))
    engine.release()
    qtbot.waitUntil(lambda: opened.idle)
    opened.close()
    assert not answers
    assert opened.isVisible()


def test_a_style_that_is_previewed_goes_where_the_mask_says(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    preview_style(opened, qtbot)
    paint(opened, qtbot)
    # The preview begins a moment after the slider moves: until then nothing was asked for.
    qtbot.waitUntil(lambda: opened.idle and any(request.mask is not None for request in engine.requests[-1:]))
    qtbot.keyClick(opened, Qt.Key.Key_F2)
    settled(opened, qtbot, engine, StyleRequest)
    assert engine.requests[-1].mask is not None
