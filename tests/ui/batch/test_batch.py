"""The batch queue and its dialog, on the real window."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMessageBox, QSlider
from pytestqt.qtbot import QtBot

from tests.ui.batch.conftest import NAMES, drop, show
from tests.ui.conftest import FakeEngine, make_pixels, open_photo, paint, pixels
from tests.ui.files.test_files import files
from vqstudio.ui.batch import dialog as batch_module
from vqstudio.ui.batch import queue as batch_queue
from vqstudio.ui.batch.dialog import BatchDialog
from vqstudio.ui.batch.queue import Phase, State
from vqstudio.ui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def click(button: QAbstractButton, qtbot: QtBot) -> None:
    assert button.isEnabled()
    assert button.isVisible()
    qtbot.mouseClick(button, LEFT)


def choose(combo: QComboBox, text: str) -> None:
    assert combo.findText(text) >= 0
    combo.setCurrentIndex(combo.findText(text))


def rows(dialog: BatchDialog) -> dict[str, str]:
    """What a screen reader says of each photo."""
    model = dialog.list.model()
    texts = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    return dict(text.split(": ", 1) for text in texts)


def run_through(window: MainWindow, dialog: BatchDialog, qtbot: QtBot) -> None:
    click(dialog.start, qtbot)
    qtbot.waitUntil(lambda: not window.batch.queue.active)


def results(folder: Path) -> list[str]:
    output = folder.with_name("trip-edited")
    return sorted(path.name for path in output.iterdir()) if output.is_dir() else []


def test_before_anything_is_chosen_the_dialog_invites_a_drop(window: MainWindow, qtbot: QtBot) -> None:
    dialog = show(window, qtbot)
    assert dialog.drop.isVisible()
    assert not dialog.isModal()
    assert not any(button.isEnabled() for button in (dialog.start, dialog.stop, dialog.retry, dialog.open_results))
    text = QMimeData()
    text.setText("words")
    assert not drop(dialog, text)


def test_every_photo_is_painted_and_the_broken_one_is_told(
    window: MainWindow, dialog: BatchDialog, folder: Path, qtbot: QtBot
) -> None:
    assert set(rows(dialog)) == {*NAMES, "b-broken.jpg"}
    assert set(rows(dialog).values()) == {"Waiting"}
    dialog.settings.strength.set_value(50)
    run_through(window, dialog, qtbot)
    assert results(folder) == NAMES
    made = np.asarray(Image.open(folder.with_name("trip-edited") / "c.png"))
    assert np.array_equal(made, (make_pixels(2) * 0.5).astype(np.uint8))
    told = rows(dialog)
    assert "b-broken.jpg is not an image" in told.pop("b-broken.jpg")
    assert set(told.values()) == {"Done"}
    assert dialog.summary.text() == "3 done, 1 failed."
    assert dialog.bar.value() == dialog.bar.maximum()
    assert np.array_equal(np.asarray(Image.open(folder / "a.png")), make_pixels(0))  # the photos stay as they are


def test_what_a_result_does_not_have_is_told_below_its_photo(
    window: MainWindow, dialog: BatchDialog, folder: Path, qtbot: QtBot
) -> None:
    (folder / "c.png").unlink()
    pages = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    pages[0].save(folder / "scan.tif", save_all=True, append_images=pages[1:])
    run_through(window, dialog, qtbot)
    assert rows(dialog)["scan.tif"] == "Done. scan.tif has several frames or pages; the first one was opened."


def test_a_failed_photo_can_be_tried_again_once_it_is_mended(
    window: MainWindow, dialog: BatchDialog, folder: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    run_through(window, dialog, qtbot)
    Image.fromarray(make_pixels(9)).save(folder / "b-broken.jpg")
    before = len(engine.requests)
    click(dialog.retry, qtbot)
    qtbot.waitUntil(lambda: not window.batch.queue.active)
    assert len(engine.requests) == before + 1
    assert set(rows(dialog).values()) == {"Done"}
    assert not dialog.retry.isEnabled()
    assert "b-broken.jpg" in results(folder)


def test_while_photos_are_looked_for_none_of_the_old_list_is_tried_again(
    window: MainWindow, dialog: BatchDialog, folder: Path, engine: FakeEngine, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    run_through(window, dialog, qtbot)
    found, items_of = threading.Event(), batch_queue.items_of
    monkeypatch.setattr(batch_queue, "items_of", lambda *asked, **more: (found.wait(5), items_of(*asked, **more))[1])
    dialog.settings.strength.set_value(50)  # other results, so the folder is read again
    qtbot.waitUntil(lambda: not dialog.retry.isEnabled())
    assert set(rows(dialog).values()) >= {"Done"}
    found.set()
    qtbot.waitUntil(lambda: set(rows(dialog).values()) == {"Waiting"})


def test_stopped_and_started_again_it_skips_what_is_done(
    window: MainWindow, dialog: BatchDialog, folder: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    stop_at_second(window, dialog, engine, qtbot)
    assert results(folder) == ["a.png"]
    assert rows(dialog)["b.jpg"] == "Waiting"
    assert not dialog.stop.isEnabled()
    written = (folder.with_name("trip-edited") / "a.png").stat().st_mtime_ns
    engine.release()
    run_through(window, dialog, qtbot)
    assert results(folder) == NAMES
    assert rows(dialog)["a.png"] == "Done already"
    assert (folder.with_name("trip-edited") / "a.png").stat().st_mtime_ns == written
    assert dialog.summary.text() == "2 done, 1 done already, 1 failed."


def stop_at_second(window: MainWindow, dialog: BatchDialog, engine: FakeEngine, qtbot: QtBot) -> None:
    """Press Stop while the engine is at the second photo that can be read."""
    hold_at(engine, 2)
    click(dialog.start, qtbot)
    qtbot.waitUntil(lambda: rows(dialog).get("b.jpg") == "Working…")
    click(dialog.stop, qtbot)
    qtbot.waitUntil(lambda: not window.batch.queue.working)


def hold_at(engine: FakeEngine, number: int) -> None:
    """Let the engine wait in the request of that number from now."""
    run, seen = engine.run, []

    def counted(*arguments):  # type: ignore[no-untyped-def]
        seen.append(1)
        if len(seen) == number:
            engine.hold()
        return run(*arguments)

    engine.run = counted  # type: ignore[method-assign]


def test_what_is_done_is_done_again_only_on_demand(
    window: MainWindow, dialog: BatchDialog, folder: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    (folder / "b-broken.jpg").unlink()
    run_through(window, dialog, qtbot)
    run_through(window, dialog, qtbot)
    assert len(engine.requests) == 3
    assert dialog.summary.text().startswith("All 3 photos are done already.")
    qtbot.mouseClick(dialog.settings.again, LEFT, pos=QPoint(10, dialog.settings.again.height() // 2))
    qtbot.waitUntil(lambda: set(rows(dialog).values()) == {"Waiting"})
    choose(dialog.settings.style_choice, "Ink")
    run_through(window, dialog, qtbot)
    assert [request.style for request in engine.requests] == ["oil"] * 3 + ["ink"] * 3  # type: ignore[union-attr]


def test_another_strength_or_style_makes_the_results_anew(
    window: MainWindow, dialog: BatchDialog, folder: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    (folder / "b-broken.jpg").unlink()
    run_through(window, dialog, qtbot)
    assert set(rows(dialog).values()) == {"Done"}
    dialog.settings.strength.set_value(50)
    qtbot.waitUntil(lambda: dialog.summary.text() == "3 photos to do, 3 of them in place of older results.")
    run_through(window, dialog, qtbot)
    assert dialog.summary.text() == "3 done, 3 of them in place of older results."
    made = np.asarray(Image.open(folder.with_name("trip-edited") / "a.png"))
    assert np.array_equal(made, (make_pixels(0) * 0.5).astype(np.uint8))
    run_through(window, dialog, qtbot)
    assert dialog.summary.text().startswith("All 3 photos are done already.")
    choose(dialog.settings.style_choice, "Ink")
    qtbot.waitUntil(lambda: set(rows(dialog).values()) == {"Waiting"})


def test_a_file_that_no_batch_made_is_left_alone_until_it_is_asked_for(
    window: MainWindow, dialog: BatchDialog, folder: Path, qtbot: QtBot
) -> None:
    (folder / "b-broken.jpg").unlink()
    other = folder.with_name("trip-edited") / "a.png"
    other.parent.mkdir()
    other.write_bytes(b"somebody's")
    run_through(window, dialog, qtbot)
    assert other.read_bytes() == b"somebody's"
    assert dialog.summary.text() == "2 done, 1 left out."
    assert "Tick “Do again what is done” to replace it" in rows(dialog)["a.png"]
    qtbot.mouseClick(dialog.settings.again, LEFT, pos=QPoint(10, dialog.settings.again.height() // 2))
    qtbot.waitUntil(lambda: set(rows(dialog).values()) == {"Waiting"})
    run_through(window, dialog, qtbot)
    assert np.asarray(Image.open(other)).shape == make_pixels(0).shape


def test_paused_it_finishes_the_photo_and_waits(
    window: MainWindow, dialog: BatchDialog, folder: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.hold()
    click(dialog.start, qtbot)
    qtbot.waitUntil(lambda: rows(dialog)["a.png"] == "Working…")
    assert not dialog.settings.isEnabled()
    assert not drop(dialog, files(folder))
    click(dialog.pause, qtbot)
    engine.release()
    qtbot.waitUntil(lambda: not window.batch.queue.working)
    assert results(folder) == ["a.png"]
    assert dialog.summary.text() == "Paused; 3 photos left."
    assert dialog.start.text() == "Go on"
    run_through(window, dialog, qtbot)
    assert results(folder) == NAMES


def test_an_edit_in_the_window_comes_between_two_photos(
    window: MainWindow, dialog: BatchDialog, folder: Path, photo: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    open_photo(window, photo, qtbot)
    paint(window, qtbot)
    engine.hold()
    click(dialog.start, qtbot)
    qtbot.waitUntil(lambda: len(engine.requests) == 1)
    before = pixels(window)
    click(window.repair_panel.repair, qtbot)
    assert window.status.message.text() == "Waiting for a photo of the batch…"
    hold_at(engine, 1)
    engine.release()
    qtbot.waitUntil(lambda: len(engine.requests) == 2)
    qtbot.waitUntil(lambda: rows(dialog)["a.png"] == "Done")
    # The repair has its turn before the second photo.
    assert type(engine.requests[1]).__name__ == "RepairRequest"
    assert window.operations.busy
    assert dialog.summary.text() == "Waiting for the edit in the window; 3 photos left."
    engine.release()
    qtbot.waitUntil(lambda: not window.batch.queue.active)
    assert not np.array_equal(pixels(window), before)
    assert not window.operations.busy
    assert results(folder) == NAMES
    assert len(engine.requests) == 4


def test_an_edit_that_is_cancelled_lets_the_batch_go_on(
    window: MainWindow, dialog: BatchDialog, folder: Path, photo: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    open_photo(window, photo, qtbot)
    paint(window, qtbot)
    engine.hold()
    click(window.repair_panel.repair, qtbot)
    click(dialog.start, qtbot)
    qtbot.waitUntil(lambda: dialog.summary.text() == "Waiting for the edit in the window; 4 photos left.")
    qtbot.waitUntil(lambda: len(engine.requests) == 1)
    window.actions_by_name["cancel"].trigger()
    qtbot.waitUntil(lambda: not window.batch.queue.active)
    assert results(folder) == NAMES


def test_closing_the_window_asks_and_what_is_done_stays(
    window: MainWindow, dialog: BatchDialog, folder: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    hold_at(engine, 2)
    click(dialog.start, qtbot)
    qtbot.waitUntil(lambda: rows(dialog).get("b.jpg") == "Working…")
    asked = answer("Go on")
    window.close()
    assert asked == ["Stop the batch? 2 photos are left."]
    assert window.isVisible()
    assert window.batch.queue.phase is Phase.RUNNING
    answer("Stop and close")
    window.close()
    assert not window.isVisible()
    assert not dialog.isVisible()
    assert results(folder) == ["a.png"]


def answer(text: str) -> list[str]:
    """Press the button of that text in the question that is about to come; what it asked comes in the list."""
    asked: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        next(button for button in box.buttons() if button.text() == text).click()

    QTimer.singleShot(100, press)
    return asked


def test_with_nothing_left_closing_asks_nothing(window: MainWindow, dialog: BatchDialog, qtbot: QtBot) -> None:
    run_through(window, dialog, qtbot)
    window.prompts.ask_stop_batch = lambda left: pytest.fail("it is through")  # type: ignore[method-assign]
    window.close()
    assert not window.isVisible()


def test_out_of_sight_it_goes_on_and_the_window_says_when_it_is_through(
    window: MainWindow, dialog: BatchDialog, folder: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.hold()
    click(dialog.start, qtbot)
    qtbot.waitUntil(lambda: window.batch.queue.working)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert "goes on" in window.status.message.text()
    engine.release()
    qtbot.waitUntil(lambda: window.banner.current is not None)
    assert window.banner.text.text() == "The batch is through: 3 done, 1 failed."
    assert results(folder) == NAMES
    assert show(window, qtbot) is dialog
    assert "Failed" not in rows(dialog)["a.png"]


def test_repairs_follow_the_masks(
    window: MainWindow, dialog: BatchDialog, folder: Path, tmp_path: Path, engine: FakeEngine, qtbot: QtBot
) -> None:
    masks = tmp_path / "masks"
    masks.mkdir()
    mask = np.zeros(make_pixels().shape[:2], np.uint8)
    mask[20:60, 30:90] = 255
    Image.fromarray(mask).save(masks / "c.png")
    choose(dialog.settings.what, "Remove what masks show")
    assert dialog.summary.text() == "Choose the folder of the masks."
    assert not dialog.start.isEnabled()
    window.prompts.ask_folder = lambda title, start, parent: masks  # type: ignore[method-assign]
    click(dialog.settings.choose_masks, qtbot)
    qtbot.waitUntil(lambda: rows(dialog) == {"c.png": "Waiting"})
    choose(dialog.settings.form, "JPEG")
    qtbot.waitUntil(lambda: window.batch.queue.entries[0].item.output.suffix == ".jpg")
    choose(dialog.settings.form, "PNG")
    qtbot.waitUntil(lambda: window.batch.queue.entries[0].item.output.suffix == ".png")
    run_through(window, dialog, qtbot)
    made, before = np.asarray(Image.open(folder.with_name("trip-edited") / "c.png")), make_pixels(2)
    assert (made[mask > 0] == 10).all()
    assert np.array_equal(made[mask == 0], before[mask == 0])


def test_single_files_can_be_dropped_and_saved_in_another_format_elsewhere(
    window: MainWindow, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = show(window, qtbot)
    assert drop(dialog, files(folder / "a.png", folder / "b.jpg", folder / "notes.txt"))
    window.prompts.ask_folder = lambda title, start, parent: tmp_path / "elsewhere"  # type: ignore[method-assign]
    click(dialog.settings.choose_output, qtbot)
    choose(dialog.settings.form, "JPEG")
    qtbot.waitUntil(lambda: len(rows(dialog)) == 3)
    run_through(window, dialog, qtbot)
    assert sorted(path.name for path in (tmp_path / "elsewhere").iterdir()) == ["a.jpg", "b.jpg"]
    assert Image.open(tmp_path / "elsewhere" / "a.jpg").format == "JPEG"
    assert "notes.txt is not an image" in rows(dialog)["notes.txt"]


def test_results_never_take_the_place_of_the_photos(
    window: MainWindow, dialog: BatchDialog, folder: Path, qtbot: QtBot
) -> None:
    window.prompts.ask_folder = lambda title, start, parent: folder  # type: ignore[method-assign]
    click(dialog.settings.choose_output, qtbot)
    qtbot.waitUntil(lambda: "choose another folder" in dialog.summary.text())
    assert not dialog.start.isEnabled()


def test_results_are_shown_in_the_file_manager(
    window: MainWindow, dialog: BatchDialog, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(
        batch_module.QDesktopServices, "openUrl", staticmethod(lambda url: shown.append(url.toLocalFile()))
    )
    assert not dialog.open_results.isEnabled()
    run_through(window, dialog, qtbot)
    click(dialog.open_results, qtbot)
    assert shown == [str(folder.with_name("trip-edited"))]


def test_a_defect_of_the_engine_fails_one_photo_with_words(
    window: MainWindow, dialog: BatchDialog, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.error = RuntimeError("a graph went wrong")
    run_through(window, dialog, qtbot)
    assert window.batch.queue.count(State.FAILED) == 4
    assert "a graph went wrong" in rows(dialog)["a.png"]


def test_every_control_of_the_dialog_has_a_name(dialog: BatchDialog) -> None:
    for kind in (QAbstractButton, QComboBox, QSlider):
        for control in dialog.findChildren(kind):
            if control.isVisible():
                assert control.accessibleName() or getattr(control, "text", str)(), control
