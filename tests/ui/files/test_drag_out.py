"""Dragging the photo to another program."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.core.deep_files import deep_pixels, deep_png, raw_values
from tests.ui.conftest import make_pixels, open_photo, paint, pixels, run_repair
from vqstudio.core.errors import FileError
from vqstudio.ui.files import drag_out
from vqstudio.ui.model.pyramid import pixels_of
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def dragged(window: MainWindow) -> QMimeData:
    mime = window.drag_out.mime()
    assert mime is not None
    return mime


def the_file(mime: QMimeData) -> Path:
    (url,) = mime.urls()
    return Path(url.toLocalFile())


def read(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image)


def test_the_file_holds_the_edited_photo_until_the_window_closes(opened: MainWindow, photo: Path, qtbot: QtBot) -> None:
    original = photo.read_bytes()
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    path = the_file(dragged(opened))
    assert path.name == "holiday.png"
    assert path != photo
    assert np.array_equal(read(path), pixels(opened))
    assert opened.isWindowModified()  # giving it away is not saving it
    assert photo.read_bytes() == original
    opened.session.stack.undo()
    assert opened.close()
    assert not path.exists()
    assert not path.parent.parent.exists()


def test_a_photo_of_16_bits_keeps_them_under_whatever_name_it_has(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = deep_pixels(3, 40, 60)
    (tmp_path / "a.png").write_bytes(deep_png(values))
    open_photo(window, tmp_path / "a.png", qtbot)
    monkeypatch.setattr(window.prompts, "ask_save", lambda suggestion, filters: tmp_path / "a.jpg")
    window.files.save_as()
    qtbot.waitUntil(lambda: window.idle)
    path = the_file(dragged(window))
    assert path.name == "a.png"
    assert np.array_equal(raw_values(path.read_bytes()), values)


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_the_file_is_for_nobody_who_may_not_see_the_photo(opened: MainWindow, photo: Path, qtbot: QtBot) -> None:
    photo.chmod(0o600)
    path = the_file(dragged(opened))
    assert [oct(one.stat().st_mode & 0o777) for one in (path, path.parent)] == ["0o600", "0o700"]


@pytest.mark.parametrize("channels", [3, 4])
def test_a_program_that_wants_no_file_gets_the_picture(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, channels: int
) -> None:
    Image.fromarray(make_pixels(2, channels)).save(tmp_path / "a.png")
    open_photo(window, tmp_path / "a.png", qtbot)
    mime = dragged(window)
    assert mime.hasImage()
    assert mime.hasUrls()
    assert np.array_equal(pixels_of(QImage(mime.imageData())), make_pixels(2, channels))


def test_the_file_is_written_once_for_every_state_of_the_photo(opened: MainWindow, qtbot: QtBot) -> None:
    first = the_file(dragged(opened))
    assert the_file(dragged(opened)) == first
    before = pixels(opened)
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    second = the_file(dragged(opened))
    assert second.name == first.name
    assert np.array_equal(read(second), pixels(opened))
    assert np.array_equal(read(first), before)  # whoever still reads it sees no other photo


@pytest.mark.parametrize(
    ("name", "channels", "given"),
    [("a.jpg", 3, "a.jpg"), ("a.webp", 3, "a.webp"), ("a.gif", 3, "a.png"), ("a.tif", 4, "a.tif")],
)
def test_the_file_is_named_like_the_photo(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, name: str, channels: int, given: str
) -> None:
    Image.fromarray(make_pixels(1, channels)).save(tmp_path / name)
    open_photo(window, tmp_path / name, qtbot)
    path = the_file(dragged(window))
    assert path.name == given
    with Image.open(path) as image:
        assert image.size == (320, 240)


def test_a_jpeg_that_has_become_transparent_is_given_as_a_png(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    clear = make_pixels(1, 4)
    Image.fromarray(clear).save(tmp_path / "a.jpg", "PNG")  # what is inside counts, not the name
    open_photo(window, tmp_path / "a.jpg", qtbot)
    path = the_file(dragged(window))
    assert path.name == "a.png"
    assert np.array_equal(read(path), clear)


def pull(window: MainWindow, qtbot: QtBot, by: int) -> None:
    """Press the handle and move the pointer with the button down: with real mouse events."""
    handle = window.status.handle
    start = handle.rect().center()
    qtbot.mousePress(handle, LEFT, pos=start)
    to = QPointF(start + QPoint(by, 0))
    event = QMouseEvent(
        QEvent.Type.MouseMove, to, handle.mapToGlobal(to), Qt.MouseButton.NoButton, LEFT,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(handle, event)
    qtbot.mouseRelease(handle, LEFT, pos=to.toPoint())


def test_pulling_the_handle_drags_the_photo(opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    drags: list[tuple[np.ndarray, bool, Qt.DropAction]] = []

    def run(drag: QDrag, action: Qt.DropAction) -> Qt.DropAction:
        drags.append((read(the_file(drag.mimeData())), drag.pixmap().isNull(), action))
        return action

    monkeypatch.setattr(QDrag, "exec", run)
    assert opened.status.handle.isVisible()
    pull(opened, qtbot, 2)
    assert drags == []
    assert "Drag the photo from here" in opened.status.message.text()  # a click says what it is for
    pull(opened, qtbot, 60)
    ((picture, without_pixmap, action),) = drags
    assert np.array_equal(picture, pixels(opened))
    assert not without_pixmap
    assert action is Qt.DropAction.CopyAction
    assert not opened.status.handle.isDown()


def test_without_a_photo_there_is_nothing_to_drag(window: MainWindow) -> None:
    assert not window.status.handle.isVisible()
    assert window.drag_out.mime() is None


def test_a_file_that_cannot_be_written_is_told_and_the_picture_remains(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: object, path: Path, mode: object) -> None:
        raise FileError(f"{path.name} was not saved: the disk is full.")

    with monkeypatch.context() as failing:
        failing.setattr(drag_out, "save_document", fail)
        mime = dragged(opened)
        assert mime.urls() == []
        assert mime.hasImage()
        qtbot.waitUntil(lambda: opened.banner.current is not None)
    assert "the disk is full" in opened.banner.text.text()
    assert np.array_equal(read(the_file(dragged(opened))), pixels(opened))  # it is tried again
