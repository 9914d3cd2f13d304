"""Projects that are saved and opened again, on the real window."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeEngine, drag, make_pixels, open_photo, paint, pixels, run_repair
from tests.ui.window.test_history import texts
from vqstudio.core.document import Patch
from vqstudio.core.geometry import Bounds, Margins
from vqstudio.core.wording import Sentence
from vqstudio.engine.requests import CreateRequest, RepairRequest, Result
from vqstudio.ui.model.look import Look
from vqstudio.ui.model.photo_masks import SourceUse
from vqstudio.ui.window.main_window import MainWindow


@pytest.fixture
def edited(opened: MainWindow, qtbot: QtBot) -> MainWindow:
    """Turned, repaired with a source area, extended and painted on."""
    opened.actions_by_name["turn_left"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    opened.session.use_source(SourceUse.AVOID)
    drag(opened, qtbot, (20, 20), (60, 20))
    opened.session.paint_source(False)
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    opened.operations.extend(Margins(left=8, top=4))
    qtbot.waitUntil(lambda: not opened.operations.busy)
    drag(opened, qtbot, (40, 100), (80, 100))
    return opened


def save(window: MainWindow, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window.prompts, "ask_save", lambda suggestion, filters: path)
    window.files.save_as()
    qtbot.waitUntil(lambda: window.idle)


def reopen(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    """Close all photos and open the project."""
    for photo in list(window.session.photos):
        window.session.close(photo)
    window.open_path(path)
    qtbot.waitUntil(lambda: window.idle)


def test_a_project_opens_as_it_was_with_its_whole_history(
    edited: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = edited.session
    states = [(pixels(edited).copy(), session.mask.alpha.copy(), session.source.alpha.copy())]
    before = session.before.pixels.copy()
    steps = texts(edited)
    save(edited, tmp_path / "holiday.vqs", qtbot, monkeypatch)
    assert not session.modified
    while session.stack.can_undo():
        session.stack.undo()
        states.append((pixels(edited).copy(), session.mask.alpha.copy(), session.source.alpha.copy()))
    reopen(edited, tmp_path / "holiday.vqs", qtbot)
    assert edited.files.name == "holiday.vqs"
    assert not session.modified
    assert session.edited
    assert session.source_use is SourceUse.AVOID
    assert np.array_equal(session.before.pixels, before)
    assert texts(edited) == steps
    for number, state in enumerate(states):
        if number:
            session.stack.undo()
        found = (pixels(edited), session.mask.alpha, session.source.alpha)
        assert all(np.array_equal(a, b) for a, b in zip(found, state, strict=True)), number
    assert not session.stack.can_undo()
    assert np.array_equal(pixels(edited), make_pixels())
    assert not session.edited
    while session.stack.canRedo():
        session.stack.redo()
    assert np.array_equal(pixels(edited), states[0][0])
    assert not session.modified


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_a_project_keeps_all_that_the_photo_says_beside_its_pixels(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    Image.fromarray(make_pixels()).save(
        tmp_path / f"a{suffix}", dpi=(240, 240), exif=exif, **({"comment": "Küste"} if suffix == ".jpg" else {})
    )
    open_photo(window, tmp_path / f"a{suffix}", qtbot)
    assert window.session.document is not None
    metadata = window.session.document.metadata
    assert metadata.resolution is not None
    assert bool(metadata.texts) is (suffix == ".jpg")
    save(window, tmp_path / "a.vqs", qtbot, monkeypatch)
    reopen(window, tmp_path / "a.vqs", qtbot)
    assert window.session.document.metadata == metadata


def test_a_project_of_before_in_which_creating_was_called_imagining_opens(
    opened: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.create_panel.share.set_value(50)
    opened.create_panel.run()
    qtbot.waitUntil(lambda: opened.idle)
    path = tmp_path / "holiday.vqs"
    save(opened, path, qtbot, monkeypatch)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["manifest.json"] = parts["manifest.json"].replace(b'"CreateRequest"', b'"ImagineRequest"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    reopen(opened, path, qtbot)
    asked = len(engine.requests)
    opened.actions_by_name["more_fills"].trigger()
    qtbot.waitUntil(lambda: opened.idle)
    assert len(engine.requests) > asked
    assert isinstance(engine.requests[-1], CreateRequest)


def test_saving_in_a_format_without_a_place_for_comments_tells_once(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.fromarray(make_pixels()).save(tmp_path / "a.jpg", comment="by the sea")
    open_photo(window, tmp_path / "a.jpg", qtbot)
    save(window, tmp_path / "a.webp", qtbot, monkeypatch)
    assert "a.webp was saved without some of the photo's metadata (Comment)" in window.banner.text.text()
    window.banner.clear()
    paint(window, qtbot)
    run_repair(window, qtbot)
    window.files.save()
    qtbot.waitUntil(lambda: window.idle)
    assert not window.banner.isVisible()


def test_other_versions_can_be_asked_for_after_reopening(
    opened: MainWindow, engine: FakeEngine, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint(opened, qtbot)
    run_repair(opened, qtbot)
    first = engine.requests[-1]
    repaired = pixels(opened).copy()
    save(opened, tmp_path / "holiday.vqs", qtbot, monkeypatch)
    reopen(opened, tmp_path / "holiday.vqs", qtbot)
    opened.actions_by_name["more_fills"].trigger()
    qtbot.waitUntil(lambda: not opened.operations.busy)
    again = engine.requests[-1]
    assert isinstance(first, RepairRequest)
    assert isinstance(again, RepairRequest)
    assert again.seed > first.seed
    assert np.array_equal(again.pixels, first.pixels)
    assert np.array_equal(again.mask.alpha, first.mask.alpha)
    assert not np.array_equal(pixels(opened), repaired)
    opened.operations.show_fill(0)
    assert np.array_equal(pixels(opened), repaired)


def test_save_writes_the_project_again_and_thumbnails_come_back(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "holiday.vqs"
    paint(opened, qtbot)
    save(opened, path, qtbot, monkeypatch)
    run_repair(opened, qtbot)
    assert opened.session.modified
    opened.actions_by_name["save"].trigger()
    qtbot.waitUntil(lambda: opened.idle and not opened.session.modified)
    looks = [step.picture.toImage() for step in opened.session.stack.steps]
    result = pixels(opened).copy()
    reopen(opened, path, qtbot)
    assert np.array_equal(pixels(opened), result)
    assert [step.picture.toImage() for step in opened.session.stack.steps] == looks


def test_the_photo_is_a_picture_that_other_programs_can_take_out(
    edited: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(edited, tmp_path / "holiday.vqs", qtbot, monkeypatch)
    with zipfile.ZipFile(tmp_path / "holiday.vqs") as archive:
        manifest = json.loads(archive.read("manifest.json"))
        with archive.open(manifest["photo"]) as part, Image.open(part) as image:
            assert np.array_equal(np.asarray(image), pixels(edited))


@pytest.mark.parametrize("harm", ["cut", "text", "later", "mask", "missing", "step"])
def test_a_damaged_project_is_told_and_what_is_open_stays(
    harm: str, edited: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "holiday.vqs"
    save(edited, path, qtbot, monkeypatch)
    path = path.rename(tmp_path / "bad.vqs")
    if harm == "cut":
        path.write_bytes(path.read_bytes()[:-500])
    elif harm == "text":
        path.write_text("no project")
    else:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(parts["manifest.json"])
        if harm == "later":
            manifest["version"] = 99
        elif harm == "mask":
            manifest["mask"] = manifest["steps"][2]["patch"]["before"] if "patch" in manifest["steps"][2] else "x"
        elif harm == "missing":
            del parts[manifest["photo"]]
        else:
            manifest["steps"][0]["kind"] = "magic"
        parts["manifest.json"] = json.dumps(manifest).encode()
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
    shown = edited.session.document
    edited.open_path(path)
    qtbot.waitUntil(lambda: edited.idle)
    text = edited.banner.text.text()
    assert text.startswith("bad.vqs ")
    assert text.endswith(".")
    assert ("later version" in text) == (harm == "later")
    assert edited.session.document is shown
    assert len(edited.session.photos) == 1


def test_a_failed_save_leaves_the_project_that_was_there(
    edited: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "holiday.vqs"
    save(edited, path, qtbot, monkeypatch)
    old = path.read_bytes()
    drag(edited, qtbot, (10, 10), (30, 10))
    run_repair(edited, qtbot)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", full)
    edited.files.save()
    qtbot.waitUntil(lambda: edited.idle)
    assert "disk is full" in edited.banner.text.text()
    assert edited.session.modified
    assert path.read_bytes() == old
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix in (".vqs", ".part")) == ["holiday.vqs"]


def test_shortcut_save_as_offers_projects(edited: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[str] = []
    monkeypatch.setattr(edited.prompts, "ask_save", lambda suggestion, filters: offered.append(filters))
    qtbot.keyClick(edited, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert "*.vqs" in offered[0]


def test_a_mask_painted_after_saving_is_asked_about(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint(opened, qtbot)
    save(opened, tmp_path / "holiday.vqs", qtbot, monkeypatch)
    assert not opened.session.modified
    drag(opened, qtbot, (10, 10), (60, 10))
    assert opened.session.modified
    opened.actions_by_name["save"].trigger()
    qtbot.waitUntil(lambda: not opened.session.modified)
    reopen(opened, tmp_path / "holiday.vqs", qtbot)
    assert not opened.session.modified
    drag(opened, qtbot, (10, 200), (60, 200))
    assert opened.session.modified


def test_an_edit_that_changes_no_pixel_is_a_step_like_others(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = np.full((400, 500, 3), 10, np.uint8)  # what the engine fills with
    Image.fromarray(blank).save(tmp_path / "blank.png")
    open_photo(window, tmp_path / "blank.png", qtbot)
    monkeypatch.setattr(window.bridge.engine, "run", lambda request, *_: Result(
        Patch.between(request.pixels, request.pixels, Bounds(0, 0, 0, 0)), 0.1, "CPU"
    ))  # fmt: skip
    paint(window, qtbot)
    window.operations.repair()
    qtbot.waitUntil(lambda: not window.operations.busy)
    assert window.banner.current is None
    assert texts(window)[-1] == "Repair"
    save(window, tmp_path / "blank.vqs", qtbot, monkeypatch)
    reopen(window, tmp_path / "blank.vqs", qtbot)
    assert texts(window)[-1] == "Repair"
    window.session.stack.undo()
    assert not window.session.mask_empty


def test_a_project_that_is_asked_for_twice_opens_once_under_its_whole_path(
    edited: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(edited, tmp_path / "a.vqs", qtbot, monkeypatch)
    edited.session.close(edited.session.photos[0])
    monkeypatch.chdir(tmp_path)
    edited.files.open_paths([Path("a.vqs"), Path("a.vqs")])  # as on the command line
    qtbot.waitUntil(lambda: edited.idle)
    assert [photo.save_target for photo in edited.session.photos] == [tmp_path / "a.vqs"]
    assert edited.recent.paths[0] == tmp_path / "a.vqs"


def test_a_step_of_a_project_can_be_said_in_another_language(
    opened: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.operations.apply_style(Look("ink", "Ink {strong}"))
    qtbot.waitUntil(lambda: not opened.operations.busy)
    save(opened, tmp_path / "holiday.vqs", qtbot, monkeypatch)
    made = opened.session.stack.undoText()
    reopen(opened, tmp_path / "holiday.vqs", qtbot)
    read = opened.session.stack.undoText()
    for step in (made, read):
        assert step == "Style “Ink {strong}”"
        assert isinstance(step, Sentence)
        assert step.values == {"title": "Ink {strong}"}
