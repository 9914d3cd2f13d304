"""The hint over the very first photo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, MakeWindow, at, drag, open_photo, paint
from vqstudio.ui.kit.settings import SettingsStore
from vqstudio.ui.model.photo_masks import SourceUse
from vqstudio.ui.window.main_window import MainWindow


@pytest.fixture
def first(make_window: MakeWindow, store: SettingsStore, photo: Path, qtbot: QtBot) -> MainWindow:
    """The window with the first photo of its life."""
    store.settings.hint_shown = False
    window = make_window()
    assert not window.hint.isVisible()
    window.activateWindow()
    open_photo(window, photo, qtbot)
    return window


def test_the_first_photo_comes_with_a_hint_that_is_not_in_the_way(first: MainWindow, qtbot: QtBot) -> None:
    hint, canvas = first.hint, first.canvas
    assert hint.isVisible()
    assert "press Repair" in hint.text.text()
    assert first.focusWidget() is canvas
    for size in ((1200, 800), (960, 510)):
        first.resize(*size)
        qtbot.waitUntil(lambda size=size: (first.width(), first.height()) == size)
        QApplication.processEvents()
        assert canvas.rect().contains(hint.geometry())
        assert hint.geometry().top() > canvas.height() * 0.75
        assert not hint.geometry().contains(at(first, 160, 120))
        assert hint.text.height() >= hint.text.heightForWidth(hint.text.width())  # no word is cut off


def test_a_stroke_ends_it(first: MainWindow, qtbot: QtBot) -> None:
    qtbot.mousePress(first.canvas, Qt.MouseButton.LeftButton, pos=at(first, 100, 100))
    assert not first.hint.isVisible()  # already while painting: it may go where the card was
    qtbot.mouseRelease(first.canvas, Qt.MouseButton.LeftButton, pos=at(first, 100, 100))
    assert not first.hint.isVisible()


def test_a_stroke_on_the_source_area_ends_it_too(first: MainWindow, qtbot: QtBot) -> None:
    first.session.use_source(SourceUse.ONLY)
    assert first.hint.isVisible()
    paint(first, qtbot)
    assert not first.hint.isVisible()


def test_a_selection_ends_it(first: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(first.canvas, Qt.Key.Key_R)
    drag(first, qtbot, (50, 50), (120, 120))
    assert not first.session.mask_empty
    assert not first.hint.isVisible()


def test_its_button_ends_it_and_leaves_the_keyboard(first: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(first.hint.close_button, Qt.MouseButton.LeftButton)
    assert not first.hint.isVisible()
    assert first.focusWidget() is first.canvas


def test_escape_ends_it(first: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(first.canvas, Qt.Key.Key_Escape)
    assert not first.hint.isVisible()


def test_escape_ends_a_running_job_first(first: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.hold()
    first.pages["style"].panel.gallery.choose("oil")
    first.actions_by_name["apply_style"].trigger()
    qtbot.waitUntil(lambda: first.operations.busy)
    qtbot.keyClick(first.canvas, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not first.operations.busy)
    assert first.hint.isVisible()


def test_a_click_on_it_is_no_stroke(first: MainWindow, qtbot: QtBot) -> None:
    first.canvas.actual_size()
    for _ in range(4):
        first.canvas.zoom_in()  # the photo now lies under the card
    qtbot.mouseClick(first.hint.text, Qt.MouseButton.LeftButton)
    assert first.session.mask_empty
    assert first.hint.isVisible()


def test_it_waits_while_another_panel_is_open(first: MainWindow, qtbot: QtBot) -> None:
    first.show_panel("frame")
    assert not first.hint.isVisible()
    first.show_panel("repair")
    assert first.hint.isVisible()


def test_it_never_comes_back(first: MainWindow, make_window: MakeWindow, photo: Path, qtbot: QtBot) -> None:
    qtbot.keyClick(first.canvas, Qt.Key.Key_Escape)
    open_photo(first, photo, qtbot)
    assert not first.hint.isVisible()
    first._store.settings = SettingsStore(first._store.path).settings  # as the next start reads it
    again = make_window()
    open_photo(again, photo, qtbot)
    assert not again.hint.isVisible()
