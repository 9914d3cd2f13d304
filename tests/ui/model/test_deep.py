"""Photos of 16 bits per channel on the real window."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.core.deep_files import deep_pixels, deep_png, png_profile, raw_values
from tests.core.odd_files import SRGB
from tests.ui.conftest import HEIGHT, WIDTH, FakeEngine, MakeWindow, drag, open_photo, paint, pixels, run_repair
from tests.ui.files.test_exporting import export, settle
from tests.ui.projects.test_projects import reopen, save
from vqstudio.core.deep import reduced
from vqstudio.core.geometry import Margins
from vqstudio.core.recovery import RecoveryFolder
from vqstudio.engine.requests import AdjustRequest
from vqstudio.engine.studio import StudioEngine
from vqstudio.ui.dialogs.export import ExportDialog
from vqstudio.ui.kit.settings import SettingsStore
from vqstudio.ui.projects.reading import open_project
from vqstudio.ui.window.main_window import MainWindow

VALUES = deep_pixels(3, HEIGHT, WIDTH) // 3 + np.uint16(25_000)
"""Between 97 and 182 in 8 bits, so that no fill leaves a pixel as it was."""
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "deep.png"
    path.write_bytes(deep_png(VALUES, png_profile(SRGB)))
    return path


def values(window: MainWindow) -> np.ndarray:
    """The 16 bits of what is shown, which its 8 belong to."""
    document = window.session.document
    assert document is not None
    assert document.deep is not None
    assert np.array_equal(document.pixels, reduced(document.deep))
    return document.deep


def test_a_repair_keeps_all_other_values_in_the_file_and_undo_every_bit(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opened.banner.current is None  # nothing is lost, so nothing is said
    assert np.array_equal(values(opened), VALUES)
    original = pixels(opened).copy()
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    changed = pixels(opened) != original
    assert 1000 < changed.sum() < changed.size / 4
    assert (pixels(opened)[changed] == 10).all()
    expected = np.where(changed, np.uint16(10 * 257), VALUES)
    for name in ("saved.png", "saved.tif"):
        save(opened, tmp_path / name, qtbot, monkeypatch)
        assert np.array_equal(raw_values((tmp_path / name).read_bytes()), expected)
    opened.session.stack.undo()
    assert np.array_equal(values(opened), VALUES)
    opened.session.stack.redo()
    assert np.array_equal(values(opened), expected)


def test_another_version_begins_with_the_values_before(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    first = values(opened).copy()
    opened.actions_by_name["more_fills"].trigger()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert np.array_equal(values(opened), np.where(first == 10 * 257, np.uint16(20 * 257), first))
    opened.operations.show_fill(0)
    assert np.array_equal(values(opened), first)
    opened.session.stack.undo()
    assert np.array_equal(values(opened), VALUES)


def test_adjusting_is_computed_on_16_bits(opened: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot,
                                          monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    real = StudioEngine(tmp_path / "packs")
    monkeypatch.setattr(engine, "run", real.run)
    qtbot.keyClick(opened, Qt.Key.Key_F6)
    opened.pages["adjust"].panel.sliders["exposure"].set_value(-67)
    qtbot.mouseClick(opened.pages["adjust"].panel.apply, LEFT)
    qtbot.waitUntil(lambda: opened.idle)
    assert len(np.unique(values(opened))) > 10_000
    assert values(opened).max() < VALUES.max() * 0.7
    edit = opened.session.last_edit(AdjustRequest)
    assert edit is not None
    assert opened.session.stack.nbytes >= 2 * (VALUES.nbytes + VALUES.size)  # before and after, in both depths
    opened.session.stack.undo()
    assert np.array_equal(values(opened), VALUES)


def test_turned_and_back_and_extended(opened: MainWindow, qtbot: QtBot) -> None:
    opened.actions_by_name["turn_left"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    assert np.array_equal(values(opened), np.rot90(VALUES))
    opened.operations.extend(Margins(left=8, top=4))
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert np.array_equal(values(opened)[4:, 8:], np.rot90(VALUES))
    assert (values(opened)[:4] == 7 * 257).all()
    assert opened.session.stack.nbytes > 4 * VALUES.nbytes
    opened.session.stack.undo()
    opened.session.stack.undo()
    assert np.array_equal(values(opened), VALUES)


def test_a_project_holds_every_bit_of_its_history(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.actions_by_name["turn_left"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    path = tmp_path / "deep.vqs"
    save(opened, path, qtbot, monkeypatch)
    states = [values(opened).copy()]
    while opened.session.stack.can_undo():
        opened.session.stack.undo()
        states.append(values(opened).copy())
    reopen(opened, path, qtbot)
    assert not opened.session.modified
    for number, state in enumerate(states):
        if number:
            opened.session.stack.undo()
        assert np.array_equal(values(opened), state), number
    while opened.session.stack.canRedo():
        opened.session.stack.redo()
    opened.actions_by_name["more_fills"].trigger()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert np.array_equal(values(opened)[states[0] != 10 * 257], states[0][states[0] != 10 * 257])
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert np.array_equal(raw_values(archive.read(manifest["photo"])), states[0])
    assert manifest["version"] == 2  # "was saved by a later version": what a program says that knows only 1


def test_an_unedited_photo_is_stored_once(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(opened, tmp_path / "deep.vqs", qtbot, monkeypatch)
    project = open_project(tmp_path / "deep.vqs")
    assert project.before is project.pyramid
    with zipfile.ZipFile(tmp_path / "deep.vqs") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["before"] == manifest["photo"]


def test_a_recovered_edit_has_its_values(make_window: MakeWindow, photo: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = make_window(recovery=tmp_path / "recovery")
    open_photo(window, photo, qtbot)
    paint(window, qtbot)
    run_repair(window, qtbot)
    assert window.autosave is not None
    window.autosave.keep()
    qtbot.waitUntil(lambda: not window.autosave.busy)
    (folder,) = [path for path in (tmp_path / "recovery").iterdir() if path.is_dir()]
    found = RecoveryFolder(folder).load()
    assert found is not None
    assert found.document.deep is not None
    assert np.array_equal(found.document.deep, values(window))


def test_saving_as_a_jpeg_tells_once_that_it_holds_less(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(opened, tmp_path / "a.jpg", qtbot, monkeypatch)
    assert "a.jpg holds 8 bits per channel, the photo 16" in opened.banner.text.text()
    opened.banner.clear()
    drag(opened, qtbot, (20, 20), (60, 20))
    run_repair(opened, qtbot)
    opened.files.save()
    qtbot.waitUntil(lambda: opened.idle and not opened.session.modified)
    assert opened.banner.current is None
    save(opened, tmp_path / "a.tif", qtbot, monkeypatch)
    assert opened.banner.current is None


@pytest.mark.parametrize("on", [True, False])
def test_an_export_has_16_bits_unless_they_are_not_wanted(
    opened: MainWindow, store: SettingsStore, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, on: bool
) -> None:
    monkeypatch.setattr(opened.prompts, "ask_export_to", lambda suggestion: tmp_path / "out.png")
    sizes: list[int] = []

    def act(dialog: ExportDialog) -> None:
        assert dialog.deep.isVisible()
        assert dialog.deep.isChecked() == (dialog.format.currentData() in ("PNG", "TIFF"))
        dialog.format.setCurrentIndex(dialog.format.findData("JPEG"))
        assert not dialog.deep.isEnabled()
        assert not dialog.deep.isChecked()
        dialog.format.setCurrentIndex(dialog.format.findData("PNG"))
        assert dialog.deep.isChecked()
        if not on:
            dialog.deep.click()
        sizes.append(settle(dialog, qtbot).estimate.size)

    export(opened, qtbot, act)
    data = (tmp_path / "out.png").read_bytes()
    assert len(data) == sizes[0]
    expected = VALUES if on else reduced(VALUES)
    assert np.array_equal(raw_values(data), expected)
    assert SettingsStore(store.path).settings.export_deep == on


def test_a_photo_of_8_bits_is_not_asked_about_16(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.fromarray(reduced(VALUES)).save(tmp_path / "plain.png")
    open_photo(window, tmp_path / "plain.png", qtbot)
    monkeypatch.setattr(window.prompts, "ask_export_to", lambda suggestion: tmp_path / "out.png")

    def act(dialog: ExportDialog) -> None:
        assert not dialog.deep.isVisible()
        dialog.format.setCurrentIndex(dialog.format.findData("PNG"))

    export(window, qtbot, act)
    assert raw_values((tmp_path / "out.png").read_bytes()).dtype == np.uint8
