"""Qt's own file dialog, which shows where the desktop has none: real dialogs on real files."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QToolButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import make_pixels, when_dialog_shows
from vqstudio.ui.dialogs import file_preview
from vqstudio.ui.dialogs.files import FileDialog
from vqstudio.ui.dialogs.prompts import PHOTO_FILTER
from vqstudio.ui.kit.settings import ThemeChoice
from vqstudio.ui.window.main_window import MainWindow

LONG_NAME = "IMG_2026_11_28 with everybody on the way up.jpg"
Act = Callable[[FileDialog], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "photos"
    made.mkdir()
    colours = {"a blue one.png": "blue", "a red one.png": "red", LONG_NAME: "teal"}
    for name, colour in colours.items():
        Image.new("RGB", (300, 200), colour).save(made / name)
    (made / "damaged.jpg").write_bytes(b"\xff\xd8\xff nothing more")
    (made / "raw.dng").write_bytes(b"II*\0")
    return made


def in_open_dialog(window: MainWindow, folder: Path, act: Act) -> None:
    def look(shown: QWidget) -> None:
        assert isinstance(shown, FileDialog)
        try:
            act(shown)
        finally:
            if shown.isVisible():
                shown.close()

    window.files._store.settings.folder = folder
    when_dialog_shows(look)
    window.actions_by_name["open"].trigger()


def files_of(dialog: FileDialog) -> QTreeView:
    found = dialog.findChild(QTreeView, "treeView")
    assert found is not None
    return found


def walk_to(dialog: FileDialog, qtbot: QtBot, name: str) -> None:
    """With the keyboard's cursor, as Up and Down do it."""
    view = files_of(dialog)

    def found() -> list[QModelIndex]:
        model, root = view.model(), view.rootIndex()
        rows = [model.index(row, 0, root) for row in range(model.rowCount(root))]
        return [row for row in rows if row.data() == name]

    qtbot.waitUntil(lambda: bool(found()))
    view.setFocus()
    view.setCurrentIndex(found()[0])


def middle(dialog: FileDialog) -> tuple[int, int, int]:
    assert dialog.pane is not None
    image = dialog.pane.picture.grab().toImage()
    colour = image.pixelColor(image.rect().center())
    return colour.red(), colour.green(), colour.blue()


