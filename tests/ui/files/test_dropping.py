"""Files dropped on the window: taken as a copy, announced over the photo, in their order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import open_photo
from tests.ui.files.test_files import files
from vqstudio.ui.window.main_window import MainWindow

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def dropped_on(widget: QWidget, *paths: Path) -> list[Qt.DropAction]:
    """What a file manager that proposes a move is answered: on entering and on the drop."""
    mime = files(*paths)
    events = [
        QDragEnterEvent(QPoint(300, 300), COPY | MOVE, mime, LEFT, SHIFT),
        QDropEvent(QPointF(310, 300), COPY | MOVE, mime, LEFT, SHIFT, QEvent.Type.Drop),
    ]
    for event in events:
        assert event.proposedAction() is MOVE
        event.ignore()
        QApplication.sendEvent(widget, event)
        assert event.isAccepted()
    return [event.dropAction() for event in events]


@pytest.mark.parametrize("place", ["window", "batch"])
def test_files_are_taken_as_a_copy_where_a_move_is_proposed(
    opened: MainWindow, photo: Path, qtbot: QtBot, place: str
) -> None:
    widget: QWidget = opened
    if place == "batch":
        opened.batch.show()
        widget = opened.batch.dialog
    assert dropped_on(widget, photo) == [COPY, COPY]
    qtbot.waitUntil(lambda: opened.idle)


def test_a_photo_dragged_over_an_open_one_is_invited(opened: MainWindow, photo: Path) -> None:
    before = opened.area.grab().toImage()
    mime = files(photo)  # an event does not keep it
    enter = QDragEnterEvent(QPoint(300, 300), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(opened, enter)
    assert opened.area.grab().toImage() != before
    QApplication.sendEvent(opened, QDragLeaveEvent())
    assert opened.area.grab().toImage() == before


def test_dropped_photos_keep_their_order_beside_those_that_are_open(
    opened: MainWindow, photo: Path, qtbot: QtBot
) -> None:
    made = [photo.with_stem(name) for name in ("last", "b", "a", "c")]
    for path in made:
        shutil.copy(photo, path)
    open_photo(opened, made[0], qtbot)
    opened.session.show(opened.session.photos[0])
    dropped_on(opened, *made[1:])
    qtbot.waitUntil(lambda: opened.idle and len(opened.session.photos) == 5)
    names = [tile.text() for tile in opened.film.tiles]
    assert names == ["holiday.png", "b.png", "a.png", "c.png", "last.png"]


def test_a_photo_beside_a_style_is_opened_as_well(opened: MainWindow, photo: Path, qtbot: QtBot) -> None:
    shutil.copy(photo, photo.with_stem("other"))
    photo.with_suffix(".vqstyle").write_bytes(b"a style")
    dropped_on(opened, photo.with_suffix(".vqstyle"), photo.with_stem("other"))
    qtbot.waitUntil(lambda: opened.idle and len(opened.session.photos) == 2)
