"""The window around the photo: responsiveness, status, panels, theme, settings, keyboard."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, MakeWindow, drag, open_photo, when_dialog_shows
from vqstudio import app
from vqstudio.core.errors import PackError
from vqstudio.core.paths import resources
from vqstudio.engine.requests import Device
from vqstudio.ui.dialogs.report import ReportDialog
from vqstudio.ui.kit.settings import SettingsStore, ThemeChoice
from vqstudio.ui.kit.theme import Theme
from vqstudio.ui.window.actions.table import ACTIONS
from vqstudio.ui.window.main_window import MainWindow
from vqstudio.ui.window.menu.shortcuts import ShortcutsDialog, sheet


def test_the_window_stays_alive_while_a_model_runs(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    beats: list[int] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: beats.append(1))
    drag(opened, qtbot, (100, 100), (140, 100))
    engine.hold()
    opened.operations.repair()
    timer.start()
    zoom = opened.canvas.view.zoom
    qtbot.waitUntil(lambda: len(beats) >= 20)
    opened.actions_by_name["zoom_in"].trigger()
    assert opened.operations.busy
    assert opened.canvas.view.zoom > zoom
    assert not opened.repair_panel.repair.isEnabled()
    assert not opened.pages["style"].panel.apply.isEnabled()
    timer.stop()
    engine.release()
    qtbot.waitUntil(lambda: not opened.operations.busy)


def test_a_flood_of_progress_does_not_flood_the_window(opened: MainWindow, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.reports = [(index / 5000, f"Step {index}") for index in range(5001)]
    engine.hold()
    seen: list[str] = []
    opened.operations.progress.connect(lambda share, text: seen.append(text))
    drag(opened, qtbot, (100, 100), (140, 100))
    opened.operations.repair()
    qtbot.waitUntil(lambda: "Step 5000" in seen)  # the last report is never lost
    assert len(seen) < 100
    engine.release()
    qtbot.waitUntil(lambda: not opened.operations.busy)


def test_the_chip_names_the_device(window: MainWindow) -> None:
    assert window.status.device.text() == "CPU"
    assert window.status.device.toolTip() == "No CUDA driver was found."


def test_the_chip_of_a_graphics_card(make_window: MakeWindow, engine: FakeEngine) -> None:
    engine.device = Device("CUDA", "NVIDIA card.")
    window = make_window()
    assert window.status.device.text() == "CUDA"
    assert window.status.device.property("accelerated") is True


def test_without_styles_the_panel_says_why(make_window: MakeWindow, engine: FakeEngine) -> None:
    engine.style_error = PackError("The paint pack is damaged: decoder.onnx has another checksum.")
    window = make_window()
    window.side.show_page("style")
    assert window.pages["style"].panel.gallery.message.text() == str(engine.style_error)
    assert window.pages["style"].panel.gallery.message.isVisible()
    assert not window.pages["style"].panel.apply.isEnabled()


def test_the_theme_changes_live(window: MainWindow, qapp: QApplication) -> None:
    light = qapp.palette().window().color().lightness()
    window.preferences.set("theme", ThemeChoice.DARK)
    dark = qapp.palette().window().color().lightness()
    icon = window.actions_by_name["open"].icon().pixmap(24, 24).toImage()
    brightest = max(icon.pixelColor(x, y).lightness() for x in range(24) for y in range(24))
    window.preferences.set("theme", ThemeChoice.LIGHT)
    assert dark < 60 < 200 < light
    assert brightest > 180
    assert qapp.palette().window().color().lightness() == light


def test_the_theme_follows_the_desktop_only_while_it_is_told_to(
    window: MainWindow, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = SimpleNamespace(colorScheme=lambda: Qt.ColorScheme.Light)
    monkeypatch.setattr("vqstudio.ui.kit.theme.QGuiApplication", SimpleNamespace(styleHints=lambda: desktop))

    def dark_once_the_desktop_is(scheme: Qt.ColorScheme) -> bool:
        desktop.colorScheme = lambda: scheme
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        return qapp.palette().window().color().lightness() < 128

    window.preferences.set("theme", ThemeChoice.LIGHT)
    assert not dark_once_the_desktop_is(Qt.ColorScheme.Dark)
    window.preferences.set("theme", ThemeChoice.SYSTEM)
    try:
        assert not dark_once_the_desktop_is(Qt.ColorScheme.Light)
        assert dark_once_the_desktop_is(Qt.ColorScheme.Dark)
    finally:
        window.preferences.set("theme", ThemeChoice.LIGHT)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_words_can_be_read(name: str) -> None:
    colors = json.loads((resources() / "themes" / f"{name}.json").read_text("utf-8"))
    pairs = [
        ("text", "window"), ("text", "surface"), ("text", "raised"), ("muted", "window"), ("muted", "surface"),
        ("muted", "canvas"), ("on_accent", "accent"), ("accent_text", "surface"), ("accent_text", "accent_soft"),
        ("text", "error_soft"), ("text", "warning_soft"), ("text", "info_soft"),
    ]  # fmt: skip
    for front, back in pairs:
        assert contrast(colors[front], colors[back]) >= 4.5, (front, back)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""

    def luminance(color: str) -> float:
        parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_both_themes_name_the_same_colours() -> None:
    light, dark = (json.loads((resources() / "themes" / f"{name}.json").read_text()) for name in ("light", "dark"))
    assert light.keys() == dark.keys()


def test_shortcuts_are_unique() -> None:
    keys = [QKeySequence(key).toString() for action in ACTIONS for key in action.keys]
    assert all(keys)
    assert len(keys) == len(set(keys))


def test_every_action_has_an_icon_file_where_it_names_one() -> None:
    for action in ACTIONS:
        assert not action.icon or (resources() / "icons" / f"{action.icon}.svg").is_file(), action.name


def test_tooltips_name_their_shortcut(window: MainWindow) -> None:
    for action in ACTIONS:
        if action.keys:
            native = window.actions_by_name[action.name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            assert native in window.actions_by_name[action.name].toolTip()


def test_the_shortcut_sheet_lists_every_shortcut(window: MainWindow, qtbot: QtBot) -> None:
    listed = {text for entries in sheet(window.actions_by_name).values() for text, _ in entries}
    assert {action.text.rstrip("…") for action in ACTIONS if action.keys} <= listed
    opened: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        opened.append(type(dialog).__name__)
        dialog.close()

    QTimer.singleShot(50, close)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert opened == [ShortcutsDialog.__name__]


@pytest.mark.parametrize("width", [1366, 1024, 640])
def test_the_shortcut_sheet_fits_on_a_small_screen(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """It scrolls down, but not to the side as well."""
    small = SimpleNamespace(availableGeometry=lambda: QRect(0, 0, width, 728))
    monkeypatch.setattr(ShortcutsDialog, "screen", lambda self: small)
    dialog = ShortcutsDialog(window.actions_by_name, window)
    dialog.show()
    assert dialog.height() < 700  # with the frame of the window
    assert dialog.width() <= width
    area = dialog.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert area.horizontalScrollBar().maximum() == 0


def test_about_this_computer_shows_text_to_copy(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(doctor=lambda: "2 cores, no graphics card")
    copied: list[str] = []

    def copy() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReportDialog)
        dialog._copy_button.click()
        copied.append(QGuiApplication.clipboard().text())
        dialog.accept()

    window.actions_by_name["doctor"].trigger()
    QTimer.singleShot(200, copy)
    qtbot.waitUntil(lambda: bool(copied))
    assert copied == ["2 cores, no graphics card"]


def test_settings_survive(make_window: MakeWindow, store: SettingsStore, photo: Path, qtbot: QtBot) -> None:
    window = make_window()
    open_photo(window, photo, qtbot)
    window.brush.set_size(123)
    window.pages["style"].panel.strength.set_value(35)
    window.pages["style"].panel.gallery.choose("ink")
    window.actions_by_name["panel"].trigger()
    window.close()
    again = SettingsStore(store.path).settings
    assert (again.brush_size, again.style_strength, again.style) == (123, 35, "ink")
    assert again.panel_visible is False
    assert again.recent == [photo]


def test_damaged_settings_give_defaults_and_are_kept_beside(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"brush_size": "huge"')
    with caplog.at_level(logging.WARNING):
        store = SettingsStore(path)
    assert store.settings.brush_size == 48
    assert "damaged" in caplog.text
    assert path.with_suffix(".damaged").read_text() == '{"brush_size": "huge"'
    store.save()
    assert SettingsStore(path).settings == store.settings


def test_settings_of_a_newer_version_are_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"version": 7, "brush_size": 90, "something_new": true}')
    assert SettingsStore(path).settings.brush_size == 90


def test_unwritable_settings_do_not_stop_the_window(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("in the way")
    SettingsStore(tmp_path / "file" / "settings.json").save()
    assert "cannot be saved" in caplog.text


def test_a_screenshot_shows_the_photo(photo: Path, tmp_path: Path, engine: FakeEngine, qapp: QApplication) -> None:
    picture = tmp_path / "window.png"
    app.screenshot(photo, picture, engine, ThemeChoice.DARK, size=(1000, 700))
    shown = Image.open(picture)
    assert shown.size == (1000, 700)
    middle = shown.convert("RGB").crop((300, 300, 400, 400))
    assert len(middle.getcolors(100_000) or []) > 1000  # the noise of the photo, not an empty view
    assert {path.name for path in tmp_path.iterdir()} == {photo.name, picture.name}  # and leaves nothing else behind


def test_the_engine_is_made_only_when_it_is_used() -> None:
    made: list[FakeEngine] = []

    def factory() -> FakeEngine:
        made.append(FakeEngine())
        return made[-1]

    lazy = app.LazyEngine(factory)
    assert made == []
    assert lazy.device.name == "CPU"
    assert [info.name for info in lazy.styles()] == ["oil", "ink"]
    assert len(made) == 1


def test_an_uncaught_exception_is_logged_and_shown(
    qapp: QApplication, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReportDialog)
        shown.append(dialog.text.toPlainText())
        dialog.accept()

    reporter = app.CrashReporter(qapp)
    error = LookupError("lost a pixel")
    reporter.handle(LookupError, error, None)
    QTimer.singleShot(50, close)
    qtbot.waitUntil(lambda: bool(shown))
    assert "lost a pixel" in caplog.text
    assert "LookupError: lost a pixel" in shown[0]


def test_a_device_that_changes_while_working_shows_in_the_chip(
    opened: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    drag(opened, qtbot, (100, 100), (140, 100))
    engine.device = Device("CUDA", "NVIDIA card.")
    opened.operations.repair()
    qtbot.waitUntil(lambda: opened.status.device.text() == "CUDA")


def test_an_engine_that_cannot_start_leaves_an_editor_that_says_so(
    qapp: QApplication, store: SettingsStore, qtbot: QtBot
) -> None:
    def factory() -> FakeEngine:
        raise PackError("No model pack was found; reinstall VQ Studio.")

    window = MainWindow(app.LazyEngine(factory), store, Theme(qapp, ThemeChoice.LIGHT))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.banner.current is not None)
    assert window.banner.text.text() == "No model pack was found; reinstall VQ Studio."
    assert window.status.device.text() == "No models"
    window.close()


@pytest.mark.parametrize("name", ["guide", "shortcuts", "preferences", "resize", "feather_mask", "photo_info", "about"])
def test_a_closed_dialog_is_gone(opened: MainWindow, qtbot: QtBot, name: str) -> None:
    drag(opened, qtbot, (100, 100), (140, 100))
    shown = []
    when_dialog_shows(lambda dialog: shown.append(dialog.close()))
    opened.actions_by_name[name].trigger()
    qtbot.waitUntil(lambda: bool(shown) and not opened.findChildren(QDialog))
