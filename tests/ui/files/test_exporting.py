"""Exporting: what the dialog promises is what is written, and the open photo stays what it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import HEIGHT, WIDTH, make_pixels, open_photo, paint, pixels, run_repair
from vqstudio.core import encoding
from vqstudio.core.document import Document
from vqstudio.core.files import save_document
from vqstudio.ui.dialogs import prompts
from vqstudio.ui.dialogs.estimator import Outcome
from vqstudio.ui.dialogs.export import OTHER, WAITING, ExportDialog, file_size
from vqstudio.ui.kit.settings import SettingsStore
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
Act = Callable[[ExportDialog], None]


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the file dialog answers, first in the list; then what it suggested and offered."""
    said: list[str] = [""]

    def ask(parent: object, theme: object, title: str, suggestion: Path, filters: str) -> tuple[Path | None, str]:
        said[1:] = [str(suggestion), filters]
        return Path(said[0]) if said[0] else None, filters

    monkeypatch.setattr(prompts, "save_file", ask)
    return said


def settle(dialog: ExportDialog, qtbot: QtBot) -> Outcome:
    qtbot.waitUntil(lambda: dialog.outcome is not None)
    assert dialog.outcome is not None
    return dialog.outcome


def export(window: MainWindow, qtbot: QtBot, act: Act) -> None:
    """Open the real dialog by its shortcut and ``act`` on it, then press Export."""

    def press(dialog: ExportDialog) -> None:
        act(dialog)
        qtbot.mouseClick(dialog.export, LEFT)

    in_dialog(window, qtbot, press)
    qtbot.waitUntil(lambda: window.idle)


def in_dialog(window: MainWindow, qtbot: QtBot, act: Act) -> None:
    """``act`` on the dialog once it is up; it is closed if ``act`` leaves it, or fails."""
    done: list[bool] = []

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            assert isinstance(dialog, ExportDialog)
            act(dialog)
            done.append(True)
        finally:
            if dialog is not None and dialog.isVisible():
                dialog.close()

    window.activateWindow()  # another dialog may have had the keyboard
    qtbot.waitUntil(window.isActiveWindow)
    QTimer.singleShot(50, go)
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert done


def choose_format(dialog: ExportDialog, form: str) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(form))


