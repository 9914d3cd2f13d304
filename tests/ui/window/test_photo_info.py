"""What the window tells about the photo and its file, the sample photo and the short guide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import open_photo, pixels, when_dialog_shows
from vqstudio.core.files import open_document
from vqstudio.ui.dialogs.prompts import Prompts
from vqstudio.ui.files.controller import SAMPLE
from vqstudio.ui.window.main_window import MainWindow
from vqstudio.ui.window.menu.guide import GuideDialog
from vqstudio.ui.window.menu.photo_info import PhotoInfoDialog

LEFT = Qt.MouseButton.LeftButton


def in_dialog(act: Callable[[], object], look: Callable[[QWidget], object], qtbot: QtBot) -> None:
    """``look`` at the dialog that ``act`` opens; it is closed if that leaves it."""
    seen: list[QWidget] = []

    def shown(dialog: QWidget) -> None:
        seen.append(dialog)
        try:
            look(dialog)
        finally:
            if dialog.isVisible():
                dialog.close()

    when_dialog_shows(shown)
    act()
    qtbot.waitUntil(lambda: bool(seen))


def told_by(window: MainWindow, qtbot: QtBot) -> dict[str, str]:
    told: dict[str, str] = {}

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, PhotoInfoDialog)
        told.update({name: value.text() for name, value in dialog.values.items()})
        qtbot.mouseClick(dialog.copy, LEFT)

    in_dialog(lambda: qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier), look, qtbot)
    return told


def test_the_photo_and_its_file_are_described(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "summit.jpg"
    tags = Image.Exif()
    tags[0x0110] = "Camera One"
    tags[0x8769] = {0x829A: 0.005, 0x829D: 2.8, 0x8827: 100, 0x920A: 35.0, 0xA434: "Lens Two"}
    tags[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0)}
    Image.new("RGB", (1500, 1000), "teal").save(path, exif=tags)
    open_photo(window, path, qtbot)
    told = told_by(window, qtbot)
    assert told["Name"] == "summit.jpg"
    assert told["Folder"] == str(tmp_path)
    size = path.stat().st_size
    assert told["Size on disk"] == QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    assert told["Pixels"] == "1500 × 1000, 1.5 megapixels"
    assert told["Depth"] == "8 bits per channel"
    assert "sRGB" in told["Colour profile"]
    assert (told["Camera"], told["Lens"]) == ("Camera One", "Lens Two")
    assert told["Exposure"] == "1/200 s · f/2.8 · ISO 100 · 35 mm"
    assert told["Place"].startswith("In the metadata")
    copied = QGuiApplication.clipboard().text()
    assert all(f"{name}: {value}" in copied for name, value in told.items())


def test_a_picture_without_file_or_metadata_says_so(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.actions_by_name["photo_info"].isEnabled()
    window.files.open_blank(64, 48, lambda: None)
    qtbot.waitUntil(lambda: window.session.document is not None and window.idle)
    told = told_by(window, qtbot)
    assert "Folder" not in told
    assert told["File"] == "Not saved yet"
    assert told["Camera"] == told["Exposure"] == "Not said in the file"
    assert told["Place"] == "None in the metadata"


def test_a_file_that_is_gone_is_told(opened: MainWindow, photo: Path, qtbot: QtBot) -> None:
    photo.unlink()
    assert "not there" in told_by(opened, qtbot)["Size on disk"]


def test_the_values_can_be_selected_by_keyboard(opened: MainWindow, qtbot: QtBot) -> None:
    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, PhotoInfoDialog)
        value = dialog.values["Name"]
        value.setFocus()
        qtbot.keyClick(value, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert value.selectedText() == "holiday.png"

    in_dialog(opened.actions_by_name["photo_info"].trigger, look, qtbot)


def test_the_sample_photo_is_a_copy_that_is_never_written_over(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch
) -> None:
    original = SAMPLE.read_bytes()
    qtbot.mouseClick(window.empty.sample_button, LEFT)
    qtbot.waitUntil(lambda: window.session.document is not None and window.idle)
    assert np.array_equal(pixels(window), open_document(SAMPLE).pixels)
    assert not window.isWindowModified()  # it is closed without a question
    window.create_panel.fill_new()
    qtbot.waitUntil(lambda: not window.operations.busy)
    assert window.isWindowModified()
    suggested: list[Path] = []

    def ask(self: Prompts, suggestion: Path, filters: str = "") -> Path:
        suggested.append(suggestion)
        return tmp_path / "mine.png"

    monkeypatch.setattr(Prompts, "ask_save", ask)
    window.actions_by_name["save"].trigger()
    qtbot.waitUntil(lambda: window.idle and not window.isWindowModified())
    assert suggested[0].parent != SAMPLE.parent
    assert SAMPLE.read_bytes() == original
    assert not [path for path in window.recent.paths if path == SAMPLE]


def test_the_guide_names_the_keys_that_work_and_leads_to_the_sample(window: MainWindow, qtbot: QtBot) -> None:
    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, GuideDialog)
        texts = {label.text() for label in dialog.findChildren(QLabel)}
        for name in ("repair", "apply_style", "apply_frame", "side_by_side", "save", "show_repair"):
            assert window.actions_by_name[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText) in texts
        for shown in dialog.findChildren(QLabel):
            inside = QRect(shown.mapTo(dialog, QPoint()), shown.size())
            assert dialog.rect().contains(inside), shown.text()
        qtbot.mouseClick(dialog.sample, LEFT)

    in_dialog(window.actions_by_name["guide"].trigger, look, qtbot)
    qtbot.waitUntil(lambda: window.session.document is not None)
