"""What a panel only previews is not lost: it is applied before a save and when its panel is left; undo ends it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, open_photo, pixels
from vqstudio.core.errors import StudioError
from vqstudio.engine.requests import AdjustRequest, StyleRequest
from vqstudio.ui.dialogs.prompts import Unsaved
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
