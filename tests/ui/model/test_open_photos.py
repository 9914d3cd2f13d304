"""Several photos open at once, on the real window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, MakeWindow, drag, make_pixels, open_photo, paint, pixels, run_repair
from tests.ui.files.test_files import drop
from vqstudio.core.errors import StudioError
from vqstudio.core.recovery import About
from vqstudio.engine.requests import RepairRequest
from vqstudio.ui.dialogs.prompts import Unsaved
from vqstudio.ui.dialogs.recover import Answer, Recover
from vqstudio.ui.dialogs.unsaved import UnsavedAll, UnsavedPhoto
from vqstudio.ui.files import controller as file_controller
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def others(tmp_path: Path) -> list[Path]:
    """Two more photos."""
    paths = [tmp_path / "beach.png", tmp_path / "tower.png"]
    for number, path in enumerate(paths, 1):
        Image.fromarray(make_pixels(number)).save(path)
    return paths


@pytest.fixture
def three(opened: MainWindow, others: list[Path], qtbot: QtBot) -> MainWindow:
    """The window with three photos open, the last one shown."""
    opened.files.open_paths(others)
    qtbot.waitUntil(lambda: len(opened.session.photos) == 3 and opened.idle)
    assert opened.files.name == "beach.png"  # the first of those that were asked for
    opened.session.show(opened.session.photos[2])
    return opened


def names(window: MainWindow) -> list[str]:
    return [photo.name for photo in window.session.photos]


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_all_dropped_photos_open_and_a_broken_one_is_told(
    window: MainWindow, photo: Path, others: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    drop(window, files(photo, others[0], broken, others[1]))
    qtbot.waitUntil(lambda: len(window.session.photos) == 3 and window.idle)
    assert names(window) == ["holiday.png", "beach.png", "tower.png"]
    assert "broken.png" in window.banner.text.text()


def test_one_photo_needs_no_strip(opened: MainWindow, others: list[Path], qtbot: QtBot) -> None:
    assert not opened.film.isVisible()
    open_photo(opened, others[0], qtbot)
    assert opened.film.isVisible()
    assert [tile.text() for tile in opened.film.tiles] == ["holiday.png", "beach.png"]
    assert [tile.isChecked() for tile in opened.film.tiles] == [False, True]


def test_a_photo_is_as_it_was_left(three: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(three.film.tiles[0], LEFT)
    assert three.files.name == "holiday.png"
    paint(three, qtbot)
    run_repair(three, qtbot)
    drag(three, qtbot, (40, 40), (80, 40))
    repaired, mask = pixels(three).copy(), three.session.mask.alpha.copy()
    qtbot.keyClick(three, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert np.array_equal(pixels(three), make_pixels(1))
    assert three.session.mask_empty
    assert not three.session.stack.can_undo()
    drag(three, qtbot, (10, 10), (30, 10))
    qtbot.mouseClick(three.film.tiles[0], LEFT)
    assert np.array_equal(pixels(three), repaired)
    assert np.array_equal(three.session.mask.alpha, mask)
    three.actions_by_name["undo"].trigger()
    three.actions_by_name["undo"].trigger()
    assert np.array_equal(pixels(three), make_pixels())
    qtbot.mouseClick(three.film.tiles[1], LEFT)
    assert not three.session.mask_empty  # the other one's stroke is still there


def test_versions_of_a_repair_are_still_there_when_one_comes_back(
    three: MainWindow, engine: FakeEngine, qtbot: QtBot
) -> None:
    paint(three, qtbot)
    run_repair(three, qtbot)
    three.operations.more_fills()
    qtbot.waitUntil(lambda: not three.operations.busy and len(three.operations.fills) > 1)
    count = len(three.operations.fills)
    three.actions_by_name["previous_photo"].trigger()
    assert three.operations.fills == []
    three.actions_by_name["next_photo"].trigger()
    assert len(three.operations.fills) == count


def test_a_change_shows_in_the_strip(three: MainWindow, qtbot: QtBot) -> None:
    tile = three.film.tiles[2]
    before = tile.grab().toImage()
    assert "unsaved" not in tile.accessibleName()
    three.session.set_mask(np.full_like(three.session.mask.alpha, 255), "All")
    run_repair(three, qtbot)
    assert "unsaved" in tile.accessibleName()
    middle = QPoint(tile.width() // 2, 40)
    assert tile.grab().toImage().pixelColor(middle) != before.pixelColor(middle)


def test_the_cross_closes_a_photo_and_asks_only_where_something_would_be_lost(
    three: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answer = [Unsaved.CANCEL]
    monkeypatch.setattr(three.prompts, "ask_unsaved", lambda name: asked.append(name) or answer[0])
    paint(three, qtbot)
    run_repair(three, qtbot)
    qtbot.mouseClick(three.film.tiles[0], LEFT, pos=three.film.tiles[0].cross.center().toPoint())
    assert names(three) == ["beach.png", "tower.png"]
    assert asked == []
    tile = three.film.tiles[1]
    qtbot.mouseClick(tile, LEFT, pos=tile.cross.center().toPoint())
    assert asked == ["tower.png"]
    assert names(three) == ["beach.png", "tower.png"]
    answer[0] = Unsaved.DISCARD
    three.actions_by_name["close_photo"].trigger()
    assert names(three) == ["beach.png"]
    assert np.array_equal(pixels(three), make_pixels(1))
    three.actions_by_name["close_photo"].trigger()
    assert names(three) == []
    assert three.empty.isVisible()


def test_a_photo_that_is_open_already_is_shown_not_opened_twice(three: MainWindow, photo: Path) -> None:
    three.open_path(photo)
    assert three.files.name == "holiday.png"
    assert len(three.session.photos) == 3


def test_quitting_one_by_one_asks_about_every_changed_photo_and_saves_where_wanted(
    three: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (0, 2):
        qtbot.mouseClick(three.film.tiles[number], LEFT)
        paint(three, qtbot)
        run_repair(three, qtbot)
    wanted = pixels(three).copy()
    answers = {"holiday.png": Unsaved.DISCARD, "tower.png": Unsaved.CANCEL}
    asked: list[str] = []
    monkeypatch.setattr(three.prompts, "ask_unsaved", lambda name: asked.append(name) or answers[name])
    monkeypatch.setattr(three.prompts, "ask_save", lambda suggestion, filters: tmp_path / "saved.png")
    questions: list[list[str]] = []

    def one_by_one(photos: list[UnsavedPhoto]) -> UnsavedAll:
        questions.append([photo.name for photo in photos])
        return UnsavedAll.ONE_BY_ONE

    monkeypatch.setattr(three.prompts, "ask_unsaved_all", one_by_one)
    assert not three.close()
    assert asked == ["holiday.png", "tower.png"]
    answers["tower.png"] = Unsaved.SAVE
    assert not three.close()
    assert asked[2:] == ["holiday.png", "tower.png"]  # a quit that was cancelled keeps no answer
    qtbot.waitUntil(lambda: not three.isVisible())
    assert asked[4:] == []
    assert questions == [["holiday.png", "tower.png"]] * 2  # once per quit, not once per photo that was saved
    assert np.array_equal(np.asarray(Image.open(tmp_path / "saved.png")), wanted)


def test_a_save_that_ends_late_marks_the_photo_that_was_saved(
    three: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint(three, qtbot)
    run_repair(three, qtbot)
    monkeypatch.setattr(three.prompts, "ask_save", lambda suggestion, filters: tmp_path / "saved.png")
    three.files.save()
    qtbot.mouseClick(three.film.tiles[0], LEFT)
    qtbot.waitUntil(lambda: three.idle)
    assert three.session.save_target is None
    assert names(three) == ["holiday.png", "beach.png", "saved.png"]
    assert not any(photo.modified for photo in three.session.photos)


def test_too_many_photos_at_once_are_not_all_opened(
    window: MainWindow, photo: Path, others: list[Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_controller, "MOST_AT_ONCE", 2)
    drop(window, files(photo, *others))
    qtbot.waitUntil(lambda: len(window.session.photos) == 2 and window.idle)
    assert "The first 2 of 3 photos were opened" in window.banner.text.text()


def test_all_photos_with_edits_come_back_after_a_crash(
    make_window: MakeWindow, photo: Path, others: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    root = tmp_path / "unfinished"
    window = make_window(recovery=root)
    edited = {}
    for path in (photo, others[0]):
        open_photo(window, path, qtbot)
        paint(window, qtbot)
        run_repair(window, qtbot)
        edited[path.name] = pixels(window).copy()
    open_photo(window, others[1], qtbot)  # not changed
    assert window.autosave is not None
    window.autosave.keep()
    qtbot.waitUntil(lambda: window.autosave is not None and not window.autosave.busy)
    kept = [folder for folder in root.iterdir() if folder.is_dir()]
    assert len(kept) == 2
    for folder in kept:  # as if the program had been killed: nobody holds the lock
        (folder / ".lock").unlink()
    again = make_window(recovery=root)
    asked: list[list[str]] = []

    def answer(edits: list[About]) -> Answer:
        asked.append(sorted(edit.name for edit in edits))
        return Answer(Recover.RECOVER, frozenset(range(len(edits))))

    again.prompts.ask_recover = answer  # type: ignore[method-assign]
    again.offer_recovery()
    qtbot.waitUntil(lambda: again.idle)
    assert asked == [["beach.png", "holiday.png"]]
    assert sorted(names(again)) == ["beach.png", "holiday.png"]
    for open_one in again.session.photos:
        again.session.show(open_one)
        assert np.array_equal(pixels(again), edited[open_one.name])
        assert again.session.modified


def test_opening_photos_takes_no_history_from_others_while_there_is_memory(
    opened: MainWindow, others: list[Path], qtbot: QtBot
) -> None:
    for row in range(3):
        drag(opened, qtbot, (60, 40 + 40 * row), (200, 40 + 40 * row))
        run_repair(opened, qtbot)
    history = opened.session.stack
    opened.session.set_undo_budget(history.nbytes + 10_000)
    opened.files.open_paths(others)
    qtbot.waitUntil(lambda: len(opened.session.photos) == 3 and opened.idle)
    assert history.oldest == 0
    opened.session.set_undo_budget(history.nbytes // 2)  # too little for it: what is not shown gives way
    assert history.oldest > 0


def test_a_photo_is_not_saved_over_the_file_of_another_open_one(
    three: MainWindow, photo: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = photo.read_bytes()
    monkeypatch.setattr(three.prompts, "ask_save", lambda suggestion, filters: photo.parent / "." / photo.name)
    paint(three, qtbot)
    run_repair(three, qtbot)
    three.files.save_as()
    qtbot.waitUntil(lambda: three.idle)
    assert "another open photo" in three.banner.text.text()
    assert photo.read_bytes() == original
    assert three.session.modified


def test_photos_that_open_late_do_not_stop_what_runs(
    opened: MainWindow, others: list[Path], engine: FakeEngine, qtbot: QtBot
) -> None:
    opened.files.open_paths(others)
    qtbot.waitUntil(lambda: opened.files.name == "beach.png")
    paint(opened, qtbot)
    engine.hold()
    opened.operations.repair()
    qtbot.waitUntil(lambda: len(opened.session.photos) == 3)
    engine.release()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    assert opened.files.name == "beach.png"
    assert opened.session.edited


def test_an_edit_while_a_closing_photo_is_saved_is_asked_about_again(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    answers = iter([Unsaved.SAVE, Unsaved.CANCEL])
    asked: list[str] = []
    monkeypatch.setattr(opened.prompts, "ask_unsaved", lambda name: asked.append(name) or next(answers))
    monkeypatch.setattr(opened.prompts, "ask_save", lambda suggestion, filters: tmp_path / "saved.png")
    opened.actions_by_name["close_photo"].trigger()
    opened.session.stack.undo()  # before the file is written
    opened.session.stack.undo()
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert len(opened.session.photos) == 1


def test_a_photo_that_is_passed_over_and_comes_back_at_once_keeps_its_zoom(three: MainWindow, qtbot: QtBot) -> None:
    session, canvas = three.session, three.canvas
    qtbot.waitUntil(lambda: canvas.fitted)
    canvas.zoom_to(8)
    view = canvas.view
    session.show(session.photos[0])
    session.show(session.photos[2])
    qtbot.wait(20)
    assert canvas.view == view


def test_the_first_photo_asked_for_is_shown_also_if_another_one_is_named_twice(
    window: MainWindow, photo: Path, others: list[Path], qtbot: QtBot
) -> None:
    window.files.open_paths([photo, others[0], others[0]])
    qtbot.waitUntil(lambda: window.idle)
    assert names(window) == ["holiday.png", "beach.png"]
    assert window.files.name == "holiday.png"


def test_of_several_the_first_that_can_be_opened_is_shown(
    opened: MainWindow, others: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.jpg"
    bad.write_text("no picture")
    opened.files.open_paths([bad, *others])
    qtbot.waitUntil(lambda: len(opened.session.photos) == 3 and opened.idle)
    assert opened.files.name == "beach.png"
    assert "bad.jpg" in opened.banner.text.text()


def test_the_file_dialog_opens_in_a_folder_that_exists(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(opened.files._prompts, "ask_open", asked.append)
    monkeypatch.setattr(
        file_controller.QStandardPaths, "writableLocation", lambda _: str(tmp_path / "Pictures"), raising=False
    )
    opened.files._store.settings.folder = tmp_path / "unplugged"
    opened.files.ask_open()
    (tmp_path / "Pictures").mkdir()
    opened.files.ask_open()
    opened.files._store.settings.folder = tmp_path
    opened.files.ask_open()
    assert asked == [Path.home(), tmp_path / "Pictures", tmp_path]


def test_an_edit_of_pixels_that_are_no_longer_there_is_refused(opened: MainWindow, qtbot: QtBot) -> None:
    paint(opened, qtbot)
    photo, base = opened.session.photos[0], opened.session.photos[0].document
    run_repair(opened, qtbot)
    edit = photo.edit_of(RepairRequest)
    assert edit is not None
    opened.actions_by_name["flip"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    flipped = photo.document
    with pytest.raises(StudioError, match="please run it again"):
        photo.push_edit(base, edit.patch, edit.request, "Repair", None)
    assert photo.document is flipped
