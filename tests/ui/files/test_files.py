"""Opening, saving and never losing an edit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, drag, make_pixels, open_photo, pixels
from vqstudio.core.errors import FileError
from vqstudio.core.recovery import About
from vqstudio.ui.dialogs.prompts import Prompts, Unsaved, filter_for
from vqstudio.ui.dialogs.unsaved import UnsavedPhoto
from vqstudio.ui.files import controller as file_controller
from vqstudio.ui.model.pyramid import wrap_pixels
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def drop(window: MainWindow, mime: QMimeData) -> bool:
    """Whether the window takes it, and then lets go of it."""
    where, actions = QPoint(300, 300), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(where, actions, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(where), actions, mime, LEFT, Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop)
    QApplication.sendEvent(window, event)
    return True


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def edit(window: MainWindow, qtbot: QtBot) -> None:
    drag(window, qtbot, (100, 100), (140, 100))
    window.operations.repair()
    qtbot.waitUntil(lambda: not window.operations.busy)
    assert window.isWindowModified()


def answer_unsaved(button: QMessageBox.StandardButton, seen: list[str]) -> None:
    """Press a button of the real prompt as soon as it is up."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        box.button(button).click()

    QTimer.singleShot(50, press)


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[Path]:
    """Answer the save dialog with ``path``; returns what it suggested, each time."""
    suggested: list[Path] = []

    def ask(self: Prompts, suggestion: Path, filters: str = "") -> Path | None:
        suggested.append(suggestion)
        return path

    monkeypatch.setattr(Prompts, "ask_save", ask)
    return suggested


def test_the_window_starts_with_an_invitation(window: MainWindow) -> None:
    assert window.empty.isVisible()
    assert not window.canvas.isVisible()
    assert not window.actions_by_name["save"].isEnabled()


def test_a_dropped_photo_opens(window: MainWindow, photo: Path, qtbot: QtBot) -> None:
    assert drop(window, files(photo))
    qtbot.waitUntil(lambda: window.session.document is not None)
    assert np.array_equal(pixels(window), make_pixels())
    assert window.canvas.isVisible()
    assert "holiday.png" in window.windowTitle()
    assert not window.isWindowModified()
    assert window.status.dimensions.text() == "320 × 240"


