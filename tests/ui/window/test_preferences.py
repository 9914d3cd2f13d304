"""The preferences: live, remembered, reachable by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, MakeWindow, make_pixels, open_photo, paint, run_repair
from vqstudio.core.paths import log_folder
from vqstudio.engine.requests import Device, RepairRequest
from vqstudio.ui.kit.settings import DeviceChoice, Settings, SettingsStore, ThemeChoice
from vqstudio.ui.window.main_window import MainWindow
from vqstudio.ui.window.menu.preferences_dialog import PreferencesDialog

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


def with_dialog(window: MainWindow, qtbot: QtBot, act: Callable[[PreferencesDialog], object]) -> None:
    """Open the preferences as a user does, ``act`` on them and close them."""
    done: list[BaseException | None] = []

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PreferencesDialog)
        error: BaseException | None = None
        try:
            act(dialog)
        except BaseException as caught:  # noqa: BLE001  raised again below; here it would leave the dialog open
            error = caught
        dialog.close()
        done.append(error)

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTimer.singleShot(100, run)
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(done))
    if done[0] is not None:
        raise done[0]


def type_number(spin: QAbstractSpinBox, number: int, qtbot: QtBot) -> None:
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, str(number))
    qtbot.keyClick(spin, Qt.Key.Key_Tab)


def pick(box: QComboBox, text: str, qtbot: QtBot) -> None:
    while box.currentText() != text:
        key = Qt.Key.Key_Down if box.findText(text) > box.currentIndex() else Qt.Key.Key_Up
        qtbot.keyClick(box, key)


def test_the_theme_changes_while_the_dialog_is_open(
    window: MainWindow, qapp: QApplication, store: SettingsStore, qtbot: QtBot
) -> None:
    seen: list[int] = []

    def act(dialog: PreferencesDialog) -> None:
        for text in ("Dark", "Light"):
            pick(dialog.theme, text, qtbot)
            seen.append(qapp.palette().window().color().lightness())

    with_dialog(window, qtbot, act)
    assert seen[0] < 60 < 200 < seen[1]
    checked = [action.text() for action in window.menus.appearance.actions() if action.isChecked()]
    assert checked == ["Light"]  # the menu tells the same
    assert SettingsStore(store.path).settings.theme is ThemeChoice.LIGHT


def test_every_choice_is_remembered(window: MainWindow, store: SettingsStore, qtbot: QtBot) -> None:
    def act(dialog: PreferencesDialog) -> None:
        type_number(dialog.undo, 256, qtbot)
        type_number(dialog.autosave, 12, qtbot)
        type_number(dialog.quality, 80, qtbot)
        type_number(dialog.kept, 4, qtbot)
        qtbot.mouseClick(dialog.auto, LEFT, pos=dialog.auto.rect().center() / 4)

    with_dialog(window, qtbot, act)
    kept = SettingsStore(store.path).settings
    assert (kept.undo_megabytes, kept.autosave_seconds, kept.save_quality, kept.recent_kept) == (256, 12, 80, 4)
    assert kept.repair_on_release


def test_the_device_is_chosen_at_once_and_at_the_next_start_and_the_dialog_says_which_works_and_why(
    window: MainWindow, make_window: MakeWindow, engine: FakeEngine, store: SettingsStore, qtbot: QtBot
) -> None:
    seen: list[str] = []

    def act(dialog: PreferencesDialog) -> None:
        seen.append(dialog.in_use.text())
        engine.device = Device("WebGPU", "It computes rightly.", (("CUDA", "It was not chosen."),))
        pick(dialog.device, "Any graphics card (WebGPU)", qtbot)
        qtbot.waitUntil(lambda: dialog.in_use.text().startswith("WebGPU"))
        seen.append(dialog.in_use.text())

    with_dialog(window, qtbot, act)
    assert seen == [
        "CPU\nNo CUDA driver was found.", "WebGPU\nIt computes rightly.\nNot CUDA: It was not chosen.",
    ]  # fmt: skip
    assert window.status.device.text() == "WebGPU"
    assert window.status.device.toolTip() == "It computes rightly.\nNot CUDA: It was not chosen."
    assert engine.wanted[-1] == "webgpu"
    assert SettingsStore(store.path).settings.device is DeviceChoice.WEBGPU
    engine.wanted.clear()
    make_window()
    assert engine.wanted == ["webgpu"]


def test_numbers_out_of_range_cannot_be_chosen(window: MainWindow, store: SettingsStore, qtbot: QtBot) -> None:
    def act(dialog: PreferencesDialog) -> None:
        type_number(dialog.autosave, 0, qtbot)
        type_number(dialog.undo, 1, qtbot)

    with_dialog(window, qtbot, act)
    assert 2 <= store.settings.autosave_seconds <= 60
    assert store.settings.undo_megabytes >= 64


def test_repair_on_release_counts_at_once(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    with_dialog(opened, qtbot, lambda dialog: qtbot.keyClick(dialog.auto, Qt.Key.Key_Space))
    assert opened.repair_panel.auto.isChecked()
    paint(opened, qtbot)
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert [type(request) for request in engine.requests] == [RepairRequest]


def test_the_panel_and_the_dialog_agree(opened: MainWindow, store: SettingsStore, qtbot: QtBot) -> None:
    opened.repair_panel.auto.click()
    seen: list[bool] = []
    with_dialog(opened, qtbot, lambda dialog: seen.append(dialog.auto.isChecked()))
    assert seen == [True]
    assert SettingsStore(store.path).settings.repair_on_release


def test_less_memory_for_undo_drops_the_oldest_steps_at_once(opened: MainWindow, qtbot: QtBot) -> None:
    for _ in range(3):
        paint(opened, qtbot)
        run_repair(opened, qtbot)
    stack, before = opened.session.stack, opened.session.version
    steps = stack.index()
    opened.undo()
    opened.undo()
    opened.session.set_undo_budget(stack.nbytes // 3)
    undone = 0
    while opened.actions_by_name["undo"].isEnabled():
        opened.undo()
        undone += 1
    assert 1 <= undone < steps - 2
    while opened.actions_by_name["redo"].isEnabled():
        opened.redo()
    assert opened.session.version == before  # what was undone can still be done again


def test_the_budget_of_the_settings_is_that_of_the_history(
    make_window: MakeWindow, store: SettingsStore, photo: Path, qtbot: QtBot
) -> None:
    store.settings.undo_megabytes = 128
    window = make_window()
    open_photo(window, photo, qtbot)
    assert window.session.undo_budget == 128 * 2**20
    with_dialog(window, qtbot, lambda dialog: type_number(dialog.undo, 100, qtbot))
    assert window.session.undo_budget == 100 * 2**20


def test_the_time_between_autosaves_counts_at_once(
    make_window: MakeWindow, store: SettingsStore, tmp_path: Path, photo: Path, qtbot: QtBot
) -> None:
    store.settings.autosave_seconds = 60
    window = make_window(recovery=tmp_path / "unfinished")
    open_photo(window, photo, qtbot)
    paint(window, qtbot)
    assert not (tmp_path / "unfinished").exists()
    with_dialog(window, qtbot, lambda dialog: type_number(dialog.autosave, 2, qtbot))
    qtbot.waitUntil(lambda: any((tmp_path / "unfinished").glob("*/edit.json")), timeout=8000)


def test_the_quality_is_that_of_saved_photos(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    for quality in (95, 55):
        with_dialog(opened, qtbot, lambda dialog, quality=quality: type_number(dialog.quality, quality, qtbot))
        target = tmp_path / f"{quality}.jpg"
        monkeypatch.setattr(opened.prompts, "ask_save", lambda suggestion, filters, target=target: target)
        opened.files.save_as()
        qtbot.waitUntil(lambda: opened.idle)
        sizes.append(target.stat().st_size)
    assert sizes[1] < sizes[0] / 2
    assert np.asarray(Image.open(target)).shape == make_pixels().shape


def test_fewer_recent_photos_are_shown_at_once_and_kept_after_closing(
    make_window: MakeWindow, store: SettingsStore, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(4):
        Image.fromarray(make_pixels(number)).save(tmp_path / f"{number}.png")
    store.settings.recent = [tmp_path / f"{number}.png" for number in range(4)]
    window = make_window()
    qtbot.waitUntil(lambda: len(window.recent.paths) == 4 and not window.recent.busy)
    seen: list[int] = []

    def act(dialog: PreferencesDialog) -> None:
        for number in (1, 3):
            type_number(dialog.kept, number, qtbot)
            seen.append(sum(tile.isVisible() for tile in window.empty.recent.tiles))

    with_dialog(window, qtbot, act)
    assert seen == [1, 3]  # on the way to the number nothing is lost
    assert len(SettingsStore(store.path).settings.recent) == 3
    with_dialog(window, qtbot, lambda dialog: qtbot.mouseClick(dialog.clear, LEFT))
    assert SettingsStore(store.path).settings.recent == []


def test_everything_can_be_set_back(opened: MainWindow, store: SettingsStore, qtbot: QtBot) -> None:
    names = ("theme", "undo_megabytes", "repair_on_release", "autosave_seconds", "save_quality", "recent_kept")
    store.settings.brush_size = 99

    def act(dialog: PreferencesDialog) -> None:
        pick(dialog.theme, "Dark", qtbot)
        type_number(dialog.undo, 100, qtbot)
        type_number(dialog.kept, 3, qtbot)
        qtbot.keyClick(dialog.auto, Qt.Key.Key_Space)
        qtbot.mouseClick(dialog.defaults, LEFT)
        assert (dialog.theme.currentText(), dialog.undo.value(), dialog.kept.value()) == ("Like the desktop", 768, 10)
        assert not dialog.auto.isChecked()

    with_dialog(opened, qtbot, act)
    assert all(getattr(store.settings, name) == Settings.model_fields[name].default for name in names)
    assert store.settings.brush_size == 99  # what is only remembered stays
    assert not opened.repair_panel.auto.isChecked()
    assert opened.session.undo_budget == 768 * 2**20


def test_the_log_folder_opens_or_is_named(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[QUrl] = []
    answers = iter([False, True])
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url) or next(answers))
    log_folder().mkdir(parents=True, exist_ok=True)

    def act(dialog: PreferencesDialog) -> None:
        qtbot.mouseClick(dialog.logs, LEFT)
        assert str(log_folder()) in dialog.note.text()
        assert dialog.note.isVisible()
        qtbot.mouseClick(dialog.logs, LEFT)
        assert not dialog.note.isVisible()

    with_dialog(window, qtbot, act)
    assert [Path(url.toLocalFile()) for url in asked] == [log_folder()] * 2


def test_the_language_is_remembered_and_comes_with_the_next_start(
    window: MainWindow, store: SettingsStore, qtbot: QtBot
) -> None:
    def act(dialog: PreferencesDialog) -> None:
        assert dialog.language.currentText() == "Like the desktop"
        dialog.language.setFocus()
        pick(dialog.language, "Deutsch", qtbot)
        assert "started again" in dialog.note.text()
        assert dialog.note.isVisible()

    with_dialog(window, qtbot, act)
    assert SettingsStore(store.path).settings.language == "de"


def test_the_keyboard_reaches_everything(window: MainWindow, qtbot: QtBot) -> None:
    def act(dialog: PreferencesDialog) -> None:
        controls = [
            control
            for control in dialog.findChildren(QWidget)
            if isinstance(control, QAbstractButton | QAbstractSpinBox | QComboBox) and control.isEnabled()
        ]
        assert len(controls) >= 9
        reached: set[QWidget | None] = set()
        for _ in range(2 * len(controls)):
            reached.add(dialog.focusWidget())
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        for control in controls:
            assert control in reached, control
            assert control.accessibleName() or control.text(), control
        words = [label.text() for label in dialog.findChildren(QLabel) if label.buddy() is not None]
        words += [control.text() for control in controls if isinstance(control, QAbstractButton)]
        letters = [text[text.index("&") + 1].lower() for text in words if "&" in text]
        assert len(letters) == len(set(letters)) == 12
        qtbot.keyClick(dialog, Qt.Key.Key_Q, ALT)
        assert dialog.focusWidget() is dialog.quality

    window.recent.remember(Path(__file__))
    with_dialog(window, qtbot, act)
