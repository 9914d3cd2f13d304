"""Closing the window with several photos that are not saved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import make_pixels, open_photo, paint, pixels, run_repair, when_dialog_shows
from vqstudio.ui.dialogs.unsaved import UnsavedDialog
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def two(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """Two repaired photos, and one that is as it was opened; there is a file with the name for an edit of the first."""
    for number, name in enumerate(["one", "two", "three"]):
        path = tmp_path / f"{name}.png"
        Image.fromarray(make_pixels(number)).save(path)
        open_photo(window, path, qtbot)
        if name != "three":
            paint(window, qtbot)
            run_repair(window, qtbot)
    (tmp_path / "one-edited.png").write_bytes(b"of another day")
    return window


def press(name: str, qtbot: QtBot, seen: list[str] | None = None) -> None:
    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, UnsavedDialog)
        if seen is not None:
            seen.extend(label.text() for label in dialog.findChildren(QLabel))
        if name == "save":  # what Enter does
            qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
        else:
            qtbot.mouseClick(getattr(dialog, name), LEFT)

    when_dialog_shows(act)


def edited(window: MainWindow) -> dict[str, np.ndarray]:
    found = {}
    for photo in window.session.photos:
        window.session.show(photo)
        if photo.modified:
            found[photo.name] = pixels(window).copy()
    return found


def test_save_all_saves_every_photo_beside_the_original_and_closes(
    two: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = edited(two)
    monkeypatch.setattr(two.prompts, "ask_save", lambda *_: pytest.fail("the list said where"))
    seen: list[str] = []
    press("save", qtbot, seen)
    assert not two.close()
    qtbot.waitUntil(lambda: not two.isVisible())
    for name, target in (("one", "one-edited-2"), ("two", "two-edited")):
        assert f"Will be saved as {target}.png" in seen
        assert np.array_equal(np.asarray(Image.open(tmp_path / f"{target}.png")), wanted[f"{name}.png"])
        assert np.array_equal(np.asarray(Image.open(tmp_path / f"{name}.png")), make_pixels(["one", "two"].index(name)))
    assert (tmp_path / "one-edited.png").read_bytes() == b"of another day"
    assert not any("three" in text for text in seen)


def test_discard_all_closes_and_writes_nothing(two: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    before = sorted(tmp_path.glob("*.png"))
    press("discard", qtbot)
    assert two.close()
    assert sorted(tmp_path.glob("*.png")) == before


def test_cancel_keeps_the_window_and_the_next_quit_asks_again(two: MainWindow, qtbot: QtBot) -> None:
    for _ in range(2):
        press("cancel", qtbot)
        assert not two.close()
        assert len(edited(two)) == 2
    assert two.isVisible()


def test_a_save_that_fails_keeps_the_window_and_every_edit(
    two: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = edited(two)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("vqstudio.core.files.encode", fail)
    press("save", qtbot)
    assert not two.close()
    qtbot.waitUntil(lambda: two.idle and two.banner.current is not None)
    assert "the disk is full" in two.banner.text.text()
    assert two.isVisible()
    assert {name: found.tobytes() for name, found in edited(two).items()} == {
        name: found.tobytes() for name, found in wanted.items()
    }
    press("cancel", qtbot)  # asked again
    assert not two.close()
    assert not list(tmp_path.glob(".*.part"))