def test_text_cannot_be_dropped(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("hello")
    assert not drop(window, mime)


def test_a_picture_from_a_browser_opens_as_an_unsaved_photo(window: MainWindow, qtbot: QtBot) -> None:
    shown = make_pixels(3)
    mime = QMimeData()
    mime.setImageData(wrap_pixels(shown).copy())
    mime.setUrls([QUrl("https://example.org/photo.png")])
    drop(window, mime)
    qtbot.waitUntil(lambda: window.session.document is not None)
    assert np.array_equal(pixels(window), shown)
    assert window.isWindowModified()


def test_a_link_alone_is_explained(window: MainWindow, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/photo.png")])
    drop(window, mime)
    assert "on this computer" in window.banner.text.text()


def test_paste_keeps_transparency(window: MainWindow, qtbot: QtBot) -> None:
    shown = make_pixels(4, channels=4)
    QGuiApplication.clipboard().setImage(wrap_pixels(shown).copy())
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.document is not None)
    assert np.array_equal(pixels(window), shown)


def test_paste_takes_a_copied_file(window: MainWindow, photo: Path, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setMimeData(files(photo))
    window.actions_by_name["paste"].trigger()
    qtbot.waitUntil(lambda: window.session.document is not None)
    assert window.session.document is not None
    assert window.session.document.path == photo


def test_paste_without_a_picture_says_so(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("words")
    window.actions_by_name["paste"].trigger()
    assert "no picture on the clipboard" in window.banner.text.text()


def test_copy_and_paste_is_lossless(opened: MainWindow, qtbot: QtBot) -> None:
    opened.actions_by_name["copy"].trigger()
    copied = QGuiApplication.clipboard().image().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(copied.constBits(), np.uint8).reshape(copied.height(), copied.bytesPerLine())
    assert np.array_equal(rows[:, : copied.width() * 3].reshape(pixels(opened).shape), pixels(opened))


def test_a_damaged_file_leaves_the_open_photo(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    before = opened.session.document
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 not a photo")
    opened.open_path(broken)
    qtbot.waitUntil(lambda: opened.banner.current is not None)
    assert "broken.jpg" in opened.banner.text.text()
    assert not opened.banner.details.isVisible()  # one sentence, not a defect
    assert opened.session.document is before


def test_notices_of_a_photo_are_shown(
    window: MainWindow, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    real = file_controller.open_document
    reduced = "This 16-bit photo was reduced to 8 bits per channel."
    monkeypatch.setattr(
        file_controller, "open_document", lambda path, watch: replace(real(path, watch), notices=(reduced,))
    )
    open_photo(window, photo, qtbot)
    assert window.banner.text.text() == reduced


def test_the_first_save_asks_and_the_original_stays(
    opened: MainWindow, photo: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = photo.read_bytes()
    target = tmp_path / "chosen.png"
    suggested = choose(monkeypatch, target)
    edit(opened, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not opened.isWindowModified())
    assert suggested == [tmp_path / "holiday-edited.png"]
    assert photo.read_bytes() == original
    assert np.array_equal(np.asarray(Image.open(target)), pixels(opened))
    assert "chosen.png" in opened.windowTitle()

    edit(opened, qtbot)
    opened.actions_by_name["save"].trigger()
    qtbot.waitUntil(lambda: not opened.isWindowModified())
    assert len(suggested) == 1  # the second save knows where to
    assert np.array_equal(np.asarray(Image.open(target)), pixels(opened))


def test_undo_after_saving_is_a_change_again(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "saved.png")
    edit(opened, qtbot)
    opened.files.save()
    qtbot.waitUntil(lambda: not opened.isWindowModified())
    opened.session.stack.undo()
    assert opened.isWindowModified()
    opened.session.stack.redo()
    assert not opened.isWindowModified()


def test_a_failed_save_keeps_the_changes(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(document: object, path: Path, quality: int) -> None:
        raise FileError(f"{path.name} cannot be saved: the disk is full.")

    choose(monkeypatch, tmp_path / "full.png")
    monkeypatch.setattr(file_controller, "save_document", fail)
    edit(opened, qtbot)
    opened.files.save()
    qtbot.waitUntil(lambda: opened.banner.current is not None)
    assert "the disk is full" in opened.banner.text.text()
    assert opened.isWindowModified()


@pytest.mark.parametrize(
    "leave", [lambda window: window.close(), lambda window: window.actions_by_name["close_photo"].trigger()]
)
def test_cancel_at_the_unsaved_prompt_changes_nothing(
    opened: MainWindow, qtbot: QtBot, leave: Callable[[MainWindow], object]
) -> None:
    edit(opened, qtbot)
    document = opened.session.document
    seen: list[str] = []
    answer_unsaved(QMessageBox.StandardButton.Cancel, seen)
    leave(opened)
    assert seen == ["Save the changes to holiday.png?"]
    assert opened.isVisible()
    assert opened.session.document is document


def test_a_name_that_looks_like_tags_is_read_as_it_is(window: MainWindow, photo: Path, qtbot: QtBot) -> None:
    strange = photo.with_name("{x}%1 <b>&y.png")
    strange.write_bytes(photo.read_bytes())
    open_photo(window, strange, qtbot)
    formats = [window.status.message.textFormat()]

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        formats.extend(label.textFormat() for label in box.findChildren(QLabel) if strange.name in label.text())
        box.close()

    recover, unsaved = About(strange.name, 0), UnsavedPhoto(strange.name, strange.name, QPixmap())
    for ask in (
        lambda: window.prompts.ask_unsaved(strange.name),
        lambda: window.prompts.ask_recover([recover]),
        lambda: window.prompts.ask_unsaved_all([unsaved, unsaved]),
    ):
        before = len(formats)
        QTimer.singleShot(50, look)
        ask()
        assert len(formats) > before
    assert set(formats) == {Qt.TextFormat.PlainText}


def test_discard_at_the_unsaved_prompt_closes(opened: MainWindow, photo: Path, qtbot: QtBot) -> None:
    original = photo.read_bytes()
    edit(opened, qtbot)
    answer_unsaved(QMessageBox.StandardButton.Discard, [])
    assert opened.close()
    assert photo.read_bytes() == original


def test_save_at_the_unsaved_prompt_saves_and_then_closes(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kept.png"
    choose(monkeypatch, target)
    edit(opened, qtbot)
    result = pixels(opened)
    answer_unsaved(QMessageBox.StandardButton.Save, [])
    assert not opened.close()
    qtbot.waitUntil(lambda: not opened.isVisible())
    assert np.array_equal(np.asarray(Image.open(target)), result)


def test_closing_without_changes_asks_nothing(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Prompts, "ask_unsaved", lambda self, name: asked.append(name) or Unsaved.CANCEL)
    assert opened.close()
    assert asked == []


def test_closing_while_a_job_runs_stops_it(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    drag(opened, qtbot, (100, 100), (140, 100))
    engine.hold()
    opened.operations.repair()
    assert opened.close()


def test_opening_another_photo_drops_the_running_job(
    opened: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.png"
    Image.fromarray(make_pixels(9)).save(other)
    drag(opened, qtbot, (100, 100), (140, 100))
    engine.hold()
    opened.operations.repair()
    open_photo(opened, other, qtbot)
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert np.array_equal(pixels(opened), make_pixels(9))
    assert opened.session.mask_empty
    assert not opened.session.stack.can_undo()


def test_opened_photos_are_remembered(opened: MainWindow, photo: Path) -> None:
    recent = opened.menus.recent.actions()
    assert [action.text() for action in recent] == ["holiday.png", "", "Clear list"]
    assert opened.files.suggestion().parent == photo.parent


def test_the_save_dialog_offers_the_file_type_of_the_photo() -> None:
    assert "*.png" in filter_for(".png")
    assert "*.jpg" in filter_for(".JPG")
    assert filter_for(".xyz") == ""