def test_the_file_that_is_chosen_is_seen_before_it_is_opened(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    def look(dialog: FileDialog) -> None:
        pane = dialog.pane
        assert pane is not None
        assert not pane.picture.isVisible()
        for name, colour in (("a blue one.png", (0, 0, 255)), ("a red one.png", (255, 0, 0))):
            walk_to(dialog, qtbot, name)
            qtbot.waitUntil(lambda: pane.picture.isVisible() and "300 × 200" in pane.about.text())
            assert pane.name.text() == name
            assert middle(dialog) == colour
        walk_to(dialog, qtbot, "damaged.jpg")
        qtbot.waitUntil(lambda: "damaged" in pane.about.text())
        assert not pane.picture.isVisible()

    in_open_dialog(window, folder, look)
    assert window.session.document is None


def test_a_project_is_seen_too(opened: MainWindow, folder: Path, qtbot: QtBot) -> None:
    path = folder / "trip.vqs"
    opened.files.save_to(path, lambda: None)
    qtbot.waitUntil(lambda: path.exists() and opened.idle)

    def look(dialog: FileDialog) -> None:
        walk_to(dialog, qtbot, "trip.vqs")
        assert dialog.pane is not None
        qtbot.waitUntil(lambda: dialog.pane.picture.isVisible() and "320 × 240" in dialog.pane.about.text())
        assert max(middle(dialog)) > 50

    in_open_dialog(opened, folder, look)


def test_walking_on_looks_at_the_last_file_and_at_none_between(
    window: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    go, threads = threading.Event(), set()
    real = file_preview.look_at

    def look_slowly(path: Path) -> file_preview.Look:
        looked.append(path.name)
        threads.add(threading.current_thread())
        assert go.wait(20)
        return real(path)

    monkeypatch.setattr(file_preview, "look_at", look_slowly)

    def walk(dialog: FileDialog) -> None:
        walk_to(dialog, qtbot, "a blue one.png")
        qtbot.waitUntil(lambda: looked == ["a blue one.png"])
        for name in ("damaged.jpg", LONG_NAME, "a red one.png"):
            walk_to(dialog, qtbot, name)
            QApplication.processEvents()
        go.set()
        assert dialog.pane is not None
        qtbot.waitUntil(dialog.pane.picture.isVisible)
        assert middle(dialog) == (255, 0, 0)

    in_open_dialog(window, folder, walk)
    assert looked == ["a blue one.png", "a red one.png"]
    assert threading.main_thread() not in threads


def test_a_photo_that_would_take_long_is_named_with_its_size(
    window: MainWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_preview, "LARGEST", 300 * 200 - 1)

    def look(dialog: FileDialog) -> None:
        pane = dialog.pane
        assert pane is not None
        walk_to(dialog, qtbot, "a red one.png")
        qtbot.waitUntil(lambda: "300 × 200" in pane.about.text())
        assert "too large" in pane.about.text()
        walk_to(dialog, qtbot, LONG_NAME)  # a JPEG is decoded small
        qtbot.waitUntil(pane.picture.isVisible)

    in_open_dialog(window, folder, look)


def test_names_sizes_and_dates_are_shown_whole(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    def look(dialog: FileDialog) -> None:
        walk_to(dialog, qtbot, LONG_NAME)
        dialog.resize(1080, 560)
        QApplication.processEvents()
        view = files_of(dialog)
        for column in (0, 1, 3):
            index = view.currentIndex().siblingAtColumn(column)
            hint = view.sizeHintForIndex(index).width()
            assert view.columnWidth(column) >= hint, index.data()
        assert view.viewport().width() >= sum(view.columnWidth(column) for column in range(4))

    in_open_dialog(window, folder, look)


def test_the_buttons_of_the_dialog_can_be_seen_in_the_dark(window: MainWindow, folder: Path) -> None:
    window.theme.choose(ThemeChoice.DARK)

    def look(dialog: FileDialog) -> None:
        up = dialog.findChild(QToolButton, "toParentButton")
        assert up is not None
        image = up.icon().pixmap(32).toImage()
        shades = [
            image.pixelColor(x, y).lightness()
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).alpha() > 200
        ]
        assert np.mean(shades) > 150

    in_open_dialog(window, folder, look)


def test_saving_begins_with_the_suggested_name_and_type(opened: MainWindow, tmp_path: Path) -> None:
    seen: list[tuple[str, str]] = []

    def look(shown: QWidget) -> None:
        assert isinstance(shown, QFileDialog)
        kinds = shown.findChild(QComboBox, "fileTypeCombo")
        assert kinds is not None
        seen.append((Path(shown.selectedFiles()[0]).name, kinds.currentText()))
        shown.accept()

    when_dialog_shows(look)
    chosen = opened.prompts.ask_save(tmp_path / "trip.png", PHOTO_FILTER)
    assert chosen == tmp_path / "trip.png"
    assert seen == [("trip.png", "PNG (*.png)")]


@pytest.mark.parametrize("name", ["trip 2.5", "Dr. Miller"])
def test_a_dot_in_a_name_is_no_type(name: str, opened: MainWindow, tmp_path: Path) -> None:
    def look(shown: QWidget) -> None:
        assert isinstance(shown, QFileDialog)
        edit = shown.findChild(QLineEdit, "fileNameEdit")
        assert edit is not None
        edit.setText(name)
        shown.accept()

    when_dialog_shows(look)
    assert opened.prompts.ask_save(tmp_path / "trip.png", PHOTO_FILTER) == tmp_path / f"{name}.png"


def test_the_photo_that_is_chosen_opens(window: MainWindow, photo: Path, qtbot: QtBot) -> None:
    def choose(dialog: FileDialog) -> None:
        walk_to(dialog, qtbot, photo.name)
        qtbot.keyClick(files_of(dialog), Qt.Key.Key_Return)

    in_open_dialog(window, photo.parent, choose)
    qtbot.waitUntil(lambda: window.session.document is not None)
    assert np.array_equal(window.session.document.pixels, make_pixels())
