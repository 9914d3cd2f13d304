"""Going on after a crash, on the real window."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import (
    MakeWindow,
    drag,
    make_pixels,
    open_photo,
    paint,
    pixels,
    run_repair,
    when_dialog_shows,
)
from vqstudio.core.recovery import About
from vqstudio.ui.dialogs.recover import Answer, Recover, RecoverDialog
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


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
    """What a program that is killed leaves: its folders, without anybody who holds the locks."""
    for number, folder in enumerate(sorted(path for path in root.iterdir() if not path.name.startswith("left"))):
        shutil.copytree(folder, root / f"left{number or ''}", ignore=shutil.ignore_patterns(".lock"))


def always(what: Recover, asked: list[str] | None = None) -> Callable[[list[About]], Answer]:
    def answer(edits: list[About]) -> Answer:
        if asked is not None:
            asked.extend(edit.name for edit in edits)
        return Answer(what, frozenset(range(len(edits))))

    return answer


def offer(window: MainWindow, answer: Callable[[list[About]], Answer], qtbot: QtBot) -> None:
    window.prompts.ask_recover = answer  # type: ignore[method-assign]
    window.offer_recovery()
    qtbot.waitUntil(lambda: window.idle)


def texts(window: MainWindow) -> list[str]:
    return [str(step.text()) for step in window.session.stack.steps]


def told(window: MainWindow) -> list[str]:
    found = []
    while window.banner.current is not None:
        found.append(window.banner.text.text())
        window.banner.next()
    return found


def test_an_edit_is_there_again_after_a_crash(
    edited: MainWindow, make_window: MakeWindow, root: Path, qtbot: QtBot
) -> None:
    keep(edited, qtbot)
    crash(root)
    again = make_window(recovery=root)
    asked: list[str] = []
    offer(again, always(Recover.RECOVER, asked), qtbot)
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


def test_the_original_and_every_step_are_there_again(
    edited: MainWindow, make_window: MakeWindow, root: Path, qtbot: QtBot
) -> None:
    edited.session.use_source(edited.session.source_use.ONLY)
    drag(edited, qtbot, (20, 20), (60, 60))  # on the source area
    edited.actions_by_name["turn_right"].trigger()
    qtbot.waitUntil(lambda: edited.idle)
    keep(edited, qtbot)
    crash(root)
    again = make_window(recovery=root)
    offer(again, always(Recover.RECOVER), qtbot)
    assert texts(again) == texts(edited)
    assert all(step.picture is not None for step in again.session.stack.steps)
    assert again.session.before is not None
    assert np.array_equal(again.session.before.pixels, np.rot90(make_pixels(), -1))
    states = []
    for window in (edited, again):
        seen = []
        for go in (window.undo, window.redo):
            for _ in texts(window):
                go()
                session = window.session
                seen.append((pixels(window).copy(), session.mask.alpha.copy(), session.source.alpha.copy()))
        states.append(seen)
    for one, other in zip(*states, strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
    again.session.stack.go_to(0)
    assert np.array_equal(pixels(again), make_pixels())
    assert not again.session.edited


def test_a_recovered_edit_is_recovered_again_with_its_steps(
    edited: MainWindow, make_window: MakeWindow, root: Path, qtbot: QtBot
) -> None:
    keep(edited, qtbot)
    crash(root)
    again = make_window(recovery=root)
    offer(again, always(Recover.RECOVER), qtbot)
    again.session.invert_mask()
    again.undo()
    again.undo()
    keep(again, qtbot)
    again.redo()
    keep(again, qtbot)
    (root / "left" / ".lock").unlink()
    third = make_window(recovery=root)
    offer(third, always(Recover.RECOVER), qtbot)
    assert texts(third) == texts(edited)
    third.session.stack.go_to(0)
    assert np.array_equal(pixels(third), make_pixels())


def test_edits_that_cannot_be_kept_are_told_once(edited: MainWindow, root: Path, qtbot: QtBot) -> None:
    shutil.rmtree(root, ignore_errors=True)
    root.write_text("a file in the way")
    keep(edited, qtbot)
    assert edited.banner.isVisible()
    assert "cannot be kept" in edited.banner.text.text()
    edited.banner.clear()
    keep(edited, qtbot)
    assert not edited.banner.isVisible(), "it was told"
    root.unlink()
    keep(edited, qtbot)
    assert any(root.iterdir())


def test_an_edit_can_be_left_for_later_or_deleted(
    edited: MainWindow, make_window: MakeWindow, root: Path, qtbot: QtBot
) -> None:
    keep(edited, qtbot)
    crash(root)
    again = make_window(recovery=root)
    offer(again, always(Recover.LATER), qtbot)
    assert again.session.document is None
    assert (root / "left").is_dir()
    offer(again, always(Recover.DELETE), qtbot)
    assert not (root / "left").exists()


def test_an_edit_of_a_running_program_is_not_offered(
    edited: MainWindow, make_window: MakeWindow, root: Path, qtbot: QtBot
) -> None:
    keep(edited, qtbot)
    offer(make_window(recovery=root), lambda edits: pytest.fail("it runs"), qtbot)


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


def part_of(folder: Path, *keys: str | int) -> Path:
    """The file that the manifest names there."""
    found = json.loads((folder / "edit.json").read_bytes())
    for key in keys:
        found = found[key]
    return folder / found["tiles"][0]


def test_an_edit_that_cannot_be_read_is_told_once_and_its_files_stay(
    edited: MainWindow, make_window: MakeWindow, root: Path, qtbot: QtBot
) -> None:
    keep(edited, qtbot)
    crash(root)
    part_of(root / "left", "photo").write_bytes(b"nothing")
    parts = {path.name for path in (root / "left").iterdir() if path.name != ".lock"}
    again = make_window(recovery=root)
    offer(again, always(Recover.RECOVER), qtbot)
    (text,) = told(again)
    assert "holiday.png cannot be recovered" in text
    kept = next(path for path in root.rglob("left") if path.is_dir())
    assert str(kept) in text
    assert {path.name for path in kept.iterdir()} == parts
    assert again.session.document is None
    offer(again, lambda edits: pytest.fail("nobody can recover it"), qtbot)
    assert told(again) == []


def test_a_photo_whose_history_is_damaged_comes_back_without_it(
    edited: MainWindow, make_window: MakeWindow, root: Path, qtbot: QtBot
) -> None:
    keep(edited, qtbot)
    crash(root)
    whole = {path.name for path in (root / "left").iterdir()}
    step = part_of(root / "left", "steps", 1, "patch", "before")
    step.unlink()
    again = make_window(recovery=root)
    offer(again, always(Recover.RECOVER), qtbot)
    assert np.array_equal(pixels(again), pixels(edited))
    assert texts(again) == texts(edited)[-1:]
    (text,) = told(again)
    assert "A part of the steps of holiday.png could not be recovered; the photo itself is complete." in text
    keep(again, qtbot)
    copy = next(path for path in root.rglob("left*") if path.is_dir() and path.parent != root)
    assert str(copy) in text
    assert {path.name for path in copy.iterdir()} == whole - {step.name}


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[" * 100_000, b'{"version": 3', b'{"version": 3, "x": ' + b"[" * 100_000, b"\xff\xfe", b"null", b"[]"],
    ids=["empty", "deep", "cut off", "deep inside", "no text", "nothing", "another kind"],
)
def test_a_manifest_that_cannot_be_read_stops_neither_the_start_nor_the_other_edits(
    manifest: bytes, edited: MainWindow, make_window: MakeWindow, root: Path, qtbot: QtBot
) -> None:
    keep(edited, qtbot)
    crash(root)
    shutil.copytree(root / "left", root / "broken")
    (root / "broken" / "edit.json").write_bytes(manifest)
    parts = {path.name for path in (root / "broken").iterdir()}
    again = make_window(recovery=root)
    offer(again, always(Recover.RECOVER), qtbot)
    assert np.array_equal(pixels(again), pixels(edited))
    (text,) = told(again)
    assert "cannot be read any more" in text
    kept = next(path for path in root.rglob("broken") if path.is_dir())
    assert str(kept.parent) in text
    assert {path.name for path in kept.iterdir() if path.name != ".lock"} == parts - {".lock"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX pipes")
def test_odd_things_in_the_place_of_files_keep_nobody_waiting(
    edited: MainWindow, make_window: MakeWindow, root: Path, qtbot: QtBot
) -> None:
    keep(edited, qtbot)
    crash(root)
    for number, name in enumerate(["edit.json", ".lock"]):
        shutil.copytree(root / "left", root / f"pipe{number}")
        (root / f"pipe{number}" / name).unlink(missing_ok=True)
        os.mkfifo(root / f"pipe{number}" / name)
    (root / "a file").write_text("")
    (root / "a loop").symlink_to(root)
    again = make_window(recovery=root)
    offer(again, always(Recover.RECOVER), qtbot)
    assert np.array_equal(pixels(again), pixels(edited))
    assert "2 unsaved edits" in told(again)[0]


def several(window: MainWindow, photo: Path, qtbot: QtBot, count: int) -> None:
    for number in range(count):
        other = photo.with_name(f"photo{number}.png")
        other.write_bytes(photo.read_bytes())
        open_photo(window, other, qtbot)
        paint(window, qtbot)
        run_repair(window, qtbot)


def test_several_edits_are_one_question_and_can_be_chosen_from(
    make_window: MakeWindow, root: Path, photo: Path, qtbot: QtBot
) -> None:
    window = make_window(recovery=root)
    several(window, photo, qtbot, 3)
    keep(window, qtbot)
    crash(root)
    again = make_window(recovery=root)
    names: list[str] = []

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, RecoverDialog)
        names.extend(row.box.accessibleName().split(":")[0] for row in dialog.rows)
        assert dialog.go_on.text() == "Recover all"
        qtbot.mouseClick(dialog.rows[1], LEFT)
        assert dialog.go_on.text() == "Recover 2"
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)

    when_dialog_shows(choose)
    again.offer_recovery()
    qtbot.waitUntil(lambda: again.idle and len(again.session.photos) == 2)
    assert sorted(names) == ["photo0.png", "photo1.png", "photo2.png"]
    assert names[1] not in [one.name for one in again.session.photos]

    def delete(dialog: QWidget) -> None:
        assert isinstance(dialog, RecoverDialog)

        def sure(box: QWidget) -> None:
            assert isinstance(box, QMessageBox)
            assert names[1] in box.text()
            qtbot.mouseClick(next(b for b in box.buttons() if b.text() == "Delete"), LEFT)

        when_dialog_shows(sure)
        qtbot.mouseClick(dialog.delete, LEFT)

    when_dialog_shows(delete)
    again.offer_recovery()
    offer(again, lambda edits: pytest.fail("nothing is left"), qtbot)
