from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import make_pixels
from tests.ui.files.test_files import files
from vqstudio.ui.batch.dialog import BatchDialog
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
NAMES = ["a.png", "b.jpg", "c.png"]
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three photos, a file between them that is none, and one that is no photo by its name."""
    made = tmp_path / "trip"
    made.mkdir()
    for seed, name in enumerate(NAMES):
        Image.fromarray(make_pixels(seed)).save(made / name)
    (made / "b-broken.jpg").write_bytes(b"no picture")
    (made / "notes.txt").write_text("a sunny day")
    return made


@pytest.fixture
def dialog(window: MainWindow, folder: Path, qtbot: QtBot) -> BatchDialog:
    """The dialog after the folder was dropped on it."""
    made = show(window, qtbot)
    assert drop(made, files(folder))
    qtbot.waitUntil(lambda: bool(window.batch.queue.entries))
    return made


def show(window: MainWindow, qtbot: QtBot) -> BatchDialog:
    qtbot.keyClick(window, Qt.Key.Key_B, CTRL_SHIFT)
    assert window.batch.dialog is not None
    qtbot.waitExposed(window.batch.dialog)
    return window.batch.dialog


def drop(widget: QWidget, mime: QMimeData) -> bool:
    where, copy, none = QPoint(500, 200), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, copy, mime, LEFT, none)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(where), copy, mime, LEFT, none, QEvent.Type.Drop))
    return enter.isAccepted()