@pytest.mark.parametrize(("form", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp"), ("TIFF", ".tif")])
def test_the_size_that_the_dialog_tells_is_that_of_the_file(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, place: list[str], form: str, suffix: str
) -> None:
    place[0] = str(tmp_path / f"small{suffix}")
    told: list[str] = []

    def act(dialog: ExportDialog) -> None:
        choose_format(dialog, form)
        settle(dialog, qtbot)
        assert dialog.dimensions.text() == "320 × 240 pixels"
        told.extend([dialog.size_text.text(), str(settle(dialog, qtbot).estimate.size)])

    export(opened, qtbot, act)
    size = Path(place[0]).stat().st_size
    assert told == [file_size(size), str(size)]
    with Image.open(place[0]) as image:
        assert (image.format, image.size) == (form, (WIDTH, HEIGHT))
    assert opened.status.message.text() == f"Exported as small{suffix}, {file_size(size)}."


def test_another_quality_or_format_is_another_size_and_look(opened: MainWindow, qtbot: QtBot) -> None:
    def act(dialog: ExportDialog) -> None:
        choose_format(dialog, "JPEG")
        first = settle(dialog, qtbot)
        dialog.quality.spin.setFocus()
        dialog.quality.spin.selectAll()
        qtbot.keyClicks(dialog.quality.spin, "20")
        qtbot.keyClick(dialog.quality.spin, Qt.Key.Key_Tab)
        assert dialog.size_text.text() == WAITING  # never the size of another choice
        rough = settle(dialog, qtbot)
        assert rough.estimate.size < first.estimate.size / 2
        original = make_pixels().astype(int)
        assert np.abs(rough.compressed - original).mean() > np.abs(first.compressed - original).mean()
        choose_format(dialog, "PNG")
        exact = settle(dialog, qtbot)
        assert exact.estimate.size > first.estimate.size
        assert np.array_equal(exact.compressed, original)
        assert not dialog.quality.isEnabled()

    in_dialog(opened, qtbot, act)


def test_the_size_of_a_large_photo_is_told_as_an_estimate(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(encoding.ENCODED_WHOLE, "JPEG", WIDTH * HEIGHT // 4)

    def act(dialog: ExportDialog) -> None:
        choose_format(dialog, "JPEG")
        outcome = settle(dialog, qtbot)
        assert dialog.size_text.text() == f"about {file_size(outcome.estimate.size)}"

    in_dialog(opened, qtbot, act)


def test_the_photo_without_compression_shows_while_the_button_is_held(opened: MainWindow, qtbot: QtBot) -> None:
    def act(dialog: ExportDialog) -> None:
        dialog.quality.set_value(5)
        settle(dialog, qtbot)
        compressed = dialog.preview.grab().toImage()
        qtbot.mousePress(dialog.preview, LEFT)
        assert dialog.preview.grab().toImage() != compressed
        qtbot.mouseRelease(dialog.preview, LEFT)
        assert dialog.preview.grab().toImage() == compressed

    in_dialog(opened, qtbot, act)


def test_a_webp_can_be_lossless_and_then_has_no_quality(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, place: list[str]
) -> None:
    place[0] = str(tmp_path / "exact.webp")

    def act(dialog: ExportDialog) -> None:
        choose_format(dialog, "WEBP")
        assert dialog.quality.isEnabled()
        dialog.lossless.click()
        assert not dialog.quality.isEnabled()
        choose_format(dialog, "JPEG")
        assert dialog.quality.isEnabled()
        choose_format(dialog, "WEBP")  # remembers
        settle(dialog, qtbot)

    export(opened, qtbot, act)
    assert np.array_equal(np.asarray(Image.open(place[0])), pixels(opened))


def test_a_tiff_is_compressed_unless_told_otherwise_and_that_is_remembered(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, place: list[str]
) -> None:
    def choose(dialog: ExportDialog, name: str) -> None:
        choose_format(dialog, "JPEG")
        assert not dialog.compressed.isVisible()
        choose_format(dialog, "TIFF")
        assert dialog.compressed.isVisible()
        if name == "plain.tif":
            dialog.compressed.click()
        told.append(settle(dialog, qtbot).estimate.size)

    told: list[int] = []
    for name in ("small.tif", "plain.tif", "again.tif"):
        place[0] = str(tmp_path / name)
        export(opened, qtbot, lambda dialog, name=name: choose(dialog, name))
    sizes = [(tmp_path / name).stat().st_size for name in ("small.tif", "plain.tif", "again.tif")]
    assert sizes == told
    assert sizes[0] < sizes[1] == sizes[2]
    for name in ("small.tif", "plain.tif"):
        assert np.array_equal(np.asarray(Image.open(tmp_path / name)), pixels(opened))


def test_a_smaller_photo_without_metadata(opened: MainWindow, tmp_path: Path, qtbot: QtBot, place: list[str]) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    Image.fromarray(make_pixels()).save(tmp_path / "camera.jpg", exif=exif)
    open_photo(opened, tmp_path / "camera.jpg", qtbot)
    place[0] = str(tmp_path / "small.jpg")

    def reduce(dialog: ExportDialog) -> None:
        dialog.side.setCurrentText(OTHER)
        dialog.pixels.setValue(100)
        settle(dialog, qtbot)
        assert dialog.dimensions.text() == "100 × 75 pixels"

    export(opened, qtbot, reduce)
    with Image.open(place[0]) as image:
        assert image.size == (100, 75)
        assert image.getexif()[0x010F] == "Maker"
    export(opened, qtbot, lambda dialog: dialog.metadata.click())
    with Image.open(place[0]) as image:
        assert image.size == (100, 75)  # as the last time
        assert not dict(image.getexif())
    assert pixels(opened).shape == (HEIGHT, WIDTH, 3)


def test_a_photo_without_its_place(
    opened: MainWindow, store: SettingsStore, tmp_path: Path, qtbot: QtBot, place: list[str]
) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    exif[0x8825] = {1: "N", 2: (48.0, 8.0, 0.0)}
    Image.fromarray(make_pixels()).save(tmp_path / "camera.jpg", exif=exif)
    open_photo(opened, tmp_path / "camera.jpg", qtbot)
    for name, has_place in (("with.jpg", True), ("without.jpg", False), ("again.jpg", False)):
        place[0] = str(tmp_path / name)
        export(opened, qtbot, lambda dialog, name=name: dialog.place.click() if name == "without.jpg" else None)
        with Image.open(place[0]) as image:
            assert image.getexif()[0x010F] == "Maker"
            assert bool(image.getexif().get_ifd(0x8825)) == has_place, name
    assert not SettingsStore(store.path).settings.export_place

    def leave_all_out(dialog: ExportDialog) -> None:
        dialog.metadata.click()
        assert not dialog.place.isEnabled()

    in_dialog(opened, qtbot, leave_all_out)


def test_an_export_neither_saves_nor_becomes_the_place_to_save_to(
    opened: MainWindow, photo: Path, tmp_path: Path, qtbot: QtBot, place: list[str]
) -> None:
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    assert opened.isWindowModified()
    place[0] = str(tmp_path / "copy.png")
    export(opened, qtbot, lambda dialog: choose_format(dialog, "PNG"))
    assert np.array_equal(np.asarray(Image.open(place[0])), pixels(opened))
    assert opened.isWindowModified()
    assert opened.session.save_target is None
    assert "holiday.png" in opened.windowTitle()
    assert opened.files.suggestion() == photo.with_name("holiday-edited.png")
    opened.session.stack.undo()
    assert not opened.isWindowModified()
    export(opened, qtbot, lambda dialog: None)
    assert not opened.isWindowModified()


def test_cancel_writes_nothing(opened: MainWindow, tmp_path: Path, qtbot: QtBot, place: list[str]) -> None:
    place[0] = str(tmp_path / "never.jpg")
    (tmp_path / "thumbnails").mkdir(exist_ok=True)
    before = sorted(tmp_path.iterdir())
    in_dialog(opened, qtbot, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert len(place) == 1  # it did not even ask where to
    place[0] = ""
    export(opened, qtbot, lambda dialog: None)
    assert len(place) == 3
    qtbot.waitUntil(lambda: opened.idle)
    assert sorted(tmp_path.iterdir()) == before


def test_the_open_photo_is_not_exported_over(opened: MainWindow, photo: Path, qtbot: QtBot, place: list[str]) -> None:
    original = photo.read_bytes()
    place[0] = str(photo)
    export(opened, qtbot, lambda dialog: choose_format(dialog, "PNG"))
    assert Path(place[1]).name == "holiday-export.png"
    assert "is the photo that is open" in opened.banner.text.text()
    assert photo.read_bytes() == original


@pytest.mark.parametrize(("typed", "written"), [("a", "a.jpg"), ("a.png", "a.jpg"), ("v1.5", "v1.5.jpg")])
def test_the_file_is_of_the_chosen_format_whatever_its_name(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, place: list[str], typed: str, written: str
) -> None:
    place[0] = str(tmp_path / typed)
    export(opened, qtbot, lambda dialog: choose_format(dialog, "JPEG"))
    assert Path(place[1]).name == "holiday.jpg"
    assert place[2] == "JPEG (*.jpg *.jpeg)"
    with Image.open(tmp_path / written) as image:
        assert image.format == "JPEG"


def test_a_file_that_the_place_did_not_name_is_replaced_only_when_told(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, place: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jpg").write_text("mine")
    asked: list[str] = []

    def answer(parent: object, title: str, text: str) -> QMessageBox.StandardButton:
        asked.append(text)
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", answer)
    place[0] = str(tmp_path / "a")
    export(opened, qtbot, lambda dialog: choose_format(dialog, "JPEG"))
    assert asked == ["a.jpg exists already. Replace it?"]
    assert (tmp_path / "a.jpg").read_text() == "mine"


def test_a_failed_export_is_told_and_leaves_nothing(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, place: list[str]
) -> None:
    place[0] = str(tmp_path / "gone" / "a.jpg")
    export(opened, qtbot, lambda dialog: choose_format(dialog, "JPEG"))
    assert "does not exist; choose another one" in opened.banner.text.text()
    assert opened.status.message.text() == ""


def test_a_photo_that_the_format_cannot_hold_is_reduced_or_not_exported(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    save_document(Document(np.zeros((4, 16_400, 3), np.uint8)), tmp_path / "long.png")
    open_photo(window, tmp_path / "long.png", qtbot)

    def act(dialog: ExportDialog) -> None:
        choose_format(dialog, "WEBP")
        qtbot.waitUntil(lambda: "hold up to 16383 pixels a side" in dialog.note.text())
        assert not dialog.export.isEnabled()
        dialog.side.setCurrentText("4096 px")
        settle(dialog, qtbot)
        assert dialog.note.text() == ""
        assert dialog.export.isEnabled()

    in_dialog(window, qtbot, act)


def test_what_becomes_of_transparency_is_said(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    Image.fromarray(make_pixels(channels=4)).save(tmp_path / "clear.png")
    open_photo(window, tmp_path / "clear.png", qtbot)

    def act(dialog: ExportDialog) -> None:
        choose_format(dialog, "JPEG")
        assert "becomes white" in dialog.note.text()
        choose_format(dialog, "WEBP")
        assert dialog.note.text() == ""

    in_dialog(window, qtbot, act)


def test_the_last_settings_are_remembered(
    opened: MainWindow, store: SettingsStore, tmp_path: Path, qtbot: QtBot, place: list[str]
) -> None:
    (tmp_path / "web").mkdir()
    place[0] = str(tmp_path / "web" / "a.webp")

    def act(dialog: ExportDialog) -> None:
        choose_format(dialog, "WEBP")
        dialog.quality.set_value(61)
        dialog.side.setCurrentText("1280 px")
        dialog.metadata.click()

    export(opened, qtbot, act)
    again = SettingsStore(store.path).settings
    assert (again.export_format, again.export_quality, again.export_side) == ("WEBP", 61, 1280)
    assert not again.export_metadata

    def look(dialog: ExportDialog) -> None:
        assert dialog.format.currentText() == "WebP"
        assert dialog.quality.value == 61
        assert dialog.side.currentText() == "1280 px"
        assert not dialog.metadata.isChecked()

    export(opened, qtbot, look)
    assert Path(place[1]) == tmp_path / "web" / "holiday.webp"


def test_nothing_can_be_exported_without_a_photo(window: MainWindow, photo: Path, qtbot: QtBot) -> None:
    assert not window.actions_by_name["export"].isEnabled()
    open_photo(window, photo, qtbot)
    assert window.actions_by_name["export"].isEnabled()
