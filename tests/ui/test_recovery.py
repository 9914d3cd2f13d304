"""Going on after a crash, on the real window."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, MakeWindow, open_photo, paint, pixels, run_repair
from vqstudio.ui.main_window import MainWindow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "unfinished"


@pytest.fixture
def edited(make_window: MakeWindow, root: Path, photo: Path, qtbot: QtBot) -> MainWindow:
    """A window with a repaired photo on which something more is painted."""
    window = make_window(recovery=root)
    open_photo(window, photo, qtbot)
    paint(window, qtbot)
    run_repair(window, qtbot)
    paint(window, qtbot)
    return window


def keep(window: MainWindow, qtbot: QtBot) -> None:
    assert window.autosave is not None
    window.autosave.keep()
    qtbot.waitUntil(lambda: window.autosave is not None and not window.autosave.busy)


def crash(root: Path) -> None:
    """What a program that is killed leaves: its folder, without anybody who holds the lock."""
    (folder,) = root.iterdir()
    shutil.copytree(folder, root / "left", ignore=shutil.ignore_patterns(".lock"))


def test_an_edit_is_there_again_after_a_crash(
    edited: MainWindow, make_window: MakeWindow, root: Path, qtbot: QtBot
) -> None:
    keep(edited, qtbot)
    crash(root)
    again = make_window(recovery=root)
    asked = []
    again.prompts.ask_recover = lambda name, when: asked.append(name) or True  # type: ignore[method-assign]
    again.offer_recovery()
    assert asked == ["holiday.png"]
    assert np.array_equal(pixels(again), pixels(edited))
    assert np.array_equal(again.session.mask.alpha, edited.session.mask.alpha)
    assert again.session.modified
    assert again.session.save_target is None  # the file is not overwritten unasked
    keep(again, qtbot)
    assert (root / "left").is_dir()  # what was recovered is kept on
    assert again.autosave is not None
    again.autosave.close()
    assert not (root / "left").exists()


def test_an_edit_can_be_left_for_later_or_deleted(
    edited: MainWindow, make_window: MakeWindow, root: Path, qtbot: QtBot
) -> None:
    keep(edited, qtbot)
    crash(root)
    again = make_window(recovery=root)
    again.prompts.ask_recover = lambda name, when: None  # type: ignore[method-assign]
    again.offer_recovery()
    assert again.session.document is None
    assert (root / "left").is_dir()
    again.prompts.ask_recover = lambda name, when: False  # type: ignore[method-assign]
    again.offer_recovery()
    assert not (root / "left").exists()


def test_an_edit_of_a_running_program_is_not_offered(
    edited: MainWindow, make_window: MakeWindow, root: Path, qtbot: QtBot
) -> None:
    keep(edited, qtbot)
    other = make_window(recovery=root)
    other.prompts.ask_recover = lambda name, when: pytest.fail("it runs")  # type: ignore[method-assign]
    other.offer_recovery()


def test_nothing_is_kept_of_what_is_saved_or_not_changed(
    edited: MainWindow, root: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(edited, qtbot)
    (folder,) = root.iterdir()
    state = (folder / "edit.json").stat().st_mtime_ns
    keep(edited, qtbot)
    assert (folder / "edit.json").stat().st_mtime_ns == state
    monkeypatch.setattr(edited.prompts, "ask_save", lambda suggestion, filters: tmp_path / "out.png")
    edited.files.save()
    qtbot.waitUntil(lambda: not edited.session.modified)
    edited.session.clear_mask()
    keep(edited, qtbot)
    assert not list(root.iterdir())


def test_a_damaged_edit_is_told(
    edited: MainWindow, make_window: MakeWindow, root: Path, qtbot: QtBot, engine: FakeEngine
) -> None:
    keep(edited, qtbot)
    crash(root)
    next((root / "left").glob("photo-*")).write_bytes(b"nothing")
    again = make_window(recovery=root)
    again.prompts.ask_recover = lambda name, when: True  # type: ignore[method-assign]
    again.offer_recovery()
    assert "damaged" in again.banner.text.text()
    assert again.session.document is None
